"""Columns worked out one from another: each value is written once, however often it is read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from youju.population.columns.condition import STRICT, conjunction, known, negation
from youju.population.columns.term import TRUE, UNKNOWN_NUMBER, Node, Term, below, column, content, name_of, times
from youju.structs import Struct, field

Result: TypeAlias = tuple[str, Term]
"""A value and the name it is given back by."""


class Level(Struct):
    """Columns that are worked out together: those of earlier levels that are still read, and new ones."""

    kept: tuple[str, ...]
    new: tuple[tuple[str, Node], ...]


class Sheet(Struct):
    """The columns that a query has defined so far, by the value they hold."""

    _names: dict[str, Node] = field(default_factory=dict[str, Node])
    _values: dict[str, Node] = field(default_factory=dict[str, Node])

    def column(self, value: Term) -> Term:
        """The same value as a column of its own; constants and plain columns stay as they are."""
        return value if isinstance(value, int) else self.truth(value)

    def truth(self, value: Node) -> Node:
        """The same node as a column of its own; a multiple of a column stays one, so that its factor may cancel."""
        if value.constant or value.op == "column":
            return value
        factor, rest = content(value)
        if factor != 1:
            multiple = times(factor, self.column(rest))
            assert isinstance(multiple, Node)
            return multiple
        if value.op == "below":
            inner = below(self.column(value.parts[0]))
            assert isinstance(inner, Node)
            return inner
        if value.text not in self._names:
            # A blank before the number: no fact is named so.
            name = f" {len(self._names)}"
            self._names[value.text] = column(name, value.kind, value.bounds, value.nullable, value.depth + 1)
            self._values[name] = value
        return self._names[value.text]

    def known(self, value: Term) -> Node:
        """Where it has a value, told by the columns of the table wherever these alone decide."""
        if not isinstance(value, Node) or not value.nullable:
            return TRUE
        behind = self._behind(value)
        if behind.op == "case" and (where := self._choice(behind)) is not None:
            return where
        if behind.op in STRICT or behind.op in ("and", "or"):
            wheres = {where.text: where for where in map(self.known, behind.parts)}
            if len(wheres) == 1 or behind.op in STRICT:
                return conjunction([wheres[text] for text in sorted(wheres)])
        return known(value)

    def deny(self, one: Node, other: Node) -> bool:
        """Whether each of two conditions is true exactly where the other is false."""
        return negation(self._behind(one)) == self._behind(other)

    def _behind(self, value: Node) -> Node:
        """How a column is worked out; other values as they are."""
        return self._values.get(name_of(value), value) if value.op == "column" else value

    def _choice(self, case: Node) -> Node | None:
        """Where a choice has a value, if all that it reads is known together and it then always chooses."""
        *options, otherwise = case.parts
        last = options[-2]
        if otherwise != UNKNOWN_NUMBER or not isinstance(last, Node) or last.op != "known":
            return None
        where = self.known(last.parts[0])
        tested = all(self.known(when) == where for when in options[:-2:2])
        return where if tested and all(self.known(term) in (where, TRUE) for term in options[1::2]) else None

    def levels(self, results: Sequence[Result]) -> tuple[frozenset[str], tuple[Level, ...]]:
        """The columns of the table that the results read, and what is worked out from them, level after level.

        A level holds only the columns that a later one reads.
        """
        nodes = [value for _, value in results if isinstance(value, Node)]
        wanted = frozenset[str]().union(*(value.reads for value in nodes))
        levels: list[Level] = []
        for depth in range(max((value.depth for value in nodes), default=0), 0, -1):
            here = {name: value for name, value in self._values.items() if name in wanted and value.depth + 1 == depth}
            kept = wanted - here.keys()
            levels.append(Level(tuple(sorted(kept)), tuple(here.items())))
            wanted = kept.union(*(value.reads for value in here.values()))
        return wanted, tuple(reversed(levels))
