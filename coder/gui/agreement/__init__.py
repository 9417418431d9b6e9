"""The view of agreement: how far two coders agree, and where they do not."""
