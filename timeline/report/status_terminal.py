"""The status of a negotiation as a rich page for the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.model.state import Dossier
from timeline.model.visible import visible
from timeline.report.facts import headline
from timeline.report.lines import AskLine, Proofs, moment_words
from timeline.report.locales import _
from timeline.report.status import StatusView, status_view
from timeline.report.words import commas, stamp_words

if TYPE_CHECKING:
    from rich.console import RenderableType

_LONGEST = 12
"""Lines of a list in the terminal; what is left out is counted."""

_NARROW = 60
"""Columns below which tables have no room, and their rows are told as lines."""


def status_terminal(dossier: Dossier, width: int) -> RenderableType:
    """The essentials for a terminal of ``width`` columns: headline, issues, positions, open asks, what is coming."""
    from rich.console import Group
    from rich.padding import Padding
    from rich.text import Text

    proofs = Proofs()
    view = status_view(dossier, proofs)
    parts: list[RenderableType] = [Text(_plain(dossier.negotiation.title), style="bold"), Text(stamp_words(dossier))]
    for title, body in (
        (_("At a glance"), _pairs([(fact.topic, fact.text) for fact in headline(dossier)])),
        (_("Issues"), _issue_table(view, width)),
        (_("Positions"), _position_table(view, width)),
        (_("Open asks"), _pairs([(ask.date, _ask_line(ask)) for ask in view.open_asks])),
        (_("Coming"), _pairs([(line.date, moment_words(line)) for line in view.coming])),
        *(
            [(_("Planned, day passed, no report since"), _pairs([(x.date, moment_words(x)) for x in view.lapsed]))]
            if view.lapsed
            else []
        ),
        (_("Recent"), _pairs([(line.date, moment_words(line)) for line in view.recent])),
        (
            _("Deadlines"),
            _pairs(
                [
                    (due.date, commas((due.summary.rstrip("."), due.outcome, due.left, due.modality)))
                    for due in view.deadlines
                ]
            ),
        ),
    ):
        parts += [Text(), Text(title, style="bold underline")]
        parts.append(Padding(body, (0, 0, 0, 2)) if body else Text("  " + _("nothing on record"), style="italic"))
    return Group(*parts)


def _plain(text: str) -> str:
    """Without control characters, so that no text can steer the terminal."""
    return "".join(char if char.isprintable() else " " for char in visible(text))


def _ask_line(ask: AskLine) -> str:
    return f"{ask.summary} ({commas((ask.way, _('age {age}', age=ask.age) if ask.age else ask.date, ask.outcome))})"


def _pairs(pairs: list[tuple[str, str]]) -> RenderableType | None:
    from rich.table import Table
    from rich.text import Text

    if not pairs:
        return None
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(max_width=20)
    table.add_column(ratio=1)
    for left, right in pairs[:_LONGEST]:
        table.add_row(Text(_plain(left)), Text(_plain(right)))
    if len(pairs) > _LONGEST:
        table.add_row(
            "", Text(_("and {n} more; the Markdown and HTML reports have all", n=len(pairs) - _LONGEST), style="italic")
        )
    return table


def _issue_table(view: StatusView, width: int) -> RenderableType | None:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    if not view.issues:
        return None
    if width < _NARROW:
        told = ((issue, issue.quiet or issue.last_move) for issue in view.issues)
        return _pairs([(issue.name, commas((issue.status, moved, *issue.warnings))) for issue, moved in told])
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1), pad_edge=False)
    wide = width >= 90
    for head in (_("Issue"), _("Status"), *((_("Since"),) if wide else ()), _("Last move"), _("Note")):
        table.add_column(head, overflow="fold")
    for issue in view.issues:
        moved = issue.quiet or issue.last_move
        cells = [issue.name, issue.status, *([issue.since] if wide else []), moved, "; ".join(issue.warnings)]
        table.add_row(*(Text(_plain(cell)) for cell in cells))
    return table


def _position_table(view: StatusView, width: int) -> RenderableType | None:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    if not view.positions:
        return None
    if width < _NARROW:
        return _pairs(
            [
                (
                    commas((issue, stand.party)),
                    commas(((stand.stance or _("no position on record")).rstrip("."), stand.said)),
                )
                for issue, stands in view.positions
                for stand in stands
            ]
        )
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1), pad_edge=False)
    for head in (_("Issue"), _("Party"), _("Stance"), _("Said")):
        table.add_column(head, overflow="fold")
    for issue, stands in view.positions:
        for place, stand in enumerate(stands):
            cells = ("" if place else issue, stand.party, stand.stance or _("no position on record"), stand.said)
            table.add_row(*(Text(_plain(cell)) for cell in cells))
    return table
