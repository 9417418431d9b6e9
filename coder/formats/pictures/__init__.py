"""Charts as pictures for papers: SVG, PNG and PDF, the same bytes each time. Import its modules lazily: matplotlib."""
