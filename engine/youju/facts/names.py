"""Which names a fact may have: such as an expression reads as a name, and as no other thing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from youju.facts.spec import DictionaryFile
from youju.feel import FeelError, Name, parse, vocabulary
from youju.source import Decoded, Diagnostic

TAKEN: Final = frozenset({"weight"})
"""What every card calls something else by: its effective weight."""


def name_problems(decoded: Decoded[DictionaryFile]) -> Iterator[Diagnostic]:
    """The facts of a file whose names no expression can read, or reads as something else."""
    for name in decoded.model.facts:
        if not _can_be_read(name):
            zh = f"`{name}` 不能作事实的名称：表达式会把它读成别的，或读不出来"
            en = f"`{name}` cannot name a fact: an expression reads it as something else, or not at all"
            yield Diagnostic(decoded.key("facts", name), "dictionary-name", zh, en)


def _can_be_read(name: str) -> bool:
    if name in TAKEN or not name.isprintable() or not any(sign.isalpha() for sign in name):
        return False
    try:
        return parse(name, vocabulary(frozenset({name}))) == Name(name)
    except FeelError:
        return False
