"""Sifting: which readings are events of the talks, and why others are none."""
