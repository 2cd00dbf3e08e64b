"""The design system: tokens, components, shell, words, formats and the living style guide at /ui/."""
