"""The one normalisation: what it changes, what it leaves, and that doing it twice changes nothing more."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.sources import normalise

awkward = st.text(st.sampled_from("a e\u0301\u1112\u1161\u11ab\t\n\r \u00a0\u202f\u2007\u200b\ufeff\f\u2028[]!|"))


@pytest.mark.parametrize(
    ("raw", "stored"),
    [
        ("one\r\ntwo\rthree\n", "one\ntwo\nthree"),
        ("a line with spaces at its end  \nnext\t\n", "a line with spaces at its end\nnext"),
        ("25\u00a0percent, 350\u202fbillion, a\ttab", "25 percent, 350 billion, a tab"),
        ("Cafe\u0301 and \u1112\u1161\u11ab", "Café and 한"),
        ("\n\n  indented first line\n\n\n", "  indented first line"),
        ("![]() |\n| A caption |\n1\n2\n3", "![]() |\n| A caption |\n1\n2\n3"),
        ("zero\u200bwidth and “quotes” — kept", "zero\u200bwidth and “quotes” — kept"),
        ("two  blanks   inside", "two  blanks   inside"),
        (" \t\n \n", ""),
    ],
)
def test_what_changes_and_what_stays(raw: str, stored: str) -> None:
    assert normalise(raw) == stored


@given(st.one_of(st.text(), awkward))
def test_twice_is_once(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once


@given(st.one_of(st.text(), awkward))
def test_only_blanks_and_line_ends_differ_from_nfc(text: str) -> None:
    def bare(value: str) -> str:
        return "".join(c for c in value if c not in " \t\r\n\u00a0\u2007\u202f")

    assert bare(normalise(text)) == bare(unicodedata.normalize("NFC", text))


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\r\n")), min_size=1))
def test_line_ends_of_any_system_give_the_same_text(lines: list[str]) -> None:
    assert normalise("\n".join(lines)) == normalise("\r\n".join(lines)) == normalise("\r".join(lines))
