"""Who changed what, when and from where, with the values before and after (AVN-3.9, EB-17.5)."""
