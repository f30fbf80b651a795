"""From the elements of a DMN file to what a rubric can take of it: tables, formulas, inputs, sources."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from youju.author.dmn.parse import Element
from youju.source import Place, Scalar
from youju.structs import Struct

LOGICS = (
    *("decisionTable", "literalExpression", "context", "invocation", "functionDefinition", "relation", "list"),
    *("conditional", "filter", "for", "every", "some"),
)


class Input(Struct):
    """An inputData: the name by which FEEL reads it, its type there, and our mark if it has one."""

    name: str
    kind: str
    place: Place
    mark: Element | None


class Decision(Struct):
    """A decision with its logic: `kind` is the name of the element that holds it, empty where there is none."""

    name: str
    title: str
    kind: str
    logic: Element
    needs: tuple[str, ...]
    rests_on: tuple[str, ...]
    source: Element

    def mark(self, tag: str) -> Element | None:
        """Our mark on it."""
        return self.source.mark(tag)


class Clause(Struct):
    """A column of a table: what it looks at, the type said of it, the unit in which our cards write its numbers."""

    expression: Scalar
    kind: str
    unit: str


class Row(Struct):
    """A row: its cells, its outputs, and the notes beside it by the name of their column."""

    number: int
    id: str
    cells: tuple[Scalar, ...]
    outputs: tuple[Scalar, ...]
    notes: Mapping[str, str]
    description: str
    place: Place


class Table(Struct):
    """A decision table as it stands in the file."""

    hit: str
    aggregation: str
    clauses: tuple[Clause, ...]
    outputs: int
    rows: tuple[Row, ...]
    place: Place


class DmnFile(Struct):
    """A DMN file read.

    `every` are its decisions, `sources` the knowledge sources by id, `head` the rubric.yaml that our export carries,
    `models` the names of what a rubric has no place for, `types` the file's own names for types.
    """

    name: str
    title: str
    inputs: Mapping[str, Input]
    every: tuple[Decision, ...]
    sources: Mapping[str, Element]
    head: str | None
    models: tuple[str, ...]
    types: Mapping[str, str]

    @property
    def tables(self) -> tuple[Decision, ...]:
        """The decisions that are tables, in order."""
        return tuple(one for one in self.every if one.kind == "decisionTable")

    @property
    def decisions(self) -> Mapping[str, Decision]:
        """The decisions by the name that FEEL knows them by."""
        return {one.name: one for one in self.every}


def read_dmn(root: Element) -> DmnFile:
    """The file that a root stands for."""
    inputs = [_input(one) for one in root.all("inputData")]
    head = root.mark("rubric")
    return DmnFile(
        name=root.place.file,
        title=root.get("name"),
        inputs={one.name: one for one in inputs},
        every=tuple(_decision(one) for one in root.all("decision")),
        sources={one.get("id"): one for one in root.all("knowledgeSource")},
        head=None if head is None else head.words.text,
        models=tuple(one.get("name") for one in root.all("businessKnowledgeModel", "decisionService")),
        types={one.get("name"): _type_of(one) for one in root.all("itemDefinition")},
    )


def table_in(decision: Decision) -> Table:
    """The table of a decision that is one."""
    logic = decision.logic
    names = [one.get("name") for one in logic.all("annotation")]
    return Table(
        hit=logic.get("hitPolicy") or "UNIQUE",
        aggregation=logic.get("aggregation"),
        clauses=tuple(_clause(one) for one in logic.all("input")),
        outputs=sum(1 for _ in logic.all("output")),
        rows=tuple(_row(number, one, names) for number, one in enumerate(logic.all("rule"), 1)),
        place=logic.place,
    )


def _input(one: Element) -> Input:
    variable = one.first("variable")
    name = (variable.get("name") if variable else "") or one.get("name")
    return Input(name, variable.get("typeRef") if variable else "", one.place, one.mark("fact"))


def _type_of(one: Element) -> str:
    found = one.text("typeRef")
    return found.text if found else ""


def _decision(one: Element) -> Decision:
    variable, logic = one.first("variable"), next(one.all(*LOGICS), None)
    name = (variable.get("name") if variable else "") or one.get("name")
    needs = tuple(_targets(one, "informationRequirement"))
    title = one.get("label") or one.get("name") or one.get("id")
    return Decision(
        name or one.get("id"),
        title,
        logic.tag if logic else "",
        logic or one,
        needs,
        tuple(_targets(one, "authorityRequirement")),
        one,
    )


def _targets(one: Element, tag: str) -> Iterator[str]:
    """The ids of what an element requires."""
    for need in one.all(tag):
        for target in need.children:
            yield target.get("href").rpartition("#")[2]


def _clause(one: Element) -> Clause:
    asked = one.first("inputExpression")
    words = asked.text("text") if asked else None
    unit = one.mark("column")
    # A column without an expression looks at what its label names.
    expression = words if words is not None and words.text else Scalar(one.get("label"), one.place, exact=False)
    return Clause(expression, asked.get("typeRef") if asked else "", unit.get("unit") if unit else "")


def _row(number: int, one: Element, names: list[str]) -> Row:
    notes = [note.text("text") for note in one.all("annotationEntry")]
    description = one.text("description")
    return Row(
        number,
        one.get("id"),
        tuple(_words(cell) for cell in one.all("inputEntry")),
        tuple(_words(cell) for cell in one.all("outputEntry")),
        {name: note.text for name, note in zip(names, notes, strict=False) if note is not None},
        description.text if description else "",
        one.place,
    )


def _words(cell: Element) -> Scalar:
    return cell.text("text") or Scalar("", cell.place, exact=False)
