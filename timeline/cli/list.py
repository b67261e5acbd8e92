"""``timeline list``: what is in the store, with filters."""

from __future__ import annotations

import argparse

from timeline.cli.options import day
from timeline.model.problems import Problem, UsageProblem

COLUMNS: dict[str, tuple[str, ...]] = {
    "events": ("event_id", "date_edtf", "type", "modality", "parties", "actors", "issues", "summary"),
    "drafts": ("draft_id", "state", "type", "date_edtf", "parties", "actors", "issue", "summary", "article_id"),
    "articles": ("article_id", "published_edtf", "publisher", "title", "url", "negotiations"),
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

    parser.add_argument("what", nargs="?", default="events", choices=tuple(COLUMNS), help="default: events")
    parser.add_argument("--negotiation", "-n", metavar="ID")
    parser.add_argument("--type", help="of event or draft")
    parser.add_argument("--modality")
    parser.add_argument("--state", help="of a draft: pending, accepted, merged, rejected, superseded")
    parser.add_argument("--party", metavar="CODE")
    parser.add_argument("--actor", metavar="NAME")
    parser.add_argument("--issue", metavar="ID")
    parser.add_argument("--article", metavar="ID")
    parser.add_argument("--since", type=day, metavar="DATE", help="not before; what may have happened later counts")
    parser.add_argument("--until", type=day, metavar="DATE", help="not after")
    parser.add_argument("--search", metavar="TEXT", help="in summaries, names or article texts")
    parser.add_argument("--format", choices=FORMATS, default="table")


def run(args: argparse.Namespace) -> int:
    """Print the rows that pass every filter."""
    import sys

    from timeline.cli.output import write_frame
    from timeline.store.store import Store

    wanted, parameters = [], {}
    for name, by_view in _FILTERS.items():
        value = getattr(args, name)
        if value is None:
            continue
        if args.what not in by_view:
            able = ", ".join(by_view)
            raise UsageProblem(Problem(f"{args.what} cannot be filtered by --{name}", hint=f"{able} can"))
        wanted.append(by_view[args.what])
        parameters[name] = value.upper() if name == "party" else value
    with Store(args.db).reading() as reader:
        if args.actor:
            actor = reader.registry().find_actor(args.actor)
            parameters["actor"] = actor.actor_id if actor else args.actor
        where = f"WHERE {' AND '.join(wanted)}" if wanted else ""
        order = _ORDER.get(args.what, "ALL")
        frame = reader.frame(
            f"SELECT {', '.join(COLUMNS[args.what])} FROM {args.what} {where} ORDER BY {order}", parameters or None
        )
    write_frame(frame, args.format, sys.stdout)
    return 0
