"""The words of figures, compiled at the first use: currencies, scales, units, what stands beside a figure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from timeline.lexicon.currencies import currencies
from timeline.lexicon.tables import table
from timeline.lexicon.trie import any_of

MONTH_BEFORE = re.compile(rf"\b(?:{any_of(table('time')['months'])})\.?\s\Z")
"""A month's name at the end of what stands before a number: the number is a day."""

_MORE = r"(?:more|further|additional|extra|new)"
_EACH = ("a", "an", "per", "each", "every")
_AMONG = r"\sof\s(?:the\s|its\s|their\s)?\d[\d,]*\s"


@dataclass(frozen=True, slots=True)
class AmountWords:
    """Vocabulary and patterns of figures."""

    signs: dict[str, str]
    currencies: dict[str, str]
    """Names and codes after a number, lower case, and the ISO code; of a name that several have, its plural."""
    shared: dict[str, dict[str, str]]
    """Such a name: by state, the ISO code of its currency."""
    usual: dict[str, str]
    """What it means where the text names none of these states."""
    scales: dict[str, float]
    units: dict[str, str]
    per: dict[str, str]
    """What follows a figure, and what that is counted by: "a lorry", "per annum", "/tonne"."""
    periodic: dict[str, str]
    """The words of its noun that tell it before the figure: "an annual quota of"."""
    numbers: dict[str, int]
    fractions: dict[str, float]
    change: frozenset[str]
    cap: tuple[str, ...]
    named: frozenset[str]
    bare_leads: frozenset[str]
    """Words before a number that leaves its unit out."""
    bare_ends: frozenset[str]
    """Words after one."""
    paying: frozenset[str]
    staying: frozenset[str]
    settled: frozenset[str]
    """Two or three words before a rate that is asked or agreed: "held out for 50"."""
    counting: frozenset[str]
    """Words before "over" and "under" in the sense of more and less."""
    filling: frozenset[str]
    moved_from: frozenset[str]
    before: dict[str, str]
    """The words right before a figure, and the bound they set."""
    longest_before: int
    last_before: frozenset[str]
    """The last words of ``before``: most figures have none of them before them."""
    digits: re.Pattern[str]
    """A number in digits; the scan of a text."""
    words: re.Pattern[str]
    """A separator, and a number in words, or a share, as group 1."""
    share_of: re.Pattern[str]
    """Right of a share: what shows that it is one."""
    zero_rate: re.Pattern[str]
    """Right of "zero" where it is a rate whatever stands before it."""
    sign: re.Pattern[str]
    """A currency before a number, at the end of the few characters before it."""
    sign_ends: frozenset[str]
    """The last characters of currencies before a number."""
    tail: re.Pattern[str]
    """Right of a number: scale, and unit or currency."""
    range_tail: re.Pattern[str]
    """Right of a number: the other end of a range."""
    right: re.Pattern[str]
    """Right of a figure: what it is counted by, and a bound."""
    counted: re.Pattern[str]
    """Nouns that figures count: vehicles, tonnes, ships."""
    modified: re.Pattern[str]
    """Right of a number: what is counted, after words that tell which: "50 Boeing jets"."""
    among: re.Pattern[str]
    """Right of a number: the whole that it is of: "ten of 23 chapters"."""
    rate: re.Pattern[str]
    """Nouns and verbs of rates, in lower case: what a bare number in their sentence may be a percentage of."""
    rate_called: re.Pattern[str]
    """Right of a number that is then called a rate: "a first 25, the general rate, ..."."""
    goods: frozenset[str]
    """Goods in one word, that a rate may be listed with: "steel pays 50 percent, lumber 45"."""
    converted: re.Pattern[str]
    """Between a figure and its equivalent in another currency."""


@cache
def amount_words() -> AmountWords:
    """The words of ``money.toml`` with the patterns made of them."""
    words = table("money")
    codes: list[str] = words["codes"]["all"]
    shared = _shared(words)
    money = _named(words, shared)
    money |= {code.lower(): "CNY" if code == "RMB" else code for code in codes}
    signs: dict[str, str] = words["signs"] | {code: "CNY" if code == "RMB" else code for code in codes}
    scales: dict[str, float] = words["scales"]
    units: dict[str, str] = words["units"]
    counted = any_of(_counted(units))
    rates = any_of(words["rate"]["words"])
    before = {phrase: bound for bound, phrases in words["before"].items() for phrase in phrases}
    numbers: dict[str, int] = words["numbers"] | table("numbers")["numbers"]
    number = _number_in_words(numbers)
    shares = f"(?:{any_of(_hyphened(words['fractions']))})"
    measured = f"{any_of(scales)}|{any_of(_spelt(units))}|{any_of(money)}"
    per = words["per"] | {f"{each} {noun}": unit for noun, unit in words["each"].items() for each in _EACH}
    short = {f"per {noun}": unit for noun, unit in words["short"].items()}
    per |= short | {f"/{noun}": unit for noun, unit in (words["each"] | words["short"]).items()}
    bounds = {bound: any_of(phrases) for bound, phrases in words["after"].items()}
    return AmountWords(
        signs=signs,
        currencies=money,
        shared=shared,
        usual=words["usual"],
        scales=scales,
        units=units,
        per=per,
        periodic=words["periodic"],
        numbers=numbers,
        fractions=words["fractions"],
        change=frozenset(words["change"]["words"]),
        cap=tuple(words["cap"]["words"]),
        named=frozenset(words["names_with_numbers"]["words"]),
        bare_leads=frozenset(words["bare"]["leads"]),
        bare_ends=frozenset(words["bare"]["ends"]),
        paying=frozenset(words["bare"]["paying"]),
        staying=frozenset(words["bare"]["staying"]),
        settled=frozenset(words["bare"]["settled"]),
        counting=frozenset(words["counting"]["words"]),
        filling=frozenset(words["moved"]["filling"]),
        moved_from=frozenset(words["moved"]["from"]),
        before=before,
        longest_before=max(len(phrase.split()) for phrase in before),
        last_before=frozenset(phrase.split()[-1] for phrase in before),
        digits=re.compile(r"[0-9]+(?:,[0-9]{3}(?![0-9]))*(?:\.[0-9]+)?"),
        words=re.compile(
            rf"[\s(\"“‘«—–-](fifty[- ]fifty|half\sand\shalf"
            rf"|(?:{number}|(?:[Aa]|[Oo]ne)(?=\s(?:hundred|thousand|million|billion|trillion)))"
            rf"(?=(?:\s{_MORE})?[\s-](?:{measured})(?!\w)|{_AMONG}(?:{counted})(?!\w))"
            r"|[Hh]alf\sa(?=\s(?:million|billion|trillion)\s)"
            rf"|{_ONE_MORE}(?=\s(?:day|week|month|year)(?![\w'’]))"
            rf"|{shares}(?=[\s.,;:])|[Zz]ero(?=[\s.,;:)-]))"
        ),
        sign_ends=frozenset(sign[-1] for sign in signs),
        share_of=re.compile(r"\s(?:of|go|goes|belongs?)\s"),
        zero_rate=re.compile(r"\son\s|[\s-](?:tariff|dut)"),
        sign=re.compile(rf"(?:(?<![A-Za-z])(?:{any_of(_alphabetic(signs))})\s?|{any_of(_symbolic(signs))}\s?)\Z"),
        tail=re.compile(
            rf"(?:[\s\u00a0-]?(?P<scale>{any_of(scales)})(?![\w]))?"
            rf"(?:[\s\u00a0]?(?P<percent>%|(?:percent|pct|pc)(?!\w))|(?:\s{_MORE})?[\s\u00a0-](?P<unit>(?:{any_of(_spelt(units))}|{any_of(money)}))(?!\w))?",
            re.IGNORECASE,
        ),
        range_tail=re.compile(
            r"(?:\s?[-–—]\s?|\s(?P<word>to|and|or)\s)(?:[$€£¥₩]|US\$|[A-Z]{3}\s)?"
            r"(?P<high>\d+(?:,\d{3})*(?:\.\d+)?)(?![\d,]|\.\d)"
        ),
        right=re.compile(
            rf"(?:(?:\s(?=[^/])|(?=/))(?P<per>{any_of(per)})(?!\w))?"
            rf"(?:,?\s(?:(?P<about>{bounds['about']})|(?P<at_least>{bounds['at_least']})|(?P<at_most>{bounds['at_most']}))(?!\w))?"
        ),
        counted=re.compile(rf"\b(?:{counted})\b"),
        modified=re.compile(
            rf"(?:\s(?:[A-Z][\w.&'’-]*(?:\s\d{{3}})?|{any_of(words['modifiers']['words'])})){{1,4}}\s(?P<unit>{counted})(?!\w)"
        ),
        among=re.compile(rf"{_AMONG}(?P<unit>{counted})(?!\w)"),
        rate=re.compile(rf"\b(?:{rates})\b"),
        rate_called=re.compile(rf",\s(?:the|a|an)\s(?:[\"“]?[\w-]+[\"”]?\s){{0,2}}(?:{rates})\b"),
        goods=frozenset(word for names in table("terms")["percent"].values() for word in names if word.isalpha()),
        converted=re.compile(
            r"(?:\s\(|,?\sor\s|,?\sequivalent\sto\s)(?:(?:about|around|approximately|roughly|some|or|nearly|equivalent\sto)\s)*\Z"
        ),
    )


def _named(words: dict[str, Any], shared: dict[str, dict[str, str]]) -> dict[str, str]:
    """What each name of money stands for: an ISO code, or the name in ``shared``."""
    world = currencies()
    named = world.codes | world.shared | {name: name for name in shared} | words["called"]
    named |= {name.lower(): code for name, code in words["names"].items()}
    return {name: money for name, money in named.items() if name not in words["not_money"]["words"]}


def _shared(words: dict[str, Any]) -> dict[str, dict[str, str]]:
    """By name that several currencies have, and by state, the ISO code."""
    world = currencies()
    tenders = [tender for held in world.held.values() for tender in held.items()]
    several = {
        name.lower(): {state: code for state, code in tenders if code in codes}
        for name, codes in words["several"].items()
    }
    return {name: world.held[name] for name in set(world.shared.values())} | several


def _spelt(units: Iterable[str]) -> list[str]:
    return [unit for unit in units if unit[0].isalpha()]


def _alphabetic(signs: Iterable[str]) -> list[str]:
    return [sign for sign in signs if sign[0].isalpha()]


def _symbolic(signs: Iterable[str]) -> list[str]:
    return [sign for sign in signs if not sign[0].isalpha()]


def _hyphened(fractions: Iterable[str]) -> list[str]:
    """Shares as sentences begin with them and as hyphens join them."""
    spellings = [form for word in fractions for form in (word, word.replace(" ", "-"))]
    return [form for word in spellings for form in (word, word[0].upper() + word[1:])]


_ONE_MORE = r"(?:[Aa]nother|[Aa]\s(?:whole|full|further))"
"""One span of time: "a whole | year", "another | month"."""


def _number_in_words(numbers: dict[str, int]) -> str:
    tens = [word for word, value in numbers.items() if value >= 20]
    ones = [word for word, value in numbers.items() if 0 < value < 10]
    rest = [word for word, value in numbers.items() if value < 20]
    both = [form for word in tens for form in (word, word.capitalize())]
    return rf"(?:{any_of(both)}(?:[- ]{any_of(ones)})?|{any_of([f for w in rest for f in (w, w.capitalize())])})"


def _counted(units: dict[str, str]) -> list[str]:
    spans = ("days", "weeks", "months", "years", "hours", "minutes", "business days", "%", "pp", "bp")
    return [form for form, unit in units.items() if (unit not in spans and form.endswith("s")) or form == "aircraft"]
