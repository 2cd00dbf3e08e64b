"""Grade sheets and results in the API."""
