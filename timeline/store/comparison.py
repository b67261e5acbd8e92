"""The same facts of several negotiations in one table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars

_COMPARED = {"value": "", "value_low": "_low", "value_high": "_high", "bound": "_bound"}
"""What is told of each fact, and what ends the name of the column that has it of one negotiation."""


def side_by_side(facts: polars.DataFrame, negotiations: Sequence[str]) -> polars.DataFrame:
    """One row a fact, in one column a negotiation its figure; null where it has none, or more than one.

    ``ID_low`` and ``ID_high`` are the least and the most where there are several, or the dates allow several;
    ``ID_bound`` is about, at_least or at_most where a figure is not exact. ``party`` is set only where one of them has
    the same fact of more than one party; ``other_units`` names units of the same fact in rows that cannot be compared.
    """
    import polars

    keys = ["fact", "unit", "per", "party"]
    several = polars.len().over("negotiation_id", "fact", "unit", "per").max().over("fact", "unit", "per") > 1
    facts = facts.with_columns(polars.when(several).then(polars.col("party")).alias("party"))
    table = facts.select(keys).unique(maintain_order=True)
    for negotiation in negotiations:
        own = facts.filter(polars.col("negotiation_id") == negotiation).select(
            *keys, *(polars.col(name).alias(negotiation + ending) for name, ending in _COMPARED.items())
        )
        table = table.join(own, on=keys, how="left", nulls_equal=True, maintain_order="left")
    unit = polars.concat_str("unit", "per", separator=" per ", ignore_nulls=True)
    table = table.with_columns(
        unit.alias("measured"), unit.unique(maintain_order=True).implode().over("fact").alias("all")
    )
    others = polars.col("all").list.set_difference(polars.concat_list("measured"))
    return table.select(
        *keys,
        *negotiations,
        *(negotiation + ending for negotiation in negotiations for ending in _COMPARED.values() if ending),
        others.alias("other_units"),
    )
