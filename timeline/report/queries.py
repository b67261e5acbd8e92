"""The SQL that gives each number of a report, as a reader can paste it into ``timeline sql``."""

from __future__ import annotations

from timeline.model.state import Dossier


def query(dossier: Dossier, macro: str, select: str = "*", rest: str = "") -> str:
    """A question to one macro of the store about the negotiation, as of the day and the instant of the report."""
    return f"SELECT {select} FROM {source(dossier, macro)}{' ' + rest if rest else ''}"


def source(dossier: Dossier, macro: str) -> str:
    """The macro with its arguments, as it stands in FROM."""
    state = dossier.state
    return (
        f"{macro}({literal(state.negotiation)}, as_of := DATE '{state.as_of.isoformat()}', "
        f"known_at := TIMESTAMPTZ '{state.known_at.isoformat()}')"
    )


def events_query(dossier: Dossier, select: str = "*") -> str:
    """The events of the report: those told of, or over, by its day."""
    state = dossier.state
    return (
        f"SELECT {select} FROM events_known_at(known_at := TIMESTAMPTZ '{state.known_at.isoformat()}') "
        f"WHERE negotiation_id = {literal(state.negotiation)} "
        f"AND least(told_by, known_by) <= DATE '{state.as_of.isoformat()}'"
    )


def literal(text: str) -> str:
    """Text as an SQL literal."""
    return "'" + text.replace("'", "''") + "'"
