"""Tables of events: logs that people keep or programs write, and our own ``events.csv``."""
