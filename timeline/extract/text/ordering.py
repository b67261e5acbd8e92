"""Word order: a sentence as it is mostly written, where what is put in between holds its words apart.

"Kenya did not, it said on Monday, accept" is read as "Kenya did not accept, it said on Monday"; "Kenya will, if Oman
pays, accept" as "Kenya will accept, if Oman pays", and "should Oman pay" as "if Oman pay"; a quotation that who
speaks cuts in two, ""We will pay," he said, "if Oman pays"", as ""We will pay if Oman pays," he said"; and "called
the talks off" as "called off the talks".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from timeline.extract.text.edited import Edit, Edited
from timeline.extract.text.sentences import words_of
from timeline.lexicon import Entry, cue

_SAYING = (
    r"(?!(?:as|when|which|who|while|if|where|that|although|because|before|after|until|for|and|but|so)\s)"
    rf"(?:[^,;:.\n\"“”]{{1,60}}?\s{cue('ordering_says')}\b[^,;:.\n\"“”]{{0,60}}|according to [^,;:.\n\"“”]{{2,60}})"
)
"""Who says so, put in between: "it said on Monday"."""
_CONDITION = (
    r"(?:if|unless|once|as soon as|in the event that)\s(?!(?:any|not|so|possible|necessary|needed|again|more|\w+ly)\b)"
    r"[^,;:.\n\"“”]{3,90}"
)
"""A condition put in between: "if Chile pays"."""
_REST = r"(?:[^,;:.!?\n\"“”—]|[.,](?=\d)|\.(?=\w)|(?<=[A-Z])\.(?=\s[a-z])){2,200}"
"""What is said further, up to the end of the clause."""
REST = re.compile(rf"\s[a-z]{_REST}(?=[,;:.!?\n])")
"""How a sentence goes on behind what is put in."""
_INTERRUPTED = re.compile(
    rf"(?:\b(?:{cue('ordering_auxiliary')})(?:\snot|n['’]t|\snever)?(?=,\s[^,]{{1,130}},\s(?!to\s))"
    rf"|\b[a-z]{{3,}}(?=,\s[^,]{{1,130}},\s(?:not\s)?to\s(?!(?:the|an?|its|their|his|her)\s)[a-z])"
    r"|(?P<who>(?:^|(?<=[.!?]\s))(?!(?:What|In|On|At|For|By|From|Of|To|With|If|When)\s)[A-Z][^,;:.!?\n\"“”]{1,60}"
    rf"(?=,\s[^,]{{1,130}},\s(?:{cue('ordering_auxiliary')}|[a-z]{{2,}}ed)\s)))"
    rf"(?P<put_in>,\s(?P<saying>{_SAYING}|{_CONDITION}),)(?P<rest>\s(?!{cue('ordering_next_clause')}\s)[a-z]{_REST})(?=[,;:.!?\n])",
    re.MULTILINE,
)
"""A verb or who acts, who says so or on what condition, and how it goes on: "did not|, it said,| accept it"."""
_CUT_QUOTATION = re.compile(
    rf"(?P<put_in>,[\"”]\s(?P<saying>{_SAYING}),\s[\"“])"
    rf"(?P<rest>(?!{cue('ordering_next_clause')}\s)[a-z](?:[^.!?\n\"“”]|\.(?=\w)){{2,200}}?)(?P<mark>[,.!?])(?P<close>[\"”])"
)
"""A quotation that goes on behind who speaks: ""We will pay|," he said, "|if Oman pays."."""


_SUPPOSED = re.compile(
    r"\b(?P<word>[\w'’-]+),?\s(?P<should>should)"
    r"(?=\s(?:[A-Z][\w.'’-]+|the(?!\s(?:next|same|following|other|more)\b)|it|they|he|she|we|either|neither|talks|its|their|no"
    r"|both\s(?:sides|states))\s)"
)
"""A condition without "if" that does not open its sentence: "would lift its ban | should | Chile pay"."""
_NO_CONDITION = words_of("why how what when where whom which nor so as neither only that than then such")
"""Words before "should" that ask, or go on: "nor | should | it pay"."""


_PARTED = re.compile(
    r"\b(?P<verb>[a-z]{3,})\s(?P<object>(?:it|them|(?:the|its|their|his|her|an?|any|all|both|this|that|these|those|[A-Z][\w-]+['’]s)"
    r"(?:\s[\w'’-]+){1,4}?))(?P<particle>\s(?:off|out|up|down|back|forward|aside))"
    r"(?=[.,;:!?]|\s(?:on|in|at|for|until|after|before|when|because|over|by|and|but|while|last|this|again|yesterday|today"
    r"|late|early|shortly|soon|with|from|if|despite|once|since|without|during|following|altogether)\b)"
)
"""A verb whose particle stands behind its object: "called the talks | off"."""


_OF_ITS_OWN = re.compile(r"(?:si|sa)ts? down|t(?:akes?|ook) up|h(?:olds?|eld) up")
"""Verbs that say something else with an object in between: "sat the ministers down", "the rent holds them up"."""


def _with_particles(text: str, entries: Mapping[str, Entry]) -> Iterator[Edit]:
    for match in _PARTED.finditer(text):
        together, particle = f"{match['verb']}{match['particle']}", match["particle"]
        whole, verb = entries.get(together), entries.get(match["verb"])
        if whole is None or not whole.senses or _OF_ITS_OWN.fullmatch(together):
            continue
        tails = {sense.tail for sense in verb.senses if sense.tail} if verb is not None else set()
        if not any(text.startswith(tuple(tails - {particle[1:]}), at + 1) for at in match.span("particle")):
            yield match.end("verb"), match.end("verb"), particle  # not "put it back on the agenda"
            yield *match.span("particle"), ""


def in_plain_order(text: Edited, entries: Mapping[str, Entry]) -> Edited:
    """``text`` with who says so behind what is said, conditions with "if", and particles behind their verbs.

    A verb has its particle where ``entries`` of the vocabulary know them together.
    """
    parted = text.replaced(_with_particles(text.text, entries))
    supposed = parted.replaced(_with_if(parted.text))
    whole = supposed.replaced(_behind_the_quotation(supposed.text))
    return whole.replaced(_behind_the_clause(whole.text))


def _with_if(text: str) -> Iterator[Edit]:
    for match in _SUPPOSED.finditer(text):
        if match["word"].lower() not in _NO_CONDITION:
            yield *match.span("should"), "if"


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
