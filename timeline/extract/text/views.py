"""Views: by whose eyes something is so, read as what he says of it.

"In Lima's view, the fee is unfair" is read as "Lima said the fee is unfair", and "the quota, as Peru saw it, was an
insult" as "the quota was an insult, Peru said".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from timeline.extract.text.edited import Edit, Edited
from timeline.extract.text.ordering import REST

_WHO = (
    r"(?:[A-Z][\w.’'-]*?(?:\s[A-Z][\w.’'-]*?){0,2}|[Tt]he\s(?:minister|ministry|government|president|premier|cabinet))"
)
_THOUGHT = r"(?:own\s)?(?:eyes|view|opinion|judge?ment|estimation|reading|words|telling|account|reckoning)"
_VIEW = re.compile(
    rf"\b(?:(?:[Ii]n|[Bb]y)\s(?:(?P<whose>{_WHO})(?:['’]s|(?<=s)['’])|(?P<pronoun>his|her|its|their))\s{_THOUGHT}"
    rf"|(?:[Ii]n|[Bb]y)\sthe\s{_THOUGHT}\sof\s(?P<of>{_WHO})"
    rf"|[Aa]s\s(?P<who>{_WHO}|he|she|it|they)\s(?:(?:sees?|saw)\s(?:it|things|matters)|puts?\sit)"
    rf"|[Tt]o\s(?P<to>{_WHO})(?=,\s(?:(?:the|this|that|its|it)\s(?:[\w-]+\s){{0,4}}?)?(?:is|was|are|were|looks?|seems?)\s))(?=[\s,.;])"
)
"""By whose eyes it is so: "in Lima's view", "by Lima's account", "in the eyes of Lima", "as Peru saw it", "To Peru, |
it was an insult"."""
_SAID_WHEN = (
    r"\s(?:late\s|early\s)?(?:on\s[A-Z][a-z]+day(?:\s(?:morning|afternoon|evening|night))?|(?:last|this)\sweek"
    r"|yesterday|on\s[A-Z][a-z]{2,8}\.?\s\d{1,2}|on\s\d{1,2}\s[A-Z][a-z]{2,8})"
)
_WHEN = rf"(?P<on>{_SAID_WHEN})"
_ON = f"{_WHEN}?"
"""The day of a saying."""
_QUOTED = re.compile(
    r"\b(?P<now>is|are|has\sbeen|have\sbeen)?(?(now)|(?:was|were))\s(?:\w+ly\s)?(?:quoted|cited|reported)"
    rf"(?:\s(?:by|in)\s[^,.;:“”\"]{{3,60}}?)?{_ON}\sas\s(?:saying|having\ssaid)\b"
)
"""What somebody says by another's account: "was quoted by the state news agency as saying"."""
_QUOTES = re.compile(
    r"(?P<head>\A|\n|[.!?]\s)(?:[A-Z][\w.’'-]*|[Tt]he)(?:\s[\w.’'-]+){0,4}?\s(?:quoted|cited|quotes|cites)"
    rf"\s(?P<who>[^,.;:“”\"]{{3,60}}?){_ON}\sas\s(?:saying|having\ssaid)\b"
)
"""The same told of who quotes: "State media quoted the minister on Monday as saying"."""
_MODAL = r"(?:will|would|has|have|had|is|are|was|were|must|should|could|can|cannot|may|might|did|does|wants?|rejects?)"
_NO_THAT = re.compile(
    rf"\b(?:said|says|told\s(?:reporters|journalists|parliament|lawmakers|the\spress)){_WHEN}(?P<that>)\s"
    rf"(?=(?:[A-Z][\w'’-]*(?:\s[A-Z][\w'’-]*){{0,2}}|it|he|she|they|(?:the|its|his|her|their|no|any|both)\s(?!\d)[\w'’-]+"
    rf"(?:\s[\w'’-]+)?|there)\s{_MODAL}\b)"
)
"""Before what is said without "that", behind a day: "said on Monday | it would wait"."""
_IN_AN_ASIDE = re.compile(r"\b(?:who|which|that|[Ww]hat|[Aa]s)\s[^,;.:\n]{0,60}\Z")
"""Before a saying that is told in passing: "Peru, which | said on Monday it would not wait, closed the port"."""
_PUT_IN = re.compile(
    rf"(?P<said>\b(?:said|says|told\s[a-z]+(?:\s[a-z]+)?){_ON}),\s(?:according\sto|speaking|in\s(?:remarks|comments|an\sinterview"
    r"|a\sstatement|a\sspeech)|quoted\sby|citing)\b[^,;.:\"“”]{0,60},\s(?=that\b)"
)
"""What stands between a saying and what is said: "said on Monday, according to state media, | that"."""
_WARNED = re.compile(
    rf"\bwarn(?P<tense>s|ed)(?=(?:\s[A-Z][\w'’-]*)?(?:{_SAID_WHEN})?\sthat\s(?:[\w'’.-]+\s){{1,4}}?"
    r"(?:will\snot|would\snot|won['’]t|cannot|can\snot|could\snot|wants?|rejects?|opposes?)\b)"
)
"""By which is said what one will not do or wants: "warned on Monday that Chile would not wait"."""
_POINT = re.compile(
    r"(?P<s>['’]s|(?<=s)['’])\s(?:(?:own|main|central|clear|repeated)\s)?(?:view|point|message|argument|contention)"
    r"(?P<on>\son\s[A-Z][a-z]+day)?\s(?:(?P<now>is|remains)|was|has been|had been)\s(?=that\b)"
)
"""What somebody says, as a thing of his: "Lima's message on Monday was | that"."""
_HEAD = re.compile(r"(?:\A|\n|[.!?][\"”]?\s)\Z")
_GOES_ON = re.compile(r",|\s(?:[A-Z]|(?:the|an?|it|its|this|that|there|no|such|every|any)\s)")
"""Behind a view that opens its sentence; not "In Peru's view | of the sea"."""
_SUBJECT = {"his": "he", "her": "she", "its": "it", "their": "they"}


def as_said(text: Edited) -> Edited:
    """``text`` with views and messages as sayings, and what somebody is quoted as saying as his saying."""
    said = text.replaced(_sayings(text.text)).edited(
        _QUOTED, lambda quoted: f"{'says' if quoted['now'] else 'said'}{quoted['on'] or ''}"
    )
    told = said.edited(_QUOTES, lambda quotes: f"{quotes['head']}{_capital(quotes['who'])} said{quotes['on'] or ''}")
    plain = told.edited(_POINT, lambda point: f" {'says' if point['now'] else 'said'}{point['on'] or ''} ")
    plain = plain.edited(_PUT_IN, lambda put: f"{put['said']} ")
    open_to = (no for no in _NO_THAT.finditer(plain.text) if not _told_in_passing(plain.text, no.start()))
    that = plain.replaced((no.start("that"), no.start("that"), " that") for no in open_to)
    return that.edited(_WARNED, lambda warned: "says" if warned["tense"] == "s" else "said")


def _told_in_passing(text: str, at: int) -> bool:
    return _IN_AN_ASIDE.search(text, max(0, at - 80), at) is not None


def _capital(words: str) -> str:
    return words[0].upper() + words[1:]


def _sayings(text: str) -> Iterator[Edit]:
    done = -len(", ")
    for view in _VIEW.finditer(text):
        if view.start() - len(", ") < done:
            continue
        edits = _of_one(text, view)
        yield from edits
        done = edits[-1][1] if edits else done


def _of_one(text: str, view: re.Match[str]) -> list[Edit]:
    """The changes that make a saying of a view: at the head of its sentence, in the middle, or at the end."""
    start, end = view.span()
    who = view["whose"] or view["of"] or view["who"] or view["to"] or _SUBJECT[view["pronoun"]]
    if _HEAD.search(text, max(0, start - 3), start):
        if not _GOES_ON.match(text, end):
            return []
        return [(start, end + text.startswith(",", end), f"{who[0].upper()}{who[1:]} said")]
    apart = text.startswith(", ", start - 2)
    if text.startswith((".", ";"), end) and apart:
        return [(start, end, f"{who} said")]
    rest = REST.match(text, end + 1) if apart and text.startswith(",", end) else None
    if rest is None or rest.end() == len(text):
        return []
    last = rest.end() - 1
    return [(start - 2, end + 1, ""), (last, last + 2, f"{text[last]}, {who} said{text[last + 1]}")]
