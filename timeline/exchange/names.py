"""Identifiers that stay the same for good, dates in words, and text that a format can hold."""

from __future__ import annotations

import re
from base64 import urlsafe_b64encode
from datetime import UTC
from hashlib import sha256
from uuid import UUID, uuid5

from timeline.model.article import Article
from timeline.model.base import LONGEST_LINE
from timeline.model.edtf import Edtf
from timeline.model.ledger import Entry

_SPACE = UUID("5d1b8d0c-6a52-5f0e-9f39-8d6a6d0f3c11")
"""The namespace of this program's identifiers. Never change it: subscribers know events by what it makes."""
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_PARTS = {
    "21": "spring",
    "22": "summer",
    "23": "autumn",
    "24": "winter",
    **{str(32 + n): f"quarter {n}" for n in (1, 2, 3, 4)},
    **{str(36 + n): f"third {n}" for n in (1, 2, 3)},
    **{str(39 + n): f"half {n}" for n in (1, 2)},
}
"""The parts of a year that EDTF numbers like months."""
_QUALIFIED = {"~": "about {}", "?": "perhaps {}", "%": "perhaps about {}"}


def event_uuid(entries: tuple[Entry, ...]) -> UUID:
    """The identifier of an event: the same after every correction, rebuild and export; another in another record."""
    first = entries[0]
    return uuid5(_SPACE, f"event {first.id} {first.recorded_at.astimezone(UTC).isoformat()}")


def whole_uuid(origin: str) -> UUID:
    """The identifier of what is published of a record, by what tells that record from every other."""
    return uuid5(_SPACE, f"record {origin}")


def part_uuid(event: UUID, part: str) -> UUID:
    """The identifier of something that belongs to an event: one of its changes, one of its quotations."""
    return uuid5(event, part)


def text_iri(article: Article) -> str:
    """The stored text itself, named by its hash (RFC 6920), whatever has become of the page that it was read from."""
    digest = urlsafe_b64encode(sha256(article.text.encode()).digest()).decode().rstrip("=")
    return f"ni:///sha-256;{digest}"


def web_address(url: str | None) -> str | None:
    """The address where it leads to a web page; None for anything else that a source may have put there."""
    return url if url and re.match(r"https?://[^\s/]", url, re.IGNORECASE) else None


def xml_text(text: str) -> str:
    """The text with what XML 1.0 has no form for shown as the replacement character."""
    return _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text)


def date_words(date: Edtf | None) -> str:
    """A date as a reader wants it, as precise as it is known and no more: ``about 2025-08, day not known``."""
    if date is None:
        return "date not known"
    begin, slash, end = date.text.partition("/")
    if not slash:
        is_exact = date.is_day or re.fullmatch(r"\d{4}-(2[1-4]|3\d|4[01])[~?%]?", begin)
        return _one(begin) if is_exact else f"{_one(begin)}, day not known"
    if begin in ("", ".."):
        return f"by {_one(end)}, beginning not known" if begin == "" else f"until {_one(end)}, beginning open"
    if end in ("", ".."):
        return f"from {_one(begin)}, end not known" if end == "" else f"from {_one(begin)}, end open"
    return f"{_one(begin)} to {_one(end)}"


def _one(text: str) -> str:
    """One date without slash in words."""
    bare = text.rstrip("~?%")
    year, _, part = bare.partition("-")
    if part in _PARTS:
        bare = f"{_PARTS[part]} of {year}"
    return _QUALIFIED.get(text[len(text.rstrip("~?%")) :], "{}").format(bare)


def one_line(value: object) -> str | None:
    """A field that others wrote as one line of text, cut where it is too long for one; None where it holds none."""
    said = " ".join(value.split())[:LONGEST_LINE] if isinstance(value, str) else ""
    return said or None
