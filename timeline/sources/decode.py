"""Bytes to text: UTF-8, or UTF-16 and UTF-32 where a byte order mark says so. No other encoding is tried."""

from __future__ import annotations

import codecs
import re

from timeline.model.problems import Problem, ProblemError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_KINDS = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"{\\rtf", "a rich text document"),
)
_CHARSET = re.compile(
    r"ascii|utf-\d+(?:-\w+)?|iso8859-\d+|cp\d+|mac-\w+|koi8-\w|kz1048|ptcp154|tis-620|hp-roman8"
    r"|shift_jis\w*|euc_\w+|iso2022_\w+|gb\w+|hz|big5\w*|johab"
)
"""Character sets, as Python names them. Its other codecs (escapes, host names, compression, ``undefined``) are none,
and nothing else that a stranger names is obeyed."""
_AS_TEXT = "save its text as a .txt file in UTF-8 and read that"


def decode(data: bytes, where: str, declared: str | None = None) -> str:
    """The text of ``data``.

    ``declared`` is the encoding that the document itself names (an HTML page may); it counts only
    where it is a character set, there is no byte order mark and the bytes are not UTF-8. Raises
    ProblemError with the byte offset and line where the bytes are not text.
    """
    if not data.strip():
        raise ProblemError(Problem("is empty", where, "nothing to read in it"))
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            text = _strictly(data[len(mark) :], encoding, where, len(mark))
            if not text.strip():
                raise ProblemError(Problem("is empty", where, "nothing but a byte order mark in it"))
            return text
    for start, kind in _KINDS:
        if data.startswith(start):
            raise ProblemError(Problem(f"is {kind}, not text", where, _AS_TEXT))
    nul = data.find(b"\0")
    if nul >= 0:
        raise ProblemError(Problem(f"is binary, not text: a zero byte at byte {nul}", where, _AS_TEXT))
    if declared and known_charset(declared):
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError:
            return _strictly(data, declared, where)
    return _strictly(data, "utf-8", where)


def declared_encoding(data: bytes) -> str | None:
    """The encoding that the head of an HTML page names, where it names one."""
    found = re.search(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]+)""", data[:4096], re.IGNORECASE)
    name = found[1].decode("ascii", "ignore").lower() if found else None
    # what browsers take these two to be
    return "cp1252" if name in ("iso-8859-1", "latin1") else "cp949" if name in ("euc-kr", "ks_c_5601-1987") else name


def _strictly(data: bytes, encoding: str, where: str, skipped: int = 0) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        offset = error.start + skipped
        line = data[: error.start].count(b"\n") + 1
        shown = f"byte 0x{data[error.start]:02x} at byte offset {offset} (line {line})"
        name = encoding.upper()
        hint = "save the file as UTF-8; text from Windows or Korean systems is often Windows-1252 or EUC-KR"
        raise ProblemError(Problem(f"is not {name} text: {shown}", where, hint)) from error


def known_charset(name: str) -> str | None:
    """Python's name of the character set that a document calls ``name``; None where that is none."""
    try:
        found = codecs.lookup(name).name
    except (LookupError, ValueError):  # ValueError: signs that no name can have
        return None
    return found if _CHARSET.fullmatch(found) else None
