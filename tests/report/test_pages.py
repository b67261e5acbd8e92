"""What the pages say, read as text: the same input gives the same bytes, and nothing in an article becomes markup."""

from __future__ import annotations

import gzip
import json
import re
import subprocess
import sys
from base64 import b64decode, b64encode
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path

import pytest

from timeline.model.problems import ProblemError
from timeline.report.briefing import render_briefing
from timeline.report.facts import headline
from timeline.report.html import script_json
from timeline.report.pages import render_status, render_timeline, write_status
from timeline.report.signs import visible
from timeline.report.status_markdown import status_markdown
from timeline.report.status_terminal import status_terminal

from .dossiers import EVENTS, LEDGER, dossier


class Outline(HTMLParser):
    """Tags with their attributes, in order, and the scripts."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.scripts: list[tuple[dict[str, str | None], str]] = []
        self._in_script = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag == "script":
            self.scripts.append((dict(attrs), ""))
            self._in_script = True

    def handle_endtag(self, tag: str) -> None:
        self._in_script = self._in_script and tag != "script"

    def handle_data(self, data: str) -> None:
        if self._in_script:
            attributes, text = self.scripts[-1]
            self.scripts[-1] = (attributes, text + data)

    def all(self, tag: str, attribute: str) -> list[str]:
        return [value for name, attrs in self.tags if name == tag and (value := attrs.get(attribute))]


RENDERERS = {"timeline": render_timeline, "status": render_status}


@pytest.fixture(scope="module", params=RENDERERS)
def page(request: pytest.FixtureRequest) -> str:
    return RENDERERS[request.param](dossier())


@pytest.mark.slow
def test_the_same_dossier_gives_the_same_bytes_in_another_process(tmp_path: Path) -> None:
    script = (
        "import sys; from hashlib import sha256; from report.dossiers import dossier\n"
        "from timeline.report.pages import render_status, render_timeline\n"
        "from timeline.report.status_markdown import status_markdown\n"
        "for render in (render_timeline, render_status, status_markdown):\n"
        "    print(sha256(render(dossier()).encode()).hexdigest())\n"
    )
    seen = {
        subprocess.run(
            [sys.executable, "-c", script],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(__file__).parents[1])},
            capture_output=True, text=True, check=True,
        ).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    here = [sha256(render(dossier()).encode()).hexdigest() for render in (*RENDERERS.values(), status_markdown)]
    assert seen == {"\n".join(here) + "\n"}


def test_each_page_states_its_day_its_instant_the_tool_and_the_ledger(page: str) -> None:
    for statement in ("30 September 2025", "2025-09-30 08:00:00 UTC", "timeline 0.", LEDGER):
        assert statement in page


def test_the_policy_allows_the_scripts_of_the_page_and_no_others(page: str) -> None:
    outline = Outline(page)
    [policy] = [attrs["content"] for _, attrs in outline.tags if attrs.get("http-equiv") == "Content-Security-Policy"]
    rules = dict(rule.strip().split(" ", 1) for rule in (policy or "").split(";"))
    packed = [gzip.decompress(b64decode(text)) for attrs, text in outline.scripts if attrs.get("id") == "plotly"]
    running = packed + [text.encode() for attrs, text in outline.scripts if not attrs.get("type")]
    hashes = [f"'sha256-{b64encode(sha256(text).digest()).decode()}'" for text in running]
    assert rules["script-src"].split() == (hashes or ["'none'"])
    assert rules["default-src"] == "'none'"
    assert not [attrs for _, attrs in outline.tags for name in attrs if name.startswith("on")]
    assert not outline.all("script", "src")


def test_no_text_of_an_article_becomes_an_element_or_a_dangerous_link(page: str) -> None:
    outline = Outline(page)
    assert not [tag for tag, _ in outline.tags if tag in ("img", "b", "iframe")]
    hrefs = outline.all("a", "href")
    assert hrefs and all(re.match(r"https?://|#|(timeline|status|briefing)\.html", href) for href in hrefs)
    assert "javascript:window.hacked=3" in page, "an address that is no link is still shown"


def test_data_for_the_script_cannot_end_its_element() -> None:
    hostile = {"</script><!--<script>": "a & b\u2028\u2029"}
    text = script_json(hostile)
    assert not set(text) & set("<>&\u2028\u2029")
    assert json.loads(text) == {key: visible(value) for key, value in hostile.items()}


def test_the_timeline_has_a_row_and_a_card_for_every_event() -> None:
    outline = Outline(render_timeline(dossier()))
    ids = {event.event_id for event in EVENTS}
    assert sorted(outline.all("tr", "data-id")) == sorted(outline.all("article", "data-card")) == sorted(ids)


def test_every_link_within_a_page_and_between_the_pages_has_its_target() -> None:
    pages = {"timeline.html": Outline(render_timeline(dossier())), "status.html": Outline(render_status(dossier()))}
    targets = {name: {attrs["id"] for _, attrs in page.tags if attrs.get("id")} for name, page in pages.items()}
    for name, page in pages.items():
        links = [href for href in page.all("a", "href") if not href.startswith("http")]
        for href in links:
            file, _, anchor = href.partition("#")
            assert not anchor or anchor in targets[file or name], href


def test_ids_are_unique(page: str) -> None:
    ids = [attrs["id"] for _, attrs in Outline(page).tags if attrs.get("id")]
    assert len(ids) == len(set(ids))


def test_every_event_cited_on_the_status_page_is_quoted_there() -> None:
    page = render_status(dossier())
    outline = Outline(page)
    cited = {href.removeprefix("#") for href in outline.all("a", "href") if href.startswith("#proof-")}
    assert cited == {id for id in outline.all("div", "id") if id.startswith("proof-")}
    assert "asked for an unlimited currency swap line</mark>" in page


def test_each_proof_leads_back_to_every_place_that_cites_it() -> None:
    outline = Outline(render_status(dossier()))
    citing = [attrs["id"] for _, attrs in outline.tags if (attrs.get("href") or "").startswith("#proof-")]
    back = [href.removeprefix("#") for href in outline.all("a", "href") if href.startswith("#cite-")]
    assert sorted(back) == sorted(citing) and len(citing) > 20


def test_an_event_has_the_same_sign_wherever_the_status_shows_it() -> None:
    signs: dict[str, set[str]] = {}
    for sign, event_id in re.findall(
        r'<svg class="glyph ([^"]*)".{0,160}?#event=([\w-]+)"', render_status(dossier()), re.S
    ):
        signs.setdefault(event_id, set()).add(sign)
    assert len(signs) > 5 and {event_id: len(found) for event_id, found in signs.items() if len(found) > 1} == {}
    assert any("single" in sign for found in signs.values() for sign in found)


def test_the_briefing_has_the_proofs_of_the_status_page_and_names_what_happened() -> None:
    briefing, status = Outline(render_briefing(dossier())), Outline(render_status(dossier()))
    links = [href for href in briefing.all("a", "href") if href.startswith("status.html#")]
    targets = {attrs["id"] for _, attrs in status.tags if attrs.get("id")}
    assert len([href for href in links if "#proof-" in href]) > 15
    assert {href.partition("#")[2] for href in links} <= targets
    text = render_briefing(dossier())
    [number] = set(re.findall(r'#event=korea-us-2025-0005"[^<]*<[^#]*status\.html#proof-(\d+)', text))
    assert f'id="proof-{number}"' in render_status(dossier())
    assert re.findall(r"<strong>(2\d September 2025)</strong>", text) == [
        "25 September 2025",
        *2 * ["24 September 2025"],
    ]
    for page in (status, Outline(render_timeline(dossier()))):
        assert "briefing.html" in page.all("a", "href")


def test_the_briefing_counts_the_stances_that_it_leaves_out() -> None:
    first = dossier()
    stance = next(one for one in first.state.positions if one.issue == "currency-swap")
    more = tuple(stance.model_copy(update={"party": party}) for party in ("JP", "MX", "CA"))
    state = first.state.model_copy(update={"positions": (*first.state.positions, *more)})
    talks = first.negotiation.model_copy(update={"parties": ("KR", "US", "JP", "MX", "CA")})
    page = render_briefing(dossier(state=state, negotiation=talks))
    assert re.findall(r'href="status.html#issue-([^"]*)">(\d more on the status page)', page) == [
        ("currency-swap", "3 more on the status page")
    ]


@pytest.mark.parametrize(
    ("outcome", "days", "told"),
    [
        ("pending", 31, "Coming, and deadlines"),
        ("unknown", -40, "Day passed, and what came of it is not on record"),
        ("extended", -250, None),
        ("met", -3, None),
    ],
)
def test_the_briefing_calls_coming_what_is_to_come(outcome: str, days: int, told: str | None) -> None:
    first = dossier().state
    due = first.deadlines[0].model_copy(update={"outcome": outcome, "days_left": days})
    page = render_briefing(dossier(state=first.model_copy(update={"deadlines": (due,), "coming": ()})))
    columns = page[page.index("Coming, and deadlines") : page.index("Figures on the table")]
    before, found, _after = columns.partition(f"#event={due.event_id}")
    assert bool(found) == (told is not None)
    assert told is None or re.findall(r"<h[23]>(.*?)</h", "<h2>" + before)[-1] == told


def test_the_headline_is_made_from_the_state() -> None:
    poster = dossier().event("korea-us-2025-0007").summary
    assert [(fact.topic, fact.text, [id[-2:] for id in fact.proof]) for fact in headline(dossier())] == [
        ("Since 23 September 2025", "1 status, 2 positions, 3 events and 1 correction.", []),
        ("Issues", "2 in all: 1 contested and 1 agreed in principle. 2 registered issues have not been raised.", []),
        ("Stalled", "1 of 2, no move for more than 30 days; longest: Automobile tariff (61 days).", ["01"]),
        ("Next deadline", "31 October 2025, 31 days left: Terms of the fund are to be done", ["10"]),
        ("Called deadlocked", "Automobile tariff, according to Dr. Park.", ["06"]),
        ("Latest", f"About 26 September 2025: {poster}", ["07"]),
        ("Next", "October 2025: Seoul would sign if the line is granted", ["09"]),
        ("Open asks", "1 ask open; the oldest (Currency swap line, by South Korea) is 6 days old.", ["04"]),
        ("Behind", "1 agreement has a step that is past due, and nothing says that it was kept.", ["01"]),
        ("Meetings", "South Korea and United States met twice on record; the last was 6 days ago.", ["03"]),
    ]


def test_the_issues_stand_in_a_table_first_those_that_want_attention_at_its_top() -> None:
    first = dossier()
    raised, contested = first.state.issues
    state = first.state.model_copy(update={"issues": (raised.model_copy(update={"stalled": False}), contested)})
    deadline = first.event("korea-us-2025-0010").model_copy(update={"issues": ("currency-swap",)})
    events = tuple(deadline if event.event_id == deadline.event_id else event for event in EVENTS)
    for found, order in (
        (first, ["auto-tariff", "currency-swap"]),
        (dossier(state=state, events=events), ["currency-swap", "auto-tariff"]),
    ):
        page = render_status(found)
        assert [href[7:] for href in Outline(page).all("a", "href") if href.startswith("#issue-")] == order
        assert re.findall(r'<div class="whole" id="issue-([^"]*)"', page) == order
    assert "Contested" in page and ">31 October 2025, 31 days left</td>" in page


def test_closed_asks_and_sources_are_folded_on_screen_and_told_in_print() -> None:
    play = dossier().state
    closed = play.model_copy(update={"asks": tuple(ask.model_copy(update={"open": False}) for ask in play.asks)})
    page = render_status(dossier(state=closed, since=None))
    folded = re.findall(r'<details class="folded"><summary>(.*?)</summary>', page)
    assert folded == ["1 closed ask", "Every article, with the events that rest on it"]
    assert "1 closed ask stands on the page and is not printed." in page
    [printed] = re.findall(r'<ol class="on-paper cited">(.*?)</ol>', page, re.S)
    assert printed.count("<li ") == 4


def test_copies_of_one_text_are_one_origin() -> None:
    page = render_status(dossier())
    assert "4 articles quoted in the record, of 3 origins" in page
    assert "(repeats Example Wire, 25 September 2025)" in page
    ids = list(dossier().articles)
    ring = {
        id: dossier().articles[id].model_copy(update={"copy_of": other})
        for id, other in zip(ids, ids[1:] + ids[:1], strict=True)
    }
    assert "of 1 origin:" in render_status(dossier(articles=ring)), "copies in a circle are one origin"


def _empty() -> object:
    nothing: tuple[()] = ()
    state = dossier().state.model_copy(
        update=dict.fromkeys(
            ("issues", "positions", "asks", "gaps", "deadlines", "meetings", "recent", "coming"), nothing
        )
    )
    return dossier(
        state=state, events=(), articles={}, commitments=(), disagreements=(), people=(), steps=(), gaps=(), since=None
    )


@pytest.mark.parametrize("render", [*RENDERERS.values(), status_markdown])
def test_an_empty_record_says_that_it_is_empty(render: object) -> None:
    page = render(_empty())
    assert "No issue has been raised" in page or "0 events" in page


def test_evidence_that_does_not_fit_its_article_is_marked_not_hidden() -> None:
    first = EVENTS[0]
    evidence = first.evidence[0].model_copy(update={"start": 0, "end": len(first.evidence[0].quote)})
    broken = first.model_copy(update={"evidence": (evidence,)})
    assert "the stored text has other words at this place" in render_timeline(dossier(events=(broken, *EVENTS[1:])))


def test_a_page_that_cannot_be_written_is_a_problem_with_its_address(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ProblemError, match=r"file/status\.html: cannot be written"):
        write_status(dossier(), tmp_path / "file" / "status.html")


def test_markdown_escapes_what_articles_say() -> None:
    text = status_markdown(dossier())
    assert r"\<script\>window.hacked = 1\</script\>" in text
    assert not re.search(r"(?<!\\)<(?!https://)", text)
    assert "](javascript" not in text


@pytest.mark.parametrize("width", [40, 80, 120])
def test_the_terminal_page_keeps_to_its_width_and_carries_no_control_codes_of_articles(width: int) -> None:
    from io import StringIO

    from rich.console import Console

    hostile = EVENTS[0].model_copy(update={"summary": "bell \x07 clear \x1b[2J [bold]plain[/bold]"})
    state = dossier().state.model_copy(update={"recent": (hostile.event_id,)})
    out = StringIO()
    Console(file=out, width=width, no_color=True).print(
        status_terminal(dossier(events=(hostile, *EVENTS[1:]), state=state), width)
    )
    text = out.getvalue()
    assert max(map(len, text.splitlines())) <= width
    assert "\x1b" not in text and "\x07" not in text
    assert "[bold]plain" in " ".join(text.split())


@pytest.mark.parametrize("width", [30, 40, 59])
def test_a_narrow_terminal_breaks_no_word(width: int) -> None:
    from io import StringIO

    from rich.console import Console

    out = StringIO()
    Console(file=out, width=width, no_color=True).print(status_terminal(dossier(), width))
    lines = out.getvalue().split()
    whole = StringIO()
    Console(file=whole, width=400, no_color=True).print(status_terminal(dossier(), 400))
    words = {word.strip(".,;()") for word in whole.getvalue().split()}
    broken = {word.strip(".,;()") for word in lines} - words
    assert {word for word in broken if not word.endswith("…")} == set()  # but for what is longer than a column


def test_every_form_of_a_report_counts_the_events_that_nothing_had_told_of_by_its_day() -> None:
    from io import StringIO

    from rich.console import Console

    found, out = dossier(untold=3), StringIO()
    Console(file=out, width=100).print(status_terminal(found, 100))
    forms = (
        out.getvalue(),
        status_markdown(found),
        render_briefing(found),
        render_status(found),
        render_timeline(found),
    )
    assert all("3 later events left out" in " ".join(form.split()) for form in forms)
    assert "left out" not in status_markdown(dossier())


def test_markdown_tells_what_was_learned_late_as_the_page_does() -> None:
    told = "1 earlier event was first recorded since then."
    assert told in render_status(dossier()) and told in status_markdown(dossier())


def test_the_terminal_counts_what_it_leaves_out() -> None:
    from io import StringIO

    from rich.console import Console

    state = dossier().state
    many = state.model_copy(update={"asks": state.asks * 15})
    out = StringIO()
    Console(file=out, width=100).print(status_terminal(dossier(state=many), 100))
    assert out.getvalue().count("Seoul asks for an unlimited swap line (") == 12
    assert "and 3 more" in out.getvalue()


@pytest.mark.parametrize(
    ("code", "foreign"),
    [
        (
            "import timeline.report.pages, timeline.report.status_markdown, timeline.report.status_terminal",
            "plotly polars jinja2 rich",
        ),
        ("from timeline.report.pages import render_status; render_status(dossier())", "plotly polars rich"),
        ("from timeline.report.pages import render_timeline; render_timeline(dossier())", "polars rich"),
    ],
)
@pytest.mark.fast_cases(1)
def test_nobody_waits_for_an_import_that_is_not_needed(code: str, foreign: str) -> None:
    script = (
        f"import sys; from report.dossiers import dossier; {code}; print(set('{foreign}'.split()) & set(sys.modules))"
    )
    run = subprocess.run(
        [sys.executable, "-c", script],
        env={"PYTHONPATH": str(Path(__file__).parents[1])}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert run.stdout == "set()\n"
