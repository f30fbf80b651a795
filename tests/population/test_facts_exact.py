"""A figure comes back as the steps that it is, in whatever type it is held, or its row is rejected; none is lost."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

pl = pytest.importorskip("polars")

from facts_kit import codes, read, small  # noqa: E402
from hypothesis import given, settings  # noqa: E402
from hypothesis import strategies as st  # noqa: E402

from youju.feel import show_number  # noqa: E402
from youju.population.table.cell import CellProblem, read_cell, read_double  # noqa: E402
from youju.population.table.cells_polars import read_column, reasons  # noqa: E402
from youju.population.table.facts import FactColumn  # noqa: E402
from youju.population.table.headings import layout_of  # noqa: E402

UNITS = {"元": Fraction(1), "千元": Fraction(10**3), "万元": Fraction(10**4), "亿元": Fraction(10**8)}
STEP = 100
"""元 in one step of 支出."""
MOST = 10**10
"""Steps of 支出 at most: a million million 元."""
AROUND = st.sampled_from((0, 1, 99, 100, MOST - 1, MOST)) | st.integers(0, MOST)
INTEGERS = (pl.Int8, pl.Int16, pl.Int32, pl.Int64, pl.Int128, pl.UInt8, pl.UInt16, pl.UInt32, pl.UInt64, pl.UInt128)
WRITTEN = st.text("0123456789.,+-%eE １．，％万元亿人约NaninfTrue未知", max_size=14) | st.from_regex(
    r"[+-]?([0-9]{1,20}|[0-9]{1,3}(,[0-9]{3}){1,4})(\.[0-9]{1,20})?%?", fullmatch=True
)


def column(heading: str) -> FactColumn:
    (found,) = layout_of([heading], small()).facts.values()
    return found


def taken(cells: Any, heading: str) -> tuple[list[Any], dict[int, CellProblem]]:
    """The values of a column, and what is wrong in it."""
    found = read_column(cells, column(heading))
    if found.wrong is None:
        return found.values.to_list(), {}
    why = reasons(cells.filter(found.wrong), column(heading)).select("code", "zh", "en").rows()
    return found.values.to_list(), dict(zip(found.wrong.arg_true(), (CellProblem(*one) for one in why), strict=True))


@given(AROUND, st.sampled_from(sorted(UNITS)), st.sampled_from(("text", "decimal", "double", "own unit")))
def test_every_figure_comes_back_as_its_steps_in_any_unit_and_type(steps: int, unit: str, kind: str) -> None:
    number = Fraction(steps * STEP) / UNITS[unit]
    text = show_number(number)
    heading = "支出" if kind == "own unit" else f"支出（{unit}）"
    cells = {
        "text": lambda: pl.Series([text]),
        "own unit": lambda: pl.Series([f" {text} {unit}"]),
        "decimal": lambda: pl.Series([Decimal(text)], dtype=pl.Decimal(38, 12)),
        "double": lambda: pl.Series([float(text)]),
    }[kind]()

    assert ([steps], {}) == taken(cells, heading)


@given(st.integers(-MOST * 200, MOST * 200), st.integers(0, 12), st.sampled_from(sorted(UNITS)))
def test_what_is_no_multiple_or_out_of_bounds_is_rejected_as_text_and_as_decimal(
    digits: int, places: int, unit: str
) -> None:
    number = Fraction(digits, 10**places)
    steps = number * UNITS[unit] / STEP
    expected = [int(steps)] if steps.denominator == 1 and 0 <= steps <= MOST else [None]
    text = show_number(number)
    decimal = pl.Series([Decimal(text)], dtype=pl.Decimal(38, 12))
    found = [taken(cells, f"支出（{unit}）") for cells in (pl.Series([text]), decimal)]

    assert [(expected, expected == [None])] * 2 == [(values, bool(wrong)) for values, wrong in found]


@given(st.sampled_from(INTEGERS), st.data())
def test_whole_numbers_of_every_width_are_taken_within_the_bounds_and_no_further(
    dtype: Any, data: st.DataObject
) -> None:
    least, most = pl.select(dtype.min().alias("a"), dtype.max().alias("b")).row(0)
    edge = st.sampled_from([n for n in (least, -1, 0, 1, 100, 101, 300, 301, MOST, most) if least <= n <= most])
    value = data.draw(edge | st.integers(least, most))
    found = {heading: taken(pl.Series([value, None], dtype=dtype), heading) for heading in ("支出（元）", "人数")}
    steps = {"支出（元）": value // 100 if value % 100 == 0 and 0 <= value <= MOST * 100 else None}
    steps["人数"] = value if 0 <= value <= 300 else None
    expected = {heading: ([one, None], [0] if one is None else []) for heading, one in steps.items()}

    assert expected == {heading: (values, list(wrong)) for heading, (values, wrong) in found.items()}


@given(st.floats(), st.sampled_from(("支出（元）", "支出", "变动", "满意率（%）")))
def test_a_double_is_the_shortest_decimal_that_it_is_or_is_rejected(value: float, heading: str) -> None:
    values, wrong = taken(pl.Series([value], dtype=pl.Float64), heading)
    expected = read_double(repr(value), column(heading))

    assert ([None], True) if isinstance(expected, CellProblem) else ([expected], False) == (values, bool(wrong))


@settings(max_examples=300)
@given(
    st.lists(WRITTEN, max_size=8),
    st.sampled_from(("支出", "支出（元）", "变动", "满意率（%）", "人数", "公开", "主管")),
)
def test_columns_are_read_as_their_cells_are_one_by_one(texts: list[str], heading: str) -> None:
    values, wrong = taken(pl.Series(texts, dtype=pl.String), heading)
    each = [read_cell(text, column(heading)) for text in texts]
    expected = [None if isinstance(one, CellProblem) else one for one in each]

    assert (expected, {at: one for at, one in enumerate(each) if isinstance(one, CellProblem)}) == (values, wrong)


@pytest.mark.parametrize("cell", [0.5, Decimal("0.5"), "0.5", "-1", 1])
def test_a_share_of_at_most_one_is_rejected_where_no_percent_sign_says_what_it_is(cell: Any) -> None:
    _, wrong = taken(pl.Series([cell]), "变动")
    values, _ = taken(pl.Series([cell]), "变动（%）")

    assert ([0], [int(Fraction(str(cell)) * 100)]) == (list(wrong), values)


@settings(max_examples=40)
@given(st.lists(st.tuples(st.sampled_from(("甲", "乙", "丙丁", "")), WRITTEN, WRITTEN), max_size=6), st.booleans())
def test_every_row_of_a_file_is_accepted_or_rejected_and_none_is_lost(
    rows: list[tuple[str, str, str]], quoted: bool
) -> None:
    cells = [[f'"{cell}"' if quoted or "," in cell else cell for cell in row] for row in rows]
    lines = ["部门,支出,人数", *map(",".join, cells)]
    there = [number for number, row in enumerate(rows, 2) if any(cell.strip() for cell in row)]
    with TemporaryDirectory() as folder:
        file = Path(folder) / "facts.csv"
        file.write_text("\n".join(lines), "utf-8")
        accepted, rejected = read(file)

    assert len(there) == len(accepted) + len(codes(rejected))
    assert set(codes(rejected)) <= set(there)
