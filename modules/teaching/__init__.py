"""Teaching: disciplines, working plan lines and who teaches them."""
