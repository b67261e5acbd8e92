"""What a model is told: the instructions, with their version, and the message that holds an article as data."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files

from timeline.llm.answer import Answer
from timeline.llm.parts import Part
from timeline.model.article import Article

_OPENING = 600
"""Characters of the article's beginning that later parts are shown, so that names and dates resolve."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """The instructions and what they are called."""

    number: int
    instructions: str
    digest: str
    """First 8 hexadecimal digits of the SHA-256 of the instructions and of the form of the answer."""

    @property
    def version(self) -> str:
        """``prompt-1-3fa9c2e1``: a changed text is told apart even where its number was forgotten."""
        return f"prompt-{self.number}-{self.digest}"


@cache
def prompt() -> Prompt:
    """The prompt of the package."""
    text = files("timeline.llm").joinpath("prompt.txt").read_text(encoding="utf-8")
    head, _, instructions = text.partition("\n")
    form = json.dumps(Answer.model_json_schema(), sort_keys=True)
    digest = sha256(f"{instructions}\n{form}".encode()).hexdigest()[:8]
    return Prompt(int(head.removeprefix("version ")), instructions.strip(), digest)


def message(article: Article, part: Part) -> str:
    """The request for one part of an article.

    Everything that comes from outside stands between tags named after the hash of the text: a text
    cannot hold its own hash, so it cannot close the tag and pass for an instruction.
    """
    about = [f"Publisher: {article.publisher}"] if article.publisher else []
    about += [f"Title: {article.title}"] if article.title else []
    if part.start:
        about.append("The article begins: " + article.text[:_OPENING])
    told = "\n".join(about)
    code = _code(article, told)
    lines = [f"Publication date: {article.published}"]
    if part != Part(0, len(article.text)):
        lines.append("This is a part of a longer article; list the events of this part, with quotes from it.")
    if told:
        lines += [f"<about-{code}>", told, f"</about-{code}>"]
    lines += [f"<article-{code}>", article.text[part.start : part.end], f"</article-{code}>"]
    return "\n".join(lines)


def _code(article: Article, told: str) -> str:
    code = article.article_id.removeprefix("a-")
    while code in article.text or code in told:
        code = sha256(f"{code}\n{article.text}\n{told}".encode()).hexdigest()
    return code
