"""The tracker, told in a browser: follow a colleague, be told at once, and choose a digest instead."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import SignIn
from tests.browser.test_main_job import check, unread

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("people")]

# Who follows, who is followed, and what these two learn: nobody of them acts in another story.
STORIES = {
    ("en", "desktop"): ("yalda.moradi", "saman.rahbar", "Stage lighting", "Sign language"),
    ("fa", "phone"): ("armin.sohrabi", "mahtab.rostamian", "مذاکرهٔ تمدید", "نامه‌نگاری اداری"),
}


@pytest.mark.parametrize(("language", "size"), list(STORIES))
def test_follow_be_told_and_choose_a_digest(sign_in: SignIn, language: str, size: str) -> None:
    follower_code, followed_code, skill, second = STORIES[language, size]
    followed = sign_in(followed_code, language=language, size=size)
    followed.goto("/people/me/")
    follower = sign_in(follower_code, language=language, size=size)
    follower.goto(followed.url)
    follow_at_once(follower)

    # A new skill of the followed: the bell of the follower rings without reloading, and the inbox says what happened.
    expect(follower.locator("html[data-live=on]")).to_have_count(1)
    before = unread(follower)
    learn(followed, skill)
    expect(follower.locator("#unread")).not_to_have_text(before)
    follower.goto("/inbox/")
    expect(follower.locator("#inbox li", has_text=skill)).to_be_visible()
    check(follower)

    # On the tracker's page stands the change; from now on a digest tells.
    open_when_there(follower, "/tracker/", "main li.row", skill)
    check(follower)
    put_off(follower, skill)
    learn(followed, second)
    open_when_there(follower, "/tracker/", "main li.row", second)
    open_when_there(follower, "/inbox/?show=later", "#inbox li", second)
    check(follower)

    # Whoever is followed sees it, without a name as long as the follower shows none.
    followed.goto("/tracker/")
    expect(followed.locator("#followers")).to_contain_text("۱" if language == "fa" else "1")
    check(followed)


def follow_at_once(page: Page) -> None:
    """Follow whose profile this is, and hear of everything at once."""
    page.locator("main form[action$='/follow'] button").click()
    expect(page.locator("main form[action$='/follow/withdrawal'] button")).to_be_visible()
    delivery = page.locator(".tracking select[name=delivery]")
    expect(delivery).to_be_visible()
    if delivery.input_value() != "now":
        with page.expect_response(re.compile(r"/tracking$")):
            delivery.select_option("now")
    check(page)


def open_when_there(page: Page, path: str, selector: str, words: str) -> None:
    """Open a page that the log fills a moment later, until it shows a line with these words."""
    for _attempt in range(30):
        page.goto(path)
        if page.locator(selector, has_text=words).count():
            return
        page.wait_for_timeout(300)
    expect(page.locator(selector, has_text=words)).to_be_visible()


def learn(page: Page, skill: str) -> None:
    """Name a skill on one's profile."""
    page.fill("#id_skill_name", skill)
    page.press("#id_skill_name", "Enter")
    expect(page.locator("#skills li.skill", has_text=skill)).to_be_visible()


def put_off(page: Page, skill: str) -> None:
    """Choose the daily digest for what this line follows."""
    row = page.locator("main li.row", has_text=skill)
    row.locator("summary").click()
    with page.expect_response(re.compile(r"/tracking$")) as answer:
        row.locator("select[name=delivery]").select_option("daily")
    assert answer.value.ok
    check(page)
