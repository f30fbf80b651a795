"""From lines to rulings: every name known, every value of its type and unit, every one with its source."""

from __future__ import annotations

from collections.abc import Iterable

from youju.author.handed.lines import Cell, Line, Spot, Trouble
from youju.facts import Dictionary, FactRuling
from youju.facts.entered import NotMeantError, meant
from youju.feel import did_you_mean

LONGEST = 2_000
"""The most characters of a source or a note."""


def take(lines: Iterable[Line], dictionary: Dictionary) -> tuple[dict[str, FactRuling], tuple[Trouble, ...]]:
    """The rulings by fact, in the order of the lines, and every mistake of every line at once."""
    rulings: dict[str, FactRuling] = {}
    troubles: list[Trouble] = []
    for line in lines:
        found = list(_wrong(line)) or list(_unnamed(line, dictionary))
        ruling = None if found else _ruling(line, dictionary, found)
        if ruling is not None and rulings.setdefault(ruling.fact, ruling) != ruling:
            zh, en = f"“{ruling.fact}”已在前面录入过，两处不同", f"`{ruling.fact}` is entered above, and differently"
            found.append(Trouble(line["fact"].spot, "handed-twice", zh, en))
        troubles += found
    return rulings, tuple(troubles)


def _wrong(line: Line) -> Iterable[Trouble]:
    """Cells that cannot be read at all."""
    return (Trouble(cell.spot, "handed-value", *cell.wrong) for cell in line.values() if cell.wrong is not None)


def _unnamed(line: Line, dictionary: Dictionary) -> Iterable[Trouble]:
    name = line["fact"].text.strip()
    if name not in dictionary.facts:
        yield Trouble(line["fact"].spot, "handed-fact", *unnamed(name, dictionary))


def unnamed(name: str, dictionary: Dictionary) -> tuple[str, str]:
    """What is said of a name that the dictionary does not have, in both languages, with a proposal."""
    near = did_you_mean(name, list(dictionary.facts))
    hint = (f"，是否想写 {near}？", f"; did you mean {near}?") if near else ("", "")
    return f"词典里没有“{name[:40]}”{hint[0]}", f"the dictionary has no “{name[:40]}”{hint[1]}"


def _ruling(line: Line, dictionary: Dictionary, found: list[Trouble]) -> FactRuling | None:
    """The ruling of a line; what is wrong with it is added to `found`."""
    name = line["fact"].text.strip()
    value, source, note, unit = (_cell(line, column) for column in ("value", "source", "note", "unit"))
    if not source.text.strip():
        zh = f"“{name}”没有写来源：哪份资料、第几页"
        found.append(Trouble(source.spot, "handed-source", zh, f"`{name}` has no source: which paper, which page"))
    for cell in (source, note):
        if len(cell.text) > LONGEST:
            found.append(Trouble(cell.spot, "handed-source", f"超过 {LONGEST} 个字", f"over {LONGEST} characters"))
    if not value.text.strip():
        zh = f"“{name}”写了来源或说明，没有写值；不知道的写“未知”"
        found.append(Trouble(value.spot, "handed-value", zh, f"`{name}` has a source or note and no value"))
        return None
    try:
        known = meant(value.text, unit.text, dictionary.facts[name])
    except NotMeantError as error:
        found.append(Trouble(value.spot, "handed-value", f"“{name}”的值：{error.zh}", f"`{name}`: {error.en}"))
        return None
    return None if found else FactRuling(name, known, source.text.strip(), note.text.strip())


def _cell(line: Line, column: str) -> Cell:
    """A cell, or an empty one beside the fact's name where a table is too short to have it."""
    return line.get(column) or Cell("", Spot(line["fact"].spot.line, line["fact"].spot.column, line["fact"].spot.sheet))
