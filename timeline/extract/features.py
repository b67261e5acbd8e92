"""Features: a sentence, or a draft of it, as the learned weights see it, without the names of who and when."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from timeline.extract.amounts import Amount
from timeline.extract.clauses.mentions import ahead
from timeline.extract.clauses.units import Unit
from timeline.extract.dates import DateMention
from timeline.extract.dates.words import date_words
from timeline.extract.frames.read import Context
from timeline.extract.grammar import Sentence
from timeline.extract.scan import Scan, Side
from timeline.lexicon.inflect import stem
from timeline.model.draft import Draft
from timeline.model.events import EventType

Mark = tuple[str, int]
"""A feature, and the offset of the text where it stands; -1 for one of a whole sentence."""

_TOKEN = re.compile(r"[a-z][a-z'-]*|\d[\d.,]*|[%\"“”?!;:—–$€£,]")
_QUOTED = re.compile(r"[\"“]")
_OPENING = 2
"""Paragraphs at the head of an article."""
_CLOSING = 2
"""Sentences at its end."""
_ALONE = 3
"""Where counting the drafts of a sentence ends."""
_MOST = {"sides": 4, "dates": 2, "length": 6, "clauses": 4, "beside": 2}
"""Where counting ends."""
_ARTICLE = 2
"""Letters of "a" and "an", which are numbers in dates only."""
_QUOTE = 1
"""Characters before the first word of a sentence."""
_STEP, _SHORT_STEP = 50, 25
"""Characters by which lengths of sentences and of clauses are told apart."""


def marks_of(sentence: Sentence) -> list[Mark]:
    """Each feature of a sentence wherever it stands, with the offset of the text; -1 for one of the whole sentence.

    Words, with their stems, and pairs of them that follow one another are features as they are; names (but for unknown
    ones that open a sentence), days and figures only by what they are: a principal party, a third party, a person of
    either, a past day, a rate. Besides: the senses that the vocabulary gives a word, with whether its neighbours allow
    it here, its kinds of noun, and where in the article the sentence stands.
    """
    tokens = _tokens(sentence)
    marks = [(f"word {token}", at) for token, at in tokens]
    marks += [(f"stem {stem(token)}", at) for token, at in tokens if token[0].isalpha()]
    marks += [(f"pair {token} {following}", at) for (token, at), (following, _) in pairwise(tokens)]
    possible = {hit.start for unit in sentence.units for hit, _ in (*unit.anchors, *unit.nouns)}
    for hit in sentence.scan.hits.within(sentence.start, sentence.end):
        here = "here" if hit.start in possible else "not here"
        for sense in hit.entry.senses:
            marks.append((f"rule {sense.rule}", hit.start))
            marks.append((f"sense {sense.type or sense.kind} {sense.form} {here}", hit.start))
        marks += [(f"kind {kind}", hit.start) for kind in hit.entry.kinds]
    return marks + [(feature, -1) for feature in _of_the_whole(sentence)]


def stems_of(marks: Iterable[Mark]) -> list[str]:
    """The stems of the words of a sentence, without names, days and figures, each once."""
    return list(dict.fromkeys(name.partition(" ")[2] for name, _ in marks if name.startswith("stem ")))


def features_in(marks: Iterable[Mark], start: int, end: int) -> dict[str, int]:
    """The features that stand in a stretch of the text, each with where it stands first, and those of the whole."""
    found: dict[str, int] = {}
    for name, at in marks:
        if start <= at < end or at < 0:
            found.setdefault(name, at)
    return found


def features_of_clause(
    clause: Unit, here: Iterable[str], units: Sequence[Unit], beside: Sequence[EventType]
) -> list[str]:
    """The features of one of the clauses of a sentence, its ``units``: those that stand ``here``, in it, or are of the
    whole sentence.

    Besides: its place, whether it is a saying or what is said, its length, and the types of what is told ``beside`` it.
    """
    told = [
        ("first clause", clause is units[0]),
        ("last clause", clause is units[-1]),
        ("saying", any(unit.saying is clause for unit in units)),
        ("what is said", clause.saying is not None),
    ]
    return [
        *here,
        *(name for name, holds in told if holds),
        *(f"beside {kind}" for kind in sorted(set(beside))),
        f"beside {min(len(beside), _MOST['beside'])}",
        f"clauses {min(len(units), _MOST['clauses'])}",
        f"clause length {min((clause.end - clause.start) // _SHORT_STEP, _MOST['length'])}",
    ]


def features_of_draft(draft: Draft, sentence: Mapping[str, int], together: int) -> list[str]:
    """The features of the draft of a rule: those of its ``sentence`` that stand in its words or are of the whole of it.

    Besides: its rule, its trigger, its type with modality, day and number of terms, how many act, whose account it is,
    and how many drafts its sentence has ``together``.
    """
    proof, kind = draft.evidence[0], draft.type
    return [name for name, at in sentence.items() if at < 0 or proof.start <= at < proof.end] + [
        f"read {kind}",
        f"by {draft.rule}",
        *(f"for {word}" for word in draft.words),
        f"{draft.modality} {kind}",
        f"{kind} {'on a day' if draft.date is not None else 'on no day'}",
        f"{kind} with terms {min(len(draft.terms), 2)}",
        f"acting {min(len(draft.by_parties), 2)}",
        f"named {min(len(draft.actors), 2)}",
        "somebody's account" if draft.reported_by is not None else "nobody's account",
        f"together {min(together, _ALONE)}",
    ]


def word_of(feature: str) -> str:
    """The word of the text that a feature is; empty for one that is no word, or a name, day or figure."""
    kind, _, word = feature.partition(" ")
    return word if kind == "word" and word[0].isalpha() else ""


def _tokens(sentence: Sentence) -> list[tuple[str, int]]:
    scan, context = sentence.scan, sentence.context
    start, end = sentence.start, sentence.end
    spans = [
        (d.start, d.end, _of_date(d, context))
        for d in scan.dates.within(start, end)
        if d.date is not None and not d.stamp
    ]
    spans += [(a.start, a.end, _of_amount(a)) for a in scan.amounts.within(start, end)]
    spans += [(side.start, side.end, _of_side(side, context)) for side in sentence.sides]
    spans.sort(key=lambda span: (span[0], -span[1]))
    tokens: list[tuple[str, int]] = []
    at = start
    for first, last, name in spans:
        if first >= at:
            tokens += _words(scan, at, first, start)
            tokens.append((name, first))
            at = last
    return tokens + _words(scan, at, end, start)


def _words(scan: Scan, start: int, end: int, opening: int) -> list[tuple[str, int]]:
    """The tokens between two mentions; ``opening`` is where the sentence begins, whose first word has a capital."""
    numbers = date_words().numbers
    tokens = []
    for match in _TOKEN.finditer(scan.lower, start, end):
        token, at = match.group(), match.start()
        if token[0].isdigit() or (token in numbers and len(token) > _ARTICLE):
            token = "<number>"
        elif scan.text[at].isupper() and at - opening > _QUOTE:
            token = "<name>"
        tokens.append((token, at))
    return tokens


def _of_date(mention: DateMention, context: Context) -> str:
    return f"<{mention.role} a day {'to come' if ahead(mention, context.today) else 'gone'}>"


def _of_amount(amount: Amount) -> str:
    return "<rate>" if amount.unit in ("%", "pp") else "<money>" if amount.is_money else "<quantity>"


def _of_side(side: Side, context: Context) -> str:
    if side.kind == "place":
        return "<place>"
    whose = "a principal" if side.code in context.pair else "a third" if side.code else "an unknown"
    kind = "adjective" if side.kind == "party" and side.form == "adjective" else side.kind
    return f"<{kind} of {whose} party>"


def _of_the_whole(sentence: Sentence) -> list[str]:
    scan = sentence.scan
    first, last = scan.sentences[0][0], len(scan.sentences)
    told = [
        ("first", sentence.start == first),
        ("opening", scan.paragraphs[sentence.number] < _OPENING),
        ("closing", sentence.number >= last - _CLOSING),
        ("quoted", _QUOTED.search(sentence.lower) is not None),
        ("said", sentence.said is not None),
        ("deal article", sentence.context.deal_article),
    ]
    dates = scan.dates.within(sentence.start, sentence.end)
    counts = {"sides": len(sentence.sides), "dates": len(dates), "length": (sentence.end - sentence.start) // _STEP}
    return [name for name, holds in told if holds] + [
        f"{name} {min(number, _MOST[name])}" for name, number in counts.items()
    ]
