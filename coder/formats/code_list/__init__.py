"""A list of codes as a table, as people keep it in a spreadsheet."""
