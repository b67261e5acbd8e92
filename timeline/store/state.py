"""The state of a negotiation as values: each list is one macro of ``views/20_state.sql``."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

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

if TYPE_CHECKING:
    import polars

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

COMPARED = ("value", "low", "high", "bound")
"""What a comparison tells of each fact: its figure, or the least and the most; and whether it is exact."""

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


def side_by_side(facts: polars.DataFrame, negotiations: Sequence[str]) -> polars.DataFrame:
    """One row a fact, in one column a negotiation its figure; null where it has none, or more than one.

    ``ID_low`` and ``ID_high`` are the least and the most where there are several, or the dates allow several;
    ``ID_bound`` is about, at_least or at_most where a figure is not exact. ``party`` is set only where one of them has
    the same fact of more than one party; ``other_units`` names units of the same fact in rows that cannot be compared.
    """
    import polars

    keys = ["fact", "unit", "per", "party"]
    several = polars.len().over("negotiation_id", "fact", "unit", "per").max().over("fact", "unit", "per") > 1
    facts = facts.with_columns(polars.when(several).then(polars.col("party")).alias("party"))
    table = facts.select(keys).unique(maintain_order=True)
    for negotiation in negotiations:
        columns = {"value": negotiation, "value_low": f"{negotiation}_low", "value_high": f"{negotiation}_high"}
        own = facts.filter(polars.col("negotiation_id") == negotiation).select(
            *keys, *(polars.col(name).alias(to) for name, to in {**columns, "bound": f"{negotiation}_bound"}.items())
        )
        table = table.join(own, on=keys, how="left", nulls_equal=True, maintain_order="left")
    unit = polars.concat_str("unit", "per", separator=" per ", ignore_nulls=True)
    table = table.with_columns(
        unit.alias("measured"), unit.unique(maintain_order=True).implode().over("fact").alias("all")
    )
    others = polars.col("all").list.set_difference(polars.concat_list("measured"))
    return table.select(
        *keys,
        *negotiations,
        *(f"{negotiation}_{name}" for negotiation in negotiations for name in COMPARED[1:]),
        others.alias("other_units"),
    )
