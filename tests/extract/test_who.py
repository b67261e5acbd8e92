"""Whose act and whose word: a name stands before a summary, or as actor or reporter, only where the text says so."""

from __future__ import annotations

import pytest

from tests.extract.reading_of import drafts
from timeline.model.draft import Draft

INTRO = (
    "Kenyan Trade Minister Amina Otieno met EU Trade Commissioner Jan Novak in Nairobi on Monday."
    " Otieno asked the EU to lift its tariff on tea.\n"
)


def last(text: str) -> Draft:
    return drafts(INTRO + text)[-1]


@pytest.mark.parametrize(
    ("text", "by", "reported_by"),
    [
        ("Novak said on Tuesday that the talks had made progress.", (), "Jan Novak"),
        ("The talks have made progress, Novak said.", (), "Jan Novak"),
        ('"The talks have made progress," said Novak.', (), "Jan Novak"),
        ("The talks have made progress, she said.", (), "Amina Otieno"),
        ("The talks with the EU are deadlocked.", (), None),
        ('"The talks have made progress," Novak said after a break on Tuesday.', (), "Jan Novak"),
        ("Novak hosted a dinner on Tuesday. He praised the talks, noting that Ursula Berg had backed a quota on tea.", ("EU",), "Jan Novak"),
        ("Novak rejected the request.", ("EU",), None),
        ("The request was rejected by Novak.", ("EU",), None),
        ("The request was rejected.", (), None),
        ("The EU's rejection of the request came on Tuesday.", ("EU",), None),
        ("Officials of the EU rejected the request.", ("EU",), None),
        ("In a letter to Novak, Kenya rejected a quota on tea.", ("KE",), None),
        ("She praised Novak and rejected a quota on tea.", ("KE",), None),
    ],
)  # fmt: skip
def test_whose_act_and_whose_account(text: str, by: tuple[str, ...], reported_by: str | None) -> None:
    draft = last(text)
    if draft.type != "assessment":
        assert draft.by_parties == by
    assert draft.reported_by == reported_by


@pytest.mark.parametrize(
    ("text", "summary"),
    [
        ("The two sides plan to hold another round next week.", "The two sides plan to hold another round next week."),
        ("The negotiations between Kenya and the EU began in 2014.", "The negotiations between Kenya and the EU began in 2014."),
        ("NAIROBI — Kenya rejected the EU's offer on tea.", "Kenya rejected the EU's offer on tea."),
        ("NAIROBI, March 12 -- Kenya rejected the EU's offer on tea.", "Kenya rejected the EU's offer on tea."),
        ('The visit, Otieno told reporters, "will prove a turning point."', 'The visit, Otieno told reporters, "will prove a turning point."'),
        ("NAIROBI, March 12 -- Kenya's ministry said Friday the EU would cut its tariff on tea.", "Kenya's ministry said Friday the EU would cut its tariff on tea."),
        ("Otieno said the talks had made progress.", "Otieno said the talks had made progress."),
        ("Kenya asked for a quota, which the EU has so far resisted.", "Kenya asked for a quota, which the EU has so far resisted"),
    ],
)  # fmt: skip
def test_a_summary_is_a_line_that_stands_alone(text: str, summary: str) -> None:
    assert last(text).summary.rstrip(".") == summary.rstrip(".")


def test_every_summary_is_readable() -> None:
    from tests.extract.reading_of import readings

    for found in readings().values():
        for draft in found:
            line = draft.summary
            letter = next(c for c in line if c.isalpha() or c.isdigit())
            assert not letter.islower(), line
            assert line.count('"') % 2 == 0, line
            assert line.count("“") == line.count("”"), line
            assert not line.lower().startswith(("which ", "that ", "and ", "but ")), line


def test_actors_are_persons_or_bodies_by_name() -> None:
    text = INTRO + "Reporters were told that officials had rejected it. Unnecessary, replied the minister."
    text += " Fifteen Asia-Pacific countries rejected it. Strategic Investments would be charged 5 percent."
    named = {name for draft in drafts(text) for name in draft.actors}
    assert named <= {"Amina Otieno", "Jan Novak"}


def test_a_house_in_which_something_is_held_is_nobody() -> None:
    text = "Trade ministers Ana Toledo of Peru and Luis Frei of Chile met at Villa Borghese and signed a pact at Fort Hope."
    assert {name for draft in drafts(text) for name in draft.actors} == {"Ana Toledo", "Luis Frei"}
    text = "Peru's anger at Luis Frei, Chile's trade minister, has cooled since he met Ana Toledo on Monday."
    assert {name for draft in drafts(text) for name in draft.actors} == {"Ana Toledo", "Luis Frei"}


def test_the_place_is_that_of_the_meeting() -> None:
    text = "NEW DELHI, March 12 -- India's Trade Minister Asha Rao and Brazilian envoy Rui Dias plan to hold a further round"
    (planned, *_) = drafts(text + " before the BRICS summit in Kazan.", "meeting")
    assert planned.attributes.get("place") != "Kazan"
    assert planned.attributes.get("format") != "summit"
    (met, *_) = drafts(
        "NEW DELHI -- India's Trade Minister Asha Rao met Brazilian envoy Rui Dias on Monday.", "meeting"
    )
    assert met.attributes.get("place") in (None, "New Delhi")


def test_who_is_subject_of_the_sentence_was_at_the_meeting() -> None:
    text = INTRO + "On Tuesday, Novak spoke to reporters after talks with Tanzanian Trade Minister Asha Juma in Arusha."
    assert any({"Jan Novak", "Asha Juma"} <= set(draft.actors) for draft in drafts(text, "meeting"))


@pytest.mark.parametrize(
    "text",
    [
        "China's Tariff Commission said on Monday that Canada must drop its surcharge.",
        "China's trade commission asked Canada on Monday to drop its surcharge.",
    ],
)
def test_a_commission_of_any_country_is_not_that_of_the_eu(text: str) -> None:
    assert {party for draft in drafts(text) for party in draft.parties} <= {"CA", "CN"}


def test_a_verb_of_saying_alone_is_no_event_beside_what_is_said() -> None:
    found = drafts(INTRO + '"The talks have made progress," Novak insisted.')
    assert [draft.type for draft in found[2:]] == ["assessment"]


def test_leaders_are_known_by_their_surnames_alone() -> None:
    [meeting] = drafts(
        "Brazil and the United States want a deal on coffee. Lula and Trump met in Lima on October 30.", "meeting"
    )
    assert meeting.actors == ("Lula", "Trump")
    [refusal] = drafts(
        "Brazil and the United States talk. Washington asked for more. Lula rejected the request.", "response"
    )
    assert refusal.by_parties == ("BR",)


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("The president of Panama, Ana Ruiz, rejected the toll that Japan asked for.", "PA"),
        ("Ana Ruiz, trade minister of Panama, rejected the toll that Japan asked for.", "PA"),
        ("Scott Bessent rejected the toll that Japan asked for.", "US"),
        ("Sanae Takaichi rejected the toll that Washington asked for.", "JP"),
        ("Takaichi Sanae rejected the toll that Washington asked for.", "JP"),
        ("Maros Sefcovic rejected the toll that Japan asked for.", "EU"),
        ("Somebody Else rejected the toll that Japan asked for.", None),
    ],
)
def test_somebody_acts_for_the_party_of_the_office_or_of_public_record(text: str, party: str | None) -> None:
    assert drafts(text, "response")[0].by_parties == ((party,) if party else ())


def test_who_is_named_beside_somebody_keeps_the_party_of_public_record() -> None:
    text = "Canadian Prime Minister Mark Carney and President Donald Trump spoke on Sunday about a tariff on steel."
    assert drafts(text, "meeting")[0].parties == ("CA", "US")


def test_a_surname_that_two_parties_share_says_nothing() -> None:
    from timeline.lexicon import load, person_key

    people = load().people
    assert people[person_key("Lighthizer")] == "US"
    assert people[person_key("Jeremy Hunt")] == "GB"
    assert person_key("Sharma") not in people  # of the United Kingdom and of India


def test_a_heading_in_capitals_is_nobody() -> None:
    text = INTRO + "HOW IT WAS DONE. Badly. Otieno rejected the EU's offer on Tuesday. WHO IS CROSS. Novak rejected it."
    named = {name for draft in drafts(text) for name in draft.actors}
    assert named == {"Amina Otieno", "Jan Novak"}


@pytest.mark.parametrize("hyphen", ["-", "\u2010", "\u2011"])
def test_a_name_keeps_its_hyphen_whatever_its_kind(hyphen: str) -> None:
    text = f"Korean Trade Minister Yeo Han{hyphen}koo met Canadian envoy Ann Roy in Seoul on Monday."
    draft = drafts(text, "meeting")[0]
    assert draft.actors[0] == "Yeo Han-koo"
    assert draft.evidence[0].quote == text


def test_initials_that_the_text_gives_to_somebody_are_that_person() -> None:
    text = (
        "WINDER BUILDING, Washington, Thursday March 12. AO: Amina Otieno, trade minister of Kenya. JN (Jan Novak, trade"
        " commissioner of the EU) joined. AO asked the EU to lift its tariff on tea. JN rejected the request."
    )
    assert [draft.actors for draft in drafts(text, "proposal")] == [("Amina Otieno",)]
    assert [draft.actors for draft in drafts(text, "response")] == [("Jan Novak",)]


def test_who_joins_a_treaty_negotiates_with_its_members_as_one() -> None:
    text = (
        "Costa Rica signed a protocol in Lima on Tuesday to join the CPTPP.\n\n"
        "The members had agreed to its accession in May, Peru's minister said. Costa Rica asked for a quota on sugar."
    )
    assert {draft.parties for draft in drafts(text)} == {("CPTPP", "CR")}


LEAD = "Norway and the European Union met in Oslo on Tuesday for talks on the EU's duty on salmon.\n\n"


@pytest.mark.parametrize(
    ("text", "words", "parties"),
    [
        (
            "Iceland called the duty on salmon unfair.",
            "Iceland",
            ("EU", "IS", "NO"),
        ),  # an outsider, on the talks of two
        ("Germany rejected Norway's request.", "Germany", ("DE", "EU", "NO")),  # a member, for itself and in its bloc
        ("Norway rejected the offer.", "Norway", ("EU", "NO")),
    ],
)
def test_who_has_a_say_besides_the_two(text: str, words: str, parties: tuple[str, ...]) -> None:
    (draft,) = [draft for draft in drafts(LEAD + text) if words in draft.evidence[0].quote and draft.type == "response"]
    assert draft.parties == parties


def test_the_states_of_efta_are_the_parties_to_its_agreements() -> None:
    (draft,) = drafts("EFTA and Mercosur signed a free trade agreement in Rio de Janeiro on Tuesday.", "agreement")
    assert draft.parties == ("CH", "IS", "LI", "MERCOSUR", "NO")


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("They will meet again in Santiago on March 20.", ("Liv Dahl", "Pablo Rojas")),
        ("The two agreed on Tuesday to cut the duty on fish.", ("Liv Dahl", "Pablo Rojas")),
        ("The two countries agreed on Tuesday to cut the duty on fish.", ()),
        (
            "They first met last month, on the sidelines of Prime Minister Nora Vik's summit with President Luis Soto.",
            ("Liv Dahl", "Pablo Rojas"),
        ),
    ],
)
def test_they_and_the_two_are_those_who_met_last(text: str, actors: tuple[str, ...]) -> None:
    met = "Norway's Trade Minister Liv Dahl met Chilean envoy Pablo Rojas in Oslo on Tuesday. "
    assert drafts(met + text)[1].actors == actors


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Peru's trade minister, Ana Ruiz, flew to Tokyo. The minister met Jun Sato there on Monday.",
            ("Ana Ruiz", "Jun Sato"),
        ),
        (
            "Jun Sato, the U.S. trade representative, was there. The U.S. trade representative met Ana Ruiz on Monday.",
            ("Jun Sato", "Ana Ruiz"),
        ),
        (
            "Peru's trade minister, Ana Ruiz, and Japan's trade minister, Jun Sato, flew out. Japan's trade minister met Max Lee on Monday.",
            ("Jun Sato", "Max Lee"),
        ),
        (
            "Peru's trade minister, Ana Ruiz, and Japan's trade minister, Jun Sato, flew out. The trade minister met Max Lee on Monday.",
            ("Max Lee",),
        ),
    ],
)
def test_an_office_is_taken_up_by_who_has_it(text: str, expected: tuple[str, ...]) -> None:
    (met,) = drafts(text, "meeting")
    assert met.actors == expected


@pytest.mark.parametrize(
    ("text", "by"),
    [
        ("Kenya's trade ministry on Monday rejected Uganda's request.", "KE"),
        ("On Monday, Nairobi rejected a request by Uganda.", "KE"),
        ("The request was rejected on Monday by Uganda.", "UG"),
        ("Kenya's request was rejected by Kampala on Monday.", "UG"),
        ("President William Ruto on Monday called on Uganda to lift its ban.", "KE"),
        ("Ugandan officials on Monday asked Kenya to lift its ban.", "UG"),
        ("Officials in Kampala on Monday asked Kenya to lift its ban.", "UG"),
        ("The government in Kampala on Monday asked Kenya to lift its ban.", "UG"),
        ("Kenya was asked by Uganda on Monday to lift its ban.", "UG"),
        ("A spokesman for Kenya's foreign ministry on Monday rejected the request.", "KE"),
        ("Speaking in Kampala on Monday, Kenya's trade minister rejected the request.", "KE"),
        ("In Nairobi on Monday, Uganda's trade minister asked Kenya to lift its ban.", "UG"),
        ("Asked about Kenya's proposal, Uganda's trade minister said on Monday it was unacceptable.", "UG"),
        ("Kenya's proposal is unacceptable, Uganda's trade minister said on Monday.", "UG"),
        ("\"Kenya's proposal is unacceptable,\" said Uganda's trade minister on Monday.", "UG"),
        ("Uganda, which exports milk to Kenya, on Monday rejected the proposal.", "UG"),
        ("Uganda's parliament, despite Kenya's warnings, rejected the proposal on Monday.", "UG"),
        ("Kenya, with the backing of Tanzania, rejected the proposal on Monday.", "KE"),
        ("Kenya rejected the proposal on Monday, as Uganda had expected.", "KE"),
        ("After Uganda's refusal, Kenya on Monday imposed a duty on Ugandan maize.", "KE"),
        ("A day after Uganda banned its milk, Kenya on Monday imposed a duty on Ugandan maize.", "KE"),
        ("Uganda banned Kenyan milk on Monday after Kenya imposed a duty on maize.", "UG"),
        ("The duty, imposed by Kenya on Monday, angered Uganda.", "KE"),
        ("Kenya's decision on Monday to ban Ugandan eggs angered Uganda.", "KE"),
        ("Uganda said on Monday that Kenya had banned its eggs.", "KE"),
        ("Uganda said on Monday it would ban Kenyan eggs.", "UG"),
        ("Uganda said on Monday that it would ban Kenyan eggs.", "UG"),
        ("Kenya said Uganda had banned its milk on Monday.", "UG"),
        ("According to Uganda, Kenya banned its milk on Monday.", "KE"),
        ("Kenya wants a lower fee, but Uganda on Monday refused.", "UG"),
        ("Uganda on Monday told Kenya it would not lower the fee.", "UG"),
        ("Kenya told Uganda on Monday that it would not lower the fee.", "KE"),
        ("Kenya's farmers welcomed the decision by Uganda on Monday to lift its ban.", "UG"),
        ("Under pressure from Uganda, Kenya lifted its ban on Monday.", "KE"),
        ("At Uganda's request, Kenya on Monday postponed the duty.", "KE"),
        ("Kenya, responding to Uganda's ban, imposed a duty on Ugandan maize on Monday.", "KE"),
        ("In response to Uganda's ban, Kenya imposed a duty on Ugandan maize on Monday.", "KE"),
        ("Uganda's neighbour Kenya was surprised when Kampala lifted the ban on Monday.", "UG"),
    ],
)
def test_whose_act_it_is_where_two_parties_are_named(text: str, by: str) -> None:
    found = drafts("Kenya and Uganda are at odds over trade. " + text, published="2026-03-05")[1:]
    assert (by,) in [draft.by_parties for draft in found]


@pytest.mark.parametrize(
    ("text", "by"),
    [
        ("Kenya acknowledged Uganda's offer on Monday.", ("KE",)),
        ("Kenya's trade minister expressed interest in Uganda's offer on Monday.", ("KE",)),
        ("Kenya welcomed Uganda's offer on Monday.", ("KE",)),
    ],
)
def test_who_takes_up_an_offer_and_who_it_is(text: str, by: tuple[str, ...]) -> None:
    found = drafts("Kenya and Uganda are at odds over trade. " + text, published="2026-03-05")[1:]
    assert [draft.by_parties for draft in found] == [by]


@pytest.mark.parametrize(
    ("text", "by"),
    [
        ("Malaysia was not ready to open its market, the minister said. It would rather wait, he added.", ("MY",)),
        ("Prime Minister Anwar Ibrahim spoke. It would rather wait, the minister said.", ("MY",)),
    ],
)
def test_the_minister_is_of_the_one_party_that_has_one_and_no_prime_minister(text: str, by: tuple[str, ...]) -> None:
    told = "Malaysia and the EU resumed talks on palm oil. Malaysia's trade minister spoke of progress. "
    found = drafts(told + text)[-1]
    assert (found.by_parties, found.actors) == (by, ())


@pytest.mark.parametrize(
    ("text", "by", "actors"),
    [
        (
            "Presidents Emmanuel Macron and Donald Trump met in Paris on Monday.",
            (),
            ("Emmanuel Macron", "Donald Trump"),
        ),
        (
            "Ministers Amina Otieno of Kenya and James Okello of Uganda met on Monday.",
            (),
            ("Amina Otieno", "James Okello"),
        ),
        (
            "Indian Prime Minister Narendra Modi and British Prime Minister Keir Starmer signed a trade deal on Monday.",
            (),
            ("Narendra Modi", "Keir Starmer"),
        ),
        (
            "Indian Prime Minister Narendra Modi received British Prime Minister Keir Starmer on Monday.",
            ("IN",),
            ("Narendra Modi", "Keir Starmer"),
        ),
    ],
)
def test_what_two_persons_do_together_is_the_act_of_neither_party(
    text: str, by: tuple[str, ...], actors: tuple[str, ...]
) -> None:
    (draft,) = drafts(text, published="2026-03-05")
    assert (draft.by_parties, draft.actors) == (by, actors)


NAMED = [
    "Kenya's trade minister, Amina Odero,",
    "the Kenyan trade minister, Amina Odero,",
    "Kenya's minister for trade and industry, Amina Odero,",
    "the Kenyan ambassador in Muscat, Amina Odero,",
    "a spokeswoman for Kenya's trade ministry, Amina Odero,",
    "Amina Odero, Kenya's trade minister,",
    "Amina Odero, a spokeswoman for Kenya's trade ministry,",
    "Amina Odero, 52, Kenya's minister of trade,",
    "Dr. Amina Odero, the permanent secretary in Kenya's trade ministry,",
    "Amina Odero of Kenya's trade ministry",
    "Kenyan Trade Minister Amina Odero",
    "Trade Minister Amina Odero",
]
"""A person and her office, as the wires write them."""
TELLS = [
    ("{it}, {who} said.", False),
    ("{it}, {who} told reporters in Mombasa on Tuesday.", False),
    ("{it}, said {who}.", True),
    ("{it}, according to {who}.", True),
    ("According to {who}, {it}.", True),
    ("{who} said that {it}.", False),
    ('"{it}," {who} said.', False),
    ('{who} told parliament: "{it}."', False),
]
"""How what somebody tells is put, and whether the comma behind who tells it is that of the sentence."""


@pytest.mark.parametrize("who", NAMED)
@pytest.mark.parametrize(("form", "closes"), TELLS)
@pytest.mark.parametrize(
    ("it", "expected"),
    [
        ("Oman has offered a quota of 300 tonnes", ("proposal", ("OM",))),
        ("Oman will lift its ban on tea in July", ("measure", ("OM",))),
    ],
)
def test_who_tells_it_is_known_in_every_form(
    it: str, form: str, closes: bool, who: str, expected: tuple[str, tuple[str, ...]]
) -> None:
    sentence = form.format(it=it, who=who.removesuffix(",") if closes else who)
    lead = "Kenya and Oman have argued over tea since January."
    draft = drafts(f"{lead}\n\n{sentence[0].upper()}{sentence[1:]}", published="2026-06-04")[-1]
    assert (draft.type, draft.by_parties) == expected
    assert draft.reported_by == "Amina Odero"


@pytest.mark.parametrize(
    "agent", ["Kenya's trade minister, Amina Odero,", "Trade Minister Amina Odero of Kenya", "Kenya's Amina Odero"]
)
def test_who_stands_behind_by_is_known_by_name(agent: str) -> None:
    lead = "Kenya and Oman have argued over tea since January."
    draft = drafts(f"{lead}\n\nThe offer was rejected by {agent} on Monday.", published="2026-06-04")[-1]
    assert (draft.by_parties, draft.actors) == (("KE",), ("Amina Odero",))


KENYA = [
    "Nairobi",
    "the Republic of Kenya",
    "the government of Kenya",
    "officials in Nairobi",
    "negotiators for Kenya",
    "the Kenyan side",
    "Kenya's Amina Odero",
    "President Amina Odero of Kenya",
    "Kenya's president, Amina Odero,",
    "Amina Odero, Kenya's trade minister,",
    "Kenya, a big grower of tea,",
    "Kenya, under its deal with Uganda,",
    "Kenya, Oman's biggest supplier of tea,",
]
ACTS = [
    "{kenya} rejected Oman's offer on Monday.",
    "{kenya} has offered Oman a quota of 300 tonnes.",
    "{kenya} will lift its ban on dates in July.",
    "{kenya} threatened on Monday to ban dates.",
]
OMAN = [
    "Muscat",
    "the Sultanate of Oman",
    "the Omani government",
    "negotiators for Oman",
    "Oman's Said Harthy",
    "Oman, its main supplier of dates,",
    "Oman's president, Said Harthy,",
    "Said Harthy, Oman's trade minister,",
    "the Omani negotiator, Said Harthy,",
]
ANSWERS = [
    "Kenya asked {oman} on Monday to lift its ban on tea.",
    "Kenya offered {oman} a quota of 300 tonnes on Monday.",
    "Kenya urged {oman} on Monday to sign.",
    "Kenya signed an agreement with {oman} on Monday.",
    "Talks between Kenya and {oman} will resume on June 9.",
    "An offer by {oman} was rejected on Monday.",
    "The ban was lifted by {oman} on Monday.",
]


def told_of(sentence: str) -> list[tuple[object, ...]]:
    lead = "Kenya and Oman have argued over tea since January."
    found = drafts(f"{lead}\n\n{sentence[0].upper()}{sentence[1:]}", published="2026-06-04")
    told = (draft for draft in found if draft.evidence[0].start > len(lead))
    return [(draft.type, draft.modality, draft.date, draft.by_parties, draft.parties) for draft in told]


@pytest.mark.parametrize("kenya", KENYA)
@pytest.mark.parametrize("act", ACTS)
def test_a_party_acts_by_whatever_name(act: str, kenya: str) -> None:
    assert told_of(act.format(kenya=kenya)) == told_of(act.format(kenya="Kenya"))


@pytest.mark.parametrize("oman", OMAN)
@pytest.mark.parametrize("answer", ANSWERS)
def test_a_party_is_dealt_with_by_whatever_name(answer: str, oman: str) -> None:
    assert told_of(answer.format(oman=oman)) == told_of(answer.format(oman="Oman"))


@pytest.mark.parametrize(
    ("sentence", "parties"),
    [
        ("Norway met Britain and Iceland in Oslo on Monday.", ("GB", "IS", "NO")),
        ("Ministers of Norway, Iceland and Britain met on Monday.", ("GB", "IS", "NO")),
        ("Norway held talks with Britain, Iceland and Greenland on Monday.", ("GB", "GL", "IS", "NO")),
        ("Norway met Britain in Iceland on Monday.", ("GB", "NO")),
        ("Norway met Britain on Monday, and Iceland wants a seat.", ("GB", "NO")),
    ],
)
def test_who_is_met_beside_the_other(sentence: str, parties: tuple[str, ...]) -> None:
    lead = "Norway and Britain have argued over cod and quotas since January. "
    (draft,) = drafts(lead + sentence, "meeting")
    assert draft.parties == parties
