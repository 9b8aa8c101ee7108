"""Suggested skills, told in a browser: why, not this one, this one; and the switches, all beside one's own profile."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import SignIn
from tests.browser.test_main_job import check

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("people")]

# Who wrote enough to be suggested several skills and does not act in another story.
STORIES = {("fa", "desktop"): "zhaleh.ebrahimi", ("en", "phone"): "faranak.dadgar"}
MOMENTS = 60


@pytest.mark.parametrize(("language", "size"), list(STORIES))
def test_take_up_and_turn_down(sign_in: SignIn, language: str, size: str) -> None:
    page = sign_in(STORIES[language, size], language=language, size=size)
    panel = looked_through(page)
    refused, wanted = names(panel)[:2]

    why = panel.locator("li").first
    why.locator("summary").click()
    expect(why.locator(".evi a").first).to_be_visible()
    look(page)
    why.locator("form[action$=dismissal] button").click()
    expect(panel.locator(".skill.sug").first).to_have_text(wanted)

    panel.locator("li form[action$=acceptance] button").first.click()
    expect(page.locator("#skills li.skill", has_text=wanted)).to_be_visible()
    expect(panel.locator("> details")).to_be_visible()
    assert not {refused, wanted} & set(names(panel))

    panel.locator("> details > summary").click()
    panel.locator("input[name=on]").uncheck()
    expect(panel.locator("input[name=private]")).to_have_count(0)
    expect(panel.locator(".skill.sug")).to_have_count(0)
    look(page)


def look(page: Page) -> None:
    """Check the page from its beginning: where it is scrolled to, the bar at its foot may lie over half a button."""
    page.evaluate("scrollTo(0, 0)")
    check(page)


def looked_through(page: Page) -> Locator:
    """Show one's own profile when the worker has looked through what one wrote: a demonstration that has just begun needs a moment."""
    panel = page.locator("#suggested-skills")
    for _moment in range(MOMENTS):
        page.goto("/people/me/")
        expect(panel).to_be_visible()
        if panel.locator(".skill.sug").count() > 1:
            break
        page.wait_for_timeout(1_000)
    return panel


def names(panel: Locator) -> list[str]:
    """Return what is suggested."""
    return [name.strip() for name in panel.locator(".skill.sug").all_inner_texts()]
