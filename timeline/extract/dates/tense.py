"""Which way a bare day points: back or ahead, as the words beside it tell."""

from __future__ import annotations

import re
from functools import lru_cache

from timeline.extract.dates.words import date_words
from timeline.extract.text.sentences import words_of

_STRIP = ".,;:!?()[]\"'“”‘’«»–—-"
_OPENERS = frozenset(("that", "and", "but"))
"""A day behind one of these may open its own clause."""
_REASONS = frozenset(("for", "so", "yet", "as", "when", "because"))
"""A day behind one of these opens its own clause where they stand behind a comma."""
_REACH = 220
"""How far, in code points, a word of tense may stand from its date."""
_AUX = frozenset(("was", "were", "had", "been", "originally", "initially", "previously", "once"))
_AIMED = frozenset(("", "to", "for", "on", "that", "by", "in", "at", "next", "this", "from", "between", "before"))
"""After "planned", "scheduled": they point ahead; "arranged a truce on June 29" does not."""
_SET_AT = frozenset(("at", "up", "out", "aside"))
"""After "set": "the tariff was set at 10 percent in April" points back."""
_SET_BY = frozenset(
    ("is", "are", "was", "were", "be", "been", "to", "will", "would", "may", "could", "can", "must", "should")
)
_LET = (["was", "let"], ["were", "let"], ["been", "let"])
_PASSIVE = frozenset(("be", "is", "are", "being", "gets", "get"))
_UNREAL = frozenset(("should", "would", "could", "might", "may"))
_MODAL = frozenset(("to", "will", "would", "may", "might", "can", "could", "must", "should", "shall", "not"))
_SEQUENCE = frozenset(("before", "after"))
"""Before a participle: what it tells is past where what was told before is."""
_DONE = words_of(
    "deal agreement accord pact treaty decision announcement statement order ruling move ban proposal offer request"
    " demand rejection refusal attack speech remarks comments"
)
"""What is over where a weekday has it: "Monday's decision"."""
_ASKED = frozenset(("asked", "urged", "demanded", "proposed", "offered", "pressed"))
"""Verbs of asking: what they ask for is seldom asked for a weekday, if it is no meeting."""
_OCCASIONS = words_of("meeting meetings talks summit visit call round session hearing vote pause truce")
_ARTICLES = frozenset(("the", "a", "an", "its", "their", "his", "her", "these", "those", "such"))
_NOUN_BEFORE = words_of(
    "on in for after during of with at by from into state official working first second third last brief"
)
"""Before what is a noun, though it could be a verb: "on hold", "his state visit"."""
_CLAUSE_BEFORE = words_of(
    "said says say announced that and but or where while when if whether as because before after until"
)
"""Before the subject of a clause."""
_MANY = words_of("two three four five six seven eleven twelve both few other")
"""Who acts in the plural: "the two meet"."""
_BE = frozenset(("is", "are", "am", "be", "'s", "'re"))


_HAVE = frozenset(("have", "has", "had", "'ve", "having"))
_TOLD = frozenset(("say", "confirm", "comment", "discuss", "elaborate", "deny", "speculate", "disclose", "name"))
"""After "would not": what somebody has refused: "would not confirm it on Wednesday"."""


_GO = frozenset(("go", "goes", "went", "going", "look", "looks", "looking", "dates", "dating", "reaches"))
"""Before "back to a day": not "was put back to Friday"."""
_PUT_OFF = frozenset(
    ("moved", "pushed", "postponed", "shifted", "rescheduled", "deferred", "delayed", "back", "off", "forward")
)
"""Before the day to which something is put off or brought forward."""
_GIVE = frozenset(("gave", "give", "gives", "given", "has", "have"))


def direction(text: str, sentence: tuple[int, int], start: int, end: int, limit: bool = False) -> int:
    """-1 where the clause tells of the past, 1 of what is to come, 0 where it does not say.

    A ``limit`` ("by Friday") may open the clause that it belongs to.
    """
    if text[end - 2 : end] in ("'s", "’s"):
        owned = [token.strip(_STRIP).lower() for token in text[end : end + 30].split()[:2]]
        if not _DONE.isdisjoint(owned):
            return -1  # "under Monday's deal the fee falls"
    if _AHEAD_OF.search(text, max(sentence[0], start - 60), start):
        return 0  # "lifted the ban ahead of an election in November"
    left = _behind_an_opening(text[max(sentence[0], start - _REACH) : start].replace(" face to face", "").split())
    if left and (left[-1] in _OPENERS or (left[-1] in _REASONS and left[-2:-1] and left[-2].endswith((",", ";")))):
        own = _rightwards(text[end : min(sentence[1], end + _REACH)].split()[: 3 if left[-1] in ("and", "but") else 8])
        if own:
            return own  # "he said in May that from July it would be charged", "may buy it, and on Monday it bought"
    if len(left) > 1 and left[-1] == "back" and left[-2].lower() in _GO and text.startswith("to ", start):
        return -1  # "Go back to September"
    if left and left[-1].lower() in _PUT_OFF and text.startswith("to ", start):
        return 1  # "was moved to Friday"
    if left and left[-1] == "with":
        return 1  # "went home with Oct. 31": a day that somebody is given is still to come
    if text.startswith(("until ", "till "), start) and text.startswith(" to ", end) and not _GIVE.isdisjoint(left[-6:]):
        return 1  # "gave Chile until Friday to answer"
    if left and left[-1].endswith(",") and text.startswith(",", end):
        own = _rightwards(text[end : min(sentence[1], end + _REACH)].split()[:3])
        if own:
            return own  # "they would resume, whereupon Ankara, on October 12, sent ..."
    bare = _BARE.search(text, start, end) is not None and not text.startswith((", when ", " when "), end)
    way = _leftwards(left, on_a_day=bare and text.startswith("on ", start))
    if way is None:
        return _rightwards(text[end : min(sentence[1], end + _REACH)].split())
    if way > 0 and text[start : start + 4].lower() == "for " and text.startswith(_WAS, end):
        return 0  # "talks planned for Tuesday were called off"
    if way > 0 and _CAME_TO_NOTHING.match(text, end):
        return -1  # "talks planned for Tuesday did not take place"
    if way < 0 and limit and _rightwards(text[end : min(sentence[1], end + _REACH)].split()[:3]) > 0:
        return 1  # "he said that by Friday they would know"
    return way


_WAS = (" was ", " were ", " had ", ", was ", ", were ")
_CAME_TO_NOTHING = re.compile(
    r"(?:\s(?:in|at)\s[A-Z][\w-]+)?\s(?:did not|never)\s(?:take|took|happen|go|went|c[ao]me|materiali)"
)
_BARE = re.compile(r"(?:[Dd]ay|\d(?:st|nd|rd|th))(?:\s(?:morning|afternoon|evening|night)|\sat\s[^,;]{2,24})?\Z")
"""A weekday or a bare day of a month, with or without its time of day."""
_AHEAD_OF = re.compile(r"\b[Aa]head of (?!time\b|schedule\b)[^,;.]{3,40}\Z")
_BESIDE = frozenset(("with", "without", "amid", "despite", "ahead", "after", "following", "before", "since"))


def _behind_an_opening(tokens: list[str]) -> list[str]:
    """The words behind what opens a sentence: "With elections due in November, | Peru on" Monday lifted the ban."""
    if not tokens or tokens[0].lower() not in _BESIDE:
        return tokens
    closes = next((index for index, token in enumerate(tokens) if token.endswith(",")), len(tokens))
    return tokens[closes + 1 :] or tokens


def _leftwards(tokens: list[str], on_a_day: bool) -> int | None:
    after = later = ""
    purpose = bound = False
    for index in range(len(tokens) - 1, -1, -1):
        if tokens[index][-1] == ";":
            return None
        token, kind = _read(tokens[index])
        if token in _SEQUENCE and index and after.endswith("ing") and _rightwards(tokens[:index]) < 0:
            return -1  # "asked it to wait on Monday before closing the port on Tuesday"
        if kind == "ahead" and token.endswith("ed") and not (purpose or after in _AIMED or _is_passive(tokens, index)):
            kind = "past"
        if token == "set" and (
            after in _SET_AT or (after == "by" and index + 2 < len(tokens) and tokens[index + 2] in _ARTICLES)
        ):
            kind = "past"  # "a limit set by the ministers in April"
        if (
            token == "set"
            and after not in _AIMED
            and not after.endswith("ly")
            and not (index and tokens[index - 1].lower() in _SET_BY)
        ):
            kind = "past"  # "set two conditions on Wednesday", not "set tentatively for Wednesday"
        if tokens[index] in _BE and index == len(tokens) - 1:
            return 1  # "the next round is on Tuesday"
        if after == "have" and kind in ("future", "ahead") and token in _UNREAL:
            return -1  # "should have signed on Saturday"
        if token == "go" and [one.lower() for one in tokens[max(0, index - 2) : index]] in _LET:
            kind = "past"  # "were let go on Monday"
        if kind == "base" and index and (tokens[index - 1].lower() in _HAVE or _after_did(tokens, index)):
            kind = "past"  # "which would have come on June 1", "did not meet on Monday"
        if after == "not" and ((token == "could" and on_a_day) or (token == "would" and later in _TOLD)):
            return -1  # "could not agree on Monday", "would not confirm it on Wednesday"
        if token == "to" and index and tokens[index - 1].endswith(",") and _is_to_be_done(tokens, index + 1):
            return 1  # "the pact, to run for fifteen years from 1 January"
        if token == "to" and not kind:
            if (
                "for" in tokens[max(0, index - 3) : index - 1]
                and tokens[index + 1 : index + 2] == [after]
                and after.isalpha()
                and after not in _ARTICLES
            ):
                return 1  # "clearing the way for it to take effect on February 1"
            purpose = purpose or _read(after)[1] == "base"
            bound = bound or (bool(after) and tokens[index + 1].islower() and after not in _ARTICLES)
        elif _is_progressive(token, after) or _points_ahead(kind, tokens, index):
            return 1
        elif kind == "ahead":
            return 0 if _stood_before(tokens, index) else 1
        elif kind == "commit" and (
            bound or after == "that" or (after == "to" and not (on_a_day and _is_a_thing(tokens, index + 2)))
        ):
            # "pledged in September to lift it by June", and "urged it to lower the fee on Monday"
            return -1 if on_a_day and token in _ASKED and not _to_come_together(tokens, index) else 1
        elif kind in ("past", "commit") and not (
            _is_passive(tokens, index) or (_is_infinitive(tokens, index) and not _after_did(tokens, index))
        ):
            aimed = after in ("to", "going") and token in ("was", "were")
            return 0 if aimed else -1  # "it was to expire on Tuesday"
        after, later = token, after
    return 1 if purpose and len(tokens) < 12 else None


def _rightwards(tokens: list[str]) -> int:
    for index, token in enumerate(tokens[:24]):
        word, kind = _read(token)
        follower, next_kind = _read(tokens[index + 1]) if index + 1 < len(tokens) else ("", "")
        if kind == "ahead" and word.endswith("ed") and follower not in _AIMED and not _is_passive(tokens, index):
            kind = "past"  # "On Tuesday Hungary invited Sweden", not "is invited", "planned to"
        if follower == "have" and word in _UNREAL:
            return -1
        if word == "set" and follower not in _AIMED and not (index and tokens[index - 1].lower() in _SET_BY):
            return -1  # "The department on Friday set a duty", "On Friday it set out its demands"
        if _is_progressive(word, follower) or _points_ahead(kind, tokens, index):
            return 1
        if kind == "past" and word in _AUX and next_kind == "ahead":
            return 0
        if kind in ("past", "commit"):
            return -1
        if kind == "ahead":
            return 0 if _stood_before(tokens, index) else 1
    return 0


def _is_to_be_done(tokens: list[str], index: int) -> bool:
    """Whether "to" before the token opens what is to come: not "rejected it, to | general surprise, on Monday"."""
    if any(token.endswith(",") for token in tokens[index:]):
        return False
    word = tokens[index] if index < len(tokens) else ""
    return word.isalpha() and word not in _ARTICLES and (not word.endswith("s") or word.endswith("ss"))


def _is_progressive(token: str, after: str) -> bool:
    """``is to meet``, ``is meeting``."""
    return token in _BE and (after == "to" or (after.endswith("ing") and len(after) > 4))


def _points_ahead(kind: str, tokens: list[str], index: int) -> bool:
    """``will``, ``starts``; ``meet`` unless "to" stands before it, nor an article: "the visit", "the falls of"."""
    if kind not in ("future", "base") or _after_did(tokens, index):
        return False
    before = tokens[index - 1].lower() if index else ""
    if kind == "base" and (before in _NOUN_BEFORE or "-" in before or before.endswith("'s")):
        return False  # "ended a two-day visit", "put it on hold"
    if kind == "base" and _is_noun_behind_a_verb(tokens, index):
        return False
    return before not in _ARTICLES and (kind == "future" or before != "to")


def _is_noun_behind_a_verb(tokens: list[str], index: int) -> bool:
    """ "Rejected the Swiss | plan": behind an article and a quality, and no verb of a subject ("the two | meet")."""
    if index < 3 or tokens[index - 2].lower() not in _ARTICLES or tokens[index - 3].lower() in _CLAUSE_BEFORE:
        return False
    quality = tokens[index - 1]
    return (
        tokens[index] != "open"
        and quality.isalpha()
        and (quality.istitle() or not (quality.endswith("s") or quality in _MANY))
    )


def _is_a_thing(tokens: list[str], index: int) -> bool:
    """Whether a noun stands there that takes no day of its own: "agreed to | Uganda's request", "to a fee"."""
    if index >= len(tokens):
        return False
    named = tokens[index].replace("’", "'").endswith(("'s", "s'")) or tokens[index] in _ARTICLES
    return named and _OCCASIONS.isdisjoint(token.strip(_STRIP).lower() for token in tokens[index:])


def _to_come_together(tokens: list[str], index: int) -> bool:
    """Whether what is asked takes a day of its own: "asked them to | meet on Thursday"."""
    return any(_read(token)[1] == "base" for token in tokens[index + 1 :])


def _after_did(tokens: list[str], index: int) -> bool:
    """``did not meet``, ``didn't meet``."""
    before = [token.lower().replace("’", "'") for token in tokens[max(0, index - 3) : index]]
    return before[-1:] == ["didn't"] or ("did" in before and "not" in before)


def _is_passive(tokens: list[str], index: int) -> bool:
    """``be published``, ``is held``: the word before it has the tense."""
    return index > 0 and tokens[index - 1].lower() in _PASSIVE


def _is_infinitive(tokens: list[str], index: int) -> bool:
    """``will cut``, ``to shut``: a form that is past and base alike, and base here."""
    return index > 0 and tokens[index - 1].lower() in _MODAL


@lru_cache(maxsize=16384)
def _read(token: str) -> tuple[str, str]:
    """A token without punctuation in lower case, and what kind of cue it is, if any."""
    plain = token.strip(_STRIP)
    if plain == "May":
        return "may", ""  # the month
    plain = plain.lower().replace("’", "'")
    kind = date_words().cues.get(plain)
    if kind is None:
        verb = "-" not in plain or plain.startswith(("co-", "re-"))  # "co-chaired"; not "long-delayed"
        kind = "past" if len(plain) > 4 and plain.endswith("ed") and verb else ""
    return plain, kind


def _stood_before(tokens: list[str], index: int) -> bool:
    before = [token.lower() for token in tokens[max(0, index - 3) : index]]
    return any(token in _AUX for token in before) and not ({"has", "have"} & set(before))
