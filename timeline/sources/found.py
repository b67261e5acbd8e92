"""What a source says of one text, and how that and the command line make an article of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields, replace
from datetime import datetime

from timeline.model.article import Article, article_id
from timeline.model.base import LANGUAGE, LONGEST_LINE
from timeline.model.edtf import Edtf
from timeline.model.problems import Problem, ProblemError
from timeline.model.visible import has_visible
from timeline.sources.normalise import normalise

_INSTANT = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}")
MOST_CHARACTERS = 2_000_000
"""A longer text is refused: it is an archive or a book, not an article."""
_UNSTORABLE = re.compile("[\0\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class SourceDefaults:
    """Citation given on the command line. It fills what a source does not say, and wins where it says otherwise.

    Except its date: ``published`` is for texts that say none, or none that can be read.
    """

    published: Edtf | None = None
    publisher: str | None = None
    title: str | None = None
    url: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Stated:
    """The citation as a source writes it; None for what it does not say."""

    published: str | None = None
    publisher: str | None = None
    title: str | None = None
    url: str | None = None
    language: str | None = None
    source_id: str | None = None


@dataclass(frozen=True, slots=True)
class Text:
    """One text as found, before anything is checked."""

    where: str
    """File, or file and line."""
    text: str
    stated: Stated = Stated()
    no_date: str = "says no publication date"
    """Why ``stated.published`` is None, where it is."""


@dataclass(frozen=True, slots=True)
class Found:
    """An article and the address it was read from."""

    article: Article
    where: str


@dataclass(frozen=True, slots=True)
class Undated:
    """A text that would be an article if its publication date were known. Nobody guesses it."""

    where: str
    reason: str
    """What the source says, or does not say, of its date."""
    text: str
    """Normalised."""
    stated: Stated = Stated()
    """Its citation but for the date."""
    likely: str = "2025-09-25"
    """The date that a person is shown how to give."""

    def dated(self, published: Edtf) -> Found:
        """The article that it is, once somebody says when it was published."""
        return Found(
            Article(
                article_id=article_id(self.text),
                text=self.text,
                published=published,
                publisher=self.stated.publisher,
                title=self.stated.title,
                url=self.stated.url,
                language=self.stated.language or "en",
                source_id=self.stated.source_id,
            ),
            self.where,
        )

    @property
    def problem(self) -> Problem:
        """The same as a problem, for where nobody can be asked."""
        hint = (
            f"give the date with --published {self.likely}, for each file by itself where their dates differ; "
            "or in the file: published in the front matter of .md, or in .json"
        )
        return Problem(self.reason, self.where, hint)


@dataclass(frozen=True, slots=True)
class Made:
    """An article or undated text, and where its citation and the command line differ."""

    found: Found | Undated
    notes: tuple[Problem, ...]


def make(text: Text, defaults: SourceDefaults) -> Made:
    """The article that ``text`` is, with the citation of ``defaults`` laid over its own.

    Raises ProblemError with every field that is wrong.
    """
    stored = normalise(text.text)
    silent = [
        name
        for name in ("publisher", "title", "source_id")
        if (own := getattr(text.stated, name)) and not has_visible(own) and not _UNSTORABLE.search(own)
    ]
    stated = replace(text.stated, **dict.fromkeys(silent))
    problems = _wrong_text(stored, text.where)
    said = None
    if stated.published is not None:
        try:
            said = stated_date(stated.published)
        except ValueError as error:
            if defaults.published is None:
                problems.append(Problem(f"published: {error}", text.where))
    merged, notes = _laid_over(stated, said, defaults, text.where)
    problems += _wrong(merged, text.where)
    if problems:
        raise ProblemError(problems)
    undated = Undated(text.where, text.no_date, stored, merged)
    published = said or defaults.published
    return Made(undated.dated(published) if published else undated, notes)


def _laid_over(
    stated: Stated, said: Edtf | None, defaults: SourceDefaults, where: str
) -> tuple[Stated, tuple[Problem, ...]]:
    """A citation with that of the command line laid over it, and what was overruled; ``said`` is its date as read."""
    notes = []
    if defaults.published is not None and stated.published is not None and said is None:
        notes.append(_overruled("published", stated.published, str(defaults.published), where))
    elif defaults.published is not None and said is not None and said != defaults.published:
        told = f"published: the source says {said}, the command line {defaults.published}"
        notes.append(Problem(told, where, "the source is taken; --published is for texts without a date"))
    for name in ("publisher", "title", "url", "language"):
        given, own = getattr(defaults, name), getattr(stated, name)
        if given is None:
            continue
        if own is not None and own != given:
            notes.append(_overruled(name, own, given, where))
        stated = replace(stated, **{name: given})
    return stated, tuple(notes)


def one_line(value: str) -> str | None:
    """``value`` with every run of blanks as one space; None where nothing is left."""
    return " ".join(value.split()) or None


def stated_date(value: str) -> Edtf:
    """A date as a source writes it: EDTF, or an ISO 8601 instant, of which the day as printed counts.

    Raises ValueError that shows a right form.
    """
    value = value.strip()
    if _INSTANT.match(value):
        return Edtf.of(datetime.fromisoformat(value).date())
    return Edtf.parse(value)


def differences(one: Article, other: Article) -> str:
    """How the citations of two articles differ: ``published 2025-09-25 there, 2025-09-26 here``."""
    names = [field.name for field in fields(Stated)]
    said = [(name, getattr(one, name), getattr(other, name)) for name in names]
    return ", ".join(f"{name} {a or 'not said'} there, {b or 'not said'} here" for name, a, b in said if a != b)


def _wrong_text(text: str, where: str) -> list[Problem]:
    problems = []
    if not text.strip():
        problems.append(Problem("holds no text", where))
    if len(text) > MOST_CHARACTERS:
        told = f"holds {len(text):,} characters of text; an article has {MOST_CHARACTERS:,} at most"
        problems.append(Problem(told, where, "give its articles one by one, or as JSON Lines"))
    unstorable = _UNSTORABLE.search(text)
    if unstorable:
        shown = f"U+{ord(unstorable[0]):04X} at character {unstorable.start()}"
        problems.append(Problem(f"text: holds {shown}, which is no character", where, "delete it"))
    return problems


def _wrong(stated: Stated, where: str) -> list[Problem]:
    problems = []
    for name in ("publisher", "title", "url", "source_id"):
        value = getattr(stated, name)
        if value is not None and len(value) > LONGEST_LINE:
            problems.append(Problem(f"{name}: is {len(value)} characters long", where, f"{LONGEST_LINE} at most"))
        elif value is not None and _UNSTORABLE.search(value):
            problems.append(Problem(f"{name}: holds what is no character", where))
        elif value is not None and not has_visible(value):
            problems.append(Problem(f"{name}: says nothing", where))
    if stated.url is not None and not re.match(r"https?://[^\s/]", stated.url):
        problems.append(Problem(f"url: {stated.url[:80]!r} is no web address", where, "write https://..."))
    if stated.language is not None and not re.fullmatch(LANGUAGE, stated.language):
        problems.append(Problem(f"language: {stated.language!r} is no language tag", where, "write en, ko or zh-Hans"))
    return problems


def _overruled(name: str, own: str, given: str, where: str) -> Problem:
    hint = "the command line is taken, unless the text is stored already"
    return Problem(f"{name}: the source says {own}, the command line {given}", where, hint)
