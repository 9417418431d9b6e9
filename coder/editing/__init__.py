"""The verbs: a key and an instant become an edit, an edit becomes a change, and undo is its inverse."""
