"""A scheme as a lab manager and coders look at it: palette, keyboard, codes, phases, links, faults."""
