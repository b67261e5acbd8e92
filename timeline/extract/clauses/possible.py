"""The senses of a word of the vocabulary that its neighbours allow: whether it is a verb or a noun where it stands."""

from __future__ import annotations

import re

from timeline.extract.dates import DateMention
from timeline.extract.scan import Hit, Scan
from timeline.extract.text.sentences import words_of
from timeline.lexicon import Sense, cue

GAP = 60
"""Characters that a phrase with a gap may span: "call .. illegal"."""
_BE = re.compile(
    rf"""(?:\b(?:is|are|was|were|be|been|being|am|remain(?:s|ed|ing)?|seem(?:s|ed)?|appear(?:s|ed)?|stay(?:s|ed)?|becom(?:e|es|ing)|became|get(?:s|ting)?|got|proves?|proved|look(?:s|ed)?)|(?:'s|'re|'m))\s+[\"“]?(?:{cue("possible_be")},?\s+[\"“]?){{0,4}}\Z"""
)
_ACTIVE = frozenset(
    (
        "response.considers",
        "position.wants",
        "proposal.request",
        "proposal.demand",
        "proposal.offer",
        "assessment.called",
    )
)
"""Rules whose passive tells something else ("is promised", "are asked")."""


def possible_senses(
    scan: Scan, hit: Hit, end: int, nounlike: frozenset[str]
) -> tuple[tuple[Sense, ...], tuple[Sense, ...]]:
    """The senses of a word that its neighbours allow: verbs, nouns."""
    lower = scan.lower
    verbs: list[Sense] = []
    nouns: list[Sense] = []
    before = _word_before(lower, hit.start)
    if hit.text in _FROM and scan.dates.within(hit.start, hit.end + 6):
        return (), ()  # "starting Monday" is a date
    be: bool | None = None
    for sense in hit.entry.senses:
        if sense.form == "noun":
            if not _is_of_something_else(scan, hit, sense):
                nouns.append(sense)
            continue
        if sense.be or (sense.form == "past" and (sense.kind == "speech" or sense.rule in _ACTIVE)):
            if be is None:
                be = before != "to" and bool(_BE.search(lower, max(0, hit.start - 48), hit.start))
            if be != sense.be:
                continue
        elif sense.kind == "speech" and sense.form == "base" and before in _INFINITE:
            continue
        if sense.form == "ing" and before == "from":
            continue  # "barred jute and ropes from entering by road"
        if sense.kind == "speech" and hit.text == "announced" and lower.startswith(" by ", hit.end):
            continue  # "an agreement announced by the ministers"
        if _is_of_something_else(scan, hit, sense):
            continue
        if sense.tail and not _has_tail(scan, hit.end, min(end, hit.end + GAP), sense.tail):
            continue
        verbs.append(sense)
    if len(verbs) > 1:
        verbs = _one_form(verbs, before if before not in _BETWEEN else _word_before(lower, hit.start - 1 - len(before)))
    if (
        verbs
        and not verbs[0].be
        and (_modifies(scan, hit, before) or _is_noun_here(scan, hit, before, verbs, nounlike))
    ):
        verbs = [sense for sense in verbs if sense.be]
    return tuple(verbs), tuple(nouns)


def _is_of_something_else(scan: Scan, hit: Hit, sense: Sense) -> bool:
    """Whether what follows is none of what the sense is of: "an agreement on | Monday", "an offer by | June"."""
    if sense.form == "noun" and hit.text.endswith(" by") and scan.dates.within(hit.end - len("by"), hit.end + 1):
        return True
    if not sense.unless:
        return False
    on = hit.end - len("on")
    a_day = "monday" in sense.unless and any(day.start == on for day in scan.dates.within(on, hit.end))
    return a_day or scan.lower.startswith(sense.unless, hit.end + 1)


def _word_before(lower: str, start: int) -> str:
    """The word before ``start`` with the mark that closes it, if any; empty at the head of a line."""
    last = start - 1
    if last < 0 or lower[last] != " ":
        return ""
    word = lower[lower.rfind(" ", max(0, last - 24), last) + 1 : last]
    return word[word.rfind("\n") + 1 :]


_TO = words_of("to will would can could may might must should shall not let 'll")
_BETWEEN = words_of("still now also first then soon again only even never later further finally")
"""What may stand between "must" and its verb."""
_FROM = words_of("starting beginning")
_INFINITE = words_of("to can could able not did does didn't cannot may might would should let us")
_ADJECTIVE_BEFORE = words_of("the a an its their his her every any newly all such recently so-called this these")
_NOUN_BEFORE = words_of(
    "the a an its their his her our this these of in over at during no any some next last latest new more"
    " upcoming planned recent earlier previous possible"
)
_PLURALS = words_of("talks negotiations consultations discussions delegations ministers leaders negotiators")
_TALKS_ON = re.compile(r"\b(?:talks|negotiations|consultations|discussions)\s(?:on|over|about)\s[\w' -]{2,40}\s\Z")
_CLAUSE_GOES_ON = re.compile(
    r"[.,;:)]|\s(?:in|on|at|with|for|by|to|as|and|again|today|tomorrow|this|next|after|before|over|without|amid"
    r"|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b"
)
_VERB_BEFORE = words_of(
    "to not will would can could may might must should shall also then again he she it they who which we i and but that"
    " has have had is are was were be been being sides now still already never always often once even first later"
    " meanwhile instead thus therefore thereby merely just simply soon both"
)
_GERUND_BEFORE = words_of("is are was were be been being after before while when without besides by on upon of")


def _one_form(verbs: list[Sense], before: str) -> list[Sense]:
    """Of a surface that is both base and past ("put", "cut"), the form that stands here."""
    forms = {sense.form for sense in verbs if not sense.be}
    if not ("base" in forms and "past" in forms):
        return verbs
    wrong = "past" if before in _TO else "base"
    return [sense for sense in verbs if sense.be or sense.form != wrong]


def _modifies(scan: Scan, hit: Hit, before: str) -> bool:
    """Whether a participle only qualifies the noun after it ("the newly introduced tariff", "planned talks")."""
    if not hit.text.endswith(("ed", "en", "ing")) or " " in hit.text:
        return False
    if before == "of":
        return not hit.text.endswith("ing")  # "of blocked funds"; not "short of banning"
    if before[-1:].isdigit():
        return _day_before(scan, hit.start) is None  # "12 | blocked lorries"; not "Oman on May 2 | rejected it"
    return before in _ADJECTIVE_BEFORE or before.endswith("'s")


_A_SIDE = re.compile(r"\b(?:other|each|either|neither|that|this|our|their|one)\s(?:side|capital|camp|government)\s\Z")
"""Who acts, though nobody is named: "the other side | offers six"."""


def _is_noun_here(scan: Scan, hit: Hit, before: str, verbs: list[Sense], nounlike: frozenset[str]) -> bool:
    """Whether a word that could be a verb is a noun here ("the demand", "trade talks")."""
    first = hit.text.partition(" ")[0]
    if first in nounlike:
        if _CLAUSE_GOES_ON.match(scan.lower, hit.end) and (
            before in _PLURALS or _TALKS_ON.search(scan.lower, max(0, hit.start - 60), hit.start)
        ):
            return False  # "Talks open in Rabat", "Talks on salmon open in Oslo"
        if first.endswith("ing"):
            return not (before in _GERUND_BEFORE or before.endswith(","))
        if before in _VERB_BEFORE or before.endswith("ly"):
            return False
        if hit.text.count(" ") > 2 or hit.text == "cut off":
            return False  # "the WTO set up a panel"
        if hit.text.endswith("s to") and before and before not in _NOUN_BEFORE and _a_figure_is_behind(scan, hit):
            return False  # "the duty on dates rises to 25 percent"
        if before.endswith(",") and (scan.actor_ends(hit.start - 1) or _is_apposed(scan, hit.start)):
            return False  # "Peru, which has few boats, | rules out"
        if not scan.actor_ends(hit.start - 1):
            a_side = first[-1:] == "s" and _A_SIDE.search(scan.lower, max(0, hit.start - 20), hit.start) is not None
            return not (a_side or _acts_on_a_day(scan, hit.start) or _is_done_to_what_passes(scan, hit))
        if hit.text.count(" ") > 1 or scan.people_end(hit.start - 1):
            return False  # "the EU put pressure on", "the Serbs hope"
        party = scan.named_until(hit.start - 1)
        if party is not None and scan.is_acted_for(party):
            return False  # "the government in Lusaka | set conditions", "the minister of Peru | demands it"
        # "the upcoming U.S. visit": who stands before it only qualifies it
        return _word_before(scan.lower, hit.start - 1 - len(before)) in _NOUN_BEFORE
    if all(sense.form == "past" for sense in verbs):
        return False  # "they last met in Lima"
    return not first.endswith(("ed", "ing")) and (before in _NOUN_BEFORE or before.endswith("'s"))


def _a_figure_is_behind(scan: Scan, hit: Hit) -> bool:
    return bool(scan.amounts.within(hit.end, hit.end + _NEXT))


_APPOSITION = re.compile(r",\s[^,;:]{2,60},\s\Z")


def _is_apposed(scan: Scan, verb: int) -> bool:
    """Whether who acts is told by name and by office before a verb: "Jorge Vera, Chile's trade minister, | demands"."""
    apposition = _APPOSITION.search(scan.lower, max(0, verb - _LONGEST_APPOSITION), verb)
    return apposition is not None and scan.actor_ends(verb - len(", ")) and scan.actor_ends(apposition.start())


_LONGEST_APPOSITION = 64


def _acts_on_a_day(scan: Scan, verb: int) -> bool:
    """Whether who acts stands before a day right before the verb: "Greece on Friday | cut"."""
    day = _day_before(scan, verb)
    if day is None:
        return False
    before = day.start - 1
    return scan.actor_ends(before - len(" on") if scan.lower.endswith(" on", 0, before) else before)


def _day_before(scan: Scan, at: int) -> DateMention | None:
    """The date that ends right before ``at``."""
    return next((day for day in scan.dates.within(max(0, at - _DAY), at) if day.end == at - 1), None)


def _is_done_to_what_passes(scan: Scan, hit: Hit) -> bool:
    """Whether a firm does it to what a state lets through: "Transgas | cut deliveries"."""
    name = _FIRM.search(scan.text, max(0, hit.start - _DAY), hit.start)
    behind = scan.hits.within(hit.end, hit.end + _NEXT)
    return name is not None and (" " in hit.text or any("passage" in one.entry.kinds for one in behind))


_FIRM = re.compile(r"(?<![.?!\"“]\s)(?<!\n)\b[A-Z][A-Za-z]{2,}\s\Z")
_NEXT = 14
"""Characters behind a verb within which what it is done to is named."""
_DAY = 48
"""Characters in which a day stands."""


_GOES_ON = re.compile(r"\sbut\s|\b(?:decision|promise|pledge|effort|attempt|bid|vow)s?\s(?:on\s\w+day\s)?to\s")
"""What ends a gap: "called it a step | but said it came too late", "made a decision to | reject the offer"."""


_ACTS = re.compile(r"\s(?!and\b|or\b|of\b|in\b|at\b|to\b|as\b)[a-z]{2,}\s")


def _somebody_acts(scan: Scan, at: int) -> bool:
    """Whether a clause opens there, and no name alone: "presented a draft as | Chile put its plan on hold"."""
    named = scan.named_at(at)
    return named is not None and _ACTS.match(scan.text, named.end) is not None


def _has_tail(scan: Scan, start: int, end: int, tail: str) -> bool:
    lower = scan.lower
    at = lower.find(tail, start, end)
    while at > 0 and lower[at - 1].isalnum():
        at = lower.find(tail, at + 1, end)
    if at < 0:
        return False
    after = at + len(tail)
    gap = lower[start:at]
    goes_on = _GOES_ON.search(gap) is not None or not set(gap).isdisjoint(".,;:—")
    goes_on = goes_on or (tail == "as" and (gap.endswith(" even ") or _somebody_acts(scan, after + 1)))
    return (after >= len(lower) or not lower[after].isalnum()) and not goes_on
