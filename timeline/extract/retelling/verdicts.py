"""Answers and stances told in other words: how a reply turned out, what is a refusal, what is only a stance."""

from __future__ import annotations

import re

from timeline.extract.clauses.named import PLURAL
from timeline.extract.frames.needs import is_negated
from timeline.extract.frames.read import Frame
from timeline.extract.scan import Hit, Scan
from timeline.lexicon import cue

READY = ("ready to", "prepared to", "willing to")
"""What somebody is who does not refuse."""

_DENOUNCED = re.compile(rf"\s(?:[\w'’-]+\s){{0,6}}?(?:[\"“])?(?:an?\s)?(?:\w+\s)?{cue('verdicts_denounced')}\b")
"""What the other side's word or act is called by who will not have it."""


_IT_IS_NO_GOOD = re.compile(
    r"\s(?:it|this|that|them|these|both|(?:the|its|his|her|their|any such)\s(?:[\w-]+\s)?(?:decision|move|step|idea"
    r"|condition|request|demand|figure|date|measure|proposal|plan|paper|text|price|claim|letter|ruling)s?)\s"
    rf"(?:as\s)?[\"“]?(?:an?\s)?(?:(?:\w+ly|far|much|quite|rather)\s)?{cue('verdicts_no_praise')}\b"
)
"""How an act or a word of the other side is called by who does not like it."""


_NOT_BETTER = re.compile(
    r"\boffers?\b[^,;.]{0,50}?\s(?:had|has|have|was|were|is)\s(?:still\s)?(?:not|hardly|barely)\s(?:\w+ly\s)?"
    r"(?:improved|good enough|enough|sufficient|changed|acceptable)\b"
)


def offer_no_better(scan: Scan, frame: Frame) -> Frame:
    """ "Said the EU's offer had not improved enough": who says so answers it."""
    if frame.type != "proposal" or frame.sense.form != "noun" or frame.unit.saying is None:
        return frame
    if _NOT_BETTER.search(scan.lower, frame.unit.start, frame.unit.end) is None:
        return frame
    return frame.told_as("response.rejects", verdict="rejects")


def judged_offer(scan: Scan, frame: Frame) -> Frame:
    """ "Called the draft a beginning": who judges what the other side has put forward or done answers it."""
    if frame.sense.rule != "assessment.called" or not frame.hit.text.startswith(
        ("call", "describ", "characteri", "welcom")
    ):
        return frame
    if _DENOUNCED.match(scan.lower, frame.hit.end, scan.sentences[frame.unit.sentence][1]):
        return frame.told_as("response.disputes", verdict="rejects")
    if _IT_IS_NO_GOOD.match(scan.lower, scan.lower.find(" ", frame.hit.start), frame.unit.end):
        return frame.told_as("response.disputes", verdict="rejects")
    reach = frame.hit.end + 30
    clause = _NEXT_CLAUSE.search(scan.lower, frame.hit.end, reach)
    within = scan.hits.within(frame.hit.end, clause.start() if clause is not None else reach)
    kinds = [hit.entry.kinds for hit in within if hit.entry.kinds - {"passage", "operator"}]
    both = _TWO_OFFERS.match(scan.lower, frame.hit.end) is not None
    if kinds and kinds[0] & {"offer", "tariff", "law"} and not kinds[0] & {"deal", "talks"} and not both:
        if frame.hit.text.startswith("welcom"):
            return frame.told_as("response.accepts", verdict="accepts")
        return frame.told_as("response.considers", verdict="considers")
    return frame


_NEXT_CLAUSE = re.compile(r";\s|,\s(?:and|but|while|whereas|yet|so)\s")
_PAPER = re.compile(rf"\b(?:letter|note|message|list|cable|{cue('grammar_asked')})\s(?:also |then |now )?\Z")


_A_BLOW = re.compile(
    r"\s(?:(?:an?|the|new|extra|further|higher|more|additional|punitive|retaliatory)\s){0,2}"
    r"(?:(?:[\d.]+|[a-z]+) (?:percent|per cent|%) (?:on|for|duties|tariffs)|duties|tariffs?|duty|levy|levies|tax(?:es)?"
    r"|sanctions|countermeasures|retaliation|an embargo|(?:closing|shutting|cutting off|suspending|leaving) the)\b"
    r"(?!\s(?:that|which|as|paid|already|in force|imposed|now)\b)"
)
"""What somebody speaks of who threatens."""


def paper_speaks(scan: Scan, frame: Frame) -> Frame:
    """ "The letter | speaks of ten years' rent in advance": what a paper has in it is put to the other side.

    "Has spoken of five percent on everything": a threat.
    """
    if frame.sense.rule != "assessment.called" or not frame.hit.text.startswith(("speak", "spoke", "talk")):
        return frame
    if _PAPER.search(scan.lower, frame.unit.start, frame.hit.start):
        return frame.told_as("proposal.term", act="offer")
    if _A_BLOW.match(scan.lower, frame.hit.end):
        return frame.told_as("measure.threat", stage="threatened")
    return frame


_TWO_OFFERS = re.compile(r"\s(?:(?:the|both|two|their)\s){1,3}(?:offers|proposals|drafts|texts)\b")
_REPLY_IS = re.compile(
    rf"\b{cue('agents_reply')}\b[^.;]{{0,60}}\s(?:was|is|has been|had been)\s(?:an?\s)?(?:\w+ly\s)?\Z"
)


def reply_judged(scan: Scan, frame: Frame) -> Frame:
    """ "Uganda's answer was positive": what is said of an answer is the answer, and no judgement of the talks."""
    if frame.type != "assessment" or not _REPLY_IS.search(scan.lower, frame.unit.start, frame.hit.start):
        return frame
    good = frame.sense.rule in ("assessment.progress", "assessment.final")
    return frame.told_as("response.reply", verdict="accepts" if good else "resists")


HOW_IT_WAS = (
    rf"(?:(?P<accepts>{cue('verdicts_reply_accepts')})|(?P<rejects>{cue('verdicts_reply_rejects')})"
    rf"|(?P<resists>{cue('verdicts_reply_resists')}))"
)
"""How an answer turned out, by verdict."""
_TURNED_OUT = re.compile(rf"\s(?:an?\s)?(?:\w+ly\s)?{HOW_IT_WAS}\b")


def reply_was(scan: Scan, frame: Frame) -> Frame:
    """ "Bern's reply was | frosty": the verdict."""
    if frame.sense.rule != "response.considers" or not frame.hit.text.endswith((" was", " is")):
        return frame
    how = _TURNED_OUT.match(scan.lower, frame.hit.end)
    return frame.told_as("response.reply", verdict=how.lastgroup) if how is not None and how.lastgroup else frame


_NO_TO_A_NO = (
    r"(?!\s(?:be\s)?(?:oppos\w*|object\w*|against|averse|exclud\w*|stand in the way|hostile|block\w*|refus\w+|reject\w*"
    r"|rule (?:\w+ )?out)\b)"
)
_THAT_NOT = re.compile(
    r"[^.;:]{0,40}?\bthat\s(?:[\w'’.-]+\s){1,4}?(?:(?:would|will|could|can|did|does|was|were)\snot|cannot|\w+n't|never)"
    rf"{_NO_TO_A_NO}\b"
    r"|[^.;:]{0,40}?\bthat\s(?:[\w'’.-]+\s){1,4}?(?:is|was|were|are|remains?|remained)\s(?:an?\s)?(?:\w+ly\s)?"
    r"(?:sovereign|internal|domestic|non-negotiable|unacceptable|impossible"
    r"|out of the question|off the table|unjustified|groundless|baseless|unfounded|closed)\b"
)


def replied_no(scan: Scan, frame: Frame) -> Frame:
    """ "Replied on May 8 that it would not cut its catch": a refusal."""
    if frame.sense.rule != "response.considers" or not frame.hit.text.startswith(("repl", "answer", "respond")):
        return frame
    after = frame.hit.end - len("that") if frame.hit.text.endswith(" that") else frame.hit.end
    if _THAT_NOT.match(scan.lower, after, scan.sentences[frame.unit.sentence][1]):
        return frame.told_as(frame.sense.rule, verdict="rejects")
    return frame


_NOTHING_SIGNED = re.compile(
    r"\b(?:nothing|no (?:deal|agreement|accord|text|treaty|memorandum|protocol|document))\b[^.;:]{0,40}\s"
    r"(?:would|will|is to|was to) be (?:signed|initialled|agreed|concluded|announced|ready)\b"
    r"(?!\s(?:until|before|unless|without)\b)"
)


def nothing_signed(scan: Scan, frame: Frame) -> Frame:
    """ "Confirmed that nothing on the river would be signed": there will be no agreement."""
    if frame.sense.rule == "position.said" and _NOTHING_SIGNED.search(scan.lower, frame.unit.start, frame.unit.end):
        return frame.told_as("agreement.none")
    return frame


_REPLIES = ("repl", "answer", "retort", "rejoin")


def said_in_reply(scan: Scan, frame: Frame) -> Frame:
    """ "There is nothing to negotiate about, replied the minister": a stance given for an answer."""
    saying = frame.unit.saying
    if frame.sense.rule != "position.opposes" or saying is None or saying.speech_hit is None:
        return frame
    if saying.speech_hit.text.startswith(_REPLIES):
        return frame.told_as("response.said", verdict="rejects")
    return frame


_TO_ACCEPT = re.compile(
    r"\s(?:for\s(?:us|[\w.'’-]+)\s)?to\s"
    r"(?:accept|agree|swallow|grant|meet|accommodate|go along|comply|fulfil+|satisfy)\b"
)


def hard_to_accept(scan: Scan, frame: Frame) -> Frame:
    """ "Told them that a quota is difficult | to accept": an answer, and no judgement of the talks."""
    hard = frame.sense.rule == "assessment.difficult" and frame.hit.text.endswith(
        ("difficult", "hard", "impossible", "to")
    )
    after = frame.hit.end - len(" to") if frame.hit.text.endswith(" to") else frame.hit.end
    if not hard or frame.unit.saying is None or _TO_ACCEPT.match(scan.lower, after) is None:
        return frame
    return frame.told_as("response.resists", verdict="resists")


_WANTS_NO = re.compile(r"\s(?:no|none of|nothing of)\s(?!more|less|later|longer|fewer|doubt)")
_CANNOT = re.compile(r"\b(?:(?:could|can|would|will|does|do|did|is|are|was|were)\snot|cannot|\w+n't)\s(?:be\s)?\Z")


def left_out(scan: Scan, frame: Frame) -> Frame:
    """ "Herring is | not part of the agreement", told of a deal that is made: what it leaves out."""
    unit = frame.unit
    if frame.sense.rule != "position.opposes" or unit.saying is not None or "deal" not in unit.kinds:
        return frame
    return frame.told_as("agreement.course") if frame.hit.text.endswith("part of") else frame


def wants_none(scan: Scan, frame: Frame) -> Frame:
    """ "Wants no quota", "could not support one"."""
    if frame.sense.rule != "position.wants":
        return frame
    if _WANTS_NO.match(scan.lower, frame.hit.end) or _CANNOT.search(scan.lower, frame.unit.start, frame.hit.start):
        return frame.told_as("position.opposes", direction="opposes")
    return frame


_CONSENTS = re.compile(
    r"agree[sd]?(?:[\s.,]*\Z|\sto\s(?:that|it|this|do so|both|neither)\b"
    r"|\sto\s(?!study|consider|examine|discuss|review|look|raise|think"
    r"|weigh|assess|debate|negotiate|revisit)[a-z]+\s(?:it|them|this|that)\b"
    r"|\sto\s(?:the |an? |its |their |his |her )?(?:first |second |new )?(?:request|proposal|idea|demand|suggestion"
    r"|invitation|offer|conditions?|scheme|plan|step|terms|draft|text|formula|compromise|point|figure|half)\b)"
)


_TO_LOOK = re.compile(
    r"agree(?:d|s)?\sto\s(?:\w+ly\s)?(?:look (?:at|into|again)|study|consider|examine|think about|weigh)\b"
)
"""What one side alone agrees to is no more than to look at it."""


def _only_tells_when(scan: Scan, hit: Hit, end: int) -> bool:
    """Whether nothing but a day stands behind "agreed": "Abidjan | agreed | on Thursday"."""
    day = next(iter(scan.dates.within(hit.start, hit.end + len(" on "))), None)
    when = day is not None and _AGREES_THEN.fullmatch(scan.lower, hit.start, day.start) is not None
    return when and day is not None and not scan.lower[day.end : end].strip(" .,")


_AGREES_THEN = re.compile(r"agree[sd]?\s(?:on\s)?")


def consent(scan: Scan, frame: Frame) -> Frame:
    """ "The Commission agreed", "Iraq agrees to that": one party alone says yes to what was told before."""
    unit, hit = frame.unit, frame.hit
    looks = _TO_LOOK.match(scan.lower, hit.start, unit.end)
    if frame.sense.rule != "agreement.agree":
        return frame
    if not (looks or _CONSENTS.match(scan.lower, hit.start, unit.end) or _only_tells_when(scan, hit, unit.end)):
        return frame
    codes = {side.code for side in unit.sides if side.end <= hit.start and side.kind != "place"}
    if len(codes) != 1 or PLURAL.search(scan.lower, unit.start, hit.start):
        return frame
    if looks:
        return frame.told_as("response.considers", verdict="considers")
    return frame.told_as("response.accepts", verdict="accepts")


def both_will(scan: Scan, frame: Frame) -> Frame:
    """ "Both sides | will review it after six months", a term of a deal; "both would sign it": a deal to come."""
    sign = frame.sense.rule == "response.accepts" and frame.hit.text in ("would sign", "could sign")
    if sign and PLURAL.search(scan.lower, frame.unit.start, frame.hit.start):
        return frame.told_as("agreement.sign", stage="signed")
    if frame.sense.rule != "response.considers" or not frame.unit.dealt or frame.unit.saying is not None:
        return frame
    if frame.hit.text.startswith(("will ", "would ")) and PLURAL.search(scan.lower, frame.unit.start, frame.hit.start):
        return frame.told_as("agreement.term")
    return frame


def held_illegal(scan: Scan, frame: Frame) -> Frame:
    """ "Morocco says the duties are illegal": what a party thinks of a measure; a court finds it so."""
    saying = frame.unit.saying
    illegal = frame.sense.rule == "measure.revoke" and frame.hit.text.startswith(("illegal", "unlawful"))
    if not illegal or saying is None:
        return frame
    if any(side.code and side.kind != "place" for side in saying.sides) and "law" not in saying.kinds:
        return frame.told_as("position.opposes", direction="opposes")
    return frame


_SAID_BACK = re.compile(
    r"(?:\s(?:on|in|at|the same|later)\s[\w ]{3,24}?)?"
    r"(?:\sthat\s|,\s(?:calling|saying|accusing|describing|insisting)\s)"
)


def only_said_back(scan: Scan, frame: Frame) -> Frame:
    """ "Countered on Tuesday that", "hit back, calling it groundless": words against words."""
    if frame.sense.rule not in ("proposal.counter", "measure.retaliate"):
        return frame
    if _SAID_BACK.match(scan.lower, frame.hit.end, scan.sentences[frame.unit.sentence][1]):
        return frame.told_as("response.resists", verdict="resists")
    return frame


_WILL_NOT = re.compile(r"\b(?:would|will|shall) (?:not|never)\s(?:be\s)?\Z|\bwon't\s(?:be\s)?\Z")
_NOTHING_WILL = re.compile(
    r"\b(?:nothing|nobody|no one|none|no [\w-]+|not (?:an?|one) (?:single )?[\w-]+)\s(?:[\w-]+\s){0,3}?"
    r"(?:will|would|shall)\s(?:be\s)?\Z"
)
_WILL_ONLY = re.compile(r"\bonly (?:once|if|when|after|on condition)\b")
_WOULD = re.compile(r"\b(?:would|will)\s(?:be\s|only\s){0,2}\Z")


_SEE_IT_DONE = re.compile(
    r"\b(?:would (?:rather|like to|prefer to|love to|not like to)|wants? to|hopes? to) (?:see|have)\s"
    r"(?:(?:the|its|their|his|her|all|that|this|an?)\s)?(?:[\w'’-]+\s){1,4}(?:be\s)?\Z"
)
"""Before what somebody would have done: "would rather see the border | closed"."""


def own_stance(scan: Scan, frame: Frame) -> Frame:
    """What a side says it will not do, or only on a condition, is where it stands."""
    unit, hit = frame.unit, frame.hit
    refused = frame.sense.rule == "agreement.course" and is_negated(scan, frame.unit, frame.hit)
    if not (refused or frame.type == "measure") or frame.sense.form == "noun":
        return frame
    if frame.sense.form == "past" and _SEE_IT_DONE.search(scan.lower, scan.sentences[unit.sentence][0], hit.start):
        return frame.told_as("position.wants", direction="supports")
    if unit.saying is None and not unit.sides:
        return frame
    start = max(unit.start, hit.start - 20)
    nothing = unit.saying is not None and _NOTHING_WILL.search(scan.lower, unit.start, hit.start)
    if nothing or _WILL_NOT.search(scan.lower, start, hit.start):
        return frame.told_as("position.opposes", direction="opposes")
    only = _WILL_ONLY.search(scan.lower, hit.end, scan.sentences[unit.sentence][1])
    if only and _WOULD.search(scan.lower, start, hit.start):
        return frame.told_as("position.conditional", direction="conditional")
    return frame


_ANSWERS = re.compile(
    r"\s(?:consider|look (?:at|into)|study|examine|receive|pick up|negotiate(?= (?!on\b|with\b)[a-z]))\b"
)


def ready(scan: Scan, frame: Frame) -> Frame:
    """ "Is ready to consider quicker cuts": who will think it over answers what was asked of it."""
    if frame.sense.rule == "position.wants" and frame.hit.text in READY and _ANSWERS.match(scan.lower, frame.hit.end):
        return frame.told_as("response.considers", verdict="considers")
    return frame


_AT_HOME = re.compile(rf"[^,;.]{{0,40}}\b{cue('verdicts_at_home')}\b")


def assured_own(scan: Scan, frame: Frame) -> Frame:
    """ "Assured a committee that rice would be opened no further": what one's own people are told is a stance."""
    if frame.sense.rule != "response.considers" or not frame.hit.text.startswith(("assur", "promis")):
        return frame
    if _AT_HOME.match(scan.lower, frame.hit.end) is None:
        return frame
    return frame.told_as("position.said")


_LIVES_WITH = ("can live with", "could live with", "have no quarrel with", "has no quarrel with", "had no quarrel with")
_WHAT_IS_OFFERED = re.compile(
    r"\s(?:it|that|this|both|either|(?:the|this|that|[\w.]+['’]s) (?:[\w-]+ )?"
    rf"(?:{cue('grammar_asked')}|text|wording|formula|compromise|terms))(?=[.,;\"”]|\s(?:and|but|if)\b|\Z)"
)


def lives_with(scan: Scan, frame: Frame) -> Frame:
    """ "Told him that Israel could live with it": what has been put forward is accepted."""
    if frame.sense.rule != "position.wants" or frame.hit.text not in _LIVES_WITH:
        return frame
    if _WHAT_IS_OFFERED.match(scan.lower, frame.hit.end):
        return frame.told_as("response.accepts", verdict="accepts")
    return frame


_AN_IDEA = re.compile(
    r"(?:an?|something)\s(?:[\w-]+\s){0,2}?(?:idea|step|move|proposal|suggestion|offer|plan|demand|request|gesture|decision"
    r"|figure|sum|formula|condition)\s(?:(?:that|which)\s)?(?:[\w'’.-]+\s){1,5}\Z"
)


def idea_welcomed(scan: Scan, frame: Frame) -> Frame:
    """ "A longer lease, an idea that Tunis has welcomed": what is put to one is answered, and no talks are judged."""
    welcomed = frame.sense.rule == "assessment.called" and frame.hit.text.startswith(
        ("welcom", "applaud", "prais", "hail")
    )
    if welcomed and _AN_IDEA.match(scan.lower, frame.unit.start, frame.hit.start):
        return frame.told_as("response.accepts", verdict="accepts")
    return frame


_IN_RETURN = re.compile(r"\b(?:if|provided|in return|in exchange)\b")


def offered(scan: Scan, frame: Frame) -> Frame:
    """ "Is prepared to cut its quota if ...": readiness that depends on the other side is an offer."""
    after = scan.sentences[frame.unit.sentence][1]
    if (
        frame.sense.rule == "position.wants"
        and (frame.hit.text in READY or frame.hit.text == "could live with")
        and _IN_RETURN.search(scan.lower, frame.hit.end, after)
    ):
        return frame.told_as("proposal.offer", act="offer")
    return frame


_FOR_THEM_TO = re.compile(r"\b(?:is|was|be|now) (?:now |first )?(?:for|up to) (?:the )?[\w.’'-]+(?: \w+)? to\s\Z")


def up_to_the_other(scan: Scan, frame: Frame) -> Frame:
    """ "Said it was up to Laos to make the next | offer": no offer yet, but where the speaker stands."""
    if frame.type != "proposal" or not _FOR_THEM_TO.search(scan.lower, frame.unit.start, frame.hit.start):
        return frame
    return frame.told_as("position.said")


def wanted(scan: Scan, frame: Frame) -> Frame:
    """ "The minister said that Kenya wanted a quota": what is wanted as of now, in the tense of reported speech."""
    if frame.sense.rule == "proposal.wanted" and frame.unit.saying is not None:
        return frame.told_as("position.wants", direction="supports")
    return frame


_STANDS = re.compile(
    rf"(?:refuses? to\s(?!{cue('verdicts_deeds')}\b)|(?:reluctant|unwilling) to\s(?!{cue('verdicts_deeds')}\b)"
    r"|(?:rejects?|resists?|refuses?|objects? to) (?:any|the (?:very )?(?:idea|notion|principle)|all) )"
)
"""What is refused for good, in the present, and not as what somebody has just asked."""
_NEVER_SO = re.compile(
    r"den(?:y|ies)\s(?:any|that (?:there|[\w.’'-]+))\s"
    r"|denied\s(?:any|that there (?:was|is|were|are))\s"
)
_PROGRESS_DENIED = re.compile(
    r"den\w+\sthat\s(?:there (?:was|is|were|had been) (?:any|a|much) (?:\w+ )?(?:breakthrough|progress|movement)"
    r"|(?:an?|the|any) (?:\w+ )?(?:deal|agreement|breakthrough|compromise) (?:was|is)"
    r" (?:close|near|imminent|in sight|within reach))\b"
)
_UNDERTOOK = re.compile(
    r"\b(?:had|has|have|having|ever|was|were|been|it|they|he|she)\s(?:\w+\s)?"
    r"(?:agreed|pledged|promised|undertaken|committed|conceded|signed"
    r"|given (?:[\w-]+ ){1,4}?(?:pledges?|promises?|undertakings?|assurances?|commitments?|guarantees?|word))\b"
    r"|\b(?:promising|pledging|agreeing|conceding|undertaking)\b"
)
"""What is denied is a promise: not "the deal signed in Lima", "the agreed quota"."""


_NEITHER_NOR = re.compile(r"\b(?:neither|not|nor)\b[^.;]{0,30}\Z")


def standing_no(scan: Scan, frame: Frame) -> Frame | None:
    """ "Refuses to discuss handcuffs", "is reluctant to let in workers", "denies that it subsidises its growers":
    where a side stands, and no answer to anybody; "denied that it had promised assets": there was no such deal;
    "does not deny it": nothing is told.
    """
    if frame.sense.rule == "response.disputes" and frame.hit.text.startswith("den"):
        opening = scan.sentences[frame.unit.sentence][0]
        if is_negated(scan, frame.unit, frame.hit) or _NEITHER_NOR.search(scan.lower, opening, frame.hit.start):
            return None
    if (
        frame.type in ("position", "response")
        and frame.hit.text.startswith("den")
        and _PROGRESS_DENIED.match(scan.lower, frame.hit.start, frame.unit.end)
    ):
        return frame.told_as("assessment.difficult", judgement="difficult")
    if frame.type != "response" or frame.unit.saying is not None:
        return frame
    hit, end = frame.hit, frame.unit.end
    if hit.text.startswith("den") and frame.sense.rule == "response.disputes":
        if _UNDERTOOK.search(scan.lower, hit.end, end):
            return frame.told_as("agreement.none")
        if _NEVER_SO.match(scan.lower, hit.start, end) is None:
            return frame
        return frame.told_as("position.opposes", direction="opposes")
    first = hit.start if frame.sense.form in ("s", "base") else max(hit.start, hit.end - len("reluctant to"))
    if _STANDS.search(scan.lower, first, min(end, hit.end + 24)) and (frame.sense.form != "past" or frame.sense.be):
        return frame.told_as("position.opposes", direction="opposes")
    return frame
