"""The forms that a source may have, how one is told from another, and the reader of each."""

from __future__ import annotations

from collections.abc import Callable

from timeline.model.problems import Problem, ProblemError
from timeline.sources.confined import confined
from timeline.sources.decode import declared_encoding, decode
from timeline.sources.found import Text
from timeline.sources.page import is_page
from timeline.sources.records import Records, is_jsonl, read_json, read_jsonl, read_markdown

SUFFIXES = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "page",
    ".htm": "page",
    ".xhtml": "page",
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".eml": "mail",
    ".pdf": "pdf",
}
"""Form by suffix; other files are read only where they are named, and then by how they begin."""
CONTENT_TYPES = {
    "text/plain": "text",
    "text/markdown": "markdown",
    "text/html": "page",
    "application/xhtml+xml": "page",
    "application/json": "json",
    "application/jsonl": "jsonl",
    "application/x-ndjson": "jsonl",
    "message/rfc822": "mail",
    "application/pdf": "pdf",
}
"""Form by the content type that a web server names."""
MOST_BYTES = 64_000_000
"""A larger source is refused: no article is as long, and an archive can be split."""
MOST_PAGE_BYTES = 16_000_000
"""The same for one page, letter or PDF."""

_TEXTS: dict[str, Callable[[str, str], Records]] = {
    "text": lambda text, where: Records([Text(where, text)]),
    "markdown": read_markdown,
    "json": read_json,
    "jsonl": read_jsonl,
    "page": lambda text, where: confined("page", text.encode("utf-8", "surrogatepass"), where),
}
_BYTES: dict[str, Callable[[bytes, str], Records]] = {
    "mail": lambda data, where: confined("mail", data, where),
    "pdf": lambda data, where: confined("pdf", data, where),
}


def read_form(data: bytes, where: str, form: str | None, charset: str | None = None) -> Records:
    """The texts of a source in a form, or in the form that it begins as where that is None.

    ``charset`` is the encoding that came with the data. Raises ProblemError where it cannot be read.
    """
    if form is None and data.startswith(b"%PDF-"):
        form = "pdf"
    limit = MOST_PAGE_BYTES if form in ("page", "mail", "pdf") else MOST_BYTES
    if len(data) > limit:
        raise too_large(len(data), where, limit)
    if form in _BYTES:
        if not data.strip():
            raise ProblemError(Problem("is empty", where, "nothing to read in it"))
        return _BYTES[form](data, where)
    if charset is None and form in (None, "page"):
        charset = declared_encoding(data)
    text = decode(data, where, charset)
    if form is None:
        form = _begins_as(text)
    elif form == "text" and is_page(text):
        form = "page"
    if form == "page" and len(data) > MOST_PAGE_BYTES:
        raise too_large(len(data), where, MOST_PAGE_BYTES)
    return _TEXTS[form](text, where)


def too_large(size: int, where: str, limit: int = MOST_BYTES) -> ProblemError:
    """The error of a source of ``size`` bytes."""
    told = f"is {size / 1e6:.0f} MB large, and {limit // 1_000_000} MB is the most that is read"
    return ProblemError(Problem(told, where, "split it, or save the text of the article alone"))


def _begins_as(text: str) -> str:
    """The form of a text that has no telling name."""
    if is_page(text):
        return "page"
    if text.lstrip()[:1] in ("{", "["):
        if is_jsonl(text):
            return "jsonl"
        records = read_json(text, "")
        # an article may begin with a bracket: "[Photo] ...", "[Exclusive] ..."
        return "json" if text.lstrip()[:1] == "{" or not records.problems else "text"
    return "text"
