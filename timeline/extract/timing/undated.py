"""An event whose date is asked for, and what the text around it has told."""

from __future__ import annotations

from dataclasses import dataclass

from timeline.extract.clauses.units import Unit
from timeline.extract.frames.read import TALK, Frame
from timeline.extract.scan import Scan
from timeline.extract.timing.story import Story
from timeline.model.edtf import Edtf


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

    def carried(self, who: str, deed: bool) -> Edtf | None:
        """The day that the text before leaves for what ``who`` says or does."""
        return self.story.carried(self.paragraph, who, deed)
