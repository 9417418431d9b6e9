"""The disagreement desk: two coders' lanes, the queue of their disagreements, and what is decided of each."""
