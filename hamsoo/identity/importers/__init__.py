"""Records from files.

`rows` reads any form of them, `checking` says what is wrong with a row, `records` takes them over, `files` is what the pages do.
"""
