"""Which way a bare day points: back or ahead, as the words beside it tell."""

from __future__ import annotations

from timeline.extract.date_words import DateWords

_STRIP = ".,;:!?()[]\"'“”‘’«»–—-"
_REACH = 220
"""How far, in code points, a word of tense may stand from its date."""
_AUX = frozenset(("was", "were", "had", "been"))
_BE = frozenset(("is", "are", "am", "be", "'s", "'re"))


def direction(text: str, sentence: tuple[int, int], start: int, end: int, words: DateWords) -> int:
    """-1 where the clause tells of the past, 1 of what is to come, 0 where it does not say."""
    left = text[max(sentence[0], start - _REACH) : start].split()
    way = _leftwards(left, words.cues)
    return way if way is not None else _rightwards(text[end : min(sentence[1], end + _REACH)].split(), words.cues)


def _leftwards(tokens: list[str], cues: dict[str, str]) -> int | None:
    after = ""
    purpose = False
    for index in range(len(tokens) - 1, -1, -1):
        token = tokens[index].strip(_STRIP).lower().replace("’", "'")
        kind = _kind(token, cues)
        if token == "to" and kind == "":
            purpose = True
        elif (token in _BE and (after == "to" or (after.endswith("ing") and len(after) > 4))) or kind == "future" or (kind == "base" and (index == 0 or tokens[index - 1].lower() != "to")):
            return 1
        elif kind == "ahead":
            return _ahead(tokens, index)
        elif kind == "commit":
            if after in ("to", "that"):
                return 1
            return 0 if _stood_before(tokens, index) else -1
        elif kind == "past":
            return -1
        after = token
    return 1 if purpose and tokens and len(tokens) < 12 else None


def _rightwards(tokens: list[str], cues: dict[str, str]) -> int:
    for index, token in enumerate(tokens[:24]):
        word = token.strip(_STRIP).lower().replace("’", "'")
        kind = _kind(word, cues)
        follower = tokens[index + 1].strip(_STRIP).lower() if index + 1 < len(tokens) else ""
        if word in _BE and (follower == "to" or (follower.endswith("ing") and len(follower) > 4)):
            return 1
        if kind == "past" and _kind(follower, cues) == "ahead" and word in _AUX:
            return 0
        if kind in ("past", "commit"):
            return -1
        if kind == "future" or (kind == "base" and (index == 0 or tokens[index - 1].lower() != "to")):
            return 1
        if kind == "ahead":
            return _ahead(tokens, index)
    return 0


def _kind(token: str, cues: dict[str, str]) -> str:
    kind = cues.get(token)
    if kind is not None:
        return kind
    return "past" if len(token) > 4 and token.endswith("ed") and "-" not in token else ""


def _ahead(tokens: list[str], index: int) -> int:
    """``is due`` points ahead; ``was due`` may have come to pass."""
    return 0 if _stood_before(tokens, index) else 1


def _stood_before(tokens: list[str], index: int) -> bool:
    before = [token.lower() for token in tokens[max(0, index - 3) : index]]
    return any(token in _AUX for token in before) and not ({"has", "have"} & set(before))
