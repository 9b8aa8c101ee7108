"""Sign-in: how django-allauth is fitted to this house."""

from hamsoo.people.accounts.adapter import AccountAdapter, MFAAdapter
from hamsoo.people.accounts.appearance import keep_appearance

__all__ = ["AccountAdapter", "MFAAdapter", "keep_appearance"]
