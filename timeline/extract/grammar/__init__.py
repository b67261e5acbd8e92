"""Readings by grammar: what a sentence tells where no word of the vocabulary tells it, and what it tells besides."""

from timeline.extract.grammar.further import further_readings
from timeline.extract.grammar.parts import silent_readings
from timeline.extract.grammar.sentence import Sentence

__all__ = ["Sentence", "further_readings", "silent_readings"]
