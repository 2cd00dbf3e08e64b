"""Accounts: log-in names, passwords and activation."""
