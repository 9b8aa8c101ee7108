"""For whoever watches from outside: `live` says that the process answers, `ready` that people can work."""
