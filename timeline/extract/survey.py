"""The survey: what the whole article says before its sentences are read one by one."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace

from timeline.extract.clauses.mentions import heading
from timeline.extract.clauses.units import Unit, units_of
from timeline.extract.dates import DateMention
from timeline.extract.dates.whole_dates import dates_of
from timeline.extract.frames.read import Context
from timeline.extract.people.homes import with_bloc, with_homes, with_voice
from timeline.extract.people.insertions import behind_insertions
from timeline.extract.people.sides import all_sides, bloc_of, principal_pair
from timeline.extract.scan import Row, Scan, Side, scan
from timeline.lexicon import Lexicon
from timeline.model.article import Article
from timeline.model.edtf import Edtf
from timeline.model.registry import Negotiation, Registry


@dataclass(frozen=True, slots=True)
class Survey:
    """An article with its words, days and figures found, and everybody whom it names."""

    scan: Scan
    sides: Row[Side]
    context: Context
    nounlike: frozenset[str]
    elsewhere: dict[int, Context] = field(default_factory=dict)
    """What holds in a paragraph that names none of the principal parties and two others, by its number."""

    def context_of(self, paragraph: int) -> Context:
        """What is known of the parties in a paragraph."""
        return self.elsewhere.get(paragraph, self.context)

    def units(self, number: int) -> list[Unit]:
        """The clauses of one sentence."""
        return units_of(self.scan, self.sides, number, self.nounlike)

    def asks(self, number: int) -> bool:
        """Whether the sentence is a question, which tells of nothing."""
        start, end = self.scan.sentences[number]
        if (
            self.scan.text[end - 1] == "?"
            or _SENT_IN.search(self.scan.text, start, end)
            or _WONDERS.match(self.scan.lower, start, end) is not None
        ):
            return True
        if self.scan.dates.within(start, end):
            return False
        return end - start < _SHORT and _HEADS.fullmatch(self.scan.lower, start, end) is not None


_SENT_IN = re.compile(r"\?\s\([^()?]{2,60}\)\Z")
"""Behind a question that a reader has sent in: "So where are we now? (Jun, Iloilo)"."""
_WONDERS = re.compile(
    r"(?:why|whether|how|when|where|who) [^.;:?]{4,90}\s(?:is|remains|was)\s(?:an? (?:\w+ )?(?:question|mystery|puzzle"
    r"|matter)|another (?:matter|question|story)|unclear|unknown|not known|not clear|anybody's guess"
    r"|anyone's guess|open)\b[^,;:]*\Z"
)
"""A question in the form of a statement: "why it was not taken up is a question for the minister"."""


_SHORT = 44
_HEADS = re.compile(
    r"(?:(?:who|why|how)\s(?!it\b|they\b|he\b|she\b)[^,;:.]+"
    r"|(?:where|when)(?:\s(?!it\b|they\b|he\b|she\b)[^\s,;:.]+){1,4}"
    r"|(?:why|how) (?:it|they) [^,;:.]+"
    r"|what (?:comes?|came|happens|happened|each|both|either|next|now|to) [^,;:.]+"
    r"|what (?:is|was) (?:next|new|at stake|in it|agreed|not agreed|left|missing|open|known))\."
)
"""A question that heads what follows: "Who is against it.", "What each gives."."""


def survey(
    article: Article,
    lower: str,
    lexicon: Lexicon,
    negotiation: Negotiation | None = None,
    registry: Registry | None = None,
) -> Survey:
    """Look over ``article``, whose text in lower case is ``lower``: what stands where, who is on which side."""
    found = scan(article, lexicon, lower)
    found.dates = _counted_from_the_page(found, article.published)
    mentions, people = all_sides(found, lexicon, registry)
    pair = principal_pair(article, found, mentions, lexicon, negotiation)
    home = with_bloc(found, with_homes(found, mentions, people, pair), pair, lexicon)
    sides = Row(with_voice(found, home, bloc_of(pair, lexicon)))
    found.drop_words_in([side for side in sides if side.kind == "person"])
    found.behind = behind_insertions(found, sides)
    found.actors = frozenset((*(side.end for side in sides), *found.behind.values()))
    deal = _about_a_deal(found)
    offices = {person.name: frozenset(person.offices) for person in people}
    blocs = bloc_of(pair, lexicon)
    context = Context(pair, article.published.first, blocs, lexicon.members, deal, lexicon.apart, offices)
    elsewhere = _elsewhere(found, sides, context, lexicon) if negotiation is None else {}
    return Survey(found, sides, context, lexicon.nounlike, elsewhere)


_TWO = 2


def _elsewhere(found: Scan, sides: Row[Side], context: Context, lexicon: Lexicon) -> dict[int, Context]:
    """The paragraphs of a newsletter that turn to others: "Elsewhere: Norway and Britain have put off their talks"."""
    told: dict[int, list[list[str]]] = {}
    for (start, end), paragraph in zip(found.sentences, found.paragraphs, strict=True):
        codes = (side.code for side in sides.within(start, end) if side.kind != "place" or side.form == "capital")
        told.setdefault(paragraph, []).append([code for code in codes if code])
    principal = {
        *context.pair,
        *context.bloc_of,
        *(code for bloc in context.pair for code in lexicon.members.get(bloc, ())),
    }
    turned = {}
    for paragraph, named in told.items():
        spoken = [code for codes in named for code in codes]
        foremost = tuple(sorted(code for code, _ in Counter(spoken).most_common(_TWO)))
        if len(context.pair) > 1 and len(foremost) == _TWO and named[0] and principal.isdisjoint(spoken):
            turned[paragraph] = replace(context, pair=foremost, bloc_of=bloc_of(foremost, lexicon))
    return turned


_EVE = 3
"""Days by which notes may be older than the page that prints them."""


def _counted_from_the_page(found: Scan, published: Edtf) -> Row[DateMention]:
    """The dates of the text, with "today" as the day at the head of the notes where they were printed a day later."""
    start, end = found.sentences[0] if found.sentences else (0, 0)
    head = heading(found, start, end) if found.text.startswith(" ", end) else None
    day = head.date if head is not None and head.start > start else None
    if day is None or day.first is None or published.first is None or not published.is_day:
        return found.dates
    if not 0 < (published.first - day.first).days <= _EVE:
        return found.dates
    return Row(dates_of(found.text, found.sentences, day))


def _about_a_deal(found: Scan) -> bool:
    """Whether a deal is named within the first paragraphs that is not only sought."""
    opening = [end for (_, end), paragraph in zip(found.sentences, found.paragraphs, strict=True) if paragraph < 3]
    deals = (hit for hit in found.hits.within(0, opening[-1] if opening else 0) if "deal" in hit.entry.kinds)
    return any(
        hit.text.startswith("joint ") or not _SOUGHT.search(found.lower, max(0, hit.start - 70), hit.start)
        for hit in deals
    )


_SOUGHT = re.compile(
    r"\b(?:negotiat\w+|talks|towards?|seek\w*|sought|wants?|hop(?:e|es|ed|ing)|no|without|discuss\w*|failed"
    r"|work\w* on)\b"
    r"(?:(?!\b(?:and|but|which|after|reached|signed|agreed|struck|concluded)\b)[^.;:])*\Z"
)
"""Before a deal that there is not yet: "are negotiating | a trade agreement"."""
