"""A query as SQL in DuckDB's words: one SELECT around another, a level for each depth, so that each column is worked
out once. Widths follow from bounds: what fits in 64 bits is BIGINT, what is wider HUGEINT, whose overflow is an error.
"""

from __future__ import annotations

from typing import Final

from youju.population.columns.condition import COMPARISONS
from youju.population.columns.query import Query
from youju.population.columns.sheet import Result
from youju.population.columns.term import Node, Term, bounds_of, name_of, text_in

NARROW: Final = 2**63 - 1
"""The greatest whole number of 64 bits."""
WIDE: Final = 2**127 - 1
"""The greatest of 128 bits. A greater constant would silently become another type."""
_SIGNS: Final = {"plus": "+", "times": "*", "exactly": "//"}
_TYPES: Final = {"truth": "BOOLEAN", "text": "VARCHAR"}


class TooLarge(Exception):
    """A constant that 128 bits do not hold."""


def select(query: Query, source: str, *keys: str) -> str:
    """The query over a table, view or file reader, such as `facts` or `read_parquet('facts.parquet')`.

    `keys` are columns of the table that are given back beside the results. Raises TooLarge.
    """
    wanted, levels = query.sheet.levels(query.results)
    kept = ", ".join(map(quoted, keys))
    inputs = [_input(query.columns[name].node) for name in query.columns if name in wanted]
    text = f"SELECT {', '.join([kept, *inputs] if kept else inputs) or '1'}\nFROM {source}"
    for level in levels:
        columns = [*keys, *level.kept]
        items = [*map(quoted, columns), *(f"{shown(value)} AS {quoted(name)}" for name, value in level.new)]
        text = f"SELECT {', '.join(items) or '1'}\nFROM ({text})"
    items = [*map(quoted, keys), *(f"{_result(one)} AS {quoted(one[0])}" for one in query.results)]
    return f"SELECT {', '.join(items)}\nFROM ({text})"


def quoted(name: str) -> str:
    """A name of a column."""
    return '"' + name.replace('"', '""') + '"'


def type_of(term: Term) -> str:
    """The type of SQL in which a term is worked out."""
    if isinstance(term, Node) and term.kind != "whole":
        return _TYPES[term.kind]
    low, high = bounds_of(term)
    return "BIGINT" if low >= -NARROW and high <= NARROW else "HUGEINT"


def _input(node: Node) -> str:
    name = quoted(name_of(node))
    return name if node.kind != "whole" else f"{name}::{type_of(node)} AS {name}"


def _result(result: Result) -> str:
    _, value = result
    return _cast(value, type_of(value)) if isinstance(value, int) else shown(value)


def shown(term: Term) -> str:
    """A term in SQL."""
    if isinstance(term, int):
        if abs(term) > WIDE:
            raise TooLarge
        return str(term) if term >= 0 else f"({term})"
    match term.op:
        case "column":
            return quoted(name_of(term))
        case "true" | "false":
            return term.op.upper()
        case "null":
            return "NULL::BIGINT"
        case "below":
            return shown(term.parts[0])
        case "words":
            return "'" + text_in(term).replace("'", "''") + "'"
        case "case":
            return _case(term)
        case _:
            return _operation(term.op, term)


def _operation(op: str, term: Node) -> str:
    if op in COMPARISONS:
        wide = max(map(type_of, term.parts), key=_rank)
        left, right = (_cast(part, wide) for part in term.parts)
        return f"({left} {'<>' if op == '!=' else op} {right})"
    if op in ("and", "or"):
        return "(" + f" {op.upper()} ".join(map(shown, term.parts)) + ")"
    if term.kind == "truth":
        (part,) = map(shown, term.parts)
        return {
            "not": f"(NOT {part})",
            "known": f"({part} IS NOT NULL)",
            "holds": f"({part} IS NOT NULL AND {part})",
            "stands": f"({part} IS NULL OR {part})",
        }[op]
    return _arithmetic(op, term)


def _arithmetic(op: str, term: Node) -> str:
    wide = max((type_of(term), *map(type_of, term.parts)), key=_rank)
    parts = [_cast(part, wide) for part in term.parts]
    if op in _SIGNS:
        return f"({parts[0]} {_SIGNS[op]} {parts[1]})"
    if op == "floor":
        # DuckDB's own division cuts towards 0.
        value, by = parts
        if bounds_of(term.parts[0])[0] >= 0:
            return f"({value} // {by})"
        return f"({value} // {by} - CASE WHEN {value} % {by} < 0 THEN 1 ELSE 0 END)"
    pattern = {"minus": "(-{})", "abs": "abs({})", "sign": "sign({})::BIGINT", "nonzero": "NULLIF({}, 0)"}
    return pattern.get(op, "gcd({}, {})").format(*parts)


def _case(term: Node) -> str:
    *options, otherwise = term.parts
    wide = type_of(term)
    ways = zip(options[::2], options[1::2], strict=True)
    cases = " ".join(f"WHEN {shown(when)} THEN {_cast(value, wide)}" for when, value in ways)
    end = f" ELSE {_cast(otherwise, wide)}" if not (isinstance(otherwise, Node) and otherwise.op == "null") else ""
    return f"(CASE {cases}{end} END)"


def _cast(term: Term, wide: str) -> str:
    """A term as a type that is wider than its own, or its own."""
    text = shown(term)
    if isinstance(term, int):
        # A small constant takes the type of its neighbour; alone in a column it needs one.
        return f"{text}::{wide}"
    return f"{text}::{wide}" if type_of(term) != wide else text


def _rank(kind: str) -> int:
    return 1 if kind == "HUGEINT" else 0
