"""Whose side a person is on, where no party stands beside the office: the other side than whom they meet."""

from __future__ import annotations

from bisect import bisect_left

from timeline.extract.people import Person
from timeline.extract.scan import Scan, Side


def with_homes(scan: Scan, sides: list[Side], people: list[Person], pair: tuple[str, ...]) -> list[Side]:
    """``sides`` with the party filled in of persons in office who meet somebody of the other party.

    Only for an article about two parties. Who holds no office, or meets nobody, stays unknown.
    """
    unknown = {person.name for person in people if not person.code and person.offices}
    if len(pair) != 2 or not unknown:
        return sides
    homes = _across_the_table(scan, sides, unknown, pair)
    if not homes:
        return sides
    return [
        side._replace(code=homes[side.name]) if side.kind == "person" and not side.code and side.name in homes else side
        for side in sides
    ]


def _across_the_table(scan: Scan, sides: list[Side], unknown: set[str], pair: tuple[str, ...]) -> dict[str, str]:
    """Persons who meet somebody of one party, and so are of the other."""
    starts = [side.start for side in sides]
    homes: dict[str, str] = {}
    for hit in scan.hits:
        if not any(sense.type == "meeting" and sense.form in ("past", "base") for sense in hit.entry.senses):
            continue
        at = bisect_left(starts, hit.start)
        before = [side for side in sides[max(0, at - 2) : at] if side.kind == "person" and hit.start - side.end < 60]
        after = [side for side in sides[at : at + 4] if side.kind == "person" and side.start - hit.end < 60]
        if not before or not after:
            continue
        one, other = before[-1], after[0]
        if one.name in unknown and other.code in pair:
            homes.setdefault(one.name, pair[1 - pair.index(other.code)])
        elif other.name in unknown and one.code in pair:
            homes.setdefault(other.name, pair[1 - pair.index(one.code)])
    return homes
