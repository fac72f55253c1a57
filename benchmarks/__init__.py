"""Measurements of the handbook, also at sizes that it has not reached."""
