"""Reading of sheets and results, limited to what the actor may see."""
