"""From a model's answer to drafts: quotations located, names and dates checked, a reason for all that is left out."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from pydantic import TypeAdapter, ValidationError

from timeline.lexicon.world import world
from timeline.llm.answer import Answer, Figure, Malformed, Told
from timeline.llm.ground import Ground, NotFound
from timeline.llm.parts import Part
from timeline.model.article import Article
from timeline.model.base import slug
from timeline.model.draft import Draft, DraftLink, draft_id
from timeline.model.edtf import Edtf
from timeline.model.events import EVENT_MODELS, Evidence, Term
from timeline.model.invalid import problems_of
from timeline.model.problems import Problem
from timeline.model.registry import Negotiation, Registry, fold_name

RULE = "llm"
"""What stands in ``Draft.rule``: no rule made it."""
_UNITS = {"percent": "%", "per cent": "%", "percentage points": "%", "$": "USD", "€": "EUR"}


@dataclass(frozen=True, slots=True)
class Discarded:
    """An event of the answer that became no draft."""

    article_id: str
    type: str
    words: str
    """Its quotation, else its summary."""
    reason: str

    def __str__(self) -> str:
        return f"discarded {self.article_id} {self.type} “{' '.join(self.words.split())[:200]}”: {self.reason}"


@dataclass(frozen=True, slots=True)
class Drafted:
    """What came of an answer."""

    drafts: tuple[Draft, ...] = ()
    discarded: tuple[Discarded, ...] = ()
    notes: tuple[Problem, ...] = ()
    """Fields of drafts that were left unknown, each with the value that could not be taken."""


@dataclass(frozen=True)
class Background:
    """What an article's answers are read against."""

    article: Article
    extractor: str
    negotiation: Negotiation | None = None
    registry: Registry | None = None

    @cached_property
    def names(self) -> str:
        """The text as :func:`fold_name` leaves it, in which a name must stand."""
        return fold_name(self.article.text)


def drafts_of(answer: Answer, part: Part, background: Background) -> Drafted:
    """The drafts of an answer about one part of an article. Nothing is left out without a word."""
    ground = Ground(background.article.text, part.start, part.end)
    by_number: dict[int, Draft] = {}
    answers: dict[int, int] = {}
    discarded: list[Discarded] = []
    notes: list[Problem] = []
    entries: tuple[Told | Malformed, ...] = answer.events
    for number, entry in enumerate(entries, 1):
        if isinstance(entry, Malformed):
            reason = f"not in the right form: {entry.reason}"
            discarded.append(Discarded(background.article.article_id, entry.type, entry.words, reason))
            continue
        told = _Reader(entry, background, notes)
        draft = told.draft(ground)
        if isinstance(draft, str):
            first = entry.quotes[0].words if entry.quotes else entry.summary
            discarded.append(Discarded(background.article.article_id, entry.type, first, draft))
        elif any(draft.draft_id == other.draft_id for other in by_number.values()):
            reason = "another draft of this type has the same words"
            discarded.append(Discarded(background.article.article_id, entry.type, draft.evidence[0].quote, reason))
        else:
            by_number[number] = draft
            if entry.responds_to is not None:
                answers[number] = entry.responds_to
    return Drafted(tuple(_linked(by_number, answers, notes)), tuple(discarded), tuple(notes))


def _linked(by_number: dict[int, Draft], answers: dict[int, int], notes: list[Problem]) -> list[Draft]:
    linked = []
    for number, draft in by_number.items():
        target = by_number.get(answers[number]) if answers.get(number) != number and number in answers else None
        if target is not None:
            draft = draft.model_copy(update={"links": (DraftLink(rel="responds_to", draft_id=target.draft_id),)})
        elif number in answers:
            notes.append(_note(draft.article_id, draft.type, "responds_to", answers[number], "is no other draft"))
        linked.append(draft)
    return linked


def _note(article_id: str, type: str, field: str, value: Any, reason: str) -> Problem:
    return Problem(f"{field} {str(value)[:200]!r} {reason}; left out", f"{article_id} {type}")


@dataclass
class _Reader:
    """One event of the answer, read field by field; what cannot be taken is noted and left unknown."""

    told: Told
    background: Background
    notes: list[Problem]

    def draft(self, ground: Ground) -> Draft | str:
        """The draft, or why there is none."""
        told, article = self.told, self.background.article
        evidence: list[Evidence] = []
        missing: list[tuple[str, str]] = []
        for quote in told.quotes:
            place = ground.find(quote.words, quote.sentence)
            if isinstance(place, NotFound):
                missing.append((quote.words, place.reason))
                continue
            words = article.text[place.start : place.end]
            span = Evidence(article_id=article.article_id, start=place.start, end=place.end, quote=words)
            if span not in evidence:
                evidence.append(span)
        if not evidence:
            return missing[0][1] if missing else "it has no quotation"
        for words, reason in missing:
            self._note("quote", words, f"was not taken, {reason}")
        by = self._parties("by_parties", told.by_parties)
        attributes = self._attributes()
        parties = {*self._parties("parties", told.parties), *by, *attributes.get("to_parties", ())}
        try:
            return Draft(
                draft_id=draft_id(article.article_id, told.type, tuple(evidence)),
                article_id=article.article_id,
                negotiation_id=self.background.negotiation.negotiation_id if self.background.negotiation else None,
                type=told.type,
                modality=told.modality,
                date=self._date("date", told.date),
                parties=tuple(sorted(parties)),
                by_parties=by,
                actors=self._actors(),
                issue=self._issue(),
                summary=told.summary,
                terms=self._terms(),
                evidence=tuple(evidence),
                reported_by=(told.reported_by or "").strip() or None,
                attributes=attributes,
                rule=RULE,
                extractor=self.background.extractor,
            )
        except ValidationError as error:
            return "; ".join(map(str, problems_of(error)))

    def _note(self, field: str, value: Any, reason: str) -> None:
        self.notes.append(_note(self.background.article.article_id, self.told.type, field, value, reason))

    def _date(self, field: str, text: str | None) -> Edtf | None:
        if not text or not text.strip():
            return None
        try:
            return Edtf.parse(text.strip())
        except ValueError:
            self._note(field, text, "is no EDTF date")
            return None

    def _parties(self, field: str, names: tuple[str, ...]) -> tuple[str, ...]:
        codes: list[str] = []
        for name in names:
            code = _party_code(name, self.background.registry)
            if code is None:
                self._note(field, name, "is no state or bloc that is known")
            elif code not in codes:
                codes.append(code)
        return tuple(codes)

    def _actors(self) -> tuple[str, ...]:
        found: list[str] = []
        for name in map(str.strip, self.told.actors):
            folded = fold_name(name)
            if not folded or folded not in self.background.names:
                self._note("actor", name, "is not named in the text")
            elif name not in found:
                found.append(name)
        return tuple(found)

    def _issue(self) -> str | None:
        """The registered issue whose name or phrase it is or contains, the longest first; else the phrase itself."""
        phrase = (self.told.issue or "").strip()
        if not phrase or self.background.negotiation is None or self.background.registry is None:
            return phrase or None
        id = self.background.negotiation.negotiation_id
        issue = self.background.registry.find_issue(id, phrase)
        if issue is not None:
            return issue.issue_id
        within = f" {slug(phrase).replace('-', ' ')} "
        hits = [
            (len(words), issue.issue_id)
            for issue in self.background.registry.issues_of(id)
            for words in map(slug, issue.names)
            if words and f" {words.replace('-', ' ')} " in within
        ]
        return max(hits)[1] if hits else phrase

    def _terms(self) -> tuple[Term, ...]:
        terms: list[Term] = []
        for figure in self.told.terms:
            try:
                terms.append(self._term(figure))
            except ValidationError as error:
                said = f"{figure.name} {figure.value:g} {figure.unit}"
                self._note("term", said, "; ".join(map(str, problems_of(error))))
        return tuple(terms)

    def _term(self, figure: Figure) -> Term:
        party = self._parties("party of a term", (figure.party,)) if figure.party else ()
        return Term(
            name=slug(figure.name).replace("-", "_"),
            value=figure.value,
            unit=_UNITS.get(figure.unit.strip().casefold(), figure.unit),
            role=figure.role,
            party=party[0] if party else None,
            bound=figure.bound,
            per=(figure.per or "").strip() or None,
        )

    def _attributes(self) -> dict[str, Any]:
        """The fields that only this type has; those that the answer gives and the type has not are noted."""
        model = EVENT_MODELS[self.told.type]
        taken: dict[str, Any] = {}
        for field in ATTRIBUTES:
            value = getattr(self.told, field)
            if value is None or value == () or value == "":
                continue
            if field not in model.own:
                self._note(field, value, f"is nothing that a {self.told.type} has")
            elif field == "place" and fold_name(value) not in self.background.names:
                self._note(field, value, "is not named in the text")
            elif field == "to_parties":
                if codes := self._parties(field, value):
                    taken[field] = list(codes)
            elif field == "effective":
                if date := self._date(field, value):
                    taken[field] = str(date)
            else:
                if field == "judgement":
                    value = slug(value)
                try:
                    adapter: TypeAdapter[Any] = TypeAdapter(model.model_fields[field].annotation or Any)
                    adapter.validate_python(value)
                    taken[field] = value
                except ValidationError as error:
                    self._note(field, value, "; ".join(map(str, problems_of(error))))
        return taken


ATTRIBUTES = tuple(dict.fromkeys(field for model in EVENT_MODELS.values() for field in model.own))
"""Every field that only one or two types have."""


def _party_code(name: str, registry: Registry | None) -> str | None:
    name = name.strip()
    registered = registry.parties if registry is not None else {}
    if name in registered or name in world():
        return name
    folded = fold_name(name)
    for code, party in registered.items():
        if folded in (fold_name(code), fold_name(party.name)):
            return code
    return _codes_by_name().get(folded)


@cache
def _codes_by_name() -> dict[str, str]:
    """Codes of states and blocs by their folded codes and names."""
    codes: dict[str, str] = {}
    for code, place in world().items():
        for name in (code, place.name, *place.names):
            codes.setdefault(fold_name(name), code)
    return codes
