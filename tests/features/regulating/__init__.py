"""Scenarios of regulation: which cue brings which response."""
