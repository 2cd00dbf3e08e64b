"""The first pages of everybody's cabinet and of the administrator's console."""
