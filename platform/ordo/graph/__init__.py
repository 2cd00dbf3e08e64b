"""What the modules' GraphQL packages share: the actor of a call and pages of a list."""
