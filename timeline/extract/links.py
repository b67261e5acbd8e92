"""Merging drafts that tell one event, and the ties between the drafts of one article."""

from __future__ import annotations

import re
from typing import Any

from timeline.extract.frames.read import TALK
from timeline.lexicon import cue
from timeline.model.draft import Draft, DraftLink, draft_id
from timeline.model.events import Evidence

_JOINED = 14
"""Characters between two clauses of one sentence that may tell one event."""
_SHORT = 45
"""A clause of words shorter than this rarely says something of its own."""


_WINDOW = 80
"""How many drafts back a mention may belong to what was told before."""


def merge(text: str, drafts: list[Draft]) -> list[Draft]:
    """Neighbouring clauses of one sentence that say one thing, and mentions of one meeting, as one draft each.

    What rules read and what weights read stay apart, so that every draft is what its rule says.
    """
    kept: list[Draft] = []
    for draft in sorted(drafts, key=lambda d: (d.evidence[0].start, d.evidence[0].end)):
        recent = list(range(len(kept) - 1, max(-1, len(kept) - 1 - _WINDOW), -1))
        recent = [at for at in recent if kept[at].read_by == draft.read_by]
        before = next((at for at in recent if kept[at].type == draft.type), None)
        if before is not None and _is_term_of(text, kept[before], draft):
            draft = draft.model_copy(update={"date": kept[before].date, "extractor": draft.read_by})
        if before is not None and _continues(text, kept[before], draft):
            kept[before] = _joined(text, kept[before], draft)
            continue
        told = None
        if _tells_more(draft):
            told = next((at for at in recent if _is_told(kept[at], draft)), None)
        if told is None:
            kept.append(draft)
        else:
            kept[told] = _with_more(kept[told], draft)
    return kept


def _is_term_of(text: str, before: Draft, draft: Draft) -> bool:
    """Whether ``draft`` is a term, without a day, of the deal that the same sentence tells."""
    if draft.date is not None or draft.rule not in _TERMS or before.rule not in _WHOLE or before.modality != "actual":
        return False
    told = before.evidence[-1]
    gap = text[told.end : draft.evidence[0].start]
    return "\n" not in gap and ". " not in gap and not told.quote.endswith((".", "!", '."', ".”"))


_WAS_PUT = re.compile(
    r"(?:The|Its|His|Her|Their)\s(?:proposal|offer|request|plan|demand|draft)\s(?:was|were|had been)\s(?:[a-z]+ly\s)?"
    r"(?:made|submitted|sent|put|handed|conveyed|presented|delivered|tabled|passed|transmitted)\b"
)
"""How a sentence opens that tells when and how was put what has been told: "The offer was handed over on Monday"."""


def _tells_more(draft: Draft) -> bool:
    """Whether ``draft`` could tell more of a meeting, proposal or deal that another one tells."""
    if draft.type == "meeting":
        return draft.modality == "actual"
    if draft.type == "proposal":
        return (
            draft.modality == "actual" and not draft.by_parties and _WAS_PUT.match(draft.evidence[0].quote) is not None
        )
    if draft.type != "agreement" or draft.rule not in _WHOLE or draft.terms or draft.date is None:
        return False
    return _THE_DEAL.search(draft.evidence[0].quote) is not None


def _is_told(other: Draft, draft: Draft) -> bool:
    """Whether ``draft`` only tells more of the meeting, proposal or deal that ``other`` tells."""
    if draft.type == "meeting":
        return _same_meeting(other, draft)
    if draft.type == "proposal":
        return other.type == "proposal" and other.modality == "actual" and other.parties == draft.parties
    return _same_deal(other, draft)


def _continues(text: str, before: Draft, draft: Draft) -> bool:
    first, second = before.evidence[-1], draft.evidence[0]
    gap = text[first.end : second.start]
    room = 40 if draft.type in ("meeting", "agreement") else _JOINED
    if not 0 <= second.start - first.end <= room or "." in gap or ";" in gap or "\n" in gap:
        return False
    if first.quote.endswith((".", "!", "?", '."', ".”")):
        return False
    if before.date != draft.date or before.modality != draft.modality:
        return False
    if draft.type in TALK:
        if any(draft.attributes.get(key) != before.attributes.get(key) for key in ("direction", "verdict")):
            return False  # what one accepts and the other considers are two answers
        if draft.by_parties and draft.by_parties != before.by_parties:
            return False
        if not draft.actors:
            return len(second.quote) < _SHORT
        return draft.actors == before.actors and len(second.quote) < 2 * _SHORT
    if "agreement.second" in (draft.rule, before.rule):
        return False
    if " that " not in gap and any(" joint " in f" {word} " for word in before.words):
        return False  # "in a joint statement, they voiced concern | and agreed to"
    if draft.rule == before.rule == "agreement.term" and draft.by_parties != before.by_parties:
        return False  # what each side undertakes is a term of its own
    if draft.rule in _TERMS:
        whole = before.rule not in _TERMS
        if whole and draft.terms and _UNDER_WHICH.search(text, first.start, second.start + len("which")):
            return False
        if not whole and "that" not in gap and _OWN_CLAUSE.match(text, second.start, second.end):
            return False
    return draft.type in ("meeting", "agreement")


def _joined(text: str, before: Draft, draft: Draft) -> Draft:
    first, second = before.evidence[-1], draft.evidence[0]
    whole = Evidence(
        article_id=first.article_id, start=first.start, end=second.end, quote=text[first.start : second.end]
    )
    evidence = (*before.evidence[:-1], whole)
    return before.model_copy(
        update={
            "evidence": evidence,
            "draft_id": draft_id(before.article_id, before.type, evidence),
            "actors": tuple(dict.fromkeys((*before.actors, *draft.actors)))
            if draft.type not in TALK
            else before.actors,
            "terms": (*before.terms, *(term for term in draft.terms if term not in before.terms)),
            "words": (*before.words, *draft.words),
        }
    )


def _same_meeting(other: Draft, draft: Draft) -> bool:
    """Whether the draft tells more of the meeting told before."""
    if other.type != "meeting" or other.modality not in ("actual", "planned"):
        return False
    if draft.date is not None and other.date != draft.date:
        return False
    ours, theirs = set(draft.parties), set(other.parties)
    if not (ours <= theirs or theirs <= ours):
        return False  # on one day Korea met the United States in Washington, and Japan in Busan
    joins = draft.words[0].startswith(("attend", "join", "last")) and draft.date is not None
    known = joins or set(draft.actors) <= set(other.actors)
    return known and (draft.date is not None or _takes_up(draft))


def _takes_up(draft: Draft) -> bool:
    """Whether an undated meeting is told as one known already: "the talks", "this meeting"."""
    quote = draft.evidence[0].quote.lower()
    return quote.startswith(("the ", "this ", "that ", "their ", "it ", "both "))


_TERMS = frozenset(
    (
        "agreement.agree",
        "agreement.course",
        "agreement.figure",
        "agreement.pledge",
        "agreement.provision",
        "agreement.term",
    )
)
"""Rules of what the sides undertake."""
_UNDER_WHICH = re.compile(r"\b(?:(?:under|by) which|whereby)\b")
"""Between a deal and a term of it that has a figure."""
_OWN_CLAUSE = re.compile(
    r"(?:(?:and|while|but)\s)?(?!\d|(?:who|which|what|that|it|they|where|once|when)\b)(?:[\w’'$.-]+\s){1,6}?"
    r"(?:will|shall|(?:has|have)\sagreed\sto|agreed\sto|undertakes?\sto|is\sto|are\sto)\s"
)
"""A clause that says what somebody else undertakes: "and Laos will buy cement"."""
_WHOLE = frozenset(("agreement.reach", "agreement.sign"))
_THE_DEAL = re.compile(
    rf"""\bthe\s(?:(?!an?\b|two\b|also\b)[\w'’.-]+\s){{0,6}}(?:{cue("links_the_deal")}|documents?|papers"""
    rf"""|plan|road ?map)\b""",
    re.IGNORECASE,
)


def _same_deal(other: Draft, draft: Draft) -> bool:
    """Whether "the deal" is the one told before, on the same day, and has come no further."""
    return (
        other.rule in _WHOLE
        and other.date == draft.date
        and other.modality == draft.modality
        and _step(other) == _step(draft)
    )


_STEP = re.compile(r"initial|approv|endors|adopt|publish|releas|exten|renew|prolong|expand")
"""How a verb begins that tells how far a deal has come: what is reached on a day may be approved on it, too."""


def _step(draft: Draft) -> str:
    """How far the deal of a draft has come: signed, reached, or what its verb says beside these."""
    step = _STEP.match(draft.words[0])
    return step.group() if step is not None else draft.rule


def _with_more(same: Draft, draft: Draft) -> Draft:
    if draft.type == "proposal" and draft.date is not None:
        same = same.model_copy(update={"date": draft.date})  # it was made when it was handed over
    extra = {key: value for key, value in draft.attributes.items() if key not in same.attributes}
    return same.model_copy(
        update={
            "evidence": (*same.evidence, *draft.evidence),
            "actors": tuple(dict.fromkeys((*same.actors, *draft.actors))),
            "attributes": same.attributes | extra,
            "words": (*same.words, *draft.words),
        }
    )


_TAKES_EFFECT = frozenset(("measure.force", "measure.effect"))
_BESIDE = 24
"""Characters between a measure and the clause that says when it takes effect."""


def _takes_effect(text: str, before: Draft, draft: Draft) -> bool:
    """Whether ``draft`` says when the measure told right before it takes effect: "a duty | that applies from May"."""
    if before.type != "measure" or before.rule in _TAKES_EFFECT or draft.rule not in _TAKES_EFFECT:
        return False
    if draft.date == before.date or "effective" in before.attributes:
        return False
    between = text[before.evidence[-1].end : draft.evidence[0].start]
    return len(between) <= _BESIDE and "\n" not in between and ". " not in between


def link(text: str, drafts: list[Draft]) -> tuple[Draft, ...]:
    """The drafts with ties set: a response to the proposal it answers, a counter to what it counters; and a measure
    with the day on which it takes effect, where the next words tell that.
    """
    linked: list[Draft] = []
    for draft in drafts:
        if linked and draft.date is not None and _takes_effect(text, linked[-1], draft):
            dated = linked[-1].attributes | {"effective": draft.date.text}
            linked[-1] = linked[-1].model_copy(update={"attributes": dated})
        target = _answered(text, linked, draft)
        if target is not None:
            links = (DraftLink(rel="responds_to", draft_id=target.draft_id),)
            # an answer that names no issue of its own is about what it answers
            parties = _between(text, target, draft)
            attributes = _put_to(draft, parties)
            told = {"links": links, "issue": draft.issue or target.issue, "parties": parties, "attributes": attributes}
            draft = draft.model_copy(update=told)
        linked.append(draft)
    return tuple(linked)


def _put_to(draft: Draft, parties: tuple[str, ...]) -> dict[str, Any]:
    """The attributes of a counter-offer that is between ``parties``: it is put to those of them who do not make it."""
    if "to_parties" not in draft.attributes:
        return dict(draft.attributes)
    to = tuple(party for party in parties if party not in draft.by_parties)
    return {**draft.attributes, "to_parties": to}


def _between(text: str, asked: Draft, answer: Draft) -> tuple[str, ...]:
    """The parties of an answer; whoever is answered right behind is one: "Canada pressed Britain; London refused"."""
    gap = text[asked.evidence[-1].end : answer.evidence[0].start]
    near = asked.type == "proposal" and len(gap) < _BESIDE and "\n" not in gap
    asker, answerer = set(asked.by_parties), set(answer.by_parties)
    aside = near and asker and answerer <= set(asked.parties) and (not answerer or not asker & set(answer.parties))
    if not aside or _OF_BOTH.search(asked.evidence[-1].quote):
        return answer.parties
    return tuple(sorted(asker | answerer)) if answerer else asked.parties


_OF_BOTH = re.compile(r"\b(?:both|the two|either)\b")
"""Whom somebody outside the talks of two asks."""
_REACH = 1200
"""How far back in the text, in characters, an answer looks for what it answers."""
_NEXT = 240
"""How far back a bare "it" or "this" does, to the sentence before."""
_NAMES_IT = re.compile(
    rf"\b(?:the|this|that|these|those|his|her|its|their|our|such|an?|\w+['’]s?)\s(?:[\w-]+\s){{0,2}}{cue('links_answered')}s?\b",
    re.I,
)
_TAKES_IT_UP = re.compile(rf"\b{cue('links_anaphora')}\b", re.I)


def _answered(text: str, earlier: list[Draft], draft: Draft) -> Draft | None:
    """What the draft answers: of another party, on the same issue or figures, or taken up by "the offer" or "it"."""
    counters = draft.type == "proposal" and draft.attributes.get("act") == "counter"
    if draft.type != "response" and not counters:
        return None
    quote = draft.evidence[0].quote
    begin = draft.evidence[0].start
    names_it = _NAMES_IT.search(quote) is not None
    bare = counters or len(quote) < _SHORT or _TAKES_IT_UP.search(quote) is not None
    for other in reversed(earlier):
        if begin - other.evidence[0].start > _REACH:
            break
        if other.type != "proposal" and not (draft.type == "response" and other.type == "measure"):
            continue
        if other.by_parties and draft.by_parties and set(other.by_parties) & set(draft.by_parties):
            continue
        if other.actors and set(other.actors) & set(draft.actors):
            continue
        last = other.evidence[-1].end
        ends = text.count(". ", last, begin) + text.count("\n\n", last, begin)
        near = begin - last < _NEXT and ends < 2
        bare_here = bare or (near and not ends and other.type == "proposal")
        if (names_it and other.type == "proposal") or (near and bare_here) or _same_matter(other, draft):
            return other
    return None


def _same_matter(other: Draft, draft: Draft) -> bool:
    """Whether two drafts name one issue, or give one figure."""
    if {(term.name, term.value) for term in other.terms} & {(term.name, term.value) for term in draft.terms}:
        return True
    if other.issue is None or draft.issue is None:
        return False
    return bool(_matter(other.issue) & _matter(draft.issue))


def _matter(issue: str) -> set[str]:
    return {word.removesuffix("s") for word in issue.split() if len(word) > 2} - _COMMON


_COMMON = frozenset(
    ("tariff", "dutie", "duty", "trade", "rate", "market", "agreement", "deal", "lower", "higher", "free")
)
"""Words that two issues may share and be different all the same."""
