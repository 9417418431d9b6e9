"""Video and sound without a window."""
