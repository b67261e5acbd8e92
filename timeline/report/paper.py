"""What the short print of a report has: where things stand now, since a day what is new, of all else how much."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator
from typing import Any

from timeline.model.state import Since
from timeline.report.sections import Sections
from timeline.report.status import IssueLine

LATEST = 40
"""So many of the events that happened since a day are printed with their proof, the latest; the others are counted."""


class Paper:
    """Tells apart what is printed and what only the page holds."""

    def __init__(self, since: Since | None, told: Sections) -> None:
        self._new: set[str] | None = None
        if since:
            corrected = (change.event_id for change in since.recorded if change.kind != "learned late")
            self._new = {*since.happened, *corrected}
        view = told.view
        happened = told.since.happened if told.since else ()
        self._earlier = {line.event_id for line in happened[LATEST:]} - {line.event_id for line in happened[:LATEST]}
        changed = dataclasses.replace(told.since, happened=happened[:LATEST]) if told.since else None
        always = (told.facts, changed, view.coming, view.lapsed, view.deadlines, view.meetings)
        recent = () if since else view.recent
        lists = (view.issues, view.open_asks, told.pledges, told.accounts, told.pairs)
        printed = (self._printed(line) for lines in lists for line in lines if not self.old(line))
        self._cited = {event_id for line in (*always, recent, *printed) for event_id in _cited(line)}

    def old(self, line: Any) -> bool:
        """Whether the report goes by a day and all that a line, or a list of lines, cites is older."""
        cited = set(_cited(line)) if self._new is not None else set()
        return bool(cited) and cited.isdisjoint(self._new or ())

    def left(self, lines: Iterable[Any]) -> int:
        """How many of the lines are not printed for that."""
        return sum(map(self.old, lines))

    @property
    def earlier(self) -> int:
        """How many of the events that happened since the day are not printed, because many happened after them."""
        return len(self._earlier)

    def is_earlier(self, event_id: str) -> bool:
        """Whether an event that happened since the day is one of those."""
        return event_id in self._earlier

    def uncited(self, event_id: str) -> bool:
        """Whether no printed line cites the event, so that its proof is not printed either."""
        return event_id not in self._cited

    def _printed(self, line: Any) -> Any:
        """A line as paper has it: of an issue, where it stands now, and the positions and figures that are not old.

        What a position replaced is not printed there.
        """
        if not isinstance(line, IssueLine):
            return line
        stands = tuple(dataclasses.replace(stand, before_refs=()) for stand in line.stands if not self.old(stand))
        terms = tuple(term for term in line.terms if not self.old(term))
        return dataclasses.replace(line, stands=stands, terms=terms)


def _cited(value: Any) -> Iterator[str]:
    """The events of all numbers of proofs within lines, however deep."""
    match value:
        case (int(), str(event_id)):
            yield event_id
        case list() | tuple():
            for part in value:
                yield from _cited(part)
        case _ if dataclasses.is_dataclass(value):
            for field in dataclasses.fields(value):
                yield from _cited(getattr(value, field.name))
