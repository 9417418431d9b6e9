"""Several cameras in the window: one large picture, the others small beside it, all on one clock."""
