"""One file that holds everything: `archive` is its form, `database` dumps and replaces, `making` and `restoring` put them together."""
