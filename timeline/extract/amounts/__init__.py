"""Figures in running text, found and told apart: value, unit, limits, and what they are to one another."""

from timeline.extract.amounts.amount import Amount
from timeline.extract.amounts.find import find_amounts

__all__ = ["Amount", "find_amounts"]
