"""The extractor: news prose to typed, dated, grounded drafts. See :func:`timeline.extract.reading.extract`.

The way of an article through these modules:

1.  the text: ``language``, ``sentences``; one pass in ``scan`` for words of the vocabulary, ``dates`` and ``amounts``;
2.  who: ``people`` finds persons (``labels``, ``behalf``), ``sides`` puts all who are named in one list
    and finds the principal pair, ``homes`` tells whose side somebody is on, ``insertions`` where it goes on behind what
    is put in after a name; ``survey`` holds what came of both steps;
3.  sentence by sentence, what is told: ``units`` cuts it into clauses at the verbs that ``possible`` finds;
    ``frames`` reads a clause by its triggers, whose conditions are in ``needs`` and ``named``, and idle uses in
    ``idioms``; ``retelling`` changes that by the words around it (``verdicts``, ``judgements``, ``undertakings``,
    ``acts``, ``threats``, ``houses``); ``deadlines``, ``deeds``, ``occasions``, ``conditions``, ``figures``,
    ``sayings`` add what stands beside it; ``choosing`` calls them in turn; ``grammar`` reads by its form a sentence
    without a trigger;
4.  from a reading to a draft: ``drafting``, with ``who``, ``timing`` (``own_dates``: which days may be it, ``own_day``:
    which is, ``nearby``, ``mentions``, ``tenses``; ``story``: what the text tells of), ``modality``, ``terms``,
    ``issues``, ``compose``, ``summary``;
5.  what is no event of the talks goes out in ``sifting`` (``gates``, ``deal_gates``, ``domestic``, ``assemblies``,
    ``passing``, ``voices``, ``markets``), with its reason; a sentence left without a draft is weighed: ``features``
    says what is in it, ``weighing`` reads it if it is sure;
6.  ``links`` merges and ties the drafts.

``evaluate`` measures all of it on gold events.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from timeline.extract.reading import extract as extract

__all__ = ["extract"]


def __getattr__(name: str) -> Any:
    """Load the extractor only when somebody extracts."""
    if name == "extract":
        from timeline.extract.reading import extract

        return extract
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
