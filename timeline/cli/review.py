"""``timeline review``: one draft at a time beside its highlighted sentence, one key a decision.

Every decision is kept at once, so quitting loses nothing and the next session goes on where this one stopped.
"""

from __future__ import annotations

import argparse
from collections import deque
from collections.abc import Mapping
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from timeline.cli import ask
from timeline.cli.event_form import ask_again, choose_fields, events_for_choice
from timeline.cli.named import the_negotiation
from timeline.cli.narration import interactive, say, tell
from timeline.cli.options import author, author_option, negotiation_option
from timeline.cli.output import shown, sides_shown, term_shown
from timeline.model.problems import Problem, ProblemError, UsageProblem
from timeline.model.visible import visible
from timeline.model.wording import count

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from timeline.model.article import Article
    from timeline.model.draft import Draft
    from timeline.store.store import Store
    from timeline.workflow.plain import Unregistered

KEYS = "[a]ccept  [e]dit  [r]eject  [m]erge  [s]kip  [u]ndo  [v]iew  [?]  [q]uit"

_MEANING = """\
  a  accept the draft as it was read     e  correct it first, then accept it
  r  reject it: no event of these talks  m  merge it into an event as another source
  s  skip it; it waits for next time     u  undo the last decision of this session
  v  view the article around the words   q  quit; what was decided is kept"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Arguments of the command. With none of the flags for single decisions, a person reviews on the terminal."""
    parser.add_argument("--article", metavar="ID", help="only the drafts of one article")
    parser.add_argument("--accept", nargs="+", metavar="DRAFT", help="accept drafts as read, without asking")
    parser.add_argument("--reject", nargs="+", metavar="DRAFT", help="reject drafts")
    parser.add_argument(
        "--merge", nargs=2, metavar=("DRAFT", "EVENT"), help="add a draft to an event as another source"
    )
    parser.add_argument("--undo", nargs="+", metavar="DRAFT", help="take decisions back")
    parser.add_argument("--why", help="the reason of a rejection")
    parser.add_argument(
        "--leave-out",
        action="store_true",
        help="with --accept: leave out names that are not registered instead of refusing",
    )
    negotiation_option(parser)
    author_option(parser)


def run(args: argparse.Namespace) -> int:
    """Carry out the decisions that flags name, or review on the terminal."""
    from timeline.store.store import Store

    store = Store(args.db)
    if args.accept or args.reject or args.merge or args.undo:
        return _by_flags(args, store)
    with store.reading() as reader:
        negotiation = the_negotiation(reader, args.negotiation)
        waiting = [d for d, state, _ in reader.drafts(negotiation, args.article) if state == "pending"]
    if not waiting:
        say("no draft waits")
        return 0
    if not interactive():
        hint = "use --accept, --reject, --merge, --undo; `timeline list drafts` shows the ids"
        raise UsageProblem(Problem(f"{_wait(len(waiting))}, but there is nobody to ask", hint=hint))
    return _session(args, store, waiting)


_OF_PARTIES = ("meeting", "agreement")
"""Types of event that take two parties: a flag may not make them those of one."""
_PAIR = 2


def _by_flags(args: argparse.Namespace, store: Store) -> int:
    from timeline.workflow import review
    from timeline.workflow.settle import LeaveOut

    who = author(args)
    left_out: dict[str, None] = {}

    def leave_out(unknown: Unregistered, candidates: list[str], values: Mapping[str, Any]) -> LeaveOut:
        if unknown.kind == "party" and values.get("type") in _OF_PARTIES and len(values.get("parties") or ()) <= _PAIR:
            told = f"{unknown.name} is a party of this {values['type']}: left out, it would be one of a single party"
            hint = f'timeline register party "{unknown.name}", or reject the draft'
            raise ProblemError(Problem(told, unknown.where, hint))
        left_out[unknown.name] = None
        return LeaveOut()

    accepted, rejected, undone = (dict.fromkeys(named or ()) for named in (args.accept, args.reject, args.undo))
    merged, into = ([args.merge[0]], [args.merge[1]]) if args.merge else ([], [])
    decided = [drafts for drafts in (accepted, rejected, merged, undone) if drafts]
    if len(decided) > 1 or merged or len(undone) > 1:  # those of one kind are looked at together when they are decided
        review.check_decisions(store, [*accepted, *rejected, *merged], into, [*undone])
    if accepted:
        events = review.accept_all(store, who, [*accepted], leave_out if args.leave_out else None, say)
        if left_out:
            say(f"left out, since nobody registered them: {', '.join(left_out)}")
        for draft_id, event in zip(accepted, events, strict=True):
            print(f"{draft_id}\taccepted\t{event.event_id}")
    if rejected:
        review.reject_all(store, who, [*rejected], args.why)
    for draft_id in rejected:
        print(f"{draft_id}\trejected\t")
    if args.merge:
        event = review.merge(store, who, args.merge[0], args.merge[1], tell=say)
        print(f"{args.merge[0]}\tmerged\t{event.event_id}")
    for draft_id in undone:
        review.undo(store, who, draft_id)
        print(f"{draft_id}\tpending\t")
    return 0


def _wait(number: int) -> str:
    return f"{count(number, 'draft')} {'waits' if number == 1 else 'wait'}"


def _session(args: argparse.Namespace, store: Store, waiting: list[Draft]) -> int:
    """Go through the drafts; undone ones come back next. 130 where Ctrl-C ended it."""
    from rich.console import Console

    from timeline.workflow import review

    console, who = Console(stderr=True, highlight=False), author(args)
    queue, decided, total = deque(waiting), list[tuple["Draft", str]](), len(waiting)
    memory: ask.Memory = {}
    code = 0
    while queue:
        draft = queue[0]
        if not _shown(console, store, draft, f"{total - len(queue) + 1} of {total}"):
            queue.popleft()
            continue
        try:
            pressed = ask.key(KEYS, "aermsuv?q")
            while pressed in "v?":
                say(_MEANING) if pressed == "?" else _view(console, store, draft)
                pressed = ask.key(KEYS, "aermsuv?q")
        except KeyboardInterrupt:
            say("")
            pressed, code = "q", 130
        try:
            match pressed:
                case "q":
                    break
                case "s":
                    queue.popleft()
                    continue
                case "u":
                    if not decided:
                        say("nothing to undo in this session; `timeline review --undo DRAFT` undoes an older decision")
                        continue
                    last, what = decided[-1]
                    review.undo(store, who, last.draft_id)
                    decided.pop()
                    memory.clear()
                    queue.appendleft(last)
                    say(f"undone: {what}")
                    continue
                case "r":
                    review.reject(store, who, draft.draft_id, ask.line("why (may be empty)") or None)
                    what = "rejected"
                case "m":
                    event_id = _pick_event(store, draft)
                    if event_id is None:
                        continue
                    event = review.merge(store, who, draft.draft_id, event_id, seen=draft, tell=say)
                    what = f"merged into {event.event_id}"
                case _:
                    what = f"accepted as {_accept(store, who, draft, memory, edit=pressed == 'e')}"
        except ProblemError as error:
            tell(error.problems)
            queue[0] = _as_it_stands(store, draft)
            continue
        except (EOFError, KeyboardInterrupt):
            say("left as it was; what was decided before stays")
            continue
        queue.popleft()
        decided.append((draft, what))
        say(what)
    waits = sum(state == "pending" for state in _states(store, waiting).values())
    say(f"{len(decided)} decided, and kept; {_wait(waits)}")
    return code


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
    for name, value in fields_shown(draft, others or {}):
        fields.add_row(name, Text(visible(value)))
    fields.add_row("rule", Text(visible(f"{draft.rule}: {', '.join(draft.words)}")), style="dim")
    console.print(fields)
    console.print()


def fields_shown(draft: Draft, others: Mapping[str, Draft]) -> list[tuple[str, str]]:
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
