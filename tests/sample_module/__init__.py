"""A module that exists in tests only and uses every extension point once: the smallest example that must work."""
