"""The rules of a card as a decision table: a column for each quantity that is compared with constants, a cell its test.

A condition, or a part of it joined by `and`, that is no such test becomes a column of its own: its input expression is
the whole condition, its cell `true`. Every engine of DMN evaluates input expressions, few take conditions in cells.
"""

from __future__ import annotations

from collections.abc import Mapping

from youju.feel import And, Between, Compare, Expr, In, Literal, Name, Negate, Not, RangeOf, UnaryTest, names
from youju.publish.dmn.feel import Scope
from youju.rubric import Indicator
from youju.structs import Struct

ANY = "-"


class Column(Struct):
    """What a column looks at, the kind of its values, and the unit in which a card writes the numbers of its cells."""

    subject: Expr
    kind: str
    unit: str


class Table(Struct):
    """The columns, and the cells of each row in their order."""

    columns: tuple[Column, ...]
    cells: tuple[tuple[str, ...], ...]


class _Test(Struct):
    """A part of a condition: the cell `text` about `subject`; the bound it sets, if it is one, and its constants."""

    subject: Expr
    text: str
    low: str = ""
    high: str = ""
    constants: tuple[Literal, ...] = ()


def table_of(indicator: Indicator, scope: Scope) -> Table:
    """The table of an indicator's rules, row for row."""
    rows = [_row(rule.when.expr, scope) for rule in indicator.rules]
    subjects = list(dict.fromkeys(subject for row in rows for subject in row))
    columns = tuple(Column(one, scope.kind(one), _unit([row[one] for row in rows if one in row])) for one in subjects)
    cells = tuple(tuple(row[one].text if one in row else ANY for one in subjects) for row in rows)
    return Table(columns, cells)


def _row(when: Expr, scope: Scope) -> Mapping[Expr, _Test]:
    """The tests of one condition by what they look at."""
    found: dict[Expr, _Test] = {}
    for part in when.parts if isinstance(when, And) else (when,):
        test = _test(part, scope)
        before = found.get(test.subject)
        both = test if before is None else _range(before, test)
        # Two tests of one quantity that are no range: the second stands as a condition of its own.
        test = both or _Test(part, "true")
        found[test.subject] = test
    return found


def _test(part: Expr, scope: Scope) -> _Test:
    match part:
        case Name() if scope.kind(part) == "boolean":
            return _Test(part, "true")
        case Not(Name() as name):
            return _Test(name, "false")
        case Compare(op, left, right) if names(left) and (constants := _constants(right)):
            value = scope.feel(right)
            text = {"=": value, "!=": f"not({value})"}.get(op, f"{op} {value}")
            opening, closing = {">": "(", ">=": "["}.get(op, ""), {"<": ")", "<=": "]"}.get(op, "")
            return _Test(left, text, opening and opening + value, closing and value + closing, constants)
        case Between(operand, low, high) if names(operand) and (constants := _constants(low, high)):
            return _Test(operand, f"[{scope.feel(low)}..{scope.feel(high)}]", constants=constants)
        case In(operand, tests) if names(operand) and (constants := _constants(*map(_bounds, tests))):
            return _Test(operand, ", ".join(_cell(test, scope) for test in tests), constants=constants)
        case _:
            return _Test(part, "true")


def _range(one: _Test, other: _Test) -> _Test | None:
    """Two bounds as one range, if one is below and one above."""
    low, high = one.low or other.low, one.high or other.high
    if (bool(one.low), bool(one.high)) == (bool(other.low), bool(other.high)) or not (low and high):
        return None
    return _Test(one.subject, f"{low}..{high}", constants=one.constants + other.constants)


def _cell(test: Expr, scope: Scope) -> str:
    return f"{test.op} {scope.feel(test.operand)}" if isinstance(test, UnaryTest) else scope.feel(test)


def _bounds(test: Expr) -> Expr | tuple[Expr, Expr]:
    match test:
        case RangeOf(low, high):
            return low, high
        case UnaryTest(_, operand):
            return operand
        case _:
            return test


def _constants(*parts: Expr | tuple[Expr, Expr]) -> tuple[Literal, ...]:
    """The constants that the parts are, or none where one of them is something else."""
    flat = [one for part in parts for one in (part if isinstance(part, tuple) else (part,))]
    found = [one.operand if isinstance(one, Negate) else one for one in flat]
    constants = tuple(one for one in found if isinstance(one, Literal) and one.value is not None)
    return constants if len(constants) == len(found) else ()


def _unit(tests: list[_Test]) -> str:
    """The one unit of all numbers in a column, zeros aside; empty where there are several."""
    units = {one.unit for test in tests for one in test.constants if one.value != 0}
    return units.pop() if len(units) == 1 else ""
