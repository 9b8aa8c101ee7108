"""What is kept about customers; all of it hangs on source records."""
