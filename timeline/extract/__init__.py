"""The extractor: news prose to typed, dated, grounded drafts. See :func:`timeline.extract.reading.extract`.

The way of an article through its rooms, each of which knows only those before it:

1.  ``text``: what pages and letters leave in it goes out, word order and contractions are made plain, sentences found,
    each place with its way back to what was written;
2.  ``dates`` and ``amounts``: the days and figures of running text; ``scan``: one pass for all words of the vocabulary;
3.  ``people``: who is named, by name or office, and whose side he is on; ``survey`` holds what steps 1 to 3 found;
4.  sentence by sentence, ``clauses``: where each begins and ends, and who and what stands in it;
5.  ``frames``: which event a clause tells, by a trigger and by what it needs beside it; ``modality``,
    ``cancelled`` and ``conditions``: whether it is a fact, a plan, a condition, a denial, or off;
6.  ``timing``: the day that is the event's own, or one that the text has told before;
7.  ``asides``: what a sentence tells beside its main event;
8.  ``drafting``: who, about what, with which figures, on whose word, in one line;
9.  ``retelling``: what a reading becomes by the words around its trigger; ``grammar``: what a sentence tells by its
    form, with no trigger or beside it; ``choosing`` calls them in turn for the clauses of a sentence;
10. ``sifting``: what is no event of the talks goes out, with its reason; ``weighing``, by ``features``: what the
    learned weights read, and which drafts they doubt; ``timing.options``: the days among which they choose;
11. ``links`` merges and ties the drafts of the article; ``reading`` is the whole way; ``evaluate`` measures it on gold.
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
