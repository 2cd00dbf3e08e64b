"""Modules: how they describe themselves and how a university switches them."""
