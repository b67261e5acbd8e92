"""What a report since a day prints: what is new, where things stand now, and of all else how much there is."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator
from typing import Any

from timeline.model.state import Since
from timeline.report.sections import Sections
from timeline.report.status import IssueLine


class Paper:
    """Tells apart what is printed and what only the page holds; a report that compares with no day prints all."""

    def __init__(self, since: Since | None, told: Sections) -> None:
        self._new: set[str] | None = None
        if since is None:
            return
        self._new = {*since.happened, *(change.event_id for change in since.recorded if change.kind != "learned late")}
        view = told.view
        always = (told.facts, told.since, view.coming, view.lapsed, view.deadlines, view.meetings)
        lists = (view.issues, view.positions, view.open_asks, told.pledges, told.accounts, told.pairs)
        printed = (self._printed(line) for lines in lists for line in lines if not self.old(line))
        self._cited = {event_id for line in (*always, *printed) for event_id in _cited(line)}

    def old(self, line: Any) -> bool:
        """Whether all that a line, or a list of lines, cites is old; then it is not printed."""
        cited = set(_cited(line)) if self._new is not None else set()
        return bool(cited) and cited.isdisjoint(self._new or ())

    def left(self, lines: Iterable[Any]) -> int:
        """How many of the lines are not printed."""
        return sum(map(self.old, lines))

    def uncited(self, event_id: str) -> bool:
        """Whether no printed line cites the event, so that its proof is not printed either."""
        return self._new is not None and event_id not in self._cited

    def _printed(self, line: Any) -> Any:
        """A line as paper has it: of an issue, where it stands now, with the positions and figures that are new."""
        if not isinstance(line, IssueLine):
            return line
        stands = tuple(stand for stand in line.stands if not self.old(stand))
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
