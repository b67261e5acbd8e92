"""Two plain clauses in one sentence tell what each tells alone, whatever joins them."""

from __future__ import annotations

from collections import Counter
from functools import cache
from itertools import permutations

import pytest

from tests.extract.reading_of import drafts

LEAD = (
    "Peru and Chile have argued over copper and port fees since January. Peruvian Trade Minister Ana Lopez leads the "
    "talks with her Chilean counterpart, Juan Soto."
)
CLAUSES = (
    "Peru rejected Chile's offer{day}",
    "Peru lifted its ban on Chilean fish{day}",
    "Peru imposed a duty of 10 percent on Chilean wine{day}",
    "Chile asked Peru{day} to open its market",
    "Chile offered Peru 300 tonnes{day}",
    "Chile warned{day} that it would close the pass",
    "Chile called{day} for lower fees",
    "the two sides signed a deal on fish{day}",
    "the two ministers met in Lima{day}",
    "Peru demanded lower port fees{day}",
    "Chile agreed{day} to a lower fee",
    "Peru walked out of the talks{day}",
    "Chile said{day} that it would not pay",
    "Peru accepted Chile's plan{day}",
    "Chile postponed its tariffs{day}",
    "the talks stalled over fees{day}",
    "Chile called Peru's ban illegal{day}",
    "Chile's parliament ratified the deal{day}",
    "Peru promised{day} to buy more wine",
    "Peru presented a draft{day}",
    "Peru's minister flew to Santiago{day} for talks",
    "Peru threatened{day} to leave the pact",
    "Chile put its plan on hold{day}",
)
JOINTS = (
    ("{one}, and {other}.", 2),
    ("{one}, while {other}.", 2),
    ("{one}, but {other}.", 2),
    ("{one}; {other}.", 0),
    ("{one}, so {other}.", 2),
    ("{one}, whereas {other}.", 2),
    ("{one}, though {other}.", 2),
    ("{one}, yet {other}.", 2),
    ("{one} – {other}.", 3),
    ("{one} after {other}.", 2),
    ("{one} before {other}.", 3),
    ("{one}, hours after {other}.", 2),
    ("{one} because {other}.", 4),
    ("{one} when {other}.", 2),
    ("{one} even as {other}.", 4),
    ("{one} despite the fact that {other}.", 4),
    ("Although {other}, {one}.", 0),
    ("While {other}, {one}.", 0),
    ("After {other}, {one}.", 0),
)
"""How two clauses are joined, and of how many pairs in a hundred something else is read.

Most of those left are of what somebody may still say: "warned that it would close the pass, and the talks stalled".
"""


def read(sentence: str) -> Counter[tuple[object, ...]]:
    """What ``sentence`` tells: type, modality, day and who acts."""
    found = (draft for draft in drafts(f"{LEAD}\n\n{sentence}", published="2026-03-13"))
    told = (draft for draft in found if draft.evidence[0].start > len(LEAD))
    return Counter((draft.type, draft.modality, str(draft.date), draft.by_parties) for draft in told)


def opened(clause: str) -> str:
    """``clause`` as the head of a sentence."""
    return clause[0].upper() + clause[1:]


@cache
def alone(clause: str) -> Counter[tuple[object, ...]]:
    """What ``clause`` tells as a sentence of its own."""
    return read(f"{opened(clause)}.")


def test_each_clause_tells_one_event_on_its_day() -> None:
    for clause in CLAUSES:
        told = alone(clause.format(day=" on Monday"))
        assert [day for _, _, day, _ in told] == ["2026-03-09"], clause


@pytest.mark.fast_cases(4)
@pytest.mark.parametrize(("joint", "of_a_hundred"), JOINTS)
def test_two_clauses_tell_what_each_tells(joint: str, of_a_hundred: int) -> None:
    pairs = [
        (one.format(day=" on Tuesday"), other.format(day=" on Monday")) for one, other in permutations(CLAUSES, 2)
    ][::4]
    otherwise = [
        sentence
        for one, other in pairs
        if read(sentence := opened(joint.format(one=one, other=other))) != alone(one) + alone(other)
    ]
    assert len(otherwise) * 100 <= of_a_hundred * len(pairs), "\n".join(otherwise)
