"""``timeline sql``: ask the store in SQL; it can read everything and change nothing."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from timeline.cli.narration import say
from timeline.cli.options import text_of
from timeline.model.problems import Problem, UsageProblem, did_you_mean
from timeline.model.wording import count

if TYPE_CHECKING:
    import polars

    from timeline.cli.output import Format

_BY_SUFFIX = {
    ".csv": "csv",
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".md": "markdown",
    ".parquet": "parquet",
    ".txt": "table",
}


def configure(parser: argparse.ArgumentParser) -> None:
    """Arguments of the command."""
    from timeline.cli.output import FORMATS

    parser.add_argument(
        "query", nargs="?", metavar="SQL", help="one statement, or @NAME for a canned query; without it, a prompt"
    )
    parser.add_argument("--file", type=Path, metavar="F.sql", help="read the statement from a file")
    parser.add_argument("--list", action="store_true", help="the canned queries, each with the question it answers")
    parser.add_argument(
        "--param",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="value of $NAME in the statement; may be repeated",
    )
    parser.add_argument("--format", choices=FORMATS, help="default: by the ending of --out, else table")
    parser.add_argument("--out", type=Path, metavar="FILE", help="write the result to a file")
    parser.add_argument(
        "--timeout", type=_positive(float), default=60.0, metavar="SECONDS", help="stop a longer query (default: 60)"
    )
    parser.add_argument(
        "--memory", type=_positive(int), default=2048, metavar="MB", help="stop a larger query (default: 2048)"
    )


def run(args: argparse.Namespace) -> int:
    """Print the result of one query, or talk at the prompt until it is left."""
    if args.list:
        if args.query or args.file:
            raise UsageProblem(Problem("--list takes no query"))
        _write(canned_list(), args)
        return 0
    if args.query is None and args.file is None and sys.stdin.isatty():
        from timeline.cli.sql_prompt import talk

        if args.out or args.param:
            raise UsageProblem(Problem("--out and --param need a query", hint='write timeline sql "SELECT ..."'))
        talk(lambda said: ask(args.db, said, {}, args.timeout, args.memory), canned_list, args.format or "table")
        return 0
    _form(args)  # wrong usage is told before the query is run
    _write(ask(args.db, _statement(args), _parameters(args.param), args.timeout, args.memory), args)
    return 0


def ask(
    db: Path, statement: str, given: dict[str, str], timeout_s: float = 60.0, memory_mb: int = 2048
) -> polars.DataFrame:
    """The result of a statement or ``@NAME``; of a canned query a parameter that is not given is NULL.

    Raises UsageProblem or ProblemError as :func:`timeline.store.query.run_query` does.
    """
    from timeline.store.query import canned, canned_queries, run_query

    name = statement.strip().removesuffix(";").strip()
    if name in canned_queries():
        raise UsageProblem(Problem(f'SQL: "{name}" is no statement', hint=f'did you mean "@{name}"?'))
    parameters: dict[str, str | None] = dict(given)
    if name.startswith("@"):
        query = canned(name[1:])
        for unknown in [key for key in given if key not in query.parameters]:
            known = f"it has {', '.join(query.parameters)}" if query.parameters else "it has none"
            hint = did_you_mean(unknown, query.parameters) or known
            raise UsageProblem(Problem(f"@{query.name} has no parameter {unknown}", hint=hint))
        statement = query.sql
        parameters = dict.fromkeys(query.parameters) | parameters
    return run_query(db, statement, parameters, timeout_s=timeout_s, memory_mb=memory_mb)


def _statement(args: argparse.Namespace) -> str:
    if args.file is not None:
        if args.query is not None:
            raise UsageProblem(Problem("a query and --file were both given", hint="give one of them"))
        return text_of(args.file)
    if args.query in (None, "-"):
        return text_of(Path("-"))
    return str(args.query)


def _parameters(given: list[str]) -> dict[str, str]:
    parameters = {}
    for item in given:
        name, equals, value = item.partition("=")
        if not equals or not name.isidentifier():
            raise UsageProblem(Problem(f"--param {item!r} is no NAME=VALUE", hint="write --param party=KR"))
        if name in parameters:
            raise UsageProblem(Problem(f"--param {name} was given twice"))
        parameters[name] = value
    return parameters


def _write(frame: polars.DataFrame, args: argparse.Namespace) -> None:
    from timeline.cli.output import write_frame

    form = _form(args)
    write_frame(frame, form, args.out or sys.stdout)
    if args.out or frame.is_empty() or (sys.stdout.isatty() and form == "table"):
        say(count(frame.height, "row") + (f" written to {args.out}" if args.out else ""))


def _form(args: argparse.Namespace) -> Format:
    """The format that is named, or that the ending of the file means; raises UsageProblem for an ending of none."""
    suffix = args.out.suffix.lower() if args.out else ""
    if args.format or not suffix:
        return cast("Format", args.format or "table")
    if suffix not in _BY_SUFFIX:
        hint = f"one of {', '.join(_BY_SUFFIX)}; or name a --format"
        raise UsageProblem(Problem(f'"{suffix}" is the ending of no format', str(args.out), hint))
    return cast("Format", _BY_SUFFIX[suffix])


def canned_list() -> polars.DataFrame:
    """The canned queries: name, question and parameters."""
    import polars

    from timeline.store.query import canned_queries

    rows = [("@" + query.name, query.question, list(query.parameters)) for query in canned_queries().values()]
    columns: dict[str, Any] = {
        "query": polars.String,
        "question": polars.String,
        "parameters": polars.List(polars.String),
    }
    return polars.DataFrame(rows, schema=columns, orient="row")


def _positive(kind: type[float]) -> type[float]:
    def read(text: str) -> float:
        try:
            value = kind(text)
        except ValueError:
            value = kind(0)
        if not 0 < value < 1e9:
            raise argparse.ArgumentTypeError(f"{text!r} is no positive number")
        return value

    return cast("type[float]", read)
