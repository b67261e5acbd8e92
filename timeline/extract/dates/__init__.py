"""Dates in running text, found and resolved to EDTF."""

from timeline.extract.dates.find import DateMention, find_dates

__all__ = ["DateMention", "find_dates"]
