"""What is told beside the points of cards: transfers, caps, new ids, readings, and the two sides of the command."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

from small_rubrics import BECAUSE, build, card
from youju.cli.main import cli
from youju.regress.diff.diff import diff
from youju.rubric import Rubric

ROOT = Path(__file__).resolve().parents[2]
DATED, FORMS = (str(ROOT / "tests" / "rubrics" / "good" / name) for name in ("over-the-years", "forms"))
BONUS = card("bonus", "0", {"each": ("true", "得奖数")}, adjustment=True)


def rubric(most: str = "3", name: str = "spent", to: str = "other", **more: object) -> Rubric:
    cards = [
        card(name, "5", {"share": ("true", "min(weight, 支出数)")}),
        card("moved", "2", {"all": ("有项目", "weight"), "none": ("not(有项目)", "0")}, applies="有资金"),
        card("other", "3", {"all": ("true", "weight")}),
        BONUS,
    ]
    caps = [{"id": "bonus", "of": "bonus", "most": most}]
    facts = {"支出数": "count", "有资金": "boolean", "有项目": "boolean", "得奖数": "count"}
    return build(facts, cards, caps=caps, transfers=[{"id": "move", "from": "moved", "to": to}], **more)


def test_a_cap_is_told_with_what_it_cuts_more() -> None:
    found = diff(rubric("3"), rubric("2"))

    assert ["cap"] == [part.what for part in found.parts]
    assert found.parts[0].effect is not None
    assert "高于 2 分的，至多少得 1 分；其余不变" == found.parts[0].effect.zh


def test_weight_that_goes_elsewhere_changes_the_points_of_both_places() -> None:
    found = diff(rubric(to="other"), rubric(to="spent"))
    kinds = {one.id: one.kind for one in found.indicators}
    loss = next(one.loss for one in found.indicators if one.id == "other")

    assert {"spent": "changed", "moved": "same", "other": "changed", "bonus": "same"} == kinds
    assert ["transfer"] == [part.what for part in found.parts]
    assert loss is not None
    assert -2 == loss.points


def test_a_card_under_another_id_is_proposed_to_be_that_which_is_gone() -> None:
    found = diff(rubric(), rubric(name="paid"))

    assert {"paid": ("added", "spent"), "spent": ("removed", None)} == {
        one.id: (one.kind, one.renamed) for one in found.indicators if one.kind in ("added", "removed")
    }


def test_a_rewrite_that_only_a_printed_rate_tells_is_not_called_the_same() -> None:
    # Figures never come to more than 100%; a report may print more.
    facts = {"已办数": at_most(3, least=0), "应办数": at_most(5, least=3), "写出率": "percent"}
    old, new = ({"over": ("率 > 120%", "0"), "rest": ("率 <= 120%", "weight")}, {"all": ("率 >= 0%", "weight")})
    more = {
        "let": {"率": {"from": "已办数 / 应办数", "stated": "写出率"}},
        "open": [{"when": "应办数 = 0", "because": BECAUSE}],
    }
    (found,) = diff(*(build(facts, [card("rate", "4", rules, **more)]) for rules in (old, new))).indicators

    assert "missing" == found.kind
    assert found.missing is not None
    assert (0, 4) == (found.missing.before.came, found.missing.after.came)


def test_halves_that_are_rounded_away_from_zero_on_both_sides_of_it_count_for_the_most_that_is_gained() -> None:
    # Everywhere 3 more, and entered as 4 only where -0.5 becomes 2.5.
    other = card("other", "3", {"all": ("true", "weight")})
    old, new = (
        build(
            {"数": at_most(100, least=0)},
            [other, card("bonus", "0", {"all": ("true", points)}, adjustment=True, round="1")],
        )
        for points in ("数 / 100 - 1", "数 / 100 + 2")
    )
    gain, loss = diff(old, new).indicators[1].gain, diff(new, old).indicators[1].loss

    assert gain is not None
    assert loss is not None
    assert ((4, "proved"), (-4, "proved")) == ((gain.points, gain.verdict), (loss.points, loss.verdict))


def at_most(most: int, least: int) -> dict[str, object]:
    return {"type": "count", "unit": "项", "bounds": {"min": least, "max": most}}


def test_two_versions_of_one_rubric_are_compared_by_their_days() -> None:
    ran = CliRunner().invoke(cli, ["rubric", "diff", DATED, "--on", "2023-12-31", "--to", "2024-12-31", "--json"])
    record = json.loads(ran.output)

    assert "youju-rubric-diff/1" == record["format"]
    assert record["counts"]["changed"] > 0


def test_the_three_ways_to_count_units_are_compared_without_being_declared() -> None:
    ran = CliRunner().invoke(cli, ["rubric", "ambiguity", FORMS, "stepped", "--json"])
    pairs = json.loads(ran.output)["pairs"]

    assert [["whole", "started"], ["whole", "pro_rata"], ["started", "pro_rata"]] == [
        [reading["id"] for reading in pair["readings"]] for pair in pairs
    ]
    assert ["-0.5", "-0.49", "0"] == [pair["loss"]["points"] for pair in pairs]


def counting(rules: dict[str, tuple[str, str]], **known: object) -> Rubric:
    return build({"数": {"type": "count", "unit": "项", **known}}, [card("甲", "5", rules)])


def test_a_card_over_facts_that_are_known_otherwise_is_not_called_the_same() -> None:
    rules = {"many": ("数 > 3", "weight"), "few": ("true", "0")}
    default = {"value": "4 项", "zh": "没有提到的算四项", "en": "four where none are told"}
    plain, narrow, given = counting(rules), counting(rules, bounds={"max": "5"}), counting(rules, default=default)
    found = [diff(plain, other).indicators[0] for other in (plain, narrow, given)]

    assert ["same", "missing", "missing"] == [one.kind for one in found]
    assert all(one.why is not None for one in found[1:])


def test_points_rounded_half_to_even_are_told_as_not_analysed_where_they_change() -> None:
    old, new = (counting({"all": ("true", f"decimal(min(5, 数 / {by}), 0)")}) for by in (3, 4))

    assert ["unanalysed"] == [one.kind for one in diff(old, new).indicators]
