"""The reference page is what the code says, and everything in it has a meaning."""

from __future__ import annotations

from pathlib import Path

from timeline.model.describe import models, reference
from timeline.store.describe import sql_objects

PAGE = Path(__file__).parents[1] / "docs" / "reference.md"


def test_the_reference_page_is_current() -> None:
    hint = "make it anew: timeline schema --markdown > docs/reference.md"
    assert PAGE.read_text(encoding="utf-8") == reference(models(), sql_objects()), hint


def test_every_field_column_and_parameter_has_a_meaning() -> None:
    for each in (*models(), *sql_objects()):
        assert each.meaning, each.name
        for part in (*each.parts, *each.parameters):
            assert part.meaning, f"{each.kind} {each.name}.{part.name}"
