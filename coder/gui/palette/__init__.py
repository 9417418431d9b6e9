"""The codes and their keys: the palette, the strip that asks for modifiers, and the sheet of all keys."""
