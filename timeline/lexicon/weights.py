"""Weights: how strongly each feature of a sentence or draft speaks for each type of event, as learned from gold."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

from timeline.model.events import EVENT_TYPES, EventType
from timeline.model.problems import Problem, ProblemError
from timeline.model.whole import write_whole

CLASSES: tuple[EventType | None, ...] = (*EVENT_TYPES, None)
"""What a sentence may tell, or a draft be of; None: no event."""


_LARGEST = 1000
"""A weight beyond this was not learned; it would drown all others."""


@dataclass(frozen=True, slots=True)
class Weights:
    """A multinomial logistic regression over the features of a sentence or of a draft.

    Source: D. Jurafsky and J. H. Martin, Speech and Language Processing, chapter on logistic regression.
    """

    bias: tuple[float, ...]
    """What speaks for each of :data:`CLASSES` before a word is read, in logits."""
    features: Mapping[str, tuple[float, ...]]
    """What each feature adds for each of :data:`CLASSES`, in logits."""

    def probabilities(self, features: Iterable[str]) -> dict[EventType | None, float]:
        """How likely a sentence with these features is of each class; they add up to 1."""
        rows = filter(None, map(self.features.get, features))
        scores = [sum(column) for column in zip(self.bias, *rows, strict=True)]
        top = max(scores)
        powers = [math.exp(score - top) for score in scores]
        whole = sum(powers)
        return {name: power / whole for name, power in zip(CLASSES, powers, strict=True)}

    def likeliest(self, features: Iterable[str]) -> tuple[EventType, float]:
        """The type of event that is likelier than the others, and how likely it is."""
        likely, kind = max((p, name) for name, p in self.probabilities(features).items() if name is not None)
        return kind, likely

    def speaks_for(self, feature: str, kind: EventType) -> float:
        """By how much a feature speaks for ``kind`` rather than for no event, in logits."""
        weights = self.features.get(feature)
        return weights[CLASSES.index(kind)] - weights[-1] if weights else 0.0


Option = TypeVar("Option")


@dataclass(frozen=True, slots=True)
class Choice:
    """A conditional logit: which of several options it is, by the features of each.

    Source: D. McFadden, Conditional logit analysis of qualitative choice behavior (1974).
    """

    features: Mapping[str, float]
    """By how much each feature speaks for an option that has it, in logits."""

    def best(self, options: Mapping[Option, Iterable[str]]) -> Option:
        """The option for which most speaks; of several, the first. In which order its features stand is all one."""
        return max(options, key=lambda option: math.fsum(filter(None, map(self.features.get, options[option]))))


@dataclass(frozen=True, slots=True)
class Learned:
    """What was learned from gold."""

    sentences: Weights
    """What a sentence that no rule reads tells."""
    clauses: Weights
    """What a clause tells beside the one that was read."""
    drafts: Weights
    """What the draft of a rule is of."""
    days: Choice = Choice({})
    """Which of the days that a text tells is that of a draft; that of the rules, where nothing was learned."""
    version: str = ""
    """The first digits of the SHA-256 of the file they were read from."""


_PARTS = ("sentences", "clauses", "drafts")


def read_weights(path: Path) -> Learned:
    """The weights of a file that ``timeline train`` wrote.

    Raises ProblemError where it cannot be read or holds something else.
    """
    try:
        content = path.read_bytes()
        held: dict[str, Any] = json.loads(content)
        if held["classes"] != list(CLASSES):
            raise ValueError(f"the classes are not {', '.join(EVENT_TYPES)} and null")
        sentences, clauses, drafts = (_weights(held[part]) for part in _PARTS)
        days = _choice(held["days"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError) as error:
        told = f"has no {error}" if isinstance(error, KeyError) else f"holds no weights: {error}"
        raise ProblemError(Problem(told, str(path), "write it with `timeline train`")) from error
    return Learned(sentences, clauses, drafts, days, sha256(content).hexdigest()[:8])


def _weights(held: dict[str, Any]) -> Weights:
    if not all(isinstance(row, list) for row in (held["bias"], *held["features"].values())):
        raise ValueError("bias and features are lists of numbers")
    features = {name: tuple(map(float, row)) for name, row in held["features"].items()}
    bias = tuple(map(float, held["bias"]))
    if {len(bias), *map(len, features.values())} != {len(CLASSES)}:
        raise ValueError(f"bias and features have {len(CLASSES)} weights each")
    _check({"bias": bias, **features})
    return Weights(bias, features)


def _choice(held: dict[str, float]) -> Choice:
    words = [name for name, weight in held.items() if isinstance(weight, bool) or not isinstance(weight, int | float)]
    if words:
        raise ValueError(f"{words[0]!r} has a weight that is no number")
    features = {name: float(weight) for name, weight in held.items()}
    _check({name: (weight,) for name, weight in features.items()})
    return Choice(features)


def _check(rows: Mapping[str, tuple[float, ...]]) -> None:
    wild = [name for name, row in rows.items() if not all(abs(weight) <= _LARGEST for weight in row)]
    if wild:
        raise ValueError(f"{wild[0]!r} has a weight that is no number from -{_LARGEST} to {_LARGEST}")


def write_weights(learned: Learned, path: Path) -> None:
    """Write ``learned`` as JSON, one feature a line, sorted, so that two files can be compared; see ``write_whole``."""
    parts = ",\n".join(f'"{part}": {_written(getattr(learned, part))}' for part in _PARTS)
    days = _lines(learned.days.features)
    write_whole(path, f'{{\n"classes": {json.dumps(CLASSES)},\n{parts},\n"days": {days}\n}}\n'.encode())


def _written(weights: Weights) -> str:
    return f'{{\n"bias": {json.dumps(weights.bias)},\n"features": {_lines(weights.features)}\n}}'


def _lines(features: Mapping[str, Any]) -> str:
    rows = ",\n".join(
        f"{json.dumps(name, ensure_ascii=False)}: {json.dumps(row)}" for name, row in sorted(features.items())
    )
    return f"{{\n{rows}\n}}"
