"""The tamper-evident register: chains per sheet, guarded tables, corrections, daily signed roots."""
