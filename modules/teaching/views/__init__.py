"""Pages of what is taught."""
