"""Two coders compared with each other: loaded when it is wanted, for it needs numpy."""
