"""Deeds around people, one file a noun: students, movements, employees, appointments, log-ins."""
