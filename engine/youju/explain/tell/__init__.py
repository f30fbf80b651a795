"""Explanations in words: sentences of the tables in `ledger/sentences`, filled with values."""
