"""Figures in running text, found and told apart: value, unit, limits, what they are to one another, and terms."""

from timeline.extract.amounts.amount import Amount
from timeline.extract.amounts.find import find_amounts
from timeline.extract.amounts.names import name_terms
from timeline.extract.amounts.roles import role_of

__all__ = ["Amount", "find_amounts", "name_terms", "role_of"]
