"""Every block that the README shows runs: the shell blocks in order in a fresh folder, the Python ones after them."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from timeline import open_store

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


PAGES = {
    "docs/archives.md": ("data/timeline.duckdb",),
    "README.md": ("reports/timeline.html", "reports/status.html", "figure.html", "ledger/events.jsonl", "again.duckdb"),
    "docs/exchange.md": ("public/talks.ics", "public/changes.atom", "tables/datapackage.json", "public/talks.duckdb"),
    "docs/own-negotiation.md": ("reports/timeline.html", "reports/status.html", "ledger/events.jsonl"),
}
"""Each page whose blocks run, with files that are there in the end."""


def blocks(language: str, page: str = README) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", page, re.M | re.S)


@pytest.mark.slow
@pytest.mark.parametrize("name", PAGES)
def test_the_page_runs_as_printed(tmp_path: Path, name: str) -> None:
    shutil.copytree(ROOT / "data" / "demo", tmp_path / "data" / "demo")
    page = (ROOT / name).read_text(encoding="utf-8")
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {"PATH": path, "HOME": str(tmp_path), "TIMELINE_AUTHOR": "reader", "LANG": "C.UTF-8"}
    for block in blocks("bash", page):
        done = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", block], cwd=tmp_path, env=environment, capture_output=True, text=True
        )
        assert done.returncode == 0, f"{block}\n{done.stdout}\n{done.stderr}"
        assert "Traceback" not in done.stderr
    for block in blocks("python", page):
        done = subprocess.run(
            [sys.executable, "-c", block], cwd=tmp_path, env=environment, capture_output=True, text=True
        )
        assert done.returncode == 0, f"{block}\n{done.stderr}"
    for made in PAGES[name]:
        assert (tmp_path / made).stat().st_size > 500, made
    if name == "README.md":
        with open_store(tmp_path / "data" / "timeline.duckdb").reading() as reader:
            corrected = reader.frame(
                "SELECT e.* FROM events e JOIN log l ON l.id = e.event_id WHERE l.action = 'amend'"
            )
        told = corrected.select("summary", "duration_minutes").row(0)
        assert "Bessent" in told[0] and told[1] == 30, "what the page corrects is the meeting that it means"


def test_the_two_commands_are_what_was_promised() -> None:
    first, second = (block.strip() for block in blocks("sh"))
    assert first == "python3 -m venv .venv && .venv/bin/pip install -e . -c constraints.txt && .venv/bin/timeline demo"
    assert second == (
        "python3 -m venv .venv && .venv/bin/pip install -e '.[test]' -c constraints.txt && .venv/bin/pytest"
    )


def test_what_the_package_has_is_completed_before_it_is_imported() -> None:
    said = subprocess.run(
        [sys.executable, "-c", "import sys, timeline; print(*dir(timeline)); assert 'duckdb' not in sys.modules"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert {"open_store", "figure", "Store"} <= set(said.stdout.split())


def test_every_command_is_in_the_readme() -> None:
    from timeline.cli.main import COMMANDS

    table = README.partition("## The commands")[2].partition("##")[0]
    for command in COMMANDS:
        assert f"`{command}`" in table, command


def test_every_dependency_has_its_reason() -> None:
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    reasons = README.partition("## Dependencies")[2].partition("## ")[0]
    for requirement in [*project["dependencies"], *project["optional-dependencies"]["test"]]:
        name = re.split(r"[<>=\[]", requirement)[0]
        assert name in reasons, name


def test_constraints_pin_exact_versions_and_name_no_index() -> None:
    for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines():
        assert re.fullmatch(r"[A-Za-z0-9_.-]+==[A-Za-z0-9_.!+-]+", line), line


@pytest.mark.parametrize("path", ["LICENSE", "CHANGELOG.md", "timeline/py.typed", ".gitignore", ".ci/run"])
def test_what_a_repository_needs_is_there(path: str) -> None:
    assert (ROOT / path).exists()
