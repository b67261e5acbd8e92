"""Works on a store without end and acknowledges each finished act on a line of its own, until it is killed.

``python -m tests.faults.worker ACT FOLDER``; it says "ready" before the first act.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from itertools import count
from pathlib import Path

from timeline.model.article import Article, article_id
from timeline.model.draft import Draft, Reading, draft_id, of_negotiation
from timeline.model.events import Evidence
from timeline.model.ledger import Change
from timeline.model.registry import Actor
from timeline.sources import Found, SourcesRead
from timeline.store.store import Store, rebuild
from timeline.workflow.ingest import ingest
from timeline.workflow.record import add_batch
from timeline.workflow.review import accept_all, reject_all

BATCH = 20
DRAFTS = 3


def reading(article: Article, *_: object) -> Reading:
    """Three drafts of an article, so that a part of them would show."""
    drafts = [
        Draft(
            draft_id=draft_id(article.article_id, "meeting", (span(article, number),)),
            article_id=article.article_id,
            type="meeting",
            parties=("KR", "US"),
            summary=article.text[:40],
            rule="test",
            evidence=(span(article, number),),
        )
        for number in range(DRAFTS)
    ]
    return Reading(article.article_id, tuple(drafts))


def span(article: Article, start: int) -> Evidence:
    """A quotation of its first words."""
    return Evidence(article_id=article.article_id, start=start, end=9, quote=article.text[start:9])


def article(number: int) -> Article:
    """One of any number of different texts."""
    text = f"They met again, for the {number}th time, and parted."
    return Article(article_id=article_id(text), text=text, published="2025-09-25")


def take_in(folder: Path, number: int) -> str:
    """Take an article in."""
    one = article(number)
    sources = SourcesRead(articles=(Found(one, "x"),))
    ingest(Store(folder / "s.duckdb"), "ann", "talks", sources, extractor=reading)
    return one.article_id


def review(folder: Path, number: int) -> str:
    """Decide on drafts: three that were written before are accepted together, or rejected together."""
    store, one = Store(folder / "s.duckdb"), article(number)
    drafts = of_negotiation(reading(one).drafts, "talks")
    store.write([Change.of(one.model_copy(update={"negotiations": ("talks",)})), *map(Change.of, drafts)], "ann")
    ids = [draft.draft_id for draft in drafts]
    if number % 3:
        accept_all(store, "ann", ids)
    else:
        reject_all(store, "ann", ids, "no")
    return " ".join(ids)


def batch(folder: Path, number: int) -> str:
    """Add a batch of events."""
    told = [
        {"type": "meeting", "parties": "KR;US", "summary": f"Meeting {number}-{n}", "note": f"They met, {number}-{n}."}
        for n in range(BATCH)
    ]
    events = add_batch(Store(folder / "s.duckdb"), "ann", [("b", one) for one in told], "talks")
    return " ".join(event.event_id for event in events)


def build(folder: Path, number: int) -> str:
    """Make a store from the ledger."""
    rebuild(folder / "ledger", folder / f"built-{number}.duckdb")
    return str(number)


def export(folder: Path, number: int) -> str:
    """Write the ledger of a store over an earlier one, of which it is the continuation."""
    store = Store(folder / "s.duckdb")
    store.write([Change.of(Actor(actor_id=f"actor-{number}", name=f"Actor {number}"))], "ann")
    store.export(folder / "out")
    return f"actor-{number}"


def migrate(folder: Path, number: int) -> str:
    """Open a store of the first schema."""
    path = folder / f"old-{number}.duckdb"
    shutil.copy(folder / "old.duckdb", folder / ".copy")
    (folder / ".copy").rename(path)
    with Store(path).reading():
        return str(number)


ACTS: dict[str, Callable[[Path, int], str]] = {
    "ingest": take_in,
    "review": review,
    "batch": batch,
    "rebuild": build,
    "export": export,
    "migration": migrate,
}

if __name__ == "__main__":
    act, where = ACTS[sys.argv[1]], Path(sys.argv[2])
    print("ready", flush=True)
    for turn in count(int(sys.argv[3])):
        print(act(where, turn), flush=True)
