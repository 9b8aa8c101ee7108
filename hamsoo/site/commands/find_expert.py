"""`hamsoo find-expert`: who can help with something, as somebody sees it."""

import json
import sys
from typing import Any

import click
from rich.console import Console
from rich.text import Text

from hamsoo.site.commands.ready import django_ready
from hamsoo.site.language import gettext as _
from hamsoo.site.services.errors import FAILED


@click.command()
@click.argument("need")
@click.option("--as", "email", help=_("Search with the rights of the colleague with this address. [the first administrator]"))
@click.option("--limit", default=5, type=click.IntRange(1, 50), show_default=True, help=_("How many to show."))
@click.option("--json", "as_json", is_flag=True, help=_("Write a list of objects for programs."))
def find_expert(need: str, email: str | None, limit: int, as_json: bool) -> None:  # noqa: D103 - the list of commands says it
    with django_ready():
        found = _experts(need, email, limit)
        if found is None:
            click.echo(_("Nobody works here with the address {email}.").format(email=email or "-"), err=True)
            sys.exit(FAILED)
        if as_json:
            click.echo(json.dumps([_plain(expert) for expert in found], ensure_ascii=False, indent=1))
        else:
            _print(found)


def _experts(need: str, email: str | None, limit: int) -> list[Any] | None:
    # Models can be loaded only when Django is ready.
    from hamsoo.finder.experts import experts  # noqa: PLC0415
    from hamsoo.kernel import clock  # noqa: PLC0415
    from hamsoo.people.models import Person  # noqa: PLC0415

    colleagues = Person.objects.active().with_unit().order_by("pk")
    chosen = colleagues.filter(account__email=email.strip().lower()) if email else colleagues.filter(is_administrator=True)
    person = chosen.first()
    return None if person is None else experts(person=person, need=need, at=clock.now(), limit=limit)


def _plain(expert: Any) -> dict[str, Any]:
    return {
        "person": expert.person.code,
        "name": str(expert.person),
        "score": expert.score,
        "evidence": expert.evidence_count,
        "answers_in_seconds": expert.expected.seconds if expert.expected else None,
        "reasons": [{"kind": r.kind, "text": r.text, "url": r.url, "at": r.at.isoformat()} for r in expert.reasons],
        "skills": [skill.name for skill in expert.skills],
    }


def _print(found: list[Any]) -> None:
    console = Console()
    if not found:
        console.print(_("Nobody has written about this yet."))
    for place, expert in enumerate(found, 1):
        place_of_work = " · ".join(str(part) for part in (expert.person.position, expert.person.unit) if part)
        console.print(Text.assemble((f"{place}. {expert.person}", "bold"), f"  {place_of_work}"))
        for reason in expert.reasons:
            line = Text(f"   {reason.text}")
            for left, right in reason.spans:
                line.stylize("bold cyan", left + 3, right + 3)
            console.print(line.append(f"  {reason.at:%Y-%m-%d}", "dim"))
        if expert.skills:
            console.print(Text("   " + ", ".join(skill.name for skill in expert.skills), "dim"))
