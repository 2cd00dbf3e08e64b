"""Reading of untidy files, the import wizard, export."""
