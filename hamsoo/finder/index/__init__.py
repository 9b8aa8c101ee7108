"""The search index on disk: one writer (the worker's), many readers, and a score that only shared documents have a say in.

`schema` says what is kept of a document, `folder` where, `writing` changes it, `reading` opens it, `matching` finds and scores.
"""
