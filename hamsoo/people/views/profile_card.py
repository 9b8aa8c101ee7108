"""Business cards: a page to show and print, and a file for contacts."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from hamsoo.kernel import clock
from hamsoo.people import cards, queries
from hamsoo.people.cards import Card
from hamsoo.people.models import Person
from hamsoo.people.views.reading import reader_of
from hamsoo.ui.pages import render


@require_safe
def card(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a colleague's card with a square for phones; it prints in the size of a card."""
    person, found = _card(request, pk)
    return render(request, "people/card.html", {"person": person, "card": found, "square": cards.square(found)})


@require_safe
def vcard(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand out a colleague's card as a file for contacts."""
    _person, found = _card(request, pk)
    headers = {"Content-Disposition": f'attachment; filename="{pk}.vcf"'}
    return HttpResponse(cards.vcard(found), content_type="text/vcard; charset=utf-8", headers=headers)


def _card(request: HttpRequest, pk: int) -> tuple[Person, Card]:
    reader, at = reader_of(request), clock.now()
    person = queries.colleague(person=reader, pk=pk)
    shown = queries.profile_parts(person=reader, of=person, at=at)
    address = request.build_absolute_uri(person.get_absolute_url())
    return person, queries.business_card(of=person, shown=shown, address=address, at=at)
