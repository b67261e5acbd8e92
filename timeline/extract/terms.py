"""Terms: the figures of a clause as typed quantities with a role."""

from __future__ import annotations

from timeline.extract.frames import Frame
from timeline.extract.scan import Scan
from timeline.model.events import Term


def terms_of(scan: Scan, frame: Frame) -> tuple[Term, ...]:
    """The figures of the clause."""
    unit = frame.unit
    found = []
    for amount in scan.amounts.within(unit.start, unit.end):
        if amount.unit in ("minutes", "hours"):
            continue
        name = "tariff_rate" if amount.unit == "%" else "amount"
        found.append(Term(name=name, value=amount.value, unit=amount.unit, bound=amount.bound, per=amount.per))
    return tuple(found)
