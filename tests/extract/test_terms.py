"""Terms: which name a figure gets, and what it is in the talks."""

from __future__ import annotations

import pytest

from timeline.extract.amounts import find_amounts, name_terms, role_of
from timeline.model.events import EventType, Modality, ProposalAct


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Norway pays a tariff of 15 percent.", ["tariff_rate"]),
        ("The order gave Peru 26 percent.", ["tariff_rate"]),
        ("A separate 25 percent on imported cars came into force.", ["auto_tariff"]),
        ("They charge 10 percent, and cars pay 25 percent.", ["tariff_rate", "auto_tariff"]),
        ("A 50 percent steel tariff remains.", ["steel_tariff"]),
        ("Steel and aluminum are still subject to a 50 percent tariff.", ["steel_tariff"]),
        ('A 24 percent "reciprocal" tariff on cars and all else.', ["tariff_rate"]),
        ("Duties on cars, lumber, drugs and copper rise to 25 percent.", ["tariff_rate"]),
        ("The tariff on beef is 38.5 percent.", ["beef_tariff"]),
        ("It offered copper at 5 percent, zinc at 3 and tin at zero.", ["copper_tariff", "zinc_tariff", "tin_tariff"]),
        ("It charges 5 percent on copper and 3 on zinc.", ["copper_tariff", "zinc_tariff"]),
        ("It charges 5 percent on copper and 3 on mirrors from Monday.", ["copper_tariff", "mirrors_tariff"]),
        ("It lowered its tariff from 15 to 6 on Monday.", ["tariff_rate", "tariff_rate"]),
        ("It abolishes 98 percent of tariffs between the two.", ["tariff_lines"]),
        ("Ninety percent of the profits go abroad.", ["profit_share"]),
        ("It removes duties on 91% of the goods traded.", ["tariff_lines"]),
        ("They put $350 billion into projects there.", ["investment_total"]),
        ("They agreed on a $350 billion investment.", ["investment_total"]),
        ("Of that, $150 billion is reserved for shipbuilding.", ["investment_shipbuilding"]),
        ("They buy American energy worth $100 billion.", ["energy_purchase"]),
        ("Instalments are capped at $20 billion a year.", ["annual_cap"]),
        ("They ask for $25 billion a year.", ["annual_payment"]),
        ("They ask for investments of $25 billion a year.", ["annual_investment"]),
        ("Kenya offered annual payments of $20 million.", ["annual_payment"]),
        ("Kenya proposed to cut the charge from $500 to $200 per lorry.", ["price", "price"]),
        ("The quota rises to 50,000 vehicles a year.", ["quota"]),
        ("The tariff is removed over 15 years.", ["phase_out"]),
        ("The levy is suspended for 90 days.", ["duration"]),
        ("It offered 12 years.", ["duration"]),
        ("It requested three years' grace.", ["duration"]),
        ("It had asked for a whole year.", ["duration"]),
        ("It wants another month.", ["duration"]),
        ("The duty on cars disappears in seven years.", ["phase_out"]),
    ],
)
def test_the_nearest_word_names_a_figure(text: str, names: list[str]) -> None:
    found = [name for amount in find_amounts(text) for name in name_terms(text, amount, (0, len(text)))[:1]]
    assert found == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("It lets in 99,000 tonnes of South American beef.", ["beef_quota"]),
        ("The quota for sugar is raised to 100,000 tonnes from 20,000 tonnes.", ["sugar_quota", "sugar_quota"]),
        ("It admits 3,000 tonnes of palm oil a year.", ["palm_oil_quota"]),
        ("It admits 3,000 tonnes of quinoa a year.", ["quinoa_quota"]),
        ("It will grant 5000 work visas.", ["visa_quota"]),
        ("It is to buy 50 Boeing jets.", ["aircraft_purchase"]),
        ("They closed ten of 23 chapters.", ["chapters"]),
        ("It is to supply 500 megawatts.", ["quantity"]),
        ("It gets 4,957 hectares at the reservoir.", ["quantity"]),
        ("It suggested a quota of just under 30 per cent of the market.", ["quota"]),
        ("It opens about 4 percent of its dairy market.", ["market_access"]),
        ("It scraps duties on 99% of U.S. goods.", ["tariff_lines"]),
        ("It frees nine-tenths of the trade.", ["trade_share"]),
        ("Tariffs are cut by a third.", ["reduction"]),
        ("A cut of 35 percent is on the table.", ["reduction"]),
        ("Norway dropped its duty by 5 percent.", ["reduction"]),
        ("Norway increased the quota by 5 percent.", ["increase"]),
        ("A minimum price of 30,000 euros a car was put forward.", ["minimum_price"]),
        ("They offered 30,000 euros a car.", ["price"]),
        ("Of the $350 billion, $150 billion is for ships.", ["investment_total", "investment_shipbuilding"]),
        ("Drivers are let off up to 120,000 Australian dollars.", ["amount"]),
        ("Goods are cleared within six hours.", ["time_limit"]),
        ("The measures are reviewed every three months.", ["interval"]),
        ("The waiver is given for three years.", ["duration"]),
        ("It is to lapse after eighteen months.", ["period"]),
        ("They settled on another delay of one year.", ["duration"]),
        ("The truce is extended by 90 days.", ["duration"]),
        ("It gives them another ninety days.", ["duration"]),
        ("It gives farmers three years more.", ["duration"]),
    ],
)
def test_the_noun_that_a_figure_of_a_deal_counts_names_it(text: str, names: list[str]) -> None:
    found = [
        name for amount in find_amounts(text) for name in name_terms(text, amount, (0, len(text)), event="agreement")
    ]
    assert found == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Norway demands 31 percent of the stock.", ("share",)),
        ("It would like a third of the duty back.", ()),
        ("China takes 40 percent of its exports.", ()),
    ],
)
def test_a_part_of_something_that_is_asked_is_a_share(text: str, names: tuple[str, ...]) -> None:
    (amount,) = find_amounts(text)
    assert name_terms(text, amount, (0, len(text)), "proposal") == names


def test_one_rate_of_two_products_has_two_names() -> None:
    text = "They want relief from the 25 percent on cars and on steel."
    (amount,) = find_amounts(text)
    assert name_terms(text, amount, (0, len(text))) == ("auto_tariff", "steel_tariff")


@pytest.mark.parametrize(
    "text",
    [
        "The index fell 1.7 percent.",
        "Its reserves of $410 billion are safe.",
        "They met for 30 minutes.",
        "According to two people in the room, a quota was offered.",
        "It took another year.",
        "It will take a whole month, they said.",
        "Two-thirds of lawmakers back the tariff.",
        "They agreed after two days of talks.",
        "They agreed in a five-hour meeting.",
        "They talked for three days.",
        "They concluded it after nine months.",
        "It sold 49,000 vehicles there.",
        "The deficit came to $66 billion.",
        "China takes 40 percent of its exports.",
        "The other half of the fentanyl duty can come back.",
    ],
)
def test_figures_that_are_no_terms(text: str) -> None:
    (amount,) = find_amounts(text)
    assert name_terms(text, amount, (0, len(text))) == ()
    assert name_terms(text, amount, (0, len(text)), "agreement") == ()


@pytest.mark.parametrize(
    ("text", "event", "modality", "act", "roles"),
    [
        ("The tariff is cut from 25 to 15 percent.", "agreement", "actual", None, ["previous", "agreed"]),
        ("It removes its 40 percent tariff on beef.", "agreement", "actual", None, ["previous"]),
        ("Cars are charged 25 percent.", "measure", "actual", None, ["in_force"]),
        ("The 25 percent rate is suspended.", "measure", "actual", None, ["threatened"]),
        ("Goods will be charged 25 percent.", "measure", "planned", None, ["threatened"]),
        ("Tariffs rise to 25 percent from 15 percent.", "measure", "planned", None, ["threatened", "in_force"]),
        ("Tariffs will be lowered to 15 percent.", "measure", "planned", None, ["agreed"]),
        (
            "The tariff, now 25 percent, will be lowered to 15 percent.",
            "measure",
            "planned",
            None,
            ["in_force", "agreed"],
        ),
        ("It threatens to double its duty to 25pc.", "measure", "planned", None, ["threatened"]),
        ("They want $400 billion.", "proposal", "actual", "demand", ["demanded"]),
        ("They put $100 billion on the table.", "proposal", "actual", "offer", ["offered"]),
        ("They ask to be excused from the 25 percent.", "proposal", "actual", "request", ["in_force"]),
        ("They propose $15 billion.", None, "actual", None, ["offered"]),
        ("They demand $25 billion.", None, "actual", None, ["demanded"]),
        ("The planned $350 billion is still being discussed.", "measure", "planned", None, [None]),
        ("They spoke of the planned $350 billion.", "position", "actual", None, [None]),
        ("It threatened tariffs on $20 billion of goods.", "measure", "planned", None, ["threatened"]),
        (
            "It offers to bring its duty down from 150 percent to 100.",
            "proposal",
            "actual",
            "offer",
            ["in_force", "offered"],
        ),
        ("They lower it to 19% from a threatened 32%.", "agreement", "actual", None, ["agreed", "threatened"]),
        ("Cars, taxed at 100 percent today, will pay 10 percent.", "agreement", "actual", None, ["in_force", "agreed"]),
        ("It asks them to scrap the 8.5 percent duty.", "proposal", "actual", "request", ["in_force"]),
        ("Cut your duty to 5 percent, it asks.", "proposal", "actual", "request", ["demanded"]),
        (
            "It asks them to cut their 8.5 percent duty on maize to 5 percent.",
            "proposal",
            "actual",
            "request",
            ["in_force", "demanded"],
        ),
        (
            "It will cut its 8.5 percent duty on maize to 5 percent.",
            "agreement",
            "actual",
            None,
            ["previous", "agreed"],
        ),
        ("It asks them to cut the 8.5 percent duty and go.", "proposal", "actual", "request", ["demanded"]),
        ("It abolishes 98 percent of tariffs.", "agreement", "actual", None, ["agreed"]),
        ("The 10 percent on farm goods was dropped.", "measure", "actual", None, ["previous"]),
        ("He announced a duty of 25 percent.", "measure", "actual", None, ["threatened"]),
        ("One rate is frozen, and another of 10 percent is collected.", "measure", "actual", None, ["in_force"]),
        ("It wants them to withdraw a 24 percent tariff.", "position", "actual", None, ["in_force"]),
        (
            "It asks for a safeguard for its $350 billion investment package.",
            "proposal",
            "actual",
            "request",
            ["agreed"],
        ),
        ("A deal is due before the 90-day pause expires.", "agreement", "actual", None, ["in_force"]),
        ("Kim proposed a quota of 40,000 tonnes by October.", "deadline", "planned", None, ["offered"]),
        ("By October it is 40,000 tonnes.", "deadline", "planned", None, [None]),
        ("They pledged $25 billion.", None, "actual", None, ["agreed"]),
        ("Rice is rice, $25 billion.", None, "actual", None, [None]),
    ],
)
def test_what_a_figure_is_in_the_talks(
    text: str, event: EventType | None, modality: Modality, act: ProposalAct | None, roles: list[str | None]
) -> None:
    sentence = (0, len(text))
    assert [role_of(text, amount, sentence, event, modality, act) for amount in find_amounts(text)] == roles
