"""The records of the handbook, the problems that they can have, and their pickling."""
