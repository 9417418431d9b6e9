"""The table of events: the twin of the timeline, in words."""
