"""Forms that make one date together: ``Friday, Aug. 1``, ``July last year``, ``from July 30 to August 1``."""

from __future__ import annotations

from dataclasses import replace

from timeline.extract.dates.form import STRIP, Form
from timeline.extract.dates.words import DateWords

_RANGE_KINDS = frozenset(("day", "ordinal", "weekday", "month", "year", "portion", "deictic"))


def join(text: str, forms: list[Form], form: Form, words: DateWords) -> None:
    """Append ``form``, or make it part of the form before it: "Friday" + "Aug. 1", "July" + "last year"."""
    if not forms or forms[-1].sentence != form.sentence or form.start - forms[-1].end > 12:
        forms.append(form)
        return
    before = forms[-1]
    gap = text[before.end : form.start]
    tight = gap.strip(" \u00a0")
    if _same_day(before, form, tight):
        forms[-1] = _merged(before, form)
        if "(" in gap and text[form.end : form.end + 1] == ")":
            forms[-1].end += 1
    elif before.kind == "nth" and form.kind == "month" and tight == "":
        before.month, before.year, before.ref, before.unit = form.month, form.year, form.ref, form.unit
        before.end = form.end
    elif before.kind == "ordinal" and form.kind == "context" and form.unit == "month" and tight == "":
        before.end = form.end  # "the 2nd | of that month": the one that was told
    elif before.kind == "ordinal" and form.kind == "shift" and form.unit == "month" and tight in ("", "of"):
        before.unit, before.ref, before.count, before.end = "month", "following", form.count, form.end
    elif form.kind == "ago" and form.unit == "year" and before.kind in ("day", "month") and tight == ",":
        before.unit, before.ref, before.count, before.end = "year", "ago", form.count, form.end
    elif before.kind == "weekday" and form.kind == "context" and form.unit == "week" and tight in ("", "of"):
        before.ref, before.end = "of that week", form.end  # "the Thursday | of that week"
    elif _period(before, form, tight):
        shifted = "following" if form.count > 0 else "previous"
        before.ref, before.end = (shifted if form.kind == "shift" else form.ref or "same"), form.end
        before.unit = form.unit
    elif form.kind in _RANGE_KINDS and before.kind in _RANGE_KINDS and before.through is None and form.through is None:
        _range(text, forms, form, tight, words)
    else:
        forms.append(form)


def _same_day(before: Form, form: Form, gap: str) -> bool:
    if before.last_day or form.last_day:
        return False
    if before.kind == "weekday" and form.kind in ("day", "ordinal") and form.role == "on":
        return gap in ("", ",", "(", "the", ", the")
    return before.kind in ("day", "ordinal") and form.kind == "weekday" and gap == "(" and form.role == "on"


def _merged(before: Form, form: Form) -> Form:
    day, other = (form, before) if form.kind in ("day", "ordinal") else (before, form)
    return replace(
        day,
        start=before.start,
        end=form.end,
        weekday=other.weekday,
        role=before.role if before.role != "on" else form.role,
        stamp=before.stamp,
    )


def _period(before: Form, form: Form, gap: str) -> bool:
    """Whether ``form`` says of which week, month or year ``before`` is a part."""
    ahead = not form.ref or form.count > 0
    if form.kind == "shift" and form.unit == "year" and ahead and form.role == "on":  # "May 1 of the next year"
        return (
            gap in ("", "of") and before.kind in ("day", "month", "portion") and before.year is None and not before.ref
        )
    if form.kind == "context" and form.unit == "year":  # "July 12 of that year"
        return gap in ("", "of") and before.kind in ("day", "month", "portion") and before.year is None
    if form.kind != "unit" or form.ref not in ("last", "this", "next") or gap not in ("", "of", ",") or before.ref:
        return False
    if form.role != "on" or form.part:
        return False
    if before.kind == "weekday":
        return form.unit == "week"
    if before.kind == "ordinal":
        return form.unit == "month"
    return form.unit == "year" and before.kind in ("day", "month", "portion") and before.year is None


def _range(text: str, forms: list[Form], form: Form, gap: str, words: DateWords) -> None:
    before = forms[-1]
    dash = gap in ("-", "–", "—")
    link = gap if gap in ("to", "through", "until", "till", "and") else ""
    if not (dash or link) and form.role == "until" and before.role in ("from", "on") and gap == "":
        link = "until"  # "until" was taken in as the preposition of the second
    if not (dash or link):
        forms.append(form)
        return
    if link in ("until", "till") and before.role == "on" and text.startswith("on ", before.start):
        form.role = "until"  # "was extended on Sunday until November 30"
        forms.append(form)
        return
    if before.role == "from" and link in ("to", "until") and _moved(text, before.start, words):
        form.role = "until"
        forms.append(form)
        return
    anew = text.startswith(("on ", "in "), form.start)  # "met on Monday and on Tuesday flew home"
    if link == "and" and before.ref != "between" and (anew or not _comparable(before, form)):
        forms.append(form)
        return
    if before.ref == "between":
        before.ref = ""
        link = "to"
    before.through = form
    before.own_end, before.end = before.end, form.end
    before.pair = link == "and"


def _comparable(before: Form, form: Form) -> bool:
    return (
        before.kind in ("day", "ordinal", "weekday")
        and form.kind in ("day", "ordinal", "weekday")
        and form.role == "on"
    )


def _moved(text: str, start: int, words: DateWords) -> bool:
    return any(word.strip(STRIP).lower() in words.moves for word in text[max(0, start - 80) : start].split()[-8:])
