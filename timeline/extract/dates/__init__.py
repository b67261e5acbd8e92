"""Dates in running text, found and resolved to EDTF."""

from timeline.extract.dates.find import MISSED, DateMention, find_dates
from timeline.extract.dates.form import LIMITS
from timeline.extract.dates.words import HOUR, Role

__all__ = ["HOUR", "LIMITS", "MISSED", "DateMention", "Role", "find_dates"]
