"""People: students with the history of their groups, employees, curators and group leaders."""
