"""Tables of results are alike where their numbers are, in whatever terms and widths; what is unknown in one is not."""

from __future__ import annotations

from fractions import Fraction

import polars as pl
import pytest
from differences import differences

IN_STEPS = pl.DataFrame({"a.points": [150, -50, None], "a.status": ["scored", None, "scored"]})
IN_HALVES = pl.DataFrame(
    {"a.points.top": [3, -2, None], "a.points.bottom": [2, 4, None], "a.status": ["scored", None, "scored"]}
)
STEPS = {"a.points": Fraction(1, 100)}


def test_the_same_numbers_are_alike_in_any_terms() -> None:
    assert {} == differences(IN_STEPS, IN_HALVES, STEPS)


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"a.points.top": [3, -1, None]}, {"a.points": 1}),
        ({"a.points.top": [3, -2, 0], "a.points.bottom": [2, 4, 1]}, {"a.points": 1}),
        ({"a.points.top": [None, -2, None], "a.points.bottom": [None, 4, None]}, {"a.points": 1}),
        ({"a.status": ["scored", "scored", None]}, {"a.status": 2}),
    ],
)
def test_another_number_and_one_that_only_one_knows_are_differences(
    changed: dict[str, list[object]], expected: dict[str, int]
) -> None:
    other = IN_HALVES.with_columns(**{name: pl.Series(values) for name, values in changed.items()})

    assert expected == differences(IN_STEPS, other, STEPS)
    assert expected == differences(other, IN_STEPS, STEPS)


def test_columns_and_rows_that_one_lacks_are_no_likeness() -> None:
    with pytest.raises(ValueError, match=r"only one has \['a.status'\]"):
        differences(IN_STEPS, IN_HALVES.drop("a.status"), STEPS)
    with pytest.raises(ValueError, match="3 rows and 2"):
        differences(IN_STEPS, IN_HALVES.head(2), STEPS)
