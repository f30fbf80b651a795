"""Columns worked out one from another: each value is written once, however often it is read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from youju.population.term import Sql, Term, plain, quoted


@dataclass(frozen=True, slots=True)
class Sheet:
    """The columns that a query has defined so far, by the expression they hold.

    A query is one SELECT around another, a level for each depth, so that DuckDB works each column out once.
    """

    _names: dict[str, Sql] = field(default_factory=dict[str, Sql])
    _values: dict[str, Sql] = field(default_factory=dict[str, Sql])

    def column(self, value: Term) -> Term:
        """The same value as a column of its own; constants and plain columns stay as they are."""
        return value if isinstance(value, int) else self.truth(value)

    def truth(self, value: Sql) -> Sql:
        """The same condition as a column of its own."""
        if not value.reads or value.text in value.reads:
            return value
        if value.text not in self._names:
            # A blank before the number: no fact is named so.
            name = plain(f" {len(self._names)}", value.depth + 1)
            self._names[value.text], self._values[name.text] = name, value
        return self._names[value.text]

    def select(self, source: str, inputs: Mapping[str, str], results: Sequence[tuple[str, Sql]]) -> str:
        """The query over a table `source`: `inputs` are its columns with their types, `results` named values.

        Each level keeps only the columns that a later one reads.
        """
        wanted = frozenset[str]().union(*(value.reads for _, value in results))
        levels: list[str] = []
        for depth in range(max((value.depth for _, value in results), default=0), 0, -1):
            here = {name: value for name, value in self._values.items() if name in wanted and value.depth + 1 == depth}
            kept = sorted(wanted - here.keys())
            levels.append(", ".join([*kept, *(f"{value.text} AS {name}" for name, value in here.items())]))
            wanted = frozenset(kept).union(*(value.reads for value in here.values()))
        cast = [f"{quoted(name)}::{kind} AS {quoted(name)}" for name, kind in inputs.items() if quoted(name) in wanted]
        query = f"SELECT {', '.join(cast) or '1'} FROM {source}"
        for level in reversed(levels):
            query = f"SELECT {level or '1'}\nFROM ({query})"
        return f"SELECT {', '.join(f'{value.text} AS {quoted(name)}' for name, value in results)}\nFROM ({query})"
