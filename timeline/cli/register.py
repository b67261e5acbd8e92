"""``timeline register``: parties, actors and issues that events refer to; ``--amend --why`` corrects one."""

from __future__ import annotations

import argparse
from typing import Any

from timeline.cli.named import the_issue, the_negotiation
from timeline.cli.narration import interactive, say
from timeline.cli.options import author, author_option, negotiation_option, reason
from timeline.cli.values import identifier, office_text
from timeline.model.problems import Problem, ProblemError, UsageProblem


def configure(parser: argparse.ArgumentParser) -> None:
    """Arguments of the command."""
    parser.add_argument("kind", choices=("party", "actor", "issue"))
    parser.add_argument("name", help="an actor's or issue's usual name; a party's code")
    parser.add_argument("--id", metavar="SLUG", type=identifier, help="its id (default: made from the name)")
    parser.add_argument("--name", dest="full_name", help="a party's name, where the lexicon does not know the code")
    parser.add_argument("--party", metavar="CODE", help="the side an actor acts for: a code or a name")
    parser.add_argument("--kind", dest="sort", choices=("person", "body", "state", "bloc"), help="of an actor or party")
    parser.add_argument("--alias", action="append", default=[], help="another name or spelling; a phrase of an issue")
    parser.add_argument(
        "--office",
        action="append",
        default=[],
        type=office_text,
        metavar="TITLE[@EDTF]",
        help="Trade Minister@2025-06/..",
    )
    parser.add_argument(
        "--without-alias",
        action="append",
        default=[],
        metavar="ALIAS",
        help="with --amend: take an alias or phrase out",
    )
    parser.add_argument(
        "--without-office",
        action="append",
        default=[],
        type=office_text,
        metavar="TITLE[@EDTF]",
        help="with --amend: take an office out",
    )
    parser.add_argument("--parent", metavar="ISSUE", help="the issue that this one is a part of: id, name or phrase")
    parser.add_argument(
        "--amend",
        action="store_true",
        help="correct one that is registered; needs --why. --alias and --office add to those it has",
    )
    parser.add_argument("--why", help="the reason for an amendment")
    negotiation_option(parser)
    author_option(parser)


def run(args: argparse.Namespace) -> int:
    """Register it, or correct it."""
    from timeline.cli.differences import changed_fields
    from timeline.model.ledger import id_of
    from timeline.model.registry import Actor, Issue, Party, Registry
    from timeline.store.store import Store
    from timeline.workflow.correct import correct
    from timeline.workflow.register import make_actor, make_issue, make_party, party_named, register
    from timeline.workflow.remarks import on_name

    _check_options(args)
    store = Store(args.db)
    record: Actor | Issue | Party
    why = reason(args.why, "an amendment") if args.amend else ""
    # a party may be what comes first: no negotiation can be started between sides that nobody knows
    new = args.kind == "party" and not args.amend and not store.path.exists()
    registry, negotiation = Registry(), ""
    if not new:
        with store.reading() as reader:
            registry = reader.registry()
            negotiation = the_negotiation(reader, args.negotiation) if args.kind == "issue" else ""
            if args.parent:
                args.parent = the_issue(reader, negotiation, args.parent)
    if args.kind == "party":
        record = make_party(args.name, args.full_name, args.sort)
    else:
        taken = [issue.issue_id for issue in registry.issues_of(negotiation)] if negotiation else [*registry.actors]
        id = args.id or _id(args.name, taken, args.kind, args.amend)
        if args.kind == "actor":
            if args.party:
                args.party = party_named(args.party, registry).party
            record = make_actor(args.name, args.party, id, args.sort or "person", args.alias, args.office)
        else:
            record = make_issue(negotiation, args.name, id, args.alias, args.parent)
    if args.amend:
        corrected = correct(store, author(args), id_of(record), _given(args), why, *_lists(args))
        say(f"amended {args.kind} {id_of(record)}")
        for line in changed_fields(corrected.before.to_json(), corrected.record.to_json()):
            say(line)
        return 0
    register(store, author(args), record)
    say(f"registered {args.kind} {id_of(record)}" + (f" in {args.db}, which is new" if new else ""))
    for remark in on_name(record, registry):
        say(f"{id_of(record)}: {remark}")
    return 0


_OPTIONS = {
    "--id": ("id", ("actor", "issue")),
    "--name": ("full_name", ("party",)),
    "--party": ("party", ("actor",)),
    "--kind": ("sort", ("party", "actor")),
    "--alias": ("alias", ("actor", "issue")),
    "--office": ("office", ("actor",)),
    "--without-alias": ("without_alias", ("actor", "issue")),
    "--without-office": ("without_office", ("actor",)),
    "--parent": ("parent", ("issue",)),
    "--negotiation": ("negotiation", ("issue",)),
}
"""Each option with its argument and the kinds that have it."""


def _check_options(args: argparse.Namespace) -> None:
    """Raise UsageProblem for each option that the kind does not have, so that nothing given is left out."""
    problems = [
        Problem(f"{option} is no option of {_one(args.kind)}", hint=f"{' or '.join(map(_one, kinds))} has it")
        for option, (name, kinds) in _OPTIONS.items()
        if getattr(args, name) and args.kind not in kinds
    ]
    for option, value in (
        ("--why", args.why),
        ("--without-alias", args.without_alias),
        ("--without-office", args.without_office),
    ):
        if value and not args.amend:
            problems.append(Problem(f"{option} is for --amend", hint="leave it out, or correct what is registered"))
    if problems:
        raise UsageProblem(problems)


def _one(kind: str) -> str:
    return f"{'a' if kind == 'party' else 'an'} {kind}"


def _id(name: str, taken: list[str], kind: str, amend: bool) -> str:
    """An id made from the name; a person is asked for one where its letters give none."""
    from timeline.model.base import slug

    if slug(name):
        return slug(name)
    if interactive() and not amend:
        from timeline.cli.ask import id_for

        return id_for(name, taken)
    hint = f'give one: timeline register {kind} "{name}" --id ID, in lower-case letters, digits and hyphens'
    raise ProblemError(Problem(f'no id can be made from "{name}"', hint=hint))


def _given(args: argparse.Namespace) -> dict[str, Any]:
    """The single fields that options were given for; the others stay as they are."""
    names = {
        "party": {"name": args.full_name, "kind": args.sort},
        "actor": {"name": args.name if args.id else None, "party": args.party, "kind": args.sort},
        "issue": {"name": args.name if args.id else None, "parent": args.parent},
    }[args.kind]
    return {name: value for name, value in names.items() if value}


def _lists(args: argparse.Namespace) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """What comes to the lists of a record, and what goes from them, by field."""
    names = "phrases" if args.kind == "issue" else "aliases"
    more = {names: args.alias, "offices": args.office}
    without = {names: args.without_alias, "offices": args.without_office}
    return {name: given for name, given in more.items() if given}, {n: given for n, given in without.items() if given}
