"""Vocabulary as data: countries and capitals, offices, instruments, verbs. Read and extend the TOML files."""
