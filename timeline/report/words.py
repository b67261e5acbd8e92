"""Values in words: labels, dates, figures and names, as every report writes them, in the language spoken now."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files
from typing import Literal

from timeline.model.edtf import Edtf
from timeline.model.events import Term
from timeline.model.state import Dossier, GapFigure
from timeline.report.locales import SOURCE, _, locale, ngettext, pgettext

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)\Z")
_MONTH = re.compile(r"(\d{4})-(\d\d)\Z")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip
_SCALES = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))


@lru_cache(maxsize=1)
def _listed() -> dict[str, dict[str, str]]:
    text = files("timeline.report").joinpath("assets", "words.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def label(kind: str, value: str | None) -> str:
    """The words for one value of a kind (``label("status", "agreed_in_principle")``); the value itself if unlisted."""
    if value is None:
        return ""
    words = _listed().get(kind, {}).get(value)
    return term_name(value) if words is None else pgettext(kind, words)


_GIVEN_UP = ", and the opposition to it was given up"


def rule_words(rule: str) -> str:
    """The words of the rule that settled a status, and of an opposition given up since, where it tells of one."""
    settled = rule.removesuffix(_GIVEN_UP)
    return label("rule", settled) + (label("rule", _GIVEN_UP) if settled != rule else "")


_CAPITALS = frozenset(("us", "eu", "uk", "fx", "lng", "mou", "gdp", "vat", "fta", "wto"))


def term_name(name: str) -> str:
    """The name of a term as words: ``profit share US``. It is the record's own, and so stays in its language."""
    return " ".join(word.upper() if word in _CAPITALS else word for word in name.split("_"))


def labels(kind: str) -> dict[str, str]:
    """All values of a kind with their words, in the order of the catalogue."""
    return {value: pgettext(kind, words) for value, words in _listed()[kind].items()}


def day_words(day: dt.date) -> str:
    """``24 September 2025``."""
    if locale() == SOURCE:
        return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
    from babel.dates import format_date

    return format_date(day, "long", locale=locale())


def short_day_words(day: dt.date) -> str:
    """``24 Sep 2025``: where there is little room."""
    if locale() == SOURCE:
        return f"{day.day} {_MONTHS[day.month - 1][:3]} {day.year}"
    from babel.dates import format_date

    return format_date(day, "medium", locale=locale())


def date_words(date: Edtf | None) -> str:
    """A date, saying no more and no less than the EDTF text does; ``date unknown`` for None."""
    if date is None:
        return _("date unknown")
    return _date_words(date.text, locale())


def beginning_words(date: Edtf) -> str:
    """The day that stands after ``since``: of a span without a known end its beginning alone."""
    begin, _slash, _end = date.text.partition("/")
    return date_words(Edtf.parse(begin) if begin not in ("", "..") and date.text.endswith(("/", "/..")) else date)


def event_date_words(dossier: Dossier, event_id: str) -> str:
    """The date of an event; ``by 10 December 2025`` of an undated one, from the day its first source told it.

    Of what is to come, or did not happen, that day says nothing.
    """
    event = dossier.by_id.get(event_id)
    if event is None or event.date is not None or event.modality != "actual":
        return date_words(event.date if event else None)
    articles = [dossier.articles.get(span.article_id) for span in event.evidence]
    published = [article.published for article in articles if article is not None]
    told = min((day for date in published if date and (day := date.certain_from)), default=None)
    return _("by {day}", day=day_words(told)) if told else date_words(None)


@lru_cache(maxsize=65536)
def _date_words(text: str, language: str) -> str:
    if "/" not in text:
        return _one(text)
    begin, _slash, end = text.partition("/")
    if end == "..":
        return _("from {date}, no end given", date=_one(begin))
    if end == "":
        return _("from {date}, end unknown", date=_one(begin))
    if begin == "..":
        return _("until {date}, no beginning given", date=_one(end))
    if begin == "":
        return _("until {date}, beginning unknown", date=_one(end))
    first, last = _DAY.match(begin), _DAY.match(end)
    if language == SOURCE and first and last and first[1] == last[1]:
        if first[2] == last[2]:
            return f"{int(first[3])}–{int(last[3])} {_MONTHS[int(last[2]) - 1]} {last[1]}"
        return f"{int(first[3])} {_MONTHS[int(first[2]) - 1]} – {_one(end)}"
    if language != SOURCE and first and last:
        from babel.dates import format_interval

        return str(
            format_interval(dt.date.fromisoformat(begin), dt.date.fromisoformat(end), "yMMMMd", locale=language)
        ).replace("\u2009", " ")
    return _("{first} to {last}", first=_one(begin), last=_one(end))


def _one(text: str) -> str:
    core, mark = (text[:-1], text[-1]) if text[-1] in "~?%" else (text, "")
    said = _core(core)
    if mark == "~":
        return _("about {date}", date=said)
    if mark == "?":
        return _("{date} (uncertain)", date=said)
    return _("about {date} (uncertain)", date=said) if mark else said


def _core(text: str) -> str:
    if _DAY.match(text):
        return day_words(dt.date.fromisoformat(text))
    if match := _MONTH.match(text):
        if int(match[2]) <= 12:
            return _month(int(match[1]), int(match[2]))
        return label("season", match[2]).format(year=_year(int(match[1])))
    if text.isdigit():
        return _year(int(text))
    if text.endswith("-XX") and "X" not in text[:-3]:
        known = _core(text[:-3])
        if text[:-3].isdigit():
            return _("{year}, month unknown", year=known)
        return _("{month}, day unknown", month=known)
    if re.fullmatch(r"\d{3}X", text):
        return _("the {decade}s", decade=f"{text[:3]}0")
    bounds = Edtf.parse(text)
    if bounds.first is None or bounds.last is None:
        return text
    return _("some day from {first} to {last}", first=day_words(bounds.first), last=day_words(bounds.last))


def _month(year: int, month: int) -> str:
    if locale() == SOURCE:
        return f"{_MONTHS[month - 1]} {year}"
    from babel.dates import format_skeleton

    return str(format_skeleton("yMMMM", dt.date(year, month, 1), locale=locale()))


def _year(year: int) -> str:
    if locale() == SOURCE:
        return str(year)
    from babel.dates import format_skeleton

    return str(format_skeleton("y", dt.date(year, 1, 1), locale=locale()))


def number_words(value: float) -> str:
    """``350 billion``, ``12.5``, ``1,250``: short where nothing is lost by it, in full elsewhere."""
    if locale() != SOURCE:
        return _foreign_number(value, locale())
    for scale, name in _SCALES:
        short = round(value / scale, 3)
        if abs(value) >= scale and short * scale == value:
            return f"{short:g} {name}"
    return f"{int(value):,}" if value == int(value) else f"{value:,}"


@lru_cache(maxsize=4096)
def _foreign_number(value: float, language: str) -> str:
    from babel import Locale
    from babel.numbers import format_compact_decimal, format_decimal

    formats = Locale.parse(language).compact_decimal_formats
    form: Literal["long", "short"] = "long" if "long" in formats else "short"  # where both are written alike
    patterns = formats[form]["other"]
    reached = [int(magnitude) for magnitude in patterns if 1e4 <= int(magnitude) <= abs(value)]
    if reached:
        largest = max(reached)
        scale = largest / 10 ** (str(patterns[str(largest)].pattern).count("0") - 1)
        if round(value / scale, 3) * scale == value:
            return format_compact_decimal(value, format_type=form, locale=language, fraction_digits=3)
    return format_decimal(value, format=None if value == int(value) else "#,##0.################", locale=language)


def unit_words(number: str, unit: str) -> str:
    """A number, or a range, with its unit: ``350 billion USD``, ``15%``."""
    return f"{number}%" if unit == "%" else f"{number} {label('unit', unit)}"


def figure_words(term: Term) -> str:
    """``at least 350 billion USD per year``."""
    figure = label("bound", term.bound).format(figure=unit_words(number_words(term.value), term.unit))
    if not term.per:
        return figure
    return _("{figure} {per}", figure=figure, per=per_words(term.per))


def per_words(per: str | None) -> str:
    """``per year``, ``per tonne``; empty for None."""
    if not per:
        return ""
    return label("per", per) if per in _listed()["per"] else _("per {thing}", thing=per)


def term_words(term: Term) -> str:
    """A figure with its role: ``investment total: at least 350 billion USD, demanded``."""
    role = f", {label('role', term.role)}" if term.role else ""
    return f"{term_name(term.name)}: {figure_words(term)}{role}"


def term_of(dossier: Dossier, gap: GapFigure) -> Term:
    """The term as its event has it, with its bound; the bare figure where the event has it no more."""
    event, name = dossier.by_id.get(gap.event_id), gap.called or gap.term
    for term in event.terms if event else ():
        same = (term.name, term.value, term.unit, term.per) == (name, gap.value, gap.unit, gap.per)
        if same and term.party in (None, gap.party):
            return term
    figure = {"name": name, "value": gap.value, "unit": gap.unit, "role": gap.role, "per": gap.per}
    return Term.model_validate(figure)


def days_words(days: int) -> str:
    """``1 day``, ``30 days``."""
    return ngettext("{n} day", "{n} days", days)


def left_words(days: int | None) -> str:
    """``due today``, ``6 days left``, ``6 days past``; empty where the day is not known."""
    if not days:
        return "" if days is None else _("due today")
    return (
        ngettext("{n} day left", "{n} days left", days)
        if days > 0
        else ngettext("{n} day past", "{n} days past", -days)
    )


def is_exact(date: Edtf) -> bool:
    """Whether days can be counted from it: from a day, or some days of a meeting; not from "September 2025"."""
    return date.first is not None and date.last is not None and (date.last - date.first).days < _WEEK


_WEEK = 7


def ago_words(days: int | None, since: Edtf | None = None) -> str:
    """``today``, ``6 days ago``, ``not known``; of a date ``since`` that is no day, nothing that it does not tell."""
    if days is None or (since is not None and not is_exact(since)):
        return _("not known")
    return _("today") if days == 0 else ngettext("{n} day ago", "{n} days ago", days)


def party_name(dossier: Dossier, code: str) -> str:
    """The short name of a party, of a state in the language spoken; its code where it is not registered."""
    party = dossier.parties.get(code)
    if party is None:
        return code
    return (_foreign_state(code, locale()) if party.kind == "state" else "") or party.name


def holder_name(dossier: Dossier, code: str | None) -> str:
    """The party that holds a position; in words where no source names one."""
    return party_name(dossier, code) if code else _("holder not stated")


def _foreign_state(code: str, language: str) -> str:
    if language == SOURCE:
        return ""
    from babel import Locale

    return str(Locale.parse(language).territories.get(code, ""))


def party_names(dossier: Dossier, codes: Iterable[str]) -> str:
    """``South Korea and United States``; empty for none."""
    return join([party_name(dossier, code) for code in codes])


def actor_name(dossier: Dossier, actor_id: str) -> str:
    """The name of an actor; the id where not registered."""
    return dossier.actors[actor_id].name if actor_id in dossier.actors else actor_id


def issue_name(dossier: Dossier, issue_id: str) -> str:
    """The name of an issue; the id where not registered."""
    return dossier.issues[issue_id].name if issue_id in dossier.issues else issue_id


def join(parts: Iterable[str]) -> str:
    """``a, b and c``."""
    *head, tail = list(parts) or [""]
    return _("{head} and {tail}", head=", ".join(head), tail=tail) if head else tail


def commas(parts: Iterable[str]) -> str:
    """``a, b, c``, without those that are empty."""
    return ", ".join(part for part in parts if part)


def stamp_words(dossier: Dossier) -> str:
    """The day of a report, the instant as known at which it tells, and how many later events are left out."""
    known = dossier.state.known_at.strftime("%Y-%m-%d %H:%M:%S UTC")
    clocks = _("As of {day}, as known at {instant}", day=day_words(dossier.state.as_of), instant=known)
    return commas((clocks, untold_words(dossier)))


def untold_words(dossier: Dossier) -> str:
    """``2 later events left out``; empty where none is."""
    return ngettext("{n} later event left out", "{n} later events left out", dossier.untold) if dossier.untold else ""


def first_capital(text: str) -> str:
    """With a capital at its beginning, the rest as it is."""
    return text[:1].upper() + text[1:]
