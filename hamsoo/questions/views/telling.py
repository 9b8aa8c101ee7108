"""What is said besides doing: whom a text could not reach."""

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _

from hamsoo.questions import queries
from hamsoo.questions.models import Question


def tell_unreached(request: HttpRequest, *, text: str, question: Question) -> None:
    """Say whom the writer named in vain, as they may not read the question."""
    unreached = queries.unreached(text=text, question=question)
    if unreached:
        names = _(", ").join(person.name for person in unreached)
        messages.warning(request, _("These colleagues may not read it here and were not told: %(names)s") % {"names": names})
