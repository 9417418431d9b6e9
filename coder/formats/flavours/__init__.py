"""What is made of the finished tables of an export: scripts that load them, and the same tables for other programs."""
