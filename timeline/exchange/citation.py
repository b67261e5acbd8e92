"""The sources for reference managers: CSL JSON, one item an article."""

from __future__ import annotations

import json
import re
from typing import Any

from timeline.exchange.names import date_words, web_address
from timeline.exchange.publication import Document, LeftOut, Publication
from timeline.model.article import Article
from timeline.model.edtf import Edtf
from timeline.model.wording import count


def citations(publication: Publication) -> Document:
    """The articles that the events quote, by date and id."""
    left_out = LeftOut()
    articles = sorted(publication.articles.values(), key=lambda article: (article.published, article.article_id))
    items = [_item(article) for article in articles]
    by_id = {article.article_id: article for article in articles}
    for item in items:
        if "title" not in item:
            left_out.note("without a title, which is not known", noun="source")
        if item["issued"].get("circa") and by_id[item["id"]].published.uncertain:
            left_out.note("with an uncertain date, for which CSL has only about", noun="source")
        if "literal" in item["issued"]:
            left_out.note("with the date in words, for which CSL has no parts", noun="source")
    text = json.dumps(items, ensure_ascii=False, indent=1) + "\n"
    return Document(text, count(len(items), "source"), left_out.said())


def _item(article: Article) -> dict[str, Any]:
    """What is known of one article; who wrote it and what kind of text it is are not recorded, and not guessed."""
    address = web_address(article.url)
    item: dict[str, Any] = {"id": article.article_id, "type": "webpage" if address else "document"}
    if article.title:
        item["title"] = article.title
    if article.publisher:
        item["container-title" if address else "publisher"] = article.publisher
    item["issued"] = issued(article.published)
    if address:
        item["URL"] = address
    item["language"] = article.language
    if article.source_id:
        item["number"] = article.source_id
    return item


def issued(date: Edtf) -> dict[str, Any]:
    """An EDTF date as CSL has it: a day, month or year, a span of two, about; anything else in words."""
    parts = [_parts(each) for each in date.text.split("/")]
    if not all(parts):
        return {"literal": date_words(date)}
    said: dict[str, Any] = {"date-parts": parts}
    if date.approximate or date.uncertain:
        said["circa"] = True
    return said


def _parts(text: str) -> list[int]:
    """``[2025, 9, 24]``; empty where the text is no day, month or year of the calendar."""
    match = re.fullmatch(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(\d\d))?)?[~?%]?", text)
    return [int(part) for part in match.groups() if part] if match else []
