"""Short news that no trigger reads: a no told to somebody, a pen put to a paper, a project declared off."""

from __future__ import annotations

import re
from collections.abc import Sequence

from timeline.extract.drafting.draft import Given, Pair, Told
from timeline.extract.grammar.sentence import Sentence
from timeline.extract.scan import Side
from timeline.lexicon import cue

_TOLD_NO = re.compile(
    r"\b(?:told|tells)\s(?!reporters|journalists|the press|parliament|lawmakers)(?:the\s)?(?:[\w'’-]+\s){1,3}?"
    r"(?:flatly\s|again\s|firmly\s|politely\s)?no(?=\s(?:in|on|at|last|this|again|yesterday|too)\b|[.:;—–]|,\s|\s[–—]|\Z)"
)
_SIGNATURE = re.compile(
    r"\b(?:put|set|sets|puts|added|affixed)\s(?:its|his|her|their)\s(?:signatures?|names?|initials|pens?|hands?|seals?)\s(?:to|under|on)\s"
    r"(?:it|them|the\s(?:[\w-]+\s){0,3}?(?:accord|agreement|deal|pact|treaty|protocol|memorandum|text|paper|document|contract))\b"
)
_OFF = re.compile(
    r"\bdeclared\s(?:the|its|their|his)\s(?!talks|negotiations|meeting|matter|chapter|case|dispute|round|door)(?:[\w-]+\s){1,4}?"
    r"(?:off|dead|void|null and void|suspended|cancelled|invalid|terminated|illegal)(?=[,.;:]|\s(?:on|in"
    r"|and|at|last|until)\b|\Z)"
)
_NOT = re.compile(
    r"\b(?:not|never|if|unless|would|could|might|(?<!in )(?<!last )(?<!since )(?<!of )may|before|until|to be|should"
    r"|refus\w*|declin\w*|reluctan\w*|unwilling|hesitat\w*|neither|nobody|no one)\b|n't\b|\bto\s\Z"
)


def _actor(sentence: Sentence, before: int) -> Side | None:
    """Who is named before the words, last of them all."""
    named = [s for s in sentence.sides if s.kind != "place" and s.end <= sentence.start + before]
    return named[-1] if named else None


_NOT_BEFORE = re.compile(
    r"[\"“]?(?:and |but )?(?:nobody|no[ -]one|nothing|not an? (?:single )?[\w-]+"
    r"|no (?!deal\b|agreement\b|talks\b|doubt\b|longer\b)[\w-]+(?: [\w-]+)?)\s(?:will |is to |shall )?"
    r"(?:gets?|goes|go|cross(?:es)?|moves?|leaves?|enters?|passes|pass|lands?|sails?|flows?|is signed|is sold|be signed"
    r"|happens?|is opened|is lifted|comes? in)\b[^.;]{0,50}?\b(?:before|until|unless|without)\b"
)


def not_before(sentence: Sentence) -> Told | None:
    """ "No lorry crosses until the debt is paid", said by somebody of a side: on what it makes a thing depend."""
    never = _NOT_BEFORE.match(sentence.lower)
    who = sentence.speaker or next((side for side in sentence.sides if side.code and side.kind == "person"), None)
    if never is None or who is None or not who.code:
        return None
    attributes = (("direction", "conditional"),)
    given = None if sentence.saying is not None or sentence.stamp is not None else Given(None)
    return sentence.told("position", "position.not_before", never, who=who, given=given, attributes=attributes)


_NOBODY_THERE = re.compile(
    r"(?:but |and |still, )?(?:nobody|no one|hardly anyone|few people|few) in (?P<there>[\w.’' -]{3,24}?)\s"
    r"(?:really |seriously |now |still )?(?:believes?|buys?|accepts?|trusts?|swallows?|(?:is|was) convinced|believed"
    r"|bought|accepted|takes? [\w ’']{2,30} seriously)\b"
)


_IN_THE_TALKS = re.compile(
    r"\b(?:talks?|negotiat\w+|deal|agreement|accord|treaty|compromise|breakthrough|solution|summit|round|settlement)\b"
)
"""What makes of it a view of the talks: "nobody in Nairobi believes | that the talks will succeed"."""


def nobody_there(sentence: Sentence) -> Told | None:
    """ "Nobody in Wellington believes in the fungus": how a capital takes what the other side says."""
    nobody = _NOBODY_THERE.match(sentence.lower)
    if nobody is None or _IN_THE_TALKS.search(sentence.lower, nobody.end()):
        return None
    first, last = sentence.start + nobody.start("there"), sentence.start + nobody.end("there")
    who = next((side for side in sentence.sides if side.code and first <= side.start < last), None)
    if who is None:
        return None
    who = who._replace(kind="party")
    given = Given(sentence.stamp)
    attributes = (("verdict", "rejects"),)
    return sentence.told("response", "response.disputes", nobody, who=who, given=given, attributes=attributes)


_COULD_DO = re.compile(
    r"\b(?:told|tells)\s(?P<whom>(?!(?:reporters|journalists|parliament|lawmakers|the press)\b)[^,;.]{3,44}?)\s"
    r"(?:that\s)?(?P<who>[a-z .'’-]{2,30}?)\s(?:could|would|(?:was|is|were|are) (?:ready|prepared|willing) to)\s"
    r"(?:also |even |happily |gladly )?"
    r"(?:do|sell|supply|deliver|send|buy|take|lend|match|pay|open|lower|cut|drop|lift|go (?:up|down) to)\b"
)


_NO_OFFER = re.compile(
    r"(?: [\w-]+){0,7}? (?:elsewhere|nothing|no|none|instead|without|legal|action|(?:counter-?)?measures|steps"
    r"|retaliat\w+|investigation|probe|inquiry|case|proceedings|court|arbitrat\w+|sanctions|off|out|back|ties)\b"
    r"|(?<=cut)(?: [\w-]+){0,3}? (?:imports|purchases|supplies|deliveries|orders|aid)\b|(?<=take)(?: [\w-]+){0,3}? to\b"
)
"""Behind what one side would do that is no gift: "it would take | legal action", "would cut | imports"."""


def told_of_an_offer(sentence: Sentence) -> Told | None:
    """ "Nepal has told Dhaka that it could do 500": what one side lets the other know that it would do."""
    told = _COULD_DO.search(sentence.lower) if "told" in sentence.lower or "tells" in sentence.lower else None
    if told is None or _NOT.search(sentence.lower[: told.start()]) or " if " in sentence.lower:
        return None
    if _NO_OFFER.match(sentence.lower, told.end()):
        return None
    first, last = sentence.start + told.start("whom"), sentence.start + told.end("whom")
    who = _actor(sentence, told.start())
    whom = next((side for side in sentence.sides if side.code and first <= side.start < last), None)
    if who is None or whom is None or not who.code or who.code == whom.code:
        return None
    does = next(
        (s for s in sentence.sides if s.code and told.start("who") <= s.start - sentence.start < told.end("who")), who
    )
    if does.code != who.code:
        return None
    return sentence.told("proposal", "proposal.offer", told, who=who, attributes=(("act", "offer"),))


_WILL_BE_THERE = re.compile(
    r"\b(?:said|says|replied|answered|confirmed)\s(?:that\s)?(?:it|he|she|they|we)\s(?:will|would)\s"
    r"(?:come|attend|be there|take part|turn up|(?P<considers>see|think about it))[.\"”]*\Z"
)


def will_be_there(sentence: Sentence) -> Told | None:
    """ "Lome has said that it will come", "said that he would see": a yes, or less, to what was asked before."""
    yes = _WILL_BE_THERE.search(sentence.lower)
    who = _actor(sentence, yes.start()) if yes is not None else None
    if yes is None or who is None or not who.code:
        return None
    attributes = (("verdict", "considers" if yes["considers"] else "accepts"),)
    return sentence.told("response", "response.yes", yes, who=who, attributes=attributes)


def told_no(sentence: Sentence) -> Told | None:
    """ "The commissioner told them no in December"."""
    no = _TOLD_NO.search(sentence.lower)
    if no is None or _NOT.search(sentence.lower[: no.start()]):
        return None
    who = _actor(sentence, no.start())
    return sentence.told("response", "response.no", no, who=who, attributes=(("verdict", "rejects"),))


_LEAVES = (
    r"(?:(?<=withdraw)|(?<=retreat)) from\b"
    r"|(?:(?<=stop)|(?<=end)|(?<=suspend)|(?<=cut)|(?<=drop)) (?:the |all |these )?"
    r"(?:talks|negotiations|meetings|ties|relations)\b|(?<=raise) (?:the |its )?(?:toll|dut|tariff|fee|lev|tax)"
)
"""Behind a verb: what is asked is whether somebody walks out or demands more, and no is no refusal."""
_IT_WOULD = r"(?:that )?(?:it|he|she|they|(?:his|her) (?:country|government)) (?:would|will)"
_IN_A_WORD = re.compile(
    r"[\"“]?asked\s[^?]{0,40}?\b(?:whether|if)\b[^?]{0,120}?\b(?:would|will|could|was|were|is)\s(?:\w+\s){0,4}?"
    rf"{cue('grammar_gives')}\b(?!{_LEAVES})[^?]{{0,120}}?,\s[^,?]{{2,60}}?"
    r"\b(?:said|says|answered|answers|replied|replies|responded)(?: (?:with|in) (?:one|a single) word)?[:,]?\s[\"“]?"
    r"(?:(?P<rejects>no|never|not now|not at all|(?:of course|absolutely|certainly|definitely) not|out of the question"
    rf"|not (?:this|until|before|for) [\w\s]{{3,20}}|{_IT_WOULD} ?(?:not|never|n't))"
    r"|(?P<considers>not yet|perhaps|maybe|possibly|we will see|that depends|it depends)"
    rf"|(?P<accepts>yes|certainly|absolutely|of course|gladly|why not|{_IT_WOULD}))[.,!]?[\"”]?"
    r"(?:\s(?:on|in)\s[\w\s]{3,20})?\.?\Z"
)


def asked_and_said(sentence: Sentence, pairs: Sequence[Pair]) -> list[Told]:
    """ "Asked whether Kenya would accept the quota, she said: "No." "."""
    word = _IN_A_WORD.match(sentence.lower) or _as_asked_before(sentence)
    who = sentence.speaker
    if word is None or who is None or not who.code:
        return []
    verdict = word.lastgroup or "considers"
    said = (sentence.start + word.start(verdict), sentence.start + word.end(verdict))
    if any(told.frame.hit.start >= said[0] - _SAID for told, _ in pairs):
        return []
    return [sentence.told("response", "response.word", said, who=who, attributes=(("verdict", verdict),))]


_WILL_IT = re.compile(rf"\b(?:will|would|could)\b[^?]{{0,60}}?\b{cue('grammar_gives')}\b[^?]{{0,80}}\?[\"”]?\Z")
_IT_WILL = re.compile(
    r"[^,;:]{2,40}\s(?:said|answered|replied)(?: on \w+day)? "
    rf"(?:(?P<rejects>{_IT_WOULD} (?:not|never))|(?P<accepts>{_IT_WOULD}))"
    r"(?:, (?:in|on) [\w ]{3,20})?\.?\Z"
)
"""A yes or a no by the verb of the question alone."""


def _as_asked_before(sentence: Sentence) -> re.Match[str] | None:
    """A yes or a no to the question that is the sentence before: "Would Chile lift its ban? Vera said it would"."""
    scan, number = sentence.scan, sentence.number
    if not number or scan.paragraphs[number - 1] != scan.paragraphs[number]:
        return None
    return _IT_WILL.match(sentence.lower) if _WILL_IT.search(scan.lower, *scan.sentences[number - 1]) else None


_SAID = 30
"""Characters before the word within which its verb of saying stands."""


def signature_put(sentence: Sentence) -> Told | None:
    """ "The central bank put its signature to it eleven days later"."""
    put = _SIGNATURE.search(sentence.lower)
    if put is None or _NOT.search(sentence.lower[: put.start()]):
        return None
    who = _actor(sentence, put.start())
    return sentence.told("agreement", "agreement.sign", put, who=who, attributes=(("stage", "signed"),))


def declared_off(sentence: Sentence) -> Told | None:
    """ "In May the prime minister declared the project off"."""
    off = _OFF.search(sentence.lower)
    if off is None or _NOT.search(sentence.lower[: off.start()]):
        return None
    return sentence.told("measure", "measure.declared", off, who=_actor(sentence, off.start()))
