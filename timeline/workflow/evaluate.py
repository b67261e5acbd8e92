"""Measure the extractor: on gold cases of a folder, and on a desk's own decisions, exported as gold."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

from timeline.extract import extract
from timeline.extract.evaluate import Evaluation, GoldCase, case_of, evaluate
from timeline.lexicon import Lexicon, with_parties
from timeline.lexicon.world import world
from timeline.model.article import Article, article_id
from timeline.model.events import Event, Evidence
from timeline.model.jsonlines import value_of
from timeline.model.problems import Problem, ProblemError
from timeline.model.registry import Registry
from timeline.model.whole import write_whole
from timeline.store.store import Store


def read_gold(folder: Path) -> list[GoldCase]:
    """The cases of a folder, one JSON file each, by file name; raises ProblemError with every file that is wrong."""
    if not folder.is_dir():
        told = "is no folder" if folder.exists() else "no such folder"
        raise ProblemError(Problem(told, str(folder), "name a folder of gold cases, as `export --gold` writes them"))
    paths = sorted(folder.glob("*.json"))
    if not paths:
        raise ProblemError(Problem("holds no gold cases", str(folder), "name a folder of JSON files, one an article"))
    cases: list[GoldCase] = []
    problems: list[Problem] = []
    for path in paths:
        try:
            value = value_of(path.read_text(encoding="utf-8"), str(path))
        except UnicodeDecodeError as error:
            problems.append(Problem(f"is not UTF-8 text at byte {error.start}", str(path)))
            continue
        except ProblemError as error:
            problems += error.problems
            continue
        try:
            cases.append(case_of(value))
        except ProblemError as error:
            problems += [problem.at(str(path)) for problem in error.problems]
    names = Counter(case.case_id for case in cases)
    problems += [
        Problem(f"{times} articles have the id {name}", str(folder), 'give each an "id" of its own')
        for name, times in names.items()
        if times > 1
    ]
    if problems:
        raise ProblemError(problems)
    return cases


def article_of(case: GoldCase) -> Article:
    """The article of a gold case."""
    return Article(
        article_id=article_id(case.text),
        text=case.text,
        published=case.published,
        title=case.title,
        publisher=case.publisher,
    )


def evaluate_extractor(cases: list[GoldCase], lexicon: Lexicon) -> Evaluation:
    """What the extractor reads in the articles of ``cases``, measured against their events."""
    return evaluate(
        cases, {case.case_id: extract(article_of(case), with_parties(lexicon, case.parties)).drafts for case in cases}
    )


def export_gold(store: Store, negotiation: str, folder: Path) -> list[Path]:
    """Write a gold case for each article all of whose drafts were decided; return the paths.

    Its events are those that the desk accepted, merged or entered with a quotation from the article.
    Articles with drafts that still wait are left out: what nobody has decided is neither right nor wrong. So are those
    without drafts, unless an event was entered from them: there the extractor missed it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written: list[Path] = []
    with store.reading() as reader:
        registry = reader.registry()
        events = reader.events(negotiation)
        for article in reader.articles(negotiation):
            states = [state for _, state, _ in reader.drafts(negotiation, article.article_id)]
            if "pending" in states or not (states or _was_read_by_a_person(article, events)):
                continue
            case = _case(article, events, registry)
            path = folder / f"{article.article_id}.json"
            write_whole(path, (json.dumps(case, ensure_ascii=False, indent=1) + "\n").encode())
            written.append(path)
    return written


def _was_read_by_a_person(article: Article, events: list[Event]) -> bool:
    """Whether an event was entered from a part of its text; a note, which proves an event as a whole, is no article."""
    spans = (span for event in events for span in event.evidence if span.article_id == article.article_id)
    return any((span.start, span.end) != (0, len(article.text)) for span in spans)


def _case(article: Article, events: list[Event], registry: Registry) -> dict[str, Any]:
    return {
        "article": {
            "id": article.article_id,
            "publisher": article.publisher,
            "source_url": article.url,
            "published": str(article.published),
            "title": article.title,
            "language": article.language,
            "text": article.text,
        },
        **_own_parties(registry),
        "events": [
            {
                "type": event.type,
                "modality": event.modality,
                "date": str(event.date) if event.date else None,
                "parties": list(event.parties),
                "actors": [registry.actors[id].name for id in event.actors],
                "issue": ", ".join(event.issues),
                "summary": event.summary,
                "terms": [{"name": t.name, "value": t.value, "unit": t.unit, "role": t.role} for t in event.terms],
                "quote": unique_quote(article.text, span),
                "optional": False,
            }
            for event in events
            for span in [span for span in event.evidence if span.article_id == article.article_id][:1]
        ],
    }


def _own_parties(registry: Registry) -> dict[str, dict[str, str]]:
    """The names by which parties go that the shipped list does not have: whoever measures needs them to read."""
    listed = {(code, name) for code, place in world().items() for name in (place.name, *place.names)}
    own = {code: party.name for code, party in sorted(registry.parties.items()) if (code, party.name) not in listed}
    return {"parties": own} if own else {}


def unique_quote(text: str, span: Evidence) -> str:
    """The quotation, lengthened word by word until the text has it once."""
    start, end = span.start, span.end
    while text.count(text[start:end]) > 1 and (start > 0 or end < len(text)):
        end = _after(text, end)
        if text.count(text[start:end]) > 1 or end == len(text):
            start = _before(text, start)
    return text[start:end]


def _after(text: str, at: int) -> int:
    found = text.find(" ", at + 1)
    return len(text) if found < 0 else found


def _before(text: str, at: int) -> int:
    return max(0, text.rfind(" ", 0, max(0, at - 1)) + 1) if at else 0
