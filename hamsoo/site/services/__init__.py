"""The servers that Hamsoo runs by itself: PostgreSQL, Valkey, the worker, the web."""
