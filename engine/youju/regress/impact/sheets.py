"""Sheets of handed-in facts, each the whole of a department: rulings on facts for either rubric's dictionary."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path

from youju.author.handed.lines import Came, Line, Trouble
from youju.author.handed.take import take
from youju.facts import Dictionary, FactRuling
from youju.regress.impact.corpus import Department, Sides, Unread, reason_of, silent
from youju.report import Document

Pair = tuple[Mapping[str, FactRuling], Mapping[str, FactRuling]]


def sheet_department(
    name: str, file: str, data: bytes, came: Came, found: Sequence[Trouble], sides: Sides
) -> Department | Unread:
    """A sheet's department. As everywhere, of a sheet with a mistake nothing is taken."""
    (old, new), troubles = taken(came.lines, sides)
    if wrong := (*found, *troubles):
        return Unread(file, tuple(reason_of(one) for one in wrong))
    document = document_of(file, data)
    before, after = silent(sides[0], document, old, {}), silent(sides[1], document, new, {})
    return Department(name, file, "sheet", before, after)


def document_of(file: str, data: bytes) -> Document:
    """What stands in a ledger for the report that is not there: the file that the facts came in."""
    return Document(Path(file).name, sha256(data).hexdigest(), "facts", 0, "")


def taken(lines: Sequence[Line], sides: Sides) -> tuple[Pair, tuple[Trouble, ...]]:
    """The rulings for the old and for the new rubric, and every mistake once.

    A fact that only one of the dictionaries has is left out for the other rubric; one that neither has is a mistake.
    """
    old, new = (rubric.dictionary for rubric in sides)
    before, wrong = take(_known(lines, old, new), old)
    if old.facts == new.facts:
        return (before, before), wrong
    after, also = take(_known(lines, new, old), new)
    return (before, after), tuple(dict.fromkeys((*wrong, *also)))


def _known(lines: Sequence[Line], own: Dictionary, other: Dictionary) -> list[Line]:
    names = other.facts.keys() - own.facts.keys()
    return [line for line in lines if line["fact"].text.strip() not in names]
