"""Files of a university, under its own prefix."""
