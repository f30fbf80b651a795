"""Whole-department cases: sums and caps checked by a whole run, and one case an indicator for all who ask."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from youju.audit.cases import run_case
from youju.audit.departments import run_department
from youju.regress.cases import cases_of
from youju.rubric import Authored, DepartmentSpec, Versions, dictionary_of, load_versions, packs

FOLDER = Path(__file__).parents[1] / "rubrics" / "good" / "departments"
PACKS = {pack.name: pack.folder for pack in packs()}


def versions(folder: Path = FOLDER) -> Versions:
    return load_versions(folder, dictionary_of(folder))


def department(**more: object) -> DepartmentSpec:
    given = {"窗口办件数": "100 件", "按时办结数": "100 件", "需要回访": "true", "回访数": "50 件", "锦旗数": "3 次"}
    return DepartmentSpec.read({"department": "甲局", "given": given, **more})


def all_versions() -> list[Authored]:
    return [version for folder in (*PACKS.values(), FOLDER) for version in versions(folder).all]


def test_a_department_case_of_a_day_holds_for_the_version_of_that_day():
    held = {version.span.start: {one.model.department for one in version.departments} for version in versions().all}

    expected = {
        date(2023, 1, 1): {"样样做到的窗口", "旧办法的窗口"},
        date(2024, 1, 1): {"样样做到的窗口", "新办法的窗口"},
    }
    assert expected == held


def test_department_cases_do_not_enter_the_digest(tmp_path: Path):
    bare = tmp_path / "departments"
    for path in (path for path in FOLDER.rglob("*.yaml") if path.parent.name != "cases"):
        (bare / path.relative_to(FOLDER)).parent.mkdir(parents=True, exist_ok=True)
        (bare / path.relative_to(FOLDER)).write_bytes(path.read_bytes())

    assert [one.rubric.digest for one in versions().all] == [one.rubric.digest for one in versions(bare).all]


def test_a_whole_run_has_the_transfers_the_caps_and_the_sums():
    rubric = versions().on(date(2023, 6, 1)).rubric
    found = run_department(rubric, department(), "exact")

    points = {name: one.points for name, one in found.indicators.items()}
    assert {"on-time": 6, "call-back": 2, "praise": 2} == points
    assert {"handling": 6, "calling": 2} == found.sections
    assert Fraction(10) == found.total
    assert found.passed


@pytest.mark.parametrize(
    ("expect", "told"),
    [
        ({"total": 11}, [(("total",), "11", "10")]),
        ({"sections": {"calling": 3, "handling": 6}}, [(("sections", "calling"), "3", "2")]),
        ({"total": 10, "sections": {"calling": 2}}, []),
    ],
)
def test_a_sum_that_differs_is_told_with_its_way(expect: dict[str, object], told: list[object]):
    rubric = versions().on(date(2023, 6, 1)).rubric
    found = run_department(rubric, department(expect=expect), "exact")

    assert told == [(way, one.expected, one.found) for way, one in found.differences]


def test_points_of_an_indicator_are_those_within_its_caps():
    rubric = versions().on(date(2023, 6, 1)).rubric
    before = department(expect={"indicators": {"praise": {"points": 3}}})
    within = department(expect={"indicators": {"praise": {"points": 2}}})

    assert (False, True) == (run_department(rubric, before, "exact").passed, run_department(rubric, within).passed)


@pytest.mark.parametrize("version", all_versions(), ids=lambda one: f"{one.rubric.id}-{one.span.start}")
def test_every_department_case_of_the_project_holds(version: Authored):
    failing = {
        one.model.department for one in version.departments if not run_department(version.rubric, one.model).passed
    }

    assert set() == failing


@pytest.mark.parametrize("version", all_versions(), ids=lambda one: f"{one.rubric.id}-{one.span.start}")
def test_the_cases_of_a_department_hold_for_each_indicator_alone(version: Authored):
    """A bonus that was cut to its cap is not expected of the indicator, whose own points are more."""
    cases = [case for case in cases_of(version) if case.department is not None]
    failing = [
        (case.indicator, case.title)
        for case in cases
        if run_case(version.rubric, version.rubric.indicators[case.indicator], case.spec, "exact").differences
    ]

    spoken = [name for file in version.departments for name in file.model.expect.indicators]
    assert spoken == [case.indicator for case in cases]
    assert [] == failing
