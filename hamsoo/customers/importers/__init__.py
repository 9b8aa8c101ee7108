"""Files of what happened with customers."""
