"""Word order: a sentence as it is mostly written, where what is put in between holds its words apart.

"Kenya did not, it said on Monday, accept" is read as "Kenya did not accept, it said on Monday"; a quotation that who
speaks cuts in two, ""We will pay," he said, "if Oman pays"", as ""We will pay if Oman pays," he said".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from timeline.extract.text.edited import Edit, Edited
from timeline.lexicon import cue

_SAYING = (
    r"(?!(?:as|when|which|who|while|if|where|that|although|because|before|after|until|for|and|but|so)\s)"
    rf"(?:[^,;:.\n\"“”]{{1,60}}?\s{cue('ordering_says')}\b[^,;:.\n\"“”]{{0,60}}|according to [^,;:.\n\"“”]{{2,60}})"
)
"""Who says so, put in between: "it said on Monday"."""
_REST = r"(?:[^,;:.!?\n\"“”—]|[.,](?=\d)|\.(?=\w)|(?<=[A-Z])\.(?=\s[a-z])){2,200}"
"""What is said further, up to the end of the clause."""
REST = re.compile(rf"\s[a-z]{_REST}(?=[,;:.!?\n])")
"""How a sentence goes on behind what is put in."""
_INTERRUPTED = re.compile(
    rf"(?:\b(?:{cue('ordering_auxiliary')})(?:\snot|n['’]t|\snever)?(?=,\s[^,]{{1,130}},\s(?!to\s))"
    rf"|\b[a-z]{{3,}}(?=,\s[^,]{{1,130}},\s(?:not\s)?to\s(?!(?:the|an?|its|their|his|her)\s)[a-z])"
    r"|(?P<who>(?:^|(?<=[.!?]\s))(?!(?:What|In|On|At|For|By|From|Of|To|With|If|When)\s)[A-Z][^,;:.!?\n\"“”]{1,60}"
    rf"(?=,\s[^,]{{1,130}},\s(?:{cue('ordering_auxiliary')}|[a-z]{{2,}}ed)\s)))"
    rf"(?P<put_in>,\s(?P<saying>{_SAYING}),)(?P<rest>\s(?!{cue('ordering_next_clause')}\s)[a-z]{_REST})(?=[,;:.!?\n])",
    re.MULTILINE,
)
"""A verb or who acts, who says so, and how it goes on: "did not|, it said on Monday,| accept the quota"."""
_CUT_QUOTATION = re.compile(
    rf"(?P<put_in>,[\"”]\s(?P<saying>{_SAYING}),\s[\"“])"
    rf"(?P<rest>(?!{cue('ordering_next_clause')}\s)[a-z](?:[^.!?\n\"“”]|\.(?=\w)){{2,200}}?)(?P<mark>[,.!?])(?P<close>[\"”])"
)
"""A quotation that goes on behind who speaks: ""We will pay|," he said, "|if Oman pays."."""


def in_plain_order(text: Edited) -> Edited:
    """``text`` with who says so behind what is said, where it stands in the middle of it."""
    whole = text.replaced(_behind_the_quotation(text.text))
    return whole.replaced(_behind_the_clause(whole.text))


def _behind_the_clause(text: str) -> Iterator[Edit]:
    for match in _INTERRUPTED.finditer(text):
        if match["who"] and text[match.end()] in ",;:":
            continue  # "Seoul, he said, will pay, | and then Tokyo": who says so stands over all of it
        yield *match.span("put_in"), ""
        yield match.end(), match.end() + 1, f", {match['saying']}{text[match.end()]}"


def _behind_the_quotation(text: str) -> Iterator[Edit]:
    for match in _CUT_QUOTATION.finditer(text):
        yield *match.span("put_in"), " "
        yield match.end("rest"), match.end(), f",{match['close']} {match['saying']}{match['mark']}"
