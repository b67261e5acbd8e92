"""The words of time, compiled: where a date may begin, and what may stand beside it. Built once, at the first use."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal

from timeline.lexicon.tables import table
from timeline.lexicon.trie import any_of

Role = Literal["on", "by", "since", "until", "from", "within", "after", "for"]

_BEFORE = r"[\s(\[\"'“”‘’«/–—-]"
"""A date begins after one of these; the text is scanned with a space in front of it."""
_ORDINAL = r"(?:st|nd|rd|th)"
_ON_THE = r"(?:(?<=\son the )|(?<=\sOn the )|(?<=\sby the )|(?<=until the )|(?<=since the ))"
_ENDS = r"(?=[.,;:!?)\"”]|\s(?:and|but)\s(?!last\b|final\b|(?:{ordinals})\s[a-z]))"
"""Around a day of the month in words: "went to Tokyo on the twelfth."; not "on the fourth floor", "fourth and last"."""
_DASH = r"\s?[-–—]\s?"
HOUR = (
    r"(?:(?:\d{1,2}(?:[.:]\d\d)?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
    r"(?:\s?[ap]\.?m\.?|\so['’]clock)?|noon|midday|midnight|dawn|dusk|sunset|sunrise|nightfall|daybreak|lunchtime)"
    r"\s(?:sharp\s)?(?:\(?(?:local time|(?:[A-Z][a-z]+ ){1,2}time|GMT|UTC|[A-Z]{2,4}T)\)?,?\s)?"
)
"""An hour as it stands before its day: "noon | on Monday", "15:00 GMT | on Monday"."""
_CLOCK = r"\d{1,2}(?:[:.]\d\d)?\s?(?:[ap]\.?m\b\.?|o['’]clock)(?:\s[A-Z]{2,4}T\b)?"
_ZONE = r"(?:local|(?:[A-Z][\w.]+\s){1,3}|GMT|UTC|[A-Z]{2,4}T)(?:\s?time\b)?"


@dataclass(frozen=True, slots=True)
class DateWords:
    """Vocabulary and patterns of dates."""

    months: dict[str, int]
    weekdays: dict[str, int]
    short_weekdays: dict[str, int]
    abbreviated: frozenset[str]
    """Months whose name may end in a stop."""
    numbers: dict[str, int]
    units: dict[str, str]
    """Every form of a unit, and the unit."""
    feasts: dict[str, list[int]]
    """Days with a name of their own: month and day."""
    moving_feasts: dict[str, tuple[date, ...]]
    """Days with a name of their own that move: one a year."""
    seasons: dict[str, int]
    ordinals: dict[str, int]
    days: dict[str, int]
    """Days of the month in words."""
    roles: dict[str, Role]
    """A preposition, and the role that it gives."""
    roles_of_two: dict[str, dict[str, Role]]
    parts: dict[str, str]
    references: dict[str, str]
    not_days: frozenset[str]
    after_day: frozenset[str]
    moves: frozenset[str]
    cues: dict[str, str]
    """A word of tense, and its kind: future, base, ahead, commit, past, none."""
    trigger: re.Pattern[str]
    """A separator, and the word or number that a date may be made of, as group 1."""
    month_tail: re.Pattern[str]
    """Right of a month's name: day, further day, year."""
    day_first: re.Pattern[str]
    """``24 September 2025``, ``24th to 26th of September``."""
    numeric: re.Pattern[str]
    ordinal: re.Pattern[str]
    year_of: re.Pattern[str]
    month_of: re.Pattern[str]
    """``, in October 2022``, behind a day that has a name of its own."""
    count_tail: re.Pattern[str]
    """Right of a count of days: ago, later, before ..."""
    clock_tail: re.Pattern[str]
    """Right of any day: time of day and zone, which belong to the quotation of the date."""
    deadline_tail: re.Pattern[str]


@cache
def date_words() -> DateWords:
    """The words of ``time.toml`` with the patterns made of them."""
    words = table("time")
    months: dict[str, int] = words["months"]
    weekdays: dict[str, int] = words["weekdays"] | {name.upper(): day for name, day in words["weekdays"].items()}
    short: dict[str, int] = words["short_weekdays"]
    units = {form: unit for unit, forms in words["units"].items() for form in forms}
    month = any_of(months)
    year = r"(?:19|20)\d\d(?!\d)"
    no_count = r"(?!\d|[.,:]\d|\s?(?:%|percent|per\scent|billion|million|trillion))"
    no_month = rf"{no_count}(?!\s(?:(?:of|on|from|by|in)\s)?{month}(?![a-z]))"
    deictic = ["today", "yesterday", "tomorrow", "tonight", "overnight"]
    deictic += [word.capitalize() for word in deictic]
    lower = [*units, *words["seasons"]]
    words_of_time = any_of(
        [
            *(*months, *weekdays, *short, *words["feasts"], *words["moving_feasts"], *deictic, *lower),
            *(word.capitalize() for word in lower),
        ]
    )
    in_words = words["days"]["in_words"]
    ends = _ENDS.format(ordinals="|".join(in_words))
    digits = "|".join(
        (
            rf"{year}(?![.,]\d|\s?(?:%|percent|per\scent))",
            rf"\d{{1,2}}{_ORDINAL}(?!\w|-(?!\d))",
            rf"\d{{1,2}}(?={_ORDINAL}?(?:(?:{_DASH}|\sand\s|\sto\s)\d{{1,2}}{_ORDINAL}?)?(?:\s(?:of\s)?|-){month}(?![a-z]))",
            rf"\d{{1,2}}(?=[./]\d{{1,2}}[./]{year}|/\d{{1,2}}(?![\w/%]))",
            r"[1-4]Q(?!\w)",
            rf"{_ON_THE}(?:{'|'.join(in_words[3:])}){ends}",
        )
    )
    return DateWords(
        months=months,
        weekdays=weekdays,
        abbreviated=frozenset(list(months)[12:]),
        short_weekdays=short,
        numbers=table("numbers")["numbers"] | words["numbers"],
        units=units,
        feasts=words["feasts"],
        moving_feasts={
            name: tuple(date.fromisoformat(day) for day in days) for name, days in words["moving_feasts"].items()
        },
        seasons=words["seasons"],
        ordinals=words["ordinals"],
        days={word: day for day, word in enumerate(words["days"]["in_words"], 1)},
        roles={word: role for role, forms in words["roles"].items() for word in forms},
        roles_of_two=words["roles_of_two"],
        parts=words["parts"],
        references=words["references"],
        not_days=frozenset((*words["not_days"]["nouns"], *words["not_days"]["capitals"])),
        after_day=frozenset(words["not_days"]["may_follow"]),
        moves=frozenset(words["moves"]["words"]),
        cues=_cues(words["tense"]),
        trigger=re.compile(rf"{_BEFORE}((?:{words_of_time}|Q[1-4]|H[12])(?!\w)|{digits})"),
        month_tail=re.compile(
            rf"(?P<stop>\.)?(?:\s(?:the\s(?=\d{{1,2}}{_ORDINAL}))?(?P<day>\d{{1,2}}){no_count}{_ORDINAL}?(?P<more>"
            rf"(?:{_DASH}|\s(?:to|through|until)\s(?:the\s)?)\d{{1,2}}{_ORDINAL}?{no_month}"
            rf"|(?:(?:,\s\d{{1,2}}{_ORDINAL}?){{1,6}},?)?\sand\s(?:the\s)?\d{{1,2}}{_ORDINAL}?{no_month})?)?"
            rf"(?:(?:,?\s(?:of\s)?)(?P<year>{year}))?"
        ),
        day_first=re.compile(
            rf"(?P<day>\d{{1,2}}){_ORDINAL}?(?:(?P<link>{_DASH}|\sand\s|\sto\s)(?P<second>\d{{1,2}}){_ORDINAL}?)?"
            rf"(?:\s(?:of\s)?|-)(?P<month>{month})(?![a-z])(?P<stop>\.)?(?:(?:,?\s|-)(?P<year>{year}))?"
        ),
        numeric=re.compile(
            rf"(?P<iso>{year}-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?(?![\d-]))"
            rf"|(?P<span>{year})[-–/](?P<until>\d{{4}}|\d\d)(?![\d-])"
            rf"|(?P<first>\d{{1,2}})(?P<mark>[./])(?P<second>\d{{1,2}})(?:(?P=mark)(?P<year>{year})|(?<=/\d)(?![\w/%])|(?<=/\d\d)(?![\w/%]))"
        ),
        ordinal=re.compile(rf"(\d{{1,2}}){_ORDINAL}(?!\w|-(?!\d))"),
        year_of=re.compile(rf"(?:,?\s(?:of\s)?(?:the\s)?(?:fiscal\s)?(?:year\s)?(?P<year>{year}))"),
        month_of=re.compile(rf",?[\"”]?,?\s(?:in\s)?{month}\s(?P<year>{year})"),
        count_tail=re.compile(
            r"['’]?\s(?P<word>ago|later|earlier|afterwards?|after|before|from\s(?:now|today)|hence|previously|prior|ahead|on)(?!\w)"
        ),
        clock_tail=re.compile(
            rf"(?:['’]s(?!\w))?(?:\s(?:early\s|late\s)?(?:morning|afternoon|evening|night|midnight|noon)(?:['’]s)?(?!\w))?"
            rf"(?:,?\s(?:at\s)?{_CLOCK})?(?:,?\s\(?(?:early|late)\)?(?!\w))?"
            rf"(?:\s?\({_ZONE}\)|,?\s(?:local|(?:[A-Z][\w.]+\s){{1,3}}?)\s?time(?!\w))?"
        ),
        deadline_tail=re.compile(
            r"(?:['’]s)?\s(?:(?:tariff|self-imposed|target|negotiating)\s)?(?:deadline|cut-?off|due\sdate|expiry)"
        ),
    )


def _cues(words: dict[str, list[str]]) -> dict[str, str]:
    kinds = (("base", "future_base"), ("future", "future"), ("past", "past"), ("commit", "commit"), ("ahead", "ahead"))
    cues = {word: kind for kind, key in kinds for word in words[key]}
    return cues | {word: "none" for word in words["not_past"] if word not in cues}
