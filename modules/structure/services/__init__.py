"""Deeds around the structure, one file a noun: units, the calendar, groups."""
