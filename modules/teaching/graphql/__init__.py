"""Disciplines and working plans in the API."""
