"""A realistic dossier, built by hand in own words: Korea-US talks of September 2025, with hostile strings in it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from timeline.model.article import Article, article_id
from timeline.model.edtf import Edtf
from timeline.model.events import Event, Evidence, read_event
from timeline.model.ledger import Entry
from timeline.model.registry import Actor, Issue, Negotiation, Party
from timeline.model.state import (
    Ask,
    Commitment,
    Corroboration,
    Disagreement,
    Dossier,
    Due,
    Gap,
    GapFigure,
    IssueStatus,
    MeetingTally,
    PersonsMet,
    RecordChange,
    Since,
    Standing,
    StateOfPlay,
    StatusStep,
)

NEGOTIATION = "korea-us-2025"
AS_OF = dt.date(2025, 9, 30)
ATTACK = """<script>window.hacked = 1</script><img src=x onerror="window.hacked = 2">"""
LEDGER = "9f2c" * 16

WIRE = (
    "President Lee Jae-myung received Treasury Secretary Bessent in New York on Sept. 24. "
    "Seoul asked for an unlimited currency swap line, calling it a necessary condition. "
    "A person familiar with the talks said Washington was cool to the idea. "
    "Working-level officials had met in August without a result."
)
BRIEF = (
    "The two sides settled the outline of a deal over two days, July 30 and 31. "
    "A ministerial visit set for Sept. 27 was called off. "
    "Dr. Park noted that talks on the car tariff were stuck. "
    "Both want the fund terms done by Oct. 31. "
    f'One poster held up by a protester read "{ATTACK}" & "no deal", the paper said. '
    "Seoul has always held that direct cash is out of the question."
)
REPRINT = "President Lee Jae-myung received Treasury Secretary Bessent in New York on Sept. 24, agencies report."
LEAK = "Seoul would sign next week if the swap line is granted.\n\nNothing else was said."


def _article(text: str, publisher: str, published: str, title: str, url: str, copy_of: str | None = None) -> Article:
    return Article(
        article_id=article_id(text),
        text=text,
        published=Edtf.parse(published),
        publisher=publisher,
        title=title,
        url=url,
        copy_of=copy_of,
        negotiations=(NEGOTIATION,),
    )


ARTICLES = (
    _article(WIRE, "Example Wire", "2025-09-25", "Lee meets Bessent", "https://wire.example/lee-bessent?a=1&b=2"),
    _article(BRIEF, "Daily <b>Brief</b>", "2025-09-26", f"Brief {ATTACK}", "javascript:window.hacked=3"),
    _article(REPRINT, "Morning Copy", "2025-09-26", "Lee meets Bessent", "https://copy.example/lee", article_id(WIRE)),
    _article(LEAK, "Tea Room", "2025-09", "A leak", "https://tea.example/leak"),
)


def _evidence(quote: str) -> dict[str, Any]:
    for article in ARTICLES:
        start = article.text.find(quote)
        if start >= 0:
            found = Evidence(article_id=article.article_id, start=start, end=start + len(quote), quote=quote)
            return found.model_dump()
    raise LookupError(quote)


def _event(number: int, type: str, summary: str, *quotes: str, **values: Any) -> Event:
    return read_event(
        {
            "event_id": f"{NEGOTIATION}-{number:04d}",
            "negotiation_id": NEGOTIATION,
            "type": type,
            "summary": summary,
            "evidence": [_evidence(quote) for quote in quotes],
            **values,
        }
    )


def _id(number: int) -> str:
    return f"{NEGOTIATION}-{number:04d}"


_IN_ANY_ORDER: tuple[Event, ...] = (
    _event(1, "agreement", "The two sides agree the outline of a deal", "settled the outline of a deal over two days",
           date="2025-07-30/2025-07-31", parties=["KR", "US"], issues=["investment", "auto-tariff"],
           stage="in_principle",
           terms=[{"name": "tariff_rate", "value": 15, "unit": "%", "role": "agreed"},
                  {"name": "investment_total", "value": 350e9, "unit": "USD", "role": "agreed", "bound": "about"}]),
    _event(2, "meeting", "Working-level officials meet", "Working-level officials had met in August",
           date="2025-08", parties=["KR", "US"], issues=["investment"], format="working_level"),
    _event(3, "meeting", "President Lee receives Secretary Bessent in New York",
           "President Lee Jae-myung received Treasury Secretary Bessent in New York",
           "Treasury Secretary Bessent in New York on Sept. 24, agencies report", date="2025-09-24",
           parties=["KR", "US"], actors=["lee-jae-myung", "scott-bessent"], issues=["currency-swap"],
           format="summit", place="New York", duration_minutes=30),
    _event(4, "proposal", "Seoul asks for an unlimited swap line", "asked for an unlimited currency swap line",
           date="2025-09-24", parties=["KR", "US"], by_parties=["KR"], to_parties=["US"], act="request",
           issues=["currency-swap", "investment"], links=[{"rel": "part_of", "event_id": _id(3)}]),
    _event(5, "response", "Washington resists the swap line", "Washington was cool to the idea", date="2025-09-25",
           parties=["KR", "US"], by_parties=["US"], issues=["currency-swap"], verdict="resists",
           reported_by="a person familiar with the talks", links=[{"rel": "responds_to", "event_id": _id(4)}]),
    _event(6, "assessment", "An economist calls the car talks stuck", "talks on the car tariff were stuck",
           date="2025-09-26", parties=["KR", "US"], issues=["auto-tariff"], judgement="deadlocked",
           reported_by="Dr. Park"),
    _event(7, "assessment", f"A poster reads {ATTACK} & 'quoted' \"words\"", f'"{ATTACK}" & "no deal"',
           date="2025-09-26~", reported_by=f"a protester {ATTACK}"),
    _event(8, "meeting", "The ministers' visit is called off", "A ministerial visit set for Sept. 27 was called off",
           date="2025-09-27", modality="cancelled", parties=["KR", "US"], format="ministerial"),
    _event(9, "agreement", "Seoul would sign if the line is granted", "Seoul would sign next week",
           date="2025-10", modality="conditional", parties=["KR", "US"], issues=["currency-swap"]),
    _event(10, "deadline", "Terms of the fund are to be done", "Both want the fund terms done by Oct. 31",
           date="2025-10-31", modality="planned", parties=["KR", "US"], issues=["investment"]),
    _event(11, "measure", "A car tariff stays in effect", "talks on the car tariff", date="2025-04-03/..",
           parties=["US"], by_parties=["US"], issues=["auto-tariff"], instrument="tariff", stage="in_effect"),
    _event(12, "position", "Seoul rules out direct cash", "direct cash is out of the question",
           parties=["KR"], by_parties=["KR"], issues=["investment"], stance="No direct cash", direction="opposes"),
    _event(13, "measure", "The tariff would rise without a deal", "direct cash", date="2025-10-15",
           modality="conditional", parties=["US"], by_parties=["US"], issues=["auto-tariff"], instrument="tariff",
           terms=[{"name": "tariff_rate", "value": 25, "unit": "%", "role": "threatened"}]),
    _event(14, "meeting", "A secret call is denied", "Nothing else was said", date="2025-09-20", modality="denied",
           parties=["KR", "US"], format="call"),
)  # fmt: skip
EVENTS = tuple(
    sorted(
        _IN_ANY_ORDER,
        key=lambda event: (event.date is None, *((event.date,) if event.date else ()), event.event_id),
    )
)
"""In order of date, undated ones last, as the store hands them over."""
BY_ID = {event.event_id: event for event in EVENTS}


_HISTORY = (
    Entry(kind="event", id=_id(4), recorded_at=dt.datetime(2025, 9, 25, 8, tzinfo=dt.UTC), author="Kim",
          record=BY_ID[_id(4)].model_copy(update={"date": Edtf.parse("2025-09"), "summary": "Seoul asks"})),
    Entry(kind="event", id=_id(4), recorded_at=dt.datetime(2025, 9, 29, 9, tzinfo=dt.UTC), author=f"Park {ATTACK}",
          action="amend", reason=f"the day is told {ATTACK}", record=BY_ID[_id(4)]),
)  # fmt: skip


def dossier(**changes: Any) -> Dossier:
    """The dossier of 30 September 2025; ``changes`` replace fields of it."""
    quote = BY_ID[_id(12)].evidence[0]
    asked, resisted = BY_ID[_id(4)].evidence[0], BY_ID[_id(5)].evidence[0]
    state = StateOfPlay(
        negotiation=NEGOTIATION,
        as_of=AS_OF,
        known_at=dt.datetime(2025, 9, 30, 8, 0, 0, 123456, tzinfo=dt.UTC),
        issues=(
            IssueStatus(
                issue="auto-tariff", name="Automobile tariff", status="agreed_in_principle",
                since=dt.date(2025, 7, 31), last_move=dt.date(2025, 7, 31), days_since_move=61, stalled=True,
                reported_deadlock=(_id(6),), rule="an agreement in principle names the issue", proof=(_id(1),),
            ),
            IssueStatus(
                issue="currency-swap", name="Currency swap line", status="contested",
                since=dt.date(2025, 9, 25), last_move=dt.date(2025, 9, 25), days_since_move=5, stalled=False,
                reported_deadlock=(), rule="the latest answer to an open ask resists it", proof=(_id(4), _id(5)),
            ),
        ),
        positions=(
            Standing(issue="investment", party="KR", event_id=_id(12), type="position", date=None,
                     stance="No direct cash", speakers=(), quote=quote.quote, article_id=quote.article_id,
                     replaced=None),
            Standing(issue="currency-swap", party="US", event_id=_id(5), type="response",
                     date=Edtf.parse("2025-09-25"), stance="Washington resists the swap line", speakers=(),
                     quote=resisted.quote, article_id=resisted.article_id,
                     replaced=None),
            Standing(issue="currency-swap", party="KR", event_id=_id(4), type="proposal",
                     date=Edtf.parse("2025-09-24"), stance="An unlimited swap line is a necessary condition",
                     speakers=("lee-jae-myung",), quote=asked.quote,
                     article_id=asked.article_id, replaced=_id(12)),
        ),
        asks=(
            Ask(event_id=_id(4), date=Edtf.parse("2025-09-24"), act="request", by_parties=("KR",),
                to_parties=("US",), issues=("currency-swap",), summary="Seoul asks for an unlimited swap line",
                verdict="resists", answered_by=(_id(5),), open=True, age_days=6),
        ),
        gaps=(
            GapFigure(issue="auto-tariff", term="tariff_rate", unit="%", role="demanded", party="KR",
                      value=12.5, per=None, date=Edtf.parse("2025-07"), event_id=_id(1)),
            GapFigure(issue="auto-tariff", term="tariff_rate", unit="%", role="offered", party="US",
                      value=15, per=None, date=Edtf.parse("2025-07-30/2025-07-31"), event_id=_id(1)),
            GapFigure(issue="investment", term="investment_total", unit="USD", role="agreed", party=None,
                      value=350e9, per=None, date=Edtf.parse("2025-07-30/2025-07-31"), event_id=_id(1)),
        ),
        deadlines=(
            Due(event_id=_id(10), due=Edtf.parse("2025-10-31"), summary="Terms of the fund are to be done",
                outcome="pending", days_left=31),
        ),
        meetings=(
            MeetingTally(parties=("KR", "US"), meetings=2, last_event=_id(3), last_date=Edtf.parse("2025-09-24"),
                         days_since=6),
        ),
        recent=(_id(7), _id(6), _id(5), _id(4), _id(3)),
        coming=(_id(9), _id(10)),
    )  # fmt: skip
    values: dict[str, Any] = {
        "negotiation": Negotiation(
            negotiation_id=NEGOTIATION, title="Korea-US tariff and investment talks", parties=("KR", "US"),
            began=Edtf.parse("2025-04"), description="Tariffs, an investment fund and a currency swap line.",
        ),
        "state": state,
        "events": EVENTS,
        "articles": {article.article_id: article for article in ARTICLES},
        "parties": {
            "KR": Party(party="KR", name="South Korea"),
            "US": Party(party="US", name="United States"),
        },
        "actors": {
            "lee-jae-myung": Actor(actor_id="lee-jae-myung", name="Lee Jae-myung", party="KR"),
            "scott-bessent": Actor(actor_id="scott-bessent", name="Scott Bessent", party="US"),
        },
        "issues": {
            issue: Issue(negotiation_id=NEGOTIATION, issue_id=issue, name=name)
            for issue, name in (
                ("auto-tariff", "Automobile tariff"),
                ("currency-swap", "Currency swap line"),
                ("investment", "Investment fund"),
                ("rice", "Rice market"),
            )
        },
        "ledger_hash": LEDGER,
        "steps": (
            StatusStep(issue="auto-tariff", n=1, counts_from=dt.date(2025, 7, 31), event_id=_id(1),
                       settles="agreed_in_principle", rule="the parties agreed on it; no signature is on record"),
            StatusStep(issue="auto-tariff", n=2, counts_from=dt.date(2025, 9, 26), event_id=_id(6),
                       settles=None, rule="somebody described where it stands"),
        ),
        "gaps": (
            Gap(issue="auto-tariff", term="tariff_rate", unit="%", per=None, demanded=12.5, demanded_by="KR", offered=15,
                offered_by="US", agreed=None, in_force=None, threatened=25, previous=None, distance=2.5,
                events=(_id(1),)),
        ),
        "commitments": (
            Commitment(agreement=_id(1), issues=("investment", "auto-tariff"), summary=f"The outline {ATTACK}",
                       announced=Edtf.parse("2025-07-31"), signed=None, published=None, in_effect=None,
                       overdue=(_id(8),), behind=True),
        ),
        "disagreements": (
            Disagreement(kind="claim", issues=("currency-swap",), one=_id(4), other=_id(5),
                         one_says="A swap line was discussed", other_says=f"It was not {ATTACK}", one_by="KR",
                         other_by=f"a spokesman {ATTACK}"),
            Disagreement(kind="figure", issues=("auto-tariff",), one=_id(1), other=_id(13),
                         one_says="tariff_rate 15.0 % agreed", other_says="tariff_rate 25.0 % agreed", one_by="KR, US",
                         other_by=None),
        ),
        "people": (
            PersonsMet(one=f"Lee {ATTACK}", one_party="KR", other="Scott Bessent", other_party="US", meetings=1,
                       formats=("summit",), last_date=Edtf.parse("2025-09-24"), days_since=6, events=(_id(3),)),
        ),
        "corroboration": {
            _id(number): Corroboration(articles=articles, origins=found)
            for number, articles, found in ((1, 1, 1), (3, 2, 1), (4, 1, 1), (5, 2, 2))
        },
        "history": {_id(4): _HISTORY},
        "since": Since(
            day=dt.date(2025, 9, 23),
            state=state.model_copy(update={"issues": state.issues[:1], "positions": state.positions[:1]}),
            happened=(_id(3), _id(4), _id(5)),
            recorded=(
                RecordChange(kind="correction", event_id=_id(4), before="Seoul asks", after=f"Seoul asks {ATTACK}",
                             why=f"wrong {ATTACK}", recorded_at=dt.datetime(2025, 9, 29, 9, tzinfo=dt.UTC), author="Kim",
                             entries=2),
                RecordChange(kind="learned late", event_id=_id(2), before=None, after="late", why=None,
                             recorded_at=dt.datetime(2025, 9, 29, 9, tzinfo=dt.UTC), author="Kim",
                             entries=1),
            ),
        ),
    }  # fmt: skip
    return Dossier(**(values | changes))


def second_dossier() -> Dossier:
    """Another negotiation of the same day and ledger, with a hostile title."""
    first = dossier()
    negotiation = first.negotiation.model_copy(update={"negotiation_id": "rice-talks", "title": f"Rice talks {ATTACK}"})
    state = first.state.model_copy(update={"negotiation": "rice-talks", "issues": first.state.issues[:1]})
    return dossier(negotiation=negotiation, state=state)


def _fact(negotiation: str, fact: str, unit: str, value: float | None, **more: Any) -> dict[str, Any]:
    plain = {"per": None, "party": None, "value_low": None, "value_high": None, "event_id": _id(1)}
    return {"negotiation_id": negotiation, "fact": fact, "unit": unit, "value": value} | plain | more


FACTS: tuple[dict[str, Any], ...] = (
    _fact(NEGOTIATION, "first meeting to first agreement", "days", None, value_low=3.0, value_high=33.0),
    _fact("rice-talks", "first meeting to first agreement", "days", 12.0),
    _fact(NEGOTIATION, "meetings", "meetings", 2.0),
    _fact("rice-talks", "meetings", "meetings", 1.0),
    _fact(NEGOTIATION, "annual_cap", "USD", 20e9, per="year"),
    _fact("rice-talks", "rate", "%", 10.0, party="KR"),
    _fact("rice-talks", "rate", "%", 15.0, party="US"),
    _fact(NEGOTIATION, f"cap {ATTACK}", ATTACK, 1.0, per=ATTACK, event_id=None),
)
"""Rows as the macro ``comparison`` gives them."""


def crowded_dossier() -> Dossier:
    """More issues, asks, agreements and changes than fit on two sheets, each with long words."""
    first = dossier()
    long = "a rather long wording of what they want, with conditions, exceptions and further remarks " * 4
    play = first.state
    issues = tuple(
        play.issues[n % 2].model_copy(update={"issue": f"issue-{n}", "name": f"Issue {n} of the talks on {long[:40]}"})
        for n in range(40)
    )
    standings = tuple(
        standing.model_copy(update={"issue": issue.issue, "stance": long})
        for issue in issues
        for standing in play.positions
    )
    state = play.model_copy(
        update={
            "issues": issues,
            "positions": standings,
            "asks": tuple(ask.model_copy(update={"summary": long}) for ask in play.asks * 20),
            "recent": play.recent * 4,
            "deadlines": tuple(due.model_copy(update={"summary": long}) for due in play.deadlines * 20),
            "gaps": tuple(gap.model_copy(update={"issue": f"issue-{n}"}) for n in range(12) for gap in play.gaps),
        }
    )
    return dossier(
        state=state,
        since=first.since.model_copy(update={"happened": first.since.happened * 6}) if first.since else None,
        commitments=tuple(one.model_copy(update={"summary": long}) for one in first.commitments * 20),
        disagreements=tuple(one.model_copy(update={"one_says": long, "other_says": long, "kind": "claim"})
                            for one in first.disagreements * 20),
    )  # fmt: skip
