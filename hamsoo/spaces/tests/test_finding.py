"""Finding groups: by words, by what they are for, by who is in them, archived ones; what suits whom; who is in one."""

import pytest
from django.urls import reverse

from hamsoo.kernel.errors import Invalid
from hamsoo.people import actions as people
from hamsoo.spaces import actions, queries
from tests.world import NOON


def make(owner, name, **more):
    more = {"policy": "open", **more}
    return actions.create_group(actor=owner, name_fa=name, at=NOON, **more)


def names(page) -> list[str]:
    return [space.name_fa for space in page.items]


def test_groups_are_found_by_words_theme_and_colleagues(sara, reza, nima):
    make(nima, "کوه‌پیمایان", theme="interest", about="برنامهٔ جمعه‌ها")
    tables = make(nima, "پایگاه داده", theme="profession", purpose="PostgreSQL")
    make(nima, "راز", policy="secret", about="برنامه")
    actions.join(actor=reza, space=tables, at=NOON)
    assert names(queries.other_groups(person=sara)) == ["پایگاه داده", "کوه‌پیمایان"]
    assert names(queries.other_groups(person=sara, words="postgresql")) == ["پایگاه داده"]
    assert names(queries.other_groups(person=sara, words="برنامهٔ")) == ["کوه‌پیمایان"]
    assert names(queries.other_groups(person=sara, shown="interest")) == ["کوه‌پیمایان"]
    assert [(space.name_fa, space.colleague_count) for space in queries.other_groups(person=sara, shown="colleagues").items] == [
        ("پایگاه داده", 1)
    ]


def test_archived_groups_are_found_by_who_may_read_them(sara, nima):
    mine, secret = make(sara, "گذشته"), make(nima, "راز گذشته", policy="secret")
    for owner, space in ((sara, mine), (nima, secret)):
        actions.archive_group(actor=owner, space=space, at=NOON)
    assert names(queries.other_groups(person=sara)) == []
    assert names(queries.other_groups(person=sara, shown="archived", words="گذشته")) == ["گذشته"]


def test_the_list_goes_on_where_it_ended(sara, nima):
    made = [make(nima, f"گروه {number}") for number in range(5)]
    actions.join(actor=sara, space=made[4], at=NOON)
    seen, after = [], None
    while True:
        page = queries.other_groups(person=sara, after=after, limit=2)
        seen += names(page)
        after = page.after
        if after is None:
            break
    assert seen == [f"گروه {number}" for number in range(4)]


def test_what_suits_somebody_says_why(sara, reza, nima):
    held = people.declare_skill(actor=sara, name="PostgreSQL", at=NOON)
    fits = make(nima, "پایگاه داده", theme="profession", skill_ids=[held.skill_id])
    make(nima, "راز", policy="secret", skill_ids=[held.skill_id])
    near = make(nima, "کوه")
    make(nima, "تنها")
    actions.join(actor=reza, space=near, at=NOON)
    found = queries.suggested_groups(person=sara)
    assert [(one.space, [skill.name for skill in one.skills]) for one in found] == [(fits, ["PostgreSQL"])]


def test_that_several_colleagues_are_in_a_group_is_a_reason(sara, reza, nima, admin):
    near = make(nima, "کوه")
    actions.join(actor=reza, space=near, at=NOON)
    assert queries.suggested_groups(person=sara) == []
    actions.join(actor=admin, space=near, at=NOON)
    assert [(one.space, one.space.colleague_count) for one in queries.suggested_groups(person=sara)] == [(near, 2)]


def test_members_are_listed_by_role_and_name_and_searched(sara, reza, nima, admin):
    space = make(nima, "کوه")
    for person in (sara, reza, admin):
        actions.join(actor=person, space=space, at=NOON)
    first = queries.members(person=sara, space=space, limit=3)
    rest = queries.members(person=sara, space=space, limit=3, after=first.after)
    found = [(member.person, member.is_owner) for member in (*first.items, *rest.items)]
    assert found[0] == (nima, True)
    assert {person for person, _owner in found[1:]} == {sara, reza, admin}
    assert len(found) == 4
    assert [member.person for member in queries.members(person=sara, space=space, words="Reza").items] == [reza]


def test_a_group_says_more_of_itself_and_the_log_what_changed(sara, browse):
    space = make(sara, "کوه")
    skill = people.declare_skill(actor=sara, name="Climbing", at=NOON).skill
    words = {"name_fa": "کوه", "theme": "interest", "purpose": "جمعه‌ها", "about": "# درباره", "rules_text": "سر وقت", "skills": "climbing"}
    client, url = browse(sara), reverse("spaces:describe", args=[space.pk])
    refused = client.post(url, words | {"skills": "flying"})
    assert (refused.status_code, "flying" in refused.content.decode()) == (422, True)
    assert client.post(url, words).status_code == 303
    space.refresh_from_db()
    assert (space.purpose, space.rules, space.theme, list(space.skills.all())) == ("جمعه‌ها", "سر وقت", "interest", [skill])
    page = client.get(reverse("spaces:about", args=[space.pk])).content.decode()
    assert "<h1>درباره</h1>" in page or "درباره</h" in page
    assert "سر وقت" in page
    with pytest.raises(Invalid):
        actions.describe_group(actor=sara, space=space, name_fa="کوه", theme="party", at=NOON)


def test_addresses_of_lists_that_are_none_are_not_found(browse, sara):
    client, space = browse(sara), make(sara, "کوه")
    for url in (reverse("spaces:groups"), reverse("spaces:members", args=[space.pk])):
        for after in ("x", "1_x", "9" * 30 + "_1", "٣_٤"):
            assert client.get(url, {"after": after}).status_code == 404


def test_page_costs(browse, sara, nima, django_assert_num_queries):
    spaces = [make(nima, f"گروه {number}") for number in range(4)]
    actions.invite(actor=nima, space=spaces[0], person=sara, at=NOON)
    client = browse(sara)
    with django_assert_num_queries(9):
        client.get(reverse("spaces:groups"))
    with django_assert_num_queries(8):
        client.get(reverse("spaces:members", args=[spaces[1].pk]))
    with django_assert_num_queries(10):
        client.get(reverse("spaces:about", args=[spaces[1].pk]))
    with django_assert_num_queries(8):
        client.get(reverse("spaces:resources", args=[spaces[1].pk]))
