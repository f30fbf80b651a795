"""Values frozen as plain JSON come back as they were, and only as classes that the reader names."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from youju.source import Place
from youju.source.frozen import FrozenError, freeze, thaw
from youju.source.yaml import Scalar

SHAPES = (Place, Scalar)
PLACES = st.builds(Place, st.text(), st.integers(1, 99), st.integers(1, 99), st.integers(1, 9))
ATOMS = st.one_of(st.text(), st.booleans(), st.integers(), st.none(), st.fractions(), st.dates(), PLACES)
VALUES = st.recursive(
    ATOMS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.lists(inner, max_size=4).map(tuple),
        st.dictionaries(st.text(), inner, max_size=4),
        st.builds(Scalar, st.text(), PLACES, st.booleans()),
    ),
    max_leaves=12,
)


def told(value: object) -> str:
    """With types: True is no 1, a list no tuple, and the order of a dictionary is a part of it."""
    return repr(value)


@given(VALUES)
def test_what_is_frozen_comes_back_as_it_was(value: object) -> None:
    assert told(value) == told(thaw(freeze(value, SHAPES), SHAPES))


@pytest.mark.parametrize("value", [1.5, {1}, b"", object(), (date, Fraction)])
def test_what_is_no_frozen_value_is_refused(value: object) -> None:
    with pytest.raises(FrozenError):
        freeze(value, SHAPES)


def test_other_classes_than_those_it_was_written_with_are_refused() -> None:
    text = freeze(Place("a"), SHAPES)

    for shapes in ((Scalar, Place), (Place,), ()):
        with pytest.raises(FrozenError):
            thaw(text, shapes)


@given(st.text())
def test_any_other_text_is_refused(text: str) -> None:
    with pytest.raises(FrozenError):
        thaw(text, SHAPES)
