"""How Ordo is started on one machine: database, messages, web, worker and the demo that joins them."""
