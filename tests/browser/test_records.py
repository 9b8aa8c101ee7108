"""Customer records, told in a browser: a file goes from upload to one customer, and somebody decides what the data do not."""

import os
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import SignIn
from tests.browser.test_main_job import check

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("records")]

# Who keeps records and is in no other story; somebody whom the CRM knows by this telephone; and a relative who shares another's.
STORIES = {
    ("fa", "desktop"): ("parisa.hashemi", ("شیما بهرامی", "09121840931"), ("هانیه پاکدل", "09121110874")),
    ("en", "phone"): ("danial.forouzan", ("Behnam Kermani", "+989122710650"), ("نوشین دیهیم", "09123320145")),
}


def wait_for(page: Page, words: re.Pattern[str]) -> None:
    """Look again until the page says `words`: the worker does what was asked for."""
    for _turn in range(40):
        if page.get_by_text(words).count():
            return
        page.wait_for_timeout(500)
        page.reload()
    pytest.fail(f"The page never said {words.pattern}")


@pytest.mark.parametrize(("language", "size"), list(STORIES))
def test_a_file_becomes_customers_and_somebody_decides(sign_in: SignIn, tmp_path: Path, language: str, size: str) -> None:
    who, known, relative = STORIES[language, size]
    file = tmp_path / "shop.csv"
    file.write_text(f"id,full name,mobile\n1,{','.join(known)}\n2,{','.join(relative)}\n", encoding="utf-8")
    page = sign_in(who, language=language, size=size)

    # A system of its own.
    page.goto("/records/")
    check(page)
    page.locator("a[href='/records/systems/new']").first.click()
    page.fill("input[name=name_fa]", f"فروشگاه {language}")
    page.fill("input[name=code]", f"shop-{language}-{os.getpid()}")
    page.select_option("select[name=space]", label={"fa": "رایان‌پیام", "en": "Rayan Payam"}[language])
    check(page)
    page.locator("main form button.btn-primary").click()
    expect(page).to_have_url(re.compile(r"/records/systems/\d+/$"))

    # Its file: columns are guessed, all is checked before anything is taken over.
    page.set_input_files("input[type=file]", str(file))
    page.locator("aside form button.btn-primary").click()
    expect(page.locator("select[name=key_column]")).to_have_value("id")
    expect(page.locator("select[name=column_1]")).to_have_value("full_name")
    expect(page.locator("select[name=column_2]")).to_have_value("phone")
    check(page)
    page.locator("main form button.btn-primary").click()
    applying = page.locator("form[action$='/applying'] button")
    expect(applying).to_be_visible()
    check(page)
    applying.click()
    wait_for(page, re.compile("^(اعمال شد|Applied)$"))

    # Who is known already is one customer with what the CRM has; the relative is asked about.
    page.locator("header a[href^='/records/systems/']").first.click()
    page.get_by_text(known[0], exact=True).first.click()
    wait_for(page, re.compile("^(یک مشتری|One customer)$"))
    expect(page.locator("aside .identity-graph .node")).not_to_have_count(1)
    check(page)
    page.go_back()
    page.get_by_text(relative[0], exact=True).first.click()
    page.locator("a[href*='/records/review/?pair=']").first.click()
    expect(page.locator("table.identity-pair")).to_contain_text(relative[0])
    check(page)

    # One key an answer, one to take it back.
    asked = page.url
    if size == "desktop":
        page.keyboard.press("d")
    else:
        page.locator("button[value=different]").first.click()
    page.wait_for_url(re.compile(r"/records/review/$"))
    page.goto(asked)
    undo = page.locator("form[action$='/undo'] button")
    expect(undo).to_be_visible()
    check(page)
    if size == "desktop":
        page.keyboard.press("u")
    else:
        undo.click()
    page.wait_for_url(re.compile(r"/records/review/$"))
    expect(undo).to_have_count(0)
    check(page)
