"""How sure an event is: the word that every page says, and the form in which it is drawn."""

from __future__ import annotations

import datetime as dt

from timeline.model.events import EventBase
from timeline.model.state import Dossier
from timeline.report.words import label


def certainty(dossier: Dossier, event: EventBase) -> str:
    """``happened``, ``planned`` ...; of a deadline what came of it by the day of the report, or that it is set."""
    if event.type == "deadline" and event.modality in ("actual", "planned"):
        due = dossier.dues.get(event.event_id)
        return label("outcome", due.outcome) if due else label("due", "set")
    return label("modality", event.modality)


def form(event: EventBase, as_of: dt.date) -> str:
    """The modality that an event is drawn in: its own, but a deadline that is set has not happened before its day."""
    ahead = event.date is None or event.date.last is None or event.date.last >= as_of
    return "planned" if event.type == "deadline" and event.modality == "actual" and ahead else event.modality
