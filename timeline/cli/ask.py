"""Asking a person: prompts with completion, single keys, and what to do about an unknown name.

Built on prompt_toolkit, imported only when somebody is really asked.
"""

from __future__ import annotations

import shutil
import sys
import textwrap
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from timeline.cli.narration import say
from timeline.model.problems import Problem, ProblemError, did_you_mean
from timeline.model.wording import as_number

if TYPE_CHECKING:
    from prompt_toolkit import PromptSession
    from prompt_toolkit.completion import CompleteEvent, Completer, Completion
    from prompt_toolkit.document import Document
    from prompt_toolkit.output import Output

    from timeline.workflow.desk import Desk
    from timeline.workflow.plain import Unregistered
    from timeline.workflow.settle import Answer, Ask

Check = Callable[[str], Iterable[Problem]]
"""What is wrong with a line that was typed; nothing where it will do."""

Memory = dict[tuple[str, str], "Answer"]
"""What a person said of unknown names, by kind and name, so that nobody is asked twice."""


def line(
    label: str, default: str = "", words: Iterable[str] = (), several: bool = False, check: Check | None = None
) -> str:
    """One line of text, completed from ``words``; with ``several`` each entry between semicolons is.

    What ``check`` finds wrong is told, and the line is asked for again; the arrow up brings back what was typed.
    """
    session = _session()
    completer = _completer(list(words), several)
    while True:
        typed = session.prompt(f"{wrapped(label)}: ", default=default, completer=completer).strip()
        wrong = list(check(typed)) if check else []
        if not wrong:
            return typed
        for problem in wrong:
            say(f"  {problem}")


def key(label: str, keys: str) -> str:
    """One of ``keys``, pressed without Enter after the label is shown. End of input counts as ``q``."""
    from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
    from prompt_toolkit.keys import Keys

    bindings = KeyBindings()

    def choose(letter: str) -> Callable[[KeyPressEvent], None]:
        return lambda event: event.app.exit(result=letter)

    for letter in keys:
        bindings.add(letter)(choose(letter))

    @bindings.add(Keys.Any, eager=False)
    def _ignore(event: KeyPressEvent) -> None:
        event.app.output.bell()

    _forget_typed_ahead()
    try:
        return _session().prompt(f"{wrapped(label)} ", key_bindings=bindings)
    except EOFError:
        return "q"


def _session() -> PromptSession[str]:
    from prompt_toolkit import PromptSession

    return PromptSession(output=screen())


def screen() -> Output | None:
    """Where questions are shown: on standard error, since standard output is data and may go to a file or a pipe.

    None, for where prompt_toolkit shows them by itself, if standard error is no terminal.
    """
    from prompt_toolkit.output import create_output

    return create_output(sys.stderr) if sys.stderr.isatty() else None


def wrapped(label: str) -> str:
    """``label`` cut between its entries, at two or more spaces or else at words, to lines that fit the terminal."""
    width = max(shutil.get_terminal_size().columns - 2, 20)
    lines = [""]
    for entry in label.split("  "):
        joined = f"{lines[-1]}  {entry.strip()}" if lines[-1] else entry.strip()
        if len(joined) <= width:
            lines[-1] = joined
        else:
            lines += textwrap.wrap(entry.strip(), width)
    return "\n".join(line for line in lines if line)


def choice(label: str, options: Sequence[str]) -> int | None:
    """Index of the option picked by its number; None for none of them."""
    for number, option in enumerate(options, 1):
        say(f"  {number}  {option}")

    def in_range(typed: str) -> list[Problem]:
        fits = not typed or 0 < (as_number(typed) or 0) <= len(options)
        return [] if fits else [Problem(f'"{typed}" is none of the numbers 1 to {len(options)}')]

    answer = line(f"{label} (number, empty for none)", check=in_range)
    return int(answer) - 1 if answer else None


def about_name(desk: Desk, memory: Memory | None = None) -> Ask:
    """Asks what to do about a name that is not registered: a near match, a new registration, or leave it out.

    ``memory`` holds the answers of the session; a name in it is not asked about again.
    """
    known = {} if memory is None else memory

    def ask(unknown: Unregistered, candidates: list[str], values: Mapping[str, Any]) -> Answer:
        if (unknown.kind, unknown.name) not in known:
            known[unknown.kind, unknown.name] = _about_name(desk, unknown, candidates, values)
        return known[unknown.kind, unknown.name]

    return ask


def _about_name(desk: Desk, unknown: Unregistered, candidates: list[str], values: Mapping[str, Any]) -> Answer:
    from timeline.workflow.settle import LeaveOut, New, Use

    while True:
        say(f'{unknown.kind} "{unknown.name}" is not registered.')
        if candidates:
            picked = choice("is it one of these", candidates)
            if picked is not None:
                return Use(candidates[picked], as_alias=True)
        keys = "nul" if unknown.kind != "party" else "nl"
        pressed = key("[n]ew: register it   " + ("[u]se another   " if "u" in keys else "") + "[l]eave it out", keys)
        if pressed == "q":
            raise EOFError
        if pressed == "l":
            return LeaveOut()
        if pressed == "u":
            named = _known(unknown.kind, desk)
            name = line("which", words=named)
            if name in named.values() or name in named:
                return Use(named.get(name, name), as_alias=True)
            say(f'"{name}" is not registered either' if name else "none was named")
            continue
        try:
            return New(_registration(unknown, desk, values))
        except ProblemError as error:
            for problem in error.problems:
                say(f"  {problem}")


def _registration(unknown: Unregistered, desk: Desk, values: Mapping[str, Any]) -> Any:
    """The record of an unknown name, each of its fields asked for and asked for again where it is wrong."""
    from timeline.model.edtf import Edtf
    from timeline.model.registry import office_parts
    from timeline.workflow.register import find_party, make_actor, make_issue, party_named

    if unknown.kind == "party":
        return party_named(unknown.name, desk.registry)
    name = line("name", default=unknown.name, check=_says_something)
    aliases = [unknown.name] if name != unknown.name else []
    if unknown.kind == "actor":
        id = id_for(name, desk.registry.actors)
        by = values.get("by_parties") or [""]
        guess = by[0] if len(by) == 1 else ""
        parties = desk.registry.parties

        def is_party(typed: str) -> list[Problem]:
            found = find_party(typed, desk.registry)
            if not typed or (found and found.party in parties):
                return []
            names = [*parties, *(party.name for party in parties.values())]
            hint = did_you_mean(typed, names) or f"one of {', '.join(parties)}"
            return [Problem(f'party "{typed}" is not registered', hint=f"{hint}; empty where none is acted for")]

        def is_office(typed: str) -> list[Problem]:
            _, held = office_parts(typed)
            try:
                if held:
                    Edtf.parse(held)
            except ValueError as error:
                return [Problem(str(error), hint="write Trade Minister @ 2025-06/..")]
            return []

        party = find_party(line("acts for (party code)", guess, parties, check=is_party), desk.registry)
        office = line("office (empty if not known)", check=is_office)
        code = party.party if party else None
        return make_actor(name, code, id, aliases=aliases, offices=[office] if office else [])
    negotiation = desk.negotiation or str(values.get("negotiation_id"))
    id = id_for(name, [issue.issue_id for issue in desk.registry.issues_of(negotiation)])
    return make_issue(negotiation, name, id, phrases=aliases)


def id_for(name: str, taken: Iterable[str]) -> str:
    """An id made from ``name``; asked for where its letters give none, or another has that id."""
    from timeline.model.base import slug

    taken = set(taken)

    def will_do(typed: str) -> list[Problem]:
        if typed in taken:
            return [Problem(f'the id "{typed}" is taken')]
        if typed and typed == slug(typed):
            return []
        return [Problem(f'"{typed}" is no id', hint="use lower-case letters, digits and hyphens: kim-yong-beom")]

    id = slug(name)
    if id and id not in taken:
        return id
    say(f'the id "{id}" is taken.' if id else f'no id can be made from "{name}".')
    return line("id (lower-case letters, digits, hyphens)", check=will_do)


def _says_something(typed: str) -> list[Problem]:
    return [] if typed else [Problem("says nothing")]


def _known(kind: str, desk: Desk) -> dict[str, str]:
    if kind == "actor":
        return {a.name: a.actor_id for a in desk.registry.actors.values()}
    return {i.name: i.issue_id for i in desk.registry.issues_of(desk.negotiation or "")}


def _forget_typed_ahead() -> None:
    """Drop the keys that were pressed before the question was shown: they were meant for the one before."""
    from prompt_toolkit.input import create_input
    from prompt_toolkit.input.typeahead import clear_typeahead

    clear_typeahead(create_input())
    try:
        import termios
    except ImportError:  # not a POSIX system
        return
    with suppress(termios.error, ValueError, OSError):  # no terminal: nothing waits
        termios.tcflush(sys.stdin, termios.TCIFLUSH)


def _completer(words: list[str], several: bool) -> Completer | None:
    if not words:
        return None
    from prompt_toolkit.completion import Completer, Completion

    class Entries(Completer):
        """Completes the entry under the cursor: the whole line, or what stands after the last semicolon."""

        def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterable[Completion]:
            typed = document.text_before_cursor
            entry = typed.rpartition(";")[2].lstrip() if several else typed
            for word in words:
                if entry.casefold() in word.casefold():
                    yield Completion(word, start_position=-len(entry))

    return Entries()
