"""The source of the program: no name is bound twice in a module, and no private one for nothing."""

from __future__ import annotations

import ast
import re
from collections import Counter
from pathlib import Path

import pytest

PROGRAM = Path(__file__).parents[1] / "timeline"


def bound(tree: ast.Module) -> list[str]:
    """The names that a module binds at its top, by assignment or as functions and classes."""
    names = []
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            names.append(node.name)
        targets = (
            node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
        )
        names += [target.id for target in targets if isinstance(target, ast.Name)]
    return names


def amiss(source: str) -> list[str]:
    """What is bound twice, so that the second takes the place of the first; what is private and never used."""
    counts = Counter(bound(ast.parse(source)))
    twice = [f"{name} twice" for name, count in counts.items() if count > 1]
    private = [name for name in counts if name.startswith("_") and not name.startswith("__") and name != "_"]
    return twice + [f"{name} unused" for name in private if len(re.findall(rf"\b{re.escape(name)}\b", source)) == 1]


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("_A = 1\nB = _A", []),
        ("_A = 1\n_A = 2\nB = _A", ["_A twice"]),
        ("_A: int = 1", ["_A unused"]),
        ("def f(): ...\nf = 1", ["f twice"]),
    ],
)
def test_what_is_bound_twice_or_for_nothing_is_told(source: str, told: list[str]) -> None:
    assert amiss(source) == told


def test_no_module_binds_a_name_twice_or_a_private_one_for_nothing() -> None:
    found = {str(path.relative_to(PROGRAM)): amiss(path.read_text(encoding="utf-8")) for path in PROGRAM.rglob("*.py")}
    assert {path: names for path, names in found.items() if names} == {}
