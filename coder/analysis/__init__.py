"""One analysis a module, each a pure function."""
