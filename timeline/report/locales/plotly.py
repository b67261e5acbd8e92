"""Names of months and days for the axis of the chart, in the form that plotly.js takes them."""

from __future__ import annotations

from typing import Any

from timeline.report.locales import SOURCE, locale


def plotly_locale() -> dict[str, Any] | None:
    """A locale module for ``Plotly.register``; None for English, which plotly.js brings along."""
    code = locale()
    if code == SOURCE:
        return None
    from babel import Locale

    found = Locale.parse(code)
    months, days = found.months["format"], found.days["format"]
    order = [6, 0, 1, 2, 3, 4, 5]  # plotly counts from Sunday
    return {
        "moduleType": "locale",
        "name": code,
        "dictionary": {},
        "format": {
            "days": [days["wide"][day] for day in order],
            "shortDays": [days["abbreviated"][day] for day in order],
            "months": [months["wide"][month] for month in range(1, 13)],
            "shortMonths": [months["abbreviated"][month] for month in range(1, 13)],
            "date": "%Y-%m-%d",
        },
    }
