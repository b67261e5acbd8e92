"""Makes the pictures of the README from the shipped record: ``python docs/make_pictures.py``.

Needs the test extra and Debian's chromium.

The pages are written as of the day on which the record ends, so that the pictures do not change with the calendar.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from timeline.workflow.demo import run_demo

DOCS = Path(__file__).parent
SHOTS = (
    ("timeline.png", "korea-us-2025/timeline.html", "Chart"),
    ("status.png", "korea-us-2025/status.html", "At a glance"),
)
"""File, page, and the heading that the picture begins with."""
SIZE = {"width": 1280, "height": 860}


def main() -> None:
    """Write the pictures to this folder."""
    chromium = shutil.which("chromium")
    if chromium is None:
        raise SystemExit("chromium is missing: apt-get install chromium")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        pages = Path(folder) / "reports"
        run_demo(DOCS.parent / "data", pages, Path(folder) / "demo.duckdb")
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        for name, address, heading in SHOTS:
            page = browser.new_page(viewport=SIZE)
            page.goto((pages / address).as_uri())
            page.wait_for_timeout(1500)
            page.get_by_role("heading", name=heading, exact=True).evaluate("it => it.scrollIntoView()")
            page.wait_for_timeout(500)
            page.screenshot(path=DOCS / name)
        browser.close()


if __name__ == "__main__":
    main()
