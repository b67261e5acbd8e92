"""The extractor: an article in, drafts and unread sentences out. Pure: no files, no clock, no network."""

from __future__ import annotations

import re

from timeline.extract.choosing import Thread, sentence_frames, widened
from timeline.extract.drafting import Told, draft_of
from timeline.extract.grammar import Sentence, further_readings, silent_reading
from timeline.extract.language import is_english
from timeline.extract.links import link, merge
from timeline.extract.scan import Scan, lowered
from timeline.extract.sentences import split_sentences
from timeline.extract.sifting import may_tell_more, sifted
from timeline.extract.story import OLD_DEAL, Story
from timeline.extract.survey import survey
from timeline.extract.units import Unit
from timeline.extract.weighing import believed, weighed
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
_LEAVES_ITS_DAY = frozenset(("agreement.agree", "agreement.ratify"))
"""Rules whose drafts leave to a deal the day that the text has told of it."""
_NO_DEAL = frozenset(
    (
        "agreement.none",
        "agreement.dated",
        "agreement.figure",
        "agreement.ceiling",
        "agreement.term",
        "agreement.course",
        "agreement.provision",
        "agreement.weighed",
    )
)
"""Rules whose drafts do not themselves tell that there is a deal, or only recall one."""


def extract(
    article: Article, lexicon: Lexicon, negotiation: Negotiation | None = None, registry: Registry | None = None
) -> Reading:
    """Read ``article`` for the events it tells.

    Every draft names its rule, the words that made it fire and the exact quotation; a sentence that had
    a trigger and gave no draft is listed as unread. The same article, words, weights and registry always
    give the same reading.
    """
    lower = lowered(article.text)
    if not is_english(lower):
        first, last = next(iter(split_sentences(article.text)), (0, len(article.text)))
        return Reading(article.article_id, (), (Unread(first, last, article.text[first:last], (), "not English"),))
    surveyed = survey(article, lower, lexicon, negotiation, registry)
    found, sides, context = surveyed.scan, surveyed.sides, surveyed.context
    thread, story = Thread(), Story(article.published.first)

    def drafted(readings: list[Told], units: list[Unit]) -> list[tuple[Told, Draft]]:
        return [(one, draft_of(article, found, context, one, units, story, negotiation, registry)) for one in readings]

    drafts: list[Draft] = []
    unread: list[Unread] = []
    for number, (start, end) in enumerate(found.sentences):
        paragraph = found.paragraphs[number]
        context = surveyed.context_of(paragraph)
        story.enter(found, number, paragraph)
        if surveyed.asks(number):
            words = tuple(hit.text for hit in found.hits.within(start, end) if hit.entry.senses)
            if words:
                unread.append(Unread(start, end, article.text[start:end], words, "a question tells of nothing"))
            continue
        story.name_deal(found, number)
        units = surveyed.units(number)
        if paragraph <= thread.dealt_until and any("deal" in unit.kinds for unit in units):
            thread.dealt_until = max(thread.dealt_until, paragraph + _DEAL_GOES_ON)
        sentence = Sentence(found, number, units, context, thread.heard, paragraph <= thread.dealt_until, story.stamp)
        told = sentence_frames(found, units, sides, number, context, thread)
        silent = silent_reading(sentence) if not told else None
        pairs = drafted(told or ([silent] if silent is not None else []), units)
        read, further = further_readings(sentence, pairs)
        if any(one is not before for one, (before, _) in zip(read, pairs, strict=True)):
            pairs = drafted(read, units)
        pairs += drafted(further, units)
        kept, dropped = sifted(found, pairs)
        if kept and len(kept) < len(pairs):
            kept = drafted(widened([one for one, _ in kept], start, end, units), units)
        again = silent_reading(sentence) if told and not kept and may_tell_more(dropped) else None
        if again is not None:
            kept, _ = sifted(found, drafted([again], units))
        learned = lexicon.learned
        likely, doubted = believed(sentence, kept, learned.drafts) if learned is not None else (kept, [])
        if doubted:
            kept = drafted(widened([one for one, _ in likely], start, end, units), units)
            dropped = dropped + doubted
        guess = weighed(sentence, learned) if learned is not None and not kept and units else None
        if guess is not None:
            kept, dropped = drafted(widened([guess], start, end, units), units), doubted
        for one, draft in kept:
            drafts.append(draft)
            _remember(found, one, draft, paragraph, thread, story)
        names = frozenset(side.name for side in sides.within(start, end) if side.kind == "person")
        story.tell(found, number, paragraph, names, units)
        unread += _left(article.text, (start, end), units, kept, dropped)
    return Reading(article.article_id, link(article.text, merge(article.text, drafts)), tuple(unread))


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


def _is_before(date: Edtf | None, deal: Edtf | None) -> bool:
    """Whether an agreement came into force before the deal was made: another one, which it amends."""
    if date is None or deal is None or date.first is None or deal.first is None:
        return False
    return date.first < deal.first


def _remember(found: Scan, one: Told, draft: Draft, paragraph: int, thread: Thread, story: Story) -> None:
    """Keep what a draft leaves for the text behind it: the day of a meeting, of a deal, a limit."""
    if draft.type in ("meeting", "agreement") and len(draft.actors) == 2:
        story.two, story.two_paragraph = draft.actors, paragraph
    if draft.type == "meeting" and draft.modality == "actual":
        story.meet(draft.date, paragraph)
    if draft.type == "deadline":
        story.due, story.due_paragraph = draft.date, paragraph
    if draft.type != "agreement" or draft.rule in _NO_DEAL:
        return
    thread.dealt_until = paragraph + _DEAL_HOLDS
    dated = draft.date is not None and draft.modality == "actual"
    recalled = _SINCE.search(found.lower, one.start, one.frame.hit.start) or OLD_DEAL.search(
        found.lower, one.start, one.end
    )
    earlier = draft.rule == "agreement.force" and _is_before(draft.date, story.deal)
    if dated and not recalled and not earlier and (story.deal is None or draft.rule not in _LEAVES_ITS_DAY):
        story.deal = draft.date
