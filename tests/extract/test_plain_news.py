"""Plain sentences of the wires: what they tell, for whom, and what they do not tell."""

from __future__ import annotations

import pytest

from tests.extract.reading_of import article, drafts, read
from timeline.extract.reading import extract
from timeline.lexicon import load

THURSDAY = "2025-10-16"
CHILE_CANADA = "Chile and Canada are in talks."

Event = tuple[str, str, str | None, str]


def told(text: str, lead: str = CHILE_CANADA) -> list[Event]:
    """Type, modality, date and parties of what ``text`` tells in an article that opens with ``lead``."""
    found = read(f"{lead} {text}", THURSDAY).drafts
    return [
        (draft.type, draft.modality, str(draft.date) if draft.date else None, " ".join(draft.parties))
        for draft in found
        if draft.evidence[0].start > len(lead)
    ]


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("Canada reached a deal with Japan in July.", "CA JP"),
        ("Japan reached a deal with Canada in July.", "CA JP"),
        ("Canada signed a trade deal with London in May.", "CA GB"),
        ("Canada resumed talks with India on Monday.", "CA IN"),
        ("Canada's talks with India collapsed on Monday.", "CA IN"),
        ("Japan and the EU reached agreements with Ottawa in July.", "CA EU JP"),
        ("Canada offered India a quota in May.", "CA IN"),
        ("Canada demanded that India lower its duties.", "CA IN"),
        ("Canada asked India to lower its duties on Monday.", "CA IN"),
        ("Canada reached a deal with Chile in July.", "CA CL"),
        ("Canada signed the agreement with Chile before the summit with Japan.", "CA CL"),
        ("The Senate approved the agreement on Monday.", "CA CL"),
    ],
)
def test_talks_and_deals_with_a_third_are_no_affair_of_the_two(text: str, parties: str) -> None:
    assert {event[3] for event in told(text)} == {parties}


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("France and Poland opposed the deal.", "BR EU FR PL"),
        ("Germany, Spain and Italy urged Brussels to sign the deal.", "BR DE ES EU IT"),
    ],
)
def test_members_of_a_bloc_that_act_together_are_all_named(text: str, parties: str) -> None:
    assert told(text, "Brazil and the European Union are in talks.")[0][3] == parties


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # A deed that is done stays done, whatever the sentence goes on to make depend on something.
        (
            "Chile and Canada signed the agreement on Monday, and tariffs will return if imports rise.",
            [("agreement", "actual", "2025-10-13"), ("measure", "conditional", "2025-10-13")],
        ),
        (
            "Canada cut its duty to 5% on Monday, saying it would restore it if Chile broke the agreement.",
            [("measure", "actual", "2025-10-13")],
        ),
        (
            "Chile and Canada reached a deal on Monday, but it is not clear if parliament will approve it.",
            [("agreement", "actual", "2025-10-13")],
        ),
        (
            "Asked if he was satisfied, Vera said the two sides had signed a good agreement on Monday.",
            [("agreement", "actual", "2025-10-13")],
        ),
        ("Chile would have signed the agreement had Canada lifted its tariffs.", [("agreement", "cancelled", None)]),
        (
            "We avoided the tariff increase announced for tomorrow, Carney said.",
            [("measure", "cancelled", "2025-10-17")],
        ),
        # What is called off, and what only stands beside a meeting.
        ("The meeting has not been cancelled, a Canadian official said.", [("meeting", "planned", None)]),
        ("The round was postponed to Nov. 5.", [("meeting", "planned", "2025-11-05")]),
        ("The round was postponed on Monday.", [("meeting", "cancelled", "2025-10-13")]),
        ("Ng met Chilean officials on Monday to discuss cancelled orders.", [("meeting", "actual", "2025-10-13")]),
        (
            "Ministers met on Monday to discuss a duty that would have cost farmers millions.",
            [("meeting", "actual", "2025-10-13")],
        ),
        ("A fourth round, which was to open on Nov. 24, has been cancelled.", [("meeting", "cancelled", "2025-11-24")]),
        # A no denies the verb that it belongs to.
        ("Chile did not comment but signed the agreement on Monday.", [("agreement", "actual", "2025-10-13")]),
        ("The agreement was not easy, but it was signed on Monday.", [("agreement", "actual", "2025-10-13")]),
        ("Ministers who were not present in June met again on Monday.", [("meeting", "actual", "2025-10-13")]),
        ("The two sides have barely talked since June.", [("meeting", "denied", "2025-06")]),
        ("Canada has no deal with Chile but imposed no duties.", [("measure", "denied", None)]),
        ("He added that Chile had made no new offer on cars.", [("proposal", "denied", None)]),
        ("Chile denied reports that it had offered to open its beef market.", [("proposal", "denied", None)]),
        ("Reports that Chile had offered to open its market are false, Vera said.", [("proposal", "denied", None)]),
        ("Canada has not reached a deal with Chile.", [("agreement", "denied", None)]),
        ("Chile may accept the offer.", [("response", "conditional", None)]),
        ("Chile could not accept the offer.", [("response", "actual", None)]),
        (
            "Vera said the agreement would be signed in the first quarter of 2026.",
            [("agreement", "planned", "2026-33")],
        ),
        ("Vera said the agreement would be signed.", []),
        ("Ng and Vera agreed to meet again on Nov. 3.", [("meeting", "planned", "2025-11-03")]),
        ("The two sides agreed on Monday to resume talks.", [("agreement", "actual", "2025-10-13")]),
        # What was set for a day that is still to come is not off.
        ("The talks were scheduled for October 20-22.", [("meeting", "planned", "2025-10-20/2025-10-22")]),
        ("The next round was set for November 3.", [("meeting", "planned", "2025-11-03")]),
        ("The ministers had been due to meet in June.", [("meeting", "cancelled", "2025-06")]),
        # Nouns that could be verbs, and "set", point no way.
        ("Ng ended a two-day visit to Santiago on Wednesday.", [("meeting", "actual", "2025-10-15")]),
        ("Canada set a 12% duty on Chilean wine on Wednesday.", [("measure", "actual", "2025-10-15")]),
        # A second deed is what its own verb tells.
        (
            "Chile and Canada signed a deal in May and ratified it in July.",
            [("agreement", "actual", "2025-05"), ("agreement", "actual", "2025-07")],
        ),
        (
            "Chile and Canada began talks in March and reached a deal in May.",
            [("meeting", "actual", "2025-03"), ("agreement", "actual", "2025-05")],
        ),
        ("The two sides made little progress on Tuesday.", [("assessment", "actual", "2025-10-14")]),
        ("Canada's parliament approved the trade deal on Monday.", [("agreement", "actual", "2025-10-13")]),
        (
            "The Council authorised the signature of the agreement on 2 October.",
            [("agreement", "planned", "2025-10-02")],
        ),
        # What is told beside talks is no act of theirs.
        ("The minister defended the agreement on Tuesday.", [("position", "actual", "2025-10-14")]),
        (
            "Chile and Canada concluded the 14th round of negotiations on a trade agreement on Friday.",
            [("meeting", "actual", "2025-10-10")],
        ),
        (
            "Canada on Wednesday asked Chile to postpone its law, days before negotiators from both sides meet.",
            [("proposal", "actual", "2025-10-15"), ("meeting", "planned", None)],
        ),
        ("Chile and Canada have met five times since March.", [("meeting", "actual", "2025-03/2025-10-16")]),
        ("Ng and Vera signed the document in Ottawa on Monday.", [("agreement", "actual", "2025-10-13")]),
        ("A deal is close, Vera said on Monday.", [("assessment", "actual", "2025-10-13")]),
    ],
)
def test_what_a_plain_sentence_tells(text: str, expected: list[tuple[str, str, str | None]]) -> None:
    assert [event[:3] for event in told(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "Vera declined to say whether Chile had accepted the offer.",
        'Asked whether Chile would accept the offer, Vera said: "We will see."',
        "Canada did not immediately respond to a request for comment.",
        "The two sides have not set a date for the next round of talks.",
        "Lawmakers debated the agreement on Tuesday.",
        "Economists at a bank said the accord could add 0.3 percentage points to growth in 2026.",
        "The agreement could boost Canadian exports by 2% next year.",
        "Vera said he had raised the ban with Ng.",
        "Inflation in Chile rose to 3% in May.",
        "Vera expects Ng to bring an answer on paper.",
    ],
)
def test_what_is_asked_foreseen_or_not_said_is_no_event(text: str) -> None:
    assert told(text) == []
    weighed = extract(article(f"{CHILE_CANADA} {text}", THURSDAY), load()).drafts
    assert [draft.rule for draft in weighed if draft.evidence[0].start > len(CHILE_CANADA)] == []


@pytest.mark.parametrize(
    ("text", "kept", "unread"),
    [
        (
            "Ottawa will not lower tariffs until Chile stops buying Russian oil.",
            [("position", "actual", None)],
            [],
        ),
        (
            "Canada would lower its tariffs once Chile lifted its ban.",
            [("measure", "planned", None)],
            ["asked or waited for, and not told"],
        ),
        (
            "Ottawa wants an answer before Chile lifts its levy.",
            [("position", "actual", None)],
            ["asked or waited for, and not told"],
        ),
        (
            "Ottawa said it would cut its duty only after Chile lifts its levy.",
            [("position", "actual", None)],
            ["asked or waited for, and not told"],
        ),
        (
            "The question of tariffs was raised at the meeting on Monday.",
            [("meeting", "actual", "2025-10-13")],
            ["raised in talks, and not done"],
        ),
    ],
)
def test_what_somebody_waits_for_or_talks_of_is_not_done(
    text: str, kept: list[tuple[str, str, str | None]], unread: list[str]
) -> None:
    assert [event[:3] for event in told(text)] == kept
    assert [one.reason for one in read(f"{CHILE_CANADA} {text}", THURSDAY).unread] == unread


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("The peso fell 1% on Monday after Canada imposed the duty.", []),
        ("Canada's exports to Chile fell 12% after the duty took effect in May.", []),
        ("Prices of salmon rose 5% after Canada raised the duty on Monday.", []),
        ("Canada raised its duty on salmon by 5% on Monday.", [("increase", 5.0, "in_force")]),
        ("Canada's duty fell to 12% on Monday.", [("tariff_rate", 12.0, "in_force")]),
        (
            "The tariff will rise to 45% in 2026 and 50% in 2027.",
            [("tariff_rate", 45.0, "threatened"), ("tariff_rate", 50.0, "threatened")],
        ),
        (
            "Chile threatened on Monday to impose a 50% tariff on potash unless Ottawa lifts its copper duties.",
            [("tariff_rate", 50.0, "threatened")],
        ),
        (
            "If Chile does not open its rice market, Ottawa will raise tariffs to 35%.",
            [("tariff_rate", 35.0, "threatened")],
        ),
        (
            "Chile requested consultations on Monday over Canada's 50% duty on steel.",
            [("steel_tariff", 50.0, "in_force")],
        ),
    ],
)
def test_how_a_market_moves_is_no_rate(text: str, terms: list[tuple[str, float, str]]) -> None:
    drafts = [draft for draft in read(f"{CHILE_CANADA} {text}", THURSDAY).drafts if draft.evidence[0].start > 30]
    assert [(term.name, term.value, term.role) for draft in drafts for term in draft.terms] == terms


PLAIN_VERBS = """
measure     sued Canada at the World Trade Organization
measure     recalled its ambassador from Ottawa
measure     blocked shipments of Canadian wheat
measure     triggered the dispute clause of the treaty with Canada
measure     excluded Canadian milk from its market
measure     refused entry to Canadian trucks
measure     ordered an end to imports of Canadian eggs
measure     seized two Canadian boats
measure     detained 12 Canadian fishermen
measure     declared an embargo on Canadian eggs
proposal    exchanged offers on milk with Canada
proposal    urged Canada to lower its fee
proposal    asked that Canada be excluded from the rules
proposal    offered to cut its fee to 3 percent
proposal    suggested that the fee be halved
proposal    handed over its demands to Canada
response    agreed to Canada's request
response    endorsed Canada's proposal
response    backed Canada's proposal
response    ignored Canada's request
response    denied Canada's accusation
response    sent Canada a protest note
response    blasted Canada's ban
response    branded Canada's ban unlawful
response    found Canada's offer insufficient
response    acknowledged Canada's offer
response    expressed interest in Canada's offer
response    took Canada up on its offer
agreement   and Canada patched up their row over milk
agreement   and Canada exchanged instruments of ratification
agreement   and Canada compromised on a fee of 3 percent
agreement   and Canada amended their treaty
agreement   and Canada declared a truce
agreement   and Canada set the fee at 3 percent
agreement   and Canada agreed to a fee of 3 percent
"""


@pytest.mark.parametrize(("kind", "deed"), [tuple(line.split(maxsplit=1)) for line in PLAIN_VERBS.strip().splitlines()])
def test_what_a_plain_verb_with_a_day_behind_it_tells(kind: str, deed: str) -> None:
    (event,) = told(f"Chile {deed} on Monday.")
    assert event[:3] == (kind, "actual", "2025-10-13")


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Chile asked Canada to meet on Monday.", None),
        ("Chile and Canada agreed to a meeting on Monday.", None),
        ("Chile pledged to lift its ban by Monday.", None),
        ("Chile's decision on Monday to ban Canadian eggs angered farmers.", "2025-10-13"),
        ("Chile and Canada could not agree on milk on Monday.", "2025-10-13"),
        ("Under Monday's deal, the duty falls to 3 percent.", "2025-10-13"),
        ("Monday's meeting in Ottawa was the third this year.", "2025-10-13"),
        ("Canada must lift its ban, Chile's trade minister said on Monday.", "2025-10-13"),
        ("Chile called on Monday for a new treaty.", "2025-10-13"),
        ("Chile offered to drop its tariff on Canadian wheat on 1 July.", None),
        ("Chile said on Monday that Canada's offer was too low.", "2025-10-13"),
    ],
)
def test_a_day_behind_what_is_asked_or_agreed_may_be_one_to_come(text: str, date: str | None) -> None:
    assert [event[2] for event in told(text)][:1] == [date]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Chile will reject Canada's proposal.", ("response", "planned", None)),
        ("Chile is expected to reject Canada's proposal.", ("response", "planned", None)),
        ("Chile would reject Canada's proposal if talks failed.", ("response", "conditional", None)),
        ("Chile did not reject Canada's proposal on Monday.", ("response", "denied", "2025-10-13")),
        ("Chile stopped short of rejecting Canada's proposal on Monday.", ("response", "denied", "2025-10-13")),
        ("Chile never rejected Canada's proposal.", ("response", "denied", None)),
        ("Chile said on Monday that it had rejected Canada's proposal.", ("response", "actual", None)),
        ("Chile could sign the agreement as early as Friday.", ("response", "conditional", None)),
        ("Chile is expected to offer Canada a lower fee.", ("proposal", "planned", None)),
        ("Chile was to have offered Canada a lower fee on Monday.", ("proposal", "cancelled", "2025-10-13")),
        (
            "Chile had planned to offer Canada a lower fee on Monday but did not.",
            ("proposal", "cancelled", "2025-10-13"),
        ),
        ("Chile had planned to ban Canadian eggs on Monday but did not.", ("measure", "cancelled", "2025-10-13")),
        ("Chile said on Monday that it had banned Canadian eggs.", ("measure", "actual", None)),
        ("Chile stopped short of banning Canadian eggs on Monday.", ("measure", "denied", "2025-10-13")),
        ("Chile is set to reject Canada's proposal, diplomats said.", ("response", "planned", None)),
        (
            "Chile not only rejected Canada's proposal on Monday, it tore it up.",
            ("response", "actual", "2025-10-13"),
        ),
        (
            "Chile accepted Canada's offer on Monday and said it would leave if Canada broke its word.",
            ("response", "actual", "2025-10-13"),
        ),
        (
            "The signing of the pact with Chile had been delayed twice but took place on Monday.",
            ("agreement", "actual", None),
        ),
        ("After Chile signed a pact with Canada on Monday, farmers protested.", ("agreement", "actual", "2025-10-13")),
    ],
)
def test_how_far_a_deed_is_told_as_done(text: str, expected: tuple[str, str, str | None]) -> None:
    assert [event[:3] for event in told(text)] == [expected]


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Chile accepted Canada's offer of a quota on Monday.", "actual"),
        ("Chile said on Monday it would accept Canada's offer if it was made in writing.", "conditional"),
        ("Chile accepted Canada's offer on condition that its ban was lifted.", "conditional"),
        ("Chile accepted Canada's offer, said an official who spoke on condition of anonymity.", "actual"),
        ("Chile accepted Canada's offer even if its farmers did not.", "actual"),
    ],
)
def test_who_accepts_on_a_condition_has_not_yet_accepted(text: str, modality: str) -> None:
    assert [event[:2] for event in told(text)] == [("response", modality)]


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Chile considered lifting its levy on Canadian wheat.", "conditional"),
        ("Chile is likely to impose a duty of 20 percent on Canadian wheat next month.", "planned"),
        ("Chile stopped short of lifting its levy on Canadian wheat.", "denied"),
        ("Chile decided on Monday to ban Canadian eggs.", "planned"),
    ],
)
def test_a_measure_that_is_thought_of_is_not_taken(text: str, modality: str) -> None:
    assert [event[:2] for event in told(text)] == [("measure", modality)]


@pytest.mark.parametrize(
    "text",
    [
        "Canada offered a quota to Chile, Peru and Bolivia on Monday.",
        "Canada asked Chile, Peru and Bolivia on Monday to cut their duties.",
        "Canada demanded from Chile, Peru and Bolivia on Monday that they cut their duties.",
    ],
)
def test_something_is_put_to_all_that_are_listed(text: str) -> None:
    (draft,) = [draft for draft in read(f"{CHILE_CANADA} {text}", THURSDAY).drafts if draft.type == "proposal"]
    assert draft.attributes["to_parties"] == ("BO", "CL", "PE")


@pytest.mark.parametrize(
    "text",
    ["Chile and Canada did not sign the deal on Monday.", "Ministers of Chile and Canada did not meet on Monday."],
)
def test_what_did_not_happen_on_a_day_is_of_a_day_that_is_over(text: str) -> None:
    assert [event[1:3] for event in told(text)] == [("denied", "2025-10-13")]


def test_what_a_demand_is_that_another_do_is_not_done() -> None:
    assert told("Chile's demand, made on Monday, is that Canada lift its ban.") == []


def test_figures_named_to_be_denied_are_no_terms() -> None:
    (draft,) = read(
        f"{CHILE_CANADA} Chile demanded 300 million dollars, not 200 million, from Canada.", THURSDAY
    ).drafts
    assert [term.value for term in draft.terms] == [300e6]


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        (
            "Canadian Trade Minister Mary Ng would not lower the duty. "
            "Chile's trade minister, Jorge Vera, rejected the offer on Monday. He said Chile would not sign.",
            ["Jorge Vera"],
        ),
        (
            "Canadian Trade Minister Mary Ng would not lower the duty. "
            "A spokesman for the Chilean ministry, Jorge Vera, rejected the offer on Monday.",
            ["Jorge Vera"],
        ),
        (
            "Trade Minister Mary Ng and her Chilean counterpart Jorge Lagos signed the agreement.",
            ["Mary Ng", "Jorge Lagos"],
        ),
        ("Chilean President Santiago Vera met Carney on Monday.", ["Santiago Vera", "Carney"]),
    ],
)
def test_who_is_named_beside_an_office_or_like_a_city(text: str, actors: list[str]) -> None:
    assert list(read(f"{CHILE_CANADA} {text}", THURSDAY).drafts[-1].actors) == actors


def test_who_announces_a_measure_takes_it() -> None:
    (draft,) = read("The White House announced a tariff of 39 percent on Swiss goods on Monday.", THURSDAY).drafts
    assert (draft.type, draft.by_parties) == ("measure", ("US",))


def test_an_answer_without_an_issue_of_its_own_is_about_what_it_answers() -> None:
    offer, answer = read("Chile offered Canada a quota for salmon on Monday. Canada rejected it.", THURSDAY).drafts
    assert answer.links[0].draft_id == offer.draft_id
    assert answer.issue == offer.issue == "salmon"


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        ("Canada lowered its duty to 5% on Monday.", "amended"),
        ("Canada raised its duty to 25% on Monday.", "announced"),
    ],
)
def test_a_duty_that_is_lowered_is_amended(text: str, stage: str) -> None:
    assert read(f"{CHILE_CANADA} {text}", THURSDAY).drafts[-1].attributes["stage"] == stage


@pytest.mark.parametrize(
    "head",
    [
        "SANTIAGO, Oct. 16 (Reuters) - ",
        "SANTIAGO (wire report) -- ",
        "SANTIAGO, Chile (AP) — ",
        "SANTIAGO: ",
        "SANTIAGO, Thursday - ",
        "OTTAWA/SANTIAGO, Oct 16 - ",
        "Santiago (AFP) – ",
        "Santiago, Chile | ",
        "Santiago, Oct 16 (EFE): ",
        "(Bloomberg) -- ",
        "Oct 16 (Reuters) - ",
    ],
)
def test_a_dateline_stays_out_of_the_summary(head: str) -> None:
    (draft,) = read(f"{head}Chile and Canada resumed talks on wheat on Thursday.", THURSDAY).drafts
    assert draft.summary == "Chile and Canada resumed talks on wheat on Thursday."


@pytest.mark.parametrize("head", ["Santiago: ", "ALARCON: ", "Talks on wheat - ", "USA - WTO: "])
def test_what_only_looks_like_a_dateline_stays(head: str) -> None:
    (draft,) = read(f"{head}Chile and Canada resumed talks on wheat on Thursday.", THURSDAY).drafts
    assert draft.summary.startswith(head.strip(" -"))


def test_a_dateline_with_its_day_first_stays_out_of_the_summary() -> None:
    (draft,) = read(
        "BERN, 1 October 2025 - Swiss President Anna Frei met President Mark Carney on Monday.", THURSDAY
    ).drafts
    assert draft.summary == "Swiss President Anna Frei met President Mark Carney on Monday."


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("Mark Carney met Maria Soto on Monday. She asked Canada to lift the duty.", ["Maria Soto"]),
        ("Mark Carney met Maria Soto on Monday. He asked Chile to lift the duty.", ["Mark Carney"]),
        ("Maria Soto called Mark Carney on Monday. He offered to lower the duty.", ["Mark Carney"]),
    ],
)
def test_he_and_she_by_given_names(text: str, actors: list[str]) -> None:
    assert list(read(f"{CHILE_CANADA} {text}", THURSDAY).drafts[-1].actors) == actors


def test_they_in_a_quotation_are_not_who_speaks() -> None:
    (draft,) = read(f'{CHILE_CANADA} "They have not answered us," Vera said on Monday.', THURSDAY).drafts
    assert (draft.type, draft.by_parties) == ("response", ())


def test_its_congress_is_that_of_who_was_named_before() -> None:
    text = "Mexico proposed to raise its tariffs, and its Congress approved the law on Monday."
    (*_, draft) = read(f"Mexico and the United States are in talks. {text}", THURSDAY).drafts
    assert (draft.type, draft.by_parties) == ("measure", ("MX",))


def test_people_who_told_it_are_no_quota() -> None:
    text = "According to three people who have seen the paper, Canada is willing to cut its quota on almonds."
    assert [draft.terms for draft in read(f"{CHILE_CANADA} {text}", THURSDAY).drafts] == [()]


def test_for_ninety_days_is_no_day_of_a_call() -> None:
    text = "Canada agreed on Monday to delay the duty for 90 days, Soto said after a phone call with Mark Carney."
    dates = {draft.type: str(draft.date) for draft in read(f"{CHILE_CANADA} {text}", THURSDAY).drafts}
    assert dates == {"agreement": "2025-10-13", "meeting": "2025-10-13"}


@pytest.mark.parametrize(
    ("text", "by"),
    [
        ("According to Chile's trade minister, Canada lifted its ban on Monday.", ("CA",)),
        ("According to a Chilean official, Canada rejected the offer.", ("CA",)),
        ("Chile faces a 25% tariff on its wine from November 1.", ()),
        ("Chile and Canada held talks on Tuesday and signed an agreement.", ()),
        ("Canadian Minister Mary Ng and Chilean Minister Jorge Vera met on Tuesday and called for a quick deal.", ()),
    ],
)
def test_who_does_it(text: str, by: tuple[str, ...]) -> None:
    assert read(f"{CHILE_CANADA} {text}", THURSDAY).drafts[-1].by_parties == by


def test_two_who_met_and_signed_both_signed() -> None:
    text = "Canadian Minister Mary Ng and Chilean Minister Jorge Vera met on Tuesday and signed an agreement."
    signed = read(f"{CHILE_CANADA} {text}", THURSDAY).drafts[-1]
    assert (signed.type, signed.actors) == ("agreement", ("Mary Ng", "Jorge Vera"))


@pytest.mark.parametrize("whom", ["its exporters", "parliament", "the WTO"])
def test_who_is_asked_need_not_be_the_other_party(whom: str) -> None:
    (draft,) = read(f"{CHILE_CANADA} Canada asked {whom} on Monday to wait for a decision.", THURSDAY).drafts
    assert "to_parties" not in draft.attributes


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        ("Canada's duty on wine expired last month.", "revoked"),
        ("Chile ended its ban on Canadian beef on Monday.", "revoked"),
        ("Canada's parliament approved the trade deal on Monday.", "ratified"),
        ("Chile and Canada signed a deal in May and ratified it in July.", "ratified"),
    ],
)
def test_stages_by_what_is_done(text: str, stage: str) -> None:
    assert read(f"{CHILE_CANADA} {text}", THURSDAY).drafts[-1].attributes["stage"] == stage


def test_a_goal_with_a_day_is_a_deadline() -> None:
    assert told("Both sides want to conclude the talks in December.")[0][:3] == ("deadline", "planned", "2025-12")


def test_as_of_a_day_opens_a_summary() -> None:
    (draft,) = read(f"{CHILE_CANADA} As of November 1, Chile will charge a duty of 5%.", THURSDAY).drafts
    assert draft.summary.startswith("As of November 1, Chile")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The round, postponed in June, began in Santiago on Monday.", ("meeting", "actual", "2025-10-13")),
        ("The talks, which were suspended in May, resumed in Ottawa on Tuesday.", ("meeting", "actual", "2025-10-14")),
        ("The meeting, originally planned for March, took place on Monday.", ("meeting", "actual", "2025-10-13")),
        ("The agreement, signed in March, was ratified on Wednesday.", ("agreement", "actual", "2025-10-15")),
        ("The tariff, announced in April, took effect on 1 October.", ("measure", "actual", "2025-10-01")),
    ],
)
def test_a_subject_is_found_before_what_is_put_in_behind_it(text: str, expected: tuple[str, str, str]) -> None:
    assert expected in [event[:3] for event in told(text)]


def test_talks_that_are_suspended_are_no_meeting() -> None:
    assert "meeting" not in [event[0] for event in told("The talks, which were suspended in May, remain so.")]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Chile gave Canada 30 days to lift its duties.", "2025-10-16/2025-11-15"),
        ("Canada has two weeks to answer the request.", "2025-10-16/2025-10-30"),
        ("Chile gave Canada until 15 November to lift its duties.", "2025-11-15"),
    ],
)
def test_a_time_that_is_given_is_a_deadline(text: str, date: str) -> None:
    assert ("deadline", "planned", date, "CA CL") in told(text)


@pytest.mark.parametrize("text", ["Canada has two weeks to rest.", "It took Canada 30 days to sign the agreement."])
def test_a_time_that_something_takes_is_none(text: str) -> None:
    assert "deadline" not in [event[0] for event in told(text)]


@pytest.mark.parametrize(
    ("text", "type"),
    [
        ("Chile opposes Canada's request for a dairy quota.", "response"),
        ("Chile opposes Canada's demand for a dairy quota.", "response"),
        ("Chile opposes the tariffs.", "position"),
    ],
)
def test_who_opposes_a_request_answers_it(text: str, type: str) -> None:
    found = read(f"{CHILE_CANADA} {text}", THURSDAY).drafts
    assert [(draft.type, draft.by_parties) for draft in found] == [(type, ("CL",))]


@pytest.mark.parametrize(
    "text",
    [
        "The Canadian Senate voted for the agreement on Wednesday.",
        "The Canadian Senate voted 60 to 20 for the agreement on Wednesday.",
        "The Canadian Senate voted 60-20 on Wednesday to ratify the agreement.",
        "The Canadian Senate voted in favour of the agreement on Wednesday.",
    ],
)
def test_a_vote_for_an_agreement_ratifies_it(text: str) -> None:
    [draft] = read(f"{CHILE_CANADA} {text}", THURSDAY).drafts
    assert (draft.type, draft.attributes["stage"], str(draft.date)) == ("agreement", "ratified", "2025-10-15")


@pytest.mark.parametrize(("who", "deadlines"), [("Canada expects", 1), ("Analysts expect", 0), ("Economists at a bank expect", 0)])  # fmt: skip
def test_what_outsiders_expect_is_no_deadline(who: str, deadlines: int) -> None:
    assert [event[0] for event in told(f"{who} a deal by December.")].count("deadline") == deadlines


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The signing was postponed.", ("agreement", "cancelled", None)),
        ("The signing, planned for 12 November, was put off.", ("agreement", "cancelled", "2025-11-12")),
        ("The signing was postponed to 12 November.", ("agreement", "planned", "2025-11-12")),
        ("The signing was postponed until 12 November.", ("agreement", "planned", "2025-11-12")),
        ("The round was postponed until 12 November.", ("meeting", "planned", "2025-11-12")),
        ("The signing of the deal between Chile and Canada was delayed.", ("agreement", "cancelled", None)),
        (
            "The signing of the deal had been set for October 13 but was delayed by a strike.",
            ("agreement", "cancelled", "2025-10-13"),
        ),
        (
            "The signing of the deal, which Chile had planned for October 20, was put back.",
            ("agreement", "cancelled", "2025-10-20"),
        ),
        ("Chile put off the signing of the deal on Monday.", ("agreement", "cancelled", "2025-10-13")),
        (
            "Chile and Canada were to sign the deal on Monday, but the ceremony was called off.",
            ("agreement", "cancelled", "2025-10-13"),
        ),
        ("Duties that were to have applied from October 1 were dropped.", ("measure", "cancelled", "2025-10-01")),
        ("The tariff was postponed until 1 December.", ("deadline", "planned", "2025-12-01")),
    ],
)
def test_what_is_put_off_is_called_off_or_planned_for_another_day(
    text: str, expected: tuple[str, str, str | None]
) -> None:
    assert [event[:3] for event in told(text)] == [expected]


@pytest.mark.parametrize("text", ["The agreement is 90 percent complete.", "The text is 95% ready, Canada said."])
def test_how_far_the_work_has_come_is_no_rate(text: str) -> None:
    assert [draft.terms for draft in read(f"{CHILE_CANADA} {text}", THURSDAY).drafts if draft.terms] == []


@pytest.mark.parametrize("body", ["European Parliament", "EU Parliament", "European Council"])
def test_a_body_speaks_for_its_party_though_its_name_begins_with_it(body: str) -> None:
    lead = "Kenya and the European Union are in talks."
    [draft] = read(f"{lead} The {body} rejected the deal on 14 October.", THURSDAY).drafts
    assert (draft.by_parties, draft.actors) == (("EU",), (body,))


@pytest.mark.parametrize(
    "text",
    ["Canada has until 20 November to submit its offer.", "Canada's parliament has 60 days to approve the agreement."],
)
def test_what_somebody_has_time_to_do_is_not_done(text: str) -> None:
    assert [event[0] for event in told(text)] == ["deadline"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The deadline passed on 1 October.", ["2025-10-01"]),
        ("The deadline for the talks expired on Sunday.", ["2025-10-12"]),
        ("The 1 October deadline came and went.", ["2025-10-01"]),
        ("A deadline of 1 October passed without an agreement.", ["2025-10-01"]),
        ("The two countries extended the deadline by 30 days, to 14 November.", ["2025-11-14"]),
        ("Canada extended the pause in duties by three months, until 14 January.", ["2026-01-14"]),
    ],
)
def test_a_limit_that_is_over_or_extended_is_a_deadline(text: str, expected: list[str]) -> None:
    assert [event[2] for event in told(text) if event[0] == "deadline"] == expected


@pytest.mark.parametrize(
    "text",
    [
        "A deadline of 1 October passed without an agreement.",
        "No deal was reached by the 1 October deadline.",
        "The two sides failed to reach an agreement before a deadline of 1 October.",
    ],
)
def test_no_deal_by_a_limit_is_none_on_its_day(text: str) -> None:
    lead = "Chile and Canada opened talks in Ottawa on 22 September."
    assert ("agreement", "denied", "2025-10-01", "CA CL") in told(text, lead)


def test_what_is_expected_to_be_signed_at_a_summit_is_an_agreement() -> None:
    text = "The presidents are expected to sign the treaty at a summit in Santiago on 20 November."
    assert ("agreement", "planned", "2025-11-20", "CA CL") in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "Canada pledged on Wednesday to invest 5 billion dollars in Chilean ports by 2030.",
        "Canada committed on Wednesday to buy $10 billion of Chilean copper.",
    ],
)
def test_what_is_pledged_on_a_day_is_agreed_that_day(text: str) -> None:
    assert [event[:3] for event in told(text)] == [("agreement", "actual", "2025-10-15")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Canada closed the crossing in August.", ("measure", "actual", "2025-08")),
        ("Canada and Chile reopened the bridge to cargo on Monday.", ("measure", "actual", "2025-10-13")),
        ("Canada stopped charging special port fees on Monday.", ("measure", "actual", "2025-10-13")),
        ("Canada took the matter to the commission in Geneva on 1 October.", ("measure", "actual", "2025-10-01")),
        ("A panel found on Monday that Canada's fees lack a basis.", ("measure", "actual", "2025-10-13")),
        ("Canada responded on 1 October with a ban on Chilean wine.", ("measure", "actual", "2025-10-01")),
        ("The two sides plan a video meeting next week.", ("meeting", "planned", "2025-10-20/2025-10-26")),
        ("Joint border committees will meet on 20 October.", ("meeting", "planned", "2025-10-20")),
        ("Canada postponed its visit to 20 November.", ("meeting", "planned", "2025-11-20")),
        (
            "Ministers from Canada and Chile will meet on Monday to coordinate their answer to the fees.",
            ("meeting", "planned", "2025-10-20"),
        ),
        (
            "The minister said on Tuesday that Canada would ban Chilean boats from 1 January if nothing was agreed.",
            ("measure", "conditional", "2025-10-14"),
        ),
    ],
)
def test_what_wire_articles_tell(text: str, expected: tuple[str, str, str | None]) -> None:
    assert [event[:3] for event in told(text)] == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "More than 1,800 lorries were stuck on both sides.",
        "The Gulf is Canada's largest market.",
        "Documents without a stamp will be refused at the border.",
        "Experts are to submit a report.",
        "Inflation in Canada stood at 1.7 percent in September.",
        "It obliges them to hold annual consultations, according to a paper seen by a newspaper.",
    ],
)
def test_what_is_no_event_in_wire_articles(text: str) -> None:
    assert told(text) == []


def test_a_deal_that_ends_a_dispute_tells_only_the_deal() -> None:
    text = "Chile and Canada reached a deal on Tuesday, ending a dispute that had blocked the budget since January."
    assert [event[:3] for event in told(text)] == [("agreement", "actual", "2025-10-14")]


@pytest.mark.parametrize(
    "text",
    [
        "It prohibits customs duties on electronic transmissions.",
        "Disputes can be taken to a tribunal after 12 months.",
        "Duties will be eliminated on 51 percent of Canada's exports, the statement said.",
    ],
)
def test_what_a_deal_sets_is_a_term_of_it(text: str) -> None:
    lead = "Chile and Canada signed a trade agreement on Monday.\n\n"
    assert [event[:3] for event in told(text, lead)] == [("agreement", "actual", "2025-10-13")]


def test_a_request_in_the_lead_is_of_the_day_on_which_it_was_submitted() -> None:
    found = read(
        "Chile has asked Canada for a quota of 50,000 tonnes, an official said on Tuesday.\n\n"
        "The request was submitted in a letter last month.",
        THURSDAY,
    ).drafts
    assert [(draft.type, str(draft.date)) for draft in found] == [("proposal", "2025-09")]


def test_a_day_of_duties_that_somebody_introduced_is_not_that_of_the_answer() -> None:
    [answer] = [
        event
        for event in told(
            "Canada has turned down a Chilean request to exempt steel from duties it introduced this year."
        )
        if event[0] == "response"
    ]
    assert answer[2] is None


@pytest.mark.parametrize("head", ["SANTIAGO, May 7 --", "OTTAWA, 7 May --", "SANTIAGO, June 7 --"])
def test_a_dateline_of_may_makes_nothing_uncertain(head: str) -> None:
    [deal] = read(f"{head} Chile and Canada reached an agreement on Tuesday on copper.", "2024-05-07").drafts
    assert (deal.rule, deal.modality, str(deal.date)) == ("agreement.reach", "actual", "2024-05-07")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The minister postponed his trip to 20 November.", ("meeting", "planned", "2025-11-20")),
        ("Canada intends to raise its duty by 18 percent from 1 December.", ("measure", "planned", "2025-12-01")),
        ("Canada has to give its consent by 30 November.", ("deadline", "planned", "2025-11-30")),
        ("The court ruled on Monday that the duty was legal.", ("measure", "actual", "2025-10-13")),
    ],
)
def test_what_is_put_off_intended_due_or_ruled(text: str, expected: tuple[str, str, str | None]) -> None:
    assert [event[:3] for event in told(text)] == [expected]


@pytest.mark.parametrize(
    ("text", "effective"),
    [
        ("Peru announced on Monday a 12 percent tariff on Chilean wine that takes effect on April 1.", "2026-04-01"),
        ("Peru announced on Monday a 12 percent tariff on Chilean wine. It takes effect on April 1.", "2026-04-01"),
        ("Peru announced on Monday a 12 percent tariff on Chilean wine. It met criticism.", None),
    ],
)
def test_a_measure_has_the_day_on_which_it_takes_effect(text: str, effective: str | None) -> None:
    measure = next(draft for draft in read(text, "2026-03-05").drafts if draft.type == "measure")
    assert (str(measure.date), measure.attributes.get("effective")) == ("2026-03-02", effective)


@pytest.mark.parametrize(
    "text",
    [
        "The deadline for the deal had not passed on Sunday.",
        "If the deadline passed on Sunday, duties would rise.",
        "By 1 March the tariff law had passed in Canada.",
        "The deadline set by the law passed on Monday is near.",
    ],
)
def test_a_limit_that_is_not_over_is_not_missed(text: str) -> None:
    found = read(f"{CHILE_CANADA} {text}", THURSDAY).drafts
    assert "deadline.missed" not in [draft.rule for draft in found]


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("Ending a feud that began in 2020, Canada on Monday lifted its ban on Chilean wine.", "measure"),
        ("On 1 December the truce between Chile and Canada ends.", "deadline"),
        ("Talks on goods between Chile and Canada have stalled.", "assessment"),
        ("Canada and Chile committed to meet in Santiago on 20 November.", "meeting"),
    ],
)
def test_what_stands_beside_words_that_hide_other_events_is_told(text: str, type_: str) -> None:
    assert type_ in [event[0] for event in told(text)]


@pytest.mark.parametrize(
    "text",
    [
        "The judge found that the man had lied.",
        "A panel of economists found that trade had fallen.",
        "The control panel failed, and Canada found that a fuse was broken.",
        "Canada intends to raise the issue of tariffs with Chile.",
        "The signing may be near.",
    ],
)
def test_words_of_courts_and_intentions_elsewhere_are_no_measure(text: str) -> None:
    assert "measure" not in [event[0] for event in told(text)]


@pytest.mark.parametrize(
    "text",
    ["Canada's deal with Chile of July 2 may be ratified this month.", "The pact of 7 July may be signed in November."],
)
def test_may_behind_a_number_is_no_month(text: str) -> None:
    assert ("agreement", "actual") not in [event[:2] for event in told(text)]


def test_a_ruling_is_nobodys_act() -> None:
    [ruling] = read(f"{CHILE_CANADA} A panel ruled on Monday that Canada's duties break the treaty.", THURSDAY).drafts
    assert (ruling.rule, ruling.by_parties) == ("measure.ruling", ())


def test_the_request_of_a_third_does_not_date_the_one_in_the_lead() -> None:
    text = "Chile has asked Canada to cut its duty.\n\nMexico's request was sent in January."
    assert read(text, THURSDAY).drafts[0].date is None


NO_NEWS = """
Shares in Kenyan dairies rose 3 percent on Monday.
Milk prices in Uganda fell by a tenth last year.
Uganda exports 300,000 tonnes of milk a year.
Kenya's economy grew 4.9 percent in 2025.
The shilling weakened against the dollar on Monday.
Uganda's president won a sixth term in January.
Kenya holds an election in August 2027.
Kenya's trade minister, 52, studied law in London.
Mwebesa has been trade minister since 2021.
Kenya and Uganda share a border of 800 kilometres.
The lake is the largest in Africa.
Farmers in Eldoret blocked a road on Monday.
Heavy rain damaged the road to the border on Monday.
Police arrested two drivers on Monday.
A court in Nairobi sentenced a banker to ten years on Monday.
Kenya's central bank raised its key rate to 10 percent on Monday.
Kenya Power cut prices for households on Monday.
The airline cancelled two flights on Monday because of fog.
Kenya's team beat Uganda 2-1 on Monday.
Uganda's parliament passed the budget on Monday.
The price of sugar has doubled since January.
Analysts at a bank said the dispute could cut growth by half a point.
"It hurts us," said John Kamau, a driver.
Kenya buys a third of its maize from Uganda.
The dispute has cost traders $20 million.
The International Monetary Fund approved a loan of $300 million for Kenya on Monday.
Kenya's president met farmers in Eldoret on Monday.
Uganda's energy minister opened a power plant on Monday.
The ministry could not be reached for comment.
A spokesman declined to comment on Monday.
It was not clear when the talks would resume.
Kenya's trade ministry did not respond to a request for comment.
Milk from Uganda is cheaper than milk from Kenya.
Under Kenyan law, imports need a permit.
The two countries are members of the East African Community.
The talks are the first in two years.
A shopkeeper in Busia said sales had fallen by half.
Trucks queued for ten kilometres at the border on Monday.
The company agreed to pay a fine of $3 million on Monday.
Uganda's army killed ten rebels on Monday.
The price was set at 9 cents in 2019.
Some traders have patched up old trucks.
The crew sued the shipowner on Monday.
The bank extended the contract of its chief executive on Monday.
Lawmakers amended the budget on Monday.
Uganda's biggest dairy axed 200 jobs on Monday.
The minister briefed reporters on Monday.
A truck carrying 10,000 pounds of beef overturned on Monday.
"""


@pytest.mark.parametrize("text", NO_NEWS.strip().splitlines())
def test_what_stands_beside_the_talks_is_no_event_of_them(text: str) -> None:
    told = "Kenya and Uganda resumed talks on milk on Monday. "
    assert [draft.rule for draft in drafts(told + text, published="2026-03-05")][1:] == []


THREE = (
    "Egypt, Ethiopia and Sudan are negotiating over a dam on the Nile. Egypt fears for its water, Ethiopia wants power and"
    " Sudan wants both.\n\nEgypt, Ethiopia and Sudan have met nine times. Egypt, Ethiopia and Sudan sent engineers.\n\n"
)


@pytest.mark.parametrize(
    ("sentence", "parties"),
    [
        ("The talks resumed in Khartoum on Monday.", "EG ET SD"),
        ("Egypt rejected the plan on Monday.", "EG ET SD"),
        ("Egypt and Sudan signed a memorandum on water data on Monday.", "EG SD"),
        ("Ethiopia rejected an Egyptian proposal on Monday.", "EG ET"),
    ],
)
def test_an_affair_of_three_is_of_all_three_or_of_the_two_that_are_named(sentence: str, parties: str) -> None:
    found = drafts(THREE + sentence, published="2026-07-17")
    assert {" ".join(draft.parties) for draft in found if draft.evidence[0].start >= len(THREE)} == {parties}
