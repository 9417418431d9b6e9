"""Training in the window: statuses and scores, feedback clip by clip, drift over time."""
