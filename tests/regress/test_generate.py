"""Cases that are generated meet all that can be met, are accepted as written, and leave what they give to a person."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from youju.author.format import formatted
from youju.author.lint import lint_versions
from youju.cli.main import cli
from youju.cli.open import find_rubric, open_versions
from youju.regress.cases import cases_of
from youju.regress.generate import TO_DECIDE, generated
from youju.regress.obligations import look_of
from youju.rubric import Authored, CaseSpec
from youju.source import CodedError, parse_yaml

pytest.importorskip("z3")
EXAMPLE = Path(__file__).parents[2] / "docs" / "example"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A rubric of two cards with the cases that people wrote for it."""
    return Path(shutil.copytree(EXAMPLE, tmp_path / "example"))


def opened(folder: Path) -> Authored:
    return open_versions(find_rubric(str(folder))).last


def run(*args: object) -> Result:
    return CliRunner().invoke(cli, ["rubric", "generate", *map(str, args)], catch_exceptions=False)


def linted(folder: Path) -> set[str]:
    return {one.code for one in lint_versions(open_versions(find_rubric(str(folder))))}


def cards(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.glob("indicators/**/*.yaml"))}


@pytest.mark.parametrize("every", [False, True])
def test_with_the_cases_generated_every_obligation_is_met_that_can_be(folder: Path, every: bool) -> None:
    authored = opened(folder)
    for one in generated(authored, list(authored.rubric.indicators), every):
        at_hand = [case.spec for case in cases_of(authored) if case.indicator == one.indicator.id and not every]
        looks = [look_of(authored.rubric, one.indicator, case) for case in (*at_hand, *(it.spec for it in one.drafts))]
        unmet = [it.id for it in one.obligations if not any(map(it.met, looks))]

        assert unmet == [name for name, why in one.unmet.items() if why == "none"]
        assert one.proved


def test_none_of_the_cases_can_be_spared(folder: Path) -> None:
    authored = opened(folder)
    for one in generated(authored, list(authored.rubric.indicators), every=True):
        looks = {i: look_of(authored.rubric, one.indicator, draft.spec) for i, draft in enumerate(one.drafts)}
        alone = [
            any(
                it.met(look) and not any(it.met(other) for j, other in looks.items() if j != i)
                for it in one.obligations
            )
            for i, look in looks.items()
        ]

        assert [True] * len(one.drafts) == alone


def test_cases_appended_to_cards_are_accepted_and_leave_the_rest_as_it_was(folder: Path) -> None:
    before, told = cards(folder), linted(folder)
    written = run(folder, "--all", "--write")
    after = cards(folder)

    assert 0 == written.exit_code
    assert {code for code in told if code != "lint-no-case"} == linted(folder)
    assert [True] * len(before) == [after[name].startswith(text.rstrip("\n")) for name, text in before.items()]
    assert after == {name: formatted(text) for name, text in after.items()}
    assert {"decided", "blank"} == {case.spec.standing for case in cases_of(opened(folder))}


def test_what_is_written_once_is_not_written_again(folder: Path) -> None:
    run(folder, "--write")
    once = cards(folder)
    again = run(folder, "--write")

    assert (0, once) == (again.exit_code, cards(folder))
    assert "不用另写" in again.output.splitlines()[-1]


def test_a_file_to_paste_from_holds_cases_by_indicator_and_is_not_written_over(folder: Path, tmp_path: Path) -> None:
    into = tmp_path / "cases.yaml"
    run(folder, "--all", "--into", into)
    text = into.read_text(encoding="utf-8")
    node, problems = parse_yaml(text, "")
    expected = {
        one.indicator.id: len(one.drafts)
        for one in generated(opened(folder), list(opened(folder).rubric.indicators), every=True)
    }

    assert () == problems
    assert node is not None
    assert expected == {key.text: len(getattr(value, "items", ())) for key, value in node.entries}
    assert sum(expected.values()) == text.count(f"expect:  # {TO_DECIDE}")
    with pytest.raises(CodedError, match="--force"):
        run(folder, "--all", "--into", into)


def test_what_the_engine_makes_of_a_case_is_told_only_where_asked_and_never_as_what_to_expect(folder: Path) -> None:
    plain, shown = (run(folder, "--all", *more).output for more in ((), ("--show",)))

    assert "the engine makes" not in plain
    assert plain.splitlines() == [line for line in shown.splitlines() if "the engine makes" not in line]
    assert plain.count("given:") == shown.count("# 程序算得")


def test_cases_in_braces_cannot_be_appended_to_and_nothing_is_written(folder: Path) -> None:
    path = folder / "indicators" / "procurement-rate.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text[: text.index("cases:")] + "cases: []\n", encoding="utf-8")
    before = cards(folder)
    with pytest.raises(CodedError) as refused:
        run(folder, "--write")

    assert ("generate-unwritable", before) == (refused.value.code, cards(folder))


def test_a_pinned_case_counts_for_nothing_and_a_blank_one_waits(folder: Path) -> None:
    authored = opened(folder)
    name = next(iter(authored.rubric.indicators))
    counts = {
        standing: _needed(folder, name, standing) for standing in ("pin: true, expect: {points: 0}", "expect: {}")
    }

    assert counts["expect: {}"] < counts["pin: true, expect: {points: 0}"]


def _needed(folder: Path, name: str, standing: str) -> int:
    """How many cases are to be added where all that could be are there, each of this standing."""
    path = next(path for path in folder.glob("indicators/**/*.yaml") if path.stem == name)
    text = path.read_text(encoding="utf-8")
    drafts = next(iter(generated(opened(folder), [name], every=True))).drafts
    rows = "".join(f"  - {{given: {_flow(draft.spec)}, {standing}}}\n" for draft in drafts)
    path.write_text(f"{text[: text.index('cases:')]}cases:\n{rows}", encoding="utf-8")
    try:
        return len(next(iter(generated(opened(folder), [name], every=False))).drafts)
    finally:
        path.write_text(text, encoding="utf-8")


def _flow(spec: CaseSpec) -> str:
    return "{" + ", ".join(f"{name}: {value}" for name, value in spec.given.items()) + "}"
