"""Files of a BIDS data set: tables of events, each with a file that says what its columns mean."""
