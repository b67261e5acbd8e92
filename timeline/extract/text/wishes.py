"""Wishes: what somebody suggests that another do, read as what that one should do.

"Kenya suggested that Oman lift its ban" is read as "that Oman should lift": the bare verb alone tells it from "Kenya
suggested that Oman had lifted its ban", which is a guess.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from timeline.extract.text.edited import Edited

_WISH = re.compile(
    r"\b(?:suggest|recommend|advis|propos)(?:s|es|ed|ing)\s(?:(?:late\s|early\s)?(?:on|last|this)\s\w+\s|(?:later|instead|also)\s)?that\s"
    r"(?:[A-Z][\w.'’-]*(?:\s[A-Z][\w.'’-]*)?(?:\sand\s[A-Z][\w.'’-]*)?|it|they|he|she"
    r"|the\stwo\sof\sthem|both\sof\sthem|talks|negotiations"
    r"|(?:the|both|each|its|their|all)\s(?:(?:two|three|other|\w+an|\w+ese)\s)?[a-z]+)\s(?P<should>)"
    r"(?:not\s)?(?P<verb>[a-z]+)(?=\s(?:(?:the|its|their|his|her|an?|all|both|any|no|more|to|in|on|at|for|by|from|with|it"
    r"|them|only|together|again|\w+ed|put|cut|set)\b|\d|[A-Z])|[.,;])"
)


def with_should(text: Edited, emphatic: Mapping[str, str]) -> Edited:
    """``text`` with "should" before what is suggested; ``emphatic`` gives the past of "did lift"."""
    return text.replaced(
        (wish.start("should"), wish.start("should"), "should ")
        for wish in _WISH.finditer(text.text)
        if (wish["verb"] == "be" and not wish.group().startswith("suggest"))
        or emphatic.get(f"did {wish['verb']}", wish["verb"]) != wish["verb"]
    )
