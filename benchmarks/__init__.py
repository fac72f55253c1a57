"""Measurements of the handbook at sizes that it has not reached yet."""
