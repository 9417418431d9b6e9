"""The picture, its player and its sound."""
