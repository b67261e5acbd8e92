"""Who sets a limit, or hopes to be done by it: no party's act, but somebody's word."""

from __future__ import annotations

from timeline.extract.clauses.heard import Heard
from timeline.extract.clauses.units import Unit
from timeline.extract.drafting.sources import according_to
from timeline.extract.drafting.who import speaker_of, subject_before
from timeline.extract.scan import Scan, Side

_GOES_ON = ("until ", "till ", "by ", "before ", "to ", "no later ")
"""How a clause opens that has the subject of the one before: "Ruiz has given them | until May 1"."""


def setter_of(scan: Scan, units: list[Unit], day: int) -> tuple[Side | None, Side | None]:
    """Who acts in the clause that tells the day at ``day``, and who says so, as far as the sentence names them.

    "Ruiz hopes to sign by | May 1", "Peru must answer by | May 1, Ruiz said".
    """
    at = next((at for at, unit in enumerate(units) if unit.start <= day < unit.end), None)
    if at is None:
        return None, None
    heard = Heard()
    for before in units[:at]:
        heard.here = _subject_of(scan, before, before.end, heard) or heard.here
    doer = _subject_of(scan, units[at], day, heard)
    if doer is None and scan.lower.startswith(_GOES_ON, units[at].start):
        doer = heard.here
    speaker = speaker_of(scan, units[at].saying or units[at], heard) or according_to(scan, units, at)
    if speaker is not None and (doer is None or doer.kind != "person"):
        return None, speaker  # "Peru must answer": whoever says so sets the limit, of either party
    return doer, speaker if speaker != doer else None


def _subject_of(scan: Scan, unit: Unit, end: int, heard: Heard) -> Side | None:
    """The subject of the first verb before ``end``."""
    return subject_before(scan, unit, next((hit.start for hit, _ in unit.anchors if hit.start < end), end), heard)
