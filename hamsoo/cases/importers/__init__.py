"""Cases from elsewhere: `histories` reads files in which each row is something that happened to a case."""
