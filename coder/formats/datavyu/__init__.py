"""Files of Datavyu: a ZIP archive that holds the columns and their cells as text."""
