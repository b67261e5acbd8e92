"""Accounts that differ: what one side tells of the other, which denies it."""

from __future__ import annotations

from dataclasses import replace
from itertools import zip_longest

from timeline.extract.drafting.draft import Told

_TERMS = frozenset(("agreement.term", "agreement.course", "agreement.provision"))
_DENIALS = frozenset(("position.insists", "response.denies", "position.said"))


def accounts(told: list[Told]) -> list[Told]:
    """ "Lima says that Chile will pay, while Santiago insists that it will not": a term that only one side tells."""
    return [_as_a_claim(one, other) for one, other in zip_longest(told, told[1:])]


def _as_a_claim(one: Told, other: Told | None) -> Told:
    if other is None or one.frame.sense.rule not in _TERMS or other.frame.sense.rule not in _DENIALS:
        return one
    mine, theirs = one.speaker, other.doer or other.speaker
    if mine is None or theirs is None or mine.code == theirs.code or "" in (mine.code, theirs.code):
        return one
    return replace(one, frame=one.frame.told_as("position.claims", direction="supports"), doer=mine)
