from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.urls import reverse
from django.utils.html import escape

from hamsoo.people.models import Person
from tests.world import NOON

pytestmark = pytest.mark.django_db

EXPERTS = "/experts/"
SEARCH = "/search/"
INSTANT = "/search/instant"
HTMX = {"HX-Request": "true"}


@pytest.fixture
def written(world, sara, reza, nima, notes, finance_space, settle):
    """Nima has written about custody for everybody, and once for finance alone."""
    settle()
    notes.write("Custody <b>limit</b>", "The custody wallet has a <i>daily</i> limit.", space=world.organisation, by=nima, at=NOON)
    notes.write("Custody secret", "The custody secret.", space=finance_space, by=nima)
    notes.write("Custody of keys", "Keys in custody.", space=world.organisation, by=reza, at=NOON - timedelta(days=2))
    return notes


def test_experts_with_reasons_and_a_way_to_ask(browse, sara, nima, written):
    page = browse(sara).get(EXPERTS, {"q": "custody limit"}).content.decode()

    assert page.index("Nima Ahmadi") < page.index("Reza Karimi")
    assert "The <mark>custody</mark> wallet has a &lt;i&gt;daily&lt;/i&gt; <mark>limit</mark>." in page
    assert "Custody secret" not in page
    assert f'href="{reverse("questions:new_request", args=[nima.pk])}?need=custody%20limit"' in page


def test_experts_as_a_fragment(browse, sara, written):
    response = browse(sara).get(EXPERTS, {"q": "custody"}, headers=HTMX)

    assert response.content.decode().lstrip().startswith('<div id="experts"')


def test_experts_of_one_department(browse, sara, nima, reza, written):
    page = browse(sara).get(EXPERTS, {"q": "custody", "unit": nima.unit_id})

    assert [expert.person for expert in page.context["experts"]] == [nima]
    assert f'href="{EXPERTS}?q=custody"' in page.content.decode()  # Any department again.
    nobody = browse(sara).get(EXPERTS, {"q": "custody", "language": "ja"})
    assert nobody.context["experts"] == []
    assert "Nobody there has written about this" in nobody.content.decode()


def test_a_department_that_does_not_exist_narrows_nothing(browse, sara, written):
    assert len(browse(sara).get(EXPERTS, {"q": "custody", "unit": "٣x"}).context["experts"]) == 2


def test_what_may_be_answered_already_is_asked_for_with_the_need(browse, sara, written):
    asked = 'hx-get="/questions/similar?title=custody%20limit"'
    page = browse(sara).get(EXPERTS, {"q": "custody limit"}).content.decode()
    part = browse(sara).get(EXPERTS, {"q": "custody limit"}, headers=HTMX).content.decode()

    assert page.count(asked) == part.count(asked) == 1
    assert 'id="answered" hx-swap-oob="true"' in part
    assert "hx-swap-oob" not in page


def test_nobody_certain_is_said_with_what_to_do_instead(browse, world, sara, nima, reza, written):
    for word, author in (("pension", nima), ("tariff", reza), ("lunch", nima)):
        written.write("", word, space=world.organisation, by=author)
    hint, link = "Nobody is certain to know this", f'href="{reverse("questions:new")}">Ask it as a question'

    page = browse(sara).get(EXPERTS, {"q": "the tariff of a pension at lunch"}).content.decode()
    assert "Nima Ahmadi" in page
    assert hint in page
    assert link in page
    assert hint not in browse(sara).get(EXPERTS, {"q": "custody limit"}).content.decode()


@pytest.mark.parametrize(("need", "says"), [("", "Describe what you need"), ("zeppelin", "Nobody has written about this yet")])
def test_experts_when_there_are_none(browse, sara, written, need, says):
    assert says in browse(sara).get(EXPERTS, {"q": need}).content.decode()


def test_search_shows_hits_and_counts_of_what_may_be_opened(browse, sara, nima, written):
    seen = browse(sara).get(SEARCH, {"q": "custody"})

    assert seen.context["results"].counts == {"note": 2}
    assert b"secret" not in seen.content
    assert b"<mark>Custody</mark> &lt;b&gt;limit&lt;/b&gt;" in seen.content
    assert browse(nima).get(SEARCH, {"q": "custody"}).context["results"].counts == {"note": 3}


def test_search_goes_on(browse, world, sara, notes):
    notes.index([notes.write(f"Invoice {n}", space=world.organisation, indexed=False) for n in range(45)])
    client = browse(sara)

    first = client.get(SEARCH, {"q": "invoice"})
    second = client.get(first.context["more_url"], headers=HTMX)
    third = client.get(second.context["more_url"], headers=HTMX)

    assert [len(page.context["results"].hits) for page in (first, second, third)] == [20, 20, 5]
    assert third.context["more_url"] == ""
    assert second.content.decode().lstrip().startswith("<li")


@pytest.mark.parametrize("after", ["-1", "x", "٣", "99999999999999999999", "900"])
def test_search_with_a_wrong_place_to_go_on_from(browse, sara, written, after):
    assert browse(sara).get(SEARCH, {"q": "custody", "after": after}).status_code == 200


def test_more_experts_follow_without_a_page_around_them(browse, world, sara, nima, reza, admin, notes):
    skilled = [Person.objects.create(code=f"X{n}", name_en=f"Expert {n}", name_fa=f"خبره {n}", unit=world.service) for n in range(7)]
    notes.index([notes.write("Custody", "custody", space=world.organisation, by=one, indexed=False) for one in skilled])
    client = browse(sara)

    first = client.get(EXPERTS, {"q": "custody"})
    second = client.get(first.context["more_url"], headers=HTMX)

    assert [len(page.context["experts"]) for page in (first, second)] == [5, 2]
    assert "5 of 7 colleagues" in first.content.decode()
    assert second.content.decode().lstrip().startswith("<li")
    assert second.context["more_url"] == ""


@pytest.mark.parametrize(("text", "asked"), [("custody from:nima", "custody"), ("zz & q=#1 from:nima", "zz & q=#1"), ("from:nima", "")])
def test_from_a_search_to_who_knows_go_its_words_alone(browse, sara, written, text, asked):
    page = browse(sara).get(SEARCH, {"q": text})

    assert page.context["experts_url"] == f"{EXPERTS}?{urlencode({'q': asked})}"
    assert escape(page.context["experts_url"]) in page.content.decode()


def test_instant_offers_options(browse, sara, written):
    options = browse(sara).get(INSTANT, {"q": "Nim"}, headers=HTMX).content.decode()

    assert "<mark>Nim</mark>a Ahmadi" in options
    assert options.count('role="option"') == 3
    assert "<html" not in options


def test_instant_without_htmx_is_the_page_of_results(browse, sara):
    assert browse(sara).get(INSTANT, {"q": "کلید"})["Location"] == "/search/?q=%DA%A9%D9%84%DB%8C%D8%AF"


@pytest.mark.parametrize("url", [EXPERTS, SEARCH, INSTANT])
def test_strangers_see_nothing(browse, mina, parto, written, url):
    for account in (mina, parto):
        assert browse(account).get(url, {"q": "custody"}).status_code == 404
    assert browse(None).get(url, {"q": "custody"}).status_code == 302


@pytest.mark.parametrize(("url", "count"), [(EXPERTS, 8), (SEARCH, 12)])
def test_query_counts_do_not_grow(browse, world, sara, nima, reza, notes, django_assert_num_queries, url, count):
    client = browse(sara)
    notes.index(
        [notes.write(f"Custody {n}", "custody", space=world.organisation, by=(nima, reza)[n % 2], indexed=False) for n in range(30)]
    )
    client.get(url, {"q": "custody"})

    with django_assert_num_queries(count):
        client.get(url, {"q": "custody"})


def test_persian_page(browse, sara, written):
    sara.account.language = "fa"
    sara.account.save()

    page = browse(sara).get(EXPERTS, {"q": "custody"}).content.decode()

    assert 'dir="rtl"' in page
    assert "خبره‌یاب" in page
    assert "بپرس" in page
