"""Benchmarks run on the prepared database, as the application's role, inside a transaction that is rolled back."""
