"""Events in the codes of political science: PLOVER and CAMEO as JSON Lines, by the table in ``codes.toml``."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

from timeline.exchange.names import web_address
from timeline.exchange.publication import Document, LeftOut, Publication
from timeline.model.events import EventBase
from timeline.model.wording import count

TABLE = Path(__file__).with_name("codes.toml")
_OWN = ("code", "why", "none", "answers", "carries_out", "term_role")
_UNKNOWN_SIDES = "written with null where the source or target is not known"


@cache
def table() -> dict[str, Any]:
    """The mapping table: version, codes, rules, actors."""
    return tomllib.loads(TABLE.read_text(encoding="utf-8"))


def code_of(event: EventBase, by_id: dict[str, EventBase]) -> tuple[str | None, str]:
    """The CAMEO code of an event, or None; and why, in the words of the table."""
    for rule in table()["rules"]:
        if _holds(rule, event, by_id):
            return rule.get("code"), rule.get("why") or rule["none"]
    return None, "no rule of the table holds for what is told of it"


def actor_code(party: str, kind: str | None = None) -> str:
    """The code of a party in both ontologies: alpha-3 of a state, IGO for a bloc; empty for a state of another list."""
    return str(table()["actors"].get(party) or ("IGO" if kind == "bloc" else ""))


def _codes(publication: Publication, parties: Iterable[str], left_out: LeftOut) -> dict[str, str]:
    """The code of each party of an event; where one has none, that is noted."""
    kinds = {party: known.kind for party, known in publication.parties.items()}
    codes = {party: actor_code(party, kinds.get(party)) for party in parties}
    for party in (party for party, code in codes.items() if not code):
        left_out.note(f"of {publication.party_name(party)}, for whom the ontologies have no code")
    return codes


def plover(publication: Publication) -> Document:
    """One line an event that PLOVER has a category for, with compound sources and targets."""
    lines, left_out = [], LeftOut()
    for event, code in _coded(publication, left_out):
        category = table()["codes"][code]
        if "event" not in category:
            left_out.add("statements and appeals, for which PLOVER has no event")
            continue
        sources, targets = sides(event)
        codes = _codes(publication, (*sources, *targets), left_out)
        contexts = [*category.get("contexts", ()), *table()["contexts"].get(event.modality, ())]
        lines.append(
            {
                "id": event.event_id,
                "date": _day(event),
                "source": [_plover_actor(publication, event, party, codes[party]) for party in sources],
                "target": [_plover_actor(publication, event, party, codes[party]) for party in targets],
                "event": category["event"],
                "eventText": event.summary,
                "mode": category.get("mode", ""),
                "context": "; ".join(contexts),
                "text": event.evidence[0].quote,
                "publication": _publishers(publication, event),
                "language": _language(publication, event),
                "version": table()["plover"],
                **_ours(event, code),
            }
        )
    return Document(_jsonl(lines), f"{count(len(lines), 'event')} coded in PLOVER", left_out.said())


def cameo(publication: Publication) -> Document:
    """One line a pair of source and target, in the columns of GDELT's event table; joint acts go both ways."""
    lines, left_out = [], LeftOut()
    events = 0
    for event, code in _coded(publication, left_out):
        events += 1
        sources, targets = sides(event)
        pairs: list[tuple[str | None, str | None]] = [
            (source, target)
            for source, target in product(_or_unknown(sources), _or_unknown(targets))
            if source != target
        ]
        codes = _codes(publication, (*sources, *targets), left_out)
        if not sources or not targets:
            left_out.note(_UNKNOWN_SIDES)
        for number, (source, target) in enumerate(pairs or [(None, None)], start=1):
            day = _day(event)
            address = next((web_address(publication.articles[e.article_id].url) for e in event.evidence), None)
            lines.append(
                {
                    "GLOBALEVENTID": f"{event.event_id}.{number}",
                    "SQLDATE": int(day.replace("-", "")) if day else None,
                    "Actor1Code": source and (codes[source] or None),
                    "Actor1Name": source and publication.party_name(source),
                    "Actor2Code": target and (codes[target] or None),
                    "Actor2Name": target and publication.party_name(target),
                    "EventCode": code,
                    "EventBaseCode": code[:3],
                    "EventRootCode": code[:2],
                    "QuadClass": quad_class(code),
                    "NumArticles": len({span.article_id for span in event.evidence}),
                    "SOURCEURL": address,
                    "event_id": event.event_id,
                    "summary": event.summary,
                    "text": event.evidence[0].quote,
                    **_ours(event, code),
                }
            )
    return Document(_jsonl(lines), f"{count(events, 'event')} in {count(len(lines), 'line')}", left_out.said())


def _or_unknown(side: list[str]) -> list[str | None]:
    return [*side] or [None]


def quad_class(code: str) -> int:
    """1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict, by the root of the code."""
    root = int(code[:2])
    return 1 if root <= 5 else 2 if root <= 8 else 3 if root <= 13 else 4


def sides(event: EventBase) -> tuple[list[str], list[str]]:
    """Who acts and on whom: of a joint act all on all; the target is who is asked, else the other parties."""
    asked = list(getattr(event, "to_parties", ()))
    if event.type in ("meeting", "agreement") and not event.by_parties:
        return list(event.parties), list(event.parties) if len(event.parties) > 1 else []
    sources = list(event.by_parties)
    return sources, asked or ([party for party in event.parties if party not in sources] if sources else [])


def _coded(publication: Publication, left_out: LeftOut) -> Iterator[tuple[EventBase, str]]:
    for event in publication.events:
        code, why = code_of(event, publication.by_id)
        if code is None:
            left_out.add(why)
        else:
            yield event, code


def _holds(rule: dict[str, Any], event: EventBase, by_id: dict[str, EventBase]) -> bool:
    if rule["type"] != event.type:
        return False
    linked = {
        rel: [by_id[link.event_id] for link in event.links if link.rel == rel and link.event_id in by_id]
        for rel in ("responds_to", "part_of")
    }
    if "answers" in rule:
        kinds = {kind for target in linked["responds_to"] for kind in (target.type, getattr(target, "act", None))}
        if not kinds & set(rule["answers"]):
            return False
    if "carries_out" in rule and rule["carries_out"] != any(t.type == "agreement" for t in linked["part_of"]):
        return False
    if "term_role" in rule and not {term.role for term in event.terms} & set(rule["term_role"]):
        return False
    fields = {name: values for name, values in rule.items() if name != "type" and name not in _OWN}
    return all((getattr(event, name) or "") in values for name, values in fields.items())


def _day(event: EventBase) -> str | None:
    date = event.date
    sure = date and date.is_day and not (date.approximate or date.uncertain)
    return date.first.isoformat() if date and date.first and sure else None


def _ours(event: EventBase, code: str) -> dict[str, Any]:
    """What the ontologies have no field for: the date as precise as it is known, the modality, the table's version."""
    date = event.date
    return {
        "cameo": code,
        "date_edtf": date and date.text,
        "date_first": date and date.first and date.first.isoformat(),
        "date_last": date and date.last and date.last.isoformat(),
        "modality": event.modality,
        "mapping": table()["version"],
    }


def _plover_actor(publication: Publication, event: EventBase, party: str, code: str) -> dict[str, str]:
    people = [
        publication.actor_name(id)
        for id in event.actors
        if id in publication.actors and publication.actors[id].party == party
    ]
    return {"actorText": ", ".join(people) or publication.party_name(party), "code": code}


def _publishers(publication: Publication, event: EventBase) -> str:
    cited = dict.fromkeys(publication.articles[span.article_id].publisher for span in event.evidence)
    return "; ".join(name for name in cited if name)


def _language(publication: Publication, event: EventBase) -> str:
    return publication.articles[event.evidence[0].article_id].language


def _jsonl(lines: list[dict[str, Any]]) -> str:
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
