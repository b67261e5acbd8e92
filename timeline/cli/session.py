"""A review on the terminal: one draft at a time beside its highlighted sentence, one key a decision.

Every decision is kept at once, so quitting loses nothing and the next session goes on where this one stopped.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from timeline.cli import ask
from timeline.cli.event_form import ask_again, choose_fields, events_for_choice
from timeline.cli.narration import say, tell
from timeline.cli.output import shown, sides_shown, term_shown
from timeline.model.problems import ProblemError
from timeline.model.visible import visible
from timeline.model.wording import count

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from timeline.model.article import Article
    from timeline.model.draft import Draft
    from timeline.store.store import Store

KEYS = "[a]ccept  [e]dit  [r]eject  [m]erge  [s]kip  [u]ndo  [v]iew  [?]  [q]uit"

_MEANING = """\
  a  accept the draft as it was read     e  correct it first, then accept it
  r  reject it: no event of these talks  m  merge it into an event as another source
  s  skip it; it waits for next time     u  undo the last decision of this session
  v  view the article around the words   q  quit; what was decided is kept"""


def go_through(console: Console, store: Store, who: str, waiting: list[Draft]) -> int:
    """Have a person decide on drafts; the exit code: 130 where Ctrl-C ended it."""
    session = _Session(console, store, who, deque(waiting), len(waiting))
    code = session.run()
    waits = sum(state == "pending" for state in _states(store, waiting).values())
    say(f"{len(session.decided)} decided, and kept; {drafts_wait(waits)}")
    return code


def drafts_wait(number: int) -> str:
    """``1 draft waits``, ``2 drafts wait``."""
    return f"{count(number, 'draft')} {'waits' if number == 1 else 'wait'}"


@dataclass
class _Session:
    """A person going through drafts: those that are left, what was decided, and what was said of unknown names."""

    console: Console
    store: Store
    who: str
    queue: deque[Draft]
    total: int
    decided: list[tuple[Draft, str]] = field(default_factory=list)
    memory: ask.Memory = field(default_factory=dict)

    def run(self) -> int:
        """Show draft after draft and do what the key pressed says, until none is left or the person is done."""
        while self.queue:
            draft = self.queue[0]
            if not _shown(self.console, self.store, draft, f"{self.total - len(self.queue) + 1} of {self.total}"):
                self.queue.popleft()
                continue
            try:
                pressed = self._key(draft)
            except KeyboardInterrupt:
                say("")
                return 130
            if pressed == "q":
                break
            try:
                self._do(pressed, draft)
            except ProblemError as error:
                tell(error.problems)
                self.queue[0] = _as_it_stands(self.store, draft)
            except (EOFError, KeyboardInterrupt):
                say("left as it was; what was decided before stays")
        return 0

    def _key(self, draft: Draft) -> str:
        """The key pressed, once it is one that does something."""
        while (pressed := ask.key(KEYS, "aermsuv?q")) in "v?":
            say(_MEANING) if pressed == "?" else _view(self.console, self.store, draft)
        return pressed

    def _do(self, pressed: str, draft: Draft) -> None:
        from timeline.workflow import review

        match pressed:
            case "s":
                self.queue.popleft()
            case "u":
                self._undo()
            case "r":
                review.reject(self.store, self.who, draft.draft_id, ask.line("why (may be empty)") or None)
                self._is_decided("rejected")
            case "m":
                event_id = _pick_event(self.store, draft)
                if event_id is not None:
                    event = review.merge(self.store, self.who, draft.draft_id, event_id, seen=draft, tell=say)
                    self._is_decided(f"merged into {event.event_id}")
            case _:
                event_id = _accept(self.store, self.who, draft, self.memory, edit=pressed == "e")
                self._is_decided(f"accepted as {event_id}")

    def _is_decided(self, what: str) -> None:
        self.decided.append((self.queue.popleft(), what))
        say(what)

    def _undo(self) -> None:
        """Take the last decision back; its draft comes next."""
        from timeline.workflow import review

        if not self.decided:
            say("nothing to undo in this session; `timeline review --undo DRAFT` undoes an older decision")
            return
        last, what = self.decided[-1]
        review.undo(self.store, self.who, last.draft_id)
        self.decided.pop()
        self.memory.clear()
        self.queue.appendleft(last)
        say(f"undone: {what}")


_AROUND = 1000
"""Characters of an article that are shown before and after the words of a draft."""


def _view(console: Console, store: Store, draft: Draft) -> None:
    """Show the article around the words that a draft was read from."""
    from rich.text import Text

    with store.reading() as reader:
        article = reader.record("article", draft.article_id)
    first, last = min(span.start for span in draft.evidence), max(span.end for span in draft.evidence)
    begin, end = max(first - _AROUND, 0), min(last + _AROUND, len(article.text))
    console.print(Text("… " if begin else ""), end="")
    console.print(_marked(article, draft, begin, end), end="")
    console.print(Text(" …" if end < len(article.text) else ""))
    console.print()


def _marked(article: Article, draft: Draft, begin: int, end: int) -> Text:
    """A part of an article with the words of a draft highlighted."""
    from rich.text import Text

    quoted = [(each.start, min(each.end, end)) for each in draft.evidence if begin <= each.start < end]
    cuts = sorted({begin, end, *(cut for pair in quoted for cut in pair)})
    text = Text()
    for first, last in pairwise(cuts):  # each piece by itself, since spelling out unseen signs moves the places
        marked = any(start <= first < stop for start, stop in quoted)
        text.append(visible(article.text[first:last]), style="bold reverse" if marked else None)
    return text


def _states(store: Store, drafts: list[Draft]) -> dict[str, str]:
    """How the drafts stand now."""
    wanted = {draft.draft_id for draft in drafts}
    with store.reading() as reader:
        states = reader.drafts(drafts[0].negotiation_id)
    return {draft.draft_id: state for draft, state, _ in states if draft.draft_id in wanted}


def _as_it_stands(store: Store, draft: Draft) -> Draft:
    """A draft as it was read last: reading the article anew may have changed it."""
    with store.reading() as reader:
        found = reader.find("draft", draft.draft_id)
    return found or draft


def _shown(console: Console, store: Store, draft: Draft, position: str) -> bool:
    """Show a draft, what it is tied to and what it may be about; False where it was decided meanwhile."""
    from timeline.workflow.match import OFFER, matches

    with store.reading() as reader:
        decision = reader.find("decision", draft.draft_id)
        if decision is not None:
            made = f" as {decision.event_id}" if decision.event_id else ""
            say(f"{draft.draft_id} was {decision.verdict}{made} elsewhere meanwhile; passed over")
            return False
        article = reader.record("article", draft.article_id)
        likely = matches(draft, reader.events(draft.negotiation_id), reader.registry())[:1]
        others = reader.drafts(draft.negotiation_id, draft.article_id) if draft.links else []
    show_draft(console, draft, article, position, {other.draft_id: other for other, _, _ in others})
    if likely and likely[0].score >= OFFER:
        say(f"May tell of {likely[0].event.event_id}: {likely[0].event.summary}")
        say(f"  {likely[0].score:.2f}: {likely[0].reason}; [m] merges this draft into it as another source")
    return True


def _accept(store: Store, who: str, draft: Draft, memory: ask.Memory, edit: bool) -> str:
    from timeline.workflow import review
    from timeline.workflow.desk import desk_for

    with store.reading() as reader:
        desk = desk_for(store, draft.negotiation_id, [draft])
        events = events_for_choice(reader, str(draft.negotiation_id))
    values = review.draft_plain(draft)
    if edit:
        values = choose_fields(values, desk, events)
    while True:
        try:
            named = ask.about_name(desk, memory)
            return review.accept(store, who, draft.draft_id, values, named, draft, say).event_id
        except ProblemError as error:
            if _states(store, [draft]).get(draft.draft_id) != "pending" or _as_it_stands(store, draft) != draft:
                raise
            values = ask_again(error.problems, values, desk, events)


_OFFERED = 9
"""Events that are offered to merge a draft into."""


def _pick_event(store: Store, draft: Draft) -> str | None:
    """An event of the negotiation chosen by number, the likeliest first with the reason."""
    from timeline.workflow.match import matches

    with store.reading() as reader:
        events = reader.events(draft.negotiation_id)
        found = matches(draft, events, reader.registry())
    likely = [match.event.event_id for match in found]
    rest = [event for event in events if event.event_id not in likely]
    rest.sort(key=lambda event: (event.type != draft.type, event.event_id))
    ordered = [(match.event, f"  ({match.score:.2f}: {match.reason})") for match in found]
    ordered += [(event, "") for event in rest]
    offered = ordered[:_OFFERED]
    if not offered:
        say("there is no event to merge into yet")
        return None
    lines = [f"{e.event_id}  {e.type}  {e.date or 'date unknown'}  {e.summary}{why}" for e, why in offered]
    if len(ordered) > len(offered):
        told = f"the likeliest {len(offered)} of {count(len(ordered), 'event')}"
        say(f"{told}; `timeline review --merge {draft.draft_id} EVENT` takes any")
    picked = ask.choice("merge into", lines)
    return None if picked is None else offered[picked][0].event_id


def show_draft(
    console: Console, draft: Draft, article: Article, position: str, others: Mapping[str, Draft] | None = None
) -> None:
    """A draft beside the sentence that proves it, the quotation highlighted; its ties with the words of ``others``."""
    from rich.rule import Rule
    from rich.table import Table
    from rich.text import Text

    from timeline.workflow.review import in_context

    console.print(Rule(f"{position}   {draft.draft_id}", align="left"))
    console.print(Text(visible(f"{article.label}  {article.title or ''}"), style="dim"))
    shown: list[tuple[int, int]] = []
    for span in draft.evidence:
        begin, end = in_context(article, span.start, span.end)
        if (begin, end) in shown:
            continue
        shown.append((begin, end))
        console.print(_marked(article, draft, begin, end))
    console.print()
    fields = Table.grid(padding=(0, 2))
    fields.add_column(justify="right", min_width=12, style="bold")
    fields.add_column()
    for name, value in _fields_shown(draft, others or {}):
        fields.add_row(name, Text(visible(value)))
    fields.add_row("rule", Text(visible(draft.reading)), style="dim")
    console.print(fields)
    console.print()


def _fields_shown(draft: Draft, others: Mapping[str, Draft]) -> list[tuple[str, str]]:
    """What a draft says, as label and text; what it does not know is said to be unknown.

    Of the drafts it is tied to the words are shown, where ``others`` has them.
    """
    rows = [
        ("type", draft.type + ("" if draft.modality == "actual" else f", {draft.modality}")),
        ("date", str(draft.date or "unknown")),
        ("parties", sides_shown(draft.parties, draft.by_parties)),
        ("actors", ", ".join(draft.actors)),
        ("issue", draft.issue or ""),
        ("summary", draft.summary),
        *((name.replace("_", " "), shown(value)) for name, value in draft.attributes.items()),
        ("terms", "; ".join(term_shown(term) for term in draft.terms)),
        ("reported by", draft.reported_by or ""),
        *((tie.rel.replace("_", " "), _tied(tie.draft_id, others)) for tie in draft.links),
    ]
    return [(name, value) for name, value in rows if value]


def _tied(draft_id: str, others: Mapping[str, Draft]) -> str:
    other = others.get(draft_id)
    return f"“{' '.join(other.evidence[0].quote.split())}” ({other.type}, {draft_id})" if other else draft_id
