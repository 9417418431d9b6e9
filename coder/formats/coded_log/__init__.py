"""Logs from elsewhere as tables: events, and the time that could be coded."""
