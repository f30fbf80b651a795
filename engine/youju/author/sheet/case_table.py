"""The golden cases of a rubric's cards as rows of a table: what is given, what is expected, who answers for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from youju.author.edits import Path, Plain, at_path, plain
from youju.author.sheet.case_given import given_text
from youju.author.sheet.layout import shown
from youju.author.sheet.table import Cell, Column, Row, Table

CASE_PATHS: Mapping[Column, Path] = {
    "note": ("note",), "given": ("given",), "claimed": ("claimed",), "effective_weight": ("effective_weight",),
    "day": ("day",), "points": ("expect", "points"), "rules": ("expect", "rule"), "status": ("expect", "status"),
    "low": ("expect", "low"), "high": ("expect", "high"), "standing": ("pin",),
}  # fmt: skip
"""Where the cells of a case are kept, below the case."""
EXPECTED: tuple[Column, ...] = ("points", "rules", "status", "low", "high")
"""The columns of what a case expects: with none of them it waits for a person."""
NO_RULE = "无"
"""What the rules of a case are called where no rule is to give points."""


def case_rows(files: Mapping[str, str], table: Table) -> tuple[Row, ...]:
    """The cases of all cards, those of a card in its order, by the rubric's files and their table."""
    indicators = (row for row in table.rows if row.kind == "indicator")
    return tuple(one for row in indicators for one in _of_card(row, plain(files[row.file])))


def _of_card(row: Row, card: Plain) -> Iterator[Row]:
    cases = at_path(card, ("cases",))
    for i, case in enumerate(cases if isinstance(cases, list) else ()):
        at: Path = ("cases", i)
        texts = {"indicator": row.cells["indicator"].text, **case_texts(case)}
        cells = {column: Cell(row.file, (*at, *CASE_PATHS.get(column, ())), text) for column, text in texts.items()}
        yield Row("case", f"第 {i + 1} 例", row.file, at, cells)


def given_of(case: Plain) -> dict[str, str]:
    """What a case gives, as it is written."""
    given = at_path(case, ("given",))
    pairs = given.items() if isinstance(given, dict) else ()
    return {name: value for name, value in pairs if isinstance(value, str)}


def case_texts(case: Plain) -> dict[Column, str]:
    """The texts of the cells of a case."""
    texts = {column: _text(case, path) for column, path in CASE_PATHS.items()}
    texts["given"] = given_text(given_of(case))
    texts["rules"] = "、".join(one for one in (texts["rules"], _rules(case)) if one)
    texts["status"] = shown("status", texts["status"])
    pinned = texts["standing"] == "true"
    standing = ("pinned" if pinned else "decided") if any(texts[column] for column in EXPECTED) else "blank"
    return {**texts, "standing": shown("standing", standing)}


def _rules(case: Plain) -> str:
    rules = at_path(case, ("expect", "rules"))
    if not isinstance(rules, list):
        return ""
    return "、".join(rule for rule in rules if isinstance(rule, str)) or NO_RULE


def _text(tree: Plain, path: Path) -> str:
    found = at_path(tree, path)
    return found if isinstance(found, str) else ""
