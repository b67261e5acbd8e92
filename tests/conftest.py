"""What all tests share: which cases of a long table run in the fast suite."""

from __future__ import annotations

from collections import Counter

import pytest


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark as slow what ``fast_cases(n)`` leaves over: all cases of the test but the first ``n``."""
    seen: Counter[str] = Counter()
    for item in items:
        mark = item.get_closest_marker("fast_cases")
        if mark is None:
            continue
        table = item.nodeid.partition("[")[0]
        seen[table] += 1
        if seen[table] > mark.args[0]:
            item.add_marker(pytest.mark.slow)
