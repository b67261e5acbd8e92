"""A real chromium for the report pages, cut off from the network."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from timeline.report.briefing import write_briefing
from timeline.report.comparison import write_comparison_page
from timeline.report.overview import write_overview
from timeline.report.pages import write_status, write_timeline

from .dossiers import FACTS, dossier, second_dossier

CHROMIUM = "/usr/bin/chromium"
ARGS = (
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--no-first-run",
)  # fmt: skip
ARTEFACTS = Path(__file__).parents[1] / "artefacts"


@dataclass
class Opened:
    """A page, and what went wrong on it."""

    page: Any
    requests: list[str] = field(default_factory=list)
    """Addresses asked for that are no files; each was refused."""
    errors: list[str] = field(default_factory=list)
    """Errors and warnings of the console, among them violations of the policy, and uncaught exceptions."""


Open = Callable[..., Opened]


def missing(reason: str) -> None:
    if os.environ.get("CI"):
        pytest.fail(f"no browser in CI: {reason}")
    pytest.skip(reason)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        missing("playwright is not installed")
    if not Path(CHROMIUM).exists():
        missing(f"{CHROMIUM} is missing")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=list(ARGS))
        yield running
        running.close()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with every page there is, in English, and the status in Korean."""
    folder = tmp_path_factory.mktemp("site")
    one, other = dossier(), second_dossier()
    write_timeline(one, folder / "timeline.html")
    write_status(one, folder / "status.html")
    write_briefing(one, folder / "briefing.html")
    write_overview([one, other], folder / "index.html", hrefs=["", ""], comparison_href="comparison.html")
    write_comparison_page([one, other], FACTS, folder / "comparison.html", hrefs=["", ""], index_href="index.html")
    write_status(one, folder / "korean.html", locale="ko")
    return folder


def _open(browser: Any, site: Path, name: str, hash: str = "", width: int = 1440, **options: Any) -> Opened:
    context = browser.new_context(viewport={"width": width, "height": 900}, **options)
    opened = Opened(context.new_page())

    def route(handle: Any) -> None:
        if handle.request.url.startswith("file:"):
            handle.continue_()
        else:
            opened.requests.append(handle.request.url)
            handle.abort()

    context.route("**/*", route)
    opened.page.on(
        "console", lambda said: opened.errors.append(said.text) if said.type in ("error", "warning") else None
    )
    opened.page.on("pageerror", lambda error: opened.errors.append(str(error)))
    opened.page.goto(f"{(site / name).as_uri()}{hash}")
    if name == "timeline.html" and options.get("java_script_enabled", True):
        opened.page.wait_for_selector("html[data-ready=yes]")
    return opened


def until(page: Any, condition: str) -> None:
    """Wait until an expression holds on the page; ``wait_for_function`` would need what the policy forbids."""
    for _turn in range(100):
        if page.evaluate(f"Boolean({condition})"):
            return
        page.wait_for_timeout(50)
    pytest.fail(f"never came true: {condition}")


@pytest.fixture
def open_page(browser: Any, site: Path) -> Iterator[Open]:
    """Open ``timeline.html`` or ``status.html``, with an optional hash, width and colour scheme."""
    opened: list[Opened] = []

    def opening(name: str, **options: Any) -> Opened:
        opened.append(_open(browser, site, name, **options))
        return opened[-1]

    yield opening
    for one in opened:
        one.page.context.close()


@pytest.fixture(scope="module")
def shared_timeline(browser: Any, site: Path) -> Iterator[Opened]:
    """One timeline page for tests that leave it as they found it."""
    opened = _open(browser, site, "timeline.html")
    yield opened
    opened.page.context.close()
