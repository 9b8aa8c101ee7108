"""Administration, told in a browser: records and leavers, roles with their why, skills that are merged, files of people."""

import csv
import io
import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import SignIn, submit
from tests.browser.test_main_job import check

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("administration")]

ADMINISTRATOR = "aryan.khatibi"
PAIRS = [("fa", "phone"), ("en", "desktop")]
# Who leaves, and who takes over: nobody of them acts in another story.
LEAVERS = {"fa": ("akbar-shokri", "sanaz-mehrabi"), "en": ("hengameh-rokni", "sanaz-mehrabi")}
HOLDERS = {"fa": "کیارش فتحی", "en": "Armita Sadr"}
DOUBLES = {"fa": ("کوبرنتیز آزمایشی", "کوبرنیتیز آزمایشی"), "en": ("Ansible tests", "Ansibel tests")}


@pytest.mark.parametrize(("language", "size"), PAIRS)
def test_somebody_leaves_and_is_taken_over_from(sign_in: SignIn, language: str, size: str) -> None:
    leaver, heir = LEAVERS[language]
    page = sign_in(ADMINISTRATOR, language=language, size=size)
    page.goto("/administration/people/")
    page.fill("input[name=q]", leaver)
    expect(page.locator("#records li.row")).to_have_count(1)
    check(page)
    page.locator("#records a.name").click()
    page.wait_for_url(re.compile(r"/people/\d+/$"))
    number = page.url.split("/")[-2]
    check(page)
    # The day they leave: the first without them.
    page.locator("details:has(form[action$='/leaving']) summary").click()
    form = page.locator("form[action$='/leaving']")
    form.locator("[name=left_on]").fill("۱۴۰۵/۹/۱" if language == "fa" else "2026-11-22")
    form.locator("button.btn-error").click()
    expect(page.locator("form[action$='/return']")).to_be_visible()

    page.goto("/administration/leavers/")
    check(page)
    page.locator(f"a[href='/people/{number}/handover']").click()
    # Requests go on by themselves meanwhile: who reported to them stays until somebody takes them over.
    rows = page.locator("main li.row:has(input[name=kind][value=reports])")
    expect(rows.first).to_be_visible()
    count = rows.count()
    check(page)
    row = rows.first
    row.locator("summary").click()
    row.locator("[name=to]").fill(heir)
    row.locator("button.btn-primary").click()
    expect(rows).to_have_count(count - 1)
    for path in ("/administration/units/", "/administration/people/new", "/administration/invitations/"):
        page.goto(path)
        check(page)
    page.goto("/administration/units/")
    page.locator("main li.row a.name").nth(1).click()
    check(page)


@pytest.mark.parametrize(("language", "size"), PAIRS)
def test_a_role_is_given_and_says_why(sign_in: SignIn, language: str, size: str) -> None:
    name = HOLDERS[language]
    page = sign_in(ADMINISTRATOR, language=language, size=size)
    page.goto("/administration/roles/")
    role = f"Keeper {language}"
    page.fill("[name=name_fa]", role)
    page.locator("form[action='/administration/roles/'] button.btn-primary").click()
    page.wait_for_url(re.compile(r"/roles/\d+/$"))
    group = page.locator("form[action$='/rights'] fieldset").first
    everywhere = group.locator("input[value=all]")
    everywhere.check()
    verb = everywhere.get_attribute("name") or ""
    submit(page.locator("form[action$='/rights'] button.btn-primary"))
    expect(page.locator(f"input[name='{verb}'][value=all]")).to_be_checked()
    page.fill("form[action$='/holders'] [name=who]", name)
    page.locator("form[action$='/holders'] button").click()
    expect(page.locator("main li.row", has_text=name)).to_be_visible()
    check(page)

    page.goto("/administration/roles/")
    check(page)
    page.locator("a[href*='/why']").click()
    page.fill("[name=person]", name)
    page.select_option("[name=verb]", verb)
    page.locator("main form button.btn-primary").click()
    expect(page.locator("main ol")).to_contain_text(role)
    check(page)


@pytest.mark.parametrize(("language", "size"), PAIRS)
def test_double_skills_become_one_and_part_again(sign_in: SignIn, language: str, size: str) -> None:
    stays, goes = DOUBLES[language]
    page = sign_in(ADMINISTRATOR, language=language, size=size)
    page.goto("/people/me/")
    for skill in (stays, goes):
        page.fill("#id_skill_name", skill)
        page.press("#id_skill_name", "Enter")
        expect(page.locator("#skills li.skill", has_text=skill)).to_be_visible()
    page.goto("/administration/skills/")
    check(page)
    page.fill("input[name=q]", goes)
    page.locator("#taxonomy a", has_text=goes).click()
    check(page)
    page.fill("[name=into]", stays)
    submit(page.locator("form[action$='/merge'] button"))
    page.goto("/people/me/")
    expect(page.locator("#skills li.skill", has_text=goes)).to_have_count(0)
    page.goto("/administration/skills/")
    submit(page.locator("form[action$='/undo'] button").first)
    page.goto("/people/me/")
    expect(page.locator("#skills li.skill", has_text=goes)).to_be_visible()


@pytest.mark.parametrize(("language", "size"), PAIRS)
def test_a_file_of_people_is_mended_and_applied(sign_in: SignIn, language: str, size: str) -> None:
    page = sign_in(ADMINISTRATOR, language=language, size=size)
    page.goto("/administration/imports/people/")
    check(page)
    wrong = [f"9{len(language)}{language}", "مهتاب آزمون", "Mahtab Azmoun", "Nowhere / At all", "someone@else", "1405/13/40"]
    upload(page, [wrong])
    check(page)
    page.locator("main form button.btn-primary").first.click()
    expect(page.locator("a[href$='problems.csv']")).to_be_visible()
    expect(page.locator("main li.row .tag")).to_have_text(["تاریخ استخدام", "ایمیل"])
    check(page)

    # What is wrong is mended in the file; the preview says what will come, and only then it is applied.
    right = [wrong[0], wrong[1], wrong[2], "امور اداری", f"mahtab.{language}@rayanpayam.example", "1405/6/1"]
    page.goto("/administration/imports/people/")
    upload(page, [right])
    page.locator("main form button.btn-primary").first.click()
    apply = page.locator("form[action$='/applying'] button")
    expect(apply).to_be_visible()
    check(page)
    apply.click()
    expect(page.locator("main .tag.ok")).to_be_visible()
    page.goto(f"/administration/people/?q={wrong[0]}")
    expect(page.locator("#records li.row")).to_have_count(1)


def upload(page: Page, rows: list[list[str]]) -> None:
    """Upload a file with these rows below the headers that a personnel system writes."""
    out = io.StringIO()
    csv.writer(out).writerows([["شماره پرسنلی", "نام و نام خانوادگی", "نام لاتین", "واحد", "ایمیل", "تاریخ استخدام"], *rows])
    page.set_input_files("input[type=file]", {"name": "people.csv", "mimeType": "text/csv", "buffer": out.getvalue().encode()})
    page.locator("main form button.btn-primary").click()
    page.wait_for_url(re.compile(r"/people/\d+/$"))
