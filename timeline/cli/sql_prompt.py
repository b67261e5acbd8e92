"""The interactive prompt of ``timeline sql``: history, completion, statements over several lines until ``;``."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from timeline.cli.ask import screen
from timeline.cli.narration import say
from timeline.model.problems import Problem, ProblemError, UsageProblem, did_you_mean
from timeline.model.wording import count

if TYPE_CHECKING:
    import polars
    from prompt_toolkit import PromptSession
    from prompt_toolkit.completion import CompleteEvent, Completer, Completion
    from prompt_toolkit.document import Document
    from prompt_toolkit.history import History

    from timeline.cli.output import Format

    Answer = Callable[[str], polars.DataFrame]

_CATALOGUE = """
SELECT c.table_name AS name, c.column_name AS "column", c.data_type AS type, c.comment AS meaning
FROM duckdb_columns() c WHERE NOT c.internal ORDER BY c.table_name, c.column_index
"""
_TABLES = """
SELECT view_name AS name, 'view' AS kind, comment AS meaning FROM duckdb_views() WHERE NOT internal
UNION ALL SELECT table_name, 'table', comment FROM duckdb_tables() WHERE NOT internal
UNION ALL SELECT function_name || '(' || array_to_string(parameters, ', ') || ')', 'table function', comment
FROM duckdb_functions() WHERE NOT internal AND function_type = 'table_macro'
ORDER BY kind DESC, name
"""
_WORDS = """
SELECT FROM WHERE GROUP BY ORDER LIMIT HAVING JOIN LEFT USING ON AND OR NOT IN IS NULL LIKE ILIKE BETWEEN CASE WHEN
THEN ELSE END AS DISTINCT WITH UNION ALL EXCEPT INTERSECT ASC DESC NULLS LAST FIRST COUNT SUM MIN MAX AVG LIST UNNEST
COALESCE FILTER OVER PARTITION QUALIFY PIVOT DESCRIBE SUMMARIZE DATE INTERVAL list_contains current_date
"""
_HELP = """\
A statement ends with ; and may run over several lines. Nothing here can change the store.
@NAME, commands and the words help and quit need no ; and .quit leaves from any line (so does Ctrl-D on an empty one).
Ctrl-C drops what was typed.
.tables        views, tables and table functions
.schema NAME   the columns of a view or table
.queries       the canned queries; @NAME runs one, on a line of its own
.format NAME   table, csv, json, jsonl or markdown
.help          this
.quit          leave
"""
_COMMANDS = (".tables", ".schema", ".queries", ".format", ".help", ".quit")


def talk(answer: Answer, queries: Callable[[], polars.DataFrame], format: Format = "table") -> None:
    """Print the answer to each statement until the user leaves. A problem is told, and the prompt goes on.

    ``queries`` gives the list of canned queries. Raises the ProblemError of ``answer`` at the
    beginning, where it cannot answer at all.
    """
    from timeline.cli.output import write_frame

    catalogue = columns_of(answer(_CATALOGUE))
    session = _session(catalogue)
    say("Ask in SQL, ending with ; - .help tells more, .quit leaves.")
    while True:
        try:
            said = session.prompt("sql> ").strip()
        except KeyboardInterrupt:
            continue
        except EOFError:
            return
        said = as_meant(said)
        if not said.strip("; "):
            continue
        try:
            if said.startswith("."):
                words = said.rstrip(";").split()
                if words[0] == ".quit":
                    return
                if words[0] == ".format":
                    format = _format(words[1:])
                    continue
                frame = _command(words, catalogue, answer, queries)
            else:
                frame = answer(said)
            if frame is not None:
                write_frame(frame, format, sys.stdout)
                sys.stdout.flush()
                say(count(frame.height, "row"))
        except ProblemError as error:
            for problem in error.problems:
                say(str(problem))
        except KeyboardInterrupt:
            say("stopped")


def columns_of(catalogue: polars.DataFrame) -> dict[str, list[str]]:
    """Columns of each view and table."""
    found: dict[str, list[str]] = {}
    for name, column in catalogue.select("name", "column").iter_rows():
        found.setdefault(name, []).append(column)
    return found


def completions(before: str, catalogue: dict[str, list[str]]) -> Iterator[tuple[str, int]]:
    """What may complete the text ``before`` the cursor, each with the number of characters it replaces.

    After FROM and JOIN views and tables; elsewhere first the columns of the views that the statement
    names, then views, then words of SQL. Commands and canned queries where they can stand.
    """
    start = len(before)
    while start and (before[start - 1].isalnum() or before[start - 1] == "_"):
        start -= 1
    typed = before[start:]
    earlier = before[:start].replace(",", " , ").split()
    line = before.lstrip()
    if line.startswith(".") and not earlier[1:]:
        if " " not in line:
            yield from ((command, len(line)) for command in _COMMANDS if command.startswith(line))
            return
        yield from _matching(catalogue, typed)
        return
    if line.startswith("@"):
        from timeline.store.query import canned_queries

        yield from (("@" + name, len(line)) for name in canned_queries() if name.startswith(line[1:]))
        return
    last = earlier[-1].upper() if earlier else ""
    if last in ("FROM", "JOIN", "DESCRIBE", "SUMMARIZE"):
        yield from _matching(catalogue, typed)
        return
    if not typed:
        return
    named = [name for name in catalogue if name in {word.strip("();") for word in before.split()}]
    columns = [column for name in named or catalogue for column in catalogue[name]]
    yield from _matching([*dict.fromkeys(columns), *catalogue, *_WORDS.split()], typed)


def _matching(words: Iterable[str], typed: str) -> Iterator[tuple[str, int]]:
    seen = set()
    for word in words:
        if word.casefold().startswith(typed.casefold()) and word.casefold() not in seen:
            seen.add(word.casefold())
            yield word, len(typed)


def is_whole(text: str) -> bool:
    """Whether Enter sends ``text``: nothing, a command, ``@NAME``, or a statement that has come to its ``;``.

    A last line that leaves or asks for help sends what stands before it away.
    """
    bare = as_meant(text).strip()
    return not bare or bare.startswith((".", "@")) or bare.endswith(";")


def as_meant(text: str) -> str:
    """``text`` as it is answered: ``help`` and ``quit`` alone are commands, ``.quit`` on any last line."""
    alone = text.strip().removesuffix(";").strip().casefold()
    last = alone.rpartition("\n")[2].strip()
    if last in (".quit", ".exit") or alone in ("quit", "exit"):
        return ".quit"
    return ".help" if last == ".help" or alone in ("help", "?") else text


def _history_file() -> Path:
    """Where earlier statements are kept: the user's state folder."""
    state = os.environ.get("XDG_STATE_HOME") or str(Path.home() / ".local" / "state")
    return Path(state) / "timeline" / "sql_history"


def _session(catalogue: dict[str, list[str]]) -> PromptSession[str]:
    from prompt_toolkit import PromptSession
    from prompt_toolkit.filters import is_searching
    from prompt_toolkit.key_binding import KeyBindings

    keys = KeyBindings()

    @keys.add("enter", filter=~is_searching)
    def _enter(event: Any) -> None:
        buffer = event.current_buffer
        if is_whole(buffer.text):
            buffer.validate_and_handle()
        else:
            buffer.insert_text("\n")

    return PromptSession(
        output=screen(),
        history=_history(),
        completer=_completer(catalogue),
        complete_while_typing=False,
        multiline=True,
        key_bindings=keys,
        prompt_continuation=lambda width, number, soft: "...> "[-width:].rjust(width),
    )


def _history() -> History:
    from prompt_toolkit.history import FileHistory, InMemoryHistory

    file = _history_file()
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch(mode=0o600)
        return FileHistory(str(file))
    except OSError:
        return InMemoryHistory()


def _completer(catalogue: dict[str, list[str]]) -> Completer:
    from prompt_toolkit.completion import Completer, Completion

    class Words(Completer):
        """prompt_toolkit asks for an object."""

        def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterator[Completion]:
            for word, length in completions(document.text_before_cursor, catalogue):
                yield Completion(word, start_position=-length)

    return Words()


def _format(words: list[str]) -> Format:
    from timeline.cli.output import FORMATS

    for form in FORMATS:
        if words == [form] and form != "parquet":
            return form
    hint = "one of " + ", ".join(form for form in FORMATS if form != "parquet")
    raise UsageProblem(Problem(f"{' '.join(words) or 'nothing'} is no format for a terminal", hint=hint))


def _command(
    words: list[str], catalogue: dict[str, list[str]], answer: Answer, queries: Callable[[], polars.DataFrame]
) -> polars.DataFrame | None:
    match words:
        case [".help"]:
            print(_HELP, end="", file=sys.stderr)
            return None
        case [".tables"]:
            return answer(_TABLES)
        case [".queries"]:
            return queries()
        case [".schema", name]:
            if name not in catalogue:
                hint = did_you_mean(name, catalogue) or ".tables shows them"
                raise UsageProblem(Problem(f"there is no view or table {name}", hint=hint))
            import polars

            return answer(_CATALOGUE).filter(polars.col("name") == name).drop("name")
        case [".schema"]:
            raise UsageProblem(Problem(".schema of what?", hint="write .schema events"))
        case _:
            hint = did_you_mean(words[0], _COMMANDS) or ".help tells them"
            raise UsageProblem(Problem(f"there is no command {' '.join(words)}", hint=hint))
