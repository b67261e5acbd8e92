"""Answers kept on disk, so that an article read once by a model and prompt is not sent and paid for again."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from timeline.llm.answer import Answer
from timeline.llm.parts import Part
from timeline.model.article import Article
from timeline.model.whole import write_whole

FOLDER = "TIMELINE_LLM_CACHE"
"""The variable that names the folder."""


def default_folder() -> Path:
    """``TIMELINE_LLM_CACHE``, else ``timeline/llm`` in the user's cache folder."""
    named = os.environ.get(FOLDER)
    if named:
        return Path(named)
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "timeline" / "llm"


@dataclass(frozen=True, slots=True)
class Halved:
    """What stands for an answer that became too long: the part was asked about in two halves."""


@dataclass(frozen=True, slots=True)
class Cache:
    """Readings of one model with one prompt: a JSON file for each part of each article."""

    folder: Path
    model: str
    """Model and, where there is one, endpoint."""
    prompt: str
    fresh: bool = False
    """Whether to overlook what is kept, and replace it."""

    def get(self, article: Article, part: Part) -> Answer | Halved | None:
        """What is kept about this part; None where nothing is, or the file is damaged or of something else."""
        if self.fresh:
            return None
        try:
            kept = json.loads(self._path(article, part).read_bytes())
            if kept["asked"] != self._asked(article, part):
                return None
            return Halved() if kept["halved"] else Answer.of_raw(kept["events"])
        except (OSError, ValueError, KeyError, TypeError, ValidationError):
            return None

    def put(self, article: Article, part: Part, answer: Answer | Halved) -> None:
        """Keep an answer. The file appears whole or not at all. Raises ProblemError where it cannot be written."""
        halved = isinstance(answer, Halved)
        kept = {
            "asked": self._asked(article, part),
            "halved": halved,
            "events": [] if isinstance(answer, Halved) else answer.to_raw(),
        }
        write_whole(self._path(article, part), json.dumps(kept, ensure_ascii=False, indent=1).encode())

    def _asked(self, article: Article, part: Part) -> dict[str, Any]:
        """All that the answer depends on."""
        return {
            "article": article.article_id,
            "published": str(article.published),
            "title": article.title,
            "publisher": article.publisher,
            "start": part.start,
            "end": part.end,
            "model": self.model,
            "prompt": self.prompt,
        }

    def _path(self, article: Article, part: Part) -> Path:
        key = sha256(json.dumps(self._asked(article, part), sort_keys=True).encode()).hexdigest()[:20]
        return self.folder / f"{article.article_id}-{key}.json"
