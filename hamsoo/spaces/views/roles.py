"""Where in spaces a role may do what."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from hamsoo.kernel import clock
from hamsoo.kernel.errors import DomainError, NotFound
from hamsoo.people.queries import role
from hamsoo.spaces import actions, queries
from hamsoo.spaces.forms import RoleGrantForm
from hamsoo.spaces.views.reading import reader_of
from hamsoo.ui.pages import go, refuse, render


@require_http_methods(["GET", "POST"])
def role_grants(request: HttpRequest, role_pk: int) -> HttpResponse:
    """Show where a role may do what, on the page of the role; let it in somewhere."""
    reader = reader_of(request)
    found = role(person=reader, pk=role_pk)
    form = RoleGrantForm(request.POST or None, spaces=queries.spaces_for_roles())
    if request.method == "POST" and form.is_valid():
        try:
            actions.grant_to_role(actor=reader, role=found, at=clock.now(), **form.cleaned_data)
            return go(request, reverse("people:role", args=[found.pk]))
        except DomainError as error:
            refuse(form, error)
    context = {"role": found, "form": form, "grants": queries.grants_of_role(role_id=found.pk)}
    return render(request, "spaces/role_grants.html", context, fragment="spaces/_role_grants.html")


@require_POST
def revoke_role_grant(request: HttpRequest, role_pk: int, pk: int) -> HttpResponse:
    """Take a role out of a space."""
    reader = reader_of(request)
    found = role(person=reader, pk=role_pk)
    space = next((grant.space for grant in queries.grants_of_role(role_id=found.pk) if grant.space_id == pk), None)
    if space is None:
        raise NotFound
    actions.revoke_from_role(actor=reader, role=found, space=space, at=clock.now())
    return go(request, reverse("people:role", args=[found.pk]))
