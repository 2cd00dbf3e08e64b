"""Migrations of the grade sheets."""
