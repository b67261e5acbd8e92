"""No pattern takes more than linear time: four times the input takes about four times as long, whatever it is made of."""

from __future__ import annotations

import contextlib
import json
import time
from collections.abc import Callable

import pytest

from timeline.lexicon import load
from timeline.model.article import Article, article_id
from timeline.model.edtf import Edtf
from timeline.model.problems import ProblemError
from timeline.model.visible import no_formula, visible

DAY = Edtf.parse("2025-09-25")
SMALL, LARGE = 25_000, 100_000
WORST = 10.0
"""Quadratic time gives 16 and more; linear time gives 4, and up to twice that on a machine that others use."""
BRIEF = 0.25
"""Seconds within which the large input is not measured against the small one: noise would be."""

TEXTS: dict[str, Callable[[int], str]] = {
    "spaces": lambda n: "The ministers met" + " " * n + "in Geneva on September 24.",
    "spaces after a stop": lambda n: "The ministers met." + " " * n + "in Geneva.",
    "lines with an hour": lambda n: "10:15 – They met.\n" * (n // 18),
    "a deal on one line": lambda n: "China and the United States have signed a deal. " * (n // 48),
    "line ends": lambda n: "The ministers met" + "\n" * n + "in Geneva.",
    "nested quotes": lambda n: "He said " + "“" * (n // 2) + "they met" + "”" * (n // 2),
    "straight quotes": lambda n: 'He said "they met" and "' * (n // 24),
    "apostrophes": lambda n: "'" * n + "met",
    "one endless sentence": lambda n: "the minister met the secretary in Geneva and " * (n // 45),
    "a day that is late, over and over": lambda n: "not until Monday did " * (n // 21) + "agree.",
    "who says so, put in": lambda n: "Kenya did not, it said, " * (n // 24) + "accept.",
    "a quotation cut over and over": lambda n: '"We will pay," he said, ' * (n // 24) + '"if Oman pays."',
    "who is set off": lambda n: "it was Peru that " * (n // 17) + "met.",
    "by whose eyes": lambda n: "In Peru's view, " * (n // 16) + "it is bad.",
    "one endless word": lambda n: "a" * n,
    "digits": lambda n: "The tariff is " + "1" * n + " percent.",
    "digits and commas": lambda n: "worth $" + "1," * (n // 2) + "000 billion.",
    "commas": lambda n: "Seoul, " * (n // 7) + "met.",
    "stops": lambda n: "They met" + "." * n,
    "initials": lambda n: "Minister " + "A. B. " * (n // 6) + "met.",
    "abbreviations": lambda n: "U.S. " * (n // 5) + "met.",
    "percentages": lambda n: "a tariff of 15 percent " * (n // 23),
    "money": lambda n: "$1 " * (n // 3) + "investment",
    "names": lambda n: "Scott Bessent " * (n // 14) + "met.",
    "capitals": lambda n: "Aa " * (n // 3) + "met.",
    "dates": lambda n: "on September 24, 2025 " * (n // 22),
    "ranges": lambda n: "from 25 percent to " * (n // 19) + "15 percent",
    "brackets": lambda n: "(" * n + "met",
    "dashes": lambda n: "—" * n + " met",
    "combining accents": lambda n: "e" + "\u0301" * n,
    "signs without width": lambda n: "\u200b" * n + "met",
}


def best(work: Callable[[], object], times: int = 3) -> float:
    """Seconds of the fastest run."""
    taken = []
    for _ in range(times):
        began = time.perf_counter()
        work()
        taken.append(time.perf_counter() - began)
        if taken[-1] > 5:
            break
    return min(taken)


def is_linear(name: str, work: Callable[[str], object], make: Callable[[int], str]) -> None:
    work(make(100))  # what is read once is read
    small = best(lambda: work(make(SMALL)))
    assert small < 2, f"{name}: {SMALL} took {small:.1f} s"
    large = best(lambda: work(make(LARGE)))
    if large < BRIEF:
        print(f"\n{name}: {LARGE} in {large * 1000:.0f} ms")
        return
    print(f"\n{name}: {SMALL} in {small * 1000:.0f} ms, {LARGE} in {large * 1000:.0f} ms, ratio {large / small:.1f}")
    assert large / small < WORST


@pytest.mark.slow
@pytest.mark.parametrize(
    "name",
    list(TEXTS),
)
def test_the_extractor_takes_no_longer_than_a_text_is_long(name: str) -> None:
    from timeline.extract import extract
    from timeline.sources.normalise import normalise

    lexicon = load()

    def read(text: str) -> None:
        stored = normalise(text)
        extract(Article(article_id=article_id(stored), text=stored, published=DAY), lexicon)

    is_linear(name, read, TEXTS[name])


def refused(work: Callable[[], object]) -> None:
    with contextlib.suppress(ProblemError, ValueError):
        work()


def edtf(text: str) -> None:
    refused(lambda: Edtf.parse(text))


def reader(form: str) -> Callable[[str], None]:
    from timeline.sources.formats import read_form

    return lambda text: refused(lambda: read_form(text.encode(), "a", form))


def citation(text: str) -> None:
    from timeline.sources.page import citation as of
    from timeline.sources.page import is_page

    is_page(text)
    of(text)


def term(text: str) -> None:
    from timeline.workflow.terms import read_term

    refused(lambda: read_term(text))


def normalised(text: str) -> None:
    from timeline.sources.normalise import normalise

    normalise(text)


def parameters(text: str) -> None:
    from timeline.store.query import parameters_of, sql_problem

    parameters_of(text)
    sql_problem(text)


# Not here: "<!--" over and over, over which Python's own HTML parser is quadratic; the time limit of a page bounds it.
CASES: dict[str, tuple[Callable[[str], object], Callable[[int], str]]] = {
    "edtf digits": (edtf, lambda n: "2" * n),
    "edtf slashes": (edtf, lambda n: "2025/" * (n // 5)),
    "edtf signs": (edtf, lambda n: "2025-09" + "~?" * (n // 2)),
    "edtf spaces": (edtf, lambda n: "2025" + " " * n + "x"),
    "front matter without end": (reader("markdown"), lambda n: "---\n" + "a: b\n" * (n // 5)),
    "front matter of blanks": (reader("markdown"), lambda n: "---\na:" + " " * n + "x\n---\nmet"),
    "headings": (reader("markdown"), lambda n: "# " + "# " * (n // 2) + "x"),
    "heading of blanks": (reader("markdown"), lambda n: "#" + " " * n + "\n" + "# a" + " " * n + "b"),
    "json array": (reader("json"), lambda n: "[" + ",".join(["1"] * (n // 2)) + "]"),
    "json brackets": (reader("json"), lambda n: "[" * n),
    "json of articles": (
        reader("json"),
        lambda n: json.dumps([{"text": f"They met {i}.", "published": "2025-09-25"} for i in range(n // 50)], indent=1),
    ),
    "jsonl blanks": (reader("jsonl"), lambda n: "\n" * n),
    "page brackets": (citation, lambda n: "<" * n),
    "page tags": (citation, lambda n: "<html>" + "<meta name=date content=2025>" * (n // 29)),
    "page words in a title": (citation, lambda n: "<title>" + "a " * (n // 2)),
    "term blanks": (term, lambda n: "tariff_rate" + " " * n + "x"),
    "term digits": (term, lambda n: "a " + "1" * n + "!"),
    "term groups": (term, lambda n: "a 1" + ",000" * (n // 4) + "!"),
    "normalise blanks": (normalised, lambda n: " " * n + "x"),
    "normalise blank lines": (normalised, lambda n: " \n" * (n // 2) + "x"),
    "sql quotes": (parameters, lambda n: "'" * n + '"'),
    "sql comments": (parameters, lambda n: "/*" * (n // 2)),
    "sql strings": (parameters, lambda n: "SELECT '" + "''" * (n // 2)),
    "sql error lines": (parameters, lambda n: "LINE 1: " + " \n" * (n // 2) + "^"),
    "unseen signs": (visible, lambda n: "\u200b\u200d" * (n // 2)),
    "formula apostrophes": (no_formula, lambda n: "'" * n + " " * n + "x"),
}


@pytest.mark.parametrize("name", CASES)
@pytest.mark.fast_cases(8)
def test_a_parser_takes_no_longer_than_a_text_is_long(name: str) -> None:
    is_linear(name, *CASES[name])
