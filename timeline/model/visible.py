"""Text from outside made safe to show: signs that hide or steer are spelled out, formulas are not run."""

from __future__ import annotations

import re

_JOINED = "\u0600-\u0dff\u0f00-\u109f\u1780-\u17ff\ufe0f\u2600-\u27bf\U0001f000-\U0001faff"
"""Scripts and pictures in which a joiner or non-joiner between two signs is ordinary spelling."""
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb\ud800-\udfff\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
    f"|(?<![{_JOINED}])[\u200c\u200d]"
)
"""Control signs, directions of writing, signs without width, blanks that pass for letters; not LF and tabs."""
_FORMULA = re.compile(r"'*(?:\s*[=+\-@＝＋－＠]|[\t\r\n])")


def visible(text: str) -> str:
    """``text`` with each sign that cannot be seen, or that steers what shows it, as ``⟨U+202E⟩``; LF and tabs stay.

    Only what is shown changes: the words of the record stay as they came.
    """
    if text.isascii() and text.isprintable():
        return text
    return _UNSEEN.sub(lambda found: f"⟨U+{ord(found[0]):04X}⟩", text.replace("\r\n", "\n"))


def has_visible(text: str) -> bool:
    """Whether there is a sign in ``text`` that can be seen."""
    plain = text.isascii() and text.isprintable()
    return bool((text if plain else _UNSEEN.sub("", text)).strip())


def visible_json(written: str) -> str:
    """JSON with the same signs as ``\\u`` escapes: it reads as it did, and steers nothing."""
    return _UNSEEN.sub(lambda found: _escape(found[0]), written)


def _escape(sign: str) -> str:
    """One character as JSON escapes it, beyond U+FFFF in two halves."""
    halves = sign.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{halves[at]:02x}{halves[at + 1]:02x}" for at in range(0, len(halves), 2))


def no_formula(cell: str) -> str:
    """A cell of CSV with an apostrophe before what a spreadsheet would run as a formula.

    Taking one apostrophe away from what begins so gives the text back.
    """
    return f"'{cell}" if _FORMULA.match(cell) else cell
