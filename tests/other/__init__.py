"""Another handbook: its own periodical, its own language, its own field. Needs nothing of the repository but this folder."""
