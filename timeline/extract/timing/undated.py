"""An event whose date is asked for, and what the text around it has told."""

from __future__ import annotations

import re
from dataclasses import dataclass

from timeline.extract.clauses.units import Unit
from timeline.extract.frames.read import TALK, Frame
from timeline.extract.scan import Scan
from timeline.extract.timing.story import Story
from timeline.model.edtf import Edtf

_TERMS = frozenset(
    (
        "agreement.ceiling",
        "agreement.pledge",
        "agreement.term",
        "agreement.figure",
        "agreement.course",
        "agreement.provision",
        "agreement.weighed",
    )
)
_SOMEBODY = re.compile(
    r"(?:\A|[,;:\"”“]\s?|\b(?:said|says|told|tells|tell|answered|added|recalls?|adds)\s)"
    r"(?:an?|another|one|some|several|two|three|four|many|most)\s(?:[\w-]+\s){0,5}?"
    r"(?:officials?|diplomats?|sources?|people|person|persons|aides?|bankers?|negotiators?|delegates?|members?|analysts?"
    r"|chamber|association|group|union|federation|owners?|growers|farmers|exporters|economists?|experts?|lawmakers?)\b"
)
"""A speaker whom nothing has told of: "a diplomat in Abu Dhabi"."""


_WHO_MEET = re.compile(
    r"(?:the two(?!\s(?:countries|states|nations|governments|neighbou?rs)\b)|both|they"
    r"|the (?:leaders|ministers|presidents|delegations|sides))\b"
)
_AT_IT = re.compile(
    r"\bthere\b(?!\sis\b|\sare\b|\swill\b)|\b(?:at|during)\s(?:the|their|that)\s(?:meeting|summit|talks|visit|session|trip)\b"
)


@dataclass(frozen=True, slots=True)
class Undated:
    """An event whose date is asked for, and what the text around it has told."""

    scan: Scan
    frame: Frame
    units: list[Unit]
    story: Story
    modality: str
    paragraph: int
    who: str
    """Who says or does it."""

    @property
    def unit(self) -> Unit:
        """Its clause."""
        return self.frame.unit

    @property
    def is_talk(self) -> bool:
        """Whether it is told of words, not deeds."""
        return self.frame.type in TALK

    @property
    def is_term(self) -> bool:
        """Whether it is what a deal says, and not that it was made."""
        return self.frame.sense.rule in _TERMS

    def carried(self, who: str, deed: bool) -> Edtf | None:
        """The day that the text before leaves for what ``who`` says or does."""
        return self.story.carried(self.paragraph, who, deed)

    @property
    def is_of_somebody_else(self) -> bool:
        """Whether it is the word of somebody who was not named with the occasion told before, on no day of it.

        A person or a body of many words ("the American Sugar Alliance") comes in anew in a paragraph; a party may have
        been there.
        """
        saying, story = self.unit.saying or self.unit, self.story
        if not self.is_talk:
            return False
        somebody = _SOMEBODY.search(self.scan.lower[saying.start : saying.end])
        if somebody is not None and not self.scan.is_put_in(saying.sides, saying.start + somebody.start() + 1):
            return True
        named = self.who in story.actors or self.who in story.present
        anew = " " in self.who and any(side.name == self.who for side in saying.sides)
        return anew and self.paragraph != story.paragraph and not named

    @property
    def is_due_there(self) -> bool:
        """Whether it is to be done at the meeting to come of which the text has just told: "They will | sign"."""
        scan, unit, story = self.scan, self.unit, self.story
        if self.paragraph - story.to_come_paragraph > 1:
            return False
        return (
            _WHO_MEET.match(scan.lower, unit.start) is not None
            or _AT_IT.search(scan.lower, unit.start, unit.end) is not None
        )
