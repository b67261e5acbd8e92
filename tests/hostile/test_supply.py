"""What comes from elsewhere: every installed distribution is pinned, and under a licence that we may pass on."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import Distribution, distributions
from pathlib import Path

ROOT = Path(__file__).parents[2]
OURS = {"timeline", "pip", "setuptools", "wheel"}
"""The project itself, and what every virtual environment begins with."""


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def pinned() -> dict[str, str]:
    lines = (ROOT / "constraints.txt").read_text().split()
    assert all(re.fullmatch(r"[\w.-]+==[\w.+!-]+", line) for line in lines)
    return {normal(line.partition("==")[0]): line.partition("==")[2] for line in lines}


def installed() -> dict[str, Distribution]:
    found = {normal(each.metadata["Name"]): each for each in distributions()}
    return {name: each for name, each in found.items() if name not in OURS}


def test_every_installed_distribution_is_pinned_to_its_version() -> None:
    pins = pinned()
    loose = {name: each.version for name, each in installed().items() if pins.get(name) != each.version}
    assert not loose, f"write into constraints.txt: {[f'{name}=={version}' for name, version in loose.items()]}"


def test_each_pin_is_there_once() -> None:
    names = [normal(line.partition("==")[0]) for line in (ROOT / "constraints.txt").read_text().split()]
    assert sorted(names) == sorted(set(names))


def choices(each: Distribution) -> list[set[str]]:
    """The licences that a distribution states, of which one set is to be chosen.

    By its SPDX expression, else its classifiers (several are taken as a choice), else its own words.
    """
    said = each.metadata.get_all("License-Expression") or []
    lines = [line for line in each.metadata.get_all("Classifier") or [] if line.startswith("License ::")]
    said = said or [line.rpartition(" :: ")[2] for line in lines if not line.endswith("OSI Approved")]
    said = said or [line.strip().splitlines()[0] for line in each.metadata.get_all("License") or [] if line.strip()]
    return [set(one.split(" AND ")) for words in said for one in words.split(" OR ")]


def test_every_dependency_has_a_licence_of_the_list() -> None:
    rules = tomllib.loads((ROOT / "tests/hostile/licences.toml").read_text())
    wrong = {}
    for name, each in sorted(installed().items()):
        said = [{rules["stated"][name]}] if name in rules["stated"] else choices(each)
        said = [{rules["means"].get(word, word) for word in one} for one in said]
        shown = " or ".join(" and ".join(sorted(one)) for one in said)
        print(f"{name} {each.version}: {shown}")
        if not any(one <= set(rules["allowed"]) for one in said):
            wrong[name] = shown
    assert not wrong
