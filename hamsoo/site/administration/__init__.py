"""Pages for those who look after the installation: what failed and waits for somebody."""
