"""The world's places: nobody is missing, and no word is two parties' unless the file says so."""

from __future__ import annotations

from collections import defaultdict

import pytest

from timeline.lexicon.tables import table

# ISO 3166-1 alpha-2 codes of the members of the United Nations (193) and its two observer states.
UN = [
    "AF",
    "AL",
    "DZ",
    "AD",
    "AO",
    "AG",
    "AR",
    "AM",
    "AU",
    "AT",
    "AZ",
    "BS",
    "BH",
    "BD",
    "BB",
    "BY",
    "BE",
    "BZ",
    "BJ",
    "BT",
    "BO",
    "BA",
    "BW",
    "BR",
    "BN",
    "BG",
    "BF",
    "BI",
    "CV",
    "KH",
    "CM",
    "CA",
    "CF",
    "TD",
    "CL",
    "CN",
    "CO",
    "KM",
    "CG",
    "CD",
    "CR",
    "CI",
    "HR",
    "CU",
    "CY",
    "CZ",
    "DK",
    "DJ",
    "DM",
    "DO",
    "EC",
    "EG",
    "SV",
    "GQ",
    "ER",
    "EE",
    "SZ",
    "ET",
    "FJ",
    "FI",
    "FR",
    "GA",
    "GM",
    "GE",
    "DE",
    "GH",
    "GR",
    "GD",
    "GT",
    "GN",
    "GW",
    "GY",
    "HT",
    "HN",
    "HU",
    "IS",
    "IN",
    "ID",
    "IR",
    "IQ",
    "IE",
    "IL",
    "IT",
    "JM",
    "JP",
    "JO",
    "KZ",
    "KE",
    "KI",
    "KP",
    "KR",
    "KW",
    "KG",
    "LA",
    "LV",
    "LB",
    "LS",
    "LR",
    "LY",
    "LI",
    "LT",
    "LU",
    "MG",
    "MW",
    "MY",
    "MV",
    "ML",
    "MT",
    "MH",
    "MR",
    "MU",
    "MX",
    "FM",
    "MD",
    "MC",
    "MN",
    "ME",
    "MA",
    "MZ",
    "MM",
    "NA",
    "NR",
    "NP",
    "NL",
    "NZ",
    "NI",
    "NE",
    "NG",
    "MK",
    "NO",
    "OM",
    "PK",
    "PW",
    "PA",
    "PG",
    "PY",
    "PE",
    "PH",
    "PL",
    "PT",
    "QA",
    "RO",
    "RU",
    "RW",
    "KN",
    "LC",
    "VC",
    "WS",
    "SM",
    "ST",
    "SA",
    "SN",
    "RS",
    "SC",
    "SL",
    "SG",
    "SK",
    "SI",
    "SB",
    "SO",
    "ZA",
    "SS",
    "ES",
    "LK",
    "SD",
    "SR",
    "SE",
    "CH",
    "SY",
    "TJ",
    "TZ",
    "TH",
    "TL",
    "TG",
    "TO",
    "TT",
    "TN",
    "TR",
    "TM",
    "TV",
    "UG",
    "UA",
    "AE",
    "GB",
    "US",
    "UY",
    "UZ",
    "VU",
    "VE",
    "VN",
    "YE",
    "ZM",
    "ZW",
]
OBSERVERS = ["VA", "PS"]
OTHERS = ["TW", "HK", "MO", "XK"]

PLACES = table("places")
PARTIES = PLACES["states"] | PLACES["blocs"]


def words(entry: dict[str, list[str]]) -> set[str]:
    lists = (entry.get(key, []) for key in ("names", "capitals", "seats", "adjectives", "nationals"))
    return {entry["name"], *(word for listed in lists for word in listed)}


def test_every_state_is_there() -> None:
    assert len(UN) == 193
    assert not [code for code in [*UN, *OBSERVERS, *OTHERS] if code not in PLACES["states"]]


@pytest.mark.parametrize(
    "bloc", ["EU", "ASEAN", "MERCOSUR", "EFTA", "GCC", "CPTPP", "RCEP", "SACU", "EAEU", "CARICOM", "AFRICANUNION"]
)
def test_the_blocs_that_negotiate_are_there(bloc: str) -> None:
    assert bloc in PLACES["blocs"]


@pytest.mark.parametrize(
    ("bloc", "count"), [("EU", 27), ("ASEAN", 11), ("EFTA", 4), ("GCC", 6), ("CPTPP", 12), ("RCEP", 15)]
)
def test_members_are_states(bloc: str, count: int) -> None:
    members = PLACES["blocs"][bloc]["members"]
    assert len(set(members)) == count
    assert set(members) <= set(PLACES["states"])


def test_codes_have_the_form_of_party_codes() -> None:
    assert [code for code in PARTIES if not (code.isalpha() and code.isupper() and 2 <= len(code) <= 12)] == []
    assert not set(PLACES["states"]) & set(PLACES["blocs"])


def test_a_word_of_two_parties_is_marked() -> None:
    owners: dict[str, set[str]] = defaultdict(set)
    for code, entry in PARTIES.items():
        for word in words(entry):
            owners[word].add(code)
    assert {word: codes for word, codes in owners.items() if len(codes) > 1 and word not in PLACES["ambiguous"]} == {}


def test_a_city_is_no_capital_of_another_state() -> None:
    capitals = {word for entry in PARTIES.values() for word in entry.get("capitals", [])}
    cities = [city for listed in PLACES["cities"].values() for city in listed]
    assert not capitals & set(cities)
    assert len(cities) == len(set(cities))
    assert set(PLACES["cities"]) <= set(PLACES["states"])


def test_what_is_marked_ambiguous_is_in_use() -> None:
    known = {word for entry in PARTIES.values() for word in words(entry)}
    known |= {city for listed in PLACES["cities"].values() for city in listed}
    assert sorted(word for word in PLACES["ambiguous"] if word not in known) == []
    assert {entry["default"] for entry in PLACES["ambiguous"].values()} <= {"", *PARTIES}


def test_no_word_is_given_twice_or_has_outer_space() -> None:
    for code, entry in PARTIES.items():
        listed = [entry["name"], *(word for key in ("names", "capitals", "seats") for word in entry.get(key, []))]
        assert len(listed) == len(set(listed)), code
        assert all(word == word.strip() and word for word in words(entry)), code
