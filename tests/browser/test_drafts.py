"""A request to a colleague is kept while it is written: told in English on a phone, and in Persian at a desk."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import SignIn
from tests.browser.test_main_job import check

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("people")]

STORIES = {"en": ("phone", "Saved"), "fa": ("desktop", "ذخیره شد")}


def test_what_is_written_is_there_again(sign_in: SignIn) -> None:
    for language, (size, saved) in STORIES.items():
        page = sign_in("faranak.dadgar", language=language, size=size)
        title = f"When does the cover begin? {language}"
        page.goto("/experts/?q=api")
        page.goto(page.locator("a[href^='/requests/new/']").first.get_attribute("href").split("?")[0])
        page.locator("[name=title]").press_sequentially(title)
        expect(page.locator("form [role=status]", has_text=saved)).to_be_visible()
        page.locator("[name=body]").fill("In May?")
        with page.expect_response(lambda response: response.url.endswith("/draft")):
            page.locator("[name=urgency][value=week]").check()
        check(page)

        page.goto("/requests/")
        check(page)
        page.get_by_role("link", name=title).click()
        expect(page.locator("[name=title]")).to_have_value(title)
        expect(page.locator("[name=body]")).to_have_value("In May?")
        expect(page.locator("[name=urgency][value=week]")).to_be_checked()
