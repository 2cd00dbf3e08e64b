"""Migrations of grading."""
