"""Files of GSEQ: sequential data in the language SDIS."""
