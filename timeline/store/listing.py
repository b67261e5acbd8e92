"""What is in the store, view by view, with filters: the SQL behind ``timeline list``."""

from __future__ import annotations

from collections.abc import Iterable

_FIRST_WORDS = "regexp_replace(regexp_extract(text, '^\\s*(\\S+(?:\\s+\\S+){0,7})', 1), '\\s+', ' ', 'g') || ' ...'"
_FOR_PEOPLE = {"title": f"coalesce(title, {_FIRST_WORDS}) AS title"}
"""What is shown to people instead of a column: for an article without a headline the first words of its text."""

_COLUMNS: dict[str, tuple[str, ...]] = {
    "events": (
        "event_id",
        "date_edtf",
        "type",
        "modality",
        "parties",
        "by_parties",
        "actors",
        "issues",
        "summary",
        "told_by",
    ),
    "drafts": (
        "draft_id",
        "state",
        "type",
        "modality",
        "date_edtf",
        "parties",
        "by_parties",
        "actors",
        "issue",
        "summary",
        "article_id",
    ),
    "articles": ("article_id", "published_edtf", "publisher", "title", "url", "negotiations"),
    "actors": ("actor_id", "name", "party", "kind", "aliases"),
    "issues": ("negotiation_id", "issue_id", "name", "parent", "phrases"),
    "parties": ("party", "name", "kind", "members"),
    "negotiations": ("negotiation_id", "title", "parties", "stalled_after_days"),
}
"""What is shown of each view."""
VIEWS = tuple(_COLUMNS)

FILTERS: dict[str, dict[str, str]] = {
    "negotiation": {
        "events": "negotiation_id = $negotiation",
        "drafts": "negotiation_id = $negotiation",
        "issues": "negotiation_id = $negotiation",
        "negotiations": "negotiation_id = $negotiation",
        "articles": "list_contains(negotiations, $negotiation)",
    },
    "type": {"events": "type = $type", "drafts": "type = $type"},
    "modality": {"events": "modality = $modality", "drafts": "modality = $modality"},
    "state": {"drafts": "state = $state"},
    "party": {
        "events": "list_contains(parties, $party)",
        "drafts": "list_contains(parties, $party)",
        "actors": "party = $party",
        "negotiations": "list_contains(parties, $party)",
    },
    "actor": {"events": "list_contains(actors, $actor)"},
    "issue": {"events": "list_contains(issues, $issue)", "drafts": "issue = $issue"},
    "article": {
        "events": "list_contains([e.article_id FOR e IN evidence], $article)",
        "drafts": "article_id = $article",
        "articles": "article_id = $article",
    },
    "since": {"events": "date_last >= $since", "drafts": "date_last >= $since", "articles": "published_last >= $since"},
    "until": {
        "events": "date_first <= $until",
        "drafts": "date_first <= $until",
        "articles": "published_first <= $until",
    },
    "search": {
        "events": "contains(lower(summary), lower($search))",
        "drafts": "contains(lower(summary), lower($search))",
        "articles": "contains(lower(text), lower($search))",
        "actors": "contains(lower(name), lower($search))",
        "issues": "contains(lower(name), lower($search))",
    },
}
"""Condition of each option, by the views that it can filter."""

_ORDER = {  # an undated event had happened by the day that it was told
    "events": "coalesce(date_first, told_by) NULLS LAST, date_last, event_id",
    "drafts": "(SELECT a.published_first FROM articles a WHERE a.article_id = drafts.article_id), article_id, "
    'evidence[1]."start", draft_id',
    "articles": "published_first, article_id",
}


def listing(view: str, filters: Iterable[str], limit: int | None = None, for_people: bool = False) -> str:
    """The query for the rows of one of VIEWS that pass filters of that view, each with its value as a parameter.

    With ``limit`` only the first rows. ``for_people`` gives an article without a title the first words of its text.
    """
    cut = "" if limit is None else f" LIMIT {int(limit)}"
    shown = _FOR_PEOPLE if for_people and view == "articles" else {}
    columns = ", ".join(shown.get(column, column) for column in _COLUMNS[view])
    return f"SELECT {columns} FROM {view} {_where(view, filters)}ORDER BY {_ORDER.get(view, 'ALL')}{cut}"


def number_listed(view: str, filters: Iterable[str]) -> str:
    """The query for how many rows :func:`listing` has without a limit."""
    return f"SELECT count(*) FROM {view} {_where(view, filters)}"


def _where(view: str, filters: Iterable[str]) -> str:
    wanted = [FILTERS[name][view] for name in filters]
    return f"WHERE {' AND '.join(wanted)} " if wanted else ""
