"""Vocabulary: what the extractor knows of words, offices and places, as TOML that a negotiator can extend."""

from __future__ import annotations

from timeline.lexicon.cues import MAY, cue, cue_words, months
from timeline.lexicon.load import load
from timeline.lexicon.parties import with_parties
from timeline.lexicon.persons import person_key
from timeline.lexicon.senses import Entry, Lexicon, Name, Need, Sense
from timeline.lexicon.weights import Learned, Weights

__all__ = [
    "MAY",
    "Entry",
    "Learned",
    "Lexicon",
    "Name",
    "Need",
    "Sense",
    "Weights",
    "cue",
    "cue_words",
    "load",
    "months",
    "person_key",
    "with_parties",
]
