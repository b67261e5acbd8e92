"""Numbers as a person writes them: in digits, and no larger than anything of the record can be."""

from __future__ import annotations

import pytest

from timeline.model.wording import as_number

WRITTEN = [("0", 0), ("0042", 42), ("9" * 18, 10**18 - 1), ("9" * 19, None), ("9" * 5_000, None)]
NONE = [("", None), ("-1", None), ("1.0", None), ("4 2", None), ("٤٢", None), ("²", None)]


@pytest.mark.parametrize(("text", "number"), [*WRITTEN, *NONE])
def test_a_number_is_written_in_digits_and_is_none_that_nobody_means(text: str, number: int | None) -> None:
    assert as_number(text) == number
