"""Pages of cases: `single` is that of one case."""
