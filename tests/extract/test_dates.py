"""Dates of news English: what is read, against which day, and what is no date at all."""

from __future__ import annotations

from datetime import date, timedelta
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.extract.dates import DateMention, find_dates
from timeline.extract.text.sentences import split_sentences
from timeline.model.edtf import Edtf

THURSDAY = "2025-09-25"


def dates(text: str, published: str = THURSDAY) -> list[DateMention]:
    return find_dates(text, split_sentences(text), Edtf.parse(published))


def only(text: str, published: str = THURSDAY) -> tuple[str | None, str]:
    found = dates(text, published)
    assert len(found) == 1, [(mention.text, mention.date) for mention in found]
    mention = found[0]
    return (mention.date.text if mention.date else None), mention.role


def values(text: str, published: str = THURSDAY) -> list[str | None]:
    return [mention.date.text if mention.date else None for mention in dates(text, published)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The ministers met on September 24 (local time) in Geneva.", "2025-09-24"),
        ("The ministers met on Sept. 24.", "2025-09-24"),
        ("The ministers met on Sept 24.", "2025-09-24"),
        ("The ministers met on 24 September 2024.", "2024-09-24"),
        ("The ministers met on 24 September.", "2025-09-24"),
        ("The ministers met on the 24th of September.", "2025-09-24"),
        ("The ministers met on September 24th, 2023.", "2023-09-24"),
        ("The ministers met on Wednesday, Sept. 24.", "2025-09-24"),
        ("The ministers met on Wednesday, September 24, 2025, in Oslo.", "2025-09-24"),
        ("The ministers met on Sept. 24 (Wednesday).", "2025-09-24"),
        ("The text was signed on 2024-11-03.", "2024-11-03"),
        ("The text was signed on 30.11.2024.", "2024-11-30"),
        ("The text was signed on 11/30/2024.", "2024-11-30"),
        ("The text was signed on 4/5/2024.", None),
        ("They will sign it on Nov. 14.", "2025-11-14"),
        ("The pact takes effect on January 1.", "2026-01-01"),
        ("They met on Monday, Dec. 15.", "2025-12-15"),
        ("They met on the twenty-second of August.", "2025-08-22"),
        ("They met in the first weeks of August.", "2025-08"),
        ("The levy will rise on New Year's Day.", "2026-01-01"),
        ("They met on New Year’s Eve.", "2024-12-31"),
        ("They met on New Year's Eve 2020.", "2020-12-31"),
        ("They met on Christmas Day.", "2024-12-25"),
        ("They will meet on Christmas Eve.", "2025-12-24"),
        ("They met on the weekend of September 20.", "2025-09-20/2025-09-21"),
        ("They met over the weekend of Sept. 13-14.", "2025-09-13/2025-09-14"),
        ("They met on Good Friday.", "2025-04-18"),
        ("They met at Easter 2019.", "2019-04-21"),
        ("They met over Easter last year.", "2024-03-31"),
        ("They met at Easter 1964.", None),
        ("They wanted it at Diwali, October 2022.", "2022-10-24"),
        ("They will meet on Thanksgiving.", "2025-11-27"),
    ],
)
def test_a_written_day(text: str, expected: str | None) -> None:
    assert only(text) == (expected, "on")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They signed it on Nov. 14.", "2025-11-14"),
        ("The pact was concluded on December 13.", "2025-12-13"),
        ("The parties met on March 2 and signed.", "2026-03-02"),
        ("They will sign it on Nov. 14.", "2026-11-14"),
        ("They met on Jan. 26.", "2026-01-26"),
        ("It enters into force on July 1.", "2026-07-01"),
        ("The prime minister came to ask for a delay and went home with Oct. 31.", "2026-10-31"),
    ],
)
def test_the_year_is_the_nearest_that_tense_allows(text: str, expected: str) -> None:
    assert values(text, "2026-03-13") == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The minister said on the 24th that talks go on.", "2025-09-24"),
        ("The minister said on the 24th (local time) that talks go on.", "2025-09-24"),
        ("The minister said on the 30th that talks go on.", "2025-08-30"),
        ("The two met on the 30th of last month.", "2025-08-30"),
        ("The levy has applied since the first of this month.", "2025-09-01"),
        ("They will meet on the 3rd of next month.", "2025-10-03"),
        ("They met on the last 14th.", "2025-09-14"),
        ("They met on the last 28th.", "2025-08-28"),
        ("They meet on the coming 28th.", "2025-09-28"),
        ("The minister spoke at 3 p.m. on the 24th.", "2025-09-24"),
        ("The minister spoke on the afternoon of the 24th.", "2025-09-24"),
        ("It has to be settled by the 30th.", "2025-09-30"),
        ("They will meet on the 29th.", "2025-09-29"),
        ("They will meet on the 4th.", "2025-10-04"),
        ("They met from the 14th to the 16th.", "2025-09-14/2025-09-16"),
        ("They stayed from the 30th to the 2nd.", "2025-08-30/2025-09-02"),
        ("He arrives in Tokyo on the 25th.", "2025-09-25"),
    ],
)
def test_a_bare_day_of_the_month(text: str, expected: str) -> None:
    assert values(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They met on Saturday.", "2025-09-20"),
        ("The round starts Monday.", "2025-09-29"),
        ("The two sides will meet on Monday.", "2025-09-29"),
        ("The two sides met again Monday.", "2025-09-22"),
        ("On Monday, the two sides will meet in Rome.", "2025-09-29"),
        ("On Monday, the two sides met in Rome.", "2025-09-22"),
        ("They may buy elsewhere, and on Monday they bought gas.", "2025-09-22"),
        ("He was going to fly there for Friday's summit.", "2025-09-26"),
        ("The next round is on Monday.", "2025-09-29"),
        ("A limit set by the ministers in April was missed.", "2025-04"),
        ("On Nov. 18 Peru let Japan open an office.", "2024-11-18"),
        ("They shelved the duties, which would have come on June 1.", "2025-06-01"),
        ("They would resume, whereupon Peru, on March 3, sent a ship.", "2025-03-03"),
        ("He would not confirm it in the Senate on Wednesday.", "2025-09-24"),
        ("They said the duty would not be lifted on Monday.", "2025-09-29"),
        ("He pledged in April to lift it on Oct. 12.", "2025-04"),
        ("He proposed it by video to Jun Sato on Sept. 23.", "2025-09-23"),
        ("The law applies from Dec. 30.", "2025-12-30"),
        ("Trade was worth 3 billion in the year to April.", "2025-04"),
        ("The port is closed as of today.", "2025-09-25"),
        ("She told reporters on Tuesday that talks would go on.", "2025-09-23"),
        ("She said the tariff would take effect on Tuesday.", "2025-09-30"),
        ("The minister is to leave for Ottawa on Friday.", "2025-09-26"),
        ("The minister is leaving for Ottawa on Friday.", "2025-09-26"),
        ("They agreed to meet again on Friday.", "2025-09-26"),
        ("The vote is scheduled for Friday.", "2025-09-26"),
        ("The negotiators, who met on Wednesday, will report next week.", "2025-09-24"),
        ("He spoke on Thursday.", "2025-09-25"),
        ("They met last Friday.", "2025-09-19"),
        ("They met last Wednesday.", "2025-09-17"),
        ("They meet next Friday.", "2025-10-03"),
        ("They leave this Friday.", "2025-09-26"),
        ("They met on Thursday of last week.", "2025-09-18"),
        ("They met on Tuesday last week.", "2025-09-16"),
        ("They meet on Tuesday of next week.", "2025-09-30"),
        ("Talks began Wednesday at 9 p.m. KST.", "2025-09-24"),
        ("It will be published no later than Tuesday.", "2025-09-30"),
        ("The truce was extended before it was to expire on Friday.", "2025-09-26"),
        ("They met this past Monday.", "2025-09-22"),
        ("Talks planned for Tuesday were called off.", "2025-09-23"),
    ],
)
def test_a_weekday_points_where_its_clause_does(text: str, expected: str) -> None:
    assert values(text)[0] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They met yesterday.", "2025-09-24"),
        ("They met a year ago yesterday.", "2024-09-24"),
        ("They met two years ago today.", "2023-09-25"),
        ("They meet tomorrow.", "2025-09-26"),
        ("They met this morning.", "2025-09-25"),
        ("They speak tonight.", "2025-09-25"),
        ("They met last week.", "2025-09-15/2025-09-21"),
        ("They met earlier this week.", "2025-09-22/2025-09-28"),
        ("They meet next week.", "2025-09-29/2025-10-05"),
        ("They met over the weekend.", "2025-09-20/2025-09-21"),
        ("They will meet at the weekend.", "2025-09-27/2025-09-28"),
        ("They met last weekend.", "2025-09-20/2025-09-21"),
        ("They meet this weekend.", "2025-09-27/2025-09-28"),
        ("They met earlier this month.", "2025-09"),
        ("They met late last month.", "2025-08"),
        ("They meet next month.", "2025-10"),
        ("They met last year.", "2024"),
        ("They met late last year.", "2024"),
        ("They meet early next year.", "2026"),
        ("They met two weeks ago.", "2025-09-11"),
        ("They met a fortnight ago.", "2025-09-11"),
        ("They met the Friday before last.", "2025-09-12"),
        ("They met the evening before last.", "2025-09-23"),
        ("The grace period runs out with the year.", "2025-12-31"),
        ("The pause expires with the month.", "2025-09-30"),
        ("They meet on Thursday week.", "2025-10-02"),
        ("They meet the week after next.", "2025-10-06/2025-10-12"),
        ("They meet a week from today.", "2025-10-02"),
        ("They met ten days ago.", "2025-09-15"),
        ("They met three months ago.", "2025-06"),
        ("They met a year ago.", "2024"),
        ("They met about two weeks ago.", "2025-09-11~"),
        ("They met more than two weeks ago.", "2025-09-11~"),
        ("They meet this coming Monday.", "2025-09-29"),
        ("It is frozen for the next 90 days.", "2025-09-25/2025-12-24"),
        ("They will meet in two weeks.", "2025-10-09"),
        ("They will meet in about three months.", "2025-12"),
        ("They will meet two weeks from now.", "2025-10-09"),
        ("They met this quarter.", "2025-35"),
        ("Exports fell last quarter.", "2025-34"),
        ("The talks began a decade ago.", "2015~"),
    ],
)
def test_counted_from_the_day_of_publication(text: str, expected: str) -> None:
    assert values(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected", "part"),
    [
        ("They hope to finish by the end of October.", "2025-10", "end"),
        ("They met in early March.", "2025-03", "early"),
        ("They met on the last day of February.", "2025-02-28", "end"),
        ("They met on the last Friday of March.", "2025-03-28", ""),
        ("They will meet on the first Monday in December.", "2025-12-01", ""),
        ("They met in mid-July.", "2025-07", "mid"),
        ("They met in late March.", "2025-03", "late"),
        ("They met at the beginning of May.", "2025-05", "early"),
        ("They met in the middle of this month.", "2025-09", "mid"),
        ("They meet at the end of this month.", "2025-09", "end"),
        ("They meet at the end of the month.", "2025-09", "end"),
        ("They want to finish before the month is out.", "2025-09-30", "end"),
        ("They want to finish by the end of the year.", "2025-12", "end"),
        ("They want to finish by year-end.", "2025-12", "end"),
        ("They want to finish by the end of the decade.", "202X", "end"),
        ("It goes to a vote in the second half of October.", "2025-10-16/2025-10-31", "late"),
        ("It goes to a vote in the first half of February.", "2026-02-01/2026-02-15", "early"),
        ("It goes to a vote in the last third of February.", "2026-02-21/2026-02-28", "late"),
        ("It goes to a vote in the last week of October.", "2025-10-25/2025-10-31", "end"),
        ("It goes to a vote in the first week of October.", "2025-10-01/2025-10-07", "early"),
        ("They talked in the 1990s.", "199X", ""),
        ("They met in July.", "2025-07", ""),
        ("They met in July 2019.", "2019-07", ""),
        ("They met in July last year.", "2024-07", ""),
        ("They met last July.", "2025-07", ""),
        ("They met last November.", "2024-11", ""),
        ("They meet next March.", "2026-03", ""),
        ("They will meet in March.", "2026-03", ""),
        ("They have met nine times since April.", "2025-04", ""),
        ("They met in May.", "2025-05", ""),
        ("They met in 2018.", "2018", ""),
        ("They met in late 2018.", "2018", "late"),
        ("They want to finish by mid-2027.", "2027-06", "mid"),
        ("They want to finish by the middle of next year.", "2026-06", "mid"),
        ("The next talks are in the spring.", "2026-21", ""),
        ("It was launched in the spring.", "2025-21", ""),
        ("It will be launched in the spring.", "2026-21", ""),
        ("It was launched in the spring of 2017.", "2017-21", ""),
        ("It was launched last summer.", "2025-22", ""),
        ("The bill passed in the third quarter.", "2025-35", ""),
        ("The bill passed in the third quarter of 2024.", "2024-35", ""),
        ("The bill passed in Q1 2024.", "2024-33", ""),
        ("The bill passed in the first half of this year.", "2025-40", ""),
        ("The bill will pass in the first half of next year.", "2026-40", ""),
    ],
)
def test_longer_periods_stay_whole(text: str, expected: str, part: str) -> None:
    found = dates(text)
    assert [(str(mention.date), mention.part) for mention in found] == [(expected, part)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They met on July 30-31.", ["2025-07-30/2025-07-31"]),
        ("They met on July 30–31, 2024.", ["2024-07-30/2024-07-31"]),
        ("They met on July 30 and 31.", ["2025-07-30/2025-07-31"]),
        ("They met on 30-31 July.", ["2025-07-30/2025-07-31"]),
        ("They met on 30 and 31 July.", ["2025-07-30/2025-07-31"]),
        ("They met on July 3 and 9.", ["2025-07-03", "2025-07-09"]),
        ("They met on July 3 and 9, 2024.", ["2024-07-03", "2024-07-09"]),
        ("They met on July 3, 9 and 20.", ["2025-07-03", "2025-07-09", "2025-07-20"]),
        ("They met on July 3, 4 and 5.", ["2025-07-03/2025-07-05"]),
        ("It charged 10 percent from July 1, and 25 from August 1.", ["2025-07-01", "2025-08-01"]),
        ("It charged 10 percent on July 1 and 25 on August 1.", ["2025-07-01", "2025-08-01"]),
        ("They met from July 30 to August 1.", ["2025-07-30/2025-08-01"]),
        ("They met from July 30 through August 1.", ["2025-07-30/2025-08-01"]),
        ("They met between July 30 and August 1.", ["2025-07-30/2025-08-01"]),
        ("They met on July 31 and August 1.", ["2025-07-31/2025-08-01"]),
        ("They met on July 3 and August 1.", ["2025-07-03", "2025-08-01"]),
        ("They met from Monday to Wednesday.", ["2025-09-22/2025-09-24"]),
        ("They met on Monday and Tuesday.", ["2025-09-22/2025-09-23"]),
        ("They met on Monday and Wednesday.", ["2025-09-22", "2025-09-24"]),
        ("They will meet from Sunday to Tuesday.", ["2025-09-28/2025-09-30"]),
        ("The talks ran from March to June.", ["2025-03/2025-06"]),
        ("The talks ran from 2013 to 2016.", ["2013/2016"]),
        ("The 2013-2016 talks failed.", ["2013/2016"]),
        ("The deadline was postponed from July 9 to August 1.", ["2025-07-09", "2025-08-01"]),
        ("They meet from December 30 to January 2.", ["2025-12-30/2026-01-02"]),
    ],
)
def test_ranges_and_pairs(text: str, expected: list[str]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They met on Tuesday. The statement came the same day.", "2025-09-23"),
        ("They met on Tuesday. The statement came the next day.", "2025-09-24"),
        ("They met on Tuesday. He had arrived the day before.", "2025-09-22"),
        ("They met on Tuesday. Two days later they met again.", "2025-09-25"),
        ("They met on Tuesday. That evening he left.", "2025-09-23"),
        ("They met on Tuesday and dined later in the day.", "2025-09-23"),
        ("They met on July 30. A week later the order was out.", "2025-08-06"),
        ("They met in 2017. A year later the text was signed.", "2018"),
        ("They met in October 2020. The text was signed the following year.", "2021"),
        ("They applied in February 2021 and began talks that June.", "2021-06"),
        ("They began in January 2022 and hoped to finish that year.", "2022"),
        ("They began in January 2022 and met on July 12 of that year.", "2022-07-12"),
        ("They began in January 2022 and met in July that year.", "2022-07"),
        ("They met in September 2025. She answered on the 1st of the following month.", "2025-10-01"),
        ("They met on June 28, 2019, and a year later they signed.", "2020-06"),
        ("They met on June 28, 2019, and five years later they signed.", "2024"),
        ("They met in late June and signed the month after.", "2025-07"),
        ("They met on Sept. 16 and signed the week after.", "2025-09-22/2025-09-28"),
        ("They met in June 2024 and signed the year after.", "2025"),
        ("They met on Aug. 19 and signed ten days after that.", "2025-08-29"),
        ("They began in March 2022 and broke off on Sept. 1 of the following year.", "2023-09-01"),
        ("They complained in May 2022; consultations in June led nowhere.", "2022-06"),
        ("They met in July. He spoke on the first of that month.", "2025-07-01"),
        ("They met in July. He spoke on the last day of that month.", "2025-07-31"),
        ("They met on Tuesday. On that very day he spoke.", "2025-09-23"),
        ("They met on Tuesday. The day after that, in Oslo, they signed.", "2025-09-24"),
        ("They met on Aug. 27. He warned on the following Saturday.", "2025-08-30"),
        ("They met on April 11 and put off a rise due the Tuesday after.", "2025-04-15"),
        ("The levy was frozen on April 9 for 90 days.", "2025-04-09/2025-07-08"),
        ("They met on Tuesday. The guest will be back within two weeks.", "2025-09-23/2025-10-07"),
        ("The order is to be signed within ten days.", "2025-09-25/2025-10-05"),
        ("They will finish within 18 months.", "2025-09-25/2027-03-25"),
        ("They met on the eve of the August 1 deadline.", "2025-07-31"),
        ("The tariff fell on July 30. Two weeks after the summit they met.", None),
        ("They met in 2017. A month later they signed.", None),
    ],
)
def test_counted_from_a_day_of_the_text(text: str, expected: str | None) -> None:
    found = values(text)
    assert (found[0] if "eve" in text and "That" not in text else found[-1]) == expected


@pytest.mark.parametrize(
    ("text", "role", "expected"),
    [
        ("They must agree by October 1.", "by", "2025-10-01"),
        ("They must agree before Oct. 1.", "by", "2025-10-01"),
        ("They promised a reply by the end of January.", "by", "2026-01"),
        ("They must agree ahead of Oct. 1.", "by", "2025-10-01"),
        ("They must agree no later than Oct. 1.", "by", "2025-10-01"),
        ("They must agree on Oct. 1 at the latest.", "by", "2025-10-01"),
        ("They must agree by Christmas.", "by", "2025-12-25"),
        ("They must agree by Lunar New Year.", "by", "2026-02-17"),
        ("The Thanksgiving deadline stands.", "by", "2025-11-27"),
        ("The Oct. 1 deadline stands.", "by", "2025-10-01"),
        ("They face a deadline of Oct. 1.", "by", "2025-10-01"),
        ("The rate is suspended until Oct. 9.", "until", "2025-10-09"),
        ("It has been in force since Aug. 7.", "since", "2025-08-07"),
        ("It applies from Nov. 1.", "from", "2025-11-01"),
        ("It applies as of Nov. 1.", "from", "2025-11-01"),
        ("It applies effective Nov. 1.", "from", "2025-11-01"),
        ("It will apply starting on Nov. 1.", "from", "2025-11-01"),
        ("It will be decided after Nov. 1.", "after", "2025-11-01"),
        ("The release was planned for Nov. 4.", "for", "2025-11-04"),
    ],
)
def test_a_limit_is_no_occasion(text: str, role: str, expected: str) -> None:
    assert only(text) == (expected, role)


@pytest.mark.parametrize(
    "text",
    [
        "Prime Minister May said that the talks may go on.",
        "May said no. Mrs May left early.",
        "Thousands took part in the march on Brussels; March on, they sang.",
        "April Kim, an analyst, and June Park disagree.",
        "The tariffs under Section 232 cover 2,000 vehicles.",
        "It rose in 25 percent of the cases.",
        "The G20 meets, and the 2nd round begins; it is the 21st century, the 119th Congress.",
        "They sold Easter eggs at a Diwali market.",
        "So far nothing has been agreed; earlier, he had been hopeful; it has long been so.",
        "A fall of 5 percent; the summer school; spring rolls.",
        "A quarter of the profits, and the second half of the sentence.",
        "Exports worth 2,025 million and 2019.5 tonnes.",
        "They have a day job, and the days are long.",
        "The 38th parallel and the 11th-hour bid, the 5th Circuit.",
        "The Second World War and the first quarter-final.",
        "He has held the post for the past two years.",
        "They met half a year ago, weeks later, and a few days earlier.",
        "The Trade Act of 1974 and the Treaty of 1960.",
        "It was signed three days later than planned.",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert [(mention.text, mention.date) for mention in dates(text)] == []


def test_every_monday_is_no_day() -> None:
    (mention,) = dates("The group meets every Monday.")
    assert mention.date is None


def test_a_bare_day_takes_the_month_of_the_day_before_it_in_the_past() -> None:
    assert values("The talks opened on July 5 and ended on the 9th.") == ["2025-07-05", "2025-07-09"]
    assert values("The August 1 deadline stands, the minister said on the 24th.") == ["2025-08-01", "2025-09-24"]


def test_a_noun_s_date_is_told_from_an_act_s() -> None:
    first, second = dates("July's bargain was confirmed on Aug. 25.")
    assert (str(first.date), first.attributive) == ("2025-07", True)
    assert (str(second.date), second.attributive) == ("2025-08-25", False)


def test_a_dateline_is_what_the_text_is_told_from() -> None:
    found = dates("SEOUL, Sept. 23 (Wire) -- The minister said yesterday that talks will resume on Thursday.")
    assert [str(mention.date) for mention in found] == ["2025-09-23", "2025-09-22", "2025-09-25"]
    assert [mention.stamp for mention in found] == [True, False, False]


def test_stamps_of_a_live_page_date_what_follows() -> None:
    text = "Thu 08:10 – The cabinet meets today.\n\nWed 21:30 – They spoke today."
    assert values(text) == ["2025-09-25", "2025-09-25", "2025-09-24", "2025-09-24"]


def test_a_line_that_opens_with_a_year_tells_of_that_year() -> None:
    text = "1994 – On 8 December Peru applied. It was heard two weeks later.\n\n2020 – Japan agreed in March.\n\nThey met in May."
    assert values(text) == ["1994", "1994-12-08", "1994-12-22", "2020", "2020-03", "2025-05"]
    assert values("1970. The talks begin.\n\n1978. A pact on cod, in May.") == ["1970", "1978", "1978-05"]
    assert values("2020 – Japan agreed in March.\n\nThey met in May.") == ["2025-03", "2025-05"]  # one line is no list


def test_a_day_is_no_part_of_the_year_that_the_sentence_before_ended_with() -> None:
    assert values("Trade grew last year. Since June 24 it has stopped.") == ["2024", "2025-06-24"]
    assert values("They met last year, on June 24.") == ["2024", "2024-06-24"]


def test_a_chronology_runs_forward() -> None:
    text = (
        "The order is out since March 9.\n\nCHRONOLOGY\n\nApril 2 – The tariff is announced.\n\nJuly 30 – A deal.\n\n"
        "Nov. 14 – The memorandum.\n\nJan. 26 – A threat.\n\nFeb. 20 – The ruling."
    )
    assert values(text, "2026-03-13")[1:] == ["2025-04-02", "2025-07-30", "2025-11-14", "2026-01-26", "2026-02-20"]


def test_the_weekdays_of_a_diary_are_those_of_the_week_before_it() -> None:
    text = "MONDAY. They expel our consul.\n\nTUESDAY. A note.\n\nWEDNESDAY. A call, and next week a round."
    assert values(text, "2026-08-07")[:3] == ["2026-08-03", "2026-08-04", "2026-08-05"]
    assert values("Monday: a round in Lima.\n\nA vote.", "2026-08-07") == ["2026-08-10"]


@pytest.mark.parametrize(
    "text",
    [
        "MONDAY. They will meet.\n\nTUESDAY. It may vote.\n\nWEDNESDAY. They will sign.",
        "The week ahead.\n\nMONDAY. A round.\n\nTUESDAY. A vote.\n\nWEDNESDAY. A call.",
    ],
)
def test_the_weekdays_of_an_agenda_are_not_those_of_a_diary(text: str) -> None:
    assert values(text, "2026-08-09")[0] == "2026-08-10"


def test_a_month_is_of_the_year_that_its_sentence_has_told() -> None:
    text = "In January 2024 the government introduced a licence for raw cork; in February it cut them."
    assert values(text, "2026-08-12") == ["2024-01", "2024-02"]


def test_the_publication_date_never_stands_in() -> None:
    assert dates("The two sides remain far apart, officials said.") == []


def test_a_publication_date_known_to_the_month_leaves_days_open() -> None:
    text = "They met on Wednesday, and yesterday, and on July 30, and last month."
    assert values(text, "2025-09") == [None, None, "2025-07-30", "2025-08"]


def test_offsets_are_code_points_of_the_text() -> None:
    text = "Šefčovič — “in Genève” — met Lee Jae‑myung on Wednesday (local time)."
    (mention,) = dates(text)
    assert text[mention.start : mention.end] == mention.text == "on Wednesday (local time)"


@pytest.mark.parametrize(
    "unit",
    [" ", "1", "July ", "July 30 and ", "on Wednesday and ", "the day before ", "the same Thursday ", "mid-", "2025-", "the 1st of ", "2025\nJuly 3 - x\n"],
)  # fmt: skip
@pytest.mark.fast_cases(2)
def test_cost_grows_with_the_text_and_no_faster(unit: str) -> None:
    def cost(size: int) -> float:
        text = (unit * (size // len(unit) + 1))[:size]
        begun = process_time()
        find_dates(text, [(0, size)], Edtf.parse(THURSDAY))
        return process_time() - begun

    cost(1000)
    assert cost(100_000) < 20 * cost(20_000) + 0.5  # linear is 5, quadratic 25


WORDS = st.sampled_from(
    [
        "on",
        "the",
        "by",
        "since",
        "until",
        "July",
        "30",
        "31",
        "Sept.",
        "24th",
        "Wednesday",
        "last",
        "next",
        "this",
        "week",
        "month",
        "year",
        "day",
        "days",
        "two",
        "2025",
        "of",
        "and",
        "to",
        "-",
        ",",
        ".",
        "earlier",
        "later",
        "ago",
        "before",
        "after",
        "May",
        "March",
        "the",
        "eve",
        "of",
        "Q3",
        "third",
        "quarter",
        "spring",
        "mid-",
        "2025-09-24",
        "99th",
        "32",
        "(",
        "local",
        "time)",
        "\n",
        "every",
        "for",
        "within",
    ]
)


@given(st.lists(WORDS, max_size=40), st.dates(date(1000, 1, 1), date(2999, 12, 31)))
def test_any_text_yields_ordered_quotations(words: list[str], published: date) -> None:
    text = " ".join(words)
    found = find_dates(text, split_sentences(text), Edtf.of(published))
    ends = 0
    for mention in found:
        assert ends <= mention.start < mention.end
        assert text[mention.start : mention.end] == mention.text
        ends = mention.end


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(0, 6))
def test_a_past_weekday_is_within_the_week_and_a_coming_one_too(published: date, weekday: int) -> None:
    name = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")[weekday]
    past, ahead = (dates(f"They {verb} on {name}.", published.isoformat())[0].date for verb in ("met", "will meet"))
    assert past is not None and past.first is not None and ahead is not None and ahead.first is not None
    assert past.first.weekday() == ahead.first.weekday() == weekday
    assert timedelta(0) <= published - past.first < timedelta(7)
    assert timedelta(0) <= ahead.first - published < timedelta(7)


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)))
def test_a_day_written_in_full_is_that_day(day: date) -> None:
    spellings = (
        f"{day:%B} {day.day}, {day.year}", f"{day.day} {day:%B} {day.year}", day.isoformat(), f"{day:%A}, {day:%b}. {day.day}, {day.year}",
    )  # fmt: skip
    for spelling in spellings:
        assert values(f"The ministers met on {spelling}.") == [day.isoformat()], spelling


def test_days_counted_from_a_date_that_follows() -> None:
    assert values("They signed two weeks after the July 1 summit.") == ["2025-07-15", "2025-07-01"]
    assert values("A week before the deadline, on July 1, they signed.") == [None, "2025-07-01"]


def test_a_bare_day_after_a_month_is_of_that_month() -> None:
    assert values("In August they asked for talks. On the 20th they were refused.") == ["2025-08", "2025-08-20"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They came on Sept. 15 and left on the Friday.", ["2025-09-15", "2025-09-19"]),
        ("On Sept. 15 they dined. On the Wednesday they signed.", ["2025-09-15", "2025-09-17"]),
        ("They dined on Sept. 1.\n\nThey signed on the Tuesday.", ["2025-09-01", "2025-09-23"]),
        ("They dined on Sept. 1. They spoke of the Tuesday session.", ["2025-09-01", "2025-09-23"]),
    ],
)
def test_the_weekday_of_a_story_follows_the_day_told_before(text: str, expected: list[str]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He spoke on Tuesday, two weeks after the levy took effect.", "2025-09-09"),
        ("He spoke on Tuesday, one day before the levy takes effect.", "2025-09-24"),
        ("He left on Tuesday. That was a week after the levy had been announced.", "2025-09-16"),
        ("He left on Tuesday. Five days after the levy had been announced, it rained.", None),
        ("He spoke on Tuesday, nine years after they had opened talks.", "2016"),
    ],
)
def test_what_stands_after_a_count_of_days_has_a_day_too(text: str, expected: str | None) -> None:
    found = [mention.clause for mention in dates(text)]
    assert (str(found[-1]) if found[-1] is not None else None) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("the day before yesterday", "2025-09-23"),
        ("the day after tomorrow", "2025-09-27"),
        ("a week ago today", "2025-09-18"),
        ("a week ago yesterday", "2025-09-17"),
        ("two weeks ago on Tuesday", "2025-09-09"),
        ("a week ago, today", "2025-09-18"),
    ],
)
def test_a_day_counted_from_a_day_is_one_date(words: str, expected: str) -> None:
    assert values(f"Officials are said to have met {words}.")[0] == expected


def test_a_noun_tells_no_tense() -> None:
    assert values("On Friday, not far from the falls, the pact should have been signed.") == ["2025-09-19"]


def test_the_name_of_a_day_beside_its_date_is_no_other_day() -> None:
    assert values("At midnight on Sept. 15, a Friday, they met.") == ["2025-09-15"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The pact took effect on the last day of 2024.", ["2024-12-31"]),
        ("It was applied on February 1, 2021, and opened at the end of the following May.", ["2021-02-01", "2021-05"]),
        ("It was applied on June 1, 2021, and opened in the following May.", ["2021-06-01", "2022-05"]),
        ("It was filed on June 1, 2021, and drafted in the previous May.", ["2021-06-01", "2021-05"]),
        ("It began on the first of July, four years ago.", ["2021-07-01"]),
        (
            "They met on 11 May last year. A month earlier, on 11 April, it rested.",
            ["2024-05-11", "2024-04", "2024-04-11"],
        ),
        ("The file lay until Feb. 24, when the minister flew to Delhi.", ["2025-02-24"]),
        ("The levy rests until Feb. 24, when talks will resume.", ["2026-02-24"]),
        (
            "Last week it rained. He came on Tuesday. Next morning it was done.",
            ["2025-09-15/2025-09-21", "2025-09-16", "2025-09-17"],
        ),
        ("It rained last week. He said so on Tuesday.", ["2025-09-15/2025-09-21", "2025-09-23"]),
        ("I told them in May that from January 1 it will be charged.", ["2025-05", "2026-01-01"]),
        ("The delegations sit down again on the 30th.", ["2025-09-30"]),
        ("They met on the 16th. Eight days on Oslo threatened more.", ["2025-09-16", "2025-09-24"]),
        ("They met on the 16th. Eight days on Friday they sank.", ["2025-09-16", "2025-09-19"]),
        ("The ministry on Friday set the duty at 14 percent.", ["2025-09-19"]),
        ("The ministry is on Friday set to raise the duty.", ["2025-09-26"]),
        ("On the 4th half a dozen owners came, and that evening he wrote.", ["2025-09-04", "2025-09-04"]),
        (
            "He spoke on March 6. From the 14th they talked, and on the 16th it was done.",
            ["2025-03-06", "2025-03-14", "2025-03-16"],
        ),
    ],
)
def test_a_day_that_other_words_beside_it_place(text: str, expected: list[str]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They met the week before September 24.", ["2025-09-15/2025-09-21", "2025-09-24"]),
        ("They met in the week after September 1.", ["2025-09-08/2025-09-14", "2025-09-01"]),
        ("They met the month before September 24.", ["2025-08", "2025-09-24"]),
        ("They met the night before September 24.", ["2025-09-23", "2025-09-24"]),
        ("They met two days before Christmas.", ["2024-12-23", "2024-12-25"]),
        ("In 2021 they fell out; they met two days after last Easter.", ["2021", "2025-04-22", "2025-04-20"]),
        ("They will meet before next Easter.", ["2026-04-05"]),
        ("In May 2019 it rose. In June of that year it fell. Peru left in August.", ["2019-05", "2019-06", "2019-08"]),
        (
            "In May 2019 it rose, and in June of that year it fell.\n\nPeru left in August.",
            ["2019-05", "2019-06", "2025-08"],
        ),
        ("They met in the weeks before September 24.", ["2025-09-24"]),
        ("The port closed on September 23. The night before, they had met.", ["2025-09-23", "2025-09-22"]),
        ("The port closed on September 23. Chile had asked the Sunday before for talks.", ["2025-09-23", "2025-09-21"]),
        ("The port closed last week. On the Thursday of that week they met.", ["2025-09-15/2025-09-21", "2025-09-18"]),
        ("The draft went out on May 5. That Thursday it was rejected.", ["2025-05-05", "2025-05-08"]),
        ("A duty came in August 2025, five months after another was lifted.", ["2025-08", None]),
    ],
)
def test_days_counted_from_another(text: str, expected: list[str | None]) -> None:
    assert values(text) == expected
