"""The extractor: an article in, drafts and unread sentences out. Pure: no files, no clock, no network."""

from __future__ import annotations

import re

from timeline.extract.choosing import Thread, sentence_frames, widened
from timeline.extract.dates import DateMention, find_dates
from timeline.extract.drafting import Told, draft_of
from timeline.extract.frames import Context
from timeline.extract.grammar import Sentence, further_readings, silent_reading
from timeline.extract.homes import with_bloc, with_homes
from timeline.extract.language import is_english
from timeline.extract.links import link, merge
from timeline.extract.mentions import heading
from timeline.extract.scan import Row, Scan, lowered, scan
from timeline.extract.sentences import split_sentences
from timeline.extract.sides import all_sides, bloc_of, principal_pair
from timeline.extract.sifting import sifted
from timeline.extract.story import Occasion
from timeline.extract.units import Unit, units_of
from timeline.lexicon import Lexicon
from timeline.model.article import Article
from timeline.model.draft import Draft, Reading, Unread
from timeline.model.edtf import Edtf
from timeline.model.registry import Negotiation, Registry

_DEAL_HOLDS = 3
"""Paragraphs after the one that tells of a deal in which a figure is still taken as one of its terms."""
_DEAL_GOES_ON = 1
"""Paragraphs after one that still speaks of it in which it holds further."""
_SINCE = re.compile(r"\bsince\s[^,;.]{0,40}\Z")
"""Before a deal that only dates something else: "the first new member since the pact entered into force in 2018"."""
_NO_DEAL = frozenset(
    (
        "agreement.none",
        "agreement.dated",
        "agreement.figure",
        "agreement.ceiling",
        "agreement.term",
        "agreement.course",
        "agreement.provision",
    )
)
"""Rules whose drafts do not themselves tell that there is a deal, or only recall one."""


def extract(
    article: Article, lexicon: Lexicon, negotiation: Negotiation | None = None, registry: Registry | None = None
) -> Reading:
    """Read ``article`` for the events it tells.

    Every draft names its rule, the words that made it fire and the exact quotation; a sentence that had
    a trigger and gave no draft is listed as unread. The same article, words and registry always give
    the same reading.
    """
    lower = lowered(article.text)
    if not is_english(lower):
        first, last = next(iter(split_sentences(article.text)), (0, len(article.text)))
        return Reading(article.article_id, (), (Unread(first, last, article.text[first:last], (), "not English"),))
    found = scan(article, lexicon, lower)
    found.dates = _counted_from_the_page(found, article.published)
    mentions, people = all_sides(found, lexicon, registry)
    pair = principal_pair(article, found, mentions, lexicon, negotiation)
    sides = Row(with_bloc(found, with_homes(found, mentions, people, pair), pair, lexicon))
    named = [side for side in sides if side.kind == "person"]
    found.drop_words_in(named)
    found.actors = frozenset(side.end for side in sides)
    context = Context(pair, article.published.first, bloc_of(pair, lexicon), _about_a_deal(found))
    thread, occasion = Thread(), Occasion(article.published.first)

    def drafted(readings: list[Told], units: list[Unit]) -> list[tuple[Told, Draft]]:
        return [
            (one, draft_of(article, found, context, one, units, occasion, negotiation, registry)) for one in readings
        ]

    drafts: list[Draft] = []
    unread: list[Unread] = []
    for number, (start, end) in enumerate(found.sentences):
        paragraph = found.paragraphs[number]
        occasion.enter(found, number, paragraph)
        if article.text[end - 1] == "?":
            words = tuple(hit.text for hit in found.hits.within(start, end) if hit.entry.senses)
            if words:
                unread.append(Unread(start, end, article.text[start:end], words, "a question tells of nothing"))
            continue
        occasion.name_deal(found, number)
        units = units_of(found, sides, number, lexicon.nounlike)
        if paragraph <= thread.dealt_until and any("deal" in unit.kinds for unit in units):
            thread.dealt_until = max(thread.dealt_until, paragraph + _DEAL_GOES_ON)
        sentence = Sentence(
            found, number, units, context, thread.heard, paragraph <= thread.dealt_until, occasion.stamp
        )
        told = sentence_frames(found, units, sides, number, context, thread)
        silent = silent_reading(sentence) if not told else None
        pairs = drafted(told or ([silent] if silent is not None else []), units)
        further = further_readings(sentence, pairs)
        if any(one.end < draft.evidence[0].end for one, draft in pairs):
            pairs = drafted([one for one, _ in pairs], units)  # a second term has its own part of the sentence
        pairs += drafted(further, units)
        kept, dropped = sifted(found, pairs)
        if kept and len(kept) < len(pairs):
            kept = drafted(widened([one for one, _ in kept], start, end, units), units)
        for one, draft in kept:
            drafts.append(draft)
            _remember(found, one, draft, paragraph, thread, occasion)
        names = frozenset(side.name for side in sides.within(start, end) if side.kind == "person")
        occasion.tell(found, number, paragraph, names, units)
        unread += _left(article.text, (start, end), units, kept, dropped)
    return Reading(article.article_id, link(article.text, merge(article.text, drafts)), tuple(unread))


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
    return Row(find_dates(found.text, found.sentences, day))


def _left(
    text: str,
    sentence: tuple[int, int],
    units: list[Unit],
    kept: list[tuple[Told, Draft]],
    dropped: list[tuple[Told, str]],
) -> list[Unread]:
    """What of a sentence had a trigger and gave no draft: the whole of it, or the readings that are no events."""
    if kept:
        return [
            Unread(one.start, one.end, text[one.start : one.end], (one.frame.hit.text,), why) for one, why in dropped
        ]
    if not dropped and not any(unit.anchors or unit.nouns for unit in units):
        return []
    words = tuple(hit.text for unit in units for hit, _ in (*unit.anchors, *unit.nouns))
    why = "; ".join(dict.fromkeys(why for _, why in dropped)) or "no rule's conditions were met"
    return [Unread(*sentence, text[slice(*sentence)], words, why)]


def _remember(found: Scan, one: Told, draft: Draft, paragraph: int, thread: Thread, occasion: Occasion) -> None:
    """Keep what a draft leaves for the text behind it: the day of a meeting, of a deal, a limit."""
    if draft.type in ("meeting", "agreement") and len(draft.actors) == 2:
        occasion.two, occasion.two_paragraph = draft.actors, paragraph
    if draft.type == "meeting" and draft.modality == "actual":
        occasion.meet(draft.date, paragraph)
    if draft.type == "deadline":
        occasion.due, occasion.due_paragraph = draft.date, paragraph
    if draft.type != "agreement" or draft.rule in _NO_DEAL:
        return
    thread.dealt_until = paragraph + _DEAL_HOLDS
    dated = draft.date is not None and draft.modality == "actual"
    recalled = _SINCE.search(found.lower, one.start, one.frame.hit.start) is not None
    if dated and not recalled and (occasion.deal is None or draft.rule != "agreement.agree"):
        occasion.deal = draft.date


def _about_a_deal(found: Scan) -> bool:
    """Whether a deal is named within the first paragraphs."""
    opening = [end for (_, end), paragraph in zip(found.sentences, found.paragraphs, strict=True) if paragraph < 3]
    return any("deal" in hit.entry.kinds for hit in found.hits.within(0, opening[-1])) if opening else False
