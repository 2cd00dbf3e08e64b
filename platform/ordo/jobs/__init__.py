"""Long work as rows: visible, cancellable, queued again after a crash (architecture §9)."""
