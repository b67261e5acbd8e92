"""What all tests share: which run in the fast suite, which in the long one, and stores that cost little to begin with."""

from __future__ import annotations

import gc
import os
import shutil
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests.warm import Warm
from timeline.store import connection
from timeline.store.store import Store, rebuild

# Where the environment forbids it, every process of a test would compile the whole program, and every run all tests.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

# How long an example takes is no law of what it shows: on a busy machine any of them takes long. Costs have their own tests.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")

_ENDURANCE = ("tests/faults/", "tests/fuzz/", "tests/hostile/", "tests/bulk/")
DATA = Path(__file__).parents[1] / "data"

COLD = (
    "tests/bulk/",
    "tests/faults/",
    "tests/store/test_ledger.py",
    "tests/store/test_migration.py",
    "tests/store/test_schema.py",
    "tests/store/test_sql.py",
    "tests/store/test_together.py",
)
"""Where stores are opened as the program opens them, because that is what these tests are about."""


@pytest.fixture(scope="session", autouse=True)
def blank_stores(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A new store begins as a copy of one whose schema was made once: making it costs more than most tests.

    The first of each worker is made as ever, and so are those of the commands that tests start as processes.
    """
    make = connection._make
    blank = tmp_path_factory.mktemp("blank") / "blank.duckdb"

    def copied(path: Path) -> bool:
        if not blank.exists():
            make(blank)
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists():
            return False
        shutil.copyfile(blank, path)
        return True

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(connection, "_make", copied)
        yield


@pytest.fixture(scope="session", autouse=True)
def warm() -> Iterator[Warm]:
    """DuckDBs that run already, see ``tests/warm.py``."""
    stores = Warm(connection._connect)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(connection, "_connect", stores)
        yield stores


@pytest.fixture(autouse=True)
def cold(request: pytest.FixtureRequest, warm: Warm) -> None:
    """Leaves them out where a test is about how a store is opened."""
    warm.off = request.node.nodeid.startswith(COLD)


@pytest.fixture(scope="session")
def shipped_store(tmp_path_factory: pytest.TempPathFactory, warm: Warm) -> Iterator[Store]:
    """The store of the shipped record, built once for all tests that only read it.

    It is held open to read, so that DuckDB need not load it anew whenever a test opens it.
    """
    store = rebuild(DATA, tmp_path_factory.mktemp("shipped") / "shipped.duckdb")
    with warm.resting():
        held = store.reading()
        held.__enter__()
    yield store
    held.__exit__(None, None, None)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark as slow what ``fast_cases(n)`` leaves over: all cases of the test but the first ``n``.

    Slow tests of faults, of hostile input and of random input are marked as endurance besides: they kill, flood and try
    again and again, and take minutes each.
    """
    seen: Counter[str] = Counter()
    for item in items:
        mark = item.get_closest_marker("fast_cases")
        if mark is not None:
            table = item.nodeid.partition("[")[0]
            seen[table] += 1
            if seen[table] > mark.args[0]:
                item.add_marker(pytest.mark.slow)
        if item.nodeid.startswith(_ENDURANCE) and item.get_closest_marker("slow") is not None:
            item.add_marker(pytest.mark.endurance)


def pytest_collection_finish() -> None:
    """Look for garbage less often, and not among what was imported and collected, which stays to the end anyway."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)
