"""In which language a text is, where nothing says so."""

from __future__ import annotations

from timeline.extract.text.language import is_english
from timeline.model.article import Article

UNTOLD = "und"
"""The tag of a language that is not told (ISO 639-2)."""


def in_its_language(article: Article) -> Article:
    """The article, whose language is not told where it would be stored as English and plainly is not.

    A page's template often says English whatever is written in it, and a text that says nothing is taken for English.
    """
    if article.language.partition("-")[0] == "en" and not is_english(article.text.lower()):
        return article.model_copy(update={"language": UNTOLD})
    return article
