"""What fields, levels and reasons are called for readers."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_stubs_ext import StrPromise

from hamsoo.identity.resolution.fields import OTHER

FIELDS: dict[str, StrPromise] = {
    "full_name": pgettext_lazy("field of a customer", "Name"),
    "given_name": pgettext_lazy("field of a customer", "First name"),
    "family_name": pgettext_lazy("field of a customer", "Family name"),
    "name": pgettext_lazy("field of a customer", "Name"),
    "birth_date": pgettext_lazy("field of a customer", "Birth date"),
    "national_id": pgettext_lazy("field of a customer", "National ID"),
    "registration_id": pgettext_lazy("field of a customer", "Registration ID"),
    "economic_code": pgettext_lazy("field of a customer", "Economic code"),
    "email": pgettext_lazy("field of a customer", "E-mail"),
    "phone": pgettext_lazy("field of a customer", "Phone"),
    "landline": pgettext_lazy("field of a customer", "Land line"),
    "domain": pgettext_lazy("field of a customer", "Web domain"),
    "address": pgettext_lazy("field of a customer", "Address"),
    "city": pgettext_lazy("field of a customer", "City"),
    "postcode": pgettext_lazy("field of a customer", "Postcode"),
    "occupation": pgettext_lazy("field of a customer", "Occupation"),
    "gender": pgettext_lazy("field of a customer", "Gender"),
    "company": pgettext_lazy("field of a customer", "Company"),
    "role": pgettext_lazy("field of a customer", "Role"),
    "industry": pgettext_lazy("field of a customer", "Industry"),
    "segment": pgettext_lazy("field of a customer", "Segment"),
    "customer_since": pgettext_lazy("field of a customer", "Customer since"),
    "company_key": pgettext_lazy("field of a customer", "Key of the company"),
    "parent_key": pgettext_lazy("field of a customer", "Key of the parent company"),
    "partner_key": pgettext_lazy("field of a customer", "Key of the partner"),
    "number": pgettext_lazy("field of a customer", "Number"),
    "system": pgettext_lazy("field of a customer", "System"),
}

LEVELS: dict[str, StrPromise] = {
    "equal": pgettext_lazy("two values", "the same"),
    "similar": pgettext_lazy("two values", "alike"),
    "slips": pgettext_lazy("two values", "a slip apart"),
    "start": pgettext_lazy("two values", "begin alike"),
    "named": pgettext_lazy("two values", "one holds the other"),
    "shares": pgettext_lazy("two values", "shared"),
    "overlap": pgettext_lazy("two values", "overlap"),
    "different": pgettext_lazy("two values", "different"),
}

WHY: dict[str, StrPromise] = {
    "grey": _("The values alone do not decide."),
    "ambiguous": _("The values agree, but the customers as a whole do not."),
    "conflict": _("Both have a number of which everybody has one, and the numbers differ."),
    "source": _("Both are of a system that holds nobody twice."),
    "undone": _("They had been linked, and somebody took that back."),
    "batch": _("The last batch found them."),
    "changed": _("The data changed."),
    "generic": _("The value is shared by too many."),
}


def field_label(field: str) -> StrPromise | str:
    """Return what a field is called; one that only a system has, by its own name."""
    return FIELDS.get(field) or field.removeprefix(OTHER)


def level_label(level: str) -> StrPromise | str:
    """Return what a level of agreement ("equal:given", "slips:birth:1") is called."""
    return LEVELS.get(level.partition(":")[0], level)
