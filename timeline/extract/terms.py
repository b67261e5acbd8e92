"""Terms: the figures of a clause as typed quantities with a role."""

from __future__ import annotations

from timeline.extract.amounts import name_terms, role_of
from timeline.extract.frames import Frame
from timeline.extract.scan import Scan
from timeline.model.events import Modality, Term


def terms_of(scan: Scan, frame: Frame, modality: Modality, start: int, end: int) -> tuple[Term, ...]:
    """The figures between ``start`` and ``end`` that the words near them name; a rate of two products is two terms."""
    found: list[Term] = []
    act = next((value for key, value in frame.sense.attributes if key == "act"), None)
    for amount in scan.amounts.within(start, end):
        sentence = scan.sentences[frame.unit.sentence]
        names = name_terms(scan.text, amount, sentence)
        if not names:
            continue
        role = role_of(scan.text, amount, sentence, frame.type, modality, act)  # type: ignore[arg-type]
        for name in names:
            term = Term(name=name, value=amount.value, unit=amount.unit, role=role, bound=amount.bound, per=amount.per)
            if term not in found:
                found.append(term)
    return tuple(found)
