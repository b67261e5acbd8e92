"""Meetings told by who goes where, who is named with whom, or by the line that they talk on."""

from __future__ import annotations

import re

from timeline.extract.dates import LIMITS
from timeline.extract.drafting.draft import Given, Told
from timeline.extract.grammar.sentence import Sentence
from timeline.extract.scan import Side
from timeline.lexicon import cue

_ENDS = LIMITS | {"since"}
_GOES = re.compile(
    rf"\b(?:{cue('grammar_goes')}"
    rf"|(?:is|are|was|were)\s(?:now\s|next\s|also\s|again\s)?{cue('grammar_due')}"
    rf"|(?:will|would|is to|are to)\s(?:be\s{cue('grammar_will_be')}|{cue('grammar_goes')})"
    r"|(?:have|plan)\s(?:a|another)\s(?:[\w-]+\s){0,2}(?:call|meeting|round|session)|have the line open)\b"
)
_THEY_BEFORE = re.compile(rf"\b{cue('grammar_they')}\s(?:\w+ly\s|now\s|next\s|then\s|also\s)?(?:will\s|would\s)?\Z")
_NO_ENCOUNTER = re.compile(
    rf"\b(?:{cue('grammar_houses')}|elections?|home|sign\w*|returns? to)\b"
    r"|(?:if|should|unless|failing)\s|leaves?\s[a-z]+\son\b"
)


def future_encounter(sentence: Sentence) -> Told | None:
    """ "The joint committee sits on April 2", "Greer is due in Seoul next week": who goes or sits, on a day to come."""
    if not sentence.to_come or sentence.saying is not None:
        return None
    goes = _GOES.search(sentence.lower)
    if goes is None or _NO_ENCOUNTER.search(sentence.lower):
        return None
    who = [
        side
        for side in sentence.sides
        if side.kind in ("person", "office") and side.end <= sentence.start + goes.start() + 1
    ]
    if not who and _THEY_BEFORE.search(sentence.lower[: goes.start()]) is None:
        return None
    lower = sentence.scan.lower
    day = next(
        (
            d
            for d in sentence.to_come
            if d.role not in _ENDS or "through " in lower[max(sentence.start, d.start - 8) : d.start + 8]
        ),
        None,
    )
    if day is None:
        return None
    given = Given(day.date, "planned")
    return sentence.told("meeting", "meeting.to_come", goes, form="base", who=who[-1] if who else None, given=given)


_JOINS = re.compile(
    r"\s?,?\s(?:and|with)\s(?:(?:the|his|her|its|their|trade|prime|foreign|british|u\.s\.|american)\b[^,;]{0,40})?\Z"
)
_APART = re.compile(
    r"\b(?:signed|announced|looking on|to have met|addressed|(?:spoke|talked) to (?:us|reporters|the press)"
    r"|(?:both\s)?spoke\s(?:on\s\w+day\s)?(?:at|before)\s(?:the|an?))\b"
)
"""What two do beside each other, and not with each other: "Ruiz and Dahl | spoke at the United Nations"."""
_BOTH_ARE = re.compile(r"\s(?:are|have been)\s(?:both|all|each|among|old|long|the|lawyers)\b")
_THEY_AGREED = re.compile(
    r"\s(?:(?:had|have|also|then|both)\s){0,2}((?:agreed|settled|decided|undertook|pledged)\b(?!\s(?:with|that))"
    r"(?:\s(?:in|at|on|during|after|over)\s[^,;]{2,40}?)?\s(?:to|on|how|what)\b)"
)
_OBJECT = re.compile(r"\b(?:by|gave|told|with|for|of|between)\s\Z")
"""Before two persons to whom something is done."""
_REACH = 90
"""Characters between two persons who are named together."""


def two_joined(sentence: Sentence) -> Told | None:
    """ "On a bench in the park, Ruiz and Dahl shared an apple": persons of two parties in one breath."""
    joined = _joined(sentence)
    if joined is None or _APART.search(sentence.lower):
        return None
    if _OBJECT.search(sentence.scan.lower, sentence.start, joined[0].start):
        return None
    if sentence.people[0].start == sentence.start and sentence.end - joined[1].end < len(".") + 1:
        return None  # "Ruiz, the minister of Peru, and Dahl.": names alone
    if _BOTH_ARE.match(sentence.scan.lower, joined[1].end, sentence.end):
        return None
    given = Given(sentence.stamp) if sentence.stamp is not None and not sentence.days else None
    agreed = _THEY_AGREED.match(sentence.scan.lower, joined[1].end, sentence.end)
    if agreed is not None:
        return sentence.told("agreement", "agreement.agree", agreed.span(1), given=given)
    return sentence.told("meeting", "meeting.together", (joined[0].start, joined[1].end), given=given)


def _joined(sentence: Sentence) -> tuple[Side, Side] | None:
    for first, second in zip(sentence.people, sentence.people[1:], strict=False):
        if first.code != second.code and 0 < second.start - first.end < _REACH:
            between = sentence.scan.lower[first.end : second.start]
            acts = sentence.scan.hits.within(first.end, second.start)
            done = any(sense.form == "past" for hit in acts for sense in hit.entry.senses)
            if _JOINS.search(between) and not (done and between.endswith(" and ")):
                return first, second
    return None


_LINE = re.compile(rf"\b{cue('grammar_line')}\b")
_BOTH = re.compile(r"\b(?:the two|they|both|counterpart|colleague|opposite number)\b")
_NOT_THEY = re.compile(r"\b(?:reporters|journalists|the press|told us)\b")


def by_instrument(sentence: Sentence) -> Told | None:
    """ "They have, yesterday, on the phone": the line or the table at which two of them talk."""
    line = _LINE.search(sentence.lower)
    if line is None or _NOT_THEY.search(sentence.lower):
        return None
    if len({side.code for side in sentence.people}) < 2 and _BOTH.search(sentence.lower) is None:
        return None
    return sentence.told("meeting", "meeting.by_line", line)


_WAS_TO_HAVE = re.compile(rf"\b(?:was|were) to have {cue('grammar_was_to_have')}\b")


def was_to_come(sentence: Sentence) -> Told | None:
    """ "Wang was to have come last week": a meeting that was not."""
    missed = _WAS_TO_HAVE.search(sentence.lower)
    if missed is None:
        undone = _WAS_TO_HAVE_BEEN_DONE.search(sentence.lower)
        if undone is None or sentence.people or not (sentence.gone or sentence.to_come):
            return None
        return sentence.told("measure", "measure.to_have_been", undone, given=_day_missed(sentence))
    if _INTO_FORCE.match(sentence.lower, missed.end()):
        return sentence.told("measure", "measure.to_have_been", missed, given=_day_missed(sentence))
    return sentence.told("meeting", "meeting.to_have_been", missed)


_WAS_TO_HAVE_BEEN_DONE = re.compile(
    r"\b(?:was|were) to have (?:taken over|taken effect|applied|opened|reopened|closed|shut|expired|lapsed"
    r"|risen|fallen"
    r"|doubled|been (?:lifted|raised|cut|imposed|opened|reopened|closed|returned|released|handed (?:over|back)|paid"
    r"|freed|removed|abolished|withdrawn|demolished|dismantled|delivered|published))\b"
)
_INTO_FORCE = re.compile(r"\s(?:into|in) (?:force|effect|operation)\b")


def _day_missed(sentence: Sentence) -> Given:
    """The day on which something was to have happened that did not."""
    day = next(iter([*sentence.gone, *sentence.to_come]), None)
    return Given(day.date if day is not None else None, "cancelled")


_HOURS = re.compile(
    r"\b(?:(?:an|half an|[a-z]+|\d+)\s(?:and a half\s)?hours?|(?:[a-z]+|\d+|[a-z]+-[a-z]+)\sminutes"
    r"|\w+ days of talks)\b"
)
_ELSEWHERE = re.compile(
    r"\b(?:later|earlier|ago|before|ahead|journey|flight|drive|wait\w*|from now|afterwards?|us|stopped|notice|left)\b"
)


def by_length(sentence: Sentence) -> Told | None:
    """ "FM and CS were inside for some seventy minutes": how long two of them sat together."""
    if " hour" not in sentence.lower and " minutes" not in sentence.lower and " days of talks" not in sentence.lower:
        return None
    length = _HOURS.search(sentence.lower)
    if length is None or _ELSEWHERE.search(sentence.lower) or sentence.saying is not None:
        return None
    if len({side.code for side in sentence.people}) < 2 and _BOTH.search(sentence.lower) is None:
        return None
    return sentence.told("meeting", "meeting.by_length", length)


_WENT = re.compile(
    r"(?:,[^,;.]{3,60},|[^,;.]{0,25}(?:,\swho)?)\s"
    r"(?:(?:had|has|have) been|was|were|came|went|sat|flew|had|let|travelled|led|stood|is|gave"
    r"|stopped(?:\sover|\soff)?|dropped in|looked in|turned up|landed|took (?:it|them|his case|her case))\b"
)
_AT = re.compile(r"\b(?:in|to|at|with|had|let|gave)\s(?:the\s|prime minister\s|president\s)?\Z")
_SEAT = re.compile(rf"\b(?:in|to|at|into)\s(?:the\s)?{cue('grammar_seats')}\b")
_NO_VISIT = re.compile(
    r"\b(?:it|them|case)\sto\s[^,;.]{0,40}\b(?:courts?|tribunal|judges|panel|arbitrat\w+|wto|organi[sz]ation)\b"
    r"|\bcame from\b|\bwhen (?:minister|president|the|he|she|they)\b|\bis due\b"
)


_SENT = (
    r"(?:delegations?|teams?|missions?|envoys?|emissar(?:y|ies)|officials|negotiators|experts|inspectors"
    r"|technicians|lawyers|vets|lawmakers|ambassador)"
)
_GROUP = re.compile(rf"(?:['’]s)?\s(?:[\w-]+\s){{0,2}}?{_SENT}\b")
_FROM = re.compile(rf"\b{_SENT}\s(?:of\s(?:[\w-]+\s){{0,2}}{_SENT}\s)?from\s(?:[\w’'-]+\s){{0,5}}\Z")
_MONTH = 31


def _guests(sentence: Sentence) -> list[Side]:
    """The persons, and those whom a party sent: "an Angolan delegation", "a team from the trade ministry in Luanda"."""
    lower = sentence.scan.lower
    sent = [
        side
        for side in sentence.sides
        if side.code
        and (
            _GROUP.match(lower, side.end, sentence.end)
            or _FROM.search(lower, max(sentence.start, side.start - 90), side.start)
        )
    ]
    return sorted({id(side): side for side in [*sentence.people, *sent]}.values(), key=lambda side: side.start)


def at_the_others(sentence: Sentence) -> Told | None:
    """ "Biden had von der Leyen at the White House": somebody of one side at the other's place or table, on a day."""
    if sentence.saying is not None or sentence.to_come or _NO_VISIT.search(sentence.lower):
        return None
    seat = _SEAT.search(sentence.lower)
    if seat is not None and sentence.days and sentence.sides:
        return sentence.told("meeting", "meeting.seat", seat)
    if not any(day.span is not None and day.span <= _MONTH for day in sentence.gone):
        return None
    lower = sentence.scan.lower
    for guest in _guests(sentence):
        went = _WENT.match(lower, guest.end, sentence.end)
        if went is None:
            continue
        for host in sentence.sides:
            apart = host.code and host.code != guest.code and host.start >= went.end()
            aside = ", who" in went.group() and not _has_its_day(sentence, host.end)
            if apart and not aside and _AT.search(lower, max(guest.end, went.end() - 8), host.start):
                return sentence.told("meeting", "meeting.seat", (went.start(), host.end), who=guest)
    return None


_IS_BOUND = re.compile(
    r"(?!['’]s\s[a-z]+\s(?:is|are)\b)"
    r"(?:,[^,;.]{3,60},|[^,;.]{0,25}(?:,\swho)?)\s?(?:\sis|\sare|['’]s|\swill be|\swould be)\s(?:now\s|also\s|next\s)?"
    r"(?:off to|due in|due at|bound for|expected in|expected at|in|back in)\s(?:the\s)?\Z"
)
_TO_SIGN = re.compile(r"\bto sign\b|\bif\b|\bunless\b")


def bound_for(sentence: Sentence) -> Told | None:
    """ "Mora is off to Lima next week", "is due in Lima this week": somebody of one side at the other's, soon."""
    today = sentence.context.today
    if sentence.saying is not None or today is None or _TO_SIGN.search(sentence.lower):
        return None
    soon = [
        day
        for day in [*sentence.to_come, *sentence.gone]
        if day.date is not None and day.date.last and day.date.last >= today
    ]
    if not soon:
        return None
    lower = sentence.scan.lower
    for guest in _guests(sentence):
        for host in sentence.sides:
            if host.kind != "place" or host.code in ("", guest.code) or host.start < guest.end:
                continue
            if _IS_BOUND.match(lower[guest.end : host.start]):
                given = Given(soon[0].date, "planned")
                words = (guest.end, host.end)
                return sentence.told("meeting", "meeting.to_come", words, form="base", who=guest, given=given)
    return None


def _has_its_day(sentence: Sentence, start: int) -> bool:
    """Whether a day stands in the clause that goes on at ``start``."""
    closed = sentence.scan.lower.find(",", start, sentence.end)
    last = closed if closed > 0 else sentence.end
    return any(start <= day.start < last for day in sentence.gone)


_AS_A_GUEST = re.compile(
    r"\b(?:was|were|is)\s(?:[^,;.]{2,40}?['’]s|the)\s(?:lunch |dinner |house )?guests?\b"
    r"|\b(?:came|went|was let|were let|was shown|were shown|was ushered|were ushered)\s(?:in\s)?(?:to|into)\s"
    r"(?:[^,;.]{2,40}?['’]s|her|his)\s(?:[\w-]+\s)?(?:office|desk|door|residence|house|villa|hotel|study)\b"
    r"|\b(?:gone|went|been|let)\sin\s(?:to|with)\s(?=[a-z]+ [a-z]+\b)"
    r"|\b(?:was|were)\sgiven\s(?:[^,;.]{2,30}\sof\s)?[^,;.]{2,40}?['’]s\stime\b"
    r"|\bhad\s[^,;.]{2,50}\s(?:over|in|round)\sfor\s(?:an?\b|half\b|two\b|three\b|dinner|lunch|breakfast|talks"
    r"|tea|coffee)"
    r"|\bhad\s[^,;.]{2,40}\sin\s(?:her|his|their)\s(?:[\w-]+\s)?office\b"
)
_BY_A_THIRD = re.compile(
    r"\b(?:sat|brought|got)\s(?:the|both|all)\s[^,;.]{3,40}?\s(?:down|to one table|round one table|to the table"
    r"|together)\b"
    r"|\bhad\s(?:the|both|all)\s[^,;.]{3,40}?\scome\sto\b"
    r"|\bput\s(?:the|both|all)\s[^,;.]{3,40}?\son\sa\sscreen\b"
)
"""Before whom they sat whom somebody else has called together."""
_WHOM = re.compile(
    r"\b(?:ministers?|presidents?|leaders|chancellors?|secretar(?:y|ies)|ambassadors?|diplomats|negotiators|envoys?"
    r"|officials|experts|delegations?|teams?|sides|governments|parties|rivals|neighbou?rs|foes|men|women|two|both)\s"
)
"""Who is had in or brought together: ministers, not lorries or prices."""
_PAIR = 2
_OWN = re.compile(r"\s(?:her|his)\s")
_A_GROUP = re.compile(rf"\b{_SENT}\b")


def as_a_guest(sentence: Sentence) -> Told | None:
    """ "Morrison was Johnson's guest on Monday night", "sat the ministers down on Nov. 6": who had whom in."""
    codes = {side.code for side in sentence.sides if side.code}
    guest = _AS_A_GUEST.search(sentence.lower)
    if guest is None and len(codes) == 1:
        guest = _BY_A_THIRD.search(sentence.lower)
        guest = guest if guest is not None and _WHOM.search(guest.group()) else None
    elif guest is not None and guest.group().startswith("had ") and not _has_whom(sentence, guest):
        return None
    if guest is None or sentence.saying is not None or not sentence.days:
        return None
    own = _OWN.search(guest.group()) is not None and len(codes) < _PAIR
    if own and _A_GROUP.search(sentence.lower[: guest.start()]) is None:
        return None  # "she came to her office early on Monday"
    if not codes or (len(codes) < _PAIR and len(sentence.context.pair) < _PAIR):
        return None
    return sentence.told("meeting", "meeting.guest", guest)


def _has_whom(sentence: Sentence, guest: re.Match[str]) -> bool:
    """Whether they are people who are had in: not "had lorries in for two days"."""
    first, last = sentence.start + guest.start(), sentence.start + guest.end()
    named = any(first <= side.start < last and side.kind in ("person", "office", "party") for side in sentence.sides)
    return named or _WHOM.search(guest.group()) is not None


_SPENT = re.compile(
    rf"\b(?:{cue('grammar_they')}|the two (?:men|women|ministers|presidents|leaders|delegations|teams)"
    rf"|both(?: men| women| ministers)?)\s"
    r"(?:\w+ly\s|then\s|also\s|both\s)?(?:had\s)?(?:parted\b(?!\s(?:ways|company))"
    r"|spent\s(?:[\w-]+\s){0,5}?(?:hours?|mornings?|afternoons?|evenings?|nights?|days?|weekend|(?:mon|tues"
    r"|wednes|thurs|fri|satur|sun)day|week)\b"
    r"[^,;.]{0,30}?\s(?:in|on|at|over|together|aboard|behind|bent)\b)"
)
_SHUT_IN = re.compile(
    r"\b(?:prison|jail|custody|detention|quarantine|hospital|court|parliament|exile|on the (?:phone|road) with)\b"
)


def together_for(sentence: Sentence) -> Told | None:
    """ "The two men spent the better part of Saturday on a terrace", "the ministers parted on Sept. 30"."""
    if sentence.saying is not None or not sentence.gone or _ELSEWHERE.search(sentence.lower):
        return None
    if _SHUT_IN.search(sentence.lower):
        return None
    spent = _SPENT.search(sentence.lower)
    return sentence.told("meeting", "meeting.together", spent) if spent is not None else None


_BY_NUMBER = re.compile(
    r"(?:the|an?)\s(?:second|third|fourth|fifth|sixth|seventh|other|last|next)(?:\s(?:round|meeting|session|one"
    r"|time|encounter))?"
    r",?\s(?:which\s\w+\s|held\s|(?:is|was)\s(?:set\s|planned\s|due\s|foreseen\s|scheduled\s|to be\s|to follow\s)?)?"
    r"(?:on|in|at|for|last|a|this|next)\s"
)


def by_number(sentence: Sentence) -> Told | None:
    """ "The first round was about procedure. The second, on May 28, was about goats"."""
    number = _BY_NUMBER.match(sentence.lower)
    days = (
        [d for d in sentence.gone + sentence.to_come if 0 <= d.start - sentence.start < number.end()] if number else []
    )
    if number is None or not days or not sentence.number:
        return None
    before = sentence.scan.hits.within(*sentence.scan.sentences[sentence.number - 1])
    if not any("talks" in hit.entry.kinds for hit in before):
        return None
    planned = days[0] in sentence.to_come
    given = Given(days[0].date, "planned" if planned else "actual")
    return sentence.told("meeting", "meeting.by_number", number, form="noun", given=given)
