"""Files of Praat: TextGrids, long and short, in the encodings that Praat writes."""
