"""Short stories of a few sentences, and the same stories with one part told in other words.

A file of ``stories`` holds stories. Each begins with ``@ day`` of publication; ``@ day ¶`` says that it tells the same
in one paragraph, and with each sentence in a paragraph of its own. A sentence a line, an empty line between paragraphs.
``{met|saw}`` are ways to tell one part, of which the first is told unless the part is tried in another; a sentence
behind ``? `` is put in once, and then left out. Under a sentence stands what it tells: behind ``>`` type, modality if
it is not actual, day or a dash, who says or does it or a dash (not of meetings and deadlines), the parties, and what it
answers (``re proposal PE``); behind ``=`` type and day of what an earlier sentence has told already.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.extract.reading_of import drafts
from timeline.model.draft import Draft

STORIES = sorted(Path(__file__).with_name("stories").glob("*.txt"))
PART = re.compile(r"\{([^{}]*)\}")
TOLD = ("  > ", "  = ")
PUT_IN = "? "


@dataclass(frozen=True)
class Sentence:
    """A sentence with its parts in braces, and what it tells."""

    text: str
    paragraph: int
    told: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Story:
    """A story of one file."""

    day: str
    broken: bool
    sentences: list[Sentence]

    def tellings(self) -> Iterator[list[Sentence]]:
        """The story as it stands, and with one part told otherwise, one sentence put in, or other paragraphs."""
        plain = [sentence for sentence in self.sentences if not sentence.text.startswith(PUT_IN)]
        yield plain
        for number, sentence in enumerate(plain):
            for at, part in enumerate(PART.findall(sentence.text)):
                for way in range(1, part.count("|") + 1):
                    changed = Sentence(_with(sentence.text, at, way), sentence.paragraph, sentence.told)
                    yield [*plain[:number], changed, *plain[number + 1 :]]
        for put in self.sentences:
            if put.text.startswith(PUT_IN):
                yield [s for s in self.sentences if s is put or not s.text.startswith(PUT_IN)]
        if self.broken:
            yield [Sentence(sentence.text, 0, sentence.told) for sentence in plain]
            yield [Sentence(sentence.text, number, sentence.told) for number, sentence in enumerate(plain)]


def _with(text: str, at: int, way: int) -> str:
    """``text`` with its part number ``at`` told in the given way."""
    parts = list(PART.finditer(text))
    return text[: parts[at].start()] + parts[at][1].split("|")[way] + text[parts[at].end() :]


def stories(path: Path) -> list[Story]:
    found: list[Story] = []
    paragraph = 0
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("@ "):
            day, _, mark = line[2:].partition(" ")
            found.append(Story(day, bool(mark), []))
        elif not line:
            paragraph += 1
        elif line.startswith(TOLD):
            found[-1].sentences[-1].told.append(line)
        elif not line.startswith("#"):
            found[-1].sentences.append(Sentence(line, paragraph))
    return found


def as_told(draft: Draft, others: dict[str, Draft]) -> str:
    """A draft in the words of the file."""
    modality = (draft.modality,) if draft.modality != "actual" else ()
    who = () if draft.type in ("meeting", "deadline") else (_who(draft),)
    answers = [f"re {others[tie.draft_id].type} {_who(others[tie.draft_id])}" for tie in draft.links]
    return " ".join(("  >", draft.type, *modality, str(draft.date or "-"), *who, "+".join(draft.parties), *answers))


def _who(draft: Draft) -> str:
    return ",".join(draft.by_parties) or "-"


def read(sentences: list[Sentence], day: str) -> list[tuple[str, list[str]]]:
    """Each sentence of a telling, and what is read of it."""
    text, places, before = "", [], None
    for sentence in sentences:
        text += "" if before is None else " " if sentence.paragraph == before else "\n\n"
        plain = PART.sub(lambda part: part[1].split("|")[0], sentence.text).removeprefix(PUT_IN)
        places.append((len(text), len(text) + len(plain), plain))
        text, before = text + plain, sentence.paragraph
    found = drafts(text, published=day)
    known = {draft.draft_id: draft for draft in found}
    told = [(draft.evidence[0].start, as_told(draft, known)) for draft in found]
    told += [(more.start, f"  = {d.type} {d.date or '-'}") for d in found for more in d.evidence[1:]]
    return [(plain, sorted(line for at, line in told if start <= at < end)) for start, end, plain in places]


@pytest.mark.fast_cases(6)
@pytest.mark.parametrize(
    "story",
    [
        pytest.param(story, id=f"{path.stem}-{number}")
        for path in STORIES
        for number, story in enumerate(stories(path), start=1)
    ],
)
def test_what_a_story_tells(story: Story) -> None:
    for telling in story.tellings():
        told = read(telling, story.day)
        assert told == [(plain, sorted(one.told)) for (plain, _), one in zip(told, telling, strict=True)]
