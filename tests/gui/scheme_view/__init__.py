"""The scheme view."""
