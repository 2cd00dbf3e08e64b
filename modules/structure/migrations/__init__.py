"""Migrations of structure."""
