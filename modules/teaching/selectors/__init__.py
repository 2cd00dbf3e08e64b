"""Reading of working plans: `refs` for other modules, `lists` for pages, limited to what the actor may see."""
