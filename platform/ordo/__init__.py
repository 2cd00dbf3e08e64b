"""The kernel of Ordo: it knows no university and no module."""
