"""Sheets and dialogs: each asks for one thing."""
