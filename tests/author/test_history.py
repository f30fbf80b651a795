"""What is said of a rubric over the years to those who write it: history, lint of every version, what `new` must add."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, ClassVar

import jsonschema
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from dated_rubric import FOLDER, copied, dictionary, versions
from youju.author.format import formatted
from youju.author.history import ORDER, as_json, days_without, history, parts
from youju.author.lint import level_of, lint_versions
from youju.author.schema import schema
from youju.rubric import dictionary_of, load_versions
from youju.source import parse_yaml

FILES = sorted(path for path in FOLDER.rglob("*.yaml"))
CHANGE = "because: {zh: 改, en: changed}, basis: [{mark: assumed, text: 改}]"


def told(indicator: str | None = None) -> list[tuple[str, str, str, Any, Any]]:
    return [
        (str(one.day), one.file.rpartition("/")[2], ".".join(part.path), as_json(part.before), as_json(part.after))
        for one in history(versions(), indicator)
        for part in one.parts
        if part.path[0] != "cases"
    ]


def test_history_tells_each_part_with_what_it_was_and_is():
    parts_ = [one for one in told() if one[1] not in ("agree.yaml", "rubric.yaml")]

    assert parts_ == [
        ("2024-01-01", "call-back.yaml", "weight", "4", "6"),
        ("2024-01-01", "filing.yaml", "weight", "8", "6"),
        ("2024-01-01", "on-time.yaml", "rules.reached.when", "办结率 >= 90%", "办结率 >= 95%"),
        ("2025-01-01", "on-time.yaml", "weight", "8", "5"),
    ]


def test_a_list_written_anew_is_told_by_what_is_new_in_it():
    """The change replaces all checks, and one of them is new."""
    found = [one[2] for one in told() if one[1] == "agree.yaml"]

    assert found == ["checks.more-online-than-handled"]


def test_history_of_an_indicator_is_its_card_and_what_mentions_it():
    found = [(day, file, path) for day, file, path, _, _ in told("online")]

    assert found == [
        ("2025-01-01", "rubric.yaml", "sections.work.groups.service.indicators.online"),
        ("2025-01-01", "agree.yaml", "checks.more-online-than-handled"),
    ]


def node(text: str) -> Any:
    found, problems = parse_yaml(text, "")
    assert problems == ()
    return found


def test_rules_that_only_change_places_are_told_as_their_order():
    one, other = node("rules: [{id: a, n: 1}, {id: b, n: 2}]"), node("rules: [{id: b, n: 2}, {id: a, n: 1}]")
    found = [(part.path, as_json(part.before), as_json(part.after)) for part in parts(one, other)]

    assert found == [(("rules", ORDER), ["a", "b"], ["b", "a"])]


@pytest.mark.parametrize(
    ("rules", "order"),
    [("a b c", None), ("c a b", ["c", "a", "b"]), ("a", None), ("b", None), ("a c b", ["a", "c", "b"])],
)
def test_where_a_rule_is_put_in_is_told_unless_it_is_last(rules: str, order: list[str] | None):
    """Under hit `first` a rule put before another takes points from it."""
    one, other = (
        node("rules: [" + ", ".join(f"{{id: {name}}}" for name in text.split()) + "]") for text in ("a b", rules)
    )
    found = [as_json(part.after) for part in parts(one, other) if part.path[-1] == ORDER]

    assert found == ([] if order is None else [order])


@pytest.mark.parametrize("after", [["y", "x", "x"], ["x", "x", "x", "y"], ["x", "y"]])
def test_items_without_names_that_move_or_double_are_told_by_the_whole_list(after: list[str]):
    before = ["x", "x", "y"]
    one, other = (node("open: [" + ", ".join(f"{{when: {name}}}" for name in names) + "]") for names in (before, after))
    found = [(part.path, as_json(part.before), as_json(part.after)) for part in parts(one, other)]

    assert found == [(("open",), *([{"when": name} for name in names] for names in (before, after)))]


TEXTS = st.sampled_from(["a: 1", "a: 2", "a: [x, y]", "a: [y]", "b: {c: 1}", "b: {c: 2, d: 3}", "a: [{id: i, n: 1}]",
    "a: [{id: i, n: 2}, {id: j, n: 1}]", "a: [{n: 1}, {n: 2}]", "a: [{n: 2}]", "a: [{n: 2}, {n: 1}]",
    "a: [{n: 2}, {n: 2}]", "a: [x, x, y]", "a: [{id: j, n: 1}, {id: i, n: 2}]"])  # fmt: skip


@given(TEXTS, TEXTS)
def test_two_files_differ_in_a_part_unless_they_say_the_same(one: str, other: str):
    same = yaml.safe_load(one) == yaml.safe_load(other)

    assert same == (list(parts(node(one), node(other))) == [])


def test_the_rubric_of_three_years_lints_clean():
    assert [one.line() for one in lint_versions(versions()) if level_of(one) != "note"] == []


def test_lint_tells_what_fails_in_one_version_with_its_day(tmp_path: Path):
    folder = copied(tmp_path, "indicators/work/on-time.yaml", "points: 4.7", "points: 4.8")
    found = [(one.code, one.zh) for one in lint_versions(load_versions(folder, dictionary()))]

    assert found == [
        ("lint-case", "用例“分值调低”：points 应为 4.8，算得 4.7（2025-01-01 起如此；改在这一天的 changes 里）")
    ]


def test_lint_tells_what_fails_in_every_version_once(tmp_path: Path):
    folder = copied(tmp_path, "indicators/work/filing.yaml", "en: Filed", "en: 归档率")
    found = [(one.code, one.zh) for one in lint_versions(load_versions(folder, dictionary()))]

    assert found == [("lint-untranslated", "没有译成英文：归档率")]


def test_a_fact_that_only_a_later_version_reads_is_read(tmp_path: Path):
    folder = copied(
        tmp_path,
        "indicators/work/filing.yaml",
        "{weight: 6}",
        "{weight: 6, rules.share.when: 归档比 >= 0% and 销毁数 >= 0}",
    )
    facts = folder / "dictionary" / "counter.yaml"
    more = '  销毁数: {en: destroyed, type: count, unit: 件, within: [归档率], phrases: ["销毁{count}"]}\n'
    facts.write_text(facts.read_text("utf-8") + more, "utf-8")
    found = lint_versions(load_versions(folder, dictionary_of(folder)))

    assert "lint-unread-fact" not in {one.code for one in found}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_files_with_changes_stay_as_they_are_formatted(path: Path):
    text = formatted(path.read_text("utf-8"))
    assert text is not None

    assert (text, as_json(node(path.read_text("utf-8")))) == (formatted(text), as_json(node(text)))


class _Editor(yaml.SafeLoader):
    """YAML as editors read it: a day is a text."""

    yaml_implicit_resolvers: ClassVar[Any] = {
        first: [one for one in found if not one[0].endswith("timestamp")]
        for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


def kind_of(path: Path) -> Any:
    if path.parent.name in ("dictionary", "checks"):
        return path.parent.name
    return "rubric" if path.name == "rubric.yaml" else "card"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_the_schema_takes_files_with_changes(path: Path):
    validator = jsonschema.Draft7Validator(schema(kind_of(path), dictionary_of(FOLDER)))
    found = yaml.load(path.read_text("utf-8"), _Editor)

    assert [error.message for error in validator.iter_errors(found)] == []


@pytest.mark.parametrize(
    ("set_", "right"),
    [({"weight": 3}, True), ({"rules.reached.when": "true"}, True), ({"hit": "sum"}, True), ({"score": {"form": "bonus", "items": [], "most": 1}}, True),
     ({"wieght": 3}, False), ({"hit": "frist"}, False), ({"indicator": "x"}, False), ({"rulse.reached.when": "true"}, False)],
)  # fmt: skip
def test_the_schema_knows_what_a_change_may_set(set_: dict[str, Any], right: bool):
    card = yaml.load((FOLDER / "indicators" / "work" / "on-time.yaml").read_text("utf-8"), yaml.BaseLoader)
    card["adjustment"] = False
    card["changes"] = [
        {
            "from": "2024-01-01",
            "because": {"zh": "改", "en": "x"},
            "basis": [{"mark": "assumed", "text": "改"}],
            "set": set_,
        }
    ]
    validator = jsonschema.Draft7Validator(schema("card", dictionary_of(FOLDER)))

    assert right == (list(validator.iter_errors(json.loads(json.dumps(card)))) == [])


@pytest.mark.parametrize(
    ("changed", "without"),
    [
        ("set: {year: x}", ()),
        ("set: {sections.s.groups.g.weight: 3}", ()),
        ("set: {sections.s.groups.g.indicators: [a]}", ("2024-01-01",)),
        ("set: {sections.s.groups.g.indicators: [a, new]}", ()),
        ("set: {sections: [{id: s, groups: [{id: g, indicators: [a]}]}]}", ("2024-01-01",)),
    ],
)  # fmt: skip
def test_versions_with_a_list_of_their_own_are_named_when_an_indicator_is_added(changed: str, without: tuple[str, ...]):
    text = f"sections: [{{id: s, groups: [{{id: g, weight: 2, indicators: [a, new]}}]}}]\nchanges:\n  - {{from: 2024-01-01, {CHANGE}, {changed}}}\n"

    assert without == tuple(str(day) for day in days_without(text, "new"))
