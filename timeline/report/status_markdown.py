"""The status of a negotiation as Markdown."""

from __future__ import annotations

import re

from timeline.model.state import Dossier
from timeline.model.visible import visible
from timeline.report.cards import Card, cards_of
from timeline.report.facts import unraised
from timeline.report.html import tool_version
from timeline.report.lines import AskLine, DueLine, Refs, Stand, moment_words
from timeline.report.locales import SOURCE, _, ngettext, speaking
from timeline.report.origins import origins, single_sourced
from timeline.report.quotes import Quotation
from timeline.report.record import Pair, Pledge, TwoAccounts, sources
from timeline.report.sections import sections
from timeline.report.since import SinceView, Turn, clock_words
from timeline.report.status import StatusView
from timeline.report.words import commas, join, label, party_name, stamp_words

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~!&])")


def status_markdown(dossier: Dossier, locale: str = SOURCE) -> str:
    """The whole status report in CommonMark with tables; text from articles is escaped, proofs are numbered."""
    with speaking(locale):
        told = sections(dossier)
        view = told.view
        blocks = [
            "# " + _("{negotiation}: where the talks stand", negotiation=_md(dossier.negotiation.title)),
            _stamp(dossier),
            f"## {_('At a glance')}",
            "\n".join(f"- **{fact.topic}**: {_md(fact.text)}{_refs(numbers)}" for fact, numbers in told.facts),
            *(_md_since(told.since) if told.since else []),
            *_md_issues(dossier, view),
            *_md_positions(view),
            *_md_figures(view),
            *_md_asks(view),
            *_md_pledges(told.pledges),
            *_md_accounts(told.accounts),
            *_md_calendar(view),
            *_md_meetings(view, told.pairs),
            *_md_proof(dossier, told.proofs),
            "---",
            _(
                "Made by timeline {version} from ledger {hash}.",
                version=tool_version(),
                hash=f"`{dossier.ledger_hash}`",
            ),
        ]
        return "\n\n".join(blocks) + "\n"


def _md(text: str) -> str:
    """Text as it reads, whatever signs it holds, on one line."""
    return _SPECIAL.sub(r"\\\1", visible(" ".join(text.split())))


def _refs(numbers: Refs) -> str:
    return "".join(f" \\[{number}\\]" for number, _ in numbers)


def _stamp(dossier: Dossier) -> str:
    parties = join(party_name(dossier, code) for code in dossier.negotiation.parties)
    return f"{_md(parties)}. {stamp_words(dossier)}."


def _table(heads: list[str], rows: list[list[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(cell or ' ' for cell in line)} |" for line in lines)


def _md_issues(dossier: Dossier, view: StatusView) -> list[str]:
    rows = [
        [
            _md(issue.name),
            f"**{issue.status}** {issue.since}{_refs(issue.refs)}",
            ", ".join(part for part in (issue.last_move, issue.quiet) if part),
            _md("; ".join(issue.warnings)) + _refs(issue.deadlock_refs),
            _md(issue.rule),
        ]
        for issue in view.issues
    ]
    heads = [_("Issue"), _("Status"), _("Last move"), _("Note"), _("Rule")]
    blocks = [f"## {_('Issues')}", _table(heads, rows) if rows else _("No issue has been raised on the record.")]
    names = unraised(dossier)
    more = _("Registered, and not yet raised by any event: {issues}.", issues=_md(join(names)))
    return blocks + ([more] if names else [])


def _md_positions(view: StatusView) -> list[str]:
    blocks = [f"## {_('Positions and what they replaced')}"]
    for issue, stands in view.positions:
        blocks += [f"### {_md(issue)}", "\n".join(_md_stand(stand) for stand in stands)]
    return blocks if view.positions else [*blocks, _("No position is on record.")]


def _md_stand(stand: Stand) -> str:
    if not stand.stance:
        return f"- **{_md(stand.party)}**: {_('no position on record')}"
    before = "; " + _("before that:") + f" {_md(stand.before)}{_refs(stand.before_refs)}" if stand.before else ""
    quote = f"“{_md(stand.quote)}”"
    return f"- **{_md(stand.party)}**: {_md(stand.stance)}{_refs(stand.refs)}: {quote} ({_md(stand.said)}){before}"


def _md_figures(view: StatusView) -> list[str]:
    rows = [
        [_md(f"{line.issue}: {line.term}"), _md(figure.who), _md(figure.figure) + _refs(figure.refs), figure.date]
        for line in view.terms
        for figure in line.figures
    ]
    heads = [_("Issue and term"), _("Whose"), _("Figure"), _("Date")]
    apart = [
        f"- {_md(line.issue)}, {_md(line.term)}: {_md(line.chart.distance)}"
        for line in view.terms
        if line.chart and line.chart.distance
    ]
    apart += [
        f"- {_md(line.issue)}, {_md(line.term)}: "
        + _("Also told in {units}; nothing is converted, so they are not compared.", units=_md(line.others))
        for line in view.terms
        if line.others
    ]
    if not rows:
        return []
    return [f"## {_('Figures on the table')}", _table(heads, rows), *(["\n".join(apart)] if apart else [])]


def _md_asks(view: StatusView) -> list[str]:
    blocks = [f"## {_('Asks')}"]
    for title, asks in ((_("Open"), view.open_asks), (_("Closed"), view.closed_asks)):
        if asks:
            blocks += [f"### {title}", "\n".join(_md_ask(ask) for ask in asks)]
    return blocks if len(blocks) > 1 else [*blocks, _("No ask is on record.")]


def _md_ask(ask: AskLine) -> str:
    facts = commas((ask.act, ask.way, ask.date, _("age {age}", age=ask.age or _("not known")), ask.outcome))
    lines = [f"- {_md(ask.summary)}{_refs(ask.refs)} ({_md(facts)})"]
    lines += [
        f"  - {_md(answer.who)} {answer.verdict}, {answer.date}: {_md(answer.summary)}{_refs(answer.refs)}"
        for answer in ask.answers
    ]
    return "\n".join(lines)


def _md_calendar(view: StatusView) -> list[str]:
    blocks = []
    told = ((_("Recent"), view.recent), (_("Coming"), view.coming))
    for title, lines in (*told, *(((_("Planned, day passed, no report since"), view.lapsed),) if view.lapsed else ())):
        listed = "\n".join(f"- {line.date}: {_md(moment_words(line))}{_refs(line.refs)}" for line in lines)
        blocks += [f"## {title}", listed or _("Nothing on record.")]
    due = "\n".join(map(_md_due, view.deadlines))
    return [*blocks, f"## {_('Deadlines')}", due or _("No deadline is on record.")]


def _md_due(due: DueLine) -> str:
    left = "".join(f", {words}" for words in (due.left, due.modality) if words)
    return f"- {due.date}: {_md(due.summary.rstrip('.'))}{_refs(due.refs)}: **{due.outcome}**{left}"


def _md_since(since: SinceView) -> list[str]:
    lines = [
        *(_md_turn(_("Status"), turn) for turn in since.statuses),
        *(_md_turn(_("Position"), turn) for turn in since.positions),
        *(_md_turn(_("Deadline"), turn) for turn in since.passed),
        *(
            f"- {_md(line.kind)} {line.event_id}, {line.when}, {_md(line.author)}: {_md(line.before)} → "
            f"{_md(line.after)} ({_md(line.why)})"
            for line in since.corrected
        ),
    ]
    happened = [f"- {line.date}: {_md(moment_words(line))}{_refs(line.refs)}" for line in since.happened]
    late = ngettext(
        "{n} earlier event was first recorded since then.",
        "{n} earlier events were first recorded since then.",
        since.learned_late,
    )
    return [
        "## " + _("What changed since {day}", day=since.day),
        clock_words(),
        "\n".join(lines) or _("No status, position or deadline stands otherwise than before that day."),
        *([late] if since.learned_late else []),
        "\n".join(happened) or _("Nothing on record happened since."),
    ]


def _md_turn(kind: str, turn: Turn) -> str:
    return f"- **{kind}**, {_md(turn.what)}: {_md(turn.before)} → {_md(turn.after)} ({_md(turn.why)}){_refs(turn.refs)}"


def _md_pledges(found: tuple[Pledge, ...]) -> list[str]:
    title = f"## {_('Agreements and how far they have come')}"
    if not found:
        return [title, _("No agreement is on record.")]
    heads = [_("Agreement"), *(stage for stage, _day in found[0].stages), _("Behind")]
    rows = [
        [
            _md(pledge.summary) + _refs(pledge.refs),
            *(day for _stage, day in pledge.stages),
            "; ".join(
                [*filter(None, [pledge.ended]), *(_md(words) + _refs(numbers) for words, numbers in pledge.overdue)]
            ),
        ]
        for pledge in found
    ]
    return [title, _table(heads, rows)]


def _md_accounts(found: tuple[TwoAccounts, ...]) -> list[str]:
    title = f"## {_('Two accounts')}"
    if not found:
        return [title, _("No two accounts on record disagree.")]
    rows = [
        [_md(each.issues), *(f"{_md(who)}: {_md(says)}{_refs(refs)}" for who, says, refs in (each.one, each.other))]
        for each in found
    ]
    return [title, _table([_("Issue"), _("One account"), _("The other")], rows)]


def _md_meetings(view: StatusView, pairs: tuple[Pair, ...]) -> list[str]:
    rows = [[_md(met.who), str(met.meetings), f"{met.last}{_refs(met.refs)}"] for met in view.meetings]
    heads = [_("Parties"), _("Meetings"), _("Last")]
    persons = [[_md(pair.one), _md(pair.other), str(pair.meetings), f"{pair.last}{_refs(pair.refs)}"] for pair in pairs]
    return [
        f"## {_('Who met whom')}",
        _table(heads, rows) if rows else _("No meeting is on record."),
        *([_table([_("Who"), _("Met whom"), _("Meetings"), _("Last")], persons)] if persons else []),
    ]


def _md_proof(dossier: Dossier, proofs: tuple[tuple[str, int], ...]) -> list[str]:
    by_id = cards_of(dossier, (event_id for event_id, _number in proofs))
    proven = [_md_card(number, by_id[event_id]) for event_id, number in proofs if event_id in by_id]
    articles = sources(dossier)
    listed = "\n".join(
        f"- {_md(source.publisher)}, {source.date}: {_md(source.title)}{_link(source.url)}"
        + (" " + _("(repeats {article})", article=_md(source.repeats)) if source.repeats else "")
        for source in articles
    )
    heading = (
        ngettext("{n} article quoted in the record, ", "{n} articles quoted in the record, ", len(articles))
        + ngettext(
            "of {n} origin: an article that repeats another is the same origin.",
            "of {n} origins: an article that repeats another is the same origin.",
            origins(dossier),
        )
        + " "
        + ngettext(
            "{n} event rests on a single source.",
            "{n} events rest on a single source.",
            single_sourced(dossier),
        )
    )
    return [f"## {_('Proof')}", "\n\n".join(proven), f"## {_('Sources')}", heading, *([listed] if listed else [])]


def _md_card(number: int, card: Card) -> str:
    said = commas((label("type", card.type), card.certainty, card.date))
    head = f"\\[{number}\\] {_md(card.summary)} ({said})"
    return "\n".join([head, *(f"> {_md_quote(quote)}" for quote in card.quotations)])


def _md_quote(quote: Quotation) -> str:
    text = f"{_md(quote.before)}{' ' if quote.before.endswith(' ') else ''}**{_md(quote.quote)}**"
    text += f"{' ' if quote.after.startswith(' ') else ''}{_md(quote.after)}"
    return f"{text} ({_md(commas((quote.publisher, quote.date)) or quote.article_id)}){_link(quote.url)}"


def _link(url: str) -> str:
    """An autolink; nothing where the address would end it early."""
    return f" <{url}>" if url and not set(url) & set("<>") else ""
