"""Gates on whose word it is: what outsiders think, what nobody threatens, what is said for courtesy."""

from __future__ import annotations

import re

from timeline.extract.frames.idioms import A_LOBBY
from timeline.extract.sifting.gates import Candidate
from timeline.lexicon import cue

_OUTSIDERS = re.compile(
    r"\b(?:analysts?|economists?|strategists?|observers?|researchers?|commentators?|professors?|critics|detractors|pundits|biographers?|columnists?)\b"
)


def told_by_outsiders(one: Candidate) -> bool:
    """ "Analysts said that Kenya was willing to wait": what those who do not negotiate think that a side wants."""
    saying = one.told.frame.unit.saying
    if saying is None or one.told.speaker is not None:
        return False
    return _OUTSIDERS.search(one.scan.lower, saying.start, saying.end) is not None


_FRIENDSHIP = r"(?:ties|relations|relationship|friendship|exchanges|cooperation|neighbou?rliness|understanding)"
_TIES = re.compile(
    r"\b(?:attach\w*\s(?:\w+\s)?importance to|(?:elevat|deepen|strengthen|enhanc|develop|expand|boost|advanc|cement"
    rf"|consolidat|foster|intensif|promot|upgrad)\w*)\s(?:[\w'’-]+\s){{0,5}}?{_FRIENDSHIP}\b"
)
"""What communiqués say of friendship."""
_OF_TRADE = re.compile(
    r"\b(?:tariffs?|dut(?:y|ies)|quotas?|bans?|levy|levies|market access|if|unless|only|not|before|until)\b|[%\d]"
)


_FOR_HIS_PAINS = re.compile(
    r"thank\w*\s(?:[\w.’'-]+\s){1,5}?for\s(?:(?:his|her|its|their|the|all)\s){0,2}(?:[\w-]+\s)?(?:patience|hospitality|efforts?|readiness"
    r"|willingness|help|work|welcome|support|time|attitude|spirit|visit|friendship|understanding|coming|hosting|mediation)\b"
)


def only_thanks(one: Candidate) -> bool:
    """ "Thanked his host for his patience": no answer to anything."""
    hit = one.told.frame.hit
    return hit.text.startswith("thank") and _FOR_HIS_PAINS.match(one.scan.lower, hit.start, one.end) is not None


def only_courtesy(one: Candidate) -> bool:
    """ "Japan hopes to deepen bilateral ties": a wish for friendship, and no stance on anything."""
    attached = one.draft.rule == "position.insists" and one.told.frame.hit.text.startswith("attach")
    if one.draft.rule != "position.wants" and not attached:
        return False
    unit = one.told.frame.unit
    return _TIES.search(one.scan.lower, one.told.frame.hit.start, unit.end) is not None and (
        _OF_TRADE.search(one.scan.lower, unit.start, unit.end) is None
    )


_OWN_VIEW = re.compile(
    r"(?:our|my) (?:own )?(?:view|bet|guess|advice|hunch|forecast|prediction)\b"
    r"|(?:we|i) (?:bet|guess|suspect|predict|reckon)\b"
    r"|(?:we|i) (?:expect|foresee) (?:an?|no) (?:\w+ )?(?:settlement|deal|compromise|agreement|accord)\b"
)


def own_view(one: Candidate) -> bool:
    """ "Our view: both will be back at the table by November": told by nobody of either side."""
    if one.draft.date is not None and one.draft.modality == "actual":
        return False  # "our guess was that he would refuse, and on Monday he did"
    return _OWN_VIEW.match(one.scan.lower, one.start, one.end) is not None


_LOBBIES = re.compile(
    rf"{A_LOBBY}(?:warn|fear|estimat|reckon|calculat|say|said|argue|complain|believe|threaten)\w*\b"
    r"|\b(?:if|unless)\s(?:[\w-]+\s){1,5}(?:have|has|had|get|gets|got) (?:their|its|his|her|his own) way\b"
)
"""What growers or unions warn of, and what somebody would like: no side says what it will do."""


def threatened_by_nobody(one: Candidate) -> bool:
    """ "Hoteliers warned that they would be taxed if the talks failed": no side threatens it."""
    nobody = one.draft.rule == "measure.condition" and one.told.doer is None
    return nobody and _LOBBIES.search(one.sentence) is not None


_HIS_OWN = re.compile(
    rf"\s(?P<whose>his|her|its)\s(?:own\s)?(?:[\w-]+\s){{0,2}}?{cue('voices_own_staff')}\b(?!['’]| (?:of|from) both)"
    r"(?!\s(?:in\s\w+\s)?to\s(?:tell|hand|deliver|convey|inform|ask|demand|present)\b)"
)
"""Behind a verb of asking: who is told what to do by his own government."""
_OF_THE_OTHER = re.compile(
    r"\b(?:met|meets|meeting|summon\w*|receiv\w+|wrote|writes|telephoned|phoned|called in|told|ambassador|envoy"
    r"|counterpart|host)\b"
)
_HIS_GOVERNMENT = re.compile(r"\s(?:his|her)\s(?:own\s)?(?:government|ministry|ministers|parliament|cabinet|people)\b")
"""Whose government it is where another has just been met: "summoned the envoy and | urged his government to"."""


def asks_its_own(one: Candidate) -> bool:
    """ "Asked her officials for a new calculation", "told his ministers to": an order at home, and no request."""
    hit = one.told.frame.hit
    told_to = hit.text.startswith(("ask", "urg", "press", "call", "appeal")) and not hit.text.endswith(
        (" for", " that")
    )
    own = _HIS_OWN.match(one.scan.lower, hit.end, one.end) if told_to else None
    if own is None:
        return False
    if one.told.doer is not None and one.told.doer.kind in ("party", "place") and own["whose"] != "its":
        return False  # "Peru asked his government": that of whoever says so
    others = _HIS_GOVERNMENT.match(one.scan.lower, hit.end, one.end)
    return others is None or _OF_THE_OTHER.search(one.before(120)) is None


_WHAT_IS_CALLED = re.compile(r"\bwhat (?:[\w.’'-]+\s){1,5}\Z")


def called_in_passing(one: Candidate) -> bool:
    """ "Submitted | what she called a final offer": how a thing is called that another draft of the sentence tells."""
    if one.draft.rule != "assessment.called" or _WHAT_IS_CALLED.search(one.before(60)) is None:
        return False
    return any(other.type not in ("agreement", "assessment") for other in one.others)


_OF_A_DEED = re.compile(
    rf"\sof\s(?:an?\s|the\s)?(?:[\w-]+\s)?{cue('voices_deeds')}\b(?! (?:that|which)\b)|\sof\s[$€£]?\d"
)


def speaks_of_a_deed(one: Candidate) -> bool:
    """ "Spoke of a signature in October", "speaks of November now": no judgement of how the talks go."""
    if one.draft.rule != "assessment.called" or not one.told.frame.hit.text.startswith(("speak", "spoke")):
        return False
    return _OF_A_DEED.match(one.scan.lower, one.told.frame.hit.end - len(" of"), one.end) is not None


_WOULD_NOT_SAY = re.compile(
    r"\b(?:(?:would|did|does|do|could|will|has|have|had) not|\w+n't|declin\w+ to|refus\w+ to|without) "
    r"(?:say(?:ing)?|said|disclos\w+|reveal\w*|specif\w+|confirm\w*) "
    r"(?:what|how much|how many|which|whether|when|why|to whom)\b(?:(?!\bbut\b)[^,;.])*\Z"
)


def not_disclosed(one: Candidate) -> bool:
    """ "Would not say what he had offered": nothing is told of it."""
    before = one.before(80)  # not "would not say when, and | asked for more"
    return _WOULD_NOT_SAY.search(before) is not None and not before.endswith((" and ", " but "))


_ASKED_WHETHER = re.compile(r"[\"“]?asked\s(?:[\w ]{0,40}\s)?(?:whether|if|about)\s(?P<what>[^,?]{3,120}),\s")


def answers_small_talk(one: Candidate) -> bool:
    """ "Asked whether she was tired, the minister said no": an answer to what is none of the talks."""
    asked = _ASKED_WHETHER.match(one.sentence)
    if asked is None or one.told.frame.hit.start < one.start + asked.end():
        return False
    first, last = one.start + asked.start("what"), one.start + asked.end("what")
    words = one.scan.hits.within(first, last)
    named = any(first <= side.start < last for side in one.scan.names)
    return not named and not any(hit.entry.senses or hit.entry.kinds for hit in words)
