"""From bytes of pages and .bib files to records, with every problem at its file and line."""
