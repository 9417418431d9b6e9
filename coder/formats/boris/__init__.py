"""Files of BORIS: projects in JSON, packed with gzip or not."""
