"""The command line: it only asks."""
