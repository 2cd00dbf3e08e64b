"""Edits of rows by people: what changed, and what happens when two of them save the same row."""
