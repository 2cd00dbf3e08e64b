"""Reading of the structure: `refs` for other modules, `lists` for pages, limited to what the actor may see."""
