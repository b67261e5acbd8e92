"""Sentences in the order of good prose: turned round, split by "what ... is", or cut down to a few words."""

from __future__ import annotations

import re

from timeline.extract.drafting.draft import Given, Told
from timeline.extract.grammar.sentence import OUTSIDERS, Sentence
from timeline.extract.scan import Side
from timeline.lexicon import cue
from timeline.model.events import EventType

_NEAR = 30
"""Characters within which somebody is the one that a phrase names."""


def _named_after(sentence: Sentence, at: int, reach: int = _NEAR) -> Side | None:
    """Who of a party is named within ``reach`` of the place ``at`` of the sentence."""
    first = sentence.start + at
    return next((side for side in sentence.sides if side.code and 0 <= side.start - first < reach), None)


def _named_before(sentence: Sentence, at: int) -> Side | None:
    """Who of a party is named last before the place ``at`` of the sentence."""
    named = [side for side in sentence.sides if side.code and side.end <= sentence.start + at]
    return named[-1] if named else None


_THEN_CAME = re.compile(
    r"(?:[^,;.:]{0,40},\s)?(?:then|next|now|first|instead|into|out of|with|on|after|behind|hard on|from|in)"
    r"\b[^;.:]{0,50}?\b"
    r"(?:came|comes|arrived)(?:,[^,;.]{2,30},)?\s(?:an?|the|another|nothing but an?|word of an?)\s"
    r"(?P<what>(?:[\w'’-]+\s){0,3}?"
    rf"(?:(?P<proposal>{cue('grammar_asked')})|(?P<response>{cue('grammar_noes')})))\b"
)
_CAME = re.compile(
    r"\b(?:from|out of)\s[^,;.]{2,60}?\s(?:now\s|then\s|also\s)?(?:came|comes|arrived|has come"
    r"|had come)\s(?:an?|the|its|word of an?|nothing but an?)\s"
    rf"(?:[\w'-]+\s){{0,3}}?(?:(?P<proposal>{cue('grammar_asked')})|(?P<response>{cue('grammar_noes')}))\b"
)


def came_from(sentence: Sentence) -> Told | None:
    """ "From Brasilia came an offer to lend a room": what is put forward or answered, with its author first."""
    came = _CAME.search(sentence.lower)
    who = _named_after(sentence, came.start()) if came is not None else None
    if came is None:
        came = _THEN_CAME.match(sentence.lower)
        who = _named_after(sentence, came.start("what"), 60) if came is not None else None
    if came is None or who is None:
        return None
    if came["proposal"]:
        return sentence.told("proposal", "proposal.came", came, who=who, attributes=(("act", "offer"),))
    return sentence.told("response", "response.reply", came, who=who, attributes=(("verdict", "rejects"),))


_ON_THE_TABLE = re.compile(
    r"(?:on the (?:negotiating |bargaining )?(?:table|list|wish list)|in (?:his|her|the) (?:bag|briefcase|luggage"
    r"|suitcase|pocket"
    r"|folder)|under (?:his|her) arm)"
    r"\b[^.;]{0,60}?\b(?:lies?|lay|is|are|was|were|sits?|sat|stands?|has been lying|have been lying|had been lying)\s"
    r"(?!not\b|no\b|nothing\b)"
)


_IN_A_BAG = re.compile(
    r"\b(?:with|brought|bringing|carried|carrying|had|has)\s(?:an?|the|his|her|their|its|two|three|four"
    r"|[a-z]+'s)\s(?:[\w-]+\s){0,3}?"
    rf"(?!invitation){cue('grammar_asked')}\s(?:[\w-]+\s){{0,4}}?"
    r"(?:in (?:his|her|the|their|its) (?:bags?|briefcases?|luggage|suitcases?|pockets?|folders?|hands?)"
    r"|under (?:his|her|their) arms?)\b"
)


_CAME_WITH = re.compile(
    r"\b(?:came|comes|c[ao]me back|went|flew|travel+ed|arrived|returned|drove|turned up|was|were|landed|is|are)\s"
    r"(?!(?:in (?:line|agreement|accord|accordance|keeping|step|contact|touch|trouble|favou?r)"
    r"|at (?:odds|home|ease)|on (?:board|record)|home from|back from|back home|from)\b)"
    r"(?:(?:in|to|at|on|back|over|home)\b)[^.;:]{2,60}?\swith\s(?:an?|the|another|two|three|four|several|his|her|its)\s"
    rf"(?:[\w-]+\s){{0,2}}?(?:{cue('grammar_asked')}|olive branch|map|formula|list|plan)\b(?! by\b| to join\b)"
)


def came_with(sentence: Sentence) -> Told | None:
    """ "Came to Khartoum on Sunday with an olive branch": what somebody brings is put to the other side."""
    brought = _CAME_WITH.search(sentence.lower)
    who = _named_before(sentence, brought.start()) if brought is not None else None
    if brought is None or who is None or not (sentence.days or sentence.sides[1:]) or "?" in sentence.text:
        return None
    return sentence.told("proposal", "proposal.came", brought, who=who, attributes=(("act", "offer"),))


def on_the_table(sentence: Sentence) -> Told | None:
    """ "On the table since Monday lies a Chilean paper", "she landed with two proposals in her bag"."""
    lies = _ON_THE_TABLE.match(sentence.lower) or _IN_A_BAG.search(sentence.lower)
    if lies is None:
        return None
    after = _named_after(sentence, lies.end()) if lies.start() == 0 else None
    who = after or _named_before(sentence, lies.end())
    return sentence.told("proposal", "proposal.came", lies, form="noun", who=who, attributes=(("act", "offer"),))


_THAT_WAS_SENT = re.compile(
    rf"\b{cue('grammar_asked')}\s(?:\w+\s)?(?:that|which)\s(?P<who>[^,;.]{{2,40}}?)\s(?:had |has |have )?"
    r"(?:handed (?:over|in)|sent|presented|tabled|brought|left|submitted|laid|put forward|circulated|produced"
    r"|drew up|came with)\b"
)


def that_was_sent(sentence: Sentence) -> Told | None:
    """ "A register of names, visas for cooks: that is the list that Anan handed over on Wednesday"."""
    sent = _THAT_WAS_SENT.search(sentence.lower)
    who = _named_after(sentence, sent.start("who"), 40) if sent is not None else None
    if sent is None or who is None or not sentence.days:
        return None
    return sentence.told("proposal", "proposal.came", sent, who=who, attributes=(("act", "offer"),))


_WHAT_IT_WANTS = re.compile(
    r"(?:all (?:that )?|what )[^,;.]{2,40}?\s(?:really |now |also )?"
    r"(?:wants?|would like|is asking for|is holding out for|cares? about|insists? on"
    r"|will not have|cannot have|fears?)\b"
    r"[^.;]{0,60}?,?\s(?:is|are|was)\s(?!unclear|clear\b|not known|known|unknown|anybody|anyone|a mystery"
    r"|another|less)"
)
_WHAT_IT_WILL_NOT = re.compile(
    r"(?:what|the one thing(?: that)?) [^,;.]{2,40}?\s(?:(?:will|would|can|could) (?:not|never)|cannot|won't|wouldn't)"
    r"\s(?:do|accept|give|grant|sign|allow|concede|have|offer|agree to|live with|swallow|put up with|give up)"
    r"\s(?:is|was)\s(?!unclear|clear\b|not known|known|unknown|anybody|anyone)"
)
_IS_WHAT = re.compile(
    r"\b(?:is|are) (?:what|all that) [^,;.]{2,40}\s(?:wants?|would like|is after|are after|asks? for|is asking for)\b"
    r"|\bis how [^,;.]{2,30}\s(?:wants it|would have it|would like it|sees it)\b"
)


def split_wish(sentence: Sentence) -> Told | None:
    """ "What Lima would like, he said on Monday, is a longer list"; "wine first: that is how Chile would have it"."""
    wish = _WHAT_IT_WANTS.match(sentence.lower) or _IS_WHAT.search(sentence.lower)
    never = _WHAT_IT_WILL_NOT.match(sentence.lower)
    wish = wish or never
    if wish is None or "?" in sentence.text or OUTSIDERS.search(sentence.lower):
        return None
    who = sentence.speaker or _named_after(sentence, wish.start(), wish.end() - wish.start())
    unit = sentence.said or sentence.saying
    direction = "opposes" if wish is never else "supports"
    return sentence.told("position", "position.wants", wish, who=who, unit=unit, attributes=(("direction", direction),))


_WAS_THE_WORD = re.compile(
    r"[\"“]?(?:no|none|never|not|neither|nor|nothing|nobody)\b[^.;]{0,60}?,?[\"”]?,?\s"
    r"(?:was|is|ran|went|came)\s(?:the|its|his|her)\s(?:[\w-]+\s)?(?:word|message|answer|reply|verdict|response"
    r"|line)\b[^.;]*"
)
_WAS_WHAT = re.compile(
    r"[^:]{0,60}\b(?:answer|reply|response)\b[^:;.]{0,40}(?::|,? (?:but|and|though) (?:it"
    r"|that) was)\s(?:an? )?(?:\w+ )?"
    r"(?:no|never|nothing|(?P<yes>yes))(?=[.,;!\"”]|\Z)"
)


def was_the_word(sentence: Sentence) -> Told | None:
    """ "Not a peso more, was the word from Santiago"; "the answer took six weeks, but it was yes"."""
    no = _WAS_THE_WORD.match(sentence.lower) or _WAS_WHAT.match(sentence.lower)
    if no is None or OUTSIDERS.search(sentence.lower):
        return None
    who = _named_after(sentence, 0, no.end())
    if no.groupdict().get("yes"):
        return sentence.told("response", "response.yes", no, who=who, attributes=(("verdict", "accepts"),))
    return sentence.told("response", "response.no", no, who=who, attributes=(("verdict", "rejects"),))


_IN_A_WORD = re.compile(
    r"\b(?:put it|puts it|summed it up|sums it up|summed up|summed the day up|(?:verdict|impression|summary)"
    r"|had (?:a|one) word for it"
    r"|has (?:a|one) word for it"
    r"|how (?:[\w'.-]+\s){1,4}(?:put|sums?|summed) it)\b(?:(?!\blike\b|\bthis way\b"
    r"|\bthat way\b)[^.;:]){0,40}:\s[\"“]?[a-z]"
)


def in_a_word(sentence: Sentence) -> Told | None:
    """ "Rojas put it in one word: stuck"."""
    word = _IN_A_WORD.search(sentence.lower)
    if word is None or not sentence.sides or OUTSIDERS.search(sentence.lower):
        return None
    return sentence.told("assessment", "assessment.called", word, who=sentence.sides[0], unit=sentence.saying)


_MOOD = re.compile(
    r"\bthe (?:mood|atmosphere|tone|climate|air)(?:\s(?:in|at|of|between|among|on)\s[^,;.]{2,40}?)?\s"
    r"(?:was|is|has been|had been|remained|remains|turned|has turned|had turned|has (?:\w+ )?changed|changed"
    r"|soured|darkened|lightened"
    r"|improved|has (?:soured|improved|darkened|lightened))\b"
)
_WORST = re.compile(
    r"\b(?:the|their) (?:worst|best|longest|shortest|hardest|toughest|calmest|ugliest|friendliest|coldest"
    r"|warmest|stormiest|most \w+|least \w+)\s"
    r"(?:session|round|meeting|day|talks|conversation|encounter|week|hours?|night|morning|evening|afternoon)"
    r"(?:\s(?:so far|yet|of the talks|since\b|in (?:months|weeks|years)|we have had|they have had|of all))"
)


def mood(sentence: Sentence) -> Told | None:
    """ "The mood was that of a family lunch after a burial"; "it was the worst session so far"."""
    found = _MOOD.search(sentence.lower) or _WORST.search(sentence.lower)
    talks = sentence.context.pair or {"talks", "deal"} & sentence.kinds
    if found is None or not talks or OUTSIDERS.search(sentence.lower) or "?" in sentence.text:
        return None
    return sentence.told("assessment", "assessment.called", found, who=sentence.speaker, unit=sentence.saying)


_ISSUED = re.compile(
    r"(?:published|gazetted|issued|decreed|signed into law|in force|in effect|promulgated)\b[^.;]{0,60}?"
    r",\s(?:it|they|the [\w-]+)\s[a-z]+"
)


def issued_on(sentence: Sentence) -> Told | None:
    """ "Published on April 9, it takes wine off the fast lane": a decree of the sentence before, with its day."""
    issued = _ISSUED.match(sentence.lower)
    if issued is None or not sentence.days or sentence.days[0].start >= sentence.start + issued.end():
        return None
    return sentence.told("measure", "measure.issued", issued, attributes=(("stage", "announced"),))


_NEVER_CAME = re.compile(
    rf"(?:but |in the end,? |the |an? |any |its |their |his |her )?(?:(?!no\b)[\w'’-]+\s){{0,4}}?"
    rf"(?:(?P<proposal>{cue('grammar_never_offered')})|(?P<agreement>{cue('grammar_never_agreed')})"
    rf"|(?P<meeting>{cue('grammar_never_met')})|(?P<measure>{cue('grammar_never_done')}))"
    r"(?:\s(?:planned|promised|scheduled|set|due|threatened|announced)\b[^,;.:]{0,40}?"
    r"|\s(?:of|on|for|to|with|by|between|from|over|in|at|against)\s[^,;.:]{2,50}?)?"
    rf"\s{cue('grammar_never_came')}(?=[.,;:]|\s(?:in|on|because|despite|after|until|either)\b|\Z)"
)
_WAS_SET = re.compile(r"\b(?:planned|promised|scheduled|set|announced|expected)\b")
_KINDS: tuple[EventType, ...] = ("proposal", "agreement", "meeting", "measure")


def never_came(sentence: Sentence) -> Told | None:
    """ "The promised offer never came", "a deal did not materialise": what there was not."""
    missed = _NEVER_CAME.match(sentence.lower)
    if missed is None or OUTSIDERS.search(missed.group()):
        return None
    kind = next(kind for kind in _KINDS if missed[kind])
    who = _named_before(sentence, missed.end()) if kind in ("proposal", "measure") else None
    day = next(iter([*sentence.gone, *sentence.to_come]), None)
    was_set = kind == "meeting" and _WAS_SET.search(missed.group()) is not None
    given = Given(day.date if day is not None else None, "cancelled" if was_set else "denied")
    return sentence.told(kind, f"{kind}.never", missed, who=who, given=given)
