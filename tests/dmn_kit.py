"""DMN in tests: a rubric exported and read back, files as other tools write them, and a reading of a file as DMN means it."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory

from shipped import rubrics_shipped

from youju.author.dmn.cells import condition
from youju.author.dmn.intake import Imported, Wanted, import_dmn
from youju.author.dmn.parse import parse_dmn
from youju.author.dmn.read import Decision, DmnFile, read_dmn, table_in
from youju.facts import Dictionary
from youju.feel import (
    BOOLEAN,
    UNKNOWN,
    Arithmetic,
    Compare,
    Expr,
    If,
    Literal,
    Value,
    children,
    evaluate,
    literal,
    parse,
)
from youju.feel import with_children as over
from youju.publish.dmn.document import dmn
from youju.rubric import Rubric, dictionary_of, load_rubric

RUBRICS = list(rubrics_shipped().values())
MODEL = "https://www.omg.org/spec/DMN/20191111/MODEL/"


def file_of(data: bytes, folder: Path) -> Path:
    """A file that holds the data."""
    path = folder / "some.dmn"
    path.write_bytes(data)
    return path


def read_back(rubric: Rubric) -> Rubric:
    """The rubric that its own export gives in an empty folder."""
    with TemporaryDirectory() as name:
        folder = Path(name) / rubric.id
        found = import_dmn(file_of(dmn(rubric), Path(name)), folder, None, rubric.dictionary, Wanted())
        write(found, folder)
        return load_rubric(folder, rubric.dictionary)


def write(found: Imported, folder: Path) -> None:
    """What an import gives, as files."""
    for path, text in found.files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")


def imported(data: str | bytes, folder: Path, dictionary: Dictionary | None = None, **wanted: object) -> Imported:
    """What importing a file into a new folder gives."""
    path = file_of(data.encode() if isinstance(data, str) else data, folder)
    return import_dmn(path, folder / "new", None, dictionary or dictionary_of(), Wanted(**wanted))  # pyright: ignore


def foreign(table: str, more: str = "", name: str = "Points", space: str = MODEL) -> str:
    """A file as a modeler writes it: one decision with a table; `more` stands beside the decision."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<definitions xmlns="{space}" id="d" name="Theirs" namespace="urn:x">\n'
        f'<decision id="points" name="{name}">\n{table}\n</decision>\n{more}\n</definitions>\n'
    )


def table(columns: list[tuple[str, str]], rows: list[tuple[list[str], str]], hit: str = 'hitPolicy="FIRST"') -> str:
    """A decision table: columns (expression, type), rows (cells, output), each on a line of its own."""
    heads = "\n".join(
        f'<input><inputExpression typeRef="{kind}"><text>{asked}</text></inputExpression></input>'
        for asked, kind in columns
    )
    lines = "\n".join(
        "<rule>"
        + "".join(f"<inputEntry><text>{cell}</text></inputEntry>" for cell in cells)
        + f"<outputEntry><text>{output}</text></outputEntry></rule>"
        for cells, output in rows
    )
    return f'<decisionTable {hit}>\n{heads}\n<output typeRef="number"/>\n{lines}\n</decisionTable>'


def worked_out(data: bytes, folder: Path, facts: Mapping[str, Value]) -> dict[str, Value]:
    """Every decision of a file by its name, exactly, as the standard has it: what is not there is null, 1 / 0 too."""
    file = read_dmn(parse_dmn(file_of(data, folder)))
    values: dict[str, Value] = dict.fromkeys(file.inputs)
    values |= {name: None if value is UNKNOWN else value for name, value in facts.items() if name in values}
    for decision in file.decisions.values():
        _decide(decision, file, values)
    return values


def _decide(decision: Decision, file: DmnFile, values: dict[str, Value]) -> None:
    if decision.name in values:
        return
    by_id = {one.source.get("id"): one for one in file.decisions.values()}
    for need in decision.needs:
        if need in by_id:
            _decide(by_id[need], file, values)
    if decision.kind == "decisionTable":
        values[decision.name] = _table(decision, values)
    else:
        values[decision.name] = _feel(decision.logic.text("text").text, values)


def _table(decision: Decision, values: Mapping[str, Value]) -> Value:
    found = table_in(decision)
    hits: list[Value] = []
    for row in found.rows:
        asked = [
            condition(cell.text, parse(clause.expression.text, values), BOOLEAN, values)
            for clause, cell in zip(found.clauses, row.cells, strict=True)
        ]
        if all(one is None or evaluate(_total(one), values) is True for one in asked):
            hits.append(_feel(row.outputs[0].text, values))
    if found.hit == "COLLECT":
        return sum(hits, Fraction(0)) if hits else None
    return hits[0] if hits and (found.hit == "FIRST" or len(hits) == 1) else None


def _feel(text: str, values: Mapping[str, Value]) -> Value:
    return evaluate(_total(parse(text, values)), values)


def _total(expr: Expr) -> Expr:
    """In FEEL a division by zero is null; for us it is unknown."""
    parts = tuple(_total(part) for part in children(expr))
    expr = over(expr, parts) if parts else expr
    match expr:
        case Arithmetic("/", _, right) if not isinstance(right, Literal):
            return If(Compare("=", right, literal(Fraction(0))), literal(None), expr)
        case _:
            return expr
