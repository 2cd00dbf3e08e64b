"""Students and employees in the API."""
