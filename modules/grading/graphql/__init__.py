"""Grading policies in the API."""
