"""Pages of grade sheets and results."""
