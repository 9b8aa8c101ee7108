"""Hamsoo (همسو): one organisation towards the customer."""

__version__ = "0.1.0"
