"""Universities as tenants: who they are, their policies, presets and provisioning."""
