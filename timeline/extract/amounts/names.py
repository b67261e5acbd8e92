"""Names of terms: what a figure counts, by the words near it."""

from __future__ import annotations

import re

from timeline.extract.amounts.amount import SPANS, Amount, words_before
from timeline.extract.amounts.vocabulary import Names, TermWords, term_words
from timeline.model.events import EventType

_BEHIND = 70
"""How far behind a figure, in code points, its object is looked for."""
_NEAR = 60
_CLOSE = 24
"""How far before a figure, in code points, the verb stands by whose measure something moves."""
_OBJECT = re.compile(r"[\s-](?:[\w.\"“”'’-]+\s){0,4}?(?:on|for|in|of|into|worth of)\s")
"""Behind a figure: ``25 percent tariff on``, ``$150 billion for``."""
_ON = re.compile(r"[\s-](?:[\w.\"“”'’-]+\s){0,4}?(?:on|for|in|against)\s")
_CLAUSE_END = re.compile(r"[;:–—\d$€£¥]|,\s(?:while|but|and)\s|\.\s|\s(?:unless|if)\s")
_SUPPOSED = re.compile(r"(?:if|unless|should)\s[^,;]*,\s")
"""A condition at the head of the sentence, whose goods are not those of the rate."""
_QUALIFIED = re.compile(r"[\s\"“-]+((?:[\w.-]+[\"”]?\s){1,3})(?:tariff|dut|lev|rate|surcharge)")
"""``24 percent "reciprocal" tariff``, ``50 percent steel duties``."""
_SHARE = re.compile(r"\s(?:of|more|less|higher|lower)\b")
_PART_OF_RATE = re.compile(r"\sof\s(?:the|its|their)\s(?:[\w-]+\s)?(?:tariff|duty|levy|rate|surcharge)\b")
_OF_TRADE = re.compile(
    r"\sof\s(?:(?!and\b|or\b)[\w.'’-]+\s){0,4}?(exports|imports|trade|goods|products|items|lines|tariffs|duties)\b"
)
_OF_MARKET = re.compile(r"\sof\s(?:[\w.'’-]+\s){0,3}?market\b")
_CHARGED_ON = re.compile(r"(?:%|percent|per cent|tariffs?|duties)\son\s(?:another\s|about\s|some\s|the\s|around\s)?\Z")
_QUOTA_OF = re.compile(r"\bquotas?\s(?:[\w-]+\s){0,3}\Z")
_OF_WHAT = re.compile(r"\sof\s((?:[\w'’-]+(?:\s|\b)){1,5})")
_CHANGE_OF = re.compile(r"\b(?:cuts?|reductions?|decreases?)\sof\s(?:[\w-]+\s){0,2}\Z")
_RISE_OF = re.compile(r"\b(?:increases?|rises?)\sof\s(?:[\w-]+\s){0,2}\Z")
_WITNESSES = re.compile(r"\s(?:who|familiar|close to|with (?:direct )?knowledge|briefed)\b")
"""Behind a count of people, who told it: "three people | familiar with the talks"."""
_TOLD_BY = re.compile(r"\b[Aa]ccording to (?:the |at least |some )?\Z")
_MANY = 3
"""A list of so many products names no single one."""
_TOLD = ("proposal", "agreement")
"""Events whose sums are terms, whatever they are for."""


def name_terms(text: str, amount: Amount, sentence: tuple[int, int], event: EventType | None = None) -> tuple[str, ...]:
    """The names of the term that ``amount`` is in its ``sentence``; none where the words near it tell none.

    One rate may be that of two products ("25 percent on cars and on steel").
    """
    words = term_words()
    if amount.unit == "%":
        named_so = _percent_names(text, amount, sentence, words)
        if not named_so and event == "proposal" and _is_share_of(text, amount, sentence, words):
            return ("share",)
        return named_so
    if amount.is_money:
        named = _money_name(text, amount, sentence, words, event)
        return (named,) if named else ()
    if amount.unit in SPANS:
        named = _span_name(text, amount, sentence, words, event)
    else:
        named = _count_name(text, amount, sentence, words, event)
    return (named,) if named else ()


def _percent_names(text: str, amount: Amount, sentence: tuple[int, int], words: TermWords) -> tuple[str, ...]:
    names = words.percent
    before = text[max(sentence[0], amount.start - _NEAR) : amount.start].lower()
    behind = _behind(text, amount, sentence)
    if _is_statistic(_before(text, amount, sentence)[0], words):
        return ()
    if changed := _change(before):
        return (changed,)
    if _QUOTA_OF.search(before):
        return ("quota",)
    if _PART_OF_RATE.match(behind):
        return ()  # "the other half of the duty"
    qualified = _QUALIFIED.match(behind)
    told = _told(names, qualified[1]) if qualified else []
    if not told and (direct := _ON.match(behind)):
        told = _told(names, behind[direct.end() - 3 :])
    if not told and (share := names.pattern.match(behind.lstrip())):
        told = [names.term[share.group()]]
    if told:
        return _products(told)
    if amount.part_of is not None:
        return ("investment_share",) if words.cues["put_in"].search(text[sentence[0] : sentence[1]].lower()) else ()
    if freed := _freed(text, amount, sentence, words):
        return (freed,)
    if _SHARE.match(behind):  # "nine-tenths of the profits"; "70 percent of the volume" is no rate
        if words.cues["more_than_now"].match(behind.lstrip()):
            return ("increase",)
        return _products([name for name in _told(names, behind) if "tariff" not in name][:1])
    if listed := _listed_goods(_before(text, amount, sentence)[0], text[amount.end : sentence[1]], amount, names):
        return (listed,)
    for window in _before(text, amount, sentence):
        if told := _told(names, window, shares=False):
            return _products(_listed(names, window))
    told = _told(names, behind, shares=False)
    return _products(told[:1]) if told else ("tariff_rate",)


_GOODS_AT = re.compile(r"(?:%|\s?per\s?cent)?(?:,|,?\sand)\s(?:and\s)?(?P<goods>[a-z]+)\s(?:at\s)?")
_ON_GOODS = re.compile(r"\son\s(?P<goods>[a-z]+)(?=[,.;]|\s(?:and|on|in|from)\b|\Z)")


def _listed_goods(before: str, behind: str, amount: Amount, names: Names) -> str | None:
    """The rate of goods in a list that the vocabulary has no word for: "copper at 5 percent, zinc at 3"."""
    listed = _GOODS_AT.fullmatch(before) or (_ON_GOODS.match(behind) if amount.implied else None)
    return f"{listed['goods']}_tariff" if listed and not _told(names, listed["goods"]) else None


def _is_statistic(clause: str, words: TermWords) -> bool:
    """Whether it is by how much trade or a market moved: "exports fell | 12 percent", "boost growth by | 2 percent"."""
    measured = list(words.cues["measured"].finditer(clause))
    if not measured or words.cues["levied"].search(clause):
        return False
    moved = [match.end() for match in words.cues["moved"].finditer(clause)]
    return bool(moved and len(clause) - moved[-1] < _CLOSE) or clause.endswith(" by ")


def _change(before: str) -> str | None:
    """A change by so much, which is no rate: "cut by a third", "a cut of 35 percent"."""
    if before.endswith(" by ") or _CHANGE_OF.search(before) or _RISE_OF.search(before):
        cues = term_words().cues
        down = [match.end() for match in cues["down"].finditer(before)]
        up = [match.end() for match in cues["up"].finditer(before)]
        if down or up:
            return "reduction" if max(down, default=-1) > max(up, default=-1) else "increase"
    return None


def _is_share_of(text: str, amount: Amount, sentence: tuple[int, int], words: TermWords) -> bool:
    """Whether it is the part of something that is asked or offered: "demands 31 percent of the stock"."""
    behind = _behind(text, amount, sentence)
    if not behind.startswith(" of ") or _PART_OF_RATE.match(behind) or words.percent.pattern.search(behind):
        return False
    return words.cues["statistic"].search(behind) is None


def _freed(text: str, amount: Amount, sentence: tuple[int, int], words: TermWords) -> str | None:
    """The share of trade or of a market that is opened: "duties on 99% of U.S. goods", "3.6 percent of its market"."""
    behind = text[amount.end : min(sentence[1], amount.end + _BEHIND)].lower()
    if not behind.startswith(" of ") or not words.cues["opened"].search(text[sentence[0] : sentence[1]].lower()):
        return None
    if trade := _OF_TRADE.match(behind):
        return "trade_share" if trade[1] == "trade" else "tariff_lines"
    return "market_access" if _OF_MARKET.match(behind) else None


def _money_name(
    text: str, amount: Amount, sentence: tuple[int, int], words: TermWords, event: EventType | None
) -> str | None:
    around = text[sentence[0] : sentence[1]].lower()
    if amount.per is not None and amount.per not in ("year", "month", "week", "day", "share", "person", "hour"):
        if words.cues["floor"].search(around):
            return "minimum_price"
        return "specific_duty" if words.cues["levied"].search(around) else "price"
    named = _money_word(text, amount, sentence, words.money)
    if named is None and _CHARGED_ON.search(text[max(sentence[0], amount.start - _NEAR) : amount.start]):
        return "trade_volume"  # "keeps the 25 percent on another $250 billion"
    if named == "trade_volume":
        if words.cues["retaliated"].search(around):
            return "retaliation_volume"
        return named if event is None or words.cues["levied"].search(around) else None
    if amount.whole and named is not None and named.startswith("investment"):
        return "investment_total"
    if amount.per == "year":
        if amount.bound == "at_most":
            return "annual_cap"
        if (named is None or named.startswith("investment")) and words.cues["invested"].search(around):
            return "annual_investment" if named else "annual_payment"
    if named is None and event in _TOLD and amount.part_of is None and not words.cues["statistic"].search(around):
        return "amount"
    return named or None


def _money_word(text: str, amount: Amount, sentence: tuple[int, int], names: Names) -> str | None:
    """The term that the nearest word tells; empty where it tells that the sum is none, None where no word tells."""
    behind = _behind(text, amount, sentence)
    direct = _OBJECT.match(behind)
    if direct and (match := names.pattern.search(behind, direct.end() - 3)):
        return names.term[match.group()]
    if match := names.pattern.match(behind.lstrip(" -")):
        return names.term[match.group()]
    for window in _before(text, amount, sentence):
        if told := _told(names, window):
            return told[-1]
    told = _told(names, behind) or _told(names, text[amount.end : sentence[1]].lower())
    return told[0] if told else None


def _count_name(
    text: str, amount: Amount, sentence: tuple[int, int], words: TermWords, event: EventType | None
) -> str | None:
    if (
        amount.whole
        or _WITNESSES.match(text[amount.end : sentence[1]])
        or _TOLD_BY.search(text, max(0, amount.start - _CLOSE), amount.start)
    ):
        return None
    around = text[sentence[0] : sentence[1]].lower()
    named = next((name for name, units, found in words.counts if amount.unit in units and found.search(around)), None)
    if named is None:
        if (
            amount.unit not in words.counted
            or event not in (*_TOLD, "position")
            or words.cues["statistic"].search(around)
        ):
            return None
        named = "quantity"
    elif named == "quota" and words.cues["traded"].search(around) and not words.cues["quota"].search(around):
        return None  # "it sells 49,000 vehicles a year there"
    good = _good(text, amount, sentence, words)
    return f"{good}_{named.removesuffix('s')}" if good else named


def _good(text: str, amount: Amount, sentence: tuple[int, int], words: TermWords) -> str:
    """What good is counted, as a name; empty where the text has only the unit."""
    if amount.unit in ("visas", "aircraft", "ships"):
        return {"visas": "visa", "aircraft": "aircraft", "ships": "ship"}[amount.unit]
    if amount.unit not in words.goods_counted or amount.unit == "vehicles":
        return ""
    behind = text[amount.end : min(sentence[1], amount.end + _BEHIND)].lower()
    if (of := _OF_WHAT.match(behind)) is None:
        for window in _before(text, amount, sentence):
            if goods := _goods_in(words, window):
                return goods[-1]
        return ""
    nouns: list[str] = []
    for word in of[1].split():
        if word in words.noun_ends:
            break
        nouns.append(word)
    if goods := _goods_in(words, " ".join(nouns)):
        return goods[-1]
    head = nouns[-2:] if nouns and nouns[-1] in words.vague else nouns[-1:]
    return "_".join(head) if head and all(word.isascii() and word.isalnum() for word in head) else ""


def _goods_in(words: TermWords, window: str) -> list[str]:
    return [name.removesuffix("_tariff") for name in _told(words.percent, window) if name.endswith("_tariff")]


def _span_name(
    text: str, amount: Amount, sentence: tuple[int, int], words: TermWords, event: EventType | None
) -> str | None:
    """What a span of time is; None for how long talks last and for spans that only date something."""
    behind = text[amount.end : min(sentence[1], amount.end + _NEAR)].lower()
    if event == "meeting" or _is_length_of_talks(behind, words):
        return None
    around = text[sentence[0] : sentence[1]].lower()
    for name, units, found in words.counts:
        if amount.unit in units and found.search(around):
            return name
    if behind.startswith("-") or words.cues["pause"].match(behind.lstrip(" -")):
        return "duration" if words.cues["pause"].match(behind.lstrip(" -")) else None
    if behind.startswith(" on which"):
        return "duration"
    left = words_before(text, amount.start, 6)
    while left and left[-1] in words.loose:
        left.pop()
    named = words.spans.get(left[-1]) if left else None
    before = text[max(sentence[0], amount.start - _NEAR) : amount.start].lower()
    if named is None:
        return "duration" if event in _TOLD and _is_extension(amount, before, behind, words) else None
    if left[-1] in ("within", "inside"):
        return None if words.cues["gathering"].search(before) else named
    if left[-1] == "after":
        ended = words.cues["ending"].search(before) or before[: before.rfind("after")].rstrip()[-1:].isdigit()
        return named if ended and event not in ("deadline", "assessment") else None
    if left[-1] == "for" and (event == "assessment" or words.cues["lasted"].search(before)):
        return None
    return named


_LED_BY = re.compile(r"(?:\b(another)|(\w+)\s(of)|\s(by))\s(?:(?:another|a further|about|some|at least|up to)\s)?\Z")
"""Right before a span: "another | 90 days", "a delay of | one year", "extend the truce by | 90 days"."""


def _is_extension(amount: Amount, before: str, behind: str, words: TermWords) -> bool:
    """Whether a span is that by which something is put off or prolonged: "another delay of one year", "a year more"."""
    further = words.cues["further"]
    if further.search(amount.text.lower()) or further.match(behind.lstrip()):
        return True
    led = _LED_BY.search(before)
    if led is None:
        return False
    if led[3]:
        return words.cues["pause"].fullmatch(led[2]) is not None
    return bool(led[1]) or words.cues["prolonged"].search(before) is not None


def _is_length_of_talks(behind: str, words: TermWords) -> bool:
    """Whether what follows tells how long people talked: "two days | of intensive talks", "a five-hour | meeting"."""
    following = behind.split()[:4]
    if following[:1] == ["of"]:
        following = following[1:]
    elif following and words.cues["talk_kind"].match(following[0]):
        following = following[:2]
    else:
        following = following[:1]
    return any(words.cues["talk"].match(word) for word in following)


def _behind(text: str, amount: Amount, sentence: tuple[int, int]) -> str:
    """What follows in the clause, up to the next figure."""
    behind = text[amount.end : min(sentence[1], amount.end + _BEHIND)].lower()
    cut = _CLAUSE_END.search(behind)
    return behind[: cut.start()] if cut else behind


def _before(text: str, amount: Amount, sentence: tuple[int, int]) -> tuple[str, str]:
    """What stands before it in the clause, down to the last figure; and all that does in the sentence."""
    before = text[sentence[0] : amount.start].lower()
    supposed = _SUPPOSED.match(before)
    before = before[supposed.end() :] if supposed else before
    cut = max((match.end() for match in _CLAUSE_END.finditer(before)), default=0)
    return before[cut:], before


def _told(names: Names, window: str, shares: bool = True) -> list[str]:
    found = (match.group() for match in names.pattern.finditer(window))
    return [names.term[word] for word in found if shares or not word.startswith("of ")]


def _listed(names: Names, window: str) -> list[str]:
    """The last product of ``window`` and those it is listed with: "cars, lumber and drugs"."""
    matches = [match for match in names.pattern.finditer(window) if not match.group().startswith("of ")]
    last = [matches[-1]]
    for match in reversed(matches[:-1]):
        gap = window[match.end() : last[0].start()]
        if len(gap) > 24 or not ("," in gap or " and " in gap):
            break
        last.insert(0, match)
    return [names.term[match.group()] for match in last]


def _products(told: list[str]) -> tuple[str, ...]:
    """One name each; a long list is the general rate, and "steel and aluminum" is steel."""
    names = tuple(dict.fromkeys(name for name in told if name))
    if "steel_tariff" in names:
        names = tuple(name for name in names if name != "aluminum_tariff")
    if len(names) >= _MANY:
        return ("tariff_rate",)
    return names
