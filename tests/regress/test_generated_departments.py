"""Whole departments put together of generated cases: they load, show what they say, and are no more than need be."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from youju.audit.departments import run_department
from youju.cli.main import cli
from youju.regress.obligations import look_of, obligations
from youju.rubric import Authored, CaseSpec, DepartmentSpec, dictionary_of, load_versions
from youju.source import CodedError

GOOD = Path(__file__).parents[1] / "rubrics" / "good" / "departments"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any]]:
    """A rubric whose cases are those written for it, and what the command says of them."""
    folder = tmp_path_factory.mktemp("made") / "departments"
    shutil.copytree(GOOD, folder, ignore=shutil.ignore_patterns("cases"))
    args = ["rubric", "generate", str(folder), "--all", "--departments", str(folder / "cases"), "--json"]
    record = json.loads(CliRunner().invoke(cli, args).stdout)
    return folder, record["rubrics"][0]


def loaded(folder: Path) -> tuple[Authored, list[DepartmentSpec]]:
    version = load_versions(folder, dictionary_of(folder)).last
    files = sorted(version.departments, key=lambda one: int(one.place().file.split("-")[-1].removesuffix(".yaml")))
    return version, [one.model for one in files]


def test_what_is_written_loads_as_departments_that_wait_for_a_person(made: tuple[Path, dict[str, Any]]) -> None:
    _, departments = loaded(made[0])

    assert [one["given"] for one in made[1]["departments"]["departments"]] == [one.given for one in departments]
    assert {"blank"} == {one.standing for one in departments}


def test_each_department_shows_what_it_says(made: tuple[Path, dict[str, Any]]) -> None:
    rubric = loaded(made[0])[0].rubric
    said = {
        (i, name, meets)
        for i, one in enumerate(made[1]["departments"]["departments"])
        for name, shown in one["meets"].items()
        for meets in shown
        if name != "total"
    }
    shows = {
        (i, name, obligation.id)
        for i, one in enumerate(made[1]["departments"]["departments"])
        for name, card in rubric.indicators.items()
        for obligation in obligations(rubric, card)
        if obligation.met(look_of(rubric, card, CaseSpec(given=one["given"])))
    }

    assert set() == said - shows


def test_they_show_together_all_that_the_cases_of_cards_do(made: tuple[Path, dict[str, Any]]) -> None:
    whole = made[1]["departments"]
    shown = {(name, one) for each in whole["departments"] for name, found in each["meets"].items() for one in found}
    shown |= {(one["indicator"], met) for one in whole["apart"] for met in one["meets"]}
    wanted = {
        (one["indicator"], met) for one in made[1]["indicators"] for case in one["cases"] for met in case["meets"]
    }

    assert set() == wanted - shown


def test_a_department_is_made_for_each_bound_of_the_total(made: tuple[Path, dict[str, Any]]) -> None:
    rubric = loaded(made[0])[0].rubric
    totals = {
        met: run_department(rubric, DepartmentSpec(department="-", given=one["given"]), "exact").uncut
        for one in made[1]["departments"]["departments"]
        for met in one["meets"].get("total", ())
    }

    assert {"cap/total-cap/most/over", "cap/total-cap/most/at"} == set(totals)
    assert 10 == totals["cap/total-cap/most/at"] < totals["cap/total-cap/most/over"]


def test_bounds_of_an_adjustment_are_left_to_departments(made: tuple[Path, dict[str, Any]]) -> None:
    on_cards = {met for one in made[1]["indicators"] for case in one["cases"] for met in case["meets"]}
    of_departments = {met for one in made[1]["departments"]["departments"] for met in one["meets"].get("praise", ())}

    assert set() == {one for one in on_cards if one.startswith("cap/")}
    assert {"cap/praise-cap/most/over", "cap/praise-cap/most/at"} <= of_departments


def test_no_more_departments_than_the_largest_card_and_the_bounds_of_the_total_need(
    made: tuple[Path, dict[str, Any]],
) -> None:
    whole = made[1]["departments"]
    most = max(len(one["cases"]) for one in made[1]["indicators"])

    assert most == whole["at_least"]
    assert most + 2 == len(whole["departments"])


def test_files_that_are_there_stay(made: tuple[Path, dict[str, Any]]) -> None:
    args = ["rubric", "generate", str(made[0]), "--all", "--departments", str(made[0] / "cases")]
    refused = CliRunner().invoke(cli, args).exception

    assert isinstance(refused, CodedError)
    assert "export-exists" == refused.code
