"""How heavy report pages are, how long they take to build, to open, to filter and to zoom: medians, with peers beside.

    python -m tests.benchmarks.pages [--events 200 1000 100000] [--repeat 5] [--peers]

Times of building are those of the command in a new process; times of pages are taken in Debian's chromium without a
graphics card. ``--peers`` adds plotly's own page of the same events, and vis-timeline and TimelineJS from npm, fetched
into a temporary folder.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from os import cpu_count, getloadavg
from pathlib import Path
from random import Random
from statistics import median
from typing import Any

from tests.benchmarks.synthetic import synthetic_store
from timeline.model.edtf import Edtf
from timeline.report.pages import write_timeline
from timeline.store.store import Store

AS_OF = "2025-12-01"
CHROMIUM = "/usr/bin/chromium"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, nargs="+", default=[200, 1000])
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--peers", action="store_true")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        for events in args.events:
            store = synthetic_store(Path(home) / f"{events}.duckdb", min(events, 5000))
            if events > 5000:  # one negotiation of the synthetic store has no more
                _large(store, events, Path(home) / str(events), args.repeat)
                continue
            with store.reading() as reader:
                talks = max(reader.registry().negotiations, key=lambda id: len(reader.events(id)))
            _ours(store, talks, Path(home) / str(events), args.repeat)
            if args.peers:
                _peers(store, talks, Path(home) / f"peers-{events}", args.repeat)
                _ratios()
        print(f"load average {getloadavg()[0]:.1f} on {cpu_count()} processors")


FOUND: dict[tuple[str, str], float] = {}
"""Who, what and how much, of the events measured last."""


def _ratios() -> None:
    """How many times as long as ours the others take until they are ready."""
    for (who, what), value in FOUND.items():
        if what == "ready (ms)" and who != "ours":
            print(f"{who:>16}  {'ready, times ours':<42} {value / FOUND['ours', what]:10.2f}")


def _ours(store: Store, talks: str, folder: Path, repeat: int) -> None:
    program = str(Path(sys.executable).with_name("timeline"))
    command = [program, "report", talks, "--db", str(store.path), "--as-of", AS_OF]
    subprocess.run([*command, "--out", str(folder)], check=True, capture_output=True)  # fills the cache of plotly.js
    built = [_timed(lambda: subprocess.run([*command, "--out", str(folder)], check=True, capture_output=True))
             for _round in range(repeat)]  # fmt: skip
    _say("ours", "built, all pages (ms)", median(built))
    for page in sorted(folder.glob("*.html")):
        _say("ours", f"{page.name} (kB)", page.stat().st_size / 1000)
    ready = "html[data-ready=yes]"
    _browse("ours", folder / "timeline.html", ready, ACTS, repeat)


ACTS = {
    "filter (ms)": "form => { form.q.value = 'a'; form.dispatchEvent(new Event('input', { bubbles: true })); }",
    "clear (ms)": "form => { form.q.value = ''; form.dispatchEvent(new Event('input', { bubbles: true })); }",
    "zoom (ms)": "() => { document.querySelector('[data-days=\"90\"]').click(); }",
}


def _large(store: Store, count: int, folder: Path, repeat: int) -> None:
    """One negotiation with the events of the synthetic one many times over, spread over two years."""
    with store.reading() as reader:
        [talks] = reader.registry().negotiations
        small = reader.dossier(talks, date.fromisoformat(AS_OF))
    shift = Random(1)
    events = []
    for number in range(count):
        event = small.events[number % len(small.events)]
        moved: dict[str, Any] = {"event_id": f"{event.event_id}-{number}", "links": ()}
        if event.date and event.date.is_day and event.date.first:
            moved["date"] = Edtf.of(event.date.first + timedelta(days=shift.randint(-300, 300)))
        events.append(event.model_copy(update=moved))
    events.sort(key=lambda event: (event.date is None, *((event.date,) if event.date else ()), event.event_id))
    dossier = small.model_copy(update={"events": tuple(events), "history": {}})
    page = folder / "timeline.html"
    _say(f"ours, {count}", "timeline built, in process (ms)", _timed(lambda: write_timeline(dossier, page)))
    _say(f"ours, {count}", "timeline.html (kB)", page.stat().st_size / 1000)
    _browse(f"ours, {count}", page, "html[data-ready=yes]", ACTS, repeat)


def _peers(store: Store, talks: str, folder: Path, repeat: int) -> None:
    folder.mkdir()
    rows = [row for row in store.events(talks).to_dicts() if row["date_first"] and row["date_last"]]
    import plotly.graph_objects as go

    figure = go.Figure(
        go.Scatter(
            x=[row["date_first"] for row in rows], y=[row["type"] for row in rows], mode="markers",
            text=[row["summary"] for row in rows],
        )
    )  # fmt: skip
    figure.write_html(folder / "plotly.html", include_plotlyjs=True)
    _say("plotly scatter", "page (kB)", (folder / "plotly.html").stat().st_size / 1000)
    _browse("plotly scatter", folder / "plotly.html", ".scatterlayer path.point", {}, repeat)
    for name, package, make in (
        ("vis-timeline", "vis-timeline@7", _vis), ("TimelineJS", "@knight-lab/timelinejs@3", _timelinejs)
    ):  # fmt: skip
        got = subprocess.run(["npm", "install", "--prefix", str(folder), "--silent", package], capture_output=True)
        if got.returncode:
            print(f"{name}: left out, npm cannot fetch {package} here")
            continue
        page, ready = make(folder, rows)
        _say(name, "page (kB)", page.stat().st_size / 1000)
        _browse(name, page, ready, {}, repeat)


def _vis(folder: Path, rows: list[dict[str, Any]]) -> tuple[Path, str]:
    home = folder / "node_modules" / "vis-timeline" / "standalone" / "umd"
    script = (home / "vis-timeline-graph2d.min.js").read_text(encoding="utf-8")
    items = json.dumps([{"id": i, "content": row["summary"][:40], "start": str(row["date_first"])}
                        for i, row in enumerate(rows)]).replace("<", "\\u003c")  # fmt: skip
    page = folder / "vis.html"
    page.write_text(
        f"<!doctype html><div id=v></div><script>{_inline(script)}</script>"
        f"<script>new vis.Timeline(document.getElementById('v'), new vis.DataSet({items}), {{height: 600}})</script>",
        encoding="utf-8",
    )
    return page, ".vis-item"


def _timelinejs(folder: Path, rows: list[dict[str, Any]]) -> tuple[Path, str]:
    home = folder / "node_modules" / "@knight-lab" / "timelinejs" / "dist"
    script = (home / "js" / "timeline.js").read_text(encoding="utf-8")
    style = (home / "css" / "timeline.css").read_text(encoding="utf-8")
    events = json.dumps({"events": [
        {"start_date": {"year": row["date_first"].year, "month": row["date_first"].month, "day": row["date_first"].day},
         "text": {"headline": row["summary"][:60]}} for row in rows
    ]}).replace("<", "\\u003c")  # fmt: skip
    page = folder / "timelinejs.html"
    page.write_text(
        f"<!doctype html><style>{style}</style><div id=t style='height:600px'></div><script>{_inline(script)}</script>"
        # without a font of its own it does not wait for one from the network, which a page from a file never gets
        f"<script>new TL.Timeline('t', {events}, {{script_path: '', font: null, language: 'en'}})</script>",
        encoding="utf-8",
    )
    return page, ".tl-timemarker"


def _browse(name: str, page: Path, ready: str, acts: dict[str, str], repeat: int) -> None:
    """Open the page anew each time; the wait until it is ready, then the longest task that each act blocks with."""
    from playwright.sync_api import Error as PlaywrightError
    from playwright.sync_api import sync_playwright

    waits: dict[str, list[float]] = {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        for _round in range(repeat):
            tab = browser.new_page(viewport={"width": 1280, "height": 900})
            tab.add_init_script(
                "window.pauses = []; new PerformanceObserver(list => { for (const task of list.getEntries()) "
                "window.pauses.push(task.duration); }).observe({ type: 'longtask', buffered: true });"
            )
            began = time.perf_counter()
            tab.goto(page.as_uri(), wait_until="commit")
            try:
                tab.wait_for_selector(ready, state="attached", timeout=60_000)
            except PlaywrightError:
                print(f"{name}: never ready")
                break
            waits.setdefault("ready (ms)", []).append((time.perf_counter() - began) * 1000)
            tab.wait_for_timeout(300)
            waits.setdefault("longest pause on opening (ms)", []).append(tab.evaluate("Math.max(0, ...window.pauses)"))
            for act, script in acts.items():
                tab.evaluate("window.pauses.length = 0")
                tab.eval_on_selector("#filters", script)
                tab.wait_for_timeout(1000)
                waits.setdefault(f"longest pause on {act}", []).append(tab.evaluate("Math.max(0, ...window.pauses)"))
            tab.close()
        browser.close()
    for what, found in waits.items():
        _say(name, what, median(found))


def _inline(script: str) -> str:
    """A script that does not end its own element."""
    return script.replace("</script", "<\\/script")


def _timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


def _say(who: str, what: str, value: float) -> None:
    FOUND[who, what] = value
    print(f"{who:>16}  {what:<42} {value:10.0f}", flush=True)


if __name__ == "__main__":
    main()
