"""Reading of journals, limited to what the actor may see."""
