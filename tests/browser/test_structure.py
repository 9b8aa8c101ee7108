"""The organisation chart, told in a browser: find somebody in it, walk it with the keyboard, look at another day, print it."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import SignIn
from tests.browser.test_main_job import check

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("administration")]

# Who looks, whom they look for, and a day before today as they write it and as it is said.
STORIES = {
    ("fa", "desktop"): ("nazanin.paknejad", "پویا کریمی", "۱۴۰۵/۶/۱۰", "۱۰ شهریور"),
    ("en", "phone"): ("arash.mahdavi", "Pouya Karimi", "2026-09-01", "1 September"),
}


@pytest.mark.parametrize(("language", "size"), list(STORIES))
def test_walk_the_structure(sign_in: SignIn, language: str, size: str) -> None:
    who, name, day, said = STORIES[language, size]
    page = sign_in(who, language=language, size=size)
    page.goto("/people/structure/")
    expect(page.locator("#layers table")).to_be_visible()
    check(page)
    find(page, name)
    walk(page, "ArrowLeft" if language == "fa" else "ArrowRight", "ArrowRight" if language == "fa" else "ArrowLeft")
    look_at(page, day, said)
    print_it(page)
    page.goto("/people/structure/?view=units")
    closed = page.locator("[role=treeitem][aria-expanded=false]").first
    name = closed.get_attribute("aria-labelledby")
    page.locator("[data-tree-open]").click()
    expect(page.locator(f"[aria-labelledby='{name}'] > [role=group] > [role=treeitem]").first).to_be_visible()
    check(page)


def find(page: Page, name: str) -> None:
    """Write a name, and go to the place of whoever is found."""
    page.fill("input[name=q]", name)
    expect(page.locator("#chart [role=tree]")).to_have_count(0)
    found = page.locator("#chart a.name", has_text=name)
    expect(found).to_be_visible()
    check(page)
    found.click()
    page.wait_for_url("**root=**")
    expect(page.locator("[role=treeitem][aria-current]")).to_contain_text(name)


def walk(page: Page, inward: str, outward: str) -> None:
    """Open a branch with the keys, go into it and out again, up to the one above, and by the way to the top."""
    item = page.locator("[role=treeitem][aria-current]")
    item.focus()
    item.press(inward)
    below = item.locator("> [role=group] > [role=treeitem]").first
    expect(below).to_be_visible()
    expect(item).to_have_attribute("aria-expanded", "true")
    item.press(inward)
    expect(below).to_be_focused()
    below.press(outward)
    expect(item).to_be_focused()
    item.press(outward)
    expect(below).to_be_hidden()
    item.press("Home")
    expect(page.locator("[role=treeitem]").first).to_be_focused()
    page.locator(".way a").last.click()
    page.wait_for_url(re.compile(r"root=\d+$|structure/$"))
    page.locator("[role=treeitem] .name").first.focus()


def look_at(page: Page, day: str, said: str) -> None:
    """Write a day into the field of the day; the chart says which it shows, and leads back to today."""
    page.fill("#id_at", day)
    page.press("#id_at", "Enter")
    page.wait_for_url("**at=**")
    expect(page.locator("main")).to_contain_text(said)
    expect(page.locator("[role=treeitem]").first).to_be_visible()
    check(page)


def print_it(page: Page) -> None:
    """On paper is the chart alone, without bars and fields."""
    page.evaluate("window.print = () => { document.body.dataset.printed = 'yes' }")
    page.locator("[data-print]").click()
    expect(page.locator("body")).to_have_attribute("data-printed", "yes")
    page.emulate_media(media="print")
    expect(page.locator("[role=tree]")).to_be_visible()
    for left_out in (".pagehead", "main form[role=search]", ".side", ".tabbar"):
        expect(page.locator(left_out)).to_be_hidden()
    page.emulate_media(media="screen")
