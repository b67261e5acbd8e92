"""The extractor: an article in, drafts and unread sentences out. Pure: no files, no clock, no network."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from timeline.extract.choosing import Thread, sentence_frames, widened
from timeline.extract.clauses.units import Unit
from timeline.extract.drafting.draft import Given, Pair, Told, draft_of, undated
from timeline.extract.features import Mark, features_in, marks_of, stems_of
from timeline.extract.grammar import Sentence, further_readings, silent_readings
from timeline.extract.links import link, merge
from timeline.extract.scan import Scan, lowered
from timeline.extract.sifting.sift import may_tell_more, sifted
from timeline.extract.survey import Survey, survey
from timeline.extract.text.edited import Edited
from timeline.extract.text.language import is_english
from timeline.extract.text.sentences import split_sentences
from timeline.extract.text.smoothing import smooth
from timeline.extract.timing.options import DayOptions, day_options
from timeline.extract.timing.story import OLD_DEAL, Story
from timeline.extract.weighing import believed, weighed, weighed_beside
from timeline.lexicon import Learned, Lexicon, with_parties
from timeline.model.article import Article
from timeline.model.draft import Draft, Reading, Unread, draft_id
from timeline.model.edtf import Edtf
from timeline.model.events import Evidence
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
    give the same reading. Parties of the registry are known by their names, whether or not the vocabulary has them.
    """
    if registry is not None:
        lexicon = with_parties(lexicon, ((party.party, party.name) for party in registry.parties.values()))
    smoothed = smooth(article.text, lexicon)
    if smoothed.text == article.text:
        return _read(article, lexicon, negotiation, registry)
    read = _read(article.model_copy(update={"text": smoothed.text}), lexicon, negotiation, registry)
    return _as_written(read, smoothed, article)


def _as_written(reading: Reading, smoothed: Edited, article: Article) -> Reading:
    """What was read in the smoothed text, proved by the words of the article as they were written."""

    def proof(span: Evidence) -> Evidence:
        start, end = smoothed.outward(span.start, span.end)
        return Evidence(article_id=span.article_id, start=start, end=end, quote=article.text[start:end])

    proofs = {draft.draft_id: tuple(map(proof, draft.evidence)) for draft in reading.drafts}
    ids = {draft.draft_id: draft_id(draft.article_id, draft.type, proofs[draft.draft_id]) for draft in reading.drafts}
    drafts = tuple(
        draft.model_copy(
            update={
                "draft_id": ids[draft.draft_id],
                "evidence": proofs[draft.draft_id],
                "links": tuple(link.model_copy(update={"draft_id": ids[link.draft_id]}) for link in draft.links),
            }
        )
        for draft in reading.drafts
    )
    unread = []
    for one in reading.unread:
        start, end = smoothed.outward(one.start, one.end)
        unread.append(replace(one, start=start, end=end, sentence=article.text[start:end]))
    return Reading(reading.article_id, drafts, tuple(unread))


def _read(article: Article, lexicon: Lexicon, negotiation: Negotiation | None, registry: Registry | None) -> Reading:
    lower = lowered(article.text)
    if not is_english(lower):
        first, last = next(iter(split_sentences(article.text)), (0, len(article.text)))
        return Reading(article.article_id, (), (Unread(first, last, article.text[first:last], (), "not English"),))
    reader = _Reader(article, survey(article, lower, lexicon, negotiation, registry), lexicon, negotiation, registry)
    for number in range(len(reader.surveyed.scan.sentences)):
        reader.read(number)
    return Reading(article.article_id, link(article.text, merge(article.text, reader.drafts)), tuple(reader.unread))


class Read(NamedTuple):
    """What was read in a sentence."""

    sentence: Sentence
    kept: list[Pair]
    days: list[DayOptions]
    """The days among which weights chose that of each; empty where rules alone read."""


def sentences_read(article: Article, lexicon: Lexicon) -> Iterator[Read]:
    """What is read in each sentence of ``article`` but for questions, not merged yet: what weights are learned from.

    Its text is in English, and smoothed.
    """
    surveyed = survey(article, lowered(article.text), lexicon)
    reader = _Reader(article, surveyed, lexicon, None, None)
    for number in range(len(surveyed.scan.sentences)):
        read = reader.read(number)
        if read is not None:
            yield read


_Sifted = tuple[list[Pair], list[tuple[Told, str]]]
"""What of a sentence is kept, and what is no event, with the reason."""


@dataclass(slots=True)
class _Reader:
    """The sentences of one article, read one after the other: what they tell, and what they leave for those behind."""

    article: Article
    surveyed: Survey
    lexicon: Lexicon
    negotiation: Negotiation | None
    registry: Registry | None
    drafts: list[Draft] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    thread: Thread = field(default_factory=Thread)
    story: Story = field(init=False)

    def __post_init__(self) -> None:
        """Begin the story on the day of publication."""
        self.story = Story(self.article.published.first)

    def read(self, number: int) -> Read | None:
        """Read one sentence, by rules, then by what was learned of them; None for a question."""
        scan, thread, story = self.surveyed.scan, self.thread, self.story
        (start, end), paragraph = scan.sentences[number], scan.paragraphs[number]
        story.enter(scan, number, paragraph)
        if self.surveyed.asks(number):
            self._leave_the_question(start, end)
            return None
        story.name_deal(scan, number)
        units = self.surveyed.units(number)
        if paragraph <= thread.dealt_until and any("deal" in unit.kinds for unit in units):
            thread.dealt_until = max(thread.dealt_until, paragraph + _DEAL_GOES_ON)
        context, dealt = self.surveyed.context_of(paragraph), paragraph <= thread.dealt_until
        before = thread.told if thread.told_in == number - 1 else frozenset()
        sentence = Sentence(scan, number, units, context, thread.heard, dealt, story.stamp, before)
        kept, dropped = self._by_rules(sentence)
        days: list[DayOptions] = []
        if self.lexicon.learned is not None:
            marks = marks_of(sentence)
            kept, dropped = self._by_weights(sentence, marks, kept, dropped, self.lexicon.learned)
            words = stems_of(marks)
            days = [self._days(sentence, words, *pair) for pair in kept]
            kept = self._dated(sentence, kept, days, self.lexicon.learned)
        for one, draft in kept:
            self.drafts.append(draft)
            _remember(scan, one, draft, paragraph, thread, story)
        thread.told_in, thread.told = number, frozenset(draft.type for _, draft in kept)
        persons = [side for side in self.surveyed.sides.within(start, end) if side.kind == "person"]
        story.name(persons)
        story.tell(scan, number, paragraph, frozenset(side.name for side in persons), units)
        self.unread += _left(self.article.text, (start, end), units, kept, dropped)
        return Read(sentence, kept, days)

    def _leave_the_question(self, start: int, end: int) -> None:
        words = tuple(hit.text for hit in self.surveyed.scan.hits.within(start, end) if hit.entry.senses)
        if words:
            text = self.article.text[start:end]
            self.unread.append(Unread(start, end, text, words, "a question tells of nothing"))

    def _by_rules(self, sentence: Sentence) -> _Sifted:
        """What rules read in a sentence: by its triggers, without any, and beside both; then what of it is no event."""
        scan = sentence.scan
        told = sentence_frames(
            scan, sentence.units, self.surveyed.sides, sentence.number, sentence.context, self.thread
        )
        pairs = self._drafted(sentence, told or silent_readings(sentence))
        read, further = further_readings(sentence, pairs)
        if any(one is not before for one, (before, _) in zip(read, pairs, strict=True)):
            pairs = self._drafted(sentence, read)
        pairs += self._drafted(sentence, further)
        kept, dropped = sifted(scan, pairs)
        if kept and len(kept) < len(pairs):
            kept = self._widened(sentence, [one for one, _ in kept])
        if told and not kept and may_tell_more(dropped, sentence.said is not None):
            kept, _ = sifted(scan, self._drafted(sentence, silent_readings(sentence)))
        return kept, dropped

    def _by_weights(
        self,
        sentence: Sentence,
        marks: list[Mark],
        kept: list[Pair],
        dropped: list[tuple[Told, str]],
        learned: Learned,
    ) -> _Sifted:
        """What is left of it by weights; and what they read where rules read nothing."""
        features = features_in(marks, sentence.start, sentence.end)
        likely, doubted = believed(sentence, features, kept, learned.drafts)
        if doubted:
            kept, dropped = self._widened(sentence, [one for one, _ in likely]), dropped + doubted
        guess = weighed(sentence, features, learned) if not kept and sentence.units else None
        if guess is not None:
            kept, dropped = self._widened(sentence, [guess]), doubted
        beside = weighed_beside(sentence, marks, [one for one, _ in kept], [one for one, _ in doubted], learned)
        if beside:
            kept = self._widened(sentence, [*(one for one, _ in kept), *beside])
        return kept, dropped

    def _days(self, sentence: Sentence, words: list[str], told: Told, draft: Draft) -> DayOptions:
        """The days that may be that of a draft, the one of rules first; only that, where its rule found it itself."""
        if told.given is not None:
            return {draft.date: []}
        event = undated(sentence.scan, told, sentence.units, self.story, draft.modality)
        return day_options(event, draft.date, words)

    def _dated(self, sentence: Sentence, kept: list[Pair], days: list[DayOptions], learned: Learned) -> list[Pair]:
        """The drafts, each on the day for which most speaks; one of another day than that of rules is drafted anew."""
        dated: list[Pair] = []
        for (told, draft), options in zip(kept, days, strict=True):
            day = learned.days.best(options)
            if day == draft.date:
                dated.append((told, draft))
            else:
                ((told, draft),) = self._drafted(sentence, [replace(told, given=Given(day))])
                dated.append((told, draft.on_day_of(f"weights/{learned.version}")))
        return dated

    def _widened(self, sentence: Sentence, told: list[Told]) -> list[Pair]:
        """The drafts of what is told, each with the clauses beside it."""
        return self._drafted(sentence, widened(sentence.scan.lower, told, sentence.start, sentence.end, sentence.units))

    def _drafted(self, sentence: Sentence, told: list[Told]) -> list[Pair]:
        article, scan, context, units = self.article, sentence.scan, sentence.context, sentence.units
        registered = self.negotiation, self.registry
        return [(one, draft_of(article, scan, context, one, units, self.story, *registered)) for one in told]


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
    if draft.type == "meeting" and draft.modality == "planned":
        story.to_come, story.to_come_paragraph = draft.date, paragraph
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
