"""Tables and other programs' files, one module each."""
