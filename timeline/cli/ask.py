"""Asking a person: prompts with completion, single keys, and what to do about an unknown name.

Built on prompt_toolkit, imported only when somebody is really asked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from timeline.cli.options import say

if TYPE_CHECKING:
    from prompt_toolkit.completion import CompleteEvent, Completer, Completion
    from prompt_toolkit.document import Document

    from timeline.workflow.plain import Desk, Unregistered
    from timeline.workflow.settle import Answer


def line(label: str, default: str = "", words: Iterable[str] = (), several: bool = False) -> str:
    """One line of text, completed from ``words``; with ``several`` each entry between semicolons is."""
    from prompt_toolkit import prompt

    return prompt(f"{label}: ", default=default, completer=_completer(list(words), several)).strip()


def key(label: str, keys: str) -> str:
    """One of ``keys``, pressed without Enter. End of input counts as ``q``."""
    from prompt_toolkit import prompt
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

    try:
        return prompt(f"{label} ", key_bindings=bindings)
    except EOFError:
        return "q"


def choice(label: str, options: Sequence[str]) -> int | None:
    """Index of the option picked by its number; None for none of them."""
    for number, option in enumerate(options, 1):
        say(f"  {number}  {option}")
    answer = line(f"{label} (number, empty for none)")
    return int(answer) - 1 if answer.isdigit() and 0 < int(answer) <= len(options) else None


def about_name(desk: Desk) -> Callable[[Unregistered, list[str], Mapping[str, Any]], Answer]:
    """Asks what to do about a name that is not registered: a near match, a new registration, or leave it out."""

    def ask(unknown: Unregistered, candidates: list[str], values: Mapping[str, Any]) -> Answer:
        from timeline.workflow.settle import LeaveOut, New, Use

        say(f'{unknown.kind} "{unknown.name}" is not registered.')
        if candidates:
            picked = choice("is it one of these", candidates)
            if picked is not None:
                return Use(candidates[picked], as_alias=True)
        keys = "nul" if unknown.kind != "party" else "nl"
        pressed = key("[n]ew: register it   " + ("[u]se another   " if "u" in keys else "") + "[l]eave it out", keys)
        if pressed == "n":
            return New(_registration(unknown, desk, values))
        if pressed == "u":
            known = _known(unknown.kind, desk)
            name = line("which", words=known)
            if name in known.values() or name in known:
                return Use(known.get(name, name), as_alias=True)
            say(f'"{name}" is not registered either')
            return ask(unknown, candidates, values)
        return LeaveOut()

    return ask


def _registration(unknown: Unregistered, desk: Desk, values: Mapping[str, Any]) -> Any:
    from timeline.workflow.register import make_actor, make_issue, party_named

    if unknown.kind == "party":
        return party_named(unknown.name, desk.registry)
    name = line("name", default=unknown.name)
    aliases = [unknown.name] if name != unknown.name else []
    if unknown.kind == "actor":
        by = values.get("by_parties") or [""]
        guess = by[0] if len(by) == 1 else ""
        party = line("acts for (party code)", default=guess, words=desk.registry.parties)
        office = line("office (empty if not known)")
        return make_actor(name, party or None, aliases=aliases, offices=[office] if office else [])
    return make_issue(desk.negotiation or str(values.get("negotiation_id")), name, phrases=aliases)


def _known(kind: str, desk: Desk) -> dict[str, str]:
    if kind == "actor":
        return {a.name: a.actor_id for a in desk.registry.actors.values()}
    return {i.name: i.issue_id for i in desk.registry.issues_of(desk.negotiation or "")}


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
