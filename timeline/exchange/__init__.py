"""The record in the formats of other programs: tables, calendars, feeds, graphs, codes, annotations, citations.

Everything here is handed values or polars frames and hands back text; nothing opens a store. What a format cannot
carry is left out and said, with a count.
"""
