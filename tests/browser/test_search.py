"""Search, told in a browser: a filter completed by keyboard, taken away again, a search saved and found in the palette."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import SignIn
from tests.browser.test_main_job import check

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("search")]

# Who looks, what they type, whom the first option names, and what the palette calls the search.
STORIES = {
    ("fa", "phone"): ("yasin.borna", "از:مارال سب", "مارال سبحانی", "گفته‌های مارال"),
    ("en", "desktop"): ("hooman.parsa", "from:Maral Sob", "Maral Sobhani", "What Maral wrote"),
}


@pytest.mark.parametrize(("language", "size"), list(STORIES))
def test_search_by_who_wrote_it(sign_in: SignIn, language: str, size: str) -> None:
    who, typed, name, called = STORIES[language, size]
    page = sign_in(who, language=language, size=size)
    page.goto("/search/")
    field = page.locator("[data-completing]")
    field.press_sequentially(typed)
    option = page.locator("#completions [role=option]", has_text=name)
    expect(option).to_be_visible()
    check(page)
    field.press("ArrowDown")
    expect(option).to_have_attribute("aria-selected", "true")
    field.press("Enter")
    expect(option).to_be_hidden()
    field.press("Enter")
    chip = page.locator("#results a.filter[aria-current]", has_text=name)
    expect(chip).to_be_visible()
    expect(page.locator("#results li.row").first).to_contain_text(name)
    check(page)

    page.locator("#results details.choose summary").click()
    page.fill("#results input[name=name]", called)
    page.locator("#results details.choose button").click()
    page.wait_for_url("**/search/?q=**")
    page.keyboard.press("Control+K")
    expect(page.locator("#palette [role=option]", has_text=called)).to_be_visible()
    check(page)
    page.keyboard.press("Escape")
    page.locator("#results a.filter[aria-current]", has_text=name).click()
    page.wait_for_url("**/search/")
