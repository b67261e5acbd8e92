"""Dates told by units: ``last week``, ``two days later``, ``the third quarter``, ``within ten days``."""

from __future__ import annotations

import re

from timeline.extract.dates.form import STOPS, Form, Kind, Spot
from timeline.extract.dates.names import portion
from timeline.extract.dates.words import Role

_OF_AN_EVENT = re.compile(
    r"\s(?:of|from)\s(?:the\s|its\s|their\s)?(?:(?:treaty|deal|agreement|pact|accord)['’]s\s)?"
    r"(?:entry into force|entering into force|coming into force|taking effect|signing|signature|ratification|adoption)"
    r"\b"
)
"""Behind a stretch that begins on a day that nobody tells: "within six months | of its entry into force"."""
_DAY_OF = {"daypart": "day", "date": "day"}
"""``the same evening`` is the same day."""
_COUNTED = frozenset(("day", "week", "fortnight", "month", "year", "decade", "hour"))
_ABOUT = frozenset(("about", "around", "roughly", "nearly", "almost", "some", "approximately", "over", "than"))
_ON_WEEKENDS = frozenset(("over", "at", "during", "on", "for", "by", "through"))
_OF_A_DAY = re.compile(r"\sof\s(?:[A-Z][a-z]+\.?\s)?\d")
"""Behind "over the weekend": which one, by a day of it."""
_ENDING = (" is out", " is over", " is up", " ends")
_RUNS_OUT = re.compile(r"\b(?:ends?|expires?|lapses?|runs? out|go(?:es)?|closes?)\s\Z")
"""Before "with the year", at whose end it is over."""
_NEW_YEAR = re.compile(r"['’]s (Day|Eve)\b(?:,?\s(?:of\s)?(?P<year>(?:19|20)\d\d)(?!\d))?")
_NEXT_ONE = re.compile(r"\s(?P<way>after|before)(?:(?=[.,;:)]|\Z|\n)|(?P<of>\s(?!last\b|next\b|that\b)(?=\w)))")
"""Behind "the week": the one beside a day told before, or, with ``of``, told next: "the week | before | March 4"."""
_THAT = re.compile(r"\sthat(?=[.,;:)]|\Z|\n|\s(?:he|she|it|they|the|a|an)\b)")
_GIVEN = re.compile(r"\b(?:gave|gives?|given|giving)\s(?:[\w.'’-]+\s){1,4}\Z|\b(?:has|have|had)\s(?:only\s|just\s)?\Z")
"""Before a length that is a limit: "gave Canada | 30 days to answer"."""
_GOES_ON = (" ", ".", ", but", ", and", ", yet", ", while", ", saying", ", calling", ", arguing")
"""What follows "at the time" that tells when, and not whose office it was."""
_OF = re.compile(r"\s(?:of|when|as)\b")


def unit(spot: Spot, name: str) -> Form | None:
    """A date told by the unit ``name``, one of whose words stands at ``spot``; None where none is told."""
    before, at = spot.before(spot.start, hyphen=True)
    if name == "time":
        return _then(spot, before, at)
    if before == "very":  # "on that very day"
        before, at = spot.before(at)
    if spot.char(spot.end) == "-":
        ends = spot.text.startswith("-end", spot.end) and name in ("month", "quarter", "year")
        return Form("unit", spot.start, spot.end + 4, unit=name, ref="this", part="end") if ends else None
    if before == "new" and (feast := _NEW_YEAR.match(spot.text, spot.end)):
        month, day = (1, 1) if feast[1] == "Day" else (12, 31)
        return Form("day", at, feast.end(), month=month, day=day, year=int(feast["year"]) if feast["year"] else None)
    if before in ("every", "each"):
        periods = ("daypart", "date", "eve", "hour")
        return None if name in periods else Form("recurring", at, spot.end, unit=name)
    if name in ("quarter", "half"):
        return _quarter(spot, name, before, at)
    if name == "eve":
        told = before == "the" and spot.text.startswith(" of ", spot.end)
        return Form("eve", spot.start, spot.end, unit="day", count=-1) if told else None
    number = int(before) if before.isdigit() and len(before) < 4 else spot.words.numbers.get(before, 0)
    if number and name in _COUNTED:
        return _counted(spot, name, number, before, at)
    if spot.char(spot.start - 1) == "-":
        return None
    if name == "hour":
        return _hours(spot)
    return _with_article(spot, name, at) if before == "the" else _referred(spot, name, before, at)


def _then(spot: Spot, before: str, at: int) -> Form | None:
    """``at the time``: when what was told last took place; not of "trade secretary at the time,"."""
    second, begins = spot.before(at)
    told = before in ("the", "that") and second == "at" and spot.text.startswith(_GOES_ON, spot.end)
    return Form("context", begins, spot.end, unit="time") if told and not _OF.match(spot.text, spot.end) else None


def _quarter(spot: Spot, name: str, before: str, at: int) -> Form | None:
    """``the third quarter``, ``the first half``; not a quarter or a half of something else."""
    number = spot.words.ordinals.get(before)
    if number is None:
        told = name == "quarter" and before in ("this", "last", "next") and spot.before(at)[0] != "the"
        return Form("unit", at, spot.end, unit=name, ref=spot.words.references[before]) if told else None
    if name == "half" and number > 2:
        return None
    form = portion(spot, (32 if name == "quarter" else 39) + number, at)
    if form.year is None and spot.text.startswith(" of ", spot.end):
        whole = spot.text[spot.end + 4 : spot.end + 14]
        return form if whole.startswith(("this year", "next year", "last year", "the year")) else None
    return form


def _counted(spot: Spot, name: str, number: int, before: str, at: int) -> Form | None:
    """``two weeks ago``, ``within ten days``, ``in about three months``, ``for 90 days``."""
    lead, lead_at = spot.before(at)
    if lead == "half":
        return None  # "half a year ago"
    about = lead in _ABOUT
    if about:
        lead, lead_at = spot.before(lead_at)
    plain = spot.char(spot.start - 1) != "-"
    if plain and (tail := spot.words.count_tail.match(spot.text, spot.end)):
        return _tailed(spot, name, number, at, tail, about)
    if plain and lead in ("is", "been") and spot.text.startswith(" since ", spot.end):
        return Form("ago", at, spot.end, unit=name, count=-number, about=about)  # "it is two years since they met"
    if (name == "hour" and lead != "within") or (before == "one" and lead == "in"):
        return None  # "not more than $20 billion in one year"
    ahead = lead in ("next", "coming", "following")
    if ahead:
        lead, lead_at = spot.before(lead_at)
        if lead == "the":
            lead, lead_at = spot.before(lead_at)
    if lead == "within" or (plain and ahead and lead in ("in", "over", "during", "for")):
        role: Role = "for" if lead == "for" else "within"
        ref = "open" if _OF_AN_EVENT.match(spot.text, spot.end) else ""
        return Form("within", lead_at, spot.end, role=role, unit=name, count=number, about=about, ref=ref)
    if lead == "in" and plain and not ahead:
        return Form("ahead", lead_at, spot.end, unit=name, count=number, about=about)
    if lead == "for" and plain and name in ("day", "week", "month"):
        return Form("for", lead_at, spot.end, role="for", unit=name, count=number, about=about)
    if plain and spot.text.startswith(" to ", spot.end) and _GIVEN.search(spot.text, max(0, at - 60), at):
        return Form("within", at, spot.end, role="within", unit=name, count=number, about=about)
    return None


def _tailed(spot: Spot, name: str, number: int, at: int, tail: re.Match[str], about: bool) -> Form | None:
    word, end = tail["word"], tail.end()
    if word == "ago":
        return Form("ago", at, end, unit=name, count=-number, about=about)
    if word in ("from now", "from today", "hence"):
        return Form("ago", at, end, unit=name, count=number, about=about)
    if word == "ahead":
        return None if spot.text.startswith(" of", end) else Form("ago", at, end, unit=name, count=number)
    if word == "on":
        told = spot.char(end) in STOPS or (spot.text[at].isupper() and _is_somebody(spot, end))
        return Form("shift", at, end, unit=name, count=number) if told else None
    noun = word in ("after", "before")
    if noun and (that := _THAT.match(spot.text, end)):
        noun, end = False, that.end()  # "eleven days after that"
    if spot.text.startswith(" than", end) or (name == "hour" and noun):
        return None
    sign = 1 if word in ("later", "after", "afterward", "afterwards") else -1
    return Form("shift", at, end, unit=name, count=sign * number, ref=word if noun else "")


def _is_somebody(spot: Spot, end: int) -> bool:
    """``Eight days on Trump``: a name follows, and no day that "on" belongs to."""
    follower = spot.after(end)
    return follower[:1].isupper() and follower not in spot.words.weekdays and follower not in spot.words.months


def _hours(spot: Spot) -> Form | None:
    """``hours later``: the same day."""
    tail = spot.words.count_tail.match(spot.text, spot.end)
    if tail and tail["word"] in ("later", "earlier", "afterward", "afterwards"):
        return Form("context", spot.start, tail.end(), unit="day")
    return None


def _referred(spot: Spot, name: str, before: str, at: int) -> Form | None:
    """``last week``, ``the following day``, ``that evening``, ``this morning``."""
    ref = spot.words.references.get(before, "")
    if not ref or before == "past" or spot.word.endswith("s"):
        return None
    second, second_at = spot.before(at)
    if second == "the" and before in ("last", "next"):
        if before == "last" or name not in ("day", "daypart", "week", "month", "year"):
            return None  # "over the last year" is no year
        return Form("shift", second_at, spot.end, unit=_DAY_OF.get(name, name), count=1)
    if before == "coming" and name not in ("week", "month", "year", "weekend"):
        return None
    begins = second_at if second == "the" or (second == "that" and before == "same") else at
    at = begins if before == "coming" else at
    if ref == "same":
        return Form("context", begins, spot.end, unit=_DAY_OF.get(name, name))
    if ref in ("following", "previous"):
        count, whole = (1 if ref == "following" else -1), ("whole" if name in ("week", "year") else "")
        return Form("shift", begins, spot.end, unit=_DAY_OF.get(name, name), count=count, ref=whole)
    if ref == "next" and name in ("day", "daypart"):
        return Form("shift", at, spot.end, unit="day", count=1)  # "Next morning it was signed"
    if name == "daypart":
        return Form("deictic", at, spot.end, count=-1 if ref == "last" else 0)
    return None if name in ("day", "date") else Form("unit", at, spot.end, unit=name, ref=ref)


def _one_beside(spot: Spot, name: str, at: int) -> Form | None:
    """``stopped it the month after``, ``the night before, they met``, ``the week before March 4``."""
    tail = _NEXT_ONE.match(spot.text, spot.end)
    if tail is None or name not in ("week", "month", "year", "daypart") or (name == "year" and tail["of"]):
        return None
    whole = "whole " if name == "week" or name == "year" else ""
    count, unit_name = (1 if tail["way"] == "after" else -1), _DAY_OF.get(name, name)
    ref = whole + tail["way"] if tail["of"] else whole.rstrip()
    return Form("shift", at, tail.end("way"), unit=unit_name, count=count, ref=ref)


def _with_article(spot: Spot, name: str, at: int) -> Form | None:
    """``the day before``, ``over the weekend``, ``later in the day``, ``the end of the month``."""
    second, second_at = spot.before(at)
    if name == "weekend":
        near = second in _ON_WEEKENDS and _OF_A_DAY.match(spot.text, spot.end) is None
        return Form("unit", at, spot.end, unit=name, ref="near") if near else None
    plural = spot.word.endswith("s")
    if name == "day" and not plural:
        tail = spot.words.count_tail.match(spot.text, spot.end)
        if tail and tail["word"] in ("before", "after", "earlier", "previously"):
            count = 1 if tail["word"] == "after" else -1
            if that := _THAT.match(spot.text, tail.end()):  # "the day after that"
                return Form("shift", at, that.end(), unit=name, count=count)
            return Form("shift", at, tail.end(), unit=name, count=count, ref=tail["word"])
    elif name == "daypart" and spot.text.startswith(" before last", spot.end):
        return Form("deictic", at, spot.end + len(" before last"), count=-2)
    elif not plural and (beside := _one_beside(spot, name, at)) is not None:
        return beside
    elif name not in ("week", "month", "year", "decade"):
        return None
    for ref in ("before last", "after next"):
        if name != "decade" and spot.text.startswith(f" {ref}", spot.end):
            return Form("unit", at, spot.end + 1 + len(ref), unit=name, ref=ref)
    if second == "in":
        third, third_at = spot.before(second_at)
        if third in ("later", "earlier", "late", "early"):
            kind: Kind = "context" if name == "day" else "unit"
            return Form(kind, third_at, spot.end, unit=name, ref="this", part=spot.words.parts[third])
    if name == "day":
        return None
    for ending in _ENDING:
        if spot.text.startswith(ending, spot.end):
            return Form("unit", at, spot.end + len(ending), unit=name, ref="this", part="last day", role="by")
    if second == "with" and _RUNS_OUT.search(spot.text, max(spot.low, second_at - 14), second_at):
        return Form("unit", second_at, spot.end, unit=name, ref="this", part="last day", role="by")
    if second == "of" and spot.before(second_at)[0] in spot.words.parts:
        return Form("unit", at, spot.end, unit=name, ref="this")
    return None
