"""The list of events to look at again after a scheme has changed."""
