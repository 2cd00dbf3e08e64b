"""Making universities: schema, role, keys, first rows; and keeping their tables up to date."""
