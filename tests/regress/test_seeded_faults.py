"""Fifteen faults that people make, in each of two rubrics: every one is found at its place, and nothing else is told."""

from __future__ import annotations

import pytest
from seeded_faults import NAMES, Fault, Found, faults_of, planted, unanswerable

pytest.importorskip("z3")
EVERY = [pytest.param(name, fault, id=f"{name}-{i}") for name in NAMES for i, fault in enumerate(faults_of(name), 1)]
TOGETHER = [(name, stage) for name in NAMES for stage in sorted({fault.stage for fault in faults_of(name)})]


def test_there_are_fifteen_in_each() -> None:
    assert [15, 15] == [len(faults_of(name)) for name in NAMES]


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_told_of_a_rubric_without_fault(name: str) -> None:
    assert Found(frozenset()) == planted(name, ())


@pytest.mark.parametrize(("name", "fault"), EVERY)
def test_a_fault_is_told_at_its_place_and_nothing_else(name: str, fault: Fault) -> None:
    found = planted(name, [fault])
    print(f"\n{name}: {fault.fault}")
    for one in sorted(found.told, key=lambda one: one.code):
        print(f"    {one.code:24} {one.file}  {one.at}")

    assert (fault.expected(), unanswerable(fault.told)) == (found.told, found.unanswered)


@pytest.mark.parametrize(("name", "stage"), TOGETHER)
def test_faults_planted_together_are_all_told_and_nothing_else(name: str, stage: str) -> None:
    faults = [fault for fault in faults_of(name) if fault.stage == stage]
    expected = {one for fault in faults for one in fault.expected()}
    found = planted(name, faults)
    print(f"\n{name}, {stage}: {len(faults)} faults at once, told at {len(found.told)} places")

    assert (expected, unanswerable(expected)) == (found.told, found.unanswered)
