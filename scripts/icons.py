"""Draw the icons of the installed application from their one drawing: python scripts/icons.py (needs Chromium; what it writes is kept).

Browsers that install take the drawing itself; phones of one maker, and messages, want pixels.
"""

import shutil
from pathlib import Path

from playwright.sync_api import sync_playwright

FOLDER = Path(__file__).resolve().parent.parent / "hamsoo/ui/static/ui"
SIDES = (192, 512)


def main() -> None:
    """Write one picture a size."""
    drawing = (FOLDER / "app-icon.svg").read_text()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for side in SIDES:
            page = browser.new_page(viewport={"width": side, "height": side})
            page.set_content(f"<style>body{{margin:0}}svg{{display:block;width:{side}px}}</style>{drawing}")
            page.screenshot(path=FOLDER / f"app-icon-{side}.png")
        browser.close()


if __name__ == "__main__":
    main()
