"""What the dateline of a text says of its day, where that is not known or said to be another: told, never taken."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta

from timeline.extract.dates.find import find_dates
from timeline.extract.text.sentences import split_sentences
from timeline.model.edtf import Edtf
from timeline.model.problems import Problem
from timeline.sources import Found, SourcesRead

_HEAD = 600
"""Characters of a text in which its dateline stands, below a headline."""
_YEARS = (Edtf.parse("2019"), Edtf.parse("2023"))
"""Two years that a day may be read in: where it is the same day in both, the text says its year."""
_NEAR = timedelta(days=7)
"""How far a dateline is from the publication at most: what a weekly prints was sent within the week."""
_NO_YEAR = "YYYY"


def with_datelines(sources: SourcesRead) -> SourcesRead:
    """The sources, of which each undated text says also what its dateline says, and a note where one contradicts."""
    undated = []
    for each in sources.undated:
        told = dateline(each.text)
        if told:
            words, day = told
            year = ", with its year" if day.startswith(_NO_YEAR) else ""
            each = replace(each, reason=f'{each.reason}; the dateline says "{words}"', likely=f"{day}{year}")
        undated.append(each)
    notes = (note for found in sources.articles for note in _contradiction(found))
    return replace(sources, undated=tuple(undated), notes=(*sources.notes, *notes))


def _contradiction(found: Found) -> Iterator[Problem]:
    """A note where the dateline names a day far from the publication: "on Monday" then is another Monday than meant."""
    told, published = dateline(found.article.text), found.article.published.first
    if told is None or published is None or not found.article.published.is_day:
        return
    words, day = told
    days = []
    for year in range(published.year - 1, published.year + 2):
        with suppress(ValueError):  # 29 February
            days.append(date.fromisoformat(day.replace(_NO_YEAR, str(year))))
    if days and min(abs(each - published) for each in days) > _NEAR:
        message = f'published: the dateline says "{words}", the publication date is {published}'
        yield Problem(message, found.where, '"Monday" and the like are counted from the publication date; is it right?')


def dateline(text: str) -> tuple[str, str] | None:
    """The date in the dateline of a text, as it is written and as a day, ``YYYY-03-05`` where the year is not said.

    None where there is none, or it names no day, such as a weekday alone.
    """
    head = text[:_HEAD]
    for line in head.splitlines():  # the extractor looks for a dateline at the beginning
        sentences = split_sentences(line)
        one, other = (find_dates(line, sentences, year)[:1] for year in _YEARS)
        if not one or not one[0].stamp or one[0].start == 0:  # a place stands before the date of a dateline
            continue
        in_one, in_other = one[0].date, other[0].date
        if in_one is None or in_other is None or not in_one.is_day:
            return None
        return one[0].text, in_one.text if in_one == in_other else f"{_NO_YEAR}{in_one.text[4:]}"
    return None
