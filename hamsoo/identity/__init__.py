"""Who is one customer: source records, decisions, links."""
