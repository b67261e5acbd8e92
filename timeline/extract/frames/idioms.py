"""Idioms: words of the vocabulary that, by what stands right beside them, tell no act of anybody."""

from __future__ import annotations

from timeline.extract.frames.idiom import Idiom, idiom
from timeline.extract.frames.nothing_done import NOTHING_DONE
from timeline.extract.scan import Hit
from timeline.lexicon import Sense, cue

_BEFORE = 60
"""Characters before a trigger in which what makes an idiom of it may stand."""


_ONES_OWN = r"(?:(?:an?|the|its|his|her|their|our|full|greater|more|new|fresh|other|another|all|some)\s){0,3}"
_A_TEXT = (
    r"(?:agreement|accord|deal|pact|treaty|protocol|memorandum|text|chapter|annex|article(?: \w+)?|decree"
    r"|order|law|clause)"
)
_NOBODY = (
    r"(?!['’]s\b|\s(?:[\w-]+\s)?(?:minister|ministers|secretary|leaders?|envoys?|commissioner"
    r"|delegat\w+|negotiators?|representatives?|team)\b)"
)
"""Behind a word for a crowd or a text: it is no part of somebody's name or office, "the business | secretary"."""
_BY_ONE = r"(?<!ministers )(?<!leaders )(?<!presidents )(?<!two )(?<!both )(?<!they )(?<!sides )(?<!negotiators )"
"""Before a verb of speaking whose subject is not two who speak with each other."""
_HALL = (
    r"\s(?:parliament\b(?! house)|(?:the|an?|his|her|its) (?:[\w'’-]+\s){0,3}?"
    r"(?:united nations|assembly|council|congress|parliament|rally|ceremony|university"
    r"|institute|chamber|club|gathering|congregation|crowd|nation|house|senate|commons|lords|diet|dail|knesset)\b"
    r"(?!['’]s\b|\s(?:president|speaker|leader|minister|secretary|envoy|mediator|ambassador|negotiator)\b))"
)
"""Where somebody speaks to an audience, and meets nobody."""
LOBBY = (
    r"(?:producers?|growers|farmers|cooperatives?|guilds?|confederations?"
    r"|ranchers|hoteliers|shippers|millers|brewers|spinners|truckers|retailers|grocers"
    r"|unions|(?<!free trade )associations?|(?<!russian )federations?"
    r"|lobb(?:y|ies)|opposition|critics|workers|exporters"
    r"|importers|chambers? of commerce|law firms?|shipping lines?|hauliers"
    r"|(?!law|policy|decision)\w+makers|campaigners"
    r"|activists|companies|firms"
    r"|traders|employers|shareholders|(?:the|whose|its) industry|\w+ers['’] (?:groups?|unions?|lobby))"
)
A_LOBBY = (
    rf"\b{LOBBY}\s(?:(?:in|of|from|on|at)\s(?:both sides|either side|the two countries|\w+)\s(?:of the border\s)?)?"
    r"(?:(?:has|have|had|also|then|\w+ly|(?:on\s)?\w+day)\s){0,3}"
)
"""Before what a lobby does, wherever it is at home: "hauliers on both sides of the border had | welcomed"."""
FINDINGS = r"\b(?:figures|data|numbers|results|reports?|polls?|surveys?|stud(?:y|ies)|estimates)\b[^,;.]{0,40}"
"""Before "suggest": what only points to something."""
OWN_BUSINESS = (
    r"\sto\s(?:see (?:him|her|them|the minister)\b|know\b|hear\b|understand\b|be (?:seen|loved|remembered)\b"
    r"|(?:build|expand|float|open|buy)\s(?:an?|another|its|more|new|two|three)\s(?:[\w-]+\s){0,2}"
    r"(?:factory|factories|plants?|mills?|shops?|stores?|hotels?|branch(?:es)?|trucks|lorries)\b)"
)
"""Behind "want": "parliament wants | to see him", "a company wants | to build a factory", no stance in the talks."""
_IDIOMS = (
    idiom("suggest", "proposal", before=FINDINGS),
    # "spoke, at a congress of his party, of letting"; "spoke to the nation": nobody is met, but by two who speak
    idiom(
        "spoke|speak|talk",
        "meeting",
        after=r"(?:(?!\bwith\b|\bto\b)[^;.]){0,110}?(?:,\sof\s|\sof\s\w+ing\b)",
        before=_BY_ONE,
    ),
    idiom(
        "spoke|speak|talk",
        "meeting",
        after=r"\s(?:to|before)\s(?:(?:their|his|her|its|the|our|a)\s)?(?:own\s|assembled\s|\w+ese\s)?(?:nations?|peoples?"
        r"|lawmakers|deputies|country|public|voters|crowds?|congress|assembly|senate|cameras?|graduates|students|growers"
        r"|farmers|troops|party|camera|television|business\w*|chamber|audience|rally)\b" + _NOBODY,
    ),
    idiom("spoke|speak|talk", "meeting", after=rf"(?:\son\s\w+day)?\s(?:to|before){_HALL}"),
    idiom("spoke|speak|talk", "meeting", after=rf"(?:\son\s\w+day)?\s(?:at|in){_HALL}", before=_BY_ONE),
    # "carmakers welcomed on Friday an order by the president": an order is no guest
    idiom(
        "welcom|greet|receiv|host|see|saw",
        "meeting",
        after=r"\s(?:(?:on|last|this)\s\w+\s){0,2}(?:an?|the|its|their|his|her|that|this)\s(?:[\w-]+\s){0,3}?(?:orders?|decree"
        r"|decision|ruling|deal|agreement|accord|pact|move|step|announcement|proposal|offer|plan|law|bill|cut|letter"
        r"|statement|text|copy|invitation|news|outcome|results?|reports?|request|increase|reprieve|delay)\b" + _NOBODY,
    ),
    # "the minister, asked by a backbencher, said": a question; not "the minister, Luis Tello, asked on Tuesday for"
    idiom(
        "asked",
        "proposal",
        after=r"\s(?:(?:by|about|if|whether|why|how|what|when)\b[^;.]*,"
        r"|(?:in|on|at|during|after|before|yesterday|later|last|this|again)\b(?:(?!\bfor\b|\bthat\b"
        r"|\bto [a-z]+ (?:the|its|a)\b)[^;.,])*,\s(?:\w+\s){0,2}?"
        r"(?:said|says|calls?|called|replied|answered|declared|told|looked|shrugged|laughed|refused|rejected"
        r"|dismissed|denied|declined|confirmed|ruled out"
        r"|insisted|conceded|admitted|acknowledged|added|would|did))",
        before=r",\s(?:when\s)?",
    ),
    # "a front which seeks independence", "has sought new markets"
    idiom(
        "seek|sought",
        "proposal",
        after=rf"\s{_ONES_OWN}(?:independence|autonomy|secession|re-?election|office|presidency|markets|buyers"
        r"|suppliers|customers|outlets|shelter|refuge|asylum|revenge|work|jobs|investors|profits?|votes|allies|partners"
        r"|(?:second |third )?term|alternatives(?! to)|solace|distraction)\b"
        r"(?!\s(?:access|opening|openings|permits?|visas?|guarantees?|rights?|to the)\b)|\spower\b(?! from)",
    ),
    # "the agreement speaks of cooperation": a text, and nobody's judgement
    idiom(
        "speak|spoke",
        "assessment",
        after=r"\sof\b",
        before=rf"\b(?:the|this|its|an?)\s(?:\w+\s)?{_A_TEXT}\s(?:itself\s|only\s)?",
    ),
    idiom(
        "replac|supersed|succeed",
        "agreement",
        after=r"\s(?:an?|the|its|another|two|three|several|earlier|older|previous)\s(?:[\w-]+\s){0,3}?(?:accords?|agreements?|treaty"
        r"|treaties|pacts?|deals?|protocols?|memorandums?|predecessors?|ones?|texts?)\b",
    ),
    idiom(
        "consist|compris|run|contain|has|have",
        "agreement",
        after=r"\s(?:of\s|to\s)?(?:two|three|four|five|six|seven|eight|nine|ten|several|\d+|\w+teen)\s(?:[\w-]+\s)?"
        r"(?:texts?|parts?|chapters?|articles?|pages?|annexes|sections?|pillars?|documents?|paragraphs?)\b",
    ),
    idiom(
        "call",
        "assessment proposal",
        after=r"\s(?:(?:an?|the|another|fresh|early|new|snap|general|parliamentary|presidential)\s){0,3}(?:elections?|vote"
        r"|votes|referendum|strike|polls?|witness\w*)\b",
    ),
    idiom("sanctions", "measure", after=r"(?!\s(?:on|against)\b)", before=r"\b(?:and|or|nor|of|as)\s"),
    # "halts a tariff war", "halved its growth forecast"
    idiom(
        "halt|end|stop|paus|suspend|ceas|escalat|start|launch|beg[aiu]n|widen|cool|eas",
        "measure",
        after=r"\s(?:an?\s|the\s|this\s|that\s|their\s|its\s|any\s)?(?:[\w-]+\s)?(?:tariff|trade|customs|price)\swars?\b",
    ),
    idiom(
        "cut|halv|lower|rais|slash|trim|reduc|increas|doubl|revis|widen|boost",
        "measure",
        after=r"\s(?:its|the|their|his|her)\s(?:[\w-]+\s){0,3}?(?:forecasts?|outlook|estimates?|guidance|projections?)\b",
    ),
    idiom("volunteer", "proposal", after=r"\s(?:nothing|little|no\s\w+|more|information|details)\b"),
    idiom("clos|shut", "measure", after=r"\s(?:doors?|circle|ranks|session|-door)\b"),
    idiom(
        "charged|taxed|levied|charge",
        "measure",
        before=r",\s(?:(?:which|that)\s(?:is|are)\s)?(?:now|currently|at present|today|hitherto)\s",
    ),
    # "a law that would undo what her predecessor had signed", "contrary to what had been agreed"
    idiom(
        "sign|agree|settl|promis|decid|conced|conclud",
        "agreement response",
        before=r"\w\s(?!(?<=\bis\s)what (?:both|the two|we|they)\b)what\s(?:[\w'’-]+\s){0,4}?"
        r"(?:had|has|have)\s(?:(?:been|also|already|just|once)\s){0,2}",
    ),
    # "saw no reason to meet him"
    idiom(
        "meet|see|talk|speak|sit|negotiat|receiv|travel|go|visit|hold",
        "meeting",
        before=r"\b(?:no|little|any|not much|what)\s(?:\w+\s)?(?:reason|point|need|sense|use|good)\s(?:to|in"
        r"|of)\s(?:ever\s|even\s)?",
    ),
    idiom(
        "has|have|had|yet",
        "assessment",
        after=r"\s(?:yet to|to)\s(?:ratify|approve|confirm|sign|publish|endorse|reply|answer|say)\b",
    ),
    # "nobody in either delegation proposed": no offer
    idiom(
        "propos|offer|ask|suggest|demand|request",
        "proposal",
        before=r"\b(?:nobody|no one|no-one|none|not one)\s"
        r"(?:(?!when\b|after\b|before\b|until\b|while\b|as\b|because\b|and\b|but\b)[\w'’-]+\s){0,6}",
    ),
    # "was disappointed by the resistance to change": what another does
    idiom(
        "resist|oppos|objection|refusal|rejection|reluctan|rebuff",
        "response",
        before=r"\b(?:disappoint|surpris|frustrat|dismay|worri|puzzl|anger|irritat|annoy|vex|baffl|concern)ed\s(?:by|at|about|over)\s"
        r"(?:(?:the|its|his|her|their|such|this|that)\s|[\w.]+['’]s?\s)?(?:\w+\s)?",
    ),
    # "told a meeting of shippers that": where it is said
    idiom(
        "meeting|conference|summit|session|talks|round|gathering",
        "meeting",
        before=r"\b(?:told|telling|tells)\s(?:an?|the|his|her|their|its|this|that|another)\s"
        r"(?:(?!at\b|in\b|during\b|after\b|before\b|that\b|of\b)[\w'’-]+\s){0,4}",
    ),
    # "voted against the pact because it does not exclude diesel": what a text does
    idiom(
        "exclud|includ|cover|mention|contain|provid",
        "position",
        before=r"\b(?:because it|text|pact|deal|accord|agreement|treaty)\s(?:does|did|do)\snot\s(?:\w+ly\s)?",
    ),
    idiom("as long as", "position", after=r"\slong as (?:it|that|they|he|she) (?:takes?|took|needs?|lasts?|lasted)\b"),
    idiom("bank on|bet on|count on|reckon on", "position", before=r"\b(?:not|never)\s"),
    idiom("bear|face|pay|shoulder|carry", "measure", before=r"\bwant(?:s|ed)?\s(?:[\w'’-]+\s){1,4}to\s"),
    # "the commission is looking into the accident"
    idiom(
        "look|examin|study",
        "response",
        after=r"\s(?:into\s)?(?:(?:an?|the|his|her|their|its)\s)?(?:\w+\s)?(?:accidents?|deaths?|fire|allegations"
        r"|accusations|crash|murder|(?<=\sinto\s)(?:\w+\s){1,2}(?:contracts?|finances|accounts))\b",
    ),
    idiom(
        "meet|met",
        "meeting",
        after=rf"\s(?:(?!(?:on|over|about|for|to|in|at|with)\b)[\w'-]+\s){{0,3}}{cue('idioms_met')}(?!\s[a-z]+s\b)\b",
    ),
    # "turned down a post", "asks for a rise", "is considering sending an envoy": careers and errands
    idiom(
        "reject|declin|turn|refus|decided against",
        "response",
        after=r"\s(?:down\s)?(?:an?|the|his|her|their)\s(?:(?!border|customs|frontier|joint)[\w-]+\s)?"
        r"(?:posts?(?=[,.;]|\s(?:in|at|with|as|of|because)\b)"
        r"|jobs?(?!\s(?:guarantee|scheme|programme|quota|of)s?\b)"
        r"|(?:promotion|honou?r)(?! of\b)|medal"
        r"|knighthood|pension(?!\s\w+s?\b)|seat in (?:the )?(?:cabinet|government|senate|parliament))\b",
    ),
    idiom(
        "ask",
        "proposal",
        after=r"\sfor\s(?:an?\s|the\s|his\s|her\s|some\s|more\s)?(?:rise|raise|pay rise|leave|coffee|tea|bread"
        r"|autographs?|silence|patience|understanding|directions|bill|name|hand"
        r"|forgiveness)\b(?! (?:of|in|from|to|on|at|and for) \w)",
    ),
    idiom(
        "ask|appeal|call",
        "proposal",
        after=r"\sfor\s(?:your\s|more\s)?(?:questions|comments|votes|donations|volunteers|examples)\b",
    ),
    idiom("demand|want|ask", "proposal", after=r"\sto know\b"),
    idiom(
        "call|press|urg|ask|demand",
        "proposal meeting",
        after=r"\s[^,;.]{0,50}?\b(?:to (?:resign|step (?:down|aside)|stand down|quit)|resignation)\b",
    ),
    # "asked donors for 80 million dollars": whoever pays, and no other side
    idiom(
        "ask|appeal|urg|call",
        "proposal",
        after=r"\s(?:to\s|on\s)?(?:the\s|its\s|their\s|all\s|foreign\s)?(?:donors|shareholders|investors|taxpayers"
        r"|voters|customers|viewers|passengers)\b(?! and (?:on|to) \w)",
    ),
    # "it fell to the minister to tell them": no rate
    idiom("fall|fell", "measure", after=r"\sto\s(?:the\s)?(?:[\w'’.-]+\s){1,3}to\s[a-z]", before=r"\bit\s"),
    # "made the opening conditional on a settlement": nothing is settled
    idiom(
        "made|make|making", "agreement", after=r"\s[^,;.]{2,60}\s(?:conditional|contingent|dependent)\s(?:on|upon)\b"
    ),
    idiom(
        "consider|think|weigh",
        "response",
        after=r"\s(?:about\s|of\s)?(?:sending\s(?:an?|its|his|her)\s(?:\w+\s)?"
        r"(?:envoy|mission|delegation|letter|note|minister|team)"
        r"|visiting|travelling|traveling|moving\s(?:house|home|abroad|away)|standing(?! (?:by|down|back|up)\b)"
        r"|retiring|resigning|marrying)\b",
    ),
    # "I promise to attend"
    idiom(
        "promis|pledg|vow",
        "response proposal",
        after=r"(?:\s(?:him|her|them|us|me|readers|his)(?:\s\w+)?)?\sto\s"
        r"(?:attend|come(?! (?:back|to an?|to the (?:table|talks)|up)\b)"
        r"|call(?! (?:off|an?|for|on|in)\b)|write(?! (?:off|down|into)\b)|be (?:there|back)"
        r"|show (?:him|her|them|us)|tell (?:him|her|them|us))\b",
    ),
    # "an importer took him to court": a person, and no measure
    idiom("take|took|taken", "measure", after=r"\s(?:him|her|me|them)\sto court\b"),
    # "ran out of grain"
    idiom("ran out|run out|runs out|running out", "measure deadline", after=r"\sout\sof\b"),
    idiom("want|would like", "position", after=rf"(?:\slike)?{OWN_BUSINESS}"),
    # "its predecessor, which expired in 1999"
    idiom("expir|laps|ran out|run out", "measure", before=r"\bpredecessor,?\s(?:which|that)\s(?:had\s)?"),
    idiom("come|came|comes", "assessment", before=r"\b(?:when|whenever|if)\s[^,;.]{0,40}"),
    idiom("cover|appl|extend", "measure", after=r"\s(?:to\s)?only\b(?![^;.]{0,80}\b(?:from|as of|until|since)\s)"),
    # "frozen fish", "comes frozen from Kiel": how a good is kept
    idiom(
        "frozen",
        "measure",
        after=r"\s(?!(?:assets|funds|accounts|by|at|until|since|in|for|on|over|when|while|after|pending|out|as|and|all|its"
        r"|their|the)\b)[a-z]",
        before=r"\b(?:on|of|for|with|fresh|chilled|and|or|in|more|no|as|comes?|some|all|most|tonnes|tons|its|their|the|like)\s",
    ),
    # "agreed to disagree", "agreed to be photographed"; "they agree that the road is bad", "agree on little": an
    # opinion that they share, and not "they agree on a quota", "agree that the border will open"
    idiom(
        "agree",
        "agreement response",
        after=r"\sto\s(?:disagree|an? (?:\w+ )?(?:interview|photograph|question)"
        r"|be (?:photographed|quoted|named|interviewed|filmed)"
        r"|(?:speak|talk) (?:to|with) (?:reporters|us|this (?:paper|newspaper|reporter)))\b",
    ),
    idiom(
        "agree",
        "agreement",
        after=r"(?<=agree)\s(?:about|with|that\b(?![^;.]{0,80}\b(?:will|shall|is to|are to)\b)"
        r"|(?:on|upon|in)\s(?:this|that|it|little|nothing|much|most|one thing|the need|the aim|what|why|how|whether|who"
        r"|principle\b(?! to\b))|on (?:the )?(?:diagnosis|facts|substance|aims?|goals?|problem|danger|weather))\b",
        before=r"\b(?:they|we|all|most|both(?: \w+)?|(?:the two|the)(?: \w+)?"
        r"|ministers|experts|diplomats)\s(?:\w+ly\s|also\s|all\s)?",
    ),
    idiom(
        "agree",
        "agreement",
        after=r"(?<=agrees)\s",
        before=r"\b(?:every(?:body|one)|nobody|no one|no-one|(?<!, )who)\s(?:\w+ly\s)?",
    ),
    # "did not blame Chile": nobody is blamed
    idiom(
        "blam|accus",
        "assessment",
        before=r"(?:\b(?:not|never|neither \w+|nobody|no one|without|(?:refus|declin)\w+ to)|n['’]t)\s(?:\w+ly\s)?",
    ),
    # "praised Peru for dropping the offer": no yes to it
    idiom(
        "applaud|commend|hail|laud|prais",
        "response",
        after=r"\s[^,;.]{0,40}?\b(?:(?:withdraw|reject|refus|dropp|scrapp)\w*|end of|not enough)\b",
    ),
    idiom("come", "agreement", after=r"(?<=comes)\sfrom\b"),
    # "the guards let me through"
    idiom("let", "measure", after=r"\s(?:me|us|him|her)\b"),
    # "comments are accepted until May", "was granted limited relief": nobody says yes
    idiom(
        "accept",
        "response",
        before=r"\b(?:comments|submissions|applications|bids|tenders|payments?|cards?|cash|orders|objections|entries)\s"
        r"(?:\w+\s)?(?:is|are|were|was|will be|be|being)\s(?:\w+ly\s)?",
        after=r"(?!\sby\b)",
    ),
    # "accepted a cup of tea", "shops accept rupees": a thing, and no offer
    idiom(
        "accept",
        "response",
        after=r"\s(?:(?:an?|the|his|her|its|their|full|some|lower|higher)\s){0,2}(?:\w+\s)?(?:gifts?|scar(?:f|ves)|cups?|drinks?"
        r"|blame|responsibility|awards?|prizes?|wisdom|cash|cards|bribes?|dollars|rupees|francs|euros"
        r"|pesos|coins|defeat|reality|fate|flowers|medals?|applause|posts?|job|nomination|credentials|resignation)\b"
        r"(?!\s(?:quotas?|cuts?|increases?|offers?|proposals?|deal|plan|package|settlement|compensation|payments?|caps?"
        r"|limits?|clause|swap|fund|of (?:the |an |its )?(?:arbitrat\w+|panel|tribunal|court|judges))\b)",
    ),
    idiom("accept", "response", after=r"\s(?:the\s)?(?:lower|higher)\s(?:prices|wages)\b", before=A_LOBBY),
    # "the bridge gave way": it fell
    idiom(
        "gave way|give way|gives way|caved in|cave in|caves in",
        "response",
        before=r"\b(?:bridges?|ropes?|roads?|roofs?|dams?|floors?|walls?|ice|ground|dykes?|levees?|mine|tunnel|ceiling|slopes?"
        r"|embankments?|piers?|fences?|pipes?|rails?)\s(?:had\s|has\s)?",
    ),
    # "visitors are welcomed with tea"
    idiom(
        "welcom",
        "response assessment",
        before=r"\b(?:visitors|guests|tourists|pilgrims|customers|newcomers|travellers|passengers)\s"
        r"(?:are|were|is|was|will be)\s",
    ),
    idiom(
        "welcom",
        "response assessment",
        after=r"\s(?:the\s)?(?:delegations?|guests?|visitors|travellers|tourists|pilgrims|passengers|customers)\b(?!['’])",
    ),
    idiom(
        "granted",
        "response",
        after=r"\s(?:an?|the|limited|only|some|partial|full|temporary|more|less|no|\d+)\b(?![^;.]{0,80}\sby\s)"
        r"(?!\s(?:on|in|after|later|when|by|weeks?|days?|months?|hours?|years?)\b)",
        before=r"\b(?:was|were|been|be|is|are)\s(?:\w+ly\s)?",
    ),
    idiom("doubt", "assessment", before=r"\b(?:no|little) (?:reason|cause) to\s"),
    idiom(
        "no reason",
        "position",
        after=r"\sreason to (?:doubt|worry|complain|hope|believe|think|expect|panic|fear|suppose)\b",
    ),
    idiom(
        "voted",
        "measure response position",
        before=r"\b(?:(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|a dozen|some|several|opposition"
        r"|ruling party|of (?:its|the))"
        r"\s(?:[\w-]+\s){0,2}?(?:deputies|lawmakers|members|senators|mps|legislators|delegates)|rebels|backbenchers)\s(?:\w+\s)?",
    ),
    idiom(
        "hop|want",
        "position",
        after=r"\sto\s(?:come|visit|attend|travel|be back|return)\b"
        r"(?!\s(?:back\s)?to\s(?:an?\b|the\s(?:\d+|terms?|tariffs?|text|table|talks|level|rules|agreement)\b|talks|negotiat|terms|grips))",
    ),
    # "would look with an open mind at any new proposal"
    idiom(
        "new|proposal|offer|request",
        "proposal",
        before=r"\b(?:at|on|for|to|consider|examine|study|welcome|reject|with) any\s(?:new\s|further\s|serious\s)?",
    ),
    # "when parliament opens its session": a house that sits
    idiom(
        "open|reopen|begin|start|reconven|resum|clos|end",
        "meeting",
        after=r"\s(?:(?:its|the|a|their)\s)?(?:(?:new|next|spring|autumn|summer|winter|ordinary|extraordinary|legislative|parliamentary|first)\s){1,2}"
        r"(?:session|sitting|term|year)\b(?! of (?:the )?(?:talks|negotiations))",
        before=r"\b(?:parliament|congress|assembly|senate|house|chamber|duma|diet|legislature|lawmakers|deputies)\s(?:\w+\s)?",
    ),
    idiom(
        "open|reopen|begin|start|reconven|resum|clos|end",
        "meeting",
        after=r"\s(?:its|the|an?|their)\s(?:ordinary|extraordinary|legislative|parliamentary)\s(?:session|sitting|term|year)\b",
        before=r"\b(?:he|she|it|they|president)\s(?:\w+\s)?",
    ),
    idiom(
        "open|reopen|begin|start|reconven|resum|clos|end",
        "meeting",
        after=r"\s(?:its|the|a|their)\s(?:\w+\s)?(?:session|sitting)\b",
        before=r"\b(?:parliament|congress|assembly|senate|house|chamber|duma|diet|legislature|lawmakers|deputies)\b[^;.]{0,24}",
    ),
    idiom("with", "meeting", before=rf"\b{cue('idioms_with_whom')}\s(?:is|was|rests|remains|lies)\s(?:now\s|still\s)?"),
    idiom("carried|bear", "measure response", after=r"\s(?:away|in mind)\b"),
    idiom("look", "position", after=r"\sfor a (?:while|moment|second|minute)\b"),
    idiom("sat|sit", "response", after=r"\son\s(?:its|his|her|their) hands\b"),
    idiom("had|have|has", "position", after=r"\sin mind\b", before=r"\b(?:what|which)\s[^,;.]{0,40}"),
    idiom("offer", "proposal", after=r"\s(?:\w+\s){0,3}odds\b"),
    idiom("hope", "position", before=r",\swhere\s[^;:.]{2,70}"),  # "meets in Lima, where he hopes to"
    idiom("set", "measure", after=r"\sto\s(?!\d)[a-z]", before=r"\b(?:is|are|was|were|be|been|look|looks)\s"),
    # "the dispute does not go beyond quinces", "the duty will not go below 5%": no answer
    idiom(
        "not go|will not go|would not go|go",
        "response",
        after=r"(?:\snot)?(?:\sgo)?\s(?:above|below|beyond|higher|lower)\b",
        before=r"\b(?:duty|duties|tariffs?|rates?|dispute|quarrel|row|quotas?|prices?|fees?|deal|agreement|text|draft|law|pact"
        r"|treaty|measures?|ban|levy|figure|total|cut|cuts|effects?)\s(?:do\s|does\s|did\s|will\s|would\s|could\s)?(?:not\s)?",
    ),
    # "resumed the talks about prisoners"
    idiom(
        "begin|began|start|resum",
        "measure",
        after=r"\s(?:(?:the|their|its|new|fresh)\s){0,2}(?:\w+\s)?(?:talks|negotiations|discussions|consultations)\b",
    ),
    *NOTHING_DONE,
    # "crossed out of the country"
    idiom("cross", "response", after=r"\s(?:\w+\s){0,3}?out\sof\s(?!the (?:text|draft|list)\b)"),
    # "rice growers asked the government to explain": what is asked at home
    idiom(
        "ask|urg|call|press|demand",
        "proposal",
        after=r"\s(?:on\s)?(?:the|its|their)\s(?:\w+\s)?(?:government|ministry|cabinet"
        r"|prime minister)\s(?:on \w+day\s|last \w+\s)?to\b",
        before=A_LOBBY,
    ),
    # "carmakers welcomed", "farm unions hailed": no answer of a party
    idiom(
        "welcom|hail|applaud|prais|lament|regret|critici|call|describ|denounc|condemn|dismiss",
        "response assessment",
        before=A_LOBBY,
    ),
)
_KEY = 2
"""Letters by which idioms are looked up: those of the shortest head, "go"."""
_BY_HEAD: dict[str, tuple[Idiom, ...]] = {}
for _one in _IDIOMS:
    for _head in {head[:_KEY] for head in _one.heads}:
        _BY_HEAD[_head] = (*_BY_HEAD.get(_head, ()), _one)


def is_idiom(lower: str, first: int, last: int, hit: Hit, sense: Sense) -> bool:
    """Whether the words between ``first`` and ``last`` of a sentence make of the trigger something else."""
    for one in _BY_HEAD.get(hit.text[:_KEY], ()):
        if sense.type not in one.types or not hit.text.startswith(one.heads):
            continue
        if one.before is not None and not one.before.search(lower, max(first, hit.start - _BEFORE), hit.start):
            continue
        if one.after is None or one.after.match(lower, hit.start + len(hit.text.split(" ", 1)[0]), last):
            return True
    return False
