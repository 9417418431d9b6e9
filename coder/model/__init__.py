"""The nouns: frozen values that need only the standard library."""
