"""JSON from outside: what Python would read, and lose or never write again, is refused with its address."""

from __future__ import annotations

import pytest

from timeline.model.jsonlines import objects, value_of
from timeline.model.problems import Problem, ProblemError

REFUSED = [
    ('{"a": 1, "a": 2}', "gives a more than once"),
    ('{"a": NaN}', "holds NaN, which is no number that can be kept"),
    ('{"a": [-Infinity]}', "holds -Infinity, which is no number that can be kept"),
    ('{"a": 1e999}', "holds 1e999, which is no number that can be kept"),
    (r'{"a": "half \ud83d"}', "holds U+D83D, which is no character"),
    (r'{"a": {"\uDE00": 1}}', "holds U+DE00, which is no character"),
    ("[" * 100_000, "is nested too deeply"),
    ("9" * 5000, "holds a number of too many digits"),
]


@pytest.mark.parametrize(("text", "told"), REFUSED, ids=[told for _, told in REFUSED])
def test_json_that_could_not_be_kept_as_it_is_is_refused(text: str, told: str) -> None:
    with pytest.raises(ProblemError) as error:
        value_of(text, "x.json")
    assert error.value.problems == (Problem(told, "x.json"),)


def test_a_pair_of_escapes_is_one_character() -> None:
    assert value_of(r'["\ud83d\ude00", "\\ud83d"]') == ["\U0001f600", "\\ud83d"]


def test_each_line_says_its_object_or_what_is_wrong_with_it() -> None:
    lines = ['{"a": 1.5}\n', "\n", b"\xff\n", "[1]", "{,}"]
    assert list(objects(lines, "x.jsonl")) == [
        ("x.jsonl:1", {"a": 1.5}),
        ("x.jsonl:3", Problem("is not UTF-8 at byte 0 of the line", "x.jsonl:3")),
        ("x.jsonl:4", Problem("is not a JSON object", "x.jsonl:4")),
        (
            "x.jsonl:5",
            Problem("is not JSON: Expecting property name enclosed in double quotes at column 2", "x.jsonl:5"),
        ),
    ]
