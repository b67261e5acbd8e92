"""What one side has done, told by a noun, and what the other felt: "Peru's closure of the border angered Chile"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from timeline.extract.drafting.draft import Given, Pair, Told
from timeline.extract.grammar.sentence import Sentence
from timeline.extract.scan import Side
from timeline.lexicon import cue

_ACT = re.compile(
    rf"(?:'s|s')\s(?:(?!planned\b|proposed\b|threatened\b|possible\b)[a-z-]+\s){{0,2}}?(?P<act>{cue('grammar_act_nouns')})\b"
    r"[^,;:.]{0,80}?\s"
    rf"(?:(?:has|had|have)\s)?(?:(?:also|then|soon|promptly|clearly|[a-z]+ly)\s)?"
    rf"(?P<verb>(?P<resists>{cue('grammar_vexed')})|(?P<accepts>{cue('grammar_cheered')})|{cue('grammar_told_on')})\b"
)
"""From who acts to what the act did: "Peru|'s closure of the border on Monday angered| Chile"."""
_WHOM = re.compile(r"\s(?:the\s|officials in\s|ministers in\s)?\Z")
_NEAR = 24
"""Characters behind the verb in which is named who was vexed."""


def act_told_on(sentence: Sentence) -> Told | None:
    """ "Peru's closure of the border on Monday angered Chile": the act, on the day that stands before the verb.

    None where it is not the other side, its people or goods that it is told on.
    """
    owner, act = _owned_act(sentence)
    if owner is None or act is None or sentence.saying is not None:
        return None
    verb = act.start("verb")
    others = (side for side in sentence.sides if side.start > verb and side.code != owner.code)
    if not any(side.code in sentence.context.pair for side in others):
        return None
    day = next((d for d in sentence.days if owner.end < d.start < verb), None)
    given = Given(day.date if day is not None else None, "actual")
    return sentence.told(
        "measure",
        "measure.told_on",
        act.span("act"),
        who=owner,
        given=given,
    )


def vexed_by_it(sentence: Sentence, pairs: Sequence[Pair]) -> list[Told]:
    """ "Peru's closure of the border | angered Chile": what the other party felt of an act that is read."""
    owner, act = _owned_act(sentence)
    verdict = next((verdict for verdict in ("resists", "accepts") if act is not None and act[verdict]), None)
    if owner is None or act is None or verdict is None or not any(draft.type == "measure" for _, draft in pairs):
        return []
    first, last = act.span("verb")
    whom = next((side for side in sentence.sides if last < side.start < last + _NEAR and side.code), None)
    if whom is None or whom.code == owner.code or not _WHOM.fullmatch(sentence.scan.lower, last, whom.start):
        return []
    return [
        sentence.part(
            "response",
            "response.felt",
            (first, last),
            first,
            sentence.end,
            who=whom,
            given=Given(None, "actual"),
            also=[owner],
            attributes=(("verdict", verdict),),
        )
    ]


def _owned_act(sentence: Sentence) -> tuple[Side | None, re.Match[str] | None]:
    """The party at the head of the sentence, and what its act did."""
    for side in sentence.sides:
        if side.kind in ("party", "body") and side.code in sentence.context.pair:
            return side, _ACT.match(sentence.scan.lower, side.end, sentence.end)
    return None, None
