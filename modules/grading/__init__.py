"""Grading: versions of the grading policy, the arithmetic of results and their explanation."""
