"""The command ``timeline``: find the command's module, parse, run it, and say what went wrong in one line."""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Iterable, Sequence
from importlib import import_module
from typing import NoReturn

from timeline.model.problems import Problem, ProblemError, UsageProblem, did_you_mean
from timeline.model.visible import visible

COMMANDS = {
    "demo": "build a store from the shipped record and write its reports",
    "init": "start a negotiation of one's own",
    "register": "register a party, actor or issue",
    "ingest": "take articles in and draft events from them",
    "extract": "print the drafts of articles, storing nothing",
    "review": "decide on drafts, one at a time, beside their sentence",
    "add": "enter an event, or a batch of them",
    "amend": "correct an event",
    "retract": "withdraw an event",
    "undo": "take back what was recorded, whatever it was",
    "log": "every entry of the record, with who, when and why",
    "show": "one record with its evidence and history",
    "list": "events, drafts, articles, actors, issues ... with filters",
    "status": "where a negotiation stands, as of a day and as known at an instant",
    "state": "one question about a negotiation: positions, asks, gaps, commitments, accounts ...",
    "changes": "what changed on the record since an instant",
    "compare": "the same facts of two or more negotiations side by side",
    "report": "write the timeline and status pages",
    "sql": "ask in SQL, read-only",
    "schema": "describe the data model and the SQL objects",
    "export": "write the whole store as a text ledger",
    "publish": "the record for other programs: tables, calendar, feed, graph, codes, citations ...",
    "evaluate": "measure the extractor on gold cases",
    "train": "learn from gold cases what sentences that no rule reads tell",
    "rebuild": "make a store from a text ledger",
    "restore": "put a backup in the place of the store",
    "check": "verify the laws on a store or a text ledger",
}
"""Each command with what it does. Its module in timeline.cli has its name, and is imported when it is called."""

DEFAULT_DB = "data/timeline.duckdb"


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; return the exit code.

    0 fine; 1 the data (of a file, of the store, an id that is not there); 2 the command line itself; 130 interrupted.
    """
    words = list(sys.argv[1:] if argv is None else argv)
    try:
        _stand_in_for_closed()
        arguments = _parse(words)
        return int(arguments.run(arguments) or 0)
    except ProblemError as error:
        _tell(error.problems)
        return error.exit_code
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except (KeyboardInterrupt, EOFError):  # Ctrl-C, or Ctrl-D at a question
        print("timeline: interrupted; what was recorded before stays, nothing half-done was kept", file=sys.stderr)
        return 130
    except Exception as error:
        problems = _of_the_data(error)
        if os.environ.get("TIMELINE_DEBUG"):
            raise
        _tell(problems)
        if not problems:
            message = str(error).partition("\n")[0]
            print(
                f"timeline: a fault of this program: {type(error).__name__}: {visible(message)}; "
                "please report it; TIMELINE_DEBUG=1 shows where",
                file=sys.stderr,
            )
        return 1


def _tell(problems: Iterable[Problem]) -> None:
    """Problems on standard error, each on one line that steers no terminal, whatever the names and words in it."""
    for problem in problems:
        print("timeline: " + visible(str(problem)).replace("\n", "⟨U+000A⟩"), file=sys.stderr)


def _of_the_data(error: Exception) -> list[Problem]:
    """The error as problems where files or values are at fault; empty where this program is."""
    if isinstance(error, OSError):
        reason = (error.strerror or str(error)).lower()
        paths = " -> ".join(str(name) for name in (error.filename, error.filename2) if name is not None)
        hint = _PATH_HINTS.get(type(error), "")
        return [Problem(f"cannot be used: {reason}" if paths else reason, paths, hint)]
    pydantic = sys.modules.get("pydantic")  # where it was never imported, the error is none of its own
    if pydantic is not None and isinstance(error, pydantic.ValidationError):
        from timeline.model.invalid import problems_of

        return problems_of(error)
    return []


class _Closed(io.TextIOBase):
    """Stands where standard output is closed: data is refused, not lost."""

    def write(self, text: str) -> int:
        raise ProblemError(Problem("standard output is closed", hint="send it to a file or a pipe"))


def _stand_in_for_closed() -> None:
    if sys.stdout is None:
        sys.stdout = _Closed()
    if sys.stderr is None:
        sys.stderr = io.StringIO()


_PATH_HINTS: dict[type[OSError], str] = {
    FileExistsError: "a folder is wanted here, and there is a file of that name",
    NotADirectoryError: "a folder is wanted here, and there is a file of that name",
    IsADirectoryError: "a file is wanted here, and this is a folder",
    PermissionError: "choose a place that you may write to",
    FileNotFoundError: "see whether the path is right",
}


class _Help(argparse.HelpFormatter):
    """Help of which the examples are not wrapped, so that they can be copied."""

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        return text if text.startswith("examples:") else super()._fill_text(text, width, indent)


class _Parser(argparse.ArgumentParser):
    """A parser that tells wrong usage in one line instead of printing every option there is."""

    def error(self, message: str) -> NoReturn:
        message = message.removeprefix("argument ")
        hint = "" if message.endswith("?") else f"see {self.prog} --help"
        raise UsageProblem(Problem(message, self.prog.removeprefix("timeline").strip(), hint))


def _parse(words: list[str]) -> argparse.Namespace:
    words = _command_first(words)
    if words and words[0] == "help":
        words = [*words[1:2], "--help"]
    parser = _parser(words)
    arguments, left_over = parser.parse_known_args(words)
    if left_over:
        raise UsageProblem(_not_understood(words[0], arguments, left_over, _options(parser, words[0])))
    _check_text(arguments)
    return arguments


_PLACES = ("paths", "backup")
"""Arguments of text that may name a file, whose name may be of any bytes."""


def _check_text(arguments: argparse.Namespace) -> None:
    """Raise UsageProblem for each word that is not text: Python has half characters for bytes that are not UTF-8."""
    given = [value for name, value in vars(arguments).items() if name not in _PLACES]
    words = [word for value in given for word in (value if isinstance(value, list) else [value])]
    wrong = [word for word in words if isinstance(word, str) and any("\ud800" <= sign <= "\udfff" for sign in word)]
    if wrong:
        raise UsageProblem(Problem(f'"{word}" is not UTF-8 text', hint="write it in UTF-8") for word in wrong)


def _options(parser: argparse.ArgumentParser, command: str) -> list[str]:
    """The long options of a command, as they are written."""
    commands = next(each for each in parser._actions if isinstance(each, argparse._SubParsersAction))
    return [name for name in commands.choices[command]._option_string_actions if name.startswith("--")]


def _not_understood(
    command: str, arguments: argparse.Namespace, left_over: list[str], options: Sequence[str]
) -> Problem:
    """What is left of a command line when all that the command knows is read, with what may have been meant."""
    message, first = f"unrecognized arguments: {' '.join(left_over)}", left_over[0]
    hint = ""
    if not first.startswith("-") and getattr(arguments, "negotiation", first) is None:
        hint = f"did you mean -n {first}?"
    elif first.startswith("--") and hasattr(arguments, "set"):
        field, equals, value = first[2:].partition("=")
        given = value if equals else " ".join(left_over[1:2])
        hint = f'of other records than events: --set "{field.replace("-", "_")}={given}"'
    elif first.startswith("--"):
        alike = [f'did you mean "{name}"?' for name in options if name[:6] == first[:6]]  # --parties, --party
        hint = did_you_mean(first.partition("=")[0], options) or "".join(alike[:1])
    more = f"see timeline {command} --help"
    return Problem(message, command, f"{hint} {more}" if hint.endswith("?") else f"{hint}; {more}" if hint else more)


def _command_first(words: list[str]) -> list[str]:
    """``--db PATH`` written before the command is moved behind it, where it is read."""
    moved: list[str] = []
    while words and words[0].startswith("-"):
        if words[0] == "--db" and len(words) > 1:
            moved, words = [*moved, *words[:2]], words[2:]
        elif words[0].startswith("--db="):
            moved, words = [*moved, words[0]], words[1:]
        elif words[0] in ("-h", "--help", "--version"):
            break
        else:
            name = words[0].partition("=")[0]
            raise UsageProblem(
                Problem(f"{name} stands before the command", hint="write timeline COMMAND, then options")
            )
    return [*words[:1], *moved, *words[1:]]


def _parser(words: Sequence[str]) -> argparse.ArgumentParser:
    from timeline import __version__
    from timeline.cli.examples import told

    parser = _Parser(
        prog="timeline",
        description="Follow a trade negotiation: articles in, reviewed events with quoted evidence, reports out.",
        epilog="Begin with `timeline demo`, or start your own with `timeline init`. "
        "`timeline COMMAND --help` tells more.",
    )
    parser.add_argument("--version", action="version", version=f"timeline {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    chosen = next((word for word in words if not word.startswith("-")), None)
    if chosen is not None and chosen not in COMMANDS:
        raise UsageProblem(
            Problem(f'there is no command "{chosen}"', hint=did_you_mean(chosen, COMMANDS) or "see timeline --help")
        )
    alone = {chosen: COMMANDS[chosen]} if chosen is not None and chosen == words[0] else None
    for name, help in (alone or COMMANDS).items():  # the others are only named in the help of them all
        command = commands.add_parser(name, help=help, description=f"{help[0].upper()}{help[1:]}.")
        if name == chosen:
            code = import_module(f"timeline.cli.{name}")
            _common(command)
            code.configure(command)
            command.epilog, command.formatter_class = told(name), _Help
            command.set_defaults(run=code.run)
    return parser


def _common(command: argparse.ArgumentParser) -> None:
    from pathlib import Path

    command.add_argument(
        "--db",
        metavar="PATH",
        type=Path,
        default=Path(os.environ.get("TIMELINE_DB") or DEFAULT_DB),
        help=f"the store (default: TIMELINE_DB, else {DEFAULT_DB})",
    )
