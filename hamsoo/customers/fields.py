"""What the fields of records are called on pages, and which of them are codes, written from left to right."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_stubs_ext import StrPromise

LABELS: dict[str, StrPromise] = {
    "name": pgettext_lazy("of a customer", "Name"),
    "full_name": pgettext_lazy("of a customer", "Name"),
    "given_name": pgettext_lazy("of a customer", "Given name"),
    "family_name": pgettext_lazy("of a customer", "Family name"),
    "birth_date": pgettext_lazy("of a customer", "Date of birth"),
    "national_id": pgettext_lazy("of a customer", "National ID"),
    "registration_id": pgettext_lazy("of a customer", "National ID of the company"),
    "economic_code": pgettext_lazy("of a customer", "Economic code"),
    "email": pgettext_lazy("of a customer", "Mail address"),
    "phone": pgettext_lazy("of a customer", "Phone"),
    "domain": pgettext_lazy("of a customer", "Website"),
    "address": pgettext_lazy("of a customer", "Address"),
    "city": pgettext_lazy("of a customer", "City"),
    "postcode": pgettext_lazy("of a customer", "Postcode"),
    "occupation": pgettext_lazy("of a customer", "Occupation"),
    "gender": pgettext_lazy("of a customer", "Gender"),
    "company": pgettext_lazy("of a customer", "Company"),
    "role": pgettext_lazy("of a customer", "Role there"),
    "industry": pgettext_lazy("of a customer", "Industry"),
    "customer_since": pgettext_lazy("of a customer", "Customer since"),
    "segment": pgettext_lazy("of a customer", "Segment there"),
    "company_key": pgettext_lazy("of a customer", "Key of the company"),
    "parent_key": pgettext_lazy("of a customer", "Key of the parent company"),
    "partner_key": pgettext_lazy("of a customer", "Key of the partner"),
}

CODES = frozenset({"birth_date", "national_id", "registration_id", "economic_code", "email", "phone", "domain", "postcode"})
"""Fields whose values are no words of a language."""

BY_HAND = {
    "person": ("full_name", "phone", "email", "national_id", "company", "city"),
    "company": ("name", "phone", "email", "registration_id", "domain", "city"),
}
"""What is asked for when somebody adds a customer by hand, the name first."""

NAMES = {"person": _("Full name"), "company": _("Name of the company")}

_OTHER = "other:"


def label_of(field: str) -> StrPromise | str:
    """Return what a field is called; a field of a system's own keeps its name there."""
    return LABELS.get(field) or field.removeprefix(_OTHER)
