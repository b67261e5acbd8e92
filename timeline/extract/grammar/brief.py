"""What a side says of the talks in a few plain words, and what it would do if the other side moved first."""

from __future__ import annotations

import re

from timeline.extract.drafting.draft import Told
from timeline.extract.grammar.sentence import OUTSIDERS, Sentence

_MUCH = (
    r"(?:(?:nearly|practically|almost|virtually) (?:everything|all)|everything|most (?:of (?:it|them|the [\w-]+)|points"
    r"|questions|issues|gaps|chapters|obstacles|differences)|all (?:the |our |of the )?(?:open "
    r"|outstanding |remaining )?"
    r"(?:questions|points|issues|obstacles|gaps|differences|doubts)|(?:the|our|these) (?:last |remaining |open |main )?"
    r"(?:questions|gaps|obstacles|differences|misunderstandings|doubts))"
)
_CLEARED = re.compile(
    rf"\b{_MUCH}\s(?:is|are|was|were|has been|have been|had been)\s(?:now |\w+ly )?"
    r"(?:removed|cleared(?: up| away)?|ironed out|narrowed|bridged|resolved|sorted out|answered|dispelled|overcome"
    r"|behind us)\b"
)
"""How much of what stood between two is out of the way."""
_NEAR = re.compile(
    r"\b(?:we|they|both|both sides|the two|the two sides)(?:'re| are| were(?! there\b))\s(?:now |very |so |quite "
    r"|almost |nearly |really )?"
    r"(?:close|there|nearly there|almost there|far apart|miles apart)(?=[,.;\"”]|\sto an?\s|\sto the\s|\Z)"
    r"|\b(?:we|they|both sides|the two sides) (?:should|will|can|could|might) be able to "
    r"(?:make|reach|get|strike|conclude|find|do)\s(?:an?|some|the)\s(?:[\w-]+\s){0,3}?(?:deals?|agreements?|solution|compromise|accord|pact)\b"
    r"|\b(?:we|they) have (?:missed|wasted|lost|seized) (?:an?|the|our) (?:[\w-]+\s){0,3}?"
    r"(?:opportunity|chance|moment|year|summer)\b(?!\s(?:sales|season|harvest|market|figures|games))"
    r"|\b(?:we|they) (?:have )?(?:turned (?:a|the) (?:corner|page)|c[ao]me a long way|talked past each other)\b"
    r"|\bthere(?: is|'s) (?:nothing left to (?:divide|quarrel|argue|settle|solve)"
    r"|no (?:way|going|turning) back\b|light at the end"
    r"|a (?:real |good |fair |serious )?chance (?:of|for|that)(?! (?:rain|snow)\b)"
    r"|every (?:chance|reason to hope))"
)
"""How near two are, by the word of one of them."""
_LEAST = re.compile(
    r"\b(?:chapter|file|point|issue|question|matter|part|item|article|topic|subject|area)s?\s(?:on|in) which\s"
    r"(?:the )?(?:least|most|little|nothing|hardly anything|no progress|less|more)\s(?:has|had|was|is)\s(?:been )?"
    r"(?:moved|achieved|happened|changed|made|agreed|settled|done)\b"
    r"|\b(?:positions|sides|two|delegations|ministers|governments) (?:are|were|remain(?:ed)?|stand"
    r"|stood) (?:still |now |as )*(?:far|miles|worlds|as far) apart\b"
    r"|\bthe (?:last|only|one|biggest|main) (?:remaining )?(?:open|outstanding|unresolved|disputed|contested|missing) "
    r"(?:point|question|issue|item|matter|figure|number|chapter|article)s? (?:is|are|was|were|remains?)\b"
)
"""On which point of the talks least has moved, or that is the last."""


def _is_said(sentence: Sentence) -> bool:
    """Whether somebody says it, by a verb of saying or by "according to"."""
    return sentence.saying is not None or "according to" in sentence.lower


def judged_briefly(sentence: Sentence) -> Told | None:
    """ "We are close, he told reporters", "all questions had been removed, he said", "the last open point is price"."""
    if OUTSIDERS.search(sentence.lower) or "?" in sentence.text:
        return None
    said = _CLEARED.search(sentence.lower) or _NEAR.search(sentence.lower)
    found = _LEAST.search(sentence.lower) or (said if _is_said(sentence) else None)
    if found is None or not sentence.context.pair:
        return None
    who = sentence.speaker
    return sentence.told("assessment", "assessment.brief", found, who=who, unit=sentence.said or sentence.saying)


_MOVES_FIRST = re.compile(
    r"[\"“]?(?:and |but )?(?:first (?!of all|he |she |it |they |we |came|comes|is|was|a "
    r"|the )[a-z]+|let (?!it|us|me|them|him|her)"
    r"(?:the )?[\w.’'-]+ (?:[\w.’'-]+ )?[a-z]+)\s[^.;]{3,140}?"
    r"(?:,\s(?:and |then |and then )|\sand (?:then )?)(?P<then>(?:we|it|they|(?:the )?[\w.’'-]+(?: [\w.’'-]+)?)"
    r"(?:(?:'ll| will| would| can| could| shall) (?!have\b|be\b)[a-z]+))"
)


def moves_second(sentence: Sentence) -> Told | None:
    """ "First open the way for us, he said, and we will open it for you": what is offered for what is asked."""
    offer = _MOVES_FIRST.match(sentence.lower)
    if offer is None or sentence.saying is None or OUTSIDERS.search(sentence.lower):
        return None
    unit = sentence.said or sentence.saying
    attributes = (("act", "offer"),)
    return sentence.told("proposal", "proposal.bargain", offer, who=sentence.speaker, unit=unit, attributes=attributes)
