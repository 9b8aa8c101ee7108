"""What stands on a colleague's business card, as its reader may see it."""

from datetime import UTC, datetime

from django.utils.translation import get_language

from hamsoo.people.cards import Card
from hamsoo.people.models import Part, Person, ProfileItem, Unit
from hamsoo.people.queries.profile import ProfileParts

_KIND = ProfileItem.Kind


def business_card(*, of: Person, shown: ProfileParts, address: str, at: datetime) -> Card:
    """Return the card of `of`: the company's record, and of the owner's parts those in `shown`. `address` is that of the profile."""
    reach = shown.of(Part.REACH)
    numbers = {_KIND.MOBILE: "cell", _KIND.PHONE: "voice"}
    phones = [("work", of.dialled)] if of.dialled else []
    phones += [(numbers[_KIND(one.kind)], one.dialled) for one in reach if one.kind in numbers]
    return Card(
        names=_both(of.name_fa, of.name_en),
        positions=_both(of.position_fa, of.position_en),
        units=[unit.name for unit in _units(of)],
        mails=list(dict.fromkeys([*filter(None, [of.mail]), *_titles(reach, _KIND.MAIL)])),
        phones=phones,
        pages=_titles(reach, _KIND.PAGE),
        handles=_titles(reach, _KIND.MESSENGER),
        office=of.office,
        languages=[spoken.code for spoken in shown.languages],
        time_zone=of.time_zone,
        address=address,
        uid=address,
        revision=f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}",
    )


def _both(fa: str, en: str) -> dict[str, str]:
    """Return a text by language, the reader's first."""
    order = ("en", "fa") if get_language() == "en" else ("fa", "en")
    texts = {"fa": fa, "en": en}
    return {language: texts[language] for language in order if texts[language]}


def _titles(reach: list[ProfileItem], kind: str) -> list[str]:
    return [one.title for one in reach if one.kind == kind]


def _units(of: Person) -> list[Unit]:
    if of.unit is None:
        return []
    known = Unit.objects.in_bulk(of.unit.ancestor_ids)
    return [known[pk] for pk in of.unit.ancestor_ids if pk in known]
