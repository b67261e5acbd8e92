"""``timeline list``: what is in the store, with filters."""

from __future__ import annotations

import argparse
from datetime import date
from typing import TYPE_CHECKING, Any, get_args

from timeline.cli.options import edtf, one_of, the_actor, the_issue, the_negotiation, the_party
from timeline.model.problems import Problem, ProblemError, UsageProblem, did_you_mean

if TYPE_CHECKING:
    from timeline.store.store import Reader

STATES = ("pending", "accepted", "merged", "rejected", "superseded")
_TITLE = "coalesce(title, regexp_extract(text, '^\\s*(\\S+(?:\\s+\\S+){0,7})', 1) || ' ...') AS title"
"""The headline; where there is none, the first words of the text."""

COLUMNS: dict[str, tuple[str, ...]] = {
    "events": ("event_id", "date_edtf", "type", "modality", "parties", "actors", "issues", "summary"),
    "drafts": ("draft_id", "state", "type", "date_edtf", "parties", "actors", "issue", "summary", "article_id"),
    "articles": ("article_id", "published_edtf", "publisher", _TITLE, "url", "negotiations"),
    "actors": ("actor_id", "name", "party", "kind", "aliases"),
    "issues": ("negotiation_id", "issue_id", "name", "parent", "phrases"),
    "parties": ("party", "name", "kind", "members"),
    "negotiations": ("negotiation_id", "title", "parties", "stalled_after_days"),
}
"""What is shown of each view."""

_FILTERS: dict[str, dict[str, str]] = {
    "negotiation": {
        "events": "negotiation_id = $negotiation",
        "drafts": "negotiation_id = $negotiation",
        "issues": "negotiation_id = $negotiation",
        "negotiations": "negotiation_id = $negotiation",
        "articles": "list_contains(negotiations, $negotiation)",
    },
    "type": {"events": "type = $type", "drafts": "type = $type"},
    "modality": {"events": "modality = $modality", "drafts": "modality = $modality"},
    "state": {"drafts": "state = $state"},
    "party": {
        "events": "list_contains(parties, $party)",
        "drafts": "list_contains(parties, $party)",
        "actors": "party = $party",
        "negotiations": "list_contains(parties, $party)",
    },
    "actor": {"events": "list_contains(actors, $actor)"},
    "issue": {"events": "list_contains(issues, $issue)", "drafts": "issue = $issue"},
    "article": {
        "events": "list_contains([e.article_id FOR e IN evidence], $article)",
        "drafts": "article_id = $article",
        "articles": "article_id = $article",
    },
    "since": {"events": "date_last >= $since", "drafts": "date_last >= $since", "articles": "published_last >= $since"},
    "until": {
        "events": "date_first <= $until",
        "drafts": "date_first <= $until",
        "articles": "published_first <= $until",
    },
    "search": {
        "events": "contains(lower(summary), lower($search))",
        "drafts": "contains(lower(summary), lower($search))",
        "articles": "contains(lower(text), lower($search))",
        "actors": "contains(lower(name), lower($search))",
        "issues": "contains(lower(name), lower($search))",
    },
}
"""Condition of each option, by the views that it can filter."""

_ORDER = {
    "events": "date_first NULLS LAST, date_last, event_id",
    "drafts": 'article_id, evidence[1]."start", draft_id',
    "articles": "published_first, article_id",
}


def configure(parser: argparse.ArgumentParser) -> None:
    """Arguments of the command."""
    from timeline.cli.output import FORMATS
    from timeline.model.events import EVENT_TYPES, Modality

    views = tuple(COLUMNS)
    parser.add_argument(
        "what",
        nargs="?",
        default="events",
        type=one_of(views, "list"),
        metavar="WHAT",
        help=f"{', '.join(views)} (default: events)",
    )
    parser.add_argument("--negotiation", "-n", metavar="ID")
    parser.add_argument("--type", type=one_of(EVENT_TYPES, "event type"), metavar="TYPE", help="of event or draft")
    parser.add_argument(
        "--modality", type=one_of(get_args(Modality), "modality"), metavar="WORD", help=", ".join(get_args(Modality))
    )
    parser.add_argument(
        "--state", type=one_of(STATES, "state of a draft"), metavar="WORD", help=f"of a draft: {', '.join(STATES)}"
    )
    parser.add_argument("--party", metavar="CODE", help="a code or a name")
    parser.add_argument("--actor", metavar="NAME", help="a name, alias or id")
    parser.add_argument("--issue", metavar="ID", help="an id, name or phrase")
    parser.add_argument("--article", metavar="ID", help="an id, source id or URL")
    parser.add_argument(
        "--since", type=_first, metavar="DATE", help="not before: 2025-09-24 or 2025-09; what may be later counts"
    )
    parser.add_argument("--until", type=_last, metavar="DATE", help="not after")
    parser.add_argument("--search", metavar="TEXT", help="in summaries, names or article texts")
    parser.add_argument("--format", choices=FORMATS, default="table")


def run(args: argparse.Namespace) -> int:
    """Print the rows that pass every filter."""
    import sys

    from timeline.cli.output import write_frame
    from timeline.store.store import Store

    wanted: list[str] = []
    given: dict[str, Any] = {}
    for name, by_view in _FILTERS.items():
        value = getattr(args, name)
        if value is None:
            continue
        if args.what not in by_view:
            able = ", ".join(by_view)
            raise UsageProblem(Problem(f"{args.what} cannot be filtered by --{name}", hint=f"{able} can"))
        wanted.append(by_view[args.what])
        given[name] = value
    with Store(args.db).reading() as reader:
        parameters = {name: _found(reader, name, value, args) for name, value in given.items()}
        where = f"WHERE {' AND '.join(wanted)}" if wanted else ""
        order = _ORDER.get(args.what, "ALL")
        frame = reader.frame(
            f"SELECT {', '.join(COLUMNS[args.what])} FROM {args.what} {where} ORDER BY {order}", parameters or None
        )
    write_frame(frame, args.format, sys.stdout)
    return 0


def _found(reader: Reader, name: str, value: Any, args: argparse.Namespace) -> Any:
    """The value of a filter as the store has it; raises ProblemError where nothing of that name is there."""
    match name:
        case "negotiation":
            return the_negotiation(reader, value)
        case "party":
            return the_party(reader, value)
        case "actor":
            return the_actor(reader, value)
        case "article":
            article = reader.article_named(value)
            if article is None:
                hint = did_you_mean(value, reader.ids("article")) or "`timeline list articles` shows them"
                raise ProblemError(Problem(f'there is no article "{value}"', hint=hint))
            return article.article_id
        case "issue":
            return _issue(reader, value, args)
        case _:
            return value


def _issue(reader: Reader, named: str, args: argparse.Namespace) -> str:
    """The id of an issue of the negotiation named, or of any; a draft may also have it in words of its own."""
    negotiations = [args.negotiation] if args.negotiation else list(reader.registry().negotiations)
    for negotiation in negotiations:
        issue = reader.registry().find_issue(negotiation, named)
        if issue is not None:
            return issue.issue_id
    if args.what == "drafts" and any(draft.issue == named for draft, _, _ in reader.drafts(args.negotiation)):
        return named
    if len(negotiations) == 1:
        return the_issue(reader, negotiations[0], named)
    known = [issue.issue_id for issue in reader.registry().issues.values()]
    hint = did_you_mean(named, known) or "`timeline list issues` shows them"
    raise ProblemError(Problem(f'there is no issue "{named}"', hint=hint))


def _first(text: str) -> date:
    """The first day of an EDTF date."""
    first = edtf(text).first
    if first is None:
        raise argparse.ArgumentTypeError(f"'{text}' has no beginning; write 2025-09-24 or 2025-09")
    return first


def _last(text: str) -> date:
    """The last day of an EDTF date."""
    last = edtf(text).last
    if last is None:
        raise argparse.ArgumentTypeError(f"'{text}' has no end; write 2025-09-24 or 2025-09")
    return last
