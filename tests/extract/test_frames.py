"""What one sentence tells: type, date, modality and attributes, in tables of news English."""

from __future__ import annotations

from typing import Any

import pytest

from tests.extract.reading_of import drafts, read
from timeline.model.edtf import Edtf

PUBLISHED = "2026-03-13"  # a Friday


@pytest.mark.parametrize(
    ("text", "kind", "date", "modality"),
    [
        ("Norway's Trade Minister Liv Dahl met Chilean envoy Pablo Rojas in Oslo on Tuesday.", "meeting", "2026-03-10", "actual"),
        ("Norway's Trade Minister Liv Dahl and Chilean envoy Pablo Rojas will meet again in Santiago on March 20.", "meeting", "2026-03-20", "planned"),
        ("A meeting between Norway and Chile, planned for March 12, was called off.", "meeting", "2026-03-12", "cancelled"),
        ("Norway and Chile agreed on Wednesday to cut fish tariffs.", "agreement", "2026-03-11", "actual"),
        ("Chile and Norway signed a free trade agreement in Oslo on March 9.", "agreement", "2026-03-09", "actual"),
        ("Chile imposed a tariff of 12 percent on Norwegian salmon on Monday.", "measure", "2026-03-09", "actual"),
        ("If no deal is reached by April 1, Norway will impose tariffs of 20 percent on Chilean fruit.", "measure", "2026-04-01", "conditional"),
        ("Norway must answer Chile's offer by March 31.", "deadline", "2026-03-31", "planned"),
        ("Chile asked Norway on Monday to lift its salmon quota.", "proposal", "2026-03-09", "actual"),
        ("Norway rejected Chile's request for a salmon quota on Thursday.", "response", "2026-03-12", "actual"),
        ("Chile wants Norway's salmon tariff scrapped.", "position", None, "actual"),
        ("The talks between Norway and Chile are deadlocked.", "assessment", None, "actual"),
        ("Norway's minister said on Thursday that the negotiations with Chile had made progress.", "assessment", "2026-03-12", "actual"),
        ("Norway's minister said on Thursday that the deal with Chile was \"balanced and fair\".", "assessment", "2026-03-12", "actual"),
        ("Norway and Chile missed a March 1 deadline to conclude their agreement.", "deadline", "2026-03-01", "planned"),
        ("Norway hopes to sign a deal with Chile (and its neighbours, for some goods) by July.", "deadline", "2026-07", "planned"),
        ("The next round of talks between Norway and Chile is expected in April.", "meeting", "2026-04", "planned"),
        ("Between January and February there were five rounds of talks between Norway and Chile.", "meeting", "2026-01/2026-02", "actual"),
        ("Norway's Trade Minister Liv Dahl is due in Santiago on March 20 for talks with Chile.", "meeting", "2026-03-20", "planned"),
        ("Norway withdrew from the talks with Chile on Monday.", "measure", "2026-03-09", "actual"),
        ("Chile said on Thursday that its ban on Norwegian salmon would not be lifted.", "position", "2026-03-12", "actual"),
        ("Norway's minister said on Thursday that Oslo would lift its tariff on Chilean fruit only once a deal was signed.", "position", "2026-03-12", "actual"),
        ("Chile is prepared to open its salmon quota to Norway if Oslo drops its fruit tariff.", "proposal", None, "actual"),
        ("The offer was handed to Chile's envoy in Oslo on Monday, Norway said.", "proposal", "2026-03-09", "actual"),
        ("Norway responded on Thursday by banning imports of Chilean fruit.", "measure", "2026-03-12", "actual"),
        ("If there is no deal by April 1, Norway will ask the World Trade Organization for a panel against Chile.", "measure", "2026-04-01", "conditional"),
        ("Under the deal between Norway and Chile, Oslo lowered its tariff on fruit to 9 percent from 12 percent.", "agreement", None, "actual"),
        ("Chile's duty of 6 percent on Norwegian salmon goes over seven years.", "agreement", None, "actual"),
        ("Norway's tariff of 12 percent on Chilean fruit falls away when the agreement enters into force.", "agreement", None, "actual"),
        ("If Chile opens its market, the Norwegian quota for fruit can be widened, the minister said.", "proposal", None, "conditional"),
        ("If Chile closes its market, the Norwegian quota for fruit will be cut, the minister said.", "measure", None, "conditional"),
        ("Norway is ready to consider a larger quota for Chilean fruit.", "response", None, "actual"),
        ("Norway is ready to lower its fruit tariff for Chile.", "position", None, "actual"),
        ("Chile could live with a salmon quota in Norway, provided it grows every year.", "proposal", None, "actual"),
        ("Norway's minister said on Thursday that Chile should lower its salmon tariff.", "proposal", "2026-03-12", "actual"),
        ("Norway's salmon quota for Chile lapsed on Monday.", "measure", "2026-03-09", "actual"),
        ("Norway's minister warned on Thursday that Oslo would impose duties on Chilean fruit.", "measure", "2026-03-12", "planned"),
        ("Chile's minister on Thursday called Norway's claim a falsehood.", "response", "2026-03-12", "actual"),
        ("Chile's minister called Norway's draft \"a beginning\" on Thursday.", "response", "2026-03-12", "actual"),
        ("Norway's minister told reporters on Thursday that trade with Chile could double within three years.", "assessment", "2026-03-12", "actual"),
        ("Chile's minister said on Thursday that he would sign nothing with Norway.", "position", "2026-03-12", "actual"),
        ("Since March 2 the 12 percent agreed in January had been added to older Norwegian duties on Chilean fruit.", "measure", "2026-03-02", "actual"),
        ("Norway's minister skipped talks with Chile on Monday.", "meeting", "2026-03-09", "cancelled"),
        ("Chile called Norway's tariff unfair on Monday.", "response", "2026-03-09", "actual"),
        ("Norway withdrew from its fisheries agreement with Chile on Monday.", "measure", "2026-03-09", "actual"),
        ("Norway ruled out a lower salmon duty for Chile on Thursday.", "position", "2026-03-12", "actual"),
        ("Chile wants state companies covered, and Norway does not.", "position", None, "actual"),
        ("Norway proposed on Tuesday to suspend tariff concessions for Chile.", "measure", "2026-03-10", "planned"),
        ("Norway's salmon duty, which Chile has paid since May 2025, is to be reviewed.", "measure", "2025-05", "actual"),
        ("Chile complains of the notice that Norway's customs office published on March 2.", "measure", "2026-03-02", "actual"),
        ("Norway has said of the fruit quota agreed on March 4 that Chile should read it again.", "agreement", "2026-03-04", "actual"),
        ("Talks on salmon open in Santiago on March 20, Norway and Chile said.", "meeting", "2026-03-20", "planned"),
        ("The sixth round of talks between Norway and Chile ended in Oslo last Friday.", "meeting", "2026-03-06", "actual"),
        ("Norway told Chile on Monday that it would again stop importing Chilean salmon.", "measure", "2026-03-09", "planned"),
        ("Norway has not said yes to Chile's request.", "response", None, "actual"),
        ("A sixth round of talks between Norway and Chile, planned for March 4, did not take place.", "meeting", "2026-03-04", "cancelled"),
        ("Norway and Chile told their negotiators on Thursday to begin at once.", "agreement", "2026-03-12", "actual"),
        ("Norway's minister said on Thursday that Chile's ban on salmon was not justified.", "response", "2026-03-12", "actual"),
        ("The Chileans set great store by access for salmon in the talks with Norway.", "position", None, "actual"),
        ("Chile will not buy a settlement with its waters, Norway was told.", "position", None, "actual"),
        ("Norway's minister said on Thursday that the talks with Chile had turned a corner.", "assessment", "2026-03-12", "actual"),
        ("Chile's envoy was loath to accept Norway's quota on Thursday.", "response", "2026-03-12", "actual"),
        ("Prime Minister Liv Dahl of Norway and Chilean President Ana Rojas spoke on Sunday and agreed to cut duties.", "meeting", "2026-03-08", "actual"),
        ("Norway is not considering countermeasures against Chile.", "position", None, "actual"),
        ("Norway will resume trade negotiations with Chile on March 20.", "meeting", "2026-03-20", "planned"),
        ("Norway has been asking Chile since January to lift its salmon quota.", "proposal", "2026-01", "actual"),
        ("Norway and Chile signed a protocol at their first summit, held in Oslo on Wednesday.", "agreement", "2026-03-11", "actual"),
        ("Norway and Chile agreed on Wednesday to open talks on services in the second half of 2026.", "agreement", "2026-03-11", "actual"),
        ("Chile's tariff on Norwegian salmon was set at 10 percent in January.", "measure", "2026-01", "actual"),
        ("Negotiators of Norway and Chile held a fourth round from Monday to Friday of last week.", "meeting", "2026-03-02/2026-03-06", "actual"),
        ("Norway's salmon quota isn't up for discussion, its minister told Chile on Thursday.", "position", "2026-03-12", "actual"),
        ("Norway won't accept Chile's offer on salmon.", "response", None, "actual"),
        ("Chile shut its border to Norwegian salmon on Monday.", "measure", "2026-03-09", "actual"),
        ("Norway's Trade Minister Liv Dahl was on the line to Chilean envoy Pablo Rojas on Tuesday.", "meeting", "2026-03-10", "actual"),
        ("Chile wants Norway's salmon tariff to be scrapped.", "position", None, "actual"),
        ("Norway and Chile signed a deal on fish on March 4. For fruit, should it ever be taxed, 9 percent is to be the limit.", "agreement", "2026-03-04", "actual"),
        ("Signature of the deal between Norway and Chile is planned for late April.", "agreement", "2026-04", "planned"),
        ("Norway's Trade Minister Liv Dahl dined on Tuesday with Chilean envoy Pablo Rojas.", "meeting", "2026-03-10", "actual"),
        ("A quota for salmon was requested in January by Chile, which Norway noted.", "proposal", "2026-01", "actual"),
        ("Chile asked Norway for a salmon quota. Both times the answer was no.", "response", None, "actual"),
        ("Norway's Trade Minister Liv Dahl rang Chilean envoy Pablo Rojas on Tuesday.", "meeting", "2026-03-10", "actual"),
        ("Norway will ask Chile to lower its fruit duty at talks in Oslo next week.", "proposal", "2026-03-16/2026-03-22", "planned"),
        ("Norway's and Chile's joint committee met in Oslo on Tuesday.", "meeting", "2026-03-10", "actual"),
        ("The trade ministers of Norway and Chile last met in Lima in September.", "meeting", "2025-09", "actual"),
        ("Chile called Norway's request premature on Monday.", "response", "2026-03-09", "actual"),
        ("Norway's minister said on Monday that Oslo expected Chile to remove its duty on cod.", "proposal", "2026-03-09", "actual"),
        ("Tariff preferences for Chile expired on March 5, Norway said.", "measure", "2026-03-05", "actual"),
        ("Norway wants Chile to withdraw a 25 percent duty on salmon.", "position", None, "actual"),
        ("Unless there is an agreement, Norway would close its waters to Chilean boats from April 1.", "measure", "2026-04-01", "conditional"),
        ("Chile asked Norway for a salmon quota. On Thursday Norway agreed.", "response", "2026-03-12", "actual"),
        ("Norway and Chile failed to reach an agreement on fish on Monday.", "agreement", "2026-03-09", "denied"),
        ("Norway filed a complaint against Chile at the World Trade Organization on Monday.", "measure", "2026-03-09", "actual"),
        ("Norway proposed provisional duties on Chilean fruit on Monday.", "measure", "2026-03-09", "planned"),
        ("Norway and Chile settled their dispute over cod on March 5.", "agreement", "2026-03-05", "actual"),
        ("Norway and Chile concluded negotiations on fruit on Thursday.", "agreement", "2026-03-12", "actual"),
        ("Norway blacklisted two Chilean firms on Friday.", "measure", "2026-03-13", "actual"),
        ("On Monday Norway's minister should have signed the agreement with Chile.", "agreement", "2026-03-09", "cancelled"),
        ("The next session of Norway's talks with Chile is planned for spring.", "meeting", "2026-21", "planned"),
        ("Last summer Norway offered Chile a quota for fruit.", "proposal", "2025-22", "actual"),
        ("Chile asked Norway for a quota on Monday. Not on salmon, Norway's minister said.", "response", "2026-03-09", "actual"),
        ("Norway and Chile signed an agreement on Monday that will remove nearly all tariffs between them.", "agreement", "2026-03-09", "actual"),
        ("Norway's preference programme for Chile expired on March 5.", "measure", "2026-03-05", "actual"),
        ("Norway's forest law applies from April 30, also to timber of Chile.", "measure", "2026-04-30", "planned"),
        ("Norway's minister said a common market for data with Chile was out of the question.", "position", None, "actual"),
        ("Norway's minister said on Thursday that the talks with Chile were at a crucial stage.", "assessment", "2026-03-12", "actual"),
        ("Chile asked for a quota. Norway agrees to that in substance.", "response", None, "actual"),
        ("Talks between Norway's minister and Chile's envoy Pablo Rojas, arranged for March 12, were cancelled.", "meeting", "2026-03-12", "cancelled"),
        ("Norway's fish tariff has been in force in Chile since February 2019.", "measure", "2019-02", "actual"),
    ],
)  # fmt: skip
def test_a_sentence_is_read(text: str, kind: str, date: str | None, modality: str) -> None:
    found = drafts(text, kind, PUBLISHED)
    assert found, f"no {kind} in {[d.type for d in drafts(text)]}"
    assert (str(found[0].date) if found[0].date else None, found[0].modality) == (date, modality)
    assert found[0].parties == ("CL", "NO")


@pytest.mark.parametrize(
    ("text", "kind", "attributes"),
    [
        ("Peru offered to open its port to Japanese cars.", "proposal", {"act": "offer", "to_parties": ("JP",)}),
        ("Japan demanded that Peru lift its export ban.", "proposal", {"act": "demand", "to_parties": ("PE",)}),
        ("Peru countered with a lower quota for Japanese cars.", "proposal", {"act": "counter", "to_parties": ("JP",)}),
        ("Japan accepted Peru's offer on rice.", "response", {"verdict": "accepts"}),
        ("Japan turned down Peru's offer on rice.", "response", {"verdict": "rejects"}),
        ("Peru opposes a Japanese tariff on copper.", "position", {"direction": "opposes"}),
        ("Peru and Japan signed a trade agreement.", "agreement", {"stage": "signed"}),
        ("Japan's trade talks with Peru are in the final stage.", "assessment", {"judgement": "final-stage"}),
        ("Japan and Peru are not far apart in the talks.", "assessment", {"judgement": "progress"}),
        ("Japan and Peru are no longer far apart in the talks.", "assessment", {"judgement": "progress"}),
        ("Japan and Peru are not that far from a deal.", "assessment", {"judgement": "progress"}),
        ("Japan's talks with Peru are no longer deadlocked.", "assessment", {"judgement": "progress"}),
        ("Japan saw no progress in its talks with Peru.", "assessment", {"judgement": "deadlocked"}),
        ("Japan and Peru made no real progress in the talks.", "assessment", {"judgement": "difficult"}),
        ("Japan and Peru are still far apart in the talks.", "assessment", {"judgement": "deadlocked"}),
        ("Japan and Peru are not close to a deal.", "assessment", {"judgement": "difficult"}),
        ("Diplomats doubt that a deal of Japan with Peru is close.", "assessment", {"judgement": "difficult"}),
        ("Japan described the talks with Peru as constructive.", "assessment", {"judgement": "progress"}),
        ("Japan called the talks with Peru a turning point.", "assessment", {"judgement": "turning-point"}),
        ("Peru described the talks with Japan as tough.", "assessment", {"judgement": "difficult"}),
        ("Japan and Peru advanced very little in the talks.", "assessment", {"judgement": "difficult"}),
        ("Japan and Peru have yet to produce a breakthrough in the talks.", "assessment", {"judgement": "difficult"}),
        (
            "The last obstacle to a deal between Japan and Peru has been removed.",
            "assessment",
            {"judgement": "progress"},
        ),
        ("A compromise between Japan and Peru is not difficult to find.", "assessment", {"judgement": "progress"}),
        ("The deadlock in Japan's talks with Peru was broken on Monday.", "assessment", {"judgement": "progress"}),
        ("Peru lifted its duty on Japanese cars to 25 percent.", "measure", {"stage": "announced"}),
        ("Peru lowered its duty on Japanese cars.", "measure", {"stage": "amended"}),
        ("Japan ended its suspension of Peruvian fruit imports.", "measure", {"stage": "revoked"}),
        ("Japan reopened its border to Peruvian lorries.", "measure", {"stage": "revoked"}),
        ("Japan's reply was frosty, Peru said.", "response", {"verdict": "resists"}),
        ("Japan replied that it would not cut its duty on Peruvian fruit.", "response", {"verdict": "rejects"}),
        ("Japan said that it could not support a quota for Peru.", "position", {"direction": "opposes"}),
    ],
)
def test_the_fields_of_a_type_are_filled_where_the_text_says_them(
    text: str, kind: str, attributes: dict[str, Any]
) -> None:
    found = drafts(text, kind)
    assert found
    assert attributes.items() <= found[0].attributes.items()


def test_a_meeting_has_place_length_and_people() -> None:
    (meeting,) = drafts(
        "Kenyan Trade Minister Amina Otieno met EU Trade Commissioner Jan Novak in Nairobi on Monday for 90 minutes.",
        "meeting",
    )
    assert meeting.attributes["place"] == "Nairobi"
    assert meeting.attributes["duration_minutes"] == 90
    assert meeting.actors == ("Amina Otieno", "Jan Novak")
    assert meeting.parties == ("EU", "KE")


@pytest.mark.parametrize(
    "text",
    [
        "The museum in Lima opened a new wing on Monday.",
        "Shares in Nippon Steel fell 3 percent in Tokyo.",
        "The minister was asked about the weather.",
        "Who asked for this?",
        "Police detained several demonstrators in Lima.",
    ],
)
def test_background_gives_no_draft(text: str) -> None:
    assert drafts(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Peru hopes to reach an agreement with Japan.",
        "Unless a deal is reached, Peru and Japan will meet again.",
        "Peru and Japan failed to reach an agreement.",
        "Peru and Japan have yet to agree on copper.",
        "Japan is not able to conclude an agreement with Peru.",
    ],
)
def test_a_deal_hoped_for_or_missed_is_no_agreement(text: str) -> None:
    assert [d for d in drafts(text, "agreement") if d.modality == "actual"] == []


@pytest.mark.parametrize(
    "text",
    ["Peru asked Japan to impose a tariff on copper.", "The law allows Japan to impose tariffs on Peru."],
)
def test_a_measure_only_asked_for_or_allowed_is_no_measure(text: str) -> None:
    assert drafts(text, "measure") == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Under a text circulated by Peru, Japan would cut its duty on copper to 2 percent.", "measure"),
        ("Peru's minister returned from Tokyo without a tariff cut.", "measure"),
        ("Peru and Japan will not sign until everything is agreed.", "agreement"),
        ("Trade between Peru and Japan amounted to $5 billion under the agreement.", "agreement"),
        ("If Japan rejects the offer, Peru will wait.", "response"),
    ],
)
def test_what_is_proposed_supposed_or_only_counted_is_not_told_as_done(text: str, kind: str) -> None:
    assert drafts(text, kind) == []


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("Japan gave Peru until March 31 to decide.", "2026-03-31"),
        ("The working group of Peru and Japan is to report by the end of April.", "2026-04-30"),
    ],
)
def test_a_limit_that_is_given_is_a_deadline(text: str, due: str) -> None:
    assert [str(draft.date) for draft in drafts(text, "deadline")] == [due]


def test_a_rate_charged_already_is_in_force_though_a_deal_was_told() -> None:
    text = "Peru and Japan reached a deal on Monday.\nJapan has charged 20 percent on Peruvian copper since 2024."
    assert [draft.date for draft in drafts(text, "agreement")] == [Edtf.parse("2026-03-09")]
    assert [draft.terms[0].role for draft in drafts(text, "measure")] == ["in_force"]


@pytest.mark.parametrize(("between", "date"), [("", "2026-03-02"), ("It was raining.\nIt went on.\n", None)])
def test_a_day_is_carried_no_further_than_the_next_paragraph(between: str, date: str | None) -> None:
    text = (
        "Peruvian Trade Minister Ana Ruiz met Japanese Trade Minister Jun Sato in Lima on Monday.\n"
        "Peruvian Economy Minister Luis Paz presented an offer in Tokyo on March 2.\n"
        f"{between}Paz rejected a quota on copper."
    )
    (response,) = drafts(text, "response")
    assert (str(response.date) if response.date else None) == date


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Since last May, when Japan imposed a tariff on copper, Peru has waited.", "2025-05"),
        ("Peru and Japan will meet when they can. Later, Japan demanded a quota on copper.", None),
        ("Japan said on Monday that its minister had met Peru's trade minister Ana Ruiz.", None),
    ],
)
def test_a_clause_takes_the_day_that_is_its_own(text: str, date: str | None) -> None:
    (draft,) = [
        d for d in drafts(text) if d.rule.split(".")[0] in ("measure", "proposal", "meeting") and d.modality == "actual"
    ]
    assert (str(draft.date) if draft.date else None) == date


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Norway and Chile signed a deal that will slash tariffs on salmon.", "measure"),
        ("Norway's Liv Dahl talked with Chile's Pablo Rojas about resuming trade talks, she said.", "meeting"),
        ("Tariffs threaten to derail the trade talks between Norway and Chile.", "measure"),
    ],
)
def test_what_a_clause_only_mentions_is_no_event_of_its_own(text: str, kind: str) -> None:
    assert [d.evidence[0].quote for d in drafts(text, kind) if d.words != ("talked with",)] == []


def test_what_came_before_is_dated_by_counting_back() -> None:
    text = "Norway and Chile signed a trade deal on Tuesday. The deal comes two weeks after ministers met in Oslo."
    assert [str(d.date) for d in drafts(text, "meeting", PUBLISHED)] == ["2026-02-24"]


def test_how_long_it_took_is_no_meeting() -> None:
    text = "Norway and Chile signed a trade deal on Tuesday. The deal comes three years after talks started in Oslo."
    assert drafts(text, "meeting", PUBLISHED) == []


def test_rounds_told_one_after_the_other_are_meetings_of_their_own() -> None:
    text = (
        "Norway and Chile are holding talks on fish. After the first round on January 5 in Oslo, a second was held in "
        "Santiago on January 31 and a third in Oslo in mid-February."
    )
    told = [str(draft.date) for draft in drafts(text, "meeting", PUBLISHED) if draft.date]
    assert sorted(told) == ["2026-01-05", "2026-01-31", "2026-02"]


def test_a_guest_at_a_seat_of_government_has_met_somebody() -> None:
    text = "Norway and Argentina want a deal on lamb. When Trade Minister Liv Dahl was in the Casa Rosada on March 4, it rained."
    [meeting] = drafts(text, "meeting", PUBLISHED)
    assert (str(meeting.date), meeting.actors) == ("2026-03-04", ("Liv Dahl",))


def test_two_members_of_one_bloc_negotiate_with_each_other() -> None:
    text = (
        "Colombia and Ecuador, both of the Andean Community, are at odds. Ecuador imposed a duty of 30 percent on Colombian "
        "goods on March 2. Colombia answered in kind. Ecuador's minister met his Colombian colleague in Davos."
    )
    assert {draft.parties for draft in drafts(text)} == {("CO", "EC")}


def test_what_two_parties_will_each_do_are_terms_of_a_deal() -> None:
    text = (
        "Norway will let in 4,000 tonnes of fruit a year at a duty of 3 percent, and Chile is to lower its duty on Norwegian "
        "salmon to 5 percent, Prime Minister Liv Dahl said on Tuesday."
    )
    terms = drafts(text, "agreement", PUBLISHED)
    assert [str(draft.date) for draft in terms] == ["2026-03-10", "2026-03-10"]


def test_what_is_said_at_the_meeting_has_the_day_of_the_meeting() -> None:
    text = (
        "Norway's Trade Minister Liv Dahl met Chilean envoy Pablo Rojas in Oslo on Tuesday.\n\nFish prices rose.\n\n"
        "Salmon is the main export of both.\n\nAt the meeting, Chile asked for a quota of 4,000 tonnes."
    )
    assert [str(draft.date) for draft in drafts(text, "proposal", PUBLISHED)] == ["2026-03-10"]


def test_an_entry_of_a_live_report_may_tell_of_another_day_than_its_head() -> None:
    text = (
        "Fri 21:10 – Norway's Trade Minister Liv Dahl met Chilean envoy Pablo Rojas in Lima on Thursday. The salmon duty "
        "should be lifted, Dahl said.\n\nFri 18:00 – Chile asked Norway for a quota."
    )
    assert [str(draft.date) for draft in drafts(text, "proposal", PUBLISHED)] == ["2026-03-12", "2026-03-13"]


def test_terms_of_a_deal_have_the_day_by_which_the_deal_is_named() -> None:
    text = "Norway spoke to Chile on Monday. Under the deal, announced on July 15, Norway lowered its fish duty to 9 percent."
    assert [str(draft.date) for draft in drafts(text, "agreement", PUBLISHED)] == ["2025-07-15"]


def test_two_answers_in_one_sentence_are_two() -> None:
    found = drafts("Norway accepted Chile's proposal on Tuesday, while Peru is studying it.", "response")
    assert [draft.attributes["verdict"] for draft in found] == ["accepts", "considers"]


def test_the_bloc_of_the_talks_is_known_without_its_name() -> None:
    [stance] = drafts("Chile and the EU are negotiating. The union wants state enterprises covered.", "position")
    assert stance.by_parties == ("EU",)


def test_a_date_is_not_invented() -> None:
    (proposal,) = drafts("Peru has asked Japan for a copper quota.", "proposal")
    assert proposal.date is None


@pytest.mark.parametrize(
    "text",
    [
        "The Norwegian crown gave ground on Thursday as Chile weighed its tariff.",
        "Shares shrugged off Norway's warning to Chile on tariffs.",
        "Chilean retailers turned down Norway's salmon after the tariff.",
    ],
)
def test_markets_and_firms_are_nobody_of_the_talks(text: str) -> None:
    assert [draft for draft in drafts(text) if draft.type in ("response", "position", "proposal")] == []


def test_a_call_in_the_second_sentence_has_the_day_of_the_lead() -> None:
    text = (
        "OSLO -- Norway asked Chile on Wednesday to exempt its salmon from a planned quota, the trade ministry said"
        " Thursday.\n\nTrade Minister Liv Dahl made the request in a video call with Chilean envoy Pablo Rojas. She told"
        " him that the plan was a breach of the agreement."
    )
    assert str(drafts(text, "meeting", PUBLISHED)[0].date) == "2026-03-11"


def test_a_line_of_a_deal_without_a_verb_is_one_of_its_terms() -> None:
    text = (
        "Norway and Chile concluded a trade agreement in Oslo on Monday.\n\nNo duty on 99 percent of what Norway sells."
        " Beef: a quota at a duty of 7.5 percent."
    )
    terms = [draft.evidence[0].quote for draft in drafts(text, "agreement", PUBLISHED)]
    assert terms[1:] == ["No duty on 99 percent of what Norway sells.", "Beef: a quota at a duty of 7.5 percent."]
    assert drafts(text, "measure") == []


def test_what_had_a_trigger_and_gave_nothing_is_listed_with_its_words() -> None:
    reading = read("Peru's delegation signed the guest book in Tokyo.")
    assert reading.drafts == ()
    assert [(item.sentence, item.words) for item in reading.unread] == [
        ("Peru's delegation signed the guest book in Tokyo.", ("signed",))
    ]


def test_a_question_is_listed_as_unread() -> None:
    (item,) = read("Will Peru reject Japan's offer?").unread
    assert item.reason == "a question tells of nothing"
    assert "reject" in item.words


def test_every_draft_names_its_rule_and_the_words_that_made_it() -> None:
    for draft in drafts("Peru asked Japan on Monday to lift its copper tariff. Japan rejected the request."):
        assert draft.rule.startswith(draft.type)
        assert all(word in " ".join(e.quote for e in draft.evidence).lower() for word in draft.words)


def test_a_clause_of_nouns_alone_is_read_without_a_verb() -> None:
    assert read("Peru and Chile met. They answer to Trump, who withdrawn currency.") is not None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Chile's exports to Norway doubled in 2025.", "measure"),
        ("Norway and Chile are unlikely to have signed on Monday.", "agreement"),
        ("Norway says no talks with Chile are under way.", "response"),
        ("If Norway will raise its duty on fruit, Chile is to retaliate with a salmon tariff.", "agreement"),
        ("Chile shook its head at the weather on Monday.", "response"),
        ("The ministers of Norway and Chile asked their teams for the bill.", "agreement"),
        ("Norway has an office in Santiago, where Chile keeps its customs.", "agreement"),
        ("The ball is in Chile's court, Norway's minister joked at a tennis match.", "assessment"),
        ("Norway expects Chile to win the match on Friday.", "proposal"),
        ("Norway proposed a salmon tariff of 5 percent, down from 10 percent.", "measure"),
    ],
)  # fmt: skip
def test_words_that_tell_no_event_of_a_kind(text: str, kind: str) -> None:
    assert not drafts(text, kind, PUBLISHED)


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        ("Norway imposed a duty on Chilean salmon on Monday.", "announced"),
        ("Norway lifted its duty on Chilean salmon on Monday.", "revoked"),
        ("The tariffs on Chilean salmon were scrapped by Norway on Monday.", "revoked"),
        ("Norway lifted its ban on Chilean salmon on Monday.", "revoked"),
        ("Norway lifted its duty on Chilean salmon to 25 percent on Monday.", "announced"),
        ("Norway suspended its duty on Chilean salmon on Monday.", "paused"),
        ("Norway froze its duties on Chilean salmon on Monday.", "paused"),
    ],
)
def test_the_end_of_a_measure_is_told_from_its_beginning(text: str, stage: str) -> None:
    (measure,) = drafts(text, "measure", PUBLISHED)
    assert measure.attributes["stage"] == stage


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Nurses under 35 may work in Japan for three years.", "agreement.provision"),
        ("Nurses under 35 may work in Japan, he said.", None),
        ("Critics say that it will cost jobs.", None),
        ("The lawyers will follow.", None),
        ("Trade Minister Ana Ruiz will sleep well.", None),
    ],
)
def test_after_a_deal_what_people_will_or_may_do_is_a_provision_of_it(text: str, rule: str | None) -> None:
    deal = "Peru and Japan signed a trade agreement in Lima on Monday. "
    found = [d.rule for d in drafts(deal + text) if any(text.startswith(e.quote[:12]) for e in d.evidence)]
    assert found == ([rule] if rule else [])
    assert drafts(text) == [], "no deal, no provision"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ('"We will never accept that," said Japanese Trade Minister Jun Sato.', "response"),
        ("Japanese Trade Minister Jun Sato ruled out any quota.", "response"),
        ("Japanese Trade Minister Jun Sato ruled out a cabinet reshuffle over rice.", "position"),
        ("Peruvian Trade Minister Ana Ruiz ruled out any delay.", "position"),
    ],
)
def test_a_no_that_takes_up_what_the_other_side_has_just_asked_is_an_answer(text: str, kind: str) -> None:
    found = drafts("Peru asked Japan to open its market to copper. " + text)
    assert [d.type for d in found] == ["proposal", kind]


@pytest.mark.parametrize(
    ("text", "kind", "rule"),
    [
        ("Japan's trade ministry announced that licences would be required for Peruvian copper.", "measure", "measure.said"),
        ("On Monday Japan walked away from the framework agreement with Peru.", "measure", "measure.quit"),
        ("Negotiations between Peru and Japan were declared closed in Lima on Monday.", "agreement", "agreement.reach"),
        ("The round of negotiations between Peru and Japan ended in Lima on Monday.", "meeting", None),
        ("Peru would challenge the duty in court, Trade Minister Ana Ruiz said.", "measure", "measure.retaliate"),
        ("Japan's government proposed on Monday to halve the quotas for Peruvian fish.", "measure", "measure.proposed"),
        ("Japan proposed on Monday to halve its duty on Peruvian fish.", "proposal", None),
    ],
)  # fmt: skip
def test_acts_are_told_in_words_of_talk(text: str, kind: str, rule: str | None) -> None:
    found = drafts(text)
    assert [d.type for d in found] == [kind]
    assert rule is None or found[0].rule == rule
