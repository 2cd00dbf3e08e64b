"""Tenancy: which university a connection, key, signature, file or task belongs to."""
