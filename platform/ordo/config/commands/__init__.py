"""The commands of `ordo` that need Django."""
