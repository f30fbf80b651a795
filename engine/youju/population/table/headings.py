"""The headings of a table of facts: which column names the departments, which holds which fact in which unit."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Final

from youju.facts import FactSpec
from youju.facts.entered import NotMeantError, scale_in
from youju.population.table.facts import FactColumn, Unused, column_of
from youju.rubric import Rubric
from youju.source import CodedError, did_you_mean
from youju.structs import Struct

IDS: Final = ("id", "编号", "部门编号", "部门", "部门名称", "单位名称", "department")
"""What the column that names the departments may be called; of several the first counts."""
COUNTIES: Final = ("county", "区县", "县区", "县")
YEARS: Final = ("year", "年度", "年份")
PASSED: Final[Mapping[str, FactSpec]] = {
    "county": FactSpec(en="county", type="text"),
    "year": FactSpec.read({"en": "year", "type": "count", "unit": "年", "bounds": {"min": "1", "max": "9999"}}),
}
"""Columns that are passed through to the scores, in the form of facts."""
MOST_COLUMNS: Final = 16_384
"""As many as a sheet of Excel has."""
_UNIT = re.compile(r"(.+?)\s*[（(]([^（）()]+)[)）]")


class Layout(Struct):
    """What the columns of a file are. `id_at` is the place, from 0, of the column that names the departments, and
    `at` that of every other column that is read."""

    headings: tuple[str, ...]
    id_at: int | None
    passed: Mapping[str, FactColumn]
    facts: Mapping[str, FactColumn]
    at: Mapping[str, int]
    unused: tuple[Unused, ...]

    @property
    def read(self) -> Mapping[str, FactColumn]:
        """Every column of the file that is read, but the one that names the departments."""
        return {**self.passed, **self.facts}


def wanted(rubric: Rubric) -> dict[str, FactSpec]:
    """The facts that a rubric's cards read, in the order of the dictionary."""
    read = {name for card in rubric.indicators.values() for name in card.facts}
    return {name: spec for name, spec in rubric.dictionary.facts.items() if name in read}


def known_heading(text: str, rubric: Rubric) -> bool:
    """Whether a cell may be the heading of a column that something is known of."""
    name = _name(text, rubric.dictionary.facts)[0]
    return name in rubric.dictionary.facts or _plain(text) in (*IDS, *COUNTIES, *YEARS)


def layout_of(headings: Sequence[str], rubric: Rubric, steps: Mapping[str, Fraction] | None = None) -> Layout:
    """What the columns are called is what they hold; `steps` are those of a table in our own form, in base units.

    CodedError where two columns are one, a unit is none of the fact's, or no column is a fact that the rubric reads.
    """
    if len(headings) > MOST_COLUMNS:
        zh = f"有 {len(headings)} 列，最多 {MOST_COLUMNS} 列"
        raise CodedError("facts-table-unreadable", zh, f"{len(headings)} columns; at most {MOST_COLUMNS} are read")
    facts, read = rubric.dictionary.facts, wanted(rubric)
    plain = [_plain(text) for text in headings]
    id_at = next((plain.index(name) for name in IDS if name in plain), None)
    found: dict[str, FactColumn] = {}
    at: dict[str, int] = {}
    unused: list[Unused] = []
    for place, heading in enumerate(headings):
        name, unit = _passed(plain[place]) or _name(heading, facts)
        if place == id_at or not heading.strip():
            if place == id_at and plain.count(plain[place]) > 1:
                raise _twice(heading, "id")
        elif name in found:
            raise _twice(heading, name)
        elif name in PASSED or name in read:
            found[name] = _column(name, PASSED.get(name) or read[name], heading, unit, steps)
            at[name] = place
        else:
            near = None if name in facts else did_you_mean(name, [one for one in read if one not in found])
            unused.append(Unused(heading, near))
    if not any(name in read for name in found):
        raise CodedError(
            "facts-table-empty", "没有一列是这套标准要用的事实", "no column is a fact that the rubric reads"
        )
    passed = {name: found[name] for name in PASSED if name in found}
    return Layout(
        tuple(headings), id_at, passed, {name: found[name] for name in read if name in found}, at, tuple(unused)
    )


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip().lower()


def _passed(plain: str) -> tuple[str, str] | None:
    """The column that is passed through by this name."""
    name = "county" if plain in COUNTIES else "year" if plain in YEARS else None
    return None if name is None else (name, "")


def _name(heading: str, facts: Mapping[str, FactSpec]) -> tuple[str, str]:
    """The name in a heading and the unit behind it in brackets; a fact may have brackets in its own name."""
    text = heading.strip()
    split = None if text in facts else _UNIT.fullmatch(text)
    return (text, "") if split is None else (split[1], unicodedata.normalize("NFKC", split[2]).strip())


def _column(name: str, spec: FactSpec, heading: str, unit: str, steps: Mapping[str, Fraction] | None) -> FactColumn:
    """A column, numbers in the unit of its heading, else in the one that the dictionary shows; or in steps."""
    own = spec.step
    if own is None:
        if unit:
            raise _kind(heading, f"“{name}”不是数，没有单位", f"`{name}` is no number and has no unit")
        return column_of(name, spec, heading)
    if steps is not None and name not in PASSED:
        if name not in steps:
            zh = f"文件的元数据没有写“{name}”的步长"
            raise _kind(heading, zh, f"the metadata of the file tells no step of `{name}`")
        return column_of(name, spec, heading, worth=steps[name] / own)
    try:
        scale = scale_in(unit or spec.shown_unit, spec)
    except NotMeantError as error:
        raise _kind(heading, error.zh, error.en) from None
    return column_of(name, spec, heading, unit, scale / own if unit else None)


def _kind(heading: str, zh: str, en: str) -> CodedError:
    return CodedError("facts-column-kind", f"“{_short(heading)}”列：{zh}", f"column “{_short(heading)}”: {en}")


def _twice(heading: str, name: str) -> CodedError:
    zh, en = f"“{_short(heading)}”：“{name}”有两列", f"“{_short(heading)}”: there are two columns for `{name}`"
    return CodedError("facts-column-twice", zh, en)


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"
