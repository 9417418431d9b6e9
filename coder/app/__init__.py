"""What the program can do, whoever asks."""
