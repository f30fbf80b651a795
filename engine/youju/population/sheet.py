"""Columns worked out one from another: each value is written once, however often it is read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from youju.population.term import Sql, Term, quoted


@dataclass(frozen=True, slots=True)
class Sheet:
    """The columns that a query has defined so far, by the expression they hold.

    A query is one SELECT around another, a level for each depth: so that DuckDB works each column out once.
    """

    _defined: dict[str, tuple[str, int]] = field(default_factory=dict[str, tuple[str, int]])

    def column(self, value: Term) -> Term:
        """The same value as a column of its own; constants and plain columns stay as they are."""
        if isinstance(value, int) or value.text.startswith('"') or value.text.startswith("NULL"):
            return value
        return self.truth(value)

    def truth(self, value: Sql) -> Sql:
        """The same condition as a column of its own."""
        if value.text in ("TRUE", "FALSE", "NULL::BOOLEAN") or value.text.startswith('"'):
            return value
        name, depth = self._defined.setdefault(value.text, (quoted(f" {len(self._defined)}"), value.depth + 1))
        return Sql(name, depth)

    def select(self, source: str, inputs: Mapping[str, str], results: Sequence[tuple[str, Sql]]) -> str:
        """The query over a table `source`: `inputs` are its columns with their types, `results` named values.

        Every row is kept, in no promised order, with the results beside nothing else of it but `inputs` named in them.
        """
        cast = ", ".join(f"{quoted(name)}::{kind} AS {quoted(name)}" for name, kind in inputs.items())
        query = f"SELECT {cast} FROM {source}"
        for depth in range(1, self._depth(results) + 1):
            added = ", ".join(f"{text} AS {name}" for text, (name, at) in self._defined.items() if at == depth)
            query = f"SELECT *, {added}\nFROM ({query})"
        return f"SELECT {', '.join(f'{value.text} AS {quoted(name)}' for name, value in results)}\nFROM ({query})"

    def _depth(self, results: Sequence[tuple[str, Sql]]) -> int:
        return max((value.depth for _, value in results), default=0)
