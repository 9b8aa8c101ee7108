"""Pages and fragments of conversations."""
