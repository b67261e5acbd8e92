"""Figures: value in full units, unit, limits, movement, parts, equivalents, and numbers that are no figures."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.extract.amounts import Amount, find_amounts


def only(text: str) -> Amount:
    (amount,) = find_amounts(text)
    return amount


@pytest.mark.parametrize(
    ("text", "states", "unit"),
    [
        ("50 billion shillings", "KE US", "KES"),
        ("50 billion shillings", "UG US", "UGX"),
        ("50 billion shillings", "KE UG", "shillings"),
        ("50 billion shillings", "", "shillings"),
        ("50 billion Kenyan shillings", "KE UG", "KES"),
        ("200 million dirhams", "MA ES", "MAD"),
        ("200 million dirhams", "ES", "AED"),
        ("3 billion rupees", "PK CN", "PKR"),
        ("3 billion rupees", "", "INR"),
        ("3 billion rupees", "IN PK", "rupees"),
        ("40 billion crowns", "CZ DE", "CZK"),
        ("10 billion CFA francs", "SN FR", "XOF"),
        ("10 billion CFA francs", "CM FR", "XAF"),
        ("4 billion pesos", "MX US", "MXN"),
        ("3 billion dollars", "AU JP", "USD"),
        ("2 trillion won", "KR KP", "KRW"),
        ("6 million kwacha", "ZM", "ZMW"),
        ("$5 million", "KE", "USD"),
    ],
)
def test_money_that_several_states_call_alike_is_that_of_the_one_in_the_text(text: str, states: str, unit: str) -> None:
    (amount,) = find_amounts(text, set(states.split()))
    assert (amount.unit, amount.is_money) == (unit, True)


def test_an_equivalent_is_in_the_money_of_the_text_too() -> None:
    (amount,) = find_amounts("$5 million (600 million shillings)", {"KE"})
    assert amount.converted == (600e6, "KES")


@pytest.mark.parametrize(
    "text", ["two real changes", "five gold medals", "the mark of two marks", "two crown prosecutors", "40 quetzals"]
)
def test_names_of_money_that_are_other_words_count_none(text: str) -> None:
    assert find_amounts(text) == []


@pytest.mark.parametrize(
    ("text", "per"),
    [
        ("$250 a lorry", ["truck"]),
        ("$250 per truck", ["truck"]),
        ("from $500 to $200 a lorry", ["truck", "truck"]),
        ("30 dollars a head", ["head"]),
        ("$8 per thousand cubic metres of gas", ["1000m3"]),
        ("$250 every month", ["month"]),
        ("an annual quota of 120,000 tonnes", ["year"]),
        ("a monthly fee of 30 dollars", ["month"]),
        ("an annual summit with 120,000 visitors, of whom 30 paid 5 dollars", [None]),
        ("$250 a truckload", [None]),
        ("$250 and a lorry", [None]),
    ],
)
def test_each_figure_is_counted_by_what_follows_or_what_its_noun_tells(text: str, per: list[str | None]) -> None:
    assert [amount.per for amount in find_amounts(text)][-len(per) :] == per


def figures(text: str) -> list[tuple[float, str]]:
    return [(amount.value, amount.unit) for amount in find_amounts(text)]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("a tariff of 15 percent", 15, "%"),
        ("a tariff of 15 per cent", 15, "%"),
        ("a tariff of 27.5%", 27.5, "%"),
        ("a 15-percent tariff", 15, "%"),
        ("a 25 pct duty", 25, "%"),
        ("Fifteen percent it is", 15, "%"),
        ("twenty-five percent", 25, "%"),
        ("0.75 per cent", 0.75, "%"),
        ("up by 10 percentage points", 10, "pp"),
        ("by 25 basis points", 25, "bp"),
        ("$350 billion in projects", 350e9, "USD"),
        ("US$350bn in projects", 350e9, "USD"),
        ("$350bn in projects", 350e9, "USD"),
        ("350 billion dollars in projects", 350e9, "USD"),
        ("a $350-billion fund", 350e9, "USD"),
        ("USD 350 billion in projects", 350e9, "USD"),
        ("A$1.2 billion in beef", 1.2e9, "AUD"),
        ("C$16.6 billion in goods", 16.6e9, "CAD"),
        ("€93bn of goods", 93e9, "EUR"),
        ("93 billion euros of goods", 93e9, "EUR"),
        ("£39 billion", 39e9, "GBP"),
        ("2 trillion won", 2e12, "KRW"),
        ("1.5tn yen", 1.5e12, "JPY"),
        ("KRW 500 billion", 500e9, "KRW"),
        ("Rs 500 crore", 5e9, "INR"),
        ("200 billion Swiss francs", 200e9, "CHF"),
        ("5 billion Canadian dollars", 5e9, "CAD"),
        ("2,000,000 euros", 2e6, "EUR"),
        ("a million dollars", 1e6, "USD"),
        ("50,000 vehicles", 50000, "vehicles"),
        ("2.6 million cars", 2.6e6, "vehicles"),
        ("100,000 tonnes of beef", 100000, "tonnes"),
        ("99,000 metric tons of beef", 99000, "tonnes"),
        ("10,000 pounds of beef", 10000, "lb"),
        ("3 million pounds of lobster", 3e6, "lb"),
        ("3 million pounds of aid", 3e6, "GBP"),
        ("40,000 pounds of damages", 40000, "GBP"),
        ("for ten years", 10, "years"),
        ("for 30 minutes", 30, "minutes"),
        ("45 business days", 45, "business days"),
        ("a quarter of the profits", 25, "%"),
        ("half of the profits", 50, "%"),
        ("profits are divided half and half", 50, "%"),
        ("proceeds are split fifty-fifty", 50, "%"),
        ("Nine-tenths of the profits", 90, "%"),
        ("cut by a third, they say", 100 / 3, "%"),
        ("a zero tariff", 0, "%"),
        ("duties will go to zero.", 0, "%"),
        ("half a million tonnes of maize", 500000, "tonnes"),
        ("49,000 Chinese electric vehicles a year", 49000, "vehicles"),
        ("50 Boeing 777 jets", 50, "aircraft"),
        ("5000 temporary work visas", 5000, "visas"),
        ("120,000 Australian dollars", 120000, "AUD"),
        ("6bn euros", 6e9, "EUR"),
        ("twelve further years", 12, "years"),
    ],
)
def test_value_and_unit(text: str, value: float, unit: str) -> None:
    amount = only(text)
    assert (amount.value, amount.unit) == (pytest.approx(value), unit)
    assert text[amount.start : amount.end] == amount.text


@pytest.mark.parametrize(
    "text",
    [
        "tariffs under Section 232 and Section 301",
        "under Article 5, No. 3, phase 2, annex 4",
        "on July 30 and on 12 August",
        "in 2025, since 2018, in 2017-18",
        "at 9 p.m., at 9:30, at 14:05",
        "the 24th, the 2nd round",
        "the G20, the G7, a 5G network, the 2+2 talks",
        "they won 3-2, by 226 to eight",
        "two countries, three ministers, one letter",
        "two years ago, ten days later, a 45-year-old",
        "a quarter later, in the third quarter, half an hour",
        "the TPP-11, Boeing 737, the A380",
        "he said 25 times that 15 was enough",
        "talks that start from zero",
        "a tariff list that comes to 15 pages, a round of tariff talks set to begin at 9:30",
        "in 2025 Chinese vehicles sold well, and on July 30 Korean vehicles did",
        "half past nine, a quarter to ten",
    ],
)
def test_numbers_that_are_no_figures(text: str) -> None:
    assert figures(text) == []


@pytest.mark.parametrize(
    ("text", "bound", "cap"),
    [
        ("exactly that, 15 percent", "exactly", False),
        ("about 15 percent", "about", False),
        ("roughly $5 billion", "about", False),
        ("nearly half of it", "about", False),
        ("an estimated 500 vehicles", "about", False),
        ("15 percent or so", "about", False),
        ("at least ten years", "at_least", False),
        ("more than $5 billion", "at_least", False),
        ("no less than 15 percent", "at_least", False),
        ("$16 an hour or more", "at_least", False),
        ("45 business days or longer", "at_least", False),
        ("well over 5 percent", "at_least", False),
        ("up to $550 billion", "at_most", False),
        ("as much as $550 billion", "at_most", False),
        ("less than 5 percent", "at_most", False),
        ("capped at $20 billion a year", "at_most", True),
        ("no more than $20 billion a year", "at_most", True),
        ("instalments that must not exceed $20 billion", "at_most", True),
        ("with a limit of 20 billion dollars a year", "at_most", True),
        ("wood pays 15 percent at most", "at_most", True),
        ("should drugs become dutiable, 15 percent is the maximum", "at_most", True),
        ("paid over ten years", "exactly", False),
        ("cannot hand over $350 billion", "exactly", False),
        ("nothing is settled about the $350 billion", "exactly", False),
    ],
)
def test_estimates_and_limits(text: str, bound: str, cap: bool) -> None:
    amount = only(text)
    assert (amount.bound, amount.cap) == (bound, cap)


@pytest.mark.parametrize(
    ("text", "moves"),
    [
        ("cut to 15 percent from 25 percent", [(15, "to"), (25, "from")]),
        ("cut from 25% to 15%", [(25, "from"), (15, "to")]),
        ("take tariffs from 25 percent down to 15", [(25, "from"), (15, "to")]),
        ("brought down to 15 percent", [(15, "to")]),
        ("raised tariffs on cars, lumber and drugs to 25 percent from 15 percent", [(25, "to"), (15, "from")]),
        ("charged 15 percent, down from 25", [(15, None), (25, "from")]),
        ("pay 15 percent instead of 25", [(15, None), (25, "from")]),
        ("doubled from 25,000 to 50,000 vehicles", [(25000, "from"), (50000, "to")]),
        ("exempt from the 25 percent tariff", [(25, None)]),
        ("subject to 25 percent", [(25, None)]),
        ("up to 25 percent", [(25, None)]),
        ("cars go from over 100% to 10%", [(100, "from"), (10, "to")]),
        ("a cut to 10 per cent from as high as 110 per cent", [(10, "to"), (110, "from")]),
    ],
)
def test_movements(text: str, moves: list[tuple[float, str | None]]) -> None:
    assert [(amount.value, amount.movement) for amount in find_amounts(text)] == moves


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The 25 percent that the deal brought down to 15 would be due.", [(25, "%"), (15, "%")]),
        ("Japanese cars pay 15 percent. Korean ones pay 25.", [(15, "%"), (25, "%")]),
        ("They pay 15 percent. He had asked for 12.5.", [(15, "%"), (12.5, "%")]),
        ("Tariffs on steel and aluminum, 25 and 10 percent, stay.", [(25, "%"), (10, "%")]),
        ("Steel is at 50 percent and stays at 50, he said.", [(50, "%"), (50, "%")]),
        ("Of the $350 billion, 150 billion is for ships.", [(350e9, "USD"), (150e9, "USD")]),
        ("From now on the duty drops to 15, old ones included.", [(15, "%")]),
        ("They are willing to tax foreign vehicles at 50.", [(50, "%")]),
        ("A first 25, the general rate, applies since May.", [(25, "%")]),
        ("Steel has paid 50 percent since June, lumber 45 since August.", [(50, "%"), (45, "%")]),
        ("It offered copper at 5 percent, zinc at 3, tin at zero.", [(5, "%"), (3, "%"), (0, "%")]),
        ("It wants 12 percent on fish, 4 on shellfish.", [(12, "%"), (4, "%")]),
        ("It charges 12 percent on fish and met 4 on Monday.", [(12, "%")]),
        ("It keeps the duty at 5 percent, and will meet him at 9 tomorrow.", [(5, "%")]),
        ("It lowered its tariff from 15 to 6 on Monday.", [(15, "%"), (6, "%")]),
        (
            "The levy of 15 percent becomes 6, and the 15 percent toll is now a 9.",
            [(15, "%"), (6, "%"), (15, "%"), (9, "%")],
        ),
        ("They work from 9 to 5.", []),
        ("It offered 100 percent. London held out for 50.", [(100, "%"), (50, "%")]),
        ("It offered 90 percent. They settled on 75 at once and 40 later.", [(90, "%"), (75, "%")]),
        ("It offered 90 percent. They settled on 75 at once and 40 after that.", [(90, "%"), (75, "%"), (40, "%")]),
        (
            "Quotas open for 500 tonnes of beef, 1,000 of lamb and 1,500 of pork.",
            [(q, "tonnes") for q in (500, 1000, 1500)],
        ),
        ("They closed ten of 23 chapters.", [(10, "chapters"), (23, "chapters")]),
        (
            "The number of vehicles sold under U.S. rules rises from 25,000 to 50,000 a year.",
            [(25000, "vehicles"), (50000, "vehicles")],
        ),
        ("Vehicles with engines of up to 3,000 cubic inches and duties from 2,000 to 3,000 pages.", []),
        ("The number of vehicles is doubled from 25,000 to 50,000 a year.", [(25000, "vehicles"), (50000, "vehicles")]),
        ("The quota is 24,000 tonnes. Lima wants at least 40,000.", [(24000, "tonnes"), (40000, "tonnes")]),
        ("Quito offered 12 percent, and Lima countered with 30.", [(12, "%"), (30, "%")]),
        ("The rate is 20 percent. The letter of July 7 had said 35.", [(20, "%"), (35, "%")]),
        ("It had a permit for 600 ships. It sought 900 today.", [(600, "ships"), (900, "ships")]),
        ("The fee is 500 dollars. Lima can live with 300, and no more.", [(500, "USD"), (300, "USD")]),
        ("The quota is 24,000 tonnes. Lima wants 40 more.", [(24000, "tonnes")]),
        ("The duty is 12 percent. Lima asked for 300 new visas.", [(12, "%"), (300, "visas")]),
        ("The duty is 12 percent. Lima offered 30 lorries a day.", [(12, "%")]),
    ],
)
def test_a_unit_left_out_is_the_one_before(text: str, expected: list[tuple[float, str]]) -> None:
    assert figures(text) == expected


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("10 to 15 percent", 10, 15),
        ("10-15%", 10, 15),
        ("between 10 and 15 percent", 10, 15),
        ("between $20 billion and $25 billion", 20e9, 25e9),
        ("$20 billion to $25 billion", 20e9, 25e9),
        ("$20-25 billion", 20e9, 25e9),
        ("$2m-$3m", 2e6, 3e6),
        ("12bn to 13bn dollars", 12e9, 13e9),
    ],
)
def test_ranges_keep_both_ends(text: str, low: float, high: float) -> None:
    amount = only(text)
    assert (amount.value, amount.high) == (low, high)


@pytest.mark.parametrize(
    ("text", "per"),
    [
        ("$20 billion a year", "year"),
        ("$20 billion annually", "year"),
        ("$20 billion in any single year", "year"),
        ("not more than USD 20 billion can be called in one year", "year"),
        ("$300 per tonne", "tonne"),
        ("$300/tonne", "tonne"),
        ("5 euros/kg", "kg"),
        ("5 euros per kg", "kg"),
        ("15%/yr", "year"),
        ("$3.50/MMBtu", "MMBtu"),
        ("5,000 tonnes/year", "year"),
        ("$12/lorry", "truck"),
        ("$16 an hour", "hour"),
        ("2.6 million cars a year", "year"),
    ],
)
def test_what_a_figure_is_counted_by(text: str, per: str) -> None:
    assert only(text).per == per


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("$350 billion, of which $150 billion for shipbuilding", [None, 0]),
        ("$200 billion of the $350 billion in cash", [1, None]),
        ("Of the $350 billion, $150 billion is for ships", [None, 0]),
        ("less than 5 percent of the $350 billion", [1, None]),
        ("$350 billion from Korea and $550 billion from Japan", [None, None]),
        ("It costs $350 billion. Another $150 billion is for ships.", [None, None]),
    ],
)
def test_totals_and_their_parts(text: str, parts: list[int | None]) -> None:
    assert [amount.part_of for amount in find_amounts(text)] == parts


@pytest.mark.parametrize(
    ("text", "value", "unit", "converted"),
    [
        ("93 billion euros ($108 billion) of goods", 93e9, "EUR", (108e9, "USD")),
        ("350 billion dollars (about 487 trillion won)", 350e9, "USD", (487e12, "KRW")),
        ("£1 billion, or $1.3 billion, a year", 1e9, "GBP", (1.3e9, "USD")),
    ],
)
def test_an_equivalent_is_no_second_figure(text: str, value: float, unit: str, converted: tuple[float, str]) -> None:
    amount = only(text)
    assert (amount.value, amount.unit, amount.converted) == (value, unit, converted)
    assert text[amount.start : amount.end] == amount.text


PIECES = st.sampled_from(
    [
        "25",
        "percent",
        "%",
        "$350",
        "billion",
        "from",
        "to",
        "of",
        "which",
        "the",
        "and",
        "-",
        "10",
        "15",
        "1,000",
        "1,00",
        "2.5",
        ".",
        ",",
        ";",
        "US$",
        "€",
        "won",
        "a",
        "year",
        "more",
        "than",
        "at",
        "least",
        "(",
        ")",
        "half",
        "nine-tenths",
        "a",
        "quarter",
        "vehicles",
        "Section",
        "232",
        "July",
        "30",
        "ten",
        "years",
        "million",
        "$",
        "pay",
        "3-2",
        "24th",
    ]
)


@given(st.lists(PIECES, max_size=40))
def test_any_text_yields_ordered_quotations(pieces: list[str]) -> None:
    text = " ".join(pieces)
    end = 0
    for index, amount in enumerate(find_amounts(text)):
        assert end <= amount.start < amount.end
        assert text[amount.start : amount.end] == amount.text
        assert amount.value >= 0 and (amount.high is None or amount.high > amount.value)
        assert amount.part_of != index
        end = amount.end


@given(st.integers(1, 999), st.sampled_from([("million", 1e6), ("billion", 1e9), ("trillion", 1e12)]))
def test_the_spelling_of_a_sum_does_not_change_it(count: int, scale: tuple[str, float]) -> None:
    word, factor = scale
    short = {"million": "m", "billion": "bn", "trillion": "tn"}[word]
    for text in (
        f"${count} {word}",
        f"US${count}{short}",
        f"{count} {word} dollars",
        f"USD {count} {word}",
        f"a ${count}-{word} fund",
    ):
        assert figures(f"They promised {text} in all.") == [(count * factor, "USD")], text
