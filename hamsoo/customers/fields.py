"""Which fields of records are codes, written from left to right, and which are asked for by hand."""

from django.utils.translation import gettext_lazy as _

CODES = frozenset({"birth_date", "national_id", "registration_id", "economic_code", "email", "phone", "domain", "postcode"})
"""Fields whose values are no words of a language."""

BY_HAND = {
    "person": ("full_name", "phone", "email", "national_id", "company", "city"),
    "company": ("name", "phone", "email", "registration_id", "domain", "city"),
}
"""What is asked for when somebody adds a customer by hand, the name first."""

NAMES = {"person": _("Full name"), "company": _("Name of the company")}
