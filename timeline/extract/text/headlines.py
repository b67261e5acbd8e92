"""Headlines: what a line tells as to come without a verb: "Kenya to lift ban" is read as "Kenya will lift ban"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from timeline.extract.text.edited import Edit, Edited
from timeline.lexicon import cue, cue_words

_TO_COME = re.compile(
    rf"^(?:[^\n:–—]{{1,24}}(?::|\s[–—-])\s)?(?P<who>[A-Z][^.:;?!\n]{{1,80}}?)"
    rf"(?P<to>\s(?:(?:set|due|poised|expected|scheduled|slated|likely)\s)?(?P<no>not\s)?to)\s(?!{cue('headlines_no_verb')}\b)[a-z]+"
    r"(?:[^.;:?!\n]|\.(?=\w)){0,100}\.?$",
    re.MULTILINE,
)
"""A line of one sentence up to the first "to" with a verb behind it; an hour or a day may head it."""
_WORD = re.compile(r"[\w'’.]+")
_ACTS = cue_words("headlines_acts")
_BESIDE = cue_words("headlines_beside")


def with_will(text: Edited, names: re.Pattern[str]) -> Edited:
    """``text`` with "will" for "to" where a headline names who acts before it, by one of ``names`` or an office."""
    return text.replaced(_to_come(text.text, names))


def _to_come(text: str, names: re.Pattern[str]) -> Iterator[Edit]:
    for line in _TO_COME.finditer(text):
        if _only_who_acts(line["who"], names):
            yield *line.span("to"), " will not" if line["no"] else " will"


def _only_who_acts(words: str, names: re.Pattern[str]) -> bool:
    """Whether the words are names and offices alone: "Kenya and Oman", "Kenya's trade minister"; not "Kenya ready"."""
    named = names.search(words) is not None
    others = _WORD.findall(names.sub(" ", words))
    if not named and not (others and others[0].lower() in _ACTS):
        return False
    return all(word.lower() in _ACTS or word in _BESIDE or (named and word[0].isupper()) for word in others)
