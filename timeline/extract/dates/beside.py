"""What stands beside a date and belongs to it: preposition, part of the period, time of day, zone."""

from __future__ import annotations

import re
from dataclasses import dataclass

from timeline.extract.dates.form import Form, hyphened_part, word_after, word_before
from timeline.extract.dates.words import HOUR, DateWords

_SLICES = {
    "ten": {"first": "first third", "second": "second third", "third": "last third", "last": "last third"},
    "decade": {"first": "first third", "second": "second third", "third": "last third", "last": "last third"},
    "half": {"first": "first half", "second": "second half", "latter": "second half"},
    "fortnight": {"first": "first half", "second": "second half", "last": "second half"},
    "third": {
        "first": "first third",
        "second": "second third",
        "middle": "second third",
        "last": "last third",
        "final": "last third",
    },
    "week": {
        "first": "first week",
        "second": "second week",
        "third": "third week",
        "fourth": "fourth week",
        "last": "last week",
        "final": "last week",
    },
    "weekend": {
        "first": "first weekend",
        "second": "second weekend",
        "third": "third weekend",
        "fourth": "fourth weekend",
        "last": "last weekend",
    },
    "days": {"first": "early", "last": "end", "final": "end", "opening": "early", "closing": "end"},
    "weeks": {"first": "early", "last": "end", "final": "end", "opening": "early", "closing": "end"},
}
"""``the second half of October``: which part of the month it is."""
_HEDGED = frozenset(("early", "late", "mid", "earlier", "later"))
_EXACT = frozenset(("day", "ordinal", "shift", "ago", "given"))
_PERIODS = frozenset(("month", "year", "unit", "portion"))
_ON = re.compile(r"\son\s(?![^,;.]{0,24}\sthat\syear\b)")
"""Behind a year that is that of a thing, beside the day of an act: "suspended the accord of 2015 | on January 19"."""
_UP_TO_AN_HOUR = re.compile(rf"\b(?P<role>by|until|till|from|since)\s(?:about\s|around\s)?{HOUR}\Z")
"""Before a day up to whose hour something lasts, or from which: "must pay | by noon on Monday"."""
_OPENINGS = frozenset((" ", ",", "'", "’", "("))
"""What a time of day or a zone begins with; after a space, with a capital, a digit, a bracket or one of few letters."""


_AT_THE_LATEST = (" at the latest", " at the very latest")


@dataclass(slots=True)
class _Back:
    """The words before a form, read from right to left."""

    text: str
    low: int
    pos: int
    """Where what has been taken in begins."""
    word: str = ""
    at: int = 0

    def take(self) -> None:
        """Take in the word before, and look at the one before that."""
        self.pos = self.at
        self.look()

    def look(self) -> None:
        """Look at the word before ``pos``."""
        self.word, self.at = word_before(self.text, self.pos, self.low)

    def beyond(self) -> tuple[str, int]:
        """The word before the one looked at."""
        return word_before(self.text, self.at, self.low)

    def jump(self, pos: int) -> None:
        """Take in everything from ``pos``, and an article before it."""
        self.pos = pos
        self.look()
        if self.word == "the":
            self.take()


def take_left(text: str, form: Form, low: int, words: DateWords) -> None:
    """Take in what stands before: part of the period, reference, article, preposition."""
    back = _Back(text, low, form.start)
    tied, at = hyphened_part(text, form.start)
    if tied:
        form.part, back.pos = tied, at
    back.look()
    if back.word == "the" and form.kind in ("ordinal", "portion"):
        back.take()
    if form.kind in ("day", "ordinal"):
        _whole(form, back)
    if form.kind == "weekday" and _nth(form, back, words):
        pass
    elif back.word in words.references and form.kind in ("weekday", "month", "portion", "ordinal") and not form.ref:
        _reference(form, back, words)
    if back.word in _HEDGED and form.kind not in _EXACT:
        form.part = words.parts[back.word]
        back.take()
    elif back.word in ("of", "in") and (form.kind in _PERIODS or (form.kind, form.unit) == ("context", "month")):
        _part(form, back, words)
    _role(form, back, words)
    form.start = back.pos


def _whole(form: Form, back: _Back) -> None:
    """``the morning of July 30``, ``the week of July 28``, ``the weekend of July 26``."""
    if back.word not in ("of", "beginning", "starting"):
        return
    whole, at = back.beyond()
    if whole in ("week", "weekend"):
        form.unit = whole
        back.jump(at)
    elif back.word == "of" and whole in ("morning", "evening", "afternoon", "night"):
        back.jump(at)


def _nth(form: Form, back: _Back, words: DateWords) -> bool:
    """``the first Monday``, ``the last Friday``: a day only where a month follows."""
    count = -1 if back.word == "last" else words.ordinals.get(back.word, 0)
    if not count or back.beyond()[0] != "the":
        return False
    form.kind, form.count = "nth", count
    back.take()
    back.take()
    return True


def _reference(form: Form, back: _Back, words: DateWords) -> None:
    """``last Friday``, ``this past Monday``, ``the following Saturday``, ``that June``."""
    ref = words.references[back.word]
    second, _ = back.beyond()
    if back.word == "past" and second != "this":
        return
    if ref == "last" and second == "the":
        return
    if form.kind == "month" and back.word != "that" and ref == "same":
        return
    form.ref = back.word if form.kind == "weekday" and back.word in ("past", "coming") else ref
    back.take()
    if back.word in ("the", "this") or (back.word == "that" and ref == "same"):
        back.take()


_OWNERS = frozenset(("its", "their", "his", "her", "our"))
_OF_A_DAY = frozenset(("day", "morning", "afternoon", "evening", "night"))
"""What is the first or last of a month is a day: "on the last evening of July"."""


def _part(form: Form, back: _Back, words: DateWords) -> None:
    """``the end of October``, ``the second half of October``, ``the month of May``, ``the twenty-first of May``."""
    part, at = back.beyond()
    if (
        part in words.days
        and back.word == "of"
        and (form.kind == "month" or (form.kind in ("unit", "context") and form.unit == "month"))
        and word_before(back.text, at, back.low)[0] == "the"
    ):
        if form.kind == "context":
            form.ref = "following"  # "the first of that month", none after it
        form.kind = "day" if form.kind == "month" else "ordinal"  # "the first of this month"
        form.day, form.attributive = words.days[part], False
        back.jump(at)
    elif part in words.parts and part not in ("earlier", "later", "latter"):
        form.part = words.parts[part]
        back.jump(at)
        if back.word == "very":
            back.take()
            if back.word == "the":
                back.take()
    elif part in _OF_A_DAY:
        which, which_at = word_before(back.text, at, back.low)
        if which in ("first", "last"):
            form.part = f"{which} day"
            back.jump(which_at)
    elif part in _SLICES or part == "period":
        which, which_at = word_before(back.text, at, back.low)
        if (part, which) in (("days", "ten"), ("period", "ten-day")):
            part = "ten"  # "the second ten days of April", as translated press counts them
            which, which_at = word_before(back.text, which_at, back.low)
        if part in _SLICES and which in _SLICES[part]:
            form.part = _SLICES[part][which]
            back.jump(which_at)
    elif part == "month" and form.kind == "month":
        back.jump(at)


def _role(form: Form, back: _Back, words: DateWords) -> None:
    if back.word == "the" and form.kind not in ("shift", "context"):
        second, at = back.beyond()
        spelled = form.kind == "day" and " of " in back.text[form.start : form.end]  # "the 4th of April"
        if second in words.roles and (spelled or form.kind in ("weekday", "unit")):
            back.word, back.at = second, at
            follower = word_after(back.text, form.end, form.end + 30)
            if form.kind == "weekday" and second in ("on", "by") and (not follower or follower in words.after_day):
                form.ref = form.ref or "article"
        else:
            told_by_another = form.ref in ("following", "previous")  # "had asked the Sunday before for talks"
            of_a_noun = form.kind in ("day", "month", "weekday", "year") and not spelled and not told_by_another
            form.attributive = form.attributive or of_a_noun
            if second in ("by", "before", "until", "since", "after") or (second == "of" and form.kind == "day"):
                back.word, back.at = second, at
    elif form.kind in ("day", "month", "year") and (back.word in _OWNERS or back.word.endswith(("'s", "’s"))):
        form.attributive = True  # "lifted its May 2025 ban"
    word = back.word
    if word in words.roles_of_two:
        first, at = back.beyond()
        if role := words.roles_of_two[word].get(first):
            form.role, back.pos = role, at
            return
    if word in words.roles:
        if form.role == "on":
            form.role = words.roles[word]
        of_a_thing = form.kind == "day" or (
            form.kind in ("month", "year") and _ON.match(back.text, form.end) is not None
        )
        form.attributive = form.attributive or (word == "of" and of_a_thing and not form.unit)
        form.about = form.about or word in ("around", "about", "circa")
        back.pos = back.at
        if word == "on" and (hour := _UP_TO_AN_HOUR.search(back.text, max(back.low, back.at - 40), back.at)):
            form.role, back.pos = words.roles[hour["role"]], hour.start()
        if word == "between":
            form.ref = form.ref or "between"


def take_right(text: str, form: Form, high: int, words: DateWords) -> None:
    """Take in what stands after: time of day and zone; and see whether a deadline is named by it."""
    if form.kind in ("day", "ordinal", "weekday", "deictic", "context", "given", "shift") and form.end < high:
        _clock(text, form, high, words)
    elif form.end < high and text[form.end : form.end + 2] in ("'s", "’s"):
        form.end += 2
        form.attributive = True
    if form.kind in ("day", "month", "weekday") and (
        words.deadline_tail.match(text, form.end) or text.startswith(_AT_THE_LATEST, form.end)
    ):
        form.role = "by"


def _clock(text: str, form: Form, high: int, words: DateWords) -> None:
    opening = text[form.end : form.end + 2]
    if opening[:1] not in _OPENINGS or (opening[:1] == " " and opening[1:].islower() and opening[1:] not in "maeln"):
        return
    match = words.clock_tail.match(text, form.end)
    if match is None or match.end() > high:
        return
    tail = match.group()
    if tail:
        form.attributive = form.attributive or "'s" in (tail[:2], tail[-2:]) or "’s" in (tail[:2], tail[-2:])
    clock = text[form.end : form.end + 6].strip(" ,")
    form.end = match.end()
    opens = form.start == 0 or text[form.start - 1] == "\n"
    if opens and form.kind == "weekday" and len(clock) > 3 and clock[:2].isdigit() and clock[2] in ":.":
        form.stamp = True
        form.end += 6 if text[form.end : form.end + 1] == " " else 0
