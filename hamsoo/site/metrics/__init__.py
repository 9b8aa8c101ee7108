"""Figures for Prometheus: `instruments` are counted in every web process, `ledger` is asked when somebody looks."""
