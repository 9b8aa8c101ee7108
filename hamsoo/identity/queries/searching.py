"""Records by what somebody types to find a customer."""

from typing import Literal

from django.db.models import Q, QuerySet

from hamsoo.identity.models import BlockingKey, SourceRecord
from hamsoo.identity.queries.candidates import generic_among
from hamsoo.identity.queries.sensitive import NOTHING, hidden_from
from hamsoo.identity.resolution import keys, normalise
from hamsoo.kernel.text import sort_key
from hamsoo.people.models import Person

LONGEST = 100
_MOST_BY_KEY = 500
_FIELDS = ("full_name", "national_id", "email", "phone"), ("name", "registration_id", "economic_code", "email", "phone", "domain")


def records_found(*, person: Person | None, text: str) -> QuerySet[SourceRecord]:
    """Return the visible records that `text` means, in no order: all of them for a text without letters and digits.

    By the beginning of a name as it is written, by a whole name as it sounds in either script, by a phone number, a mail address,
    a national id or another code however it is written, and by the number of a customer. What is hidden from `person` finds nothing.
    """
    rows, begins = SourceRecord.objects.visible_to(person), sort_key(text[:LONGEST])
    if not begins:
        return rows
    of_person, of_company = (dict.fromkeys(fields, text[:LONGEST]) for fields in _FIELDS)
    wanted = {
        *keys(normalise(of_person, entity="person"), entity="person"),
        *keys(normalise(of_company, entity="company"), entity="company"),
    }
    # Looked up first: within one condition with the name, no index would serve either.
    found = BlockingKey.objects.filter(key__in=sorted(wanted)).order_by("record")
    known = list(found.values_list("record", "key", "record__system", "record__entity")[:_MOST_BY_KEY])
    hidden = hidden_from(person) if known else NOTHING
    ids = [pk for pk, key, system_id, entity in known if not hidden.hides_key(key, (system_id, entity))]
    by_number = Q(customer=int(text)) if text.isascii() and text.isdecimal() and len(text) < 19 else Q(pk=None)
    return rows.filter(Q(sort_key__startswith=begins) | Q(pk__in=ids) | by_number)


def records_reached_at(*, address: str) -> list[SourceRecord]:
    """Return the records that have a mail address, those of the systems that are believed most first.

    None of the kind of customers that so many share it of that it says nothing. For programs that take mails in: nobody's rights are asked.
    """
    wanted = {"person": _mail_keys(address, "person"), "company": _mail_keys(address, "company")}
    ids = BlockingKey.objects.filter(key__in={key for each in wanted.values() for key in each}).values("record")
    rows = SourceRecord.objects.filter(pk__in=ids, removed_at=None).select_related("system")[:_MOST_BY_KEY]
    found = [record for record in rows if wanted[record.entity]]
    generic = {entity for entity in {record.entity for record in found} if generic_among(wanted[entity], entity=entity)}
    return sorted((record for record in found if record.entity not in generic), key=lambda record: (record.system.rank, record.pk))


def _mail_keys(address: str, entity: Literal["person", "company"]) -> list[str]:
    return [key for key in keys(normalise({"email": address}, entity=entity), entity=entity) if key.startswith("email:")]
