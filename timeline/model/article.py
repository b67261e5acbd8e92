"""An article: one stored text, immutable, identified by the hash of that text."""

from __future__ import annotations

from hashlib import sha256
from typing import Annotated

from pydantic import Field, model_validator

from timeline.model.base import LanguageTag, Line, Record, Slug
from timeline.model.edtf import Edtf
from timeline.model.problems import Problem


def article_id(text: str) -> str:
    """``a-`` and the first 12 hexadecimal digits of the SHA-256 of the text in UTF-8."""
    return "a-" + sha256(text.encode()).hexdigest()[:12]


def same_id(id: str, where: str) -> Problem:
    """The problem of a text at ``where`` to whose id another text hashes: a store can hold one of them only."""
    told = f"is another text than the one under {id}, and has the same id"
    return Problem(told, where, "only one of the two can be kept; leave this one out, or take in a longer part of it")


class Article(Record):
    """One stored text with its citation. Metadata may be corrected, the text never."""

    article_id: Line
    """Hash of the text, see :func:`article_id`."""
    text: Annotated[str, Field(min_length=1)]
    """The text as normalised once on the way in; offsets of evidence count its code points."""
    published: Edtf
    """Publication date, as precise as known."""
    publisher: Line | None = None
    """Who published it."""
    title: Line | None = None
    """Its headline."""
    url: Line | None = None
    """Where it can be read."""
    language: LanguageTag = "en"
    """BCP 47 tag."""
    source_id: Line | None = None
    """The id that the source itself gave, where it gave one."""
    copy_of: Line | None = None
    """The article whose text this one repeats, wholly or in part: both are one origin."""
    negotiations: tuple[Slug, ...] = ()
    """The negotiations that it was taken in for."""

    @model_validator(mode="after")
    def _id_is_the_hash(self) -> Article:
        if self.article_id != article_id(self.text):
            raise ValueError(f"article_id is {self.article_id}, but the text hashes to {article_id(self.text)}")
        return self

    @property
    def label(self) -> str:
        """Publisher and date, as a caption would name it."""
        return ", ".join(part for part in (self.publisher, str(self.published)) if part)
