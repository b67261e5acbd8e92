"""The one normalisation that a text undergoes on its way in; offsets of evidence refer to its result."""

from __future__ import annotations

import re
import unicodedata

_LINE_ENDS = re.compile(r"\r\n?")
_BLANKS = "\t\u00a0\u2007\u202f"


def normalise(text: str) -> str:
    """``text`` as it is stored.

    - Unicode NFC, so that a name looks the same to a search however its accents or Hangul were typed;
    - CRLF and CR become LF;
    - a tab or a no-break space (U+00A0, U+2007, U+202F) becomes one plain space, because copying a
      quotation out of a browser or terminal does the same and it has to be found again;
    - spaces at the ends of lines, and blank lines at the beginning and end of the text, are dropped.

    Nothing else changes: captions, image markup, pagers and zero-width characters stay. Doing it
    twice changes nothing more.
    """
    text = _LINE_ENDS.sub("\n", unicodedata.normalize("NFC", text))
    for blank in _BLANKS:  # several times faster than a translation by table
        text = text.replace(blank, " ")
    return "\n".join(line.rstrip(" ") for line in text.split("\n")).strip("\n")
