"""Access: roles, scopes and the one check of permissions."""
