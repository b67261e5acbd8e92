"""What stands beside a date and belongs to it: preposition, part of the period, time of day, zone."""

from __future__ import annotations

from timeline.extract.dates.form import Form, before_word
from timeline.extract.dates.words import DateWords

_SLICES = {
    "half": {"first": "early", "second": "late", "latter": "late"},
    "week": {"first": "early", "second": "mid", "third": "mid", "fourth": "late", "last": "end", "final": "end"},
    "days": {"first": "early", "last": "end", "final": "end", "opening": "early", "closing": "end"},
    "weeks": {"first": "early", "last": "end", "final": "end", "opening": "early", "closing": "end"},
}
"""``the second half of October``: which part of the month it is."""


def take_left(text: str, form: Form, low: int, words: DateWords) -> None:
    """Take in what stands before: part of the period, reference, article, preposition."""
    word, at = before_word(text, form.start, low)
    if (
        text[form.start - 1 : form.start] in ("-", "\u2011")
        and text[max(low, form.start - 4) : form.start - 1].lower() == "mid"
    ):
        form.part, form.start = "mid", form.start - 4
        word, at = before_word(text, form.start, low)
    if word == "the" and form.kind in ("ordinal", "portion"):
        form.start = at
        word, at = before_word(text, at, low)
    if form.kind in ("day", "ordinal") and word == "of":
        part, part_at = before_word(text, at, low)
        if part in ("morning", "evening", "afternoon", "night"):
            word, at = before_word(text, part_at, low)
            form.start = part_at
            if word == "the":
                form.start = at
                word, at = before_word(text, at, low)
        elif part == "week":
            form.unit, form.start = "week", part_at
            word, at = before_word(text, part_at, low)
            if word == "the":
                form.start = at
                word, at = before_word(text, at, low)
    if form.kind in ("weekday", "month", "portion", "ordinal") and not form.ref and word in words.references:
        ref = words.references[word]
        second, second_at = before_word(text, at, low)
        if not (ref == "last" and (second == "the" or word == "past")) and not (form.kind == "month" and ref == "same"):
            form.ref, form.start = ref, at
            word, at = second, second_at
            if word == "the" or (word == "that" and ref == "same"):
                form.start = at
                word, at = before_word(text, at, low)
    if word in ("early", "late", "mid", "earlier", "later") and form.kind not in (
        "day",
        "ordinal",
        "shift",
        "ago",
        "given",
    ):
        form.part, form.start = words.parts[word], at
        word, at = before_word(text, at, low)
    elif word in ("of", "in"):
        part, part_at = before_word(text, at, low)
        if (
            part in words.parts
            and part not in ("earlier", "later", "latter")
            and form.kind in ("month", "year", "unit", "portion")
        ):
            form.part, form.start = words.parts[part], part_at
            word, at = before_word(text, part_at, low)
            if word in ("very", "the"):
                form.start = at
                word, at = before_word(text, at, low)
                if word == "the":
                    form.start = at
                    word, at = before_word(text, at, low)
        elif part in _SLICES and form.kind in ("month", "unit", "year"):
            which, which_at = before_word(text, part_at, low)
            if which in _SLICES[part]:
                form.part, form.start = _SLICES[part][which], which_at
                word, at = before_word(text, which_at, low)
                if word == "the":
                    form.start = at
                    word, at = before_word(text, at, low)
        elif part == "month" and form.kind == "month":
            word, at = before_word(text, part_at, low)
            form.start = part_at
    _role(text, form, word, at, low, words)


def _role(text: str, form: Form, word: str, at: int, low: int, words: DateWords) -> None:
    if word == "the" and form.kind not in ("shift", "context"):
        second, second_at = before_word(text, at, low)
        if second in words.roles and form.kind in ("weekday", "unit"):
            word, at = second, second_at
        else:
            form.attributive = form.attributive or form.kind in ("day", "month", "weekday", "year")
            if second in ("by", "before", "until", "since", "after") or (second == "of" and form.kind == "day"):
                word, at = second, second_at
    if word in words.roles_of_two:
        first, first_at = before_word(text, at, low)
        if role := words.roles_of_two[word].get(first):
            form.role, form.start = role, first_at  # type: ignore[assignment]
            return
    if word in words.roles:
        if form.role == "on":
            form.role = words.roles[word]  # type: ignore[assignment]
        form.start = at
        form.about = form.about or word in ("around", "about", "circa")
        if word == "between":
            form.ref = form.ref or "between"


def take_right(text: str, form: Form, high: int, words: DateWords) -> None:
    """Take in what stands after: time of day and zone; and whether it is a deadline's name."""
    if form.kind in ("day", "ordinal", "weekday", "deictic", "context", "given", "shift") and form.end < high:
        match = words.clock_tail.match(text, form.end)
        if match and match.end() <= high:
            form.attributive = (
                form.attributive or match.group().startswith(("'s", "’s")) or match.group().endswith(("'s", "’s"))
            )
            stamp = form.start == 0 or text[form.start - 1] == "\n"
            clock = text[form.end : form.end + 6].strip(" ,")
            form.end = match.end()
            if stamp and form.kind == "weekday" and len(clock) > 3 and clock[:2].isdigit() and clock[2] in ":.":
                form.stamp = True
                form.end = form.end + (6 if text[form.end : form.end + 1] == " " else 0)
    elif form.end < high and text[form.end : form.end + 2] in ("'s", "’s"):
        form.end += 2
        form.attributive = True
    if form.kind in ("day", "month", "weekday") and words.deadline_tail.match(text, form.end):
        form.role = "by"
