"""The main job, told in a browser: find the right colleague, ask, get the answer, accept it; it counts the next time."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import SignIn

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("main-job")]

AXE = Axe()
WCAG = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}, "resultTypes": ["violations"]}

# Everybody in a story acts in one story only: who asks, the need, and the answer.
STORIES = {
    ("fa", "desktop"): (
        "amir.rezaei",
        "سقف انتقال کیف امانی و امضای دوم",
        "دو امضا لازم است؛ سقف هر روز را مالک حساب می‌گذارد.",
    ),
    ("en", "phone"): (
        "leila.farhadi",
        "webhook signature retries and endpoint secrets",
        "Retries stop after a day; rotate the secret in two steps.",
    ),
    ("en", "desktop"): (
        "babak.tehrani",
        "postgres replication lag after the backup window",
        "Move the backup to the replica and raise the sender limit.",
    ),
    ("fa", "phone"): (
        "niloofar.sharifi",
        "خسارت درمان و مدارک ناقص بیمه‌شده",
        "با نسخهٔ دکتر و صورت‌حساب مهرشده باز می‌شود، بی نیاز به پروندهٔ تازه.",
    ),
}
WORDS = {
    "fa": {"ask": "بپرس", "take": "پاسخ می‌دهم", "accept": "پذیرفتن", "accepted": "پاسخ پذیرفته", "answer": "پاسخ"},
    "en": {"ask": "Ask", "take": "I’ll answer", "accept": "Accept", "accepted": "Accepted answer", "answer": "answer"},
}


PAGES = ("/", "/experts/?q=escrow", "/search/?q=escrow", "/questions/", "/questions/new", "/requests/", "/inbox/", "/people/", "/groups/")


def check(page: Page) -> None:
    """Find nothing that keeps somebody out, nothing that the browser complains of, and no page wider than its window."""
    found = AXE.run(page, options=WCAG)
    assert found.violations_count == 0, found.generate_report()
    assert page.problems == []  # type: ignore[attr-defined]
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


@pytest.mark.parametrize(("language", "size"), list(STORIES))
def test_find_ask_answer_accept(sign_in: SignIn, language: str, size: str) -> None:
    who, need, words = STORIES[language, size]
    asker = sign_in(who, language=language, size=size)
    check(asker)

    # Search a need and read the evidence.
    asker.goto("/experts/")
    asker.fill("input[name=q]", need)
    asker.press("input[name=q]", "Enter")
    first = asker.locator("#experts ol > li").first
    expect(first.locator(".evi").first).to_be_visible()
    expert_path = first.locator("a[href^='/people/']").first.get_attribute("href")
    check(asker)

    # The colleague is somewhere else in Hamsoo; nothing waits for them there yet about this.
    expert = sign_in(code_of(asker, expert_path or ""), language=language, size=size)
    expect(expert.locator("html[data-live=on]")).to_have_count(1)
    expert.wait_for_load_state("networkidle")
    before = unread(expert)

    # One click sends the request; it arrives without reloading.
    first.get_by_role("button", name=re.compile(WORDS[language]["ask"])).click()
    asker.wait_for_url("**/requests/*/")
    check(asker)
    expect(expert.locator("#unread")).not_to_have_text(before)
    expert.goto("/inbox/")
    check(expert)
    expert.get_by_text(need[:20]).first.click()
    expert.wait_for_url(re.compile(r"/(requests|questions)/\d+/"))
    check(expert)

    # It is taken on and answered; the asker sees it arrive.
    request_path = re.sub(r"^https?://[^/]+", "", asker.url)
    expert.goto(request_path)
    expert.get_by_role("button", name=re.compile(WORDS[language]["take"])).click()
    expect(asker.locator(".knot.solid").first).to_be_visible()
    question_path = asker.locator("#main a[href^='/questions/']").first.get_attribute("href") or ""
    expert.goto(question_path)
    # Panels that come later move the button.
    expert.wait_for_load_state("networkidle")
    expert.fill("form[action$='/answers'] textarea", words)
    expert.locator("form[action$='/answers'] button[type=submit]").click()
    expect(expert.locator("article", has_text=words[:20]).first).to_be_visible()

    # Accepted in one click, and evidence from now on.
    asker.goto(question_path)
    check(asker)
    asker.locator("form[action$='/acceptance'] button").first.click()
    expect(asker.get_by_text(WORDS[language]["accepted"]).first).to_be_visible()
    check(asker)
    asker.wait_for_timeout(1500)  # The index is a moment behind.
    asker.goto("/experts/")
    asker.fill("input[name=q]", words)
    asker.press("input[name=q]", "Enter")
    expect(asker.locator(f"#experts a[href='{expert_path}']").first).to_be_visible()
    expect(asker.locator("#experts mark").first).to_be_visible()


def code_of(page: Page, path: str) -> str:
    """Return the first part of the address of the colleague whose profile stands at `path`."""
    other = page.context.new_page()
    other.goto(path)
    mail = other.locator("a[href^='mailto:']").first.get_attribute("href") or ""
    other.close()
    return mail.removeprefix("mailto:").partition("@")[0]


def unread(page: Page) -> str:
    """Return what the bell says."""
    return page.locator("#unread").text_content() or ""


@pytest.mark.parametrize(("language", "theme"), [("fa", "light"), ("en", "dark")])
def test_pages_keep_nobody_out(sign_in: SignIn, language: str, theme: str) -> None:
    page = sign_in("sara.mohammadi", language=language, theme=theme)
    for path in (
        "/",
        "/experts/?q=escrow",
        "/search/?q=escrow",
        "/questions/",
        "/questions/new",
        "/requests/",
        "/inbox/",
        "/people/",
        "/groups/",
        "/people/me/",
    ):
        page.goto(path)
        page.wait_for_load_state("networkidle")
        check(page)


def test_the_palette_finds_people_with_the_keyboard_alone(sign_in: SignIn) -> None:
    page = sign_in("sara.mohammadi", language="en")
    page.keyboard.press("Control+k")
    page.keyboard.type("Pouya")
    option = page.locator("[role=option]").filter(has_text="Pouya Karimi").first
    expect(option).to_be_visible()
    expect(option).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/(people|experts|search)/"))
    page.keyboard.press("Control+k")
    page.keyboard.press("Escape")
    expect(page.locator("[role=option]").first).to_be_hidden()
