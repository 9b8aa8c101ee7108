"""Customers as those who serve them see them."""
