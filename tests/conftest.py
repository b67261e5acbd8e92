"""What all tests share: which run in the fast suite, which in the long one, and which only as far as time reaches."""

from __future__ import annotations

from collections import Counter

import pytest

_ENDURANCE = ("tests/faults/", "tests/fuzz/", "tests/hostile/", "tests/bulk/")


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
