"""Questions from elsewhere: one file a source."""
