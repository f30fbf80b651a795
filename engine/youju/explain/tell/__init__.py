"""Explanations in words, as sentences of the tables in `ledger/sentences`."""
