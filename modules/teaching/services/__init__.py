"""Deeds around what is taught, one file a noun: disciplines, lines, assignments."""
