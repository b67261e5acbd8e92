"""The status of a negotiation as Markdown, and as a rich page for the terminal."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from timeline.model.state import Dossier
from timeline.report.cards import Card, cards
from timeline.report.facts import headline, unraised
from timeline.report.html import tool_version
from timeline.report.quotes import Quotation
from timeline.report.status import AskLine, Moment, Proofs, Refs, Stand, StatusView, origins, sources, status_view
from timeline.report.words import count_words, day_words, join, label, party_name

if TYPE_CHECKING:
    from rich.console import RenderableType

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~!&])")


def status_markdown(dossier: Dossier) -> str:
    """The whole status report in CommonMark with tables; text from articles is escaped, proofs are numbered."""
    proofs = Proofs()
    facts = [(fact, proofs.numbers(fact.proof)) for fact in headline(dossier)]
    view = status_view(dossier, proofs)
    blocks = [
        f"# {_md(dossier.negotiation.title)}: where the talks stand",
        _stamp(dossier),
        "## At a glance",
        "\n".join(f"- **{fact.topic}**: {_md(fact.text)}{_refs(numbers)}" for fact, numbers in facts),
        *_md_issues(dossier, view),
        *_md_positions(view),
        *_md_figures(view),
        *_md_asks(view),
        *_md_calendar(view),
        *_md_meetings(view),
        *_md_proof(dossier, proofs),
        "---",
        f"Made by timeline {tool_version()} from ledger `{dossier.ledger_hash}`.",
    ]
    return "\n\n".join(blocks) + "\n"


def status_terminal(dossier: Dossier, width: int) -> RenderableType:
    """The essentials for a terminal of ``width`` columns: headline, issues, positions, open asks, what is coming."""
    from rich.console import Group
    from rich.padding import Padding
    from rich.text import Text

    proofs = Proofs()
    view = status_view(dossier, proofs)
    parts: list[RenderableType] = [Text(_plain(dossier.negotiation.title), style="bold"), Text(_stamp_plain(dossier))]
    for title, body in (
        ("At a glance", _pairs([(fact.topic, fact.text) for fact in headline(dossier)])),
        ("Issues", _issue_table(view, width)),
        ("Positions", _position_table(view)),
        ("Open asks", _pairs([(ask.date, _ask_line(ask)) for ask in view.open_asks])),
        ("Coming", _pairs([(line.date, _moment_line(line)) for line in view.coming])),
        ("Recent", _pairs([(line.date, _moment_line(line)) for line in view.recent])),
        ("Deadlines", _pairs([(due.date, _joined((due.summary, due.outcome, due.left))) for due in view.deadlines])),
    ):
        parts += [Text(), Text(title, style="bold underline")]
        parts.append(Padding(body, (0, 0, 0, 2)) if body else Text("  nothing on record", style="italic"))
    return Group(*parts)


# Markdown


def _md(text: str) -> str:
    """Text as it reads, whatever signs it holds, on one line."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


def _refs(numbers: Refs) -> str:
    return "".join(f" \\[{number}\\]" for number, _ in numbers)


def _stamp(dossier: Dossier) -> str:
    parties = join(party_name(dossier, code) for code in dossier.negotiation.parties)
    return f"{_md(parties)}. {_stamp_plain(dossier)}."


def _stamp_plain(dossier: Dossier) -> str:
    known = dossier.state.known_at.strftime("%Y-%m-%d %H:%M:%S UTC")
    return f"As of {day_words(dossier.state.as_of)}, as known at {known}"


def _table(heads: list[str], rows: list[list[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(cell or ' ' for cell in line)} |" for line in lines)


def _md_issues(dossier: Dossier, view: StatusView) -> list[str]:
    rows = [
        [
            _md(issue.name),
            f"**{issue.status}** since {issue.since}{_refs(issue.refs)}",
            f"{issue.last_move}, {issue.quiet}",
            _md("; ".join(issue.warnings)) + _refs(issue.deadlock_refs),
            _md(issue.rule),
        ]
        for issue in view.issues
    ]
    blocks = ["## Issues", _table(["Issue", "Status", "Last move", "Note", "Rule"], rows) if rows else "None raised."]
    names = unraised(dossier)
    return blocks + ([f"Registered, and not yet raised by any event: {_md(join(names))}."] if names else [])


def _md_positions(view: StatusView) -> list[str]:
    blocks = ["## Positions side by side"]
    for issue, stands in view.positions:
        blocks += [f"### {_md(issue)}", "\n".join(_md_stand(stand) for stand in stands)]
    return blocks if view.positions else [*blocks, "No position is on record."]


def _md_stand(stand: Stand) -> str:
    if not stand.stance:
        return f"- **{_md(stand.party)}**: no position on record"
    before = f"; before that: {_md(stand.before)}{_refs(stand.before_refs)}" if stand.before else ""
    quote = f"“{_md(stand.quote)}”"
    return f"- **{_md(stand.party)}**: {_md(stand.stance)}{_refs(stand.refs)}: {quote} ({_md(stand.said)}){before}"


def _md_figures(view: StatusView) -> list[str]:
    rows = [
        [_md(f"{issue}: {term}"), _md(figure.who), _md(figure.figure) + _refs(figure.refs), figure.date]
        for issue, term, figures in view.gaps
        for figure in figures
    ]
    return ["## Figures on the table", _table(["Issue and term", "Whose", "Figure", "Date"], rows)] if rows else []


def _md_asks(view: StatusView) -> list[str]:
    blocks = ["## Asks"]
    for title, asks in (("Open", view.open_asks), ("Closed", view.closed_asks)):
        if asks:
            blocks += [f"### {title}", "\n".join(_md_ask(ask) for ask in asks)]
    return blocks if len(blocks) > 1 else [*blocks, "No ask is on record."]


def _md_ask(ask: AskLine) -> str:
    facts = _joined((ask.act, ask.way, ask.date, f"age {ask.age}", ask.outcome))
    lines = [f"- {_md(ask.summary)}{_refs(ask.refs)} ({_md(facts)})"]
    lines += [
        f"  - {_md(answer.who)} {answer.verdict}, {answer.date}: {_md(answer.summary)}{_refs(answer.refs)}"
        for answer in ask.answers
    ]
    return "\n".join(lines)


def _md_calendar(view: StatusView) -> list[str]:
    blocks = []
    for title, lines in (("Recent", view.recent), ("Coming", view.coming)):
        listed = "\n".join(f"- {line.date}: {_md(_moment_line(line))}{_refs(line.refs)}" for line in lines)
        blocks += [f"## {title}", listed or "Nothing on record."]
    due = "\n".join(
        f"- {due.date}: {_md(due.summary)}{_refs(due.refs)}: **{due.outcome}**{', ' + due.left if due.left else ''}"
        for due in view.deadlines
    )
    return [*blocks, "## Deadlines", due or "No deadline is on record."]


def _md_meetings(view: StatusView) -> list[str]:
    rows = [[_md(met.who), str(met.meetings), f"{met.last}{_refs(met.refs)}"] for met in view.meetings]
    return ["## Who met whom", _table(["Parties", "Meetings", "Last"], rows) if rows else "No meeting is on record."]


def _md_proof(dossier: Dossier, proofs: Proofs) -> list[str]:
    by_id = {card.event_id: card for card in cards(dossier)}
    proven = [_md_card(number, by_id[event_id]) for event_id, number in proofs.items() if event_id in by_id]
    articles = sources(dossier)
    listed = "\n".join(
        f"- {_md(source.publisher)}, {source.date}: {_md(source.title)}{_link(source.url)}"
        + (f" (repeats {_md(source.repeats)})" if source.repeats else "")
        for source in articles
    )
    heading = (
        f"{count_words(len(articles), 'article')} quoted in the record, of {count_words(origins(dossier), 'origin')}."
    )
    return ["## Proof", "\n\n".join(proven), "## Sources", heading, *([listed] if listed else [])]


def _md_card(number: int, card: Card) -> str:
    said = _joined((label("type", card.type), label("modality", card.modality), card.date))
    head = f"\\[{number}\\] {_md(card.summary)} ({said})"
    return "\n".join([head, *(f"> {_md_quote(quote)}" for quote in card.quotations)])


def _md_quote(quote: Quotation) -> str:
    text = f"{_md(quote.before)}{' ' if quote.before.endswith(' ') else ''}**{_md(quote.quote)}**"
    text += f"{' ' if quote.after.startswith(' ') else ''}{_md(quote.after)}"
    return f"{text} ({_md(_joined((quote.publisher, quote.date)) or quote.article_id)}){_link(quote.url)}"


def _link(url: str) -> str:
    """An autolink; nothing where the address would end it early."""
    return f" <{url}>" if url and not set(url) & set("<>") else ""


# Terminal


def _plain(text: str) -> str:
    """Without control characters, so that no text can steer the terminal."""
    return "".join(char if char.isprintable() else " " for char in text)


def _joined(parts: tuple[str, ...]) -> str:
    return ", ".join(part for part in parts if part)


def _moment_line(line: Moment) -> str:
    return f"{line.kind}{', ' + line.modality if line.modality else ''}: {line.summary}"


def _ask_line(ask: AskLine) -> str:
    return f"{ask.summary} ({_joined((ask.way, f'age {ask.age}', ask.outcome))})"


_LONGEST = 12
"""Lines of a list in the terminal; what is left out is counted."""


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
            "", Text(f"and {len(pairs) - _LONGEST} more; the Markdown and HTML reports have all", style="italic")
        )
    return table


def _issue_table(view: StatusView, width: int) -> RenderableType | None:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    if not view.issues:
        return None
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1), pad_edge=False)
    wide = width >= 90
    for head in ("Issue", "Status", *(("Since",) if wide else ()), "Last move", "Note"):
        table.add_column(head, overflow="fold")
    for issue in view.issues:
        cells = [issue.name, issue.status, *([issue.since] if wide else []), issue.quiet, "; ".join(issue.warnings)]
        table.add_row(*(Text(_plain(cell)) for cell in cells))
    return table


def _position_table(view: StatusView) -> RenderableType | None:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    if not view.positions:
        return None
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1), pad_edge=False)
    for head in ("Issue", "Party", "Stance", "Said"):
        table.add_column(head, overflow="fold")
    for issue, stands in view.positions:
        for place, stand in enumerate(stands):
            cells = ("" if place else issue, stand.party, stand.stance or "no position on record", stand.said)
            table.add_row(*(Text(_plain(cell)) for cell in cells))
    return table
