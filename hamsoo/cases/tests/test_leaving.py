"""The cases of who has left: shown, handed over, given to nobody."""

from hamsoo.cases import actions
from hamsoo.cases.models import Case
from hamsoo.cases.tests.test_working import MINUTE, opened, refused
from hamsoo.people import actions as people
from hamsoo.people import handover
from hamsoo.people.models import Person
from tests.world import NOON, World


def test_cases_of_a_leaver_get_somebody_else(world: World, sara: Person, reza: Person, nima: Person, admin: Person) -> None:
    plain, secret, done = (actions.take(actor=sara, case=opened(world, sara), at=NOON) for _number in range(3))
    secret = actions.close_to_others(actor=sara, case=secret, at=NOON)
    actions.resolve(actor=sara, case=done, at=NOON)
    leaver = people.leave(actor=admin, person=Person.objects.get(pk=sara.pk), left_on=NOON.date(), at=NOON)
    kind = handover.kind_called("cases")
    assert kind is not None
    assert kind.count([leaver.pk]) == {leaver.pk: 2}
    # Of a confidential one it is said that it is there, and not what it is about.
    shown = kind.load(admin, leaver, kind.ids(leaver))
    assert ([one.object_id for one in shown], [one.url != "" for one in shown]) == ([plain.pk, secret.pk], [True, False])
    assert secret.subject not in shown[1].title

    given = {"actor": admin, "leaver": leaver, "kind": "cases", "at": NOON + MINUTE}
    assert refused(lambda: people.hand_over(object_id=plain.pk, to=nima, **given)) == "Invalid"
    for pk in (plain.pk, secret.pk):
        people.hand_over(object_id=pk, to=reza, **given)

    assert set(Case.objects.open().values_list("assignee__code", flat=True)) == {"reza"}
    assert Case.objects.visible_to(reza).count() == 3
    assert refused(lambda: people.hand_over(object_id=done.pk, to=reza, **given)) == "NotFound"
