"""The record in DuckDB: an append-only ledger, views a person can query, export and rebuild."""
