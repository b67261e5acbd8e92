"""The state of a negotiation as values: each list is one macro of ``views/20_state.sql``."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from duckdb import DuckDBPyConnection as Connection

from timeline.model.state import (
    Ask,
    Due,
    GapFigure,
    IssueStatus,
    LapsedPlan,
    MeetingTally,
    Standing,
    StateOfPlay,
)
from timeline.store.statements import rows

QUESTIONS: dict[str, tuple[str, str]] = {
    "status": ("status", "status of every issue that was raised, with rule and proof"),
    "explained": ("status_explained", "every event that bears on the status of each issue, in order"),
    "positions": ("position_matrix", "where each party stands on each issue, and what that replaced"),
    "asks": ("asks", "every proposal with its answers, verdict and age"),
    "gaps": ("gaps", "what is demanded, offered, agreed of each term, and the distance"),
    "figures": ("gap_figures", "every figure that each side named, over time"),
    "commitments": ("commitments", "when each agreement was announced, signed, published, in effect; what is overdue"),
    "deadlines": (
        "deadline_states",
        "pending, met, missed, extended; unknown: passed, and nobody said what came of it",
    ),
    "lapsed": ("lapsed_plans", "what was planned for a day that has passed, and of which nothing was reported"),
    "accounts": ("two_accounts", "claims and figures that disagree, side by side"),
    "corroboration": ("corroboration", "articles and independent origins behind each event"),
    "meetings": ("meeting_tally", "how often which parties met, and when last"),
    "people": ("who_met_whom", "which persons met, how often, in which formats"),
    "recent": ("recent_events", "what happened, latest first"),
    "coming": ("coming_events", "what was announced and lies ahead"),
}
"""Each question about a negotiation with the macro that answers it and what the answer is."""

RECENT = 15
"""How many of the latest events a status shows."""


Answer = Callable[..., list[dict[str, Any]]]
"""The rows of a macro about one negotiation, all of their columns or some."""


def answering(connection: Connection, negotiation: str, as_of: date, known_at: datetime) -> Answer:
    """Gives the rows of a macro about a negotiation, all of their columns or some: ``answer("asks", "event_id")``."""

    def answer(macro: str, columns: str = "*") -> list[dict[str, Any]]:
        return rows(
            connection,
            f"SELECT {columns} FROM {macro}($negotiation, as_of := $as_of::DATE, known_at := $known_at::TIMESTAMPTZ)",
            {"negotiation": negotiation, "as_of": as_of, "known_at": known_at},
        )

    return answer


PARTS: dict[str, Callable[[Answer], tuple[Any, ...]]] = {
    "issues": lambda answer: tuple(IssueStatus(**row) for row in answer("status")),
    "positions": lambda answer: tuple(Standing(**row) for row in answer("position_matrix", "* EXCLUDE (known_by)")),
    "asks": lambda answer: tuple(Ask(**row) for row in answer("asks")),
    "gaps": lambda answer: tuple(GapFigure(**row) for row in answer("gap_figures", "* EXCLUDE (n)")),
    "deadlines": lambda answer: tuple(Due(**row) for row in answer("deadline_states")),
    "lapsed": lambda answer: tuple(LapsedPlan(**row) for row in answer("lapsed_plans")),
    "meetings": lambda answer: tuple(MeetingTally(**row) for row in answer("meeting_tally")),
    "recent": lambda answer: tuple(row["event_id"] for row in answer("recent_events", "event_id")[:RECENT]),
    "coming": lambda answer: tuple(row["event_id"] for row in answer("coming_events", "event_id")),
}
"""Each list of a state of play with what it is made of."""


def state_of_play(connection: Connection, negotiation: str, as_of: date, known_at: datetime) -> StateOfPlay:
    """Everything that stands on a day, as known at an instant."""
    answer = answering(connection, negotiation, as_of, known_at)
    parts = {name: part(answer) for name, part in PARTS.items()}
    return StateOfPlay(negotiation=negotiation, as_of=as_of, known_at=known_at, **parts)
