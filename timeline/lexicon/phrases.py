"""Phrases: every surface under which a verb phrase of the vocabulary may stand in a text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from timeline.lexicon.files import Verbs
from timeline.lexicon.inflect import Form, verb_forms


@dataclass(frozen=True, slots=True)
class Grammar:
    """What ``verbs.toml`` says of verbs."""

    irregular: Mapping[str, Sequence[str]]
    doubling: frozenset[str]
    fixed: frozenset[str]
    """First words of phrases that are taken as they stand."""
    adverblike: frozenset[str]
    """Verbs that end as adverbs do; "flatly reject" is inflected at its second word."""
    statelike: frozenset[str]
    """Words that look like participles and tell how somebody is: "was displeased" is no passive."""
    negated: frozenset[str]
    """Verbs of phrases that open with "not"; such a phrase holds in the perfect, too: "has not accepted"."""
    verbless: frozenset[str]
    """First words of phrases that are no verbs in this form: "never accept"."""

    @classmethod
    def of(cls, files: Iterable[Verbs]) -> Grammar:
        """What the files say together, the later ones in the place of the earlier."""
        held = list(files)
        return cls(
            irregular={verb: pasts for file in held for verb, pasts in file.irregular.items()},
            doubling=frozenset(verb for file in held for verb in file.doubling.get("verbs", ())),
            fixed=frozenset(word for file in held for word in file.fixed.get("words", ())),
            adverblike=frozenset(verb for file in held for verb in file.adverblike.get("verbs", ())),
            statelike=frozenset(word for file in held for word in file.statelike.get("words", ())),
            negated=frozenset(verb for file in held for verb in file.negated.get("verbs", ())),
            verbless=frozenset(word for file in held for word in file.verbless.get("words", ())),
        )

    def surfaces(self, phrase: str) -> Iterator[tuple[str, Form, dict[str, Any]]]:
        """Every surface of a verb phrase in lower case, its form, and what else must hold, as fields of a sense."""
        phrase, gap, tail = phrase.partition(" .. ")
        extra: dict[str, Any] = {"tail": tail} if gap else {}
        head, _, rest = phrase.partition(" ")
        for short in self._perfect(phrase):
            yield short, "past", extra
        if head == "be":
            first = rest.split(" ")[0]
            passive = first.endswith(("ed", "en", "ld", "ut", "d")) and first not in self.statelike
            yield rest, "past", extra | {"be": True, "passive": passive}
            return
        if head in self.fixed and rest:
            yield phrase, "past", extra
            return
        if head.endswith("ly") and rest and head not in self.adverblike:
            verb, _, rest = rest.partition(" ")
            for surface, form in verb_forms(verb, self.irregular, self.doubling):
                yield " ".join(filter(None, (head, surface, rest))), form, extra
            return
        for surface, form in verb_forms(head, self.irregular, self.doubling):
            yield (f"{surface} {rest}" if rest else surface), form, extra

    def _perfect(self, phrase: str) -> Iterator[str]:
        """ "Not accept" and "did not accept" in the perfect: "has | not accepted"."""
        negation, _, words = phrase.removeprefix("did ").partition(" ")
        verb, _, rest = words.partition(" ")
        if negation == "not" and verb in self.negated:
            participle = [form for form, kind in verb_forms(verb, self.irregular, self.doubling) if kind == "past"][-1]
            yield " ".join(filter(None, ("not", participle, rest)))
