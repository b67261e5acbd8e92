"""The vocabulary files as records: what each may hold, read from TOML and refused where it holds something else."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar, get_args

from pydantic import AfterValidator, ConfigDict, Field, ValidationError, model_validator

from timeline.lexicon.senses import Need
from timeline.model.base import Line, PartyCode, Record
from timeline.model.events import (
    EVENT_MODELS,
    AgreementStage,
    Direction,
    EventType,
    MeasureStage,
    MeetingFormat,
    Outcome,
    ProposalAct,
    Verdict,
)
from timeline.model.invalid import problems_of
from timeline.model.problems import Problem, ProblemError

Kind = Literal[
    "talks",
    "deal",
    "tariff",
    "law",
    "money",
    "trade",
    "offer",
    "side",
    "pause",
    "signature",
    "court",
    "passage",
    "operator",
]
"""What a noun names; rules ask for these and no others."""
ATTRIBUTES = ("format", "act", "verdict", "direction", "stage", "instrument", "outcome", "judgement")
"""Fields of events that a sense can fill."""
_STAGES = {"agreement": get_args(AgreementStage), "measure": get_args(MeasureStage)}


def _verb_phrase(phrase: str) -> str:
    """``phrase``; raises ValueError where words are missing beside "be" or a gap, or where there are two gaps."""
    if phrase.count(" .. ") > 1:
        raise ValueError(f"two gaps in {phrase!r}: leave one, with .. once")
    head, _, tail = phrase.lower().partition(" .. ")
    if head == "be" or ".." in f"{head} {tail}".split():
        raise ValueError(f'words are missing beside "be" or ".." in {phrase!r}')
    return phrase


VerbPhrase = Annotated[Line, AfterValidator(_verb_phrase)]
"""A verb phrase in its base form."""
Opening = Annotated[str, Field(min_length=1)]
"""How words begin; a space at its end says that a word ends there."""
RULES = frozenset(("cues.toml", "money.toml", "numbers.toml", "terms.toml", "time.toml"))
"""Files of the package that a folder of one's own cannot add to: their lists are part of the rules."""


class _Strict(Record):
    """A record as TOML has it: a number is no text, and a text no list."""

    model_config = ConfigDict(strict=True)


class SenseRecord(_Strict):
    """One ``[[sense]]``, see README.md of the words."""

    type: EventType
    """The event that it tells; where the sense has none, that at the head of the file."""
    rule: Line | None = None
    """Its name, as drafts give it."""
    weight: Annotated[int, Field(ge=1, le=100)] = 5
    """How strongly it speaks for its type."""
    verbs: list[VerbPhrase] = []
    """Base forms of verb phrases."""
    nouns: list[Line] = []
    """Phrases taken as they stand."""
    only: list[Literal["base", "s", "past", "ing"]] | None = None
    """The forms that count, where not all do."""
    unless: list[Opening] = []
    """Words that must not follow."""
    object: list[Kind] = []
    """Kinds of noun of which one must follow."""
    subject: list[Kind] = []
    """Kinds of noun of which one must precede."""
    about: list[Kind] = []
    """Kinds of noun of which one must stand in the clause."""
    near: Annotated[int, Field(ge=1, le=1000)] = 60
    """Reach of ``object`` and ``subject`` in characters."""
    needs: list[Need] = []
    """Conditions on the clause."""
    format: MeetingFormat | None = None
    """Of a meeting."""
    act: ProposalAct | None = None
    """Of a proposal."""
    verdict: Verdict | None = None
    """Of a response."""
    direction: Direction | None = None
    """Of a position."""
    stage: Literal[AgreementStage, MeasureStage] | None = None
    """Of an agreement or a measure."""
    instrument: Line | None = None
    """Of a measure."""
    outcome: Outcome | None = None
    """Of a deadline."""
    judgement: Line | None = None
    """Of an assessment."""

    @model_validator(mode="after")
    def _fits_its_type(self) -> SenseRecord:
        own = EVENT_MODELS[self.type].own
        foreign = [name for name in ATTRIBUTES if name not in own and getattr(self, name) is not None]
        if foreign:
            raise ValueError(f"a {self.type} has no {', '.join(foreign)}")
        if self.stage is not None and self.stage not in _STAGES[self.type]:
            raise ValueError(f"stage: {self.stage!r} is none of {self.type}; one of {', '.join(_STAGES[self.type])}")
        return self

    @model_validator(mode="after")
    def _has_words(self) -> SenseRecord:
        if not self.verbs and not self.nouns:
            raise ValueError("has neither verbs nor nouns")
        return self

    def attributes(self) -> tuple[tuple[str, str], ...]:
        """The fields of the event that it fills, in the order of the event."""
        filled = ((name, getattr(self, name)) for name in EVENT_MODELS[self.type].own if name in ATTRIBUTES)
        return tuple((name, value) for name, value in filled if value is not None)


_ByParty = dict[PartyCode, list[Line]]


class Words(_Strict):
    """A file of senses; those of the package with a name of their own hold more."""

    type: EventType | None = None
    """The type of its senses that name none."""
    sense: list[dict[str, Any]] = []
    """Its senses, each to be read as a :class:`SenseRecord`."""


class Verbs(Words):
    """``verbs.toml``."""

    irregular: dict[Line, list[Line]] = {}
    """Past forms by base form."""
    doubling: dict[Literal["verbs"], list[Line]] = {}
    """Verbs of more than one syllable that double their last consonant."""
    nounlike: dict[Literal["forms"], list[Line]] = {}
    """Forms that are nouns more often than verbs."""
    fixed: dict[Literal["words"], list[Line]] = {}
    """First words of phrases that are taken as they stand."""
    adverblike: dict[Literal["verbs"], list[Line]] = {}
    """Verbs that end as adverbs do."""
    statelike: dict[Literal["words"], list[Line]] = {}
    """Words that look like participles and tell how somebody is."""
    plainly: dict[Line, list[Line]] = {}
    """What is meant or to come, as rules know it, and the other ways to say it."""
    negated: dict[Literal["verbs"], list[Line]] = {}
    """Verbs of phrases that open with "not"."""
    verbless: dict[Literal["words"], list[Line]] = {}
    """First words of phrases that are no verbs in this form."""


class Nouns(Words):
    """``nouns.toml``."""

    kinds: dict[Kind, list[Line]] = {}
    """Nouns by kind."""
    plain: dict[Literal["nouns"], list[Line]] = {}
    """Phrases that are of no kind, whatever words they hold."""
    irregular: dict[Line, list[Line]] = {}
    """Plurals by singular."""


class Speech(Words):
    """``speech.toml``."""

    speech: dict[Literal["plain", "stance", "answer", "judge", "according"], list[VerbPhrase]] = {}
    """Verbs of saying by what they say."""


class Offices(Words):
    """``offices.toml``."""

    heads: list[Line] = []
    """Titles, which a field may precede: minister."""
    alone: list[Line] = []
    """Those of them that no field precedes."""
    fields: list[Line] = []
    """What a minister is minister of."""
    only: _ByParty = {}
    """Titles that one party alone has."""
    leaders: _ByParty = {}
    """Surnames that the press writes alone."""
    bodies: dict[PartyCode | Literal["other"], list[Line]] = {}
    """Bodies by party; ``other`` are those that any party has."""
    short: dict[Line, list[Line]] = {}
    """Short names of bodies by the full one."""
    not_names: dict[Literal["words", "surnames"], list[Line]] = {}
    """Capitalised words that are no part of a person's name, and those of them that are one after a first name."""
    unnamed: dict[Literal["words"], list[Line]] = {}
    """Bodies and offices that name nobody."""


class People(Words):
    """``people.toml``."""

    people: _ByParty = {}
    """Persons of public record by party."""
    given: dict[Literal["women"], list[Line]] = {}
    """Given names of women."""


class Territory(_Strict):
    """A state or bloc of ``places.toml``, or what is added to one."""

    name: Line | None = None
    """The usual short name."""
    names: list[Line] = []
    """Other names of the same party."""
    capitals: list[Line] = []
    """Its capital, which is written for the government."""
    seats: list[Line] = []
    """Other cities, buildings and bodies that are."""
    adjectives: list[Line] = []
    """``Korean``."""
    nationals: list[Line] = []
    """``Koreans``."""
    members: list[PartyCode] = []
    """Of a bloc, its members."""
    treaty: bool = False
    """Whether a bloc is an agreement, whose members negotiate with one another as often as together."""
    apart: bool = False
    """Whether a bloc has no common trade policy, so that its states are the parties to its agreements."""


class Ambiguous(_Strict):
    """A name that is also something else."""

    default: PartyCode | Literal[""] = ""
    """The party to take where nothing near says more; empty: none."""
    also: str = ""
    """What else it may be, for the reader."""
    hints: list[Line] = []
    """Words beside it that speak for the party."""
    person: bool = False
    """Whether persons are called so."""
    place: bool = False
    """Whether it is more often a place than who governs there."""
    case: bool = False
    """Whether only this spelling counts."""


class Places(_Strict):
    """``places.toml``."""

    states: dict[PartyCode, Territory] = {}
    """States by code."""
    blocs: dict[PartyCode, Territory] = {}
    """Blocs by code."""
    cities: _ByParty = {}
    """Cities where talks are held, by state."""
    ambiguous: dict[Line, Ambiguous] = {}
    """Names that are also something else."""
    not_a_party: dict[Literal["phrases"], list[Line]] = {}
    """Names that hold a party's word and are of no party."""


_OF_NAME: dict[str, type[Words]] = {
    "verbs.toml": Verbs,
    "nouns.toml": Nouns,
    "speech.toml": Speech,
    "offices.toml": Offices,
    "people.toml": People,
}
_File = TypeVar("_File", bound=_Strict)


def read_words(path: Path) -> tuple[Words, list[SenseRecord]]:
    """A file of words and its senses; raises ProblemError with every one of its mistakes."""
    if path.name in RULES:
        hint = "put words of your own into a file of another name"
        raise ProblemError(Problem("cannot be added to: its lists are part of the rules", str(path), hint))
    held = _read(path, _OF_NAME.get(path.name, Words))
    head = {"type": held.type} if held.type is not None else {}
    senses: list[SenseRecord] = []
    problems: list[Problem] = []
    for number, sense in enumerate(held.sense, 1):
        try:
            senses.append(SenseRecord.model_validate(head | sense))
        except ValidationError as error:
            problems += problems_of(error, f"{path} sense {number}")
    if problems:
        raise ProblemError(problems)
    return held, senses


def read_places(path: Path) -> Places:
    """A file of places; raises ProblemError with every one of its mistakes."""
    return _read(path, Places)


def _read(path: Path, shape: type[_File]) -> _File:
    try:
        return shape.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise ProblemError(Problem(f"cannot be read: {error}", str(path))) from error
    except ValidationError as error:
        raise ProblemError(problems_of(error, str(path))) from error
