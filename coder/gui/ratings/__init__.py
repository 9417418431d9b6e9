"""The form for ratings beside the picture."""
