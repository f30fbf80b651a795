"""What workers say of a draft is what the commands say of the same files."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from forked import youju
from hypothesis import given, settings
from hypothesis import strategies as st

from youju.author.edits import Item, Put
from youju.author.splice import edited
from youju.desk.desk import Desk
from youju.desk.drafts import base_files
from youju.desk.work.card_form import card_form, key_of, typed_text
from youju.desk.work.offers import offers
from youju.desk.work.rubric import RubricAsk, cases, lint
from youju.desk.work.rubric_checks import coverage, differences, proofs
from youju.desk.work.rubric_shown import card, table
from youju.rubric import packs

CARD = "indicators/benefit/budget-adjustment-rate.yaml"
EDITS: Mapping[str, Callable[[str], str]] = {
    "as it is": lambda text: text,
    "a wrong comma": lambda text: text.replace("points: weight\n", "points: weight，\n"),
    "half the points": lambda text: text.replace("points: weight\n", "points: weight / 2\n"),
    "no YAML": lambda text: text.replace("rules:", "rules: ["),
    "another weight": lambda text: text.replace("weight: 2\n", "weight: 3\n"),
    "an unknown name": lambda text: text.replace("abs(调整率) > 10%", "abs(调整律) > 10%"),
    "a rule that is never reached": lambda text: text.replace("abs(调整率) <= 10%", "abs(调整率) > 11%"),
}
EVERY_CARD = [
    (pack.name, path.relative_to(pack.folder).as_posix(), path.read_text("utf-8"))
    for pack in packs()
    for path in sorted((pack.folder / "indicators").rglob("*.yaml"))
]


def _ask(desk: Desk, version: str, edit: str) -> RubricAsk:
    text = EDITS[edit](base_files(desk, version)[CARD])
    return RubricAsk(str(desk.store.folder), version, ((CARD, text),))


def _written(desk: Desk, ask: RubricAsk, folder: Path) -> Path:
    home = folder / "lechang-2023"
    for path, text in {**base_files(desk, ask.base), **dict(ask.changes)}.items():
        if text is not None:
            (home / path).parent.mkdir(parents=True, exist_ok=True)
            (home / path).write_text(text, encoding="utf-8")
    return home


@pytest.mark.parametrize("edit", EDITS)
def test_lint_is_that_of_the_command(desk: Desk, version: str, tmp_path: Path, edit: str) -> None:
    ask = _ask(desk, version, edit)
    home = _written(desk, ask, tmp_path)
    run = youju("rubric", "lint", str(home), "--json")
    found = lint(ask)
    if run.returncode == 2:  # a folder that does not load is told on standard error, with a line for each place
        places = [f"{home}/{one['file']}:{one['line']}:{one['column']}" for one in found]
        told = [line.removeprefix("  → ") for line in run.stderr.split("\n") if line.startswith("  → ")]
        assert told == places
    else:
        keys = ("level", "code", "zh", "en")
        expected = [{**{key: one[key] for key in keys}, "place": one["place"]} for one in json.loads(run.stdout)]
        places = [f"lechang-2023/{one['file']}:{one['line']}:{one['column']}" for one in found]
        assert expected == [
            {**{key: one[key] for key in keys}, "place": place} for one, place in zip(found, places, strict=True)
        ]


def test_cases_are_red_and_green_as_the_command_has_them(desk: Desk, version: str, tmp_path: Path) -> None:
    ask = _ask(desk, version, "half the points")
    run = youju("rubric", "test", str(_written(desk, ask, tmp_path)), "--json")
    told = [one for one in json.loads(run.stdout)["rubrics"][0]["cases"] if one["failures"]]
    found = [one for one in cases(ask) if not one["passed"]]

    expected = [(one["place"].split(":")[0], one["title"], _pairs(one), one["failures"][0]["reasons"]) for one in told]
    assert expected == [
        (
            f"lechang-2023/{one['file']}", one["title"],
            [(each["what"], each["expected"], each["found"]) for each in one["differences"]], one["reasons"],
        )
        for one in found
    ]  # fmt: skip
    assert found


def _pairs(one: dict[str, Any]) -> list[tuple[str, str, str]]:
    return [
        (" ".join(each["at"]), each["expected"], each["found"])
        for failure in one["failures"]
        for each in failure["differences"]
    ]


def test_a_draft_is_checked_against_its_version(desk: Desk, version: str) -> None:
    ask = _ask(desk, version, "half the points")
    covered = [(one["indicator"], one["covered"] <= one["possible"]) for one in coverage(ask, [CARD])]
    refuted = [one["code"] for one in proofs(ask, [CARD], head=False) if one["verdict"] == "refuted"]
    told = differences(ask, RubricAsk(ask.folder, version), "zh")

    expected = ([("budget-adjustment-rate", True)], ["prove-full-marks"], "31 项指标：相同（已证明） 30，有变 1")
    assert expected == (covered, refuted, told[0])


def test_the_table_and_the_cards_are_those_of_the_rubric(desk: Desk, version: str) -> None:
    ask = RubricAsk(str(desk.store.folder), version)
    found = table(ask)
    rows = [row for section in found["sections"] for group in section["groups"] for row in group["rows"]]
    shown = {row["id"]: card(ask, row["id"]) for row in [*rows, *found["adjustments"]]}

    expected = {row["id"]: (row["title"], row["weight"] or None, len(row["scoring"]["lines"])) for row in rows}
    assert expected == {
        name: (one["title"], one["weight"], len(one["scoring"]["lines"]))
        for name, one in shown.items()
        if one is not None and one["weight"]
    }
    assert sum(int(row["weight"]) for row in rows) == int(found["total"])


@pytest.mark.parametrize("text", [text for _, _, text in EVERY_CARD], ids=[f"{a}/{b}" for a, b, _ in EVERY_CARD])
def test_a_form_that_says_what_stands_there_changes_no_byte(text: str) -> None:
    form = card_form(text)
    assert form is not None
    typed = {cell["name"]: cell["text"] for row in form["rows"] for cell in row["cells"]}
    for case in form["cases"]:
        typed |= {case["given"]["name"]: case["given"]["text"].replace("\n", "\r\n")}
        typed |= {cell["name"]: cell["text"] for cell in case["cells"].values()}

    assert text == typed_text(text, typed)


@settings(max_examples=60)
@given(
    data=st.data(),
    value=st.sampled_from(["0", "weight", "调整率 > 10%", "说明：一、二", "#a", "是 {x}", "- 1", "a: b"]),
)
def test_an_edit_of_a_field_is_the_splice_of_its_place(data: st.DataObject, value: str) -> None:
    _, _, text = data.draw(st.sampled_from(EVERY_CARD))
    form = card_form(text)
    assert form is not None
    cell = data.draw(st.sampled_from([cell for row in form["rows"] for cell in row["cells"] if cell["text"]]))
    path = tuple(Item(one["id"]) if isinstance(one, dict) else one for one in json.loads(cell["name"][2:]))

    assert edited(text, [Put(path, value)]) == typed_text(text, {cell["name"]: value})
    assert cell["name"] == f"f:{key_of(path)}"


def test_rows_and_cases_are_added_and_taken_out_in_one_save(desk: Desk, version: str) -> None:
    text = base_files(desk, version)[CARD]
    typed = {
        'new:id:["rules"]': "never", 'new:when:["rules"]': "false", 'new:points:["rules"]': "0", 'drop:["cases",2]': "on",
        "case:note": "新的", "case:given": "年初预算数 = 1 元\r\n调整后预算数 = 1 元", "case:points": "2",
    }  # fmt: skip
    before, after = (card_form(one) for one in (text, typed_text(text, typed)))
    assert before is not None
    assert after is not None
    rules = [row["id"] for row in after["rows"] if row["kind"] == "rule"]
    notes = [case["cells"]["note"]["text"] for case in before["cases"]]

    expected = (["over-10", "up-to-10", "never"], [*notes[:2], *notes[3:], "新的"])
    assert expected == (rules, [case["cells"]["note"]["text"] for case in after["cases"]])


@pytest.mark.parametrize(
    ("written", "offered"),
    [
        ("hit: ", "unique"),
        ("rules:\n  - ", "when"),
        ("rules:\n  - id: x\n    because: {z", "zh"),
        ("rules:\n  - id: x\n    when: 年初", "年初预算数"),
        ("let: {执行率: 甲 / 乙}\nrules:\n  - id: x\n    when: 执", "执行率"),
        ("basis: [{mark: ", "assumed"),
        ("cases:\n  - {note: 甲, given: {", "年初预算数"),
        ("cases:\n  - {note: 甲, given: {年初预算数: 3 元}, expect: {", "points"),
        ("cases:\n  - note: 甲\n    expect:\n      ", "status"),
    ],
)
def test_what_may_stand_at_the_cursor_is_offered(desk: Desk, version: str, written: str, offered: str) -> None:
    ask = RubricAsk(str(desk.store.folder), version)
    lines = written.split("\n")
    found = offers(ask, CARD, written, len(lines), len(lines[-1]) + 1, "zh")

    assert offered in [one["label"] for one in found]
