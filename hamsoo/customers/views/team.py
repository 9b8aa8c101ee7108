"""Who looks after a customer."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from hamsoo.customers import actions, queries, rules
from hamsoo.customers.forms import MemberForm
from hamsoo.customers.models import TeamMember
from hamsoo.customers.views.reading import customer_of, reader_of
from hamsoo.kernel import clock
from hamsoo.kernel.errors import DomainError
from hamsoo.people.queries import colleague_called
from hamsoo.ui.pages import go, refuse, render


@require_http_methods(["GET", "HEAD", "POST"])
def team(request: HttpRequest, number: int) -> HttpResponse:
    """Show who looks after a customer and who did; take somebody in."""
    reader = reader_of(request)
    customer, name = customer_of(reader, number)
    form = MemberForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            person = colleague_called(person=reader, words=form.cleaned_data["who"])
            actions.add_member(actor=reader, customer=customer, person=person, role=form.cleaned_data["role"], at=clock.now())
            return go(request, reverse("customers:team", args=[customer.number]))
        except DomainError as error:
            refuse(form, error)
    members = queries.team_of(person=reader, customer=customer)
    context = {
        "customer": customer,
        "name": name,
        "team": members,
        "kept": rules.kept_among(reader, customer, members),
        "former": queries.team_history(person=reader, customer=customer),
        "can_serve": rules.can_serve(reader, customer),
        "reader": reader,
        "roles": TeamMember.Role.choices,
        "form": form,
    }
    return render(request, "customers/team.html", context)


@require_POST
def role(request: HttpRequest, member_pk: int) -> HttpResponse:
    """Give a member another role."""
    reader = reader_of(request)
    found = queries.team_member(person=reader, pk=member_pk)
    actions.change_role(actor=reader, member=found, role=request.POST.get("role", ""), at=clock.now())
    return go(request, reverse("customers:team", args=[found.record.customer_id]))


@require_POST
def departure(request: HttpRequest, member_pk: int) -> HttpResponse:
    """Take somebody out of a team."""
    reader = reader_of(request)
    found = queries.team_member(person=reader, pk=member_pk)
    actions.leave(actor=reader, member=found, at=clock.now())
    return go(request, reverse("customers:team", args=[found.record.customer_id]))
