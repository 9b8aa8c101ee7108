"""A secret group in two browsers and two languages: invite, come in, keep something at hand; mute in the feed; be without network."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import SignIn
from tests.browser.test_main_job import check

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("groups")]

NAME = "حلقهٔ آزمون گروه‌ها"


def test_invite_come_in_keep_at_hand_and_mute(sign_in: SignIn) -> None:
    owner = sign_in("arman.bidar", language="fa", size="desktop")
    owner.goto("/groups/new")
    owner.fill("[name=name_fa]", NAME)
    owner.locator("[name=policy][value=secret]").check()
    owner.locator("[name=theme][value=profession]").check()
    check(owner)
    owner.locator("main form button.btn-primary").click()
    expect(owner.locator("h1").last).to_contain_text(NAME)
    group = re.sub(r".*(/groups/\d+/)$", r"\1", owner.url)
    invite(owner, group, "maral.sobhani@rayanpayam.example")

    guest = sign_in("maral.sobhani", language="en", size="phone")
    guest.goto("/groups/")
    expect(guest.locator("main")).to_contain_text("You are invited")
    check(guest)
    guest.locator(f"form[action='{group}invitation/acceptance'] button").first.click()
    expect(guest.locator("main")).to_contain_text("Nothing is written here yet")
    check(guest)

    put_at_hand(guest, group)
    owner.goto(f"{group}resources")
    expect(owner.locator("main")).to_contain_text("Rota")
    check(owner)
    mute_and_have_back(guest)
    without_network(owner)


def invite(owner: Page, group: str, address: str) -> None:
    """Ask a colleague in, on the page of the members."""
    owner.goto(f"{group}members")
    check(owner)
    owner.fill("[name=who]", address)
    owner.locator(f"form[action='{group}members'][method=post] button").click()
    expect(owner.locator("form[action$='/withdrawal'] button")).to_be_visible()


def put_at_hand(page: Page, group: str) -> None:
    """Keep a link at hand; what is no address is said where it stands."""
    page.goto(f"{group}resources")
    page.fill("[name=title]", "Rota")
    page.fill("[name=url]", "javascript:alert(1)")
    page.locator(f"form[action='{group}resources'] button").click()
    expect(page.locator("[role=alert]")).to_be_visible()
    # The browser complains of every answer that refuses.
    page.problems.clear()  # type: ignore[attr-defined]
    check(page)
    page.fill("[name=url]", "https://wiki.example/rota")
    page.locator(f"form[action='{group}resources'] button").click()
    expect(page.locator("main ul").first).to_contain_text("wiki.example")


def mute_and_have_back(page: Page) -> None:
    """Ask why the first item of the feed is there, mute it in its place, and have it back on the page of what is muted."""
    page.goto("/feed/")
    item = page.locator("[data-item]").first
    item.locator("summary").click()
    expect(item.locator("form").filter(has_text="This one thing")).to_be_visible()
    check(page)
    item.locator("form").filter(has_text="This one thing").locator("button").click()
    expect(page.locator("#feed-items [role=status]").first).to_contain_text("Muted")
    page.goto("/feed/muted/")
    check(page)
    page.locator("form[action^='/feed/muted/'] button", has_text="Have it back").click()
    expect(page.locator("main")).to_contain_text("Nothing is muted")


def without_network(page: Page) -> None:
    """Find the page that the browser keeps for when there is no network."""
    page.goto("/inbox/settings")
    check(page)
    page.wait_for_function("() => navigator.serviceWorker.controller")
    page.context.set_offline(True)
    page.goto("/groups/")
    expect(page.locator("h1")).to_have_text("شبکه در دسترس نیست")
    page.context.set_offline(False)
