"""The GraphQL API: one endpoint per university, put together from the modules that are on."""
