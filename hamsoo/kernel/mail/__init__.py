"""Mail, whatever it is about: mailboxes that it is fetched from."""
