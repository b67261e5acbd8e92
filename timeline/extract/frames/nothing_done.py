"""Idioms in which a verb of deeds, of stances or of answers does nothing: a deal left unsigned, a table rapped."""

from __future__ import annotations

from timeline.extract.frames.idiom import Idiom, idiom

NOTHING_DONE: tuple[Idiom, ...] = (
    # "left the deal unsigned", "proclaimed victory in the tariff talks", "rapped the table": nothing is done by it
    idiom(
        "left|leav",
        "measure",
        after=r"\s(?:(?:the|its|this|that|their|an?)\s)?(?:[\w-]+\s){0,2}?(?:deal|agreement|accord|pact|treaty|framework"
        r"|text)\s(?:in (?:place|force|limbo|tatters|ruins|doubt|the|its)|un\w+|open|intact|as (?:it|they)|with (?:less"
        r"|more|nothing|no|little|few|much)|to\s|alone|on the|hanging|standing|half|largely|short|much|up to|exposed"
        r"|vulnerable|weaker|empty|dead)\b",
    ),
    idiom("proclaim|declar", "measure", after=r"\s(?:victory|triumph|success|it(?:self)? (?:a|the)|himself|herself)\b"),
    idiom(
        "send|sent|write|wrote",
        "measure",
        after=r"\s(?:[\w.'’-]+\s){0,3}?(?:an?|the|his|her|its|their)\s(?:\w+\s)?letter\s(?:inviting|thanking|congratulating"
        r"|of (?:invitation|thanks|congratulation|condolence))\b",
    ),
    idiom("rang|ring|call|phon|telephon|spoke|speak", "meeting", before=r"\b(?:i|i have|i had|i've)\s"),
    idiom(
        "slept|sleep",
        "response",
        after=r"\son\s(?:the|a|his|her|its|their)\s(?!matter|offer|idea|proposal|question|draft|text)",
    ),
    idiom(
        "answered|acknowledged",
        "response",
        before=r"\b(?:neither|none)\s(?:of [^,;.]{2,24}\s)?(?:was|were|has been|have been|had been)\s"
        r"(?:ever\s|yet\s|so far\s)?",
    ),
    idiom("forbidden", "measure", before=r"\b(?:is|are|be|being)\s(?:\w+ly\s)?"),
    idiom("forbidden", "measure", after=r"\s(?:here|there|everywhere|fruit|zones?|by law)\b"),
    # "coal provides two thirds of its energy"
    idiom(
        "provid|suppl|cover|meet",
        "agreement",
        after=r"\s(?:about\s|nearly\s|some\s|almost\s|more than\s)?"
        r"(?:two thirds|three quarters|a third|half|a quarter|a fifth|most|\d+ (?:percent|per cent|pct|%)|\d+%)\sof\b",
    ),
    idiom("rap", "response", after=r"\s(?:on\s)?(?:the|a|his|her|their)\s(?:table|desk|door|gavel)\b"),
    # "will not have to pay", "the plan would have to be examined", "sat face to face", "a treaty is to be negotiated"
    idiom("will not|would not", "position", after=r"(?:\snot|n['’]t)\shave\s(?:to|been)\b"),
    idiom("would not", "position", after=r"(?:\snot|n['’]t)\shave\s(?:\w+ed|known|thought|done|come|gone|seen)\b"),
    idiom("plan|proposal|offer", "proposal", after=r"\swould\s(?:still\s|first\s)?have\sto\sbe\b"),
    idiom("face", "measure", after=r"\sto\sface\b"),
    idiom("face", "measure", before=r"\bface\sto\s"),
    idiom("negotiat", "agreement", before=r"\b(?:be|being)\s(?:\w+ly\s)?"),
    # "migrants can be sent back": nobody's answer
    idiom("sent", "response", after=r"\sback\b", before=r"\b(?:can|could|may|might|to|would|will|should)\sbe\s"),
)
"""Read with the other idioms, after them."""
