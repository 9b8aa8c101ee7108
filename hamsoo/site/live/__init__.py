"""Live news to the browser: `tickets` says who may listen to what, `hub` streams it without Django or a database."""
