"""Reading of people: `refs` for other modules, `reach` for what an actor may see, and one file a page's noun."""
