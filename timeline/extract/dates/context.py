"""What a form is resolved against: the day of writing, and the days that the text has named before."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta

from timeline.extract.dates.form import Form
from timeline.extract.dates.words import Role
from timeline.model.edtf import Edtf

Direction = Callable[[Form], int]


_NEAR = 2
"""After so many sentences at most a day of the story is taken up behind a limit."""


@dataclass(slots=True)
class Context:
    """What a form is resolved against."""

    today: date | None
    """The day of writing; None where the publication date is known to the month or less."""
    near: date
    """A day within the publication date, for years that are not written."""
    direction: Direction
    story: Edtf | None = None
    """The last day told of that is not ahead."""
    story_sentence: int = -1
    period: Edtf | None = None
    """The last date named, of any length, its sentence, where it ends, and its role."""
    period_sentence: int = -1
    period_end: int = -1
    period_role: Role = "on"
    period_heads: bool = False
    """Whether it opened its sentence: "Last week ..."."""
    latest: Edtf | None = None
    """The last day named, and the sentence it stands in."""
    latest_sentence: int = -1
    latest_start: int = -1
    latest_is_limit: bool = False
    """Whether that is a limit, on which nothing was done."""
    lead: Edtf | None = None
    """The first day told of."""
    explicit: date | None = None
    """The last day written with its month, and its sentence."""
    explicit_sentence: int = -1
    written: date | None = None
    """The last day written with a year that is not the current one, and its sentence."""
    written_sentence: int = -1
    month: date | None = None
    """The last month told with a year that is not the current one, its sentence, and where it ends."""
    month_sentence: int = -1
    month_end: int = -1
    year: int = 0
    """The year with which a sentence opens, "In 2024 ...", or that it has told since, its sentence, and its place."""
    year_sentence: int = -2
    year_start: int = -1
    that_year: date | None = None
    """The last day or month told of "that year", and where it ends."""
    that_year_end: int = -1
    month_told: int = -1
    """The sentence of the last month told as an occasion, and where it ends."""
    month_told_end: int = -1
    days: deque[date] = field(default_factory=lambda: deque(maxlen=40))

    def told(self, form: Form, found: Edtf) -> None:
        """Remember ``found`` for "the same day", "two days later"."""
        if found.first is None or found.last is None:
            return
        compared = form.kind == "shift" and form.unit == "year" and form.ref == "whole"  # "more than the year before"
        limit = form.role in ("by", "until") and self.today is not None and found.first > self.today
        of_a_text = form.kind == "year" and form.attributive
        if form.kind not in ("within", "for", "ahead", "eve") and not compared and not limit and not of_a_text:
            self.period, self.period_sentence, self.period_end = found, form.sentence, form.end
            self.period_role, self.period_heads = form.role, form.heads
        opens = form.kind == "year" and (form.heads or self.year_sentence == form.sentence)
        goes_on = form.heads and form.kind in ("month", "day") and form.year is None and found.first.year == self.year
        if form.role == "on" and (opens or (goes_on and form.sentence == self.year_sentence + 1)):
            self.year, self.year_sentence, self.year_start = found.first.year, form.sentence, form.start
        if form.kind in ("day", "month") and form.ref == "same" and form.unit == "year":
            self.that_year, self.that_year_end = found.first, form.end
        elif form.year is not None:
            self.that_year = None
        if form.kind == "month" and form.role == "on" and not (form.attributive or form.had or form.aside):
            self.month_told, self.month_told_end = form.sentence, form.end
        told_year = form.year is not None or (form.unit == "year" and bool(form.ref)) or form.ref == "same"
        past_year = told_year and found.first.year != self.near.year and not form.stamp
        if form.kind == "month" and past_year and form.role == "on":
            self.month, self.month_sentence, self.month_end = found.first, form.sentence, form.end
        if found.span is not None and found.span > 10:
            return
        if form.kind in ("unit", "within", "for", "ahead", "eve"):
            return
        if form.role == "since" and self.latest_sentence == form.sentence:
            return  # "let lapse on 15 September what had held since May 2": the day is the first
        if self._is_beside_the_story(form, found):
            return  # "Peru closed the port on 2 March. Chile, which joined the bloc on 1 January, answered a day later"
        self.latest, self.latest_sentence, self.latest_start = found, form.sentence, form.start
        self.latest_is_limit = form.aside == "limit"
        self.days.append(found.last)
        if past_year:
            self.written, self.written_sentence = found.first, form.sentence
        if form.kind in ("day", "ordinal") and form.role in ("on", "from") and not form.attributive:
            self.explicit, self.explicit_sentence = found.last, form.sentence
        if form.role in ("by", "until", "for", "from") or form.stamp:
            return
        if self.today is None or found.first - self.today <= timedelta(days=1):
            self.story, self.story_sentence = found, form.sentence
            self.lead = self.lead or found

    def _is_beside_the_story(self, form: Form, found: Edtf) -> bool:
        """Whether what is told goes on from the day told just before, and not from that of a report, or of history."""
        told = self.latest.first if self.latest is not None else None
        if told is None or found.last is None or self.latest_sentence < form.sentence - _NEAR:
            return False
        return form.aside == "report" or (form.aside == "passing" and found.last < told)

    def headed(self, form: Form) -> int | None:
        """The year with which the sentence opens, for what it tells as past: "In 2024 it asked in April for".

        It holds on in the sentences of its paragraph that open with a month: "In 2019 they fell out. In May Peru ...";
        and behind "in May of that year" for the months after it.
        """
        goes_on = form.heads and form.sentence == self.year_sentence + 1 and form.paragraph <= self.year_start
        that = self.that_year if form.paragraph <= self.that_year_end else None
        if that is not None and form.month is not None:
            year = that.year if form.month > that.month else None
        else:
            year = self.year if self.year_sentence == form.sentence or goes_on else None
        return year if year and form.role == "on" and not form.ref and self.direction(form) <= 0 else None

    def only_a_month(self, form: Form) -> bool:
        """Whether the sentence before names a month, and no day: "In July it broke off talks. The next day ..."."""
        last = self.month_told
        return last >= form.sentence - 1 and last > self.latest_sentence and form.paragraph <= self.month_told_end

    def base(self, form: Form) -> Edtf | None:
        """The day that "the day before" counts from.

        The last one named, where it stands in the same sentence or right before it in the same
        paragraph; else the last that is not ahead. None where only a month has been told since.
        """
        if self.only_a_month(form):
            return None
        if (
            self.latest is not None
            and self.latest_sentence >= form.sentence - 1
            and form.paragraph <= self.latest_start
        ):
            ahead = self.today is not None and self.latest.first is not None and self.latest.first > self.today
            told = self.story is not None and self.story_sentence >= form.sentence - _NEAR
            limit = self.latest_is_limit and form.kind == "shift"
            if (ahead or limit) and told and self.direction(form) < 0:
                return self.story  # "asked on Friday for licences by May 1. The ministry replied a day later"
            return self.latest
        return self.story
