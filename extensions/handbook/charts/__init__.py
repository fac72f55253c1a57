"""Charts as SVG, made of plain figures, names and addresses: a few pure functions that know neither the handbook nor Sphinx."""
