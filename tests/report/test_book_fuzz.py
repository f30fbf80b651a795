"""Damaged workbooks are read or refused with a code; nothing else happens."""

from __future__ import annotations

import random

import pytest
from book_mutants import counted, mutant, outcome, seeds
from hypothesis import given
from hypothesis import strategies as st

WHOLE = seeds()
CODES = {"read", "report-broken", "report-empty", "report-too-heavy", "report-too-large", "report-encrypted"}


@pytest.mark.parametrize("name", WHOLE)
def test_a_seed_is_read(name: str) -> None:
    assert "read" == outcome(WHOLE[name])


@given(st.sampled_from(sorted(WHOLE)), st.integers(0, 2**32))
def test_a_damaged_workbook_is_read_or_refused(name: str, seed: int) -> None:
    assert outcome(mutant(WHOLE[name], random.Random(seed))) in CODES


@given(st.sampled_from(sorted(WHOLE)), st.data())
def test_a_workbook_cut_or_changed_anywhere_is_read_or_refused(name: str, data: st.DataObject) -> None:
    whole = WHOLE[name]
    at = data.draw(st.integers(0, len(whole)))
    inserted = data.draw(st.binary(max_size=8))

    assert outcome(whole[:at] + inserted + whole[at + data.draw(st.integers(0, 64)) :]) in CODES


@pytest.mark.evidence
def test_ten_thousand_damaged_workbooks_are_read_or_refused() -> None:
    counts = counted(10_000, 4)
    print(f"\nworkbooks damaged: {dict(counts.most_common())}")

    assert 10_000 == sum(counts[code] for code in CODES)
