"""The directory, told in a browser: a name written with a slip, filters that narrow, by a customer too, rows and cards."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import SignIn
from tests.browser.test_main_job import check

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("people")]

# Who looks, a name with a slip in it, and whose it is.
STORIES = {
    ("fa", "phone"): ("roya.moemeni", "نیلوفر شرفی", "نیلوفر شریفی"),
    ("en", "desktop"): ("kimia.shafiei", "Pouya Karmii", "Pouya Karimi"),
}


@pytest.mark.parametrize(("language", "size"), list(STORIES))
def test_find_somebody_in_the_directory(sign_in: SignIn, language: str, size: str) -> None:
    who, slip, name = STORIES[language, size]
    page = sign_in(who, language=language, size=size)
    page.goto("/people/")
    status = page.locator("#found [role=status]")
    everybody = status.text_content() or ""
    page.fill("input[name=q]", slip)
    expect(page.locator("#found li", has_text=name).first).to_be_visible()
    check(page)

    # Filters narrow what is left; what is chosen stands on the filter and in the address.
    page.goto("/people/")
    page.locator("#found nav a.filter").nth(1).click()
    page.wait_for_url("**unit=**")
    expect(status).not_to_have_text(everybody)
    unit = status.text_content() or ""
    choice = page.locator("#found details.choose").first
    choice.locator("summary").click()
    expect(choice.locator(".pop a").first).to_be_visible()
    check(page)
    choice.locator(".pop a").last.click()
    expect(page.locator("#found details.choose summary[aria-current]")).to_be_visible()
    expect(status).not_to_have_text(unit)

    # A customer is named in the other script; the list offers the others.
    page.goto("/people/")
    customers = page.locator("#found details.choose:has(input[name=customer])")
    customers.locator("summary").click()
    expect(customers.locator(".pop a", has_text="بانک مهرگان")).to_be_visible()
    check(page)
    customers.locator("input").fill("sepehr")
    customers.locator("input").press("Enter")
    expect(customers.locator("summary[aria-current]")).to_contain_text("بیمهٔ سپهر")
    expect(status).not_to_have_text(everybody)

    # The same people as cards.
    page.locator("#found .seg a:not([aria-current])").click()
    page.wait_for_url(re.compile("view=cards"))
    expect(page.locator(".people-cards .person-card").first).to_be_visible()
    check(page)
    page.goto("/people/me/days")
    check(page)
