"""Settings, addresses, background worker and the `ordo` command: the only place that knows everybody."""
