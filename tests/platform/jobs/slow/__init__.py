"""An app with one slow kind of job, for tests with a real worker only."""
