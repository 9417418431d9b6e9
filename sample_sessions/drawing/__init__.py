"""Draw the sample sessions: a caregiver and an infant, frame by frame, from a short script."""
