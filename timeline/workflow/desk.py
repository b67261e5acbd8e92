"""The desk at which a person writes an event: what is registered, and the articles at hand."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from timeline.model.article import Article
from timeline.model.draft import Draft
from timeline.model.registry import Registry
from timeline.store.store import Reader, Store


@dataclass(frozen=True)
class Desk:
    """What the plain form is read against: the registry, and a way to an article by its id or url."""

    registry: Registry
    article: Callable[[str], Article | None]
    negotiation: str | None = None
    """The negotiation meant where the entry does not name one."""


def desk_of(reader: Reader, negotiation: str | None = None) -> Desk:
    """What an event's plain form is read against, for as long as the store is open."""
    return Desk(reader.registry(), reader.article_named, negotiation)


def desk_for(store: Store, negotiation: str | None = None, drafts: Iterable[Draft] = ()) -> Desk:
    """The same for a person who takes their time: the store is opened for each look-up.

    Not for the articles of ``drafts``, which are looked up now.
    """
    with store.reading() as reader:
        at_hand = reader.quoted(drafts)
        registry = reader.registry()

    def article(name: str) -> Article | None:
        if name in at_hand:
            return at_hand[name]
        with store.reading() as reader:
            return reader.article_named(name)

    return Desk(registry, article, negotiation)
