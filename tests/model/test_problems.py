"""What is offered for a name that is not there: what may have been meant, and nothing that merely has letters in common."""

from __future__ import annotations

import pytest

from timeline.model.problems import did_you_mean

OFFERED = [
    ("evnts", ["events", "Entry"], ["events"]),
    ("stats", ["status", "state", "sql"], ["status", "state"]),
    ("lsit", ["list", "init"], ["list"]),
    ("lgo", ["log", "show"], ["log"]),
    ("--limt", ["--limit", "--list"], ["--limit"]),
    ("--frobnicate", ["--format", "--from"], []),
    ("import", ["export", "report"], []),
    ("remove", ["restore"], []),
    ("Untied States", ["United States", "United Arab Emirates"], ["United States"]),
    ("Germany", ["Guernsey", "Armenia"], []),
    ("Chna", ["China", "Ghana"], ["China"]),
    ("swap lines", ["Currency swap line", "Cash share"], ["Currency swap line"]),
    ("cod", ["cod-quota", "Cod quota", "Code of conduct", "Access"], ["Cod quota"]),
    ("access", ["Market access for fish", "Cod quota"], ["Market access for fish"]),
    ("of", ["Code of conduct"], []),
    ("2025", ["talks 2025"], []),
    ("cod tariff", ["Cod quota", "Tariff on steel"], []),
    ("tarif", ["auto-tariff"], ["auto-tariff"]),
    ("talks-001", ["talks-0001"], ["talks-0001"]),
    ("talks-0099", ["talks-0009", "talks-0001"], []),
]


@pytest.mark.parametrize(("typed", "known", "offered"), OFFERED, ids=[case[0] for case in OFFERED])
def test_only_what_may_have_been_meant_is_offered(typed: str, known: list[str], offered: list[str]) -> None:
    hint = "did you mean " + " or ".join(f'"{each}"' for each in offered) + "?" if offered else ""
    assert did_you_mean(typed, known) == hint
