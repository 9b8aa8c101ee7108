"""What `hamsoo doctor` looks at: the machine, the databases, the application."""
