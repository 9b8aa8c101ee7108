"""The shell: areas, the reader's menu, the page of components."""

import re

import pytest
from django.test import RequestFactory
from django.urls import reverse

from hamsoo.ui.navigation import Area, Page, links
from hamsoo.ui.views import broken

AREAS = (
    Area("here", "Here", "house", (Page("ui:components", "Components"), Page("ui:manifest", "Manifest"))),
    Area("nowhere", "Nowhere", "users", (Page("nothing:here", "Nothing"),)),
)


def test_what_does_not_exist_is_not_shown():
    found = links(AREAS, RequestFactory().get("/ui/"))

    assert [link.label for link in found] == ["Here"]
    assert [(page.url, page.current) for page in found[0].pages] == [("/ui/", True), ("/manifest.webmanifest", False)]
    assert (found[0].current, found[0].is_page) == (True, False)


def test_an_area_of_one_page_is_that_page():
    (area,) = links((Area("one", "One", "house", (Page("ui:components", "Components"),)),), RequestFactory().get("/ui/"))

    assert area.pages == ()
    assert area.is_page


def test_components_are_shown_in_both_languages_and_themes(sara, browse, django_assert_max_num_queries):
    client = browse(sara)
    with django_assert_max_num_queries(6):
        english = client.get(reverse("ui:components")).content.decode()
    sara.account.language = "fa"
    sara.account.save()
    persian = client.get(reverse("ui:components"), {"theme": "dark"}).content.decode()

    assert '<html lang="en" dir="ltr"' in english
    assert '<html lang="fa" dir="rtl"' in persian
    assert 'data-theme="hamsoo-dark"' in persian
    assert "اجزا" in persian


def test_components_are_for_those_who_signed_in(browse, db):
    assert browse(None).get(reverse("ui:components")).status_code == 302


def test_every_page_carries_the_strict_policy(browse, db):
    policy = browse(None).get(reverse("account_login")).headers["Content-Security-Policy"]

    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "style-src 'self'" in policy
    assert "unsafe" not in policy


@pytest.mark.parametrize("name", ["account_login", "account_reset_password", "account_signup"])
def test_entrance_pages_have_no_inline_script(browse, db, name):
    html = browse(None).get(reverse(name)).content.decode()

    assert not re.search(r'\sstyle="|\son\w+="|<script(?![^>]*(src=|application/json))', html)


@pytest.mark.parametrize("name", ["mfa_index", "account_change_password", "account_email", "usersessions_list", "account_logout"])
def test_account_pages_stand_in_the_shell_without_inline_script(sara, browse, name):
    answer = browse(sara).get(reverse(name), follow=True)
    html = answer.content.decode()

    assert answer.status_code == 200
    assert "main.css" in html or "/ui/dist/assets/" in html
    assert not re.search(r'\sstyle="|\son\w+="|<script(?![^>]*(src=|application/json))', html)


def test_the_manifest_speaks_the_readers_language(browse, db):
    answer = browse(None).get(reverse("ui:manifest"), headers={"Accept-Language": "en"})

    assert answer.headers["Content-Type"] == "application/manifest+json"
    assert (answer.json()["lang"], answer.json()["dir"]) == ("en", "ltr")


def test_the_page_for_our_own_faults_asks_nobody(rf):
    answer = broken(rf.get("/"))

    assert answer.status_code == 500
    assert "<html" in answer.content.decode()
