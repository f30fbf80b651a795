"""What a ledger says, whatever file it was read from: the digest that compares the formats of one report."""

from __future__ import annotations

from typing import Any

from youju.report import words_of
from youju.source import digest

_OF_THE_FILE = ("document", "document_digest")


def content(ledger: dict[str, Any]) -> str:
    """SHA-256 of a saved ledger without the file's name and digest and without places; quotes in one spelling.

    The same report as text, Word or PDF has the same: lines and pages break elsewhere, and nothing else differs.
    """
    kept = {key: value for key, value in ledger.items() if key not in _OF_THE_FILE}
    return digest({**kept, "facts": [_without_places(fact) for fact in ledger["facts"]]})


def _without_places(fact: dict[str, Any]) -> dict[str, Any]:
    said = {kind: [[value, words_of(text)] for value, text, *_ in fact[kind]] for kind in ("statements", "overruled")}
    return {**fact, **said}
