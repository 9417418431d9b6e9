"""Attune: code caregiver–infant interaction from video."""

__version__ = "0.1.0"
