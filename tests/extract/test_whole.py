"""Whole invented articles, with what each sentence of them tells.

In a file of ``whole`` the first line is the day of publication; then come paragraphs of one sentence a line, and under a
sentence the events that it tells, each behind ``>``: type, modality if it is not actual, day or a dash, who does or says
it or a dash, the parties.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.extract.reading_of import drafts

WHOLE = sorted(Path(__file__).with_name("whole").glob("*.txt"), key=lambda path: path.name)
EVENT = "  > "


def events(sentences: list[str], day: str) -> str:
    """The article as its file has it, with what is read of each sentence."""
    text = "\n\n".join(" ".join(group.split("\n")) for group in "\n".join(sentences).split("\n\n"))
    found = sorted(drafts(text, published=day), key=lambda draft: draft.evidence[0].start)
    lines, at = [day], 0
    for sentence in sentences:
        lines.append(sentence)
        at += len(sentence) + 1 if sentence else 1
        while sentence and found and found[0].evidence[0].start < at - 1:
            draft = found.pop(0)
            told = (draft.type, *((draft.modality,) if draft.modality != "actual" else ()), str(draft.date or "-"))
            lines.append(EVENT + " ".join((*told, ",".join(draft.by_parties) or "-", "+".join(draft.parties))))
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("path", WHOLE, ids=lambda path: path.stem)
def test_what_an_article_tells(path: Path) -> None:
    expected = path.read_text(encoding="utf-8")
    day, *lines = expected.rstrip("\n").split("\n")
    assert events([line for line in lines if not line.startswith(EVENT)], day) == expected
