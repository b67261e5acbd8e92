"""What it is about: a registered issue by its phrases, or else the noun phrase of the text."""

from __future__ import annotations

import re
from functools import lru_cache

from timeline.extract.frames.read import Frame
from timeline.extract.scan import Hit, Scan
from timeline.lexicon import cue
from timeline.model.registry import Negotiation, Registry

_ABOUT = frozenset(("tariff", "money", "trade", "deal", "law", "pause"))
_STRONG = frozenset(("tariff", "money", "trade"))
_GENERIC = re.compile(rf"(?:{cue('issues_generic')})s?\Z")
_MODIFIER = re.compile(rf"(?:{cue('issues_modifiers')})\s\Z")
_TAKES_UP = re.compile(rf"\b{cue('issues_anaphora')}\b")
_NO_THING = re.compile(r"\b(?:authority|authorities|mandate|period|window|stay|meeting|talks)\Z")
_LOOSE_HEAD = re.compile(r"(?:the|a|an|under|in|on|at|of|to|for|with|by|from|into)\s")
_LOOSE_END = re.compile(r"\s(?:of|on|into|to|for|with|by|from|in|was|is|were|are|that|be|[a-z]+ed)\Z")
_HEAD = re.compile(rf"\s{cue('issues_heads')}\b")
"""Behind a thing that only tells what the issue is of: "food | security"."""
_WORD = re.compile(r"[\w'-]+\s\Z")


def issue_of(scan: Scan, frame: Frame, negotiation: Negotiation | None, registry: Registry | None) -> str | None:
    """Id of the registered issue that the clause names or takes up; without a register, a noun phrase.

    None where the clause names none: what is told beside it is not taken for its issue.
    """
    if negotiation is None or registry is None:
        return _noun_phrase(scan, frame)
    issues = registry.issues_of(negotiation.negotiation_id)
    if not issues:
        return _noun_phrase(scan, frame)
    phrases = tuple((phrase.lower(), issue.issue_id) for issue in issues for phrase in issue.names)
    pattern, by_phrase = _phrase_pattern(phrases)
    unit = frame.unit
    named = [m.group() for m in pattern.finditer(scan.lower, unit.start, unit.end)]
    if named:
        return by_phrase[max(named, key=len)]
    turned = _turned(scan.lower[unit.start : unit.end], phrases)
    if turned:
        return turned.pop() if len(turned) == 1 else None
    if not _TAKES_UP.search(scan.lower, unit.start, unit.end):
        return None
    antecedents = {by_phrase[m.group()] for m in pattern.finditer(scan.lower, *_before(scan, frame))}
    return antecedents.pop() if len(antecedents) == 1 else None


def _before(scan: Scan, frame: Frame) -> tuple[int, int]:
    """The stretch in which an anaphor finds what it takes up: the sentence so far, or else the sentence before."""
    start, _ = scan.sentences[frame.unit.sentence]
    if frame.unit.start - start > 20:
        return start, frame.unit.start
    return scan.sentences[frame.unit.sentence - 1] if frame.unit.sentence else (start, start)


@lru_cache(maxsize=64)
def _phrase_pattern(phrases: tuple[tuple[str, str], ...]) -> tuple[re.Pattern[str], dict[str, str]]:
    ordered = sorted({phrase for phrase, _ in phrases}, key=lambda p: (-len(p), p))
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, ordered)) + r")(?:s)?(?!\w)"), _Plurals(phrases)


_WORDS = re.compile(r"\w+")
_GAP = r"(?:\s(?!(?:and|or|but)\b)[\w'’-]+){0,4}\s"
"""Between two words of a phrase: up to four others."""


def _turned(clause: str, phrases: tuple[tuple[str, str], ...]) -> set[str]:
    """The issues whose phrase of two words is in the clause the other way round: "ban on Ugandan milk", a milk ban."""
    words = {_singular(word) for word in _WORDS.findall(clause)}
    return {
        issue
        for one, other, issue in _pairs(phrases)
        if one in words and other in words and re.search(rf"\b{re.escape(other)}s?{_GAP}{re.escape(one)}s?\b", clause)
    }


@lru_cache(maxsize=64)
def _pairs(phrases: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str, str], ...]:
    """The phrases of two words, each word in the singular, and their issues."""
    split = ((_WORDS.findall(phrase), issue) for phrase, issue in phrases)
    return tuple((_singular(words[0]), _singular(words[1]), issue) for words, issue in split if len(words) == 2)


def _singular(word: str) -> str:
    return word.removesuffix("s") if len(word) > 3 else word


class _Plurals(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return self[key.removesuffix("s")] if key.endswith("s") and key.removesuffix("s") in self else key


def _noun_phrase(scan: Scan, frame: Frame) -> str | None:
    """The first noun phrase after the trigger, or else before it, that names a thing of trade, tariffs or money."""
    unit = frame.unit
    titles = [(side.start, side.end) for side in unit.sides if side.kind in ("person", "office", "body")]
    verbs = [hit for hit, _ in unit.anchors]
    nouns = [
        hit
        for hit in scan.hits.within(unit.start, unit.end)
        if _ABOUT & hit.entry.kinds
        and "talks" not in hit.entry.kinds
        and not hit.entry.office
        and hit.entry.body is None
        and not scan.lower.startswith("-", hit.end)
        and not _is_verb(scan, hit)
        and (all(sense.form == "noun" for sense in hit.entry.senses) or (hit not in verbs and " " not in hit.text))
        and not any(side[0] <= hit.start < side[1] for side in titles)
    ]
    runs: list[list[Hit]] = []
    for noun in nouns:
        if runs and scan.lower[runs[-1][-1].end : noun.start] == " " and not _LOOSE_END.search(runs[-1][-1].text):
            runs[-1].append(noun)
        else:
            runs.append([noun])
    found: list[tuple[bool, bool, int, str]] = []
    for run in runs:
        if _qualifies_a_title(run[-1].end, titles):
            continue
        phrase = _with_modifiers(scan, unit.start, run)
        if phrase is not None:
            strong = any(_STRONG & hit.entry.kinds for hit in run) and not _is_bare_instrument(run)
            behind = run[0].start < frame.hit.start
            found.append((not strong, behind, abs(run[0].start - frame.hit.start), phrase))
    return min(found)[3] if found else None


_WHO_DOES = (
    " they ",
    " we ",
    " who ",
    " can ",
    " cannot ",
    " may ",
    " must ",
    " will ",
    " would ",
    " could ",
    " should ",
)
"""Before a noun that can be no noun: "enrol before they | export"."""
_DOES = re.compile(r"\s(?:no more|up to|at least|at most|about|some|more|its|their|the|a|an|\d)\b")


def _is_verb(scan: Scan, hit: Hit) -> bool:
    """Whether a noun is a verb here: "offered to | ship | no more than 2 million tonnes"."""
    if scan.lower.endswith(_WHO_DOES, 0, hit.start):
        return True
    return scan.lower.endswith(" to ", 0, hit.start) and _DOES.match(scan.lower, hit.end) is not None


def _is_bare_instrument(run: list[Hit]) -> bool:
    """Whether it is no more than "quota" or "tariff", of which the text says on what it is."""
    return len(run) == 1 and "tariff" in run[0].entry.kinds and " " not in run[0].text


def _qualifies_a_title(end: int, titles: list[tuple[int, int]]) -> bool:
    """Whether an office or body follows at once: "trade | minister"."""
    return any(first == end + 1 for first, _ in titles)


_GOODS = (
    r"(?:the\s|its\s|their\s|all\s|most\s|some\s)?"
    rf"(?P<goods>(?:[a-z]{{3,12}}(?:an|ese|ish|ch|ss)\s)?(?!{cue('issues_no_goods')}\b)[a-z][a-z-]+(?:\s(?!{cue('issues_no_goods')}\b)[a-z][a-z-]+)?)(?=[\s,.;:])"
)
_ON_GOODS = re.compile(
    rf"{cue('issues_on')}(?:\sof\s(?:(?:up to|at least|about|some)\s)?\d[\d.,]*\s?(?:percent|per cent|%|tonnes|tons))?"
    rf"(?P<link>\s(?:on|for)\s){_GOODS}"
)
_OF_GOODS = re.compile(rf"{cue('issues_of')}(?P<link>\sof\s){_GOODS}")


def _goods_behind(scan: Scan, start: int) -> str:
    """The goods of a bare instrument, told right behind it: "a | duty of 12 percent on peas", "exports of ore"."""
    told = _ON_GOODS.match(scan.lower, start) or _OF_GOODS.match(scan.lower, start)
    return f"{told['link']}{told['goods']}" if told is not None else ""


def _with_modifiers(scan: Scan, floor: int, run: list[Hit]) -> str | None:
    """The nouns with the adjectives before them; None where they are too general to name an issue."""
    start, end = run[0].start, run[-1].end
    tail = _LOOSE_END.search(scan.lower, start, end)
    if tail is not None:
        end = tail.start()
    words = scan.lower[start:end]
    if _LOOSE_HEAD.match(words) or end <= start:
        return None
    while (before := _MODIFIER.search(scan.lower, max(floor, start - 24), start)) is not None:
        word = _WORD.search(scan.lower, max(floor, start - 24), start)
        start = min(before.start(), word.start() if word else start)
    phrase = scan.lower[start:end]
    if " " not in words:
        phrase += _goods_behind(scan, run[0].start)
    if phrase == words and (head := _HEAD.match(scan.lower, end)) is not None:
        phrase += head.group()
    if (phrase == words and _GENERIC.match(phrase)) or _NO_THING.search(phrase):
        return None
    return phrase[:120]
