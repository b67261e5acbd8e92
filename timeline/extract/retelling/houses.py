"""Houses: what is brought before a court or a parliament, voted down or tabled there, told in words of talk."""

from __future__ import annotations

import re
from dataclasses import replace

from timeline.extract.frames.read import Frame
from timeline.extract.scan import Hit, Scan
from timeline.lexicon import Entry

_AT_THE_HEAD = 12
"""Characters between a trigger and the words that send a text to a house."""
_TO_A_COURT = re.compile(
    r"(?:challeng|contest|appeal)\w*\s(?:(?:it|the|its|this|that|their)\s)?(?:[\w'’-]+\s){0,4}?(?:at|before|in|to)\s"
    r"(?:the\s|an?\s)?(?:[\w'’-]+\s){0,3}?"
    r"(?:tribunal|courts?|world trade organi[sz]ation|wto|panel|arbitrators?|judges)\b"
    r"|complain\w*\s(?:(?:on|in|last)\s\w+(?:\s\d+)?\s)?to\s(?:the\s|an?\s)?(?:[\w'’-]+\s){0,4}?"
    r"(?:tribunal|courts?|world trade organi[sz]ation|wto|(?<!the european )commission|panel|arbitrators?|council"
    r"|competition authority)\b"
)


def complains_to_a_court(scan: Scan, frame: Frame) -> Frame:
    """ "Complained to the tribunal on Monday", "challenged it at the WTO": a case that is brought, and no answer."""
    if frame.type not in ("response", "position") or frame.sense.form != "past":
        return frame
    brought = _TO_A_COURT.match(scan.lower, frame.hit.start, scan.sentences[frame.unit.sentence][1])
    return frame.told_as("measure.law", instrument="case") if brought else frame


_VOTED_NOT = re.compile(r"vot(?:e|es|ed|ing)\s(?:[\w'’-]+\s){0,5}?not\sto\s")


def voted_against(scan: Scan, frame: Frame) -> Frame:
    """ "Sweden voted against the pact", "voted not to ratify it": a no that is given, and no stance; and a yes."""
    if frame.type in ("agreement", "response") and _VOTED_NOT.match(scan.lower, frame.hit.start, frame.unit.end):
        return frame.told_as("response.voted", verdict="accepts" if frame.type == "response" else "rejects")
    against = frame.sense.rule == "position.opposes" and frame.hit.text.startswith("voted against")
    return frame.told_as("response.voted", verdict="rejects") if against and frame.sense.form == "past" else frame


_TABLED_IT = re.compile(
    r"(?:tabled|introduced|filed|presented)\s(?:it|the bill|a bill|the draft law)\b(?! to (?!parliament))"
)


def bill_tabled(scan: Scan, frame: Frame) -> Frame:
    """ "She announced a bill. She tabled it on 13 June": a step at home, and no offer."""
    law = "law" in frame.unit.around and not {"offer", "deal"} & frame.unit.around
    if frame.sense.rule != "proposal.offer" or not law or not _TABLED_IT.match(scan.lower, frame.hit.start):
        return frame
    return frame.told_as("measure.law")


_BILL_TO = re.compile(
    r"\b(?:bills?|laws?|acts?|decrees?|orders?|regulations?|legislation|amendments?|motions?|resolutions?)\sto\s(?:\w+ly\s)?\Z"
)
_BECAME_OF_IT = re.compile(
    r"(?:(?!\b(?:which|that|who|if|unless|until|before|after|when)\b)[^,;.]){0,90}?"
    r"\b(?:(?P<law>(?:was|were|has been|have been) (?:\w+ly )?(?:adopted|passed|approved|signed|enacted|promulgated"
    r"|gazetted)"
    r"|(?<!be )(?:passed|cleared) (?:the |its |both )?(?:\w+ )?(?:parliament|senate|congress|houses?|assembly|chamber"
    r"|bundestag|bundesrat|duma|diet|knesset|sejm|majlis|committee|legislature|vote|reading)"
    r"|became law|took effect|came into force|entered into force)"
    r"|(?P<dead>(?:was|were|has been|have been) (?:\w+ly )?(?:rejected|defeated|voted down|withdrawn|shelved|dropped"
    r"|vetoed)"
    r"|(?:failed|fell|died|fell through)(?= in\b| on\b| at\b|[.,;]|\Z)))\b"
)
"""Behind what a bill is to do, what has become of the bill: "a bill to raise the duty | passed parliament"."""


def bill_passed(scan: Scan, frame: Frame) -> Frame:
    """ "A bill to raise the duty passed parliament": a law that is made; "was voted down": one that is not."""
    if frame.type != "measure" or frame.sense.form != "base":
        return frame
    if _BILL_TO.search(scan.lower, max(frame.unit.start, frame.hit.start - 30), frame.hit.start) is None:
        return frame
    became = _BECAME_OF_IT.match(scan.lower, frame.hit.end, scan.sentences[frame.unit.sentence][1])
    if became is None:
        return frame
    name = "law" if became["law"] else "dead"
    told = frame.told_as("measure.passed", stage="announced") if became["law"] else frame.told_as("measure.failed")
    hit = Hit(*became.span(name), Entry(), became[name])
    return replace(told, hit=hit, sense=replace(told.sense, form="past"))


_HOUSE = re.compile(
    r"\b(?:cabinet|parliament|assembly|senate|congress|bundestag|bundesrat|duma|diet|knesset|majlis|sejm"
    r"|federal council|lower house|upper house|house of [a-z]+|lawmakers|deputies|legislature)\b[^,;.]{0,30}\Z"
)
_TO_A = r"[^,;.]{0,40}\bto (?:the|an?) (?:[\w'’-]+ ){0,3}"
_A_TREATY = re.compile(rf"{_TO_A}(?:protocol|treaty|agreement|accord|pact|convention|deal)\b")
_A_BILL = re.compile(rf"{_TO_A}(?:bill|law|act)\b")
_ASSENTS = ("give", "gave", "giving", "consent", "assent")
"""How verbs begin by which an assent is given: "gave its blessing to the bill", not "accepted changes to the bill"."""
_WHAT_IS_PUT = re.compile(
    r"[^,;.]{0,60}\b(?:offers?|proposals?|requests?|demands?|invitations?|suggestions?|compromise|ultimatum|counter-?offers?"
    r"|terms|conditions)\b"
)
"""Behind an answer, whoever gives it: "the cabinet | accepted the offer"."""


_OWN_TEXT = re.compile(
    r"(?:approv|adopt|endors|back|clear)\w*\s(?:the|its|an?|this)\s(?:(?:new|revised|final|amended|improved|latest)\s)?"
    r"(?:text|offer|proposal|plan|position|mandate|draft|package|paper)s?\b"
    r"(?!\s(?:memorandum|agreement|treaty|accord|pact|deal|protocol|convention)\b)"
)


def cabinet_approves(scan: Scan, frame: Frame) -> Frame:
    """ "The cabinet approved the new text on Monday": what a government lets its own side put forward."""
    if frame.type not in ("agreement", "response") or frame.sense.form != "past":
        return frame
    if _OWN_TEXT.match(scan.lower, frame.hit.start) is None:
        return frame
    cabinet = _CABINET.search(scan.lower, frame.unit.start, frame.hit.start)
    return frame.told_as("measure.law") if cabinet is not None else frame


_CABINET = re.compile(r"\b(?:cabinet|council of ministers|government)\s(?:(?:has|had|have|\w+ly|also)\s){0,2}\Z")


_OWN = re.compile(
    r"[^,;.]{0,20}\b(?:proposals?|plans?)\s(?:to|for)\s(?:raise|lower|cut|impose|lift|ban|suspend|introduce|scrap|increase|reduce|end"
    r"|levy|tax|double|halve|restrict|extend|an? |the |new |higher |lower )"
)
"""Behind a house's yes, what is put to it at home: "adopted | a proposal to raise the duty"."""


def house_says_yes(scan: Scan, frame: Frame) -> Frame:
    """ "The cabinet gave its blessing", "parliament consented to the treaty": an act at home, and no answer."""
    if frame.sense.rule != "response.accepts" or frame.sense.form != "past" or frame.unit.saying is not None:
        return frame
    last = scan.sentences[frame.unit.sentence][1]
    if _WHAT_IS_PUT.match(scan.lower, frame.hit.end, last) and not _OWN.match(scan.lower, frame.hit.end, last):
        return frame
    bill = _A_BILL.match(scan.lower, frame.hit.end, last) if frame.hit.text.startswith(_ASSENTS) else None
    if bill is None and _HOUSE.search(scan.lower, frame.unit.start, frame.hit.start) is None:
        return frame
    treaty = _A_TREATY.match(scan.lower, frame.hit.end, last)
    return frame.told_as("agreement.ratify", stage="ratified") if treaty else frame.told_as("measure.law")


_TO_THE_HOUSE = re.compile(
    r"\b(?:intend|plan|want|expect|hope|aim|is|are|due|set|promis|pledg|will|would|has)\w*\s(?:to\s)?(?:then\s|formally\s)?"
    r"(?P<act>send|submit|present|put|lay|forward|refer|bring|table|introduce)\s"
    r"(?:(?!and\b|but\b|offers?\b|proposals?\b|demands?\b|requests?\b)[\w'’-]+\s){1,6}?"
    r"(?:to|before|in(?!\s(?:the\s|its\s|his\s|a\s)?(?:[\w-]+\s){0,2}?(?:house|chamber)\b))\s(?:(?:the|its|his|a)\s)?"
    r"(?:[\w-]+\s){0,2}?(?:parliaments?|congress|senate|assembly|legislature|lawmakers|deputies|bundestag|duma|diet|yuan|knesset"
    r"|house|chamber|sejm|majlis|cortes)\b(?! of commerce)"
)


def to_the_house(scan: Scan, frame: Frame) -> Frame:
    """ "The cabinet intends to submit the agreement to parliament in July": an act at home, on a day to come."""
    if frame.type not in ("position", "proposal", "deadline", "agreement"):
        return frame
    sent = _TO_THE_HOUSE.search(scan.lower, frame.unit.start, scan.sentences[frame.unit.sentence][1])
    if sent is None or frame.hit.start > sent.end() or sent.start() - frame.hit.end > _AT_THE_HEAD:
        return frame
    if not any(day.way > 0 for day in scan.dates.within(*scan.sentences[frame.unit.sentence])):
        return frame
    return replace(frame.told_as("measure.law"), hit=Hit(*sent.span("act"), Entry(), sent["act"]))
