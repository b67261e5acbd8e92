"""Values in words: labels, dates, figures and names, as every report writes them."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files

from timeline.model.edtf import Edtf
from timeline.model.events import Term
from timeline.model.state import Dossier

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)\Z")
_MONTH = re.compile(r"(\d{4})-(\d\d)\Z")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip
_QUALIFIED = {"~": "about {}", "?": "{} (uncertain)", "%": "about {} (uncertain)"}
_SCALES = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))


@lru_cache(maxsize=1)
def _catalogue() -> dict[str, dict[str, str]]:
    text = files("timeline.report").joinpath("assets", "words.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def label(kind: str, value: str | None) -> str:
    """The words for one value of a kind (``label("status", "agreed_in_principle")``); the value itself if unlisted."""
    if value is None:
        return ""
    return _catalogue().get(kind, {}).get(value, value.replace("_", " "))


def labels(kind: str) -> dict[str, str]:
    """All values of a kind with their words, in the order of the catalogue."""
    return dict(_catalogue()[kind])


def day_words(day: dt.date) -> str:
    """``24 September 2025``."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def date_words(date: Edtf | None) -> str:
    """A date in English, saying no more and no less than the EDTF text does; ``date unknown`` for None."""
    if date is None:
        return "date unknown"
    if "/" not in date.text:
        return _one(date.text)
    begin, _, end = date.text.partition("/")
    if end in ("", ".."):
        return f"from {_one(begin)}, {'no end given' if end else 'end unknown'}"
    if begin in ("", ".."):
        return f"until {_one(end)}, {'no beginning given' if begin else 'beginning unknown'}"
    first, last = _DAY.match(begin), _DAY.match(end)
    if first and last and first[1] == last[1]:
        if first[2] == last[2]:
            return f"{int(first[3])}–{int(last[3])} {_MONTHS[int(last[2]) - 1]} {last[1]}"
        return f"{int(first[3])} {_MONTHS[int(first[2]) - 1]} – {_one(end)}"
    return f"{_one(begin)} to {_one(end)}"


def _one(text: str) -> str:
    core, mark = (text[:-1], text[-1]) if text[-1] in _QUALIFIED else (text, "")
    said = _core(core)
    return _QUALIFIED[mark].format(said) if mark else said


def _core(text: str) -> str:
    if match := _DAY.match(text):
        return f"{int(match[3])} {_MONTHS[int(match[2]) - 1]} {match[1]}"
    if match := _MONTH.match(text):
        if int(match[2]) <= 12:
            return f"{_MONTHS[int(match[2]) - 1]} {match[1]}"
        return f"{label('season', match[2])} {match[1]}"
    if text.isdigit():
        return text
    if text.endswith("-XX") and "X" not in text[:-3]:
        return f"{_core(text[:-3])}, {'month' if text[:-3].isdigit() else 'day'} unknown"
    if re.fullmatch(r"\d{3}X", text):
        return f"the {text[:3]}0s"
    bounds = Edtf.parse(text)
    if bounds.first is None or bounds.last is None:
        return text
    return f"some day from {day_words(bounds.first)} to {day_words(bounds.last)}"


def number_words(value: float) -> str:
    """``350 billion``, ``12.5``, ``1,250``: short where nothing is lost by it, in full elsewhere."""
    for scale, name in _SCALES:
        short = round(value / scale, 3)
        if abs(value) >= scale and short * scale == value:
            return f"{short:g} {name}"
    return f"{int(value):,}" if value == int(value) else f"{value:,}"


def term_words(term: Term) -> str:
    """A figure with its role: ``investment total: at least 350 billion USD, demanded``."""
    figure = " ".join(part for part in (label("bound", term.bound), number_words(term.value), term.unit) if part)
    per = f" per {term.per}" if term.per else ""
    role = f", {label('role', term.role)}" if term.role else ""
    return f"{term.name.replace('_', ' ')}: {figure}{per}{role}"


def days_words(days: int) -> str:
    """``1 day``, ``30 days``."""
    return f"{days:,} day{'' if abs(days) == 1 else 's'}"


def count_words(count: int, one: str, many: str = "") -> str:
    """``1 issue``, ``3 issues``."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def party_name(dossier: Dossier, code: str) -> str:
    """The short name of a party; its code where it is not registered."""
    return dossier.parties[code].name if code in dossier.parties else code


def party_names(dossier: Dossier, codes: Iterable[str]) -> str:
    """``South Korea and United States``; empty for none."""
    return join([party_name(dossier, code) for code in codes])


def actor_name(dossier: Dossier, actor_id: str) -> str:
    """The name of an actor; the id where not registered."""
    return dossier.actors[actor_id].name if actor_id in dossier.actors else actor_id


def issue_name(dossier: Dossier, issue_id: str) -> str:
    """The name of an issue; the id where not registered."""
    return dossier.issues[issue_id].name if issue_id in dossier.issues else issue_id


def join(parts: Iterable[str], last: str = "and") -> str:
    """``a, b and c``."""
    *head, tail = list(parts) or [""]
    return f"{', '.join(head)} {last} {tail}" if head else tail
