"""Gates: what makes a reading no event of the talks, each asked of one candidate by its day, mood and neighbours."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from timeline.extract.clauses.answers import is_asked_for, offer_was
from timeline.extract.drafting.draft import Told
from timeline.extract.frames.read import WARNS
from timeline.extract.scan import Scan
from timeline.lexicon import cue
from timeline.model.draft import Draft


@dataclass(frozen=True, slots=True)
class Candidate:
    """One reading of a sentence and the draft made of it."""

    scan: Scan
    told: Told
    draft: Draft
    others: Sequence[Draft]
    """The other drafts of the sentence."""

    @property
    def start(self) -> int:
        """Where its sentence begins."""
        return self.scan.sentences[self.told.frame.unit.sentence][0]

    @property
    def end(self) -> int:
        """Where its sentence ends."""
        return self.scan.sentences[self.told.frame.unit.sentence][1]

    def before(self, reach: int) -> str:
        """So many characters of the sentence before the trigger, in lower case."""
        hit = self.told.frame.hit
        return self.scan.lower[max(self.start, hit.start - reach) : hit.start]

    @property
    def sentence(self) -> str:
        """The sentence in lower case."""
        return self.scan.lower[self.start : self.end]


_RELATIVE = re.compile(r"\b(?:which|(?<!after )(?<!before )that|where|who|than|what)\b[^,;]*\Z")


_SAID_THAT = re.compile(r"(?:that\s)?(?:(?!which\b|that\b|where\b|who\b|than\b|what\b)[\w'’.-]+\s){0,6}")


def undated_measure(one: Candidate) -> bool:
    """A rate on no day, or an act told in passing: "the 50 percent that it charges"."""
    draft = one.draft
    if draft.type != "measure" or draft.date is not None or draft.modality != "actual":
        return False
    if draft.rule == "measure.figure":
        return True
    # "said | that he had banned eggs" is told, "the eggs that he had banned" in passing
    before, frame = one.before(50), one.told.frame
    own = one.scan.lower[frame.unit.start : frame.hit.start]
    said = frame.unit.saying is not None and _SAID_THAT.fullmatch(own) is not None
    return not said and _RELATIVE.search(before) is not None


_BOTH = re.compile(
    r"\b(?:the two|both|the)\s(?:sides|countries|governments|parties)\b|\bthe two (?:are|were|remain|had|have)\b"
)


_ON_THE_TALKS = re.compile(rf"\b{cue('gates_on_the_talks')}\b")


def about_nothing(one: Candidate) -> bool:
    """ "Traffic was difficult": an assessment of nobody, and not of the talks."""
    if one.draft.type != "assessment" or one.draft.date is not None or _BOTH.search(one.sentence):
        return False
    if _ON_THE_TALKS.search(one.sentence):
        return False
    hits = one.scan.hits.within(one.start, one.end)
    if any(hit.entry.kinds & {"talks", "deal"} for hit in hits):
        return False
    return not any(side.kind != "place" for side in one.told.frame.unit.sides) and one.told.speaker is None


def only_warns(one: Candidate) -> bool:
    """ "Warned" alone: what is warned of is a threat or a stance."""
    warns = one.draft.rule == "assessment.difficult" and one.told.frame.hit.text.startswith(WARNS)
    return warns and _ON_THE_TALKS.search(one.sentence) is None


_CLOCK = re.compile(r"(?:[a-z]{3,9}\s)?\d{1,2}[.:h]\d\d")
_HEADLINE = re.compile(r"(?:[a-z]{3,9}\s)?\d{1,2}[.:h]\d\d\s*(?:[ap]\.?m\.?)?\s*[–—-]\s*(?:\S+\s){0,6}\S+\Z")


def is_headline(one: Candidate) -> bool:
    """The headline of an entry of a live report, which its text tells again."""
    if _CLOCK.match(one.scan.lower, one.start) is None:
        return False
    number = one.told.frame.unit.sentence
    paragraphs = one.scan.paragraphs
    goes_on = number + 1 < len(paragraphs) and paragraphs[number + 1] == paragraphs[number]
    return goes_on and _HEADLINE.fullmatch(one.sentence) is not None


_ASKS_NOT = re.compile(
    r"\b(?:when|what|whom|as|if) (?:i|we|they|one|reporters|journalists)\s\Z"
    r"|\b(?:(?:would|will|may) (?:first )?have to|must(?: first)?|has to|have to|not|never|stop|still|when|if"
    r"|wasn't|was not)\s(?:even\s|quite\s)?(?:is\s|are\s)?\Z|n't\s\Z"
)
_ASKS_ABOUT = re.compile(
    r"ask\w*\s(?:(?:us|me)\s)?(?:journalists|reporters|people|whether|if|when|why|how|what|where|who|about"
    r"|\w+ \w+ minister about)\b"
    r"|ask(?:s|ed)\s(?:(?!\b(?:for|to|that)\b)[^;.]){2,70}?,?\s(?:why|how)\s"
)


def asks_a_question(one: Candidate) -> bool:
    """ "Nobody asked about fish": a question, and no request."""
    hit = one.told.frame.hit
    if one.draft.rule not in ("proposal.request", "proposal.passive") or not hit.text.startswith("ask"):
        return False
    return bool(_ASKS_NOT.search(one.before(40)) or _ASKS_ABOUT.match(one.scan.lower, hit.start, one.end))


_REQUEST_WAS = re.compile(
    r"\b(?:request|offer|proposal|demand|bid|plea)\s(?:was|were|has been|had been)\s(?:\w+ly\s)?\Z"
)


def tells_how_it_was_asked(one: Candidate) -> bool:
    """ "The request was submitted in a letter": no act beside the request."""
    how = one.told.frame.hit.text.startswith(("submit", "made", "sent", "tabled", "filed", "lodged"))
    told = one.draft.rule == "measure.law" or (one.draft.rule == "proposal.offer" and "in a letter" in one.sentence)
    return how and told and _REQUEST_WAS.search(one.before(60)) is not None


_ENDED_WITH_IT = re.compile(
    r"\bending\s(?:a|an|the|their|its|[\w-]+ (?:months|years|weeks) of)\s(?:[\w'’-]+\s){0,4}?"
    r"(?:dispute|row|stand-?off|deadlock|impasse|quarrel|war|feud|stalemate)\s(?:that|which)\b[^,;.]*\Z"
)


def of_what_is_ended(one: Candidate) -> bool:
    """ "A deal, ending a dispute that had blocked the budget since January": what is over with it."""
    if one.draft.type not in ("measure", "response"):
        return False
    return _ENDED_WITH_IT.search(one.before(200)) is not None


_REFUSED_ENTRY = re.compile(r"\b(?:be|been|is|are|was|were)\s(?:\w+ly\s)?\Z")
_PLACE_OF_REFUSAL = re.compile(r"refused\s(?:entry|at the border|admission)\b")
_WITHOUT = re.compile(r"\bin\s\Z|\bwithout\s(?:[\w'’-]+\s){0,2}\Z")
_NOUNS = ("reply", "response", "answer", "consent", "approval")


def no_answer(one: Candidate) -> bool:
    """ "Will be refused at the border", "without its consent", "in reply to", where nobody answers what was asked."""
    hit = one.told.frame.hit
    if _PLACE_OF_REFUSAL.match(one.scan.lower, hit.start) and _REFUSED_ENTRY.search(one.before(20)):
        return True
    return hit.text.startswith(_NOUNS) and _WITHOUT.search(one.before(40)) is not None


_A_BODY = re.compile(
    r"\b(?:commission|committee|council|working group|task force|panel|body|experts|technicians)\s(?:[\w-]+\s){0,2}?"
    r"(?:(?:that|which|who)\s)?(?:is|are|was|were|will|would|shall)\s(?:to\s)?\Z"
)
_TO_A_HOUSE = re.compile(
    r"(?:put|submit\w*|sen[dt]|present\w*|hand\w*)\s(?P<what>(?:\w+\s){0,3}?)(?:to|before)\s(?:\S+\s){0,3}?"
    r"(?:commission|parliaments?|congress|assembly|senate|house|chamber|lawmakers|deputies|referendum|vote)\b"
)
_A_DEAL = re.compile(r"\b(?:agreement|deal|accord|pact|treaty|protocol|memorandum|it)\s(?:\w+\s){0,4}\Z")
_A_REPORT = re.compile(r"submit\w*\s(?:a|an|the|its|their)\s(?:[\w-]+\s)?(?:report|study|dossier)\b(?! on)")


def only_reports(one: Candidate) -> bool:
    """ "Experts are to submit a report", "a commission that is to propose a settlement": nothing is offered."""
    hit = one.told.frame.hit
    if hit.text.startswith("propos") and _A_BODY.search(one.before(80)):
        return True
    to_a_house = _TO_A_HOUSE.match(one.scan.lower, hit.start, one.end)
    if to_a_house is not None and (_A_DEAL.search(one.before(80)) or _A_DEAL.search(to_a_house["what"])):
        return True  # "the agreement will be put to parliament"
    return _A_REPORT.match(one.scan.lower, hit.start, one.end) is not None


_OBLIGES = re.compile(r"\b(?:oblig|requir)\w*\s[^,;.]{0,30}\bto\s\Z")


_OWN_PEOPLE = re.compile(
    r"(?:breakfast|lunch|dinner|reception|meeting|session|talks|conversation|hearing)s?\s(?:with|of)\s(?:the\s|his\s|her\s|its\s)?(?:[a-z-]+\s)?"
    rf"{cue('gates_own_people')}\b(?! (?:of|from) both)"
)


_AT_THE_POLLS = re.compile(
    r"fac\w+\s(?!each other|one another|off\b)[^,;.]{0,60}?\b(?:run-?off|elections?|voters|vote|ballot|primary|court"
    r"|trial|charges|inquiry)\b"
)


_HAD_NOT = re.compile(r"\b(?:that|which|who)\s(?:ha[sd]|have)\s(?:not|never)\s(?:\w+\s)?\Z")


def meets_nobody(one: Candidate) -> bool:
    """ "Breakfast with exporters", "faces opponents in a run-off": no meeting."""
    lower, hit = one.scan.lower, one.told.frame.hit
    if _AT_THE_POLLS.match(lower, hit.start, one.end):
        return True
    if one.draft.modality == "denied" and _HAD_NOT.search(one.before(40)):
        return True  # "a commission that had not met since 2019"
    if one.draft.rule in ("meeting.noun", "meeting.named") and _OWN_PEOPLE.match(
        one.scan.lower, one.told.frame.hit.start
    ):
        return True
    return _OBLIGES.search(one.before(60)) is not None


_ROAD = re.compile(
    r"block\w*\s(?:the\s|a\s|an\s)?(?:[\w-]+\s){0,2}"
    r"(?:roads?|bridges?|border crossings?|crossings?|highways?|ports?|harbou?rs?)\b"
)


def blocks_a_road(one: Candidate) -> bool:
    """ "Hauliers blocked a bridge": no answer to anybody's request."""
    hit = one.told.frame.hit
    return one.draft.type == "response" and _ROAD.match(one.scan.lower, hit.start, one.end) is not None


_CONCEDES_THAT = re.compile(r"(?:conced|grant)\w*\s?(?:that\b|,)")
_WHAT = re.compile(r"\b(?:what|would not say|none|nothing)\b[^,;]{0,50}\Z")


def only_admits(one: Candidate) -> bool:
    """ "Granted that a point is little", "what it had conceded": words that admit or ask, and no yes."""
    hit = one.told.frame.hit
    if one.draft.rule != "response.accepts" or not hit.text.startswith(("conced", "grant")):
        return False
    return bool(_CONCEDES_THAT.match(one.scan.lower, hit.start) or _WHAT.search(one.before(60)))


_IF_CLAUSE = re.compile(r"(?:(?:\A|[,;:]\s|[—–]\s|\b(?:and|that|but|so)\s)should|\b(?:if|unless|lest))\s[^,;]*\Z")
_MAY_BE_SUPPOSED = frozenset(("position.conditional", "proposal.condition", "proposal.should", "measure.condition"))


def only_supposed(one: Candidate) -> bool:
    """ "If they agree", "should it be signed": what nobody has said or done."""
    if one.draft.type in ("response", "measure", "deadline") or one.draft.rule in _MAY_BE_SUPPOSED:
        return False
    return _IF_CLAUSE.search(one.before(120)) is not None


_FEARED = re.compile(
    r"\b(?:risks?|chances?|odds|danger|possibility|likelihood|fears?|probability)\b"
    r"[^.;]{0,30}\bthat\b"
    r"(?:(?!,\s|\b(?:after|when|as|since|because|until)\b)[^.;]){0,100}\Z"
)


def only_feared(one: Candidate) -> bool:
    """ "There is a risk that it retaliates": what somebody thinks may be done."""
    term = one.draft.type != "agreement" or one.draft.rule in ("agreement.term", "agreement.figure")
    return term and _FEARED.search(one.before(120)) is not None


ASKED = re.compile(r"\b(?:whether|unless|asked (?:if|why|how|when))\s(?:[\w'’.-]+\s){1,7}\Z")
"""Before what nobody tells: "reporters asked why Peru | signed"."""
_AWAITED = re.compile(r"(?P<main>.*)\b(?:until|till|once|as soon as(?! possible))\s(?:[\w'’.-]+\s){1,7}\Z", re.DOTALL)
_NOT_DOING = re.compile(r"\b(?:instead of|rather than|without|avoid\w*|oppos\w+|against|short of)\s\Z")
_BEFORE_IT = re.compile(r"\b(?:before|after)\s(?:[\w'’.-]+\s){1,7}\Z")
_BEFORE = re.compile(r"\bbefore\s(?:[\w'’.-]+\s){1,7}\Z")
_NOT_SO_YET = re.compile(
    r"\b(?:will|would|shall|must|can|cannot|could|not|no|nothing|refus\w+|only|ready|prepared|willing|offer\w*|agreed)\b|n't\b"
)
_HAD_IT_BEEN = re.compile(r"had\s(?:[\w'’.-]+\s){2,9}?[^,;]*(?=,\s[^.;]*\b(?:would|might|could)\shave\b)")


_ASKED_WHETHER = re.compile(
    r"\b(?:ask(?:s|ed)?|wonder(?:s|ed)?|to see|knows?|say)\s(?:whether|if|when|why|how)\s(?:[\w'’.-]+\s){1,9}\Z"
)


def asked_whether(one: Candidate) -> bool:
    """ "Asked whether a signature was still possible": judged by nobody."""
    return _ASKED_WHETHER.search(one.before(120)) is not None


def not_told(one: Candidate) -> bool:
    """ "Would not say whether it had accepted", "until India stops buying": asked or waited for, and not told."""
    hit, lower = one.told.frame.hit, one.scan.lower
    supposed = _HAD_IT_BEEN.match(lower, one.start, one.end)
    if supposed is not None and hit.start < supposed.end():
        return True  # "Had they met in May, they might have signed"
    before = one.before(120)
    if ASKED.search(before) or is_asked_for(one.scan, one.start, hit, one.told.frame.sense.form):
        return True
    if one.told.frame.sense.form == "ing" and one.draft.type in ("measure", "agreement") and _NOT_DOING.search(before):
        return one.draft.modality == "actual"  # "opposed lifting the levy"
    present = one.told.frame.sense.form in ("s", "base")
    undated = one.draft.type == "measure" and one.draft.date is None
    if undated and (_BEFORE_IT if present else _BEFORE).search(before):
        return True  # "an answer before Kenya lifts its levy", "only after it lifts it"
    awaited = _AWAITED.match(before)
    since = hit.start - len(before) + len(awaited["main"]) if awaited is not None else 0
    if awaited is None or any(d.date is not None for d in one.scan.dates.within(since, hit.start)):
        return False
    return present or _NOT_SO_YET.search(awaited["main"]) is not None


_TIME_TO = re.compile(
    r"\b(?:has|have|had|gave|gives?|given)\s[^.;]{0,60}"
    r"\b(?:until|till|days?|weeks?|months?|hours?)\b(?:[^.;,]|,\s(?=\d{4})){0,24}\sto\s(?:\w+ly\s)?\Z"
)


def has_time_to(one: Candidate) -> bool:
    """ "Has until May to submit its list", "gave Canada 30 days to lift the ban": what is still to be done."""
    return one.told.frame.sense.form == "base" and _TIME_TO.search(one.before(120)) is not None


_WANTS_TO = re.compile(r"\bwant(?:s|ed)?\s(?:\w+\s)?to\s\Z")
_PREPARING = re.compile(r"\bprepar\w+\s(?:for\s)?(?:the|a|an|their|its)\s(?:[\w-]+\s){0,5}\Z")
_TO_BEGIN = re.compile(r"\bagreed\s[^.;]*\bto\s(?:formally\s|soon\s)?\Z")
_HELPED = re.compile(r"\b(?:help\w*|tr(?:y|ied|ies|ying)|efforts?|bids?|attempts?|offer\w*)\s(?:to\s)?\Z")
_GO_ON = re.compile(r"\b(?:talks|negotiations|discussions|consultations)\s(?:now\s|still\s)?continues?\Z")
_SHOULD_BE = re.compile(r"\b(?:should|ought to)\s(?:\w+ly\s)?be\s\Z")
_TO_FINISH = re.compile(
    r"\b(?:hop|want|plan|aim|intend|expect|seek|wish)\w*\sto\s"
    r"(?:conclude|finish|complete|end|close|wrap up|finali[sz]e)\s(?:the\s|its\s|their\s|these\s)?\Z"
)


_WHILE = re.compile(
    r"\b(?:while|as long as)\s(?:the\s)?(?:talks|negotiations|discussions|consultations)\s(?:were|are)\s\Z"
)
"""Before talks that only tell how long something is to hold: "be suspended while talks were | held"."""


def a_goal(one: Candidate) -> bool:
    """ "Hopes to conclude the talks in June": a day aimed at, and no meeting."""
    if one.draft.date is None and one.draft.type == "meeting" and _WANTS_TO.search(one.before(16)):
        return True  # "governments want to come to the table"
    if one.draft.date is None and one.draft.modality == "planned" and _TO_BEGIN.search(one.before(120)):
        return True  # "agreed in Manila on April 29 to begin negotiations on a pact"
    if one.draft.date is None and (
        _HELPED.search(one.before(40)) or _GO_ON.search(one.before(24) + one.told.frame.hit.text)
    ):
        return True  # "helped to revive the talks", "talks continue"
    if one.draft.date is None and one.draft.modality == "planned" and _PREPARING.search(one.before(60)):
        return True  # "are preparing the first summit of"
    if one.draft.modality == "actual" and _SHOULD_BE.search(one.before(24)):
        return True  # "suggested that the talks should be held in Lima"
    if one.draft.rule == "meeting.hold" and _WHILE.search(one.before(40)):
        return not one.scan.dates.within(one.told.frame.unit.start, one.told.frame.unit.end)
    return one.draft.rule in ("meeting.noun", "meeting.hold") and _TO_FINISH.search(one.before(60)) is not None


_EXPECTED = re.compile(r"\bexpect\w*\s(?:[\w'’.-]+\s){1,5}to\s\Z")


def only_expected(one: Candidate) -> bool:
    """ "Expects Farrell to bring an answer": what nobody has put forward yet."""
    return _EXPECTED.search(one.before(60)) is not None


_ASIDE = re.compile(r"\b(?:which|that|who|what|whom)\b[^,;]*\b(?:had|has|have)\s(?:\w+\s){0,2}\Z")
_THAT_HAS = re.compile(r"(?:\A|\W)that\s(?:has|had)\s(?:\w+\s){0,2}\Z")
_AN_IDEA = re.compile(
    r",\s(?:an?|something)\s(?:[\w-]+\s){0,3}?(?:that|which)\s(?:[\w'’.-]+\s){1,4}(?:had|has|have)\s(?:\w+\s){0,2}\Z"
)
"""Before the answer to what has just been told: ", an idea that Peru has | rejected"."""
_IN_A_CLAUSE = re.compile(
    r"\b(?:which|who|whom|whose|where|what|after|before|(?<!ha[sd] )(?<!have )since|when|while|once|than)\b[^,;]*\Z"
)
_WHICH_SOMEBODY = re.compile(r",\swhich\s(?:[\w’'-]+\s){1,3}\Z")


_NO_ONE = re.compile(
    r"\b(?:nobody|no one|no-one|no country|no side)\s(?:(?:has|had|have|will|would|in [a-z]+|\w+ly)\s){0,3}\Z"
)


_AT_HOME = re.compile(
    r"\b(?:lawmakers?|deput(?:y|ies)|opposition|unions?|growers|farmers|fishermen|drivers|critics|party|residents)\b"
)
"""Who protests at home, and answers nobody."""


_ABLE_TO = re.compile(r"\scan\s\Z|\b(?:which|who|that)\b[^.;]{0,40}\smay\s\Z")


def answer_of_nobody(one: Candidate) -> bool:
    """ "What had been rejected", "since they refused": an answer recalled in passing, or by nobody."""
    if one.draft.type != "response":
        return False
    before = one.before(120)
    if _NO_ONE.search(before) and one.draft.rule != "response.none":
        return True
    if one.draft.rule == "response.rejects" and _ABLE_TO.search(before):
        return True  # "the parliament, which can say no"
    if one.told.frame.hit.text.startswith("refus") and before.endswith((" never ", " not yet ")):
        return True  # "he has never refused anyone"
    nobody = one.told.doer is None and one.told.speaker is None
    if one.draft.rule in ("response.resists", "response.withholds"):
        frame, doer = one.told.frame, one.told.doer
        not_met = one.draft.rule == "response.withholds" and offer_was(one.scan, frame.unit, frame.hit)
        told = not_met or one.scan.lower.startswith(" from ", frame.hit.end)  # "no response | from the ministry"
        at_home = _AT_HOME.search(before) is not None or not (doer and doer.code)
        return (nobody and not told) or (at_home and frame.hit.text == "protested")
    said = one.told.frame.unit.saying is not None  # "said that he had rejected it"
    if not said and _ASIDE.search(before) and not _THAT_HAS.search(before) and not _AN_IDEA.search(before):
        return True
    return nobody and _IN_A_CLAUSE.search(before) is not None and _WHICH_SOMEBODY.search(before) is None


_OF_ANOTHER_PLACE = re.compile(
    r"\s(?:to\s)?(?:(?:a|an|the|our|its|their|his|her)\s)?(?:[\w-]+\s)?"
    r"(?:courts?|judges?|tribunal|correspondents?|reporters?|readers|viewers|listeners|police|bishops?)\b"
)
"""Behind a verb of asking: who is no side of the talks."""
_TO_A_REPORTER = re.compile(
    r"\s(?:me|us)\s(?:not\s)?to\s(?:leave out|omit|name|print|quote"
    r"|(?:keep|withhold|change|use)\s(?:(?:his|her|their|its|the)\s)?(?:\w+\s)?"
    r"(?:names?|names of|identity|initials?)\b)\b"
)
"""Behind a verb of asking: what is asked of a reporter."""
_POWER_TO = re.compile(
    r"\b(?:authority|power|powers|mandate|(?<!reserve the )(?<!reserves the )(?<!reserved the )right|freedom)\sto\s\Z"
)
_USED = re.compile(r"\b(?:us(?:es|ed|ing)|exercis\w+|invok\w+)\b")
_BY_THE_WAY = re.compile(r"\b(?:on|of|about|over)\s\Z")


def asked_by_nobody(one: Candidate) -> bool:
    """ "Have been spared a duty", "asked a court", "its authority to submit deals", "its veto on inviting them"."""
    hit = one.told.frame.hit
    asked = hit.text.startswith(("ask", "appeal")) and not hit.text.endswith(" for")
    if asked and _TO_A_REPORTER.match(one.scan.lower, hit.end, one.end):
        return True
    if one.draft.modality == "denied" and one.scan.lower.startswith((" anything", " for anything"), hit.end):
        return True  # "it has not been asked for anything"
    if asked and _OF_ANOTHER_PLACE.match(one.scan.lower, hit.end, one.end):
        return True
    if one.draft.rule in ("proposal.offer", "proposal.request"):
        before = one.before(36)
        power = _POWER_TO.search(before) is not None and _USED.search(before) is None
        if power or (one.told.frame.sense.form == "ing" and _BY_THE_WAY.search(before)):
            return True
    if one.draft.rule != "proposal.should":
        return False
    return one.told.frame.hit.text.startswith("spare") or (one.told.doer is None and one.told.speaker is None)


_NOT = re.compile(r"(?:n't|\b(?:not|never|nobody|cannot|no one))\s(?:\w+\s)?\Z")


def stance_of_nobody(one: Candidate) -> bool:
    """A condition of a stance that nobody voices; "I don't blame them": none against anybody."""
    told = one.told
    if told.frame.hit.text.startswith("blam"):
        return _NOT.search(one.before(16)) is not None
    if one.draft.rule != "position.conditional" or told.frame.unit.saying is not None or told.speaker is not None:
        return False
    made = told.frame.hit.text.startswith(("mak", "made", "tie", "tying"))  # "Cambodia made the lifting conditional on"
    return not (made and told.doer is not None and told.doer.code and told.doer.start >= told.frame.unit.start)
