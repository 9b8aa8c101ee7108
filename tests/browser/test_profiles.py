"""A profile, told in a browser: a photo is chosen, parts are written in their place, pages keep nobody out."""

from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser.conftest import SignIn
from tests.browser.test_main_job import check

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("people")]

# Whoever edits their profile here acts in no other story.
STORIES = {("fa", "desktop"): "farzad.niknam", ("en", "phone"): "mitra.fallah"}


def picture() -> bytes:
    buffer = BytesIO()
    Image.new("RGB", (400, 300), (90, 140, 160)).save(buffer, "JPEG")
    return buffer.getvalue()


@pytest.mark.parametrize(("language", "size"), list(STORIES))
def test_write_a_profile(sign_in: SignIn, language: str, size: str) -> None:
    page = sign_in(STORIES[language, size], language=language, size=size)
    choose_a_photo(page)
    write_a_line(page)
    for path in ("/people/me/hours", "/people/me/languages", "/people/me/photo", "/people/me/parts/experience/new"):
        page.goto(path)
        check(page)
    page.goto("/people/me/")
    page.wait_for_load_state("networkidle")
    check(page)
    page.goto(f"{page.url}card")
    expect(page.locator(".bcard svg.qr")).to_be_visible()
    check(page)


def choose_a_photo(page: Page) -> None:
    """Choose a picture, move its square with the keyboard, and see it on one's profile."""
    page.goto("/people/me/photo")
    page.set_input_files("input[name=photo]", {"name": "me.jpg", "mimeType": "image/jpeg", "buffer": picture()})
    view = page.locator("[data-crop-view]")
    expect(view.locator("img")).to_be_visible()
    before = page.input_value("input[name=left]")
    view.focus()
    view.press("ArrowRight")
    assert page.input_value("input[name=left]") > before
    page.locator("main form[data-crop] button.btn-primary").click()
    expect(page.locator("header .av.xl img")).to_be_visible()


def write_a_line(page: Page) -> None:
    """Add a line where it will stand, show it to nobody, and take it away again."""
    part = page.locator("#part-interests")
    part.locator("a.ibtn").first.click()
    expect(part.locator("input[name=title], select[name=kind]").first).to_be_focused()
    part.locator("input[name=title]").fill("کوه / Hiking")
    part.locator("form.editor button.btn-primary").click()
    line = part.locator("li", has_text="Hiking")
    expect(line).to_be_visible()
    with page.expect_response("**/audience"):
        part.locator(".audience select").select_option("me")
    # The lock comes with the answer.
    expect(part.locator(".audience use[href$='#lock']")).to_have_count(1)
    line.locator("a.ibtn").click()
    part.locator("form:has(input[name=_method]) button").click()
    expect(line).to_have_count(0)
