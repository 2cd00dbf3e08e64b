"""The administrator's console of a university: its kernel panels, and the cards of everybody's panels."""
