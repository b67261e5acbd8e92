"""What the dateline of a text without a publication date says of its day: told, never taken."""

from __future__ import annotations

from dataclasses import replace

from timeline.extract.dates.find import find_dates
from timeline.extract.text.sentences import split_sentences
from timeline.model.edtf import Edtf
from timeline.sources import SourcesRead

_HEAD = 600
"""Characters of a text in which its dateline stands, below a headline."""
_YEARS = (Edtf.parse("2019"), Edtf.parse("2023"))
"""Two years that a day may be read in: where it is the same day in both, the text says its year."""


def with_datelines(sources: SourcesRead) -> SourcesRead:
    """The sources, of which each undated text says also what its dateline says."""
    undated = []
    for each in sources.undated:
        told = dateline(each.text)
        if told:
            words, day = told
            year = ", with its year" if day.startswith("YYYY") else ""
            each = replace(each, reason=f'{each.reason}; the dateline says "{words}"', likely=f"{day}{year}")
        undated.append(each)
    return replace(sources, undated=tuple(undated))


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
        return one[0].text, in_one.text if in_one == in_other else f"YYYY{in_one.text[4:]}"
    return None
