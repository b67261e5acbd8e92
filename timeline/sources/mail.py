"""A letter (.eml) as a source: its words, the day it was sent, who sent it; attachments are told, not read."""

from __future__ import annotations

import re
from email import message_from_bytes
from email.headerregistry import AddressHeader, DateHeader
from email.message import EmailMessage
from email.policy import EmailPolicy
from typing import Any

from timeline.model.problems import Problem, ProblemError
from timeline.sources.decode import known_charset
from timeline.sources.found import Stated, Text, one_line
from timeline.sources.records import Records

_WEB = re.compile(r"https?://[^\s<>]+")


class _AsWritten(EmailPolicy):
    """Headers as Python reads them, and as they are written where its reader breaks on one (such as ``From: "``)."""

    def header_fetch_parse(self, name: str, value: str) -> Any:
        try:
            return super().header_fetch_parse(name, value)
        except Exception:
            # what tells of a body is asked by its parts, which text has not: no such header tells nothing
            if name.lower().startswith("content-"):
                return self.header_factory(name, "")
            return " ".join(value.encode("utf-8", "surrogateescape").decode("utf-8", "replace").split())


def read_mail(data: bytes, where: str) -> Records:
    """The one text of a letter, with its own citation: day of sending, sender, subject, Message-ID.

    The plain text counts where there is one, else the main text of the HTML. Raises ProblemError
    where it is no letter, or has no text that can be read.
    """
    letter = message_from_bytes(data, policy=_AsWritten())
    assert isinstance(letter, EmailMessage)
    if not letter.keys():
        raise ProblemError(Problem("is no letter: it begins with no header", where))
    found = Records()
    body = letter.get_body(("plain", "html"))
    if not isinstance(body, EmailMessage):
        raise ProblemError(Problem("holds no text", where, "an encrypted or scanned letter cannot be read"))
    text = _words(body, where)
    for part in letter.iter_attachments() if letter.is_multipart() else ():
        name = one_line(str(part.get_filename() or "")) or part.get_content_type()
        name = name if len(name) <= 100 else f"{name[:100]}..."
        found.notes.append(Problem(f"attachment {name}: is not read", where, "save it and take it in by itself"))
    published, no_date = _sent(letter)
    archived = _WEB.search(str(letter.get("archived-at", "")))
    found.texts.append(
        Text(
            where,
            text,
            Stated(
                published=published,
                publisher=_sender(letter),
                title=one_line(str(letter.get("subject", ""))),
                url=archived[0] if archived else None,
                source_id=one_line(str(letter.get("message-id", "")).strip().strip("<>")),
            ),
            no_date,
        )
    )
    return found


def _words(body: EmailMessage, where: str) -> str:
    charset = _charset(body)
    known = known_charset(charset)
    if known is None:
        raise ProblemError(Problem(f"is in the encoding {charset[:40]!r}, which is not known", where))
    raw = body.get_payload(decode=True)
    try:
        text = (raw if isinstance(raw, bytes) else b"").decode(known)
    except UnicodeDecodeError as error:
        told = f"is not {charset.upper()} text, as it says: byte 0x{error.object[error.start]:02x} at {error.start}"
        raise ProblemError(Problem(told, where, "save its text as UTF-8 and read that")) from None
    if body.get_content_subtype() != "html":
        return text
    from timeline.sources.page import main_text

    return main_text(text, where)


def _charset(body: EmailMessage) -> str:
    try:
        return body.get_content_charset() or "utf-8"
    except ValueError:  # a name in an encoding that no name can have
        return "utf-8"


def _sent(letter: EmailMessage) -> tuple[str | None, str]:
    """The day of sending as its zone has it, or why it is not known."""
    header = letter.get("date")
    if header is None:
        return None, "says no day of sending"
    moment = header.datetime if isinstance(header, DateHeader) else None
    if moment is None:
        return None, f"gives its day of sending as {str(header)[:60]!r}, which is no date"
    return moment.date().isoformat(), ""


def _sender(letter: EmailMessage) -> str | None:
    header = letter.get("from")
    if not isinstance(header, AddressHeader) or not header.addresses:
        return None
    first = header.addresses[0]
    return one_line(first.display_name or first.addr_spec)
