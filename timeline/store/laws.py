"""The laws that every write keeps and ``check`` verifies, as a list of functions over values.

A law looks at one change and at what is known, and yields problems; it never looks at the database itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from timeline.model.article import Article
from timeline.model.draft import Decision, Draft
from timeline.model.events import EventBase, Evidence, Relation
from timeline.model.ledger import KINDS, AnyRecord, Change, Kind, id_of, kind_of
from timeline.model.problems import Problem, did_you_mean
from timeline.model.registry import Actor, Issue, Negotiation, Party

Key = tuple[Kind, str]
Latest = tuple[int, AnyRecord | None]
"""Number of the latest version of a record and the record: (0, None) when never recorded, (n, None) when retracted."""


@dataclass
class Known:
    """What stands while a transaction is checked: the changes so far over what was there before."""

    before: Callable[[Kind, str], Latest] = lambda kind, id: (0, None)
    """Looks up the latest version of a record outside the transaction."""
    mentions: Callable[[str], Iterable[AnyRecord]] = lambda id: ()
    """Standing records outside the transaction whose text contains an id (a superset of its referrers)."""
    names: Callable[[Kind], Iterable[str]] = lambda kind: ()
    """All ids of a kind, for hints."""
    seen: dict[Key, Latest] = field(default_factory=dict)
    needs: dict[Key, set[Key]] = field(default_factory=lambda: defaultdict(set))
    """What changed records refer to, the other way round: by what is referred to."""
    replaced: dict[Key, AnyRecord] = field(default_factory=dict)
    """What stood before the changes of the transaction that is checked, of those records that they change."""

    def latest(self, kind: Kind, id: str) -> Latest:
        """Version number and record; (0, None) when never recorded, (n, None) when retracted."""
        if (kind, id) not in self.seen:
            self.seen[kind, id] = self.before(kind, id)
        return self.seen[kind, id]

    def live(self, kind: Kind, id: str) -> AnyRecord | None:
        """The record as it stands, or None."""
        return self.latest(kind, id)[1]

    def take(self, change: Change) -> None:
        """Take a change in: from now on it is what stands."""
        version, standing = self.latest(change.kind, change.id)
        if standing is not None:
            self.replaced[change.kind, change.id] = standing
        self.seen[change.kind, change.id] = (version + 1, change.record)
        if change.record is not None:
            for key in references(change.record):
                self.needs[key].add((change.kind, change.id))

    def referrers(self, kind: Kind, id: str) -> list[Key]:
        """What still refers to a record."""
        candidates = {(kind_of(record), id_of(record)) for record in self.mentions(id)} | self.needs[kind, id]
        found = []
        for other in sorted(candidates):
            record = self.live(*other)
            if record is not None and (kind, id) in set(references(record)):
                found.append(other)
        return found


def needs(record: AnyRecord | None) -> Iterator[Key]:
    """What the laws look up to judge a change to this record."""
    if record is not None:
        yield from references(record)
    if isinstance(record, Draft):
        yield "decision", record.draft_id


def needs_referrers(change: Change) -> bool:
    """Whether the laws ask what refers to the record: where it is withdrawn, or becomes a copy."""
    copied = change.action == "amend" and isinstance(change.record, Article) and change.record.copy_of is not None
    return change.action == "retract" or copied


def references(record: AnyRecord) -> Iterator[Key]:
    """Every record that this one needs to stand."""
    match record:
        case Negotiation():
            yield from (("party", code) for code in record.parties)
        case Actor():
            if record.party:
                yield "party", record.party
        case Issue():
            yield "negotiation", record.negotiation_id
            for other in (record.parent, *(link.issue_id for link in record.links)):
                if other:
                    yield "issue", f"{record.negotiation_id}/{other}"
        case Article():
            yield from (("negotiation", id) for id in record.negotiations)
            if record.copy_of:
                yield "article", record.copy_of
        case Draft():
            yield "article", record.article_id
            if record.negotiation_id:
                yield "negotiation", record.negotiation_id
            yield from (("article", span.article_id) for span in record.evidence)
            yield from (("draft", link.draft_id) for link in record.links)
            yield from (("party", term.party) for term in record.terms if term.party)
        case Decision():
            yield "draft", record.draft_id
            if record.event_id:
                yield "event", record.event_id
        case EventBase():
            yield "negotiation", record.negotiation_id
            yield from (("party", code) for code in record.parties)
            yield from (("actor", id) for id in record.actors)
            yield from (("issue", f"{record.negotiation_id}/{id}") for id in record.issues)
            yield from (("article", span.article_id) for span in record.evidence)
            yield from (("event", link.event_id) for link in record.links)
            yield from (("party", term.party) for term in record.terms if term.party)
        case Party():
            return


def check_transaction(changes: list[Change], known: Known) -> list[tuple[int, Problem]]:
    """Every breach by the changes of one transaction, with the index of the change. ``known`` takes them in."""
    found = []
    known.replaced.clear()
    for index, change in enumerate(changes):
        found += [(index, problem) for problem in _history_is_in_order(change, known)]
        known.take(change)
    for index, change in enumerate(changes):
        for law in LAWS:
            found += [(index, problem) for problem in law(change, known)]
    before: set[Key] = set()
    for index, change in enumerate(changes):
        if (change.kind, change.id) in before:
            found.append((index, Problem("is changed twice in one transaction", f"{change.kind} {change.id}")))
        before.add((change.kind, change.id))
    return found


def _history_is_in_order(change: Change, known: Known) -> Iterator[Problem]:
    where = f"{change.kind} {change.id}"
    standing = known.live(change.kind, change.id)
    if change.action == "record" and standing is not None:
        command = f"timeline amend {change.id} --set FIELD=VALUE --why TEXT"
        amend = command if change.kind in ("negotiation", "party", "actor", "issue") else "amend it"
        yield Problem("is already recorded", where, f"{amend}, or choose another id")
    if change.action != "record":
        if standing is None:
            yield Problem(f"is not recorded, so there is nothing to {change.action}", where)
        if not change.reason:
            yield Problem(f"has no reason for the {change.action}", where, "say why")


def _record_fits_the_action(change: Change, known: Known) -> Iterator[Problem]:
    """A retraction carries no record, everything else one of its own kind and id."""
    where = f"{change.kind} {change.id}"
    if (change.record is None) != (change.action == "retract"):
        yield Problem(
            f"has {'no' if change.record is None else 'a'} record, though the action is {change.action}", where
        )
    elif change.record is not None and (kind_of(change.record), id_of(change.record)) != (change.kind, change.id):
        yield Problem(f"holds the record of {kind_of(change.record)} {id_of(change.record)}", where)


def _references_stand(change: Change, known: Known) -> Iterator[Problem]:
    """Whatever a record refers to is recorded."""
    if change.record is None:
        return
    for kind, id in references(change.record):
        if known.live(kind, id) is None:
            gone = "was retracted" if known.latest(kind, id)[0] else "is not recorded"
            yield Problem(f"{kind} {id} {gone}", f"{change.kind} {change.id}", did_you_mean(id, known.names(kind)))


def _quotes_are_exact(change: Change, known: Known) -> Iterator[Problem]:
    """Grounded: ``article.text[start:end] == quote``."""
    spans: tuple[Evidence, ...] = getattr(change.record, "evidence", ())
    for span in spans:
        article = known.live("article", span.article_id)
        if isinstance(article, Article) and article.text[span.start : span.end] != span.quote:
            at = article.text.find(span.quote)
            hint = f"the text has it at {at}" if at >= 0 else "the text does not have these words"
            yield Problem(
                f"the quote {_shortened(span.quote)!r} is not what article {span.article_id} says at "
                f"{span.start}:{span.end}",
                f"{change.kind} {change.id}",
                hint,
            )


def _links_stay_within_the_negotiation(change: Change, known: Known) -> Iterator[Problem]:
    """An event's id names its negotiation, and it is tied to other events of that one only, never to itself."""
    if isinstance(change.record, Decision) and change.record.event_id:
        draft, event = known.live("draft", change.id), known.live("event", change.record.event_id)
        if isinstance(draft, Draft) and isinstance(event, EventBase) and draft.negotiation_id != event.negotiation_id:
            yield Problem(f"is of {draft.negotiation_id}, its event of {event.negotiation_id}", f"draft {change.id}")
    if not isinstance(change.record, EventBase):
        return
    if not change.id.startswith(f"{change.record.negotiation_id}-"):
        yield Problem(
            f"cannot belong to {change.record.negotiation_id}", f"event {change.id}", "retract it, and add it there"
        )
    for link in change.record.links:
        other = known.live("event", link.event_id)
        if link.event_id == change.id:
            yield Problem(f"{link.rel} itself", f"event {change.id}")
        elif isinstance(other, EventBase) and other.negotiation_id != change.record.negotiation_id:
            yield Problem(f"{link.rel} {link.event_id}, which belongs to {other.negotiation_id}", f"event {change.id}")


def _nothing_leads_back_to_itself(change: Change, known: Known) -> Iterator[Problem]:
    """No record is, through others of its kind, a part, a copy or a successor of itself."""
    for relation, onward in _ONWARD.items():
        trail, ahead = {change.id}, onward(change.record)
        while ahead:
            id = ahead.pop()
            if id == change.id:
                yield Problem(f"is through {relation} tied to itself", f"{change.kind} {change.id}")
                break
            if id not in trail:
                trail.add(id)
                ahead += onward(known.live(change.kind, id))


def _linked(relation: Relation) -> Callable[[AnyRecord | None], list[str]]:
    return lambda record: [
        link.event_id for link in (record.links if isinstance(record, EventBase) else ()) if link.rel == relation
    ]


_ONWARD: dict[str, Callable[[AnyRecord | None], list[str]]] = {
    "parent": lambda r: [f"{r.negotiation_id}/{r.parent}"] if isinstance(r, Issue) and r.parent else [],
    "copy_of": lambda r: [r.copy_of] if isinstance(r, Article) and r.copy_of else [],
    "supersedes": _linked("supersedes"),
    "part_of": _linked("part_of"),
    "responds_to": _linked("responds_to"),
}
"""For each relation that may not go in a circle, the ids that a record leads on to."""


def _a_copy_names_the_first_text(change: Change, known: Known) -> Iterator[Problem]:
    """``copy_of`` is one step: to a text that is no copy itself, also where that text is called a copy only later."""
    if isinstance(change.record, Article) and change.record.copy_of:
        before = known.replaced.get(("article", change.id))
        if isinstance(before, Article) and before.copy_of != change.record.copy_of:
            for kind, id in known.referrers("article", change.id):
                if kind == "article":
                    told = f"cannot be a copy of {change.record.copy_of}, since article {id} is a copy of it"
                    hint = f"amend that to be a copy of {change.record.copy_of} first"
                    yield Problem(told, f"article {change.id}", hint)
        original = known.live("article", change.record.copy_of)
        if isinstance(original, Article) and original.copy_of:
            yield Problem(
                f"is a copy of {original.article_id}, itself a copy", f"article {change.id}", f"name {original.copy_of}"
            )


def _nothing_still_needs_it(change: Change, known: Known) -> Iterator[Problem]:
    """A record that others refer to is not withdrawn."""
    if change.action == "retract":
        needed_by = [" ".join(key) for key in known.referrers(change.kind, change.id)]
        if needed_by:
            some = ", ".join(needed_by[:5]) + (f" and {len(needed_by) - 5} more" if len(needed_by) > 5 else "")
            yield Problem(f"is still referred to by {some}", f"{change.kind} {change.id}", "change those first")


def _a_decided_draft_stays_as_read(change: Change, known: Known) -> Iterator[Problem]:
    """Draft is not decision: the reading that a person decided on is never altered, only a waiting one is read anew."""
    if change.kind == "draft" and change.action != "record":
        decision = known.live("decision", change.id)
        if isinstance(decision, Decision) and decision.verdict != "superseded":
            told = f"is {decision.verdict}, so the reading stays as it was"
            yield Problem(told, f"draft {change.id}", "undo the decision first")


LAWS: tuple[Callable[[Change, Known], Iterator[Problem]], ...] = (
    _record_fits_the_action,
    _references_stand,
    _quotes_are_exact,
    _links_stay_within_the_negotiation,
    _nothing_leads_back_to_itself,
    _a_copy_names_the_first_text,
    _nothing_still_needs_it,
    _a_decided_draft_stays_as_read,
)


def in_order(changes: Iterable[Change]) -> list[Change]:
    """Changes of one transaction in the order in which the ledger keeps them: by kind, then id."""
    return sorted(changes, key=lambda change: (KINDS.index(change.kind), change.id))


def _shortened(text: str) -> str:
    """``text`` on one line, cut to 60 characters with an ellipsis."""
    line = " ".join(text.split())
    return line if len(line) <= 60 else line[:59] + "…"
