"""The form for ratings."""
