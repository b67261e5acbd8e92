"""How fast articles are read, on one core: the extractor beside a sentence splitter plus dateparser's search.

``python -m tests.benchmarks.extraction`` prints articles of 3 KB a second for each. The text is the evaluation
corpus, joined and cut into articles of 3 KB: every one is dense with events, so plain news is read faster.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from importlib.util import find_spec

from tests.extract.reading_of import article, cases
from timeline.extract.reading import extract
from timeline.extract.text.sentences import split_sentences
from timeline.lexicon import load
from timeline.model.article import Article

SIZE = 3000
"""Characters of an article."""


def articles() -> list[Article]:
    """The corpus as articles of about 3 KB, cut where an article of the corpus ends."""
    found: list[Article] = []
    text = ""
    for case in cases():
        text += ("\n\n" if text else "") + case.text
        if len(text) >= SIZE:
            found.append(article(text, str(case.published)))
            text = ""
    return found


def rate(read: Callable[[Article], object], sample: list[Article], rounds: int) -> float:
    """Articles of 3 KB a second, by processor time, the best of ``rounds``."""
    best = float("inf")
    for _ in range(rounds):
        begun = time.process_time()
        for one in sample:
            read(one)
        best = min(best, time.process_time() - begun)
    return sum(len(one.text) for one in sample) / SIZE / best


def main() -> None:
    """Print the rates."""
    sample, lexicon = articles(), load()
    drafts = sum(len(extract(one, lexicon).drafts) for one in sample)
    print(f"{len(sample)} articles, {drafts} drafts")
    print(f"extractor                       {rate(lambda a: extract(a, lexicon), sample, 5):8.0f} articles/s")
    print(f"sentence splitter alone         {rate(lambda a: split_sentences(a.text), sample, 5):8.0f} articles/s")
    if find_spec("dateparser") is None:
        print("dateparser is not installed: pip install dateparser to compare")
        return
    from dateparser.search import search_dates

    def with_dateparser(one: Article) -> object:
        return [search_dates(one.text[start:end], languages=["en"]) for start, end in split_sentences(one.text)]

    print(f"splitter + dateparser search    {rate(with_dateparser, sample[:3], 1):8.1f} articles/s")


if __name__ == "__main__":
    main()
