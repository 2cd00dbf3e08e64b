"""Formats of one language: see the package."""
