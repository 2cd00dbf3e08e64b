"""The structure in the API."""
