"""A customer, told in a browser: found in the list, its life, its line of contacts narrowed, why it is well, something noted, followed."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import SignIn, submit
from tests.browser.test_main_job import check

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("customers")]

# Who looks, which customer in the other script or with its telephone, and what they note.
STORIES = {
    ("fa", "phone"): ("peyman.zandi", "Daroosazi Kimia", "داروسازی کیمیا", "قرار شد شنبه دوباره تماس بگیریم."),
    ("en", "desktop"): ("somayeh.rezaei", "031-36680077", "گروه صنعتی آرمان", "They will call again on Saturday."),
}


@pytest.mark.parametrize(("language", "size"), list(STORIES))
def test_find_a_customer_and_note_what_happened(sign_in: SignIn, language: str, size: str) -> None:
    who, asked, name, noted = STORIES[language, size]
    page = sign_in(who, language=language, size=size)
    page.goto("/customers/")
    check(page)
    page.fill("input[name=q]", asked)
    found = page.locator("#found li a", has_text=name).first
    expect(found).to_be_visible()
    check(page)
    found.click()
    page.wait_for_url(re.compile(r"/customers/\d+/$"))
    expect(page.locator("h1", has_text=name)).to_be_visible()
    expect(page.locator(".lifeline [aria-current=step]")).to_be_visible()
    expect(page.locator("#knowers li").first).to_be_visible()
    check(page)

    # Where a value comes from, and what health is made of.
    page.locator("details.origin summary").first.click()
    expect(page.locator("details.origin[open] li").first).to_be_visible()
    page.locator("details.health summary").click()
    expect(page.locator("details.health .pop li").first).to_be_visible()
    check(page)
    page.locator("details.health summary").click()

    # The line, narrowed to invoices: finance speaks, and nobody else.
    everything = page.locator("#story .rail > li").count()
    page.locator("#story .seg a[href*='kind=invoice']").click()
    expect(page.locator("#story .seg a[href*='kind=invoice'][aria-current]")).to_be_visible()
    assert 0 < page.locator("#story .rail > li").count() < everything
    check(page)

    # Something happened; it stands on the line.
    page.locator("a[href$='/activities']").click()
    page.locator("textarea[name=text]").fill(noted)
    check(page)
    submit(page.locator("main form button.btn-primary"))
    page.wait_for_url(re.compile(r"/customers/\d+/$"))
    for _attempt in range(30):
        if page.locator("#story", has_text=noted).count():
            break
        page.wait_for_timeout(500)
        page.reload()
    expect(page.locator("#story", has_text=noted)).to_be_visible()

    # Whoever follows it hears of it from now on.
    follow = page.locator(".pagehead form button[aria-pressed=false]")
    follow.click()
    expect(page.locator(".pagehead form button[aria-pressed=true]")).to_be_visible()
    check(page)
