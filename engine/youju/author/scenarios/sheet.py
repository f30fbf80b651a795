"""Many scenarios in a file: a row each, under the names of facts; or a mapping each in YAML."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

from youju.author.handed.csv import csv_rows
from youju.author.handed.lines import Cell, Spot, Trouble, refuse
from youju.author.handed.read import file_bytes
from youju.author.handed.workbook import book_rows
from youju.author.scenarios.pairs import not_a_fact
from youju.explain.what_if import Scenario
from youju.facts import Assumed
from youju.facts.entered import NotMeantError, meant
from youju.rubric import Rubric
from youju.source import Mapping, RefusedError, Scalar, read_yaml

MOST = 2_000
"""The most scenarios in a file."""
MOST_COLUMNS = 256
"""The most columns of a sheet that are read: more than a dictionary has facts."""
Row = tuple[Cell, tuple[tuple[Cell, Cell], ...]]
"""The name of a scenario, and under which fact stands what."""


def read_scenarios(path: Path, rubric: Rubric) -> tuple[tuple[Scenario, ...], tuple[Trouble, ...]]:
    """The scenarios of a file, and every mistake in it at its place; with a mistake none is to be used.

    CodedError where it is no such file or holds no scenario or too many; RefusedError where it is no YAML.
    """
    rows, found = _rows(path)
    if not rows or len(rows) > MOST:
        zh = f"“{path.name}”里没有情形：第一行写事实的名称，以下每行一种情形"
        en = f"“{path.name}” holds no scenario: names of facts in the first row, below it a scenario a row"
        many = f"“{path.name}”超过 {MOST} 种情形", f"“{path.name}” has more than {MOST} scenarios"
        raise refuse(*(many if rows else (zh, en)))
    scenarios, troubles = _taken(rows, rubric)
    order = sorted(dict.fromkeys((*found, *troubles)), key=lambda one: (one.spot.line, one.spot.column))
    return scenarios, tuple(order)


def _rows(path: Path) -> tuple[tuple[Row, ...], tuple[Trouble, ...]]:
    data = file_bytes(path)
    match path.suffix.lower():
        case ".xlsx":
            return _tabular(book_rows(path, data, MOST_COLUMNS)[1]), ()
        case ".csv":
            return _tabular(csv_rows(data, path.name)), ()
        case ".yaml" | ".yml":
            return _from_yaml(path)
        case _:
            zh = f"“{path.name}”不是 .xlsx、.csv 或 .yaml 文件"
            raise refuse(zh, f"“{path.name}” is not an .xlsx, .csv or .yaml file")


def _tabular(rows: Iterable[Sequence[Cell]]) -> tuple[Row, ...]:
    """The rows below the headings, one too many at most; what is empty assumes nothing, an empty row is none."""
    filled = (row for row in rows if any(_holds(cell) for cell in row))
    head = next(filled, ())
    return tuple((row[0], tuple(_under(head, row))) for row in islice(filled, MOST + 1))


def _under(head: Sequence[Cell], row: Sequence[Cell]) -> Iterator[tuple[Cell, Cell]]:
    """The cells of a row that hold something, each with its heading."""
    return ((_heading(head, at, cell), cell) for at, cell in enumerate(row) if at and _holds(cell))


def _heading(head: Sequence[Cell], at: int, cell: Cell) -> Cell:
    """The heading of a column; of one without, an empty one at the cell itself."""
    return head[at] if at < len(head) and _holds(head[at]) else Cell("", cell.spot)


def _holds(cell: Cell) -> bool:
    return bool(cell.text.strip()) or cell.wrong is not None


def _from_yaml(path: Path) -> tuple[tuple[Row, ...], tuple[Trouble, ...]]:
    node, problems = read_yaml(path, path.name)
    if node is None or problems:
        raise RefusedError(problems, path.parent)
    rows: list[Row] = []
    troubles: list[Trouble] = []
    for key, below in node.entries:
        under = below.entries if isinstance(below, Mapping) else ()
        wrong = [value for _, value in under if not isinstance(value, Scalar)]
        wrong += [] if isinstance(below, Mapping) else [below]
        zh, en = "情形下面应当是 事实: 值", "below a scenario there must be FACT: VALUE"
        troubles += (Trouble(Spot(one.place.line, one.place.column), "handed-value", zh, en) for one in wrong)
        pairs = ((_cell(name), _cell(value)) for name, value in under if isinstance(value, Scalar))
        rows.append((_cell(key), tuple(pair for pair in pairs if _holds(pair[1]))))
    return tuple(rows), tuple(troubles)


def _cell(scalar: Scalar) -> Cell:
    return Cell(scalar.text, Spot(scalar.place.line, scalar.place.column))


def _taken(rows: Sequence[Row], rubric: Rubric) -> tuple[tuple[Scenario, ...], list[Trouble]]:
    scenarios: dict[str, Scenario] = {}
    troubles: list[Trouble] = []
    for title, pairs in rows:
        name = title.text.strip()
        if title.wrong is not None:
            troubles.append(Trouble(title.spot, "scenario-name", *title.wrong))
        elif not name:
            troubles.append(Trouble(title.spot, "scenario-name", "这一行没有写情形的名称", "a scenario without a name"))
        elif name in scenarios:
            zh, en = f"前面已有情形“{name[:40]}”", f"there is a scenario “{name[:40]}” above"
            troubles.append(Trouble(title.spot, "scenario-name", zh, en))
        assumed: dict[str, Assumed] = {}
        for fact, value in pairs:
            troubles += _assumed(fact, value, rubric, assumed)
        scenarios.setdefault(name, Scenario(name, assumed))
    return tuple(scenarios.values()), troubles


def _assumed(fact: Cell, value: Cell, rubric: Rubric, assumed: dict[str, Assumed]) -> Iterator[Trouble]:
    """Adds the value of a cell to what is assumed, or tells what is wrong with it or with its heading."""
    name = fact.text.strip()
    if name not in rubric.dictionary.facts:
        unnamed = "这一列没有写事实的名称", "a column without the name of a fact"
        yield Trouble(fact.spot, "handed-fact", *(not_a_fact(name, rubric) if name else unnamed))
    elif name in assumed:
        zh, en = f"“{name}”有两列", f"there are two columns for `{name}`"
        yield Trouble(fact.spot, "handed-twice", zh, en)
    elif value.wrong is not None:
        yield Trouble(value.spot, "handed-value", *value.wrong)
    else:
        try:
            assumed[name] = meant(value.text, "", rubric.dictionary.facts[name])
        except NotMeantError as error:
            yield Trouble(value.spot, "handed-value", f"“{name}”的值：{error.zh}", f"`{name}`: {error.en}")
