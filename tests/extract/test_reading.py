"""Whole articles: one meeting is one draft, answers are tied to asks, nothing is read twice or out of the air."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.extract.reading_of import CORPUS, UNSEEN, YARDSTICK, article, cases, drafts, drafts_of, read, readings
from timeline.extract.reading import extract
from timeline.lexicon import load
from timeline.model.draft import Draft
from timeline.model.edtf import Edtf
from timeline.model.events import read_event
from timeline.model.registry import Actor, Issue, Negotiation, Registry

SEED = Path(__file__).parents[3] / "shared" / "seed" / "article.txt"

TWIN = """\
![]() |
| President Marta Oyarzun raises a glass at a dinner for the Security Council in Geneva on March 12. / Source: A Wire |
President Marta Oyarzun met Swiss Economy Minister Urs Keller in Geneva on March 12 (local time), stressing that Chile's \
orchards and export calendar differ from Peru's and should be weighed in the talks on a $6 billion lithium package.
According to the presidential office, Oyarzun set out Chile's stance to Keller in person. The 45-minute meeting took \
place at the Chilean mission.
Chief negotiator Diego Montt told reporters, "Because the president made the case herself, this meeting will prove a \
turning point in the lithium negotiations."
The negotiations have been deadlocked as Switzerland has pressed for most of the royalties to be paid in advance, while \
Chile has countered by requesting an open-ended credit line, a proposal Bern has so far resisted. Montt's remarks \
suggested that some progress may have been made at the meeting.
Oyarzun insisted that commercial logic must decide where the money goes.
Minister Keller answered that he had listened carefully to her views and would ensure that they are considered in Bern.
This was Oyarzun's second meeting with Keller, following an encounter in Santiago last month.
1
2
3"""


def one(found: list[Draft], kind: str, words: str) -> Draft:
    hits = [d for d in found if d.type == kind and any(words in e.quote for e in d.evidence)]
    assert len(hits) == 1, f"{len(hits)} drafts of type {kind} with {words!r}"
    return hits[0]


def test_an_article_of_talks_is_read_whole() -> None:
    found = drafts(TWIN)
    meeting = one(found, "meeting", "met Swiss Economy Minister")
    assert str(meeting.date) == "2026-03-12"
    assert meeting.actors == ("Marta Oyarzun", "Urs Keller")
    assert meeting.attributes["place"] == "Geneva"
    assert meeting.attributes["duration_minutes"] == 45
    assert len(meeting.evidence) == 2, "the sentence on its length belongs to the same meeting"

    demand = one(found, "proposal", "pressed for")
    assert (demand.by_parties, demand.attributes["act"], demand.date) == (("CH",), "demand", None)
    counter = one(found, "proposal", "countered by")
    assert (counter.by_parties, counter.attributes["to_parties"]) == (("CL",), ("CH",))
    resistance = one(found, "response", "so far resisted")
    assert (resistance.by_parties, resistance.attributes["verdict"]) == (("CH",), "resists")
    assert [(link.rel, link.draft_id) for link in resistance.links] == [("responds_to", counter.draft_id)]
    assert [link.draft_id for link in counter.links] == [demand.draft_id]

    assert one(found, "assessment", "deadlocked").attributes["judgement"] == "deadlocked"
    watershed = one(found, "assessment", "turning point")
    assert (watershed.actors, watershed.reported_by) == (("Diego Montt",), "Diego Montt")
    assert one(found, "position", "commercial logic").actors == ("Marta Oyarzun",)
    assert one(found, "position", "differ from Peru's").date == Edtf.parse("2026-03-12")
    assert one(found, "response", "listened carefully").actors == ("Urs Keller",)
    assert str(one(found, "meeting", "encounter in Santiago").date) == "2026-02"
    assert all(draft.parties == ("CH", "CL") for draft in found)
    assert not any("Security Council" in e.quote for d in found for e in d.evidence)


def test_a_meeting_with_somebody_else_on_the_same_day_proves_nothing_of_it() -> None:
    told = read(
        "Deputy Prime Minister Koo Yun-cheol held talks with U.S. Treasury Secretary Scott Bessent in Washington on "
        "Tuesday. Korea and Japan held an unrelated summit on fisheries in Busan on Tuesday.",
        "2025-10-02",
    )
    assert [(draft.parties, len(draft.evidence)) for draft in told.drafts] == [(("KR", "US"), 1), (("JP", "KR"), 1)]


@pytest.mark.skipif(not SEED.is_file(), reason=f"the publisher's article is not beside the repository ({SEED.name})")
def test_the_seed_article() -> None:
    found = drafts(SEED.read_text(encoding="utf-8"), published="2025-09-25")
    meeting = one(found, "meeting", "met U.S. Treasury Secretary")
    assert (str(meeting.date), meeting.attributes["place"]) == ("2025-09-24", "New York")
    assert {"Lee Jae-myung", "Scott Bessent"} <= set(meeting.actors)
    assert meeting.attributes["duration_minutes"] == 30
    assert len(meeting.evidence) >= 2
    swap = one(found, "proposal", "currency swap line")
    assert (swap.by_parties, swap.attributes["to_parties"]) == (("KR",), ("US",))
    resistance = one(found, "response", "has so far resisted")
    assert resistance.attributes["verdict"] == "resists"
    assert [link.draft_id for link in resistance.links] == [swap.draft_id]
    assert one(found, "proposal", "in cash contributions").by_parties == ("US",)
    assert one(found, "assessment", "deadlocked").attributes["judgement"] == "deadlocked"
    assert one(found, "assessment", "watershed").reported_by == "Kim Yong-beom"
    one(found, "position", "differ significantly")
    one(found, "position", "commercial rationality")
    assert one(found, "response", "listened carefully").actors == ("Scott Bessent",)
    assert str(one(found, "meeting", "last month").date) == "2025-08"
    assert not any("open debate" in e.quote for d in found for e in d.evidence)


def test_registered_issues_and_actors_are_used() -> None:
    negotiation = Negotiation(negotiation_id="chile-swiss", title="Lithium talks", parties=("CH", "CL"))
    registry = Registry.of(
        [
            negotiation,
            Issue(
                negotiation_id="chile-swiss", issue_id="credit-line", name="Credit line", phrases=("open-ended credit",)
            ),
            Actor(actor_id="montt", name="Diego A. Montt", party="CL", aliases=("Diego Montt",)),
        ]
    )
    found = list(extract(article(TWIN), load(), negotiation, registry).drafts)
    assert one(found, "proposal", "countered by").issue == "credit-line"
    assert one(found, "assessment", "turning point").actors == ("Diego A. Montt",)
    assert {draft.negotiation_id for draft in found} == {"chile-swiss"}


KOREA_US = Negotiation(negotiation_id="korea-us", title="Korea and the United States", parties=("KR", "US"))
KNOWN = Registry.of(
    [
        KOREA_US,
        Actor(actor_id="holloway", name="Jane Holloway", party="US"),
        Actor(actor_id="choi-in-ho", name="Choi In-ho", party="KR"),
        Actor(actor_id="choi-na-rae", name="Choi Na-rae", party="KR"),
        Actor(actor_id="motie", name="Ministry of Trade", kind="body", party="KR"),
    ]
)
ASKED = "South Korea asked Washington for a currency swap line on Monday. "


@pytest.mark.parametrize(
    ("text", "by_parties", "actors"),
    [
        (ASKED + "Holloway rejected the request on Tuesday.", ("US",), ("Jane Holloway",)),
        (ASKED + "Choi In-ho flew home. Holloway rejected the request.", ("US",), ("Jane Holloway",)),
        # the text names their party as another's, their namesake in full, two of one party bear the name, or a body has the word
        (ASKED + "Chinese Trade Minister Holloway rejected the request of Seoul.", ("CN",), ("Holloway",)),
        (
            ASKED + "Anne Holloway, a Canadian minister, waited. Holloway rejected the request.",
            ("CA",),
            ("Anne Holloway",),
        ),
        (ASKED + "Choi rejected the request of Washington.", ("KR",), ("Choi",)),
        (ASKED + "Trade rejected the request of Seoul.", (), ()),
        # a word, and no name
        (ASKED + "Holloway drivers waited. Washington rejected the request.", ("US",), ()),
        (ASKED + "Jane rejected the request.", (), ()),
        # nobody of their party is in the text
        ("Kenya asked the EU for a larger quota. Holloway rejected the request.", (), ()),
    ],
)
def test_a_bare_surname_is_the_one_registered_person_who_bears_it(
    text: str, by_parties: tuple[str, ...], actors: tuple[str, ...]
) -> None:
    found = extract(article(text), load(rules_only=True), KOREA_US, KNOWN).drafts
    response = next(draft for draft in found if draft.type == "response")
    assert (response.by_parties, response.actors) == (by_parties, actors)


def test_a_name_that_fits_two_people_names_neither() -> None:
    text = (
        "Kenyan Trade Minister Amina Otieno and Finance Minister James Otieno met EU Trade Commissioner Jan Novak in"
        " Nairobi on Monday. Otieno asked the EU to lift its tariff on tea."
    )
    (proposal,) = drafts(text, "proposal")
    assert proposal.actors == ("Otieno",)
    assert proposal.by_parties == ("KE",), "both act for Kenya, so the party is not in doubt"


@pytest.mark.parametrize(
    "text",
    [
        "케냐와 유럽연합은 월요일 나이로비에서 회담을 열었다. 오티에노 장관은 관세 인하를 요구했다.",
        "Le Kenya a rejeté lundi l'offre de l'Union européenne sur le thé. Le ministre a dit que Nairobi attendrait.",
        "El ministro rechazó la oferta de Japón. Trump anunció un arancel del 25 % para el acero de México.",
        "가",
    ],
)
def test_a_text_that_is_not_english_gives_nothing_and_says_so(text: str) -> None:
    reading = read(text)
    assert reading.drafts == ()
    assert [item.reason for item in reading.unread] == ["not English"]


@pytest.mark.parametrize(
    ("answer", "tied"),
    [
        ("The EU rejected the request.", True),
        ("The EU rejected it.", True),
        ("The EU resisted a quota on tea.", True),
        ("The EU promised that visas for students would be looked at.", False),
    ],
)
def test_an_answer_is_tied_only_to_what_it_names_or_takes_up(answer: str, tied: bool) -> None:
    text = "Kenya asked the EU on Monday for a larger quota on tea. Ministers met over lunch. "
    (proposal,), (response,) = drafts(text + answer, "proposal"), drafts(text + answer, "response")
    assert [link.draft_id for link in response.links] == ([proposal.draft_id] if tied else [])


@pytest.mark.parametrize(
    ("text", "issue"),
    [
        ("Kenya lifted its milk ban on Monday.", "milk-ban"),
        ("Kenya lifted its ban on Ugandan milk on Monday.", "milk-ban"),
        ("Kenya lifted bans on powdered milk from Uganda on Monday.", "milk-ban"),
        ("Uganda asked Kenya on Monday to lift the ban on its eggs and to buy milk.", None),
        ("Uganda cut its levy on Kenyan steel on Monday.", "steel-levy"),
        ("Kenya lifted its ban on milk from Uganda on Monday, and a levy on steel.", None),
    ],
)
def test_an_issue_of_two_words_is_found_the_other_way_round(text: str, issue: str | None) -> None:
    negotiation = Negotiation(negotiation_id="milk", title="Milk and steel", parties=("KE", "UG"))
    issues = [("milk-ban", "Milk ban"), ("steel-levy", "Steel levy")]
    registry = Registry.of(
        [negotiation, *(Issue(negotiation_id="milk", issue_id=id, name=name) for id, name in issues)]
    )
    found = extract(article(text), load(rules_only=True), negotiation, registry).drafts
    assert [draft.issue for draft in found][:1] == [issue]


def test_an_issue_is_taken_up_and_a_person_named_by_what_is_registered() -> None:
    negotiation = Negotiation(negotiation_id="milk", title="Milk and steel", parties=("KE", "UG"))
    issue = Issue(negotiation_id="milk", issue_id="milk-ban", name="Milk ban")
    registry = Registry.of([negotiation, issue, Actor(actor_id="amos-park", name="Amos Park", party="KE")])

    def last(text: str) -> Draft:
        return extract(article(text), load(rules_only=True), negotiation, registry).drafts[-1]

    assert last("Kenya defended its milk ban on Monday. Uganda called it illegal.").issue == "milk-ban"
    assert last("Kenya and Uganda argued. Park, in Kampala, rejected the offer on Monday.").actors == ("Amos Park",)
    assert last("Kenya and Uganda argued. Park rangers rejected the offer on Monday.").actors == ()


def test_an_issue_is_the_one_of_its_clause_and_no_neighbours() -> None:
    negotiation = Negotiation(negotiation_id="kenya-eu", title="Kenya and the EU", parties=("EU", "KE"))
    registry = Registry.of(
        [
            negotiation,
            Issue(negotiation_id="kenya-eu", issue_id="tea", name="Tea quota", phrases=("tea",)),
            Issue(negotiation_id="kenya-eu", issue_id="roses", name="Roses"),
        ]
    )
    text = (
        "Kenya asked the EU for a larger quota on tea, and the EU rejected it. Kenya's minister met the EU's trade"
        " commissioner in Nairobi on Monday. The EU demanded that Kenya lift its duty on roses."
    )
    found = extract(article(text), load(), negotiation, registry).drafts
    assert [(draft.type, draft.issue) for draft in found] == [
        ("proposal", "tea"),
        ("response", "tea"),
        ("meeting", None),
        ("proposal", "roses"),
    ]


@pytest.mark.parametrize(
    ("text", "issue"),
    [
        ("Peru asked Japan's trade minister to lift the reciprocal tariff on copper.", "reciprocal tariff"),
        ("Peru's trade minister met his Japanese counterpart Akira Sato in Lima on Monday.", None),
        ("The negotiations between Peru and Japan are deadlocked.", None),
        ("Peru rejected Japan's offer on rice.", "rice"),
        ("Peru and Japan held a half-hour meeting in Lima on Monday.", None),
    ],
)
def test_without_a_register_the_issue_is_a_noun_phrase_or_nothing(text: str, issue: str | None) -> None:
    assert {draft.issue for draft in drafts(text)} <= {issue}


def test_a_capital_that_is_answered_is_a_party_and_no_place() -> None:
    text = "Copper has been dear since January. The answer to Santiago from Lima came on Monday: no."
    assert [draft.by_parties for draft in drafts(text, "response")] == [("PE",)]


def test_spelling_variants_are_one_person() -> None:
    text = (
        "Trade Minister Park Ji-won of South Korea met Canadian envoy Ann Roy in Seoul on Monday. Park Ji Won asked"
        " Canada to lift its tariff on steel."
    )
    assert drafts(text, "proposal")[0].actors == drafts(text, "meeting")[0].actors[:1]


def test_drafts_are_grounded_and_have_ids_of_their_own() -> None:
    for case in cases():
        found = drafts_of(case)
        assert all(case.text[e.start : e.end] == e.quote for d in found for e in d.evidence)
        ids = [draft.draft_id for draft in found]
        assert len(ids) == len(set(ids)), case.case_id
        known = set(ids)
        assert all(link.draft_id in known for draft in found for link in draft.links), case.case_id


@pytest.mark.parametrize(("seed", "articles"), [("1", 16), ("1", None), ("7", None)])
@pytest.mark.slow
def test_the_same_article_gives_the_same_reading_whatever_the_hash_seed(seed: str, articles: int | None) -> None:
    script = (
        "from tests.extract.reading_of import cases, drafts_of\n"
        f"print([draft.model_dump_json() for case in cases()[:{articles}] for draft in drafts_of(case)])"
    )
    told = subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, "PYTHONHASHSEED": seed},
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    here = [draft.model_dump_json() for case in cases()[:articles] for draft in drafts_of(case)]
    assert here and told.strip() == str(here)


@settings(max_examples=60)
@given(st.text(max_size=400))
def test_any_text_is_read_without_harm(noise: str) -> None:
    text = f"Peru met Japan in Lima on Monday. {noise}\nJapan rejected it."
    reading = read(text)
    assert all(text[e.start : e.end] == e.quote for d in reading.drafts for e in d.evidence)
    assert all(text[item.start : item.end] == item.sentence for item in reading.unread)


def test_the_article_of_the_tutorial_is_read_as_the_readme_shows_it() -> None:
    """What a newcomer sees first, in order; "a package shaped for Tokyo does not suit Seoul" is no deal with Tokyo."""
    text = (Path(__file__).parents[2] / "data/demo/swap-line.md").read_text(encoding="utf-8").partition("---\n\n")[2]
    told = [(draft.type, str(draft.date) if draft.date else None) for draft in read(text, "2025-09-25").drafts]
    assert told == [
        ("meeting", "2025-09-24"),
        ("agreement", "2025-09-24"),
        ("proposal", None),
        ("proposal", None),
        ("response", None),
        ("assessment", None),
        ("assessment", "2025-09-24"),
        ("position", "2025-09-24"),
        ("response", "2025-09-24"),
        ("meeting", "2025-08"),
        ("meeting", "2025-10"),
    ]


@pytest.mark.parametrize("folder", [CORPUS, UNSEEN, YARDSTICK], ids=["given", "others", "yardstick"])
@pytest.mark.fast_cases(1)
def test_of_every_draft_an_event_can_be_made(folder: Path) -> None:
    for drafted in readings(folder).values():
        for draft in drafted:
            told = draft.to_json()
            kept = {
                name: told[name]
                for name in ("type", "modality", "date", "summary", "parties", "by_parties", "terms", "evidence")
                if name in told
            }
            read_event({"event_id": "talks-0001", "negotiation_id": "talks", **kept, **told.get("attributes", {})})


@pytest.mark.parametrize(
    ("text", "issue"),
    [
        ("Kenya suspended the duty on peas on Monday.", "duty on peas"),
        ("Kenya lowered its tariff of 12 percent on Ugandan eggs on Monday.", "tariff on ugandan eggs"),
        ("Kenya restricted the export of raw hides on Monday.", "export of raw hides"),
        ("Kenya asked Uganda on Monday for visas for nurses.", "visas for nurses"),
        ("Kenya lifted duties on the first day.", "duties"),
        ("Kenya raised its tariff on Monday for good.", "tariff"),
        ("Kenya offered on Monday to ship no more than 2,000 tonnes a year.", None),
        ("Kenya collects a levy on carbon from May.", "levy on carbon"),
        ("Kenya lifted its ban on Monday.", "ban"),
        ("Uganda rejected the embargo on Monday.", "embargo"),
        ("Uganda says food security is no bargaining chip.", "food security"),
        ("Kenya asked Uganda to abolish a register in which firms enrol before they export to Kenya.", None),
    ],
)
def test_an_issue_has_the_goods_that_an_instrument_is_on(text: str, issue: str | None) -> None:
    assert drafts(f"Kenya and Uganda have argued since May. {text}")[-1].issue == issue


@pytest.mark.parametrize(
    ("text", "summary"),
    [
        (
            "Kenya and Uganda signed an accord on Monday under which tea is free of duty.",
            "Kenya and Uganda signed an accord on Monday",
        ),
        (
            "Kenya said the pass could not be opened at once, and asked for time.",
            "Kenya said the pass could not be opened",
        ),
        ("Kenya is the country that Uganda had asked for.", "Kenya is the country that Uganda had asked for."),
    ],
)
def test_a_summary_ends_with_no_word_that_the_next_clause_takes_up(text: str, summary: str) -> None:
    assert drafts(f"Kenya and Uganda have argued since May. {text}")[-1].summary.startswith(summary)
