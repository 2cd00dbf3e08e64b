"""Making universities: schema, role, keys, first rows; and keeping their tables and rights up to date."""
