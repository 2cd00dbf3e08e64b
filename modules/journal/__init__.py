"""The electronic journal of one discipline and group."""
