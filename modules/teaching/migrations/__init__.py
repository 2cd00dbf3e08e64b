"""Migrations of teaching."""
