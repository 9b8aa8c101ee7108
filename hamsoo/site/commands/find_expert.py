"""`hamsoo find-expert`: who can help with something, as somebody sees it."""

import json
import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any

import click
from rich.console import Console
from rich.text import Text

from hamsoo.site.commands.ready import django_ready
from hamsoo.site.language import gettext as _
from hamsoo.site.language import spoken_language
from hamsoo.site.services.errors import FAILED

if TYPE_CHECKING:
    from hamsoo.finder.experts import Expert
    from hamsoo.people.models import Person


@click.command()
@click.argument("need")
@click.option("--as", "address", help=_("Search with the rights of the colleague with this address. [what every colleague may see]"))
@click.option("--limit", default=5, type=click.IntRange(1, 50), show_default=True, help=_("How many to show."))
@click.option("--json", "as_json", is_flag=True, help=_("Write a list of objects for programs."))
def find_expert(need: str, address: str | None, limit: int, as_json: bool) -> None:  # noqa: D103 - the list of commands says it
    with django_ready(migrated=True), import_module("django.utils.translation").override(spoken_language()):
        person = _searcher(address)
        if person is None:
            click.secho(_("Nobody works here with the address {address}.").format(address=address), fg="red", err=True)
            sys.exit(FAILED)
        at = import_module("hamsoo.kernel.clock").now()
        found = import_module("hamsoo.finder.experts").experts(person=person, need=need, at=at, limit=limit)
        if as_json:
            click.echo(json.dumps([_plain(expert) for expert in found], ensure_ascii=False, indent=1))
        else:
            _print(found)


def _searcher(address: str | None) -> "Person | None":
    """Return with whose rights to search: a colleague's, or nobody's in particular."""
    if address is None:
        anybody: Person = import_module("hamsoo.people.queries").anybody()
        return anybody
    person: Person | None = import_module("hamsoo.people.queries").person_for_mail(address=address)
    return person


def _plain(expert: "Expert") -> dict[str, Any]:
    return {
        "person": expert.person.code,
        "name": str(expert.person),
        "score": expert.score,
        "evidence": expert.evidence_count,
        "answers_in_seconds": expert.expected.seconds if expert.expected else None,
        "reasons": [{"kind": r.kind, "text": r.text, "url": r.url, "at": r.at.isoformat()} for r in expert.reasons],
        "skills": [skill.name for skill in expert.skills],
    }


def _print(found: "list[Expert]") -> None:
    dates, kinds = import_module("hamsoo.kernel.dates"), import_module("hamsoo.finder.kinds")
    console, language = Console(soft_wrap=True), spoken_language()
    if not found:
        console.print(_("Nobody has written about this yet."))
    for place, expert in enumerate(found, 1):
        about = [str(part) for part in (expert.person.position, expert.person.unit) if part]
        if expert.expected:
            about.append(f"≈ {dates.format_duration(expert.expected.coarse_seconds, language)}")
        console.print(Text.assemble((f"{place}. {expert.person}", "bold"), f"  {' · '.join(about)}"))
        for reason in expert.reasons:
            line = Text(f"   {reason.text}")
            for left, right in reason.spans:
                line.stylize("bold cyan", left + 3, right + 3)
            state = reason.document.facets.get("state", "")
            day = dates.format_date(reason.at.date(), language=language, style="short")
            console.print(line.append(f"  {kinds.described(reason.kind, state)}, {day}", "dim"))
        if expert.skills:
            console.print(Text("   " + ", ".join(skill.name for skill in expert.skills), "dim"))
