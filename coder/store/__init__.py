"""Our own files: study and session folders, and the observation file."""
