"""The annotated article: each sentence with the words that were quoted, those that fired a rule, and what came of it.

``[1 ... ]`` holds the quotation of draft 1, ``*word*`` made its rule fire; sentences that had such a
word and yielded nothing are marked ``?`` with the reason.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.cli.output import shown, term_shown
from timeline.extract.text.markup import sentences_as_written
from timeline.model.wording import count

if TYPE_CHECKING:
    from timeline.model.article import Article
    from timeline.model.draft import Draft, Reading

Insertion = tuple[int, int, str]
"""Where a mark goes, the order among marks at one place, and the mark."""


def explain(reading: Reading, article: Article, where: str) -> list[str]:
    """Lines for a person to read: every sentence of the article, annotated, in order."""
    numbers = {draft.draft_id: number for number, draft in enumerate(reading.drafts, 1)}
    lines = [
        f"{where}: {article.label}, {count(len(reading.drafts), 'draft')}, "
        f"{count(len(reading.unread), 'sentence')} unread"
    ]
    for begin, end in sentences_as_written(article.text):
        own = [d for d in reading.drafts if any(span.overlaps(begin, end) for span in d.evidence)]
        unread = [u for u in reading.unread if u.start < end and begin < u.end]
        lines.append("")
        lines.append(("? " if unread and not own else "  ") + annotated(article.text, begin, end, own, numbers))
        for draft in own:
            if begin <= draft.evidence[0].start < end:
                lines += _told(draft, numbers)
        lines += [f"    ? {', '.join(u.words)}: {u.reason}" for u in unread]
    return lines


def annotated(text: str, begin: int, end: int, drafts: list[Draft], numbers: dict[str, int]) -> str:
    """The sentence on one line with the marks of its drafts."""
    marks: list[Insertion] = []
    fired: set[Insertion] = set()  # one word may make two rules fire
    for draft in drafts:
        number = numbers[draft.draft_id]
        for span in draft.evidence:
            if span.overlaps(begin, end):
                marks += [(max(begin, span.start), 1, f"[{number} "), (min(end, span.end), -1, "]")]
        for word in filter(None, draft.words):
            at = text.casefold().find(word.casefold(), max(begin, draft.evidence[0].start), end)
            if at >= 0:
                fired |= {(at, 2, "*"), (at + len(word), -2, "*")}
    pieces, last = [], begin
    for at, _, mark in sorted([*marks, *fired]):
        pieces += [text[last:at], mark]
        last = at
    return " ".join("".join([*pieces, text[last:end]]).split())


def _told(draft: Draft, numbers: dict[str, int]) -> list[str]:
    own = ", ".join(f"{name.replace('_', ' ')} {shown(value)}" for name, value in draft.attributes.items())
    ties = ", ".join(f"{tie.rel} {numbers.get(tie.draft_id, tie.draft_id)}" for tie in draft.links)
    parts = [
        f"{draft.type}, {draft.modality}",
        str(draft.date or "date unknown"),
        "/".join(draft.parties),
        ", ".join(draft.actors),
        draft.issue or "",
        own,
        ", ".join(term_shown(term) for term in draft.terms),
        ties,
    ]
    told = "; ".join(part for part in parts if part)
    return [f"    {numbers[draft.draft_id]} {told}", f"      rule {draft.reading}"]
