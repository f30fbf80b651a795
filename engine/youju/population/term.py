"""Pieces of SQL: whole numbers that are known now or are columns, and conditions; what is constant is worked out here.

NULL stands for what nobody knows. Nothing here divides but `quotient` and `rest`, both on whole numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

MOST: Final = 2**127 - 1
"""The greatest whole number of 128 bits. A greater constant would silently become another type."""


@dataclass(frozen=True, slots=True)
class Sql:
    """An expression of SQL, the columns that it reads, and how deep these are defined: 0 are those of the table."""

    text: str
    depth: int = 0
    reads: frozenset[str] = frozenset()


Term: TypeAlias = int | Sql
"""A whole number: a constant, or a HUGEINT expression."""

UNKNOWN_NUMBER: Final = Sql("NULL::HUGEINT")
TRUE: Final = Sql("TRUE")
FALSE: Final = Sql("FALSE")


class TooLarge(Exception):
    """A constant that 128 bits do not hold."""


def quoted(name: str) -> str:
    """A name of a column."""
    return '"' + name.replace('"', '""') + '"'


def plain(name: str, depth: int = 0) -> Sql:
    """A column by its name."""
    return Sql(quoted(name), depth, frozenset((quoted(name),)))


def text_of(value: str) -> str:
    """A text as a constant."""
    return "'" + value.replace("'", "''") + "'"


def put(pattern: str, *parts: Term) -> Sql:
    """An expression around others, each `{}` one of them. Raises TooLarge."""
    read = [part for part in parts if isinstance(part, Sql)]
    depth = max((part.depth for part in read), default=0)
    return Sql(pattern.format(*map(_shown, parts)), depth, frozenset[str]().union(*(part.reads for part in read)))


def _shown(term: Term) -> str:
    if isinstance(term, Sql):
        return term.text
    if abs(term) > MOST:
        raise TooLarge
    return f"({term}::HUGEINT)" if term >= 0 else f"(-({-term}::HUGEINT))"


def plus(left: Term, right: Term) -> Term:
    """`left + right`."""
    if isinstance(left, int) and isinstance(right, int):
        return left + right
    if left == 0 or right == 0:
        return right if left == 0 else left
    return put("({} + {})", left, right)


def times(left: Term, right: Term) -> Term:
    """`left * right`; a factor 0 keeps what is unknown unknown."""
    if isinstance(left, int) and isinstance(right, int):
        return left * right
    if left == 1 or right == 1:
        return right if left == 1 else left
    return put("({} * {})", left, right)


def minus(value: Term) -> Term:
    """`-value`."""
    return -value if isinstance(value, int) else put("(-{})", value)


def magnitude(value: Term) -> Term:
    """`abs(value)`."""
    return abs(value) if isinstance(value, int) else put("abs({})", value)


def floored(value: Term, by: Term) -> Term:
    """The whole number at or below `value / by`, where `by` is above 0: DuckDB's own division cuts towards 0."""
    if by == 1:
        return value
    if isinstance(value, int) and isinstance(by, int):
        return value // by
    return put("({0} // {1} - CASE WHEN {0} % {1} < 0 THEN 1 ELSE 0 END)", value, by)


def compared(op: str, left: Term, right: Term) -> Sql:
    """`left op right`, with the operators of the language."""
    return put("({} " + ("<>" if op == "!=" else op) + " {})", left, right)


def conjunction(parts: Sequence[Sql]) -> Sql:
    """All of the parts: SQL's own logic is Kleene's."""
    return put("(" + " AND ".join("{}" for _ in parts) + ")", *parts) if parts else TRUE


def disjunction(parts: Sequence[Sql]) -> Sql:
    """One of the parts."""
    return put("(" + " OR ".join("{}" for _ in parts) + ")", *parts) if parts else FALSE


def negation(part: Sql) -> Sql:
    """Not the part."""
    return put("(NOT {})", part)


def chosen(options: Sequence[tuple[Sql, Term]], otherwise: Term = UNKNOWN_NUMBER) -> Term:
    """The first term whose condition holds; a condition that is unknown does not."""
    if all(isinstance(term, int) and term == otherwise for _, term in options):
        return otherwise
    cases = " ".join("WHEN {} THEN {}" for _ in options)
    return put(f"(CASE {cases} ELSE {{}} END)", *(part for option in options for part in option), otherwise)
