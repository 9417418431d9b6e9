"""The timeline: one lane a tier, painted by hand, so that 100,000 events cost what the pixels cost."""
