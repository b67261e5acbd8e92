"""``timeline register``: parties, actors and issues that events refer to; ``--amend --why`` corrects one."""

from __future__ import annotations

import argparse

from timeline.cli.options import author, author_option, negotiation_option, say, the_negotiation
from timeline.model.problems import Problem, UsageProblem


def configure(parser: argparse.ArgumentParser) -> None:
    """Arguments of the command."""
    parser.add_argument("kind", choices=("party", "actor", "issue"))
    parser.add_argument("name", help="an actor's or issue's usual name; a party's code")
    parser.add_argument("--id", metavar="SLUG", help="its id (default: made from the name)")
    parser.add_argument("--name", dest="full_name", help="a party's name, where the lexicon does not know the code")
    parser.add_argument("--party", metavar="CODE", help="the side an actor acts for")
    parser.add_argument("--kind", dest="sort", choices=("person", "body", "state", "bloc"), help="of an actor or party")
    parser.add_argument("--alias", action="append", default=[], help="another name or spelling; a phrase of an issue")
    parser.add_argument(
        "--office", action="append", default=[], metavar="TITLE[@EDTF]", help="Trade Minister@2025-06/.."
    )
    parser.add_argument("--parent", metavar="ISSUE", help="the issue that this one is a part of")
    parser.add_argument("--amend", action="store_true", help="correct one that is registered; needs --why")
    parser.add_argument("--why", help="the reason for an amendment")
    negotiation_option(parser)
    author_option(parser)


def run(args: argparse.Namespace) -> int:
    """Register it, or correct it."""
    from timeline.model.ledger import AnyRecord, id_of
    from timeline.store.store import Store
    from timeline.workflow.register import amend_record, make_actor, make_issue, make_party, register

    store = Store(args.db)
    record: AnyRecord
    if args.kind == "party":
        record = make_party(args.name, args.full_name, args.sort)
    elif args.kind == "actor":
        record = make_actor(args.name, args.party, args.id, args.sort or "person", args.alias, args.office)
    else:
        with store.reading() as reader:
            negotiation = the_negotiation(reader, args.negotiation)
        record = make_issue(negotiation, args.name, args.id, args.alias, args.parent)
    if args.amend:
        if not args.why:
            raise UsageProblem(Problem("an amendment needs a reason", hint="--why TEXT"))
        amend_record(store, author(args), record, args.why)
    else:
        register(store, author(args), record)
    say(f"{'amended' if args.amend else 'registered'} {args.kind} {id_of(record)}")
    return 0
