"""A decision table as a card: a mapping like one read from YAML, every value of it placed where the DMN file says it.

What is then wrong with the card (a type, a name, a missing basis) is told by the same checks as of any card, at the
row and cell it came from.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from youju.author.dmn.desk import Desk, Quantity, Where
from youju.author.dmn.parse import Element
from youju.author.dmn.read import Decision, DmnFile, Row, Table, table_in
from youju.author.dmn.vocabulary import Vocabulary
from youju.author.dmn.words import HIT_POLICIES, NOTES, read_basis
from youju.feel import NUMBER, And, Arithmetic, Expr, children, literal, names, show
from youju.rubric.model import WEIGHT
from youju.source import Diagnostic, Node, Place, Scalar
from youju.source import Mapping as MappingNode
from youju.source import Sequence as SequenceNode
from youju.structs import Struct

_HITS = {policy: hit for hit, policy in HIT_POLICIES.items()}
_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")


class Made(Struct):
    """A card as a mapping, the folder it goes into, what its places are called; no card where something was wrong.

    `ours` tells that the table was written by our export, which says all of a card but its cases.
    """

    id: str
    title: str
    section: str
    adjustment: bool
    ours: bool
    card: MappingNode | None
    places: Mapping[Place, Where]
    problems: tuple[Diagnostic, ...]


def card_of(decision: Decision, file: DmnFile, words: Vocabulary, weight: str | None) -> Made:
    """The card of a table; `weight` is the one given for it, where the file has none."""
    desk = Desk(words, decision, dict(words.types) | {WEIGHT: NUMBER})
    table, mark = table_in(decision), decision.mark("card")
    _look(desk, table)
    rows = table.rows if table.outputs == 1 else ()
    rules = tuple(node for row in rows if (node := _rule(desk, table, row)) is not None)
    applies = _applies(desk, mark)
    name = _get(mark, "id") or _id(decision)
    entries = {
        "indicator": _put(desk, name),
        "title": _text(desk, _get(mark, "zh") or decision.title, _get(mark, "en") or decision.title),
        "aliases": _list(desk, (_put(desk, one.words.text) for one in _all(mark, "alias"))),
        **_weight(desk, table, mark, weight),
        "basis": _bases(desk, file),
        "applies": applies,
        "let": _lets(desk),
        "hit": _put(desk, _HITS.get(table.hit, "")),
        "rules": SequenceNode(rules, table.place),
        "open": _list(desk, _open(desk, mark)),
        "monotone": _monotone(desk, mark),
        "round": _put(desk, _get(mark, "round")) if _get(mark, "round") else None,
    }
    section = _section(mark)
    adjustment = "adjustment" in entries
    kept = None if desk.problems else mapping(table.place, entries)
    return Made(name, decision.title, section, adjustment, mark is not None, kept, desk.places, tuple(desk.problems))


def mapping(place: Place, entries: Mapping[str, Node | None]) -> MappingNode:
    """A mapping that somebody could have written; what is None is left out."""
    kept = {key: (Scalar(key, node.place, exact=False), node) for key, node in entries.items() if node is not None}
    return MappingNode(kept, place)


def _get(mark: Element | None, name: str) -> str:
    return mark.get(name) if mark is not None else ""


def _all(mark: Element | None, tag: str) -> Iterator[Element]:
    return mark.all(f"youju:{tag}") if mark is not None else iter(())


def _put(desk: Desk, text: str) -> Scalar:
    """A value that the table has as a whole."""
    return desk.scalar(text, desk.place, desk.where)


def _text(desk: Desk, zh: str, en: str) -> MappingNode:
    return mapping(desk.place, {"zh": _put(desk, zh), "en": _put(desk, en)})


def _list(desk: Desk, items: Iterable[Node]) -> SequenceNode | None:
    """A list, or nothing where it is empty."""
    found = tuple(items)
    return SequenceNode(found, desk.place) if found else None


def _id(decision: Decision) -> str:
    """An id out of the decision's own, or its name."""
    return re.sub(r"[^\w-]+", "-", decision.source.get("id") or decision.name).strip("-") or "table"


def _section(mark: Element | None) -> str:
    """The folder of a card; what a file says of it is a plain word or not followed."""
    named = _get(mark, "section")
    if mark is not None and not named:
        return "adjustment"
    return named if re.fullmatch(r"\w[\w-]*", named) else "imported"


def _look(desk: Desk, table: Table) -> None:
    """What a card can hold at all: three hit policies, one output, a row or more."""
    if table.hit not in _HITS or (table.hit == "COLLECT" and table.aggregation != "SUM"):
        said = f"{table.hit} {table.aggregation}".strip()
        zh = f"命中策略 {said} 卡片没有；改为 FIRST、UNIQUE，或 COLLECT 加总（SUM）"
        en = f"a card has no hit policy {said}; use FIRST, UNIQUE or COLLECT with SUM"
        desk.tell("dmn-hit-policy", table.place, desk.where, zh, en)
    if table.outputs != 1:
        zh = f"有 {table.outputs} 个输出列，卡片只有得分一个；拆成几张表"
        desk.tell(
            "dmn-output", table.place, desk.where, zh, f"{table.outputs} outputs; a card has the points alone: split it"
        )
    if not table.rows:
        desk.tell(
            "dmn-output",
            table.place,
            desk.where,
            "没有一行规则；加上，或用 --table 不选它",
            "no row; add some, or leave it out",
        )


def _rule(desk: Desk, table: Table, row: Row) -> Node | None:
    where = f"{desk.where[0]}第 {row.number} 行", f"{desk.where[1]}, row {row.number}"
    counts = len(row.cells), len(row.outputs)
    if counts != (len(table.clauses), 1):
        zh = f"有 {counts[0]} 个条件格、{counts[1]} 个得分格，应为 {len(table.clauses)} 个和 1 个"
        en = f"{counts[0]} cells and {counts[1]} outputs, expected {len(table.clauses)} and 1"
        desk.tell("dmn-output", row.place, where, zh, en)
        return None
    cells = zip(table.clauses, row.cells, strict=True)
    parts = [part for clause, cell in cells for part in desk.cell(clause, cell, where)]
    points = desk.expression(row.outputs[0], (f"{where[0]}的得分", f"{where[1]}, points"))
    because = _because(row)
    bases = [read_basis(line) for line in row.notes.get(NOTES[3], "").split("\n") if line.strip()]
    return mapping(
        row.place,
        {
            "id": desk.scalar(row.notes.get(NOTES[0], "").strip() or f"row-{row.number}", row.place, where),
            "when": desk.scalar(show(_all_of(parts)), row.place, where),
            "points": desk.scalar(show(points) if points is not None else "0", row.outputs[0].place, where),
            "because": _text(desk, *because) if because else None,
            "basis": _list(desk, (_basis(desk, *found) for found in bases)),
        },
    )


def _all_of(parts: list[Expr]) -> Expr:
    """The conditions of a row's cells together; a row that asks for nothing always holds."""
    flat = [one for part in parts for one in (part.parts if isinstance(part, And) else (part,))]
    return literal(True) if not flat else flat[0] if len(flat) == 1 else And(tuple(flat))


def _because(row: Row) -> tuple[str, str] | None:
    """The wording of a row: its columns of notes, or any note or description of a foreign file, in either language."""
    zh, en = row.notes.get(NOTES[1], ""), row.notes.get(NOTES[2], "")
    if not (zh or en):
        other = (note for name, note in row.notes.items() if name not in NOTES)
        zh = row.description or next((note for note in other if note), "")
    return (zh or en, en or zh) if zh or en else None


def _basis(desk: Desk, mark: str, text: str, source: str) -> MappingNode:
    found = {"mark": _put(desk, mark), "text": _put(desk, text)}
    return mapping(desk.place, {**found, "source": _put(desk, source) if source else None})


def _bases(desk: Desk, file: DmnFile) -> SequenceNode:
    """What the indicator rests on: the sources of its points in our export, those of its table in any other file."""
    card = _get(desk.table.mark("card"), "id")
    ours = [one for one in file.decisions.values() if card and _get(one.mark("points"), "card") == card]
    holder = ours[0] if ours else desk.table
    found = [_source(desk, file.sources[name]) for name in holder.rests_on if name in file.sources]
    unknown = _basis(desk, "assumed", f"由 {file.name} 的表“{desk.table.title}”导入，依据待补", "")
    return SequenceNode(tuple(found or ([] if ours else [unknown])), desk.place)


def _source(desk: Desk, source: Element) -> MappingNode:
    mark = source.mark("basis")
    if mark is None:
        return _basis(desk, "assumed", source.get("label") or source.get("name"), "")
    return _basis(desk, mark.get("mark"), mark.words.text, mark.get("source"))


def _weight(desk: Desk, table: Table, mark: Element | None, given: str | None) -> dict[str, Node]:
    if mark is not None and not mark.get("weight") and not given:
        return {"adjustment": _put(desk, "true")}
    weight = given or _get(mark, "weight")
    if not weight:
        points = [cell.text for row in table.rows for cell in row.outputs if _NUMBER.fullmatch(cell.text)]
        most = max(points, key=Fraction, default="5")
        name = _id(desk.table)
        zh, en = (
            f"没有写分值；加上 --weight {name}={most}（分值照评分标准填）",
            f"no weight; say it: --weight {name}={most}",
        )
        desk.tell("dmn-weight", desk.place, desk.where, zh, en)
    return {"weight": _put(desk, weight or "1")}


def _applies(desk: Desk, mark: Element | None) -> Scalar | None:
    """The condition of the decision that says when the indicator applies; only our export has one."""
    card = _get(mark, "id")
    for one in desk.words.decisions.values():
        if card and _get(one.mark("applies"), "card") == card:
            words = one.logic.text("text") or Scalar("", one.logic.place)
            where = f"{desk.where[0]}的“{one.title}”", f"“{one.title}” of {desk.where[1]}"
            found = desk.expression(words, where)
            return desk.scalar(show(found) if found is not None else "", words.place, where)
    return None


def _lets(desk: Desk) -> MappingNode | None:
    if not desk.lets:
        return None
    return mapping(desk.place, {name: _let(desk, quantity) for name, quantity in desk.lets.items()})


def _let(desk: Desk, quantity: Quantity) -> Node:
    place, where, mark = quantity.words.place, quantity.where, quantity.mark
    texts = tuple(desk.scalar(show(one), place, where) for one in quantity.alternatives)
    stated = desk.scalar(mark.get("stated"), place, where) if mark is not None and mark.get("stated") else None
    readings = tuple(_reading(desk, one) for one in _all(mark, "reading"))
    if len(texts) == 1 and stated is None and not readings:
        return texts[0]
    every = texts[0] if len(texts) == 1 else SequenceNode(texts, place)
    more = SequenceNode(readings, place) if readings else None
    return mapping(place, {"from": every, "stated": stated, "readings": more})


def _reading(desk: Desk, mark: Element) -> MappingNode:
    title = _text(desk, mark.get("zh"), mark.get("en"))
    return mapping(desk.place, {"id": _put(desk, mark.get("id")), "from": _put(desk, mark.words.text), "title": title})


def _open(desk: Desk, mark: Element | None) -> Iterator[MappingNode]:
    """The cases that no rule decides. A foreign file says none: there, what divides by nothing meets no row."""
    for one in _all(mark, "open"):
        because = _text(desk, one.get("zh"), one.get("en"))
        yield mapping(desk.place, {"when": _put(desk, one.words.text), "because": because})
    if mark is None:
        divisors = [part for quantity in desk.lets.values() for one in quantity.alternatives for part in _divisors(one)]
        for divisor in dict.fromkeys(map(show, divisors)):
            because = _text(desk, f"{divisor} 为 0，无从计算", f"{divisor} is 0, so there is nothing to work out")
            yield mapping(desk.place, {"when": _put(desk, f"{divisor} = 0"), "because": because})


def _monotone(desk: Desk, mark: Element | None) -> MappingNode | None:
    """What more of a fact earns, by fact: `up` or `down`, or the condition of each. Only our export says it."""
    found: dict[str, dict[str, Node]] = {}
    for one in _all(mark, "monotone"):
        found.setdefault(one.get("fact"), {})[one.get("points")] = _put(desk, one.words.text)
    return mapping(desk.place, {fact: _ways(desk, ways) for fact, ways in found.items()}) if found else None


def _ways(desk: Desk, ways: Mapping[str, Node]) -> Node:
    """One word, where it holds always."""
    match list(ways.items()):
        case [(way, Scalar(text="true"))]:
            return _put(desk, way)
        case _:
            return mapping(desk.place, ways)


def _divisors(expr: Expr) -> Iterator[Expr]:
    if isinstance(expr, Arithmetic) and expr.op == "/" and names(expr.right):
        yield expr.right
    for part in children(expr):
        yield from _divisors(part)
