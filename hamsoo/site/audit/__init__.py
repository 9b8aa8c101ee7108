"""The audit log: the facts of the ledger that say who came in, who changed people, rights or the installation."""
