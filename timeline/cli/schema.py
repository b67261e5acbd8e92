"""``timeline schema``: the data model and the SQL objects, from the code itself."""

from __future__ import annotations

import argparse
import json

from timeline.model.problems import Problem, UsageProblem, did_you_mean


def configure(parser: argparse.ArgumentParser) -> None:
    """Arguments of the command."""
    parser.add_argument("--json", action="store_true", help="the models as JSON Schema")
    parser.add_argument("--markdown", action="store_true", help="everything as the reference page docs/reference.md")
    parser.add_argument("object", nargs="?", help="only this model, table, view or macro")


def run(args: argparse.Namespace) -> int:
    """Print the description; no store is needed."""
    from timeline.model.describe import json_schema, models, reference
    from timeline.store.describe import sql_objects

    if args.markdown:
        print(reference(models(), sql_objects()), end="")
        return 0
    if args.json:
        print(json.dumps(json_schema(), indent=2, ensure_ascii=False))
        return 0
    described = [*models(), *sql_objects()]
    if args.object:
        names = [each.name for each in described]
        described = [each for each in described if each.name.casefold() == args.object.casefold()]
        if not described:
            raise UsageProblem(Problem(f'there is no "{args.object}"', hint=did_you_mean(args.object, names)))
    for each in described:
        print(f"{each.kind} {each.call}: {each.meaning}")
        width = max((len(part.name) for part in each.parts), default=0)
        for part in each.parts:
            print(f"    {part.name:<{width}}  {part.type}" + (f"  {part.meaning}" if part.meaning else ""))
        print()
    return 0
