"""Which of several it is: the last or the next, as the words beside a form and its preposition tell."""

from __future__ import annotations

from datetime import date, timedelta

from timeline.extract.dates.context import Context
from timeline.extract.dates.form import Form

STEP = {"before last": -2, "last": -1, "this": 0, "next": 1, "after next": 2}
"""How many weeks, months or years a word of reference goes on from this one."""
ROLE_WAYS = {"by": 1, "until": 1, "since": -1}
"""Which way a preposition points by itself."""


def choose(days: list[date], near: date, way: int, sure: bool = True, told: bool = False) -> date:
    """The last past or first coming of ``days``; the other where the one asked for is nearly a year off.

    Writers name the year of what is long past; how long depends on how ``sure`` the direction is. What is ``told`` at
    the head of its sentence in the past is past.
    """
    past = max((day for day in days if day <= near + timedelta(days=1)), default=days[0])
    ahead = min((day for day in days if day >= near), default=days[-1])
    back, forth = abs((near - past).days), abs((ahead - near).days)
    far, close = (310, 60) if sure else (250, 100)
    if way < 0:
        if told:
            return past
        return ahead if back > max(far, 320) and forth < close else past
    if way > 0:
        return past if forth > far and back < close else ahead
    return past if back <= 1.5 * forth else ahead


def way_of(form: Form, context: Context) -> int:
    """-1 back, 1 ahead, 0 unsaid: by its preposition, else by the words beside it."""
    if form.role == "by" and form.heads and form.kind == "day" and context.direction(form) < 0:
        return -1  # "By 9 October the Treasury was buying pesos"
    if form.behind:
        return -1
    if form.role in ROLE_WAYS:
        return ROLE_WAYS[form.role]
    if form.attributive and form.kind == "day":
        return 0
    return context.direction(form) or (1 if form.role == "from" else 0)  # "a law that applies from Dec. 30"


def year_of(form: Form, context: Context) -> int:
    """The year that "last year", "that year" behind a day or month means."""
    told = context.period.first if context.period is not None else None
    if form.ref == "same":
        return told.year if told is not None else context.near.year
    if form.ref in ("following", "previous"):
        base = told or context.near
        return base.year + (1 if form.ref == "following" else -1)
    if form.ref == "ago":
        return context.near.year + form.count
    return context.near.year + STEP[form.ref]
