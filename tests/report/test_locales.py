"""Every language of the reports is complete, and no page mixes two."""

from __future__ import annotations

import ast
import re
import string
from functools import lru_cache
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

import timeline.report
from timeline.model.edtf import Edtf
from timeline.model.problems import UsageProblem
from timeline.report.briefing import render_briefing
from timeline.report.facts import headline
from timeline.report.locales import extract_words, known_locales, speaking
from timeline.report.pages import render_status, render_timeline
from timeline.report.status_markdown import status_markdown
from timeline.report.words import date_words, labels, number_words, rule_words

from .dossiers import dossier

HOME = Path(timeline.report.__file__).parent
FOREIGN = [code for code in known_locales() if code != "en"]
Key = tuple[str | None, str]


@lru_cache(maxsize=1)
def _messages() -> dict[Key, Message]:
    """Every message that code, templates and the list of words can say."""
    catalogue = Catalog()
    for method, pattern in (("python", "**.py"), ("jinja2", "templates/**.j2"), (extract_words, "assets/words.toml")):
        for _file, _line, message, _comments, context in extract_from_dir(HOME, [(pattern, method)]):
            catalogue.add(message, context=context)
    return {_key(message): message for message in catalogue if message.id}


def _key(message: Message) -> Key:
    return message.context, message.id if isinstance(message.id, str) else message.id[0]


def _read(code: str) -> Catalog:
    with (HOME / "locales" / f"{code}.po").open("rb") as file:
        return read_po(file, locale=code)


def _names(text: str) -> set[str]:
    return {name for _text, name, _form, _conversion in string.Formatter().parse(text) if name}


def test_english_and_korean_are_there() -> None:
    assert known_locales()[0] == "en" and "ko" in known_locales()


@pytest.mark.parametrize("code", FOREIGN)
def test_a_catalogue_has_every_message_and_no_other(code: str) -> None:
    there = {_key(message) for message in _read(code) if message.id}
    assert there == set(_messages())


@pytest.mark.parametrize("code", FOREIGN)
def test_every_message_is_translated_and_keeps_what_it_is_filled_with(code: str) -> None:
    catalogue = _read(code)
    for message in catalogue:
        if not message.id:
            continue
        forms = [message.string] if isinstance(message.string, str) else list(message.string)
        assert not message.fuzzy and all(forms), message.id
        singular, plural = (message.id, message.id) if isinstance(message.id, str) else message.id
        wanted = _names(plural) if message.context != "axis" else set()
        assert len(forms) == (1 if isinstance(message.id, str) else catalogue.num_plurals), message.id
        for form in forms:
            assert wanted - _names(singular) <= _names(form) <= wanted, message.id


def test_no_message_hides_in_an_f_string_from_the_extractor() -> None:
    found = set()
    for file in HOME.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("_", "ngettext"):
                first = node.args[0]
                if isinstance(first, ast.Constant):
                    found.add((None, first.value))
    assert found and found <= set(_messages())


def test_the_rules_of_status_have_words() -> None:
    sql = (HOME.parent / "store" / "views" / "20_state.sql").read_text(encoding="utf-8")
    table = sql[sql.index("status_rules AS") : sql.index("AS t(type, value, status, decisive, rule)")]
    rules = set(re.findall(r"(?:true|false),\s+'([^']+)'\)", table))
    ends = set(re.findall(r"s\.rule \|\| '([^']+)'", sql))
    assert len(rules) > 20 and len(ends) == 1 and rules | ends == set(labels("rule"))


def test_a_rule_with_an_opposition_given_up_has_words_in_both_languages() -> None:
    rule = "a proposal on it was made, and the opposition to it was given up"
    assert rule_words(rule) == rule
    with speaking("ko"):
        assert rule_words(rule).endswith("철회됨") and "opposition" not in rule_words(rule)


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        (None, "날짜 미상"),
        ("2025-09-24", "2025년 9월 24일"),
        ("2025-09-24~", "2025년 9월 24일경"),
        ("2025-08", "2025년 8월"),
        ("2025", "2025년"),
        ("2025-22", "2025년 여름"),
        ("2025-07-30/2025-07-31", "2025년 7월 30일~31일"),
        ("2025-06/2025-09", "2025년 6월부터 2025년 9월까지"),
        ("2025-06/..", "2025년 6월부터, 끝은 정해지지 않음"),
        ("202X", "2020년대"),
    ],
)
def test_korean_dates_say_no_more_than_the_record(edtf: str | None, words: str) -> None:
    with speaking("ko"):
        assert date_words(Edtf.parse(edtf) if edtf else None) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (350e9, "3500억"),
        (2e12, "2조"),
        (25_000, "2.5만"),
        (350_000_001, "350,000,001"),
        (12.5, "12.5"),
        (-3e9, "-30억"),
    ],
)
def test_korean_numbers_are_short_only_where_nothing_is_lost(value: float, words: str) -> None:
    with speaking("ko"):
        assert number_words(value) == words


def test_the_headline_speaks_korean_and_english_comes_back() -> None:
    with speaking("ko"):
        korean = [fact.topic for fact in headline(dossier())]
    assert korean[1] == "쟁점" and headline(dossier())[1].topic == "Issues"


@pytest.mark.parametrize("render", [render_timeline, render_status, render_briefing, status_markdown])
def test_a_korean_page_says_nothing_of_the_tool_in_english(render: object) -> None:
    """Every English message that is long enough to be no accident is absent; the record itself stays as it is."""
    english = [text for _context, text in _messages() if len(text) > 12 and "{" not in text]

    def said(locale: str) -> list[str]:
        page = render(dossier(), locale=locale)
        page = re.sub(r"<script>.*?</script>|<style>.*?</style>", "", page, flags=re.S)
        return [text for text in english if text in page]

    assert said("ko") == [] and len(said("en")) > 10


def test_a_language_without_a_catalogue_is_refused_with_those_that_there_are() -> None:
    with pytest.raises(UsageProblem, match=r'no catalogue for the locale "xx".*there is en, ko'), speaking("xx"):
        pass
