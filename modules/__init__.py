"""The modules of a university: each is one bounded piece of its work, entered by its facade only."""
