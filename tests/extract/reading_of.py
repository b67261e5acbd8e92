"""What the extractor's tests share: an article from a text, its reading, and the evaluation corpus."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from zlib import crc32

from timeline.extract.evaluate import GoldCase, case_of
from timeline.extract.reading import extract
from timeline.lexicon import load
from timeline.model.article import Article, article_id
from timeline.model.draft import Draft, Reading
from timeline.model.edtf import Edtf

CORPUS = Path(__file__).parents[1] / "corpus"
UNSEEN = CORPUS.parent / "unseen"
YARDSTICK = CORPUS.parent / "yardstick"


def article(text: str, published: str = "2026-03-13", title: str | None = None) -> Article:
    return Article(article_id=article_id(text), text=text, published=Edtf.parse(published), title=title)


def read(text: str, published: str = "2026-03-13") -> Reading:
    return extract(article(text, published), load(rules_only=True))


def drafts(text: str, kind: str | None = None, published: str = "2026-03-13") -> list[Draft]:
    return [draft for draft in read(text, published).drafts if kind is None or draft.type == kind]


def table_rows(folder: Path) -> list[tuple[str, str, str, str]]:
    """Day, lead, sentence and what it tells, of each row of the tables in a folder."""
    found = []
    for path in sorted(folder.glob("*.txt")):
        first, *lines = path.read_text(encoding="utf-8").splitlines()
        _, day, lead = first.split(" ", 2)
        for line in lines:
            if line and not line.startswith("#"):
                sentence, bar, expected = line.rpartition(" |")
                assert bar, f"{path.name}: no bar in {line!r}"
                found.append((day, lead, sentence, expected.strip()))
    return found


def one_in(number: int, rows: list[tuple[str, str, str, str]]) -> list[tuple[str, str, str, str]]:
    """One in ``number`` of the rows, by their sentences: the same ones, whatever is added before them."""
    return [row for row in rows if crc32(row[2].encode()) % number == 0]


def of_the_sentence(day: str, lead: str, sentence: str) -> list[Draft]:
    """The drafts of ``sentence`` in an article that opens with ``lead``."""
    found = drafts(f"{lead}\n\n{sentence}", published=day)
    return [draft for draft in found if draft.evidence[0].start > len(lead)]


@cache
def cases(folder: Path = CORPUS) -> tuple[GoldCase, ...]:
    paths = sorted(folder.glob("[0-9]*.json"))
    return tuple(case_of(json.loads(path.read_text(encoding="utf-8"))) for path in paths)


def drafts_of(case: GoldCase, rules_only: bool = False) -> tuple[Draft, ...]:
    """What is read in one article of a corpus; each is read once, and only where a test asks."""
    return _read(case.text, str(case.published), case.title, rules_only)


def readings(folder: Path = CORPUS, rules_only: bool = False) -> dict[str, tuple[Draft, ...]]:
    """What is read in every article of a corpus."""
    return {case.case_id: drafts_of(case, rules_only) for case in cases(folder)}


@cache
def _read(text: str, published: str, title: str | None, rules_only: bool) -> tuple[Draft, ...]:
    return extract(article(text, published, title), load(rules_only=rules_only)).drafts
