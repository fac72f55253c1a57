"""The records of the handbook, what can be wrong with them, and how they are pickled."""
