"""A rubric over several years: which rules are in force on a day, and what a version is."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from dated_rubric import FOLDER, REPORT, RUBRICS, copied, dictionary, versions
from youju.audit import audit
from youju.audit.cases import run_case
from youju.author.history import as_json
from youju.facts import load_dictionary
from youju.report import read
from youju.rubric import DatedFile, NotInForceError, Rubric, dictionary_of, load_rubric, load_versions, packs
from youju.rubric.changes import dated_file
from youju.rubric.read import read_folder
from youju.rubric.versions import file_in, head_in
from youju.source import RefusedError, parse_yaml

DAYS = (date(2023, 1, 1), date(2024, 1, 1), date(2025, 1, 1))
# Of 200 cases 184 in time (92%) and 150 called back (75%); 90 of 100 files filed; 120 of 200 online.
BY_HAND = {
    2023: {"on-time": "8", "call-back": "2", "filing": "7.2"},  # 92% ≥ 90%; half of 4; 8 × 90%
    2024: {"on-time": "7.36", "call-back": "3", "filing": "5.4"},  # 8 × 92% < 95%; half of 6; 6 × 90%
    2025: {"on-time": "4.6", "call-back": "3", "online": "1.8", "filing": "5.4"},  # 5 × 92%; 3 × 60%
}


def points(rubric: Rubric) -> dict[str, Fraction]:
    return {row.indicator: row.points for row in audit(read(REPORT), rubric, "exact").ledger.rows}


@pytest.mark.parametrize("day", ["01-01", "06-30", "12-31"])
@pytest.mark.parametrize("year", BY_HAND)
def test_one_report_has_the_points_of_the_year_it_is_scored_by(year: int, day: str):
    expected = {name: Fraction(value) for name, value in BY_HAND[year].items()}

    actual = points(versions().on(date.fromisoformat(f"{year}-{day}")).rubric)
    assert expected == actual


def test_the_totals_of_the_three_years():
    expected = [Fraction("17.2"), Fraction("15.76"), Fraction("14.8")]

    actual = [audit(read(REPORT), one.rubric, "exact").ledger.totals.recomputed for one in versions().all]
    assert expected == actual


@given(st.one_of(st.dates(DAYS[0], date(2027, 1, 1)), st.sampled_from(DAYS).flatmap(
    lambda day: st.integers(0, 2).map(lambda by: day + timedelta(by)))))  # fmt: skip
def test_a_day_has_the_version_of_the_last_change_up_to_it(day: date):
    expected = versions().all[bisect_right(DAYS, day) - 1]

    assert expected == versions().on(day)


@pytest.mark.parametrize("day", DAYS[1:])
def test_the_day_before_a_change_has_the_rules_before_it(day: date):
    at = DAYS.index(day)

    assert versions().on(day - timedelta(1)).rubric.digest == versions().all[at - 1].rubric.digest
    assert versions().on(day).rubric.digest == versions().all[at].rubric.digest


def test_before_its_first_day_a_rubric_is_not_in_force():
    with pytest.raises(NotInForceError) as error:
        versions().on(DAYS[0] - timedelta(1))

    assert "rubric-not-in-force" == error.value.code


def test_without_a_day_the_last_version_is_loaded():
    rubric = load_rubric(FOLDER, dictionary())

    assert (date(2025, 1, 1), "2025") == (rubric.spec.in_force, rubric.spec.year)
    assert versions().on(date(2024, 5, 5)).rubric == load_rubric(FOLDER, dictionary(), date(2024, 5, 5))


@pytest.mark.parametrize("at", range(3))
def test_a_version_written_out_alone_is_the_same_rubric(tmp_path: Path, at: int):
    """Its content holds what the changes come to and its first day, and no changes."""
    read_, _ = read_folder(FOLDER)
    version = versions().all[at]
    assert read_.head is not None
    alone: dict[str, Any] = {read_.head.shown: head_in(read_.head, version.span)}
    alone |= {file.shown: file_in(file, version.span) for file in (*read_.cards, *read_.checks)}
    for shown, node in alone.items():
        content = as_json(node)
        if content.get("indicator", "on-time") in version.rubric.indicators:
            path = tmp_path / shown
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(yaml.safe_dump(content, allow_unicode=True, default_style='"'), "utf-8")

    loaded = load_versions(tmp_path / FOLDER.name, dictionary())
    assert [version.rubric.digest] == [one.rubric.digest for one in loaded.all]
    assert version.rubric.content == loaded.last.rubric.content


def test_a_change_to_the_same_value_is_a_version_of_the_same_content_but_for_the_day_and_the_basis(tmp_path: Path):
    again = "    set: {weight: 6}\n  - from: 2026-01-01\n    because: {zh: 重申, en: said again}\n    basis: [{mark: stated, text: 重申}]\n    set: {weight: 6}\n"
    folder = copied(tmp_path, "indicators/work/filing.yaml", "    set: {weight: 6}\n", again)
    before, after = load_versions(folder, dictionary()).all[-2:]
    days = [one.rubric.content["rubric"].pop("in_force") for one in (before, after)]

    bases = [one.rubric.content["cards"]["filing"].pop("basis") for one in (before, after)]

    assert ["2025-01-01", "2026-01-01"] == days
    assert [*bases[0], {"mark": "stated", "text": "重申"}] == bases[1]
    assert before.rubric.content == after.rubric.content
    assert before.rubric.digest != after.rubric.digest


def test_a_version_rests_on_the_bases_of_the_changes_that_led_to_it():
    first, second = "第一次修订", "第二次修订"
    expected = {
        "on-time": [
            ["达到规定比率的得满分，否则按比例"],
            ["达到规定比率的得满分，否则按比例", first],
            ["达到规定比率的得满分，否则按比例", first, second],
        ],
        "call-back": [["分档计分"], ["分档计分", first], ["分档计分", first]],
        "filing": [["按比例"], ["按比例", first], ["按比例", first]],
    }

    actual = {
        name: [[basis.text for basis in one.rubric.indicators[name].basis] for one in versions().all]
        for name in expected
    }
    assert expected == actual


CARD = """\
indicator: x
basis: [{mark: stated, text: 全卡}]
rules:
  - {id: own, when: a, basis: [{mark: stated, text: 本条}]}
  - {id: none, when: b}
"""
RESTS = [
    # What changed; what the card and its rule `own` rest on then.
    ("weight", "1", ["全卡", "改"], ["本条"]),
    ("rules.none.when", "c", ["全卡", "改"], ["本条"]),
    ("rules.own.when", "c", ["全卡", "改"], ["本条", "改"]),
    ("rules.own.basis", "[{mark: stated, text: 另写}]", ["全卡", "改"], ["另写"]),
    ("rules.own", "{id: own, when: c, basis: [{mark: stated, text: 另写}]}", ["全卡", "改"], ["另写"]),
    ("basis", "[{mark: stated, text: 另写}]", ["另写"], ["本条"]),
]


def texts_of(node: Any) -> list[str]:
    return [basis["text"] for basis in node.get("basis", [])]


@pytest.mark.parametrize(("path", "value", "card", "rule"), RESTS, ids=lambda one: one if isinstance(one, str) else "")
def test_what_a_change_touches_rests_on_its_basis_unless_it_says_on_what(
    path: str, value: str, card: list[str], rule: list[str]
):
    after = as_json(file_of(CARD, [("set", {path: value})], [DAYS[1]]).since(DAYS[1]))

    assert (card, rule) == (texts_of(after), texts_of(after["rules"][0]))
    assert [] == texts_of(after["rules"][1])


@pytest.mark.parametrize("kind", ["transfers", "caps", "accept"])
@pytest.mark.parametrize("own", [[], ["原来"]])
def test_what_moves_cuts_or_accepts_points_rests_on_the_basis_of_its_change(kind: str, own: list[str]):
    basis = f", basis: [{{mark: stated, text: {own[0]}}}]" if own else ""
    file = file_of(f"rubric: r\n{kind}: [{{id: one, n: 1{basis}}}]\n", [("set", {f"{kind}.one.n": "2"})], [DAYS[1]])
    after = as_json(file.since(DAYS[1]))

    assert ([*own, "改"], []) == (texts_of(after[kind][0]), texts_of(after))


def test_the_basis_of_a_change_keeps_the_place_it_was_written_at():
    file = file_of(CARD, [("set", {"weight": "1"})], [DAYS[1]])
    basis: Any = file.since(DAYS[1]).get("basis")

    assert [2, 7] == [item.place.line for item in basis.items]


def test_a_change_leaves_the_digest_of_older_versions_alone(tmp_path: Path):
    more = "changes:\n  - from: 2026-01-01\n    because: {zh: 改, en: changed}\n    basis: [{mark: assumed, text: 改}]\n    set: {weight: 3}\n"
    folder = copied(tmp_path, "indicators/work/online.yaml", "hit: first", f"{more}hit: first")
    expected = [one.rubric.digest for one in versions().all]

    actual = [one.rubric.digest for one in load_versions(folder, dictionary()).all]
    assert (expected, 4) == (actual[:3], len(actual))


@pytest.mark.parametrize("pack", packs(), ids=lambda pack: pack.name)
def test_a_rubric_without_changes_is_one_version_and_says_nothing_of_days(pack: Any):
    found = load_versions(pack.folder, dictionary_of(pack.folder))

    assert (1, False) == (len(found.all), found.dated)
    assert "in_force" not in found.last.rubric.content["rubric"]


def test_golden_cases_hold_in_their_versions_and_only_there():
    expected = {("on-time", 2023): 2, ("on-time", 2024): 3, ("on-time", 2025): 2, ("filing", 2023): 2}
    expected |= {("call-back", 2023): 1, ("call-back", 2025): 1, ("online", 2025): 1}
    cases = {(name, year): versions().on(date(year, 1, 1)).rubric.indicators[name].cases for name, year in expected}

    assert expected == {key: len(found) for key, found in cases.items()}
    for (name, year), found in cases.items():
        rubric = versions().on(date(year, 1, 1)).rubric
        assert [()] * len(found) == [run_case(rubric, rubric.indicators[name], one).differences for one in found]


def test_an_indicator_that_ends_is_no_mistake_and_leaves_no_trace(tmp_path: Path):
    ends = 'set:\n      sections.work.groups: [{id: service, title: {zh: 办理, en: Service}, weight: 20, indicators: [on-time, call-back]}]\n      year: "2025"'
    folder = copied(tmp_path, new="", old="")
    head = (folder / "rubric.yaml").read_text("utf-8")
    start = head.index('set:\n      year: "2025"')
    (folder / "rubric.yaml").write_text(head[:start] + ends + "\n", "utf-8")
    card = folder / "indicators" / "work" / "on-time.yaml"
    card.write_text(
        card.read_text("utf-8")
        .replace("set: {weight: 5}", "set: {weight: 14}")
        .replace("points: 4.7", "points: 13.16"),
        "utf-8",
    )
    (folder / "checks" / "agree.yaml").unlink()
    (folder / "indicators" / "work" / "online.yaml").unlink()
    filing = folder / "indicators" / "work" / "filing.yaml"
    filing.write_text(filing.read_text("utf-8").replace("day: 2025-12-31", "day: 2024-12-31"), "utf-8")

    last = load_versions(folder, dictionary()).last.rubric
    assert ["on-time", "call-back"] == list(last.indicators)
    assert {"on-time", "call-back"} == set(last.content["cards"])


def test_a_mistake_of_every_version_is_told_once_and_of_a_later_one_with_its_day(tmp_path: Path):
    folder = copied(tmp_path, "indicators/work/on-time.yaml", "points: weight * 办结率", "points: weihgt * 办结率")
    card = folder / "indicators" / "work" / "filing.yaml"
    card.write_text(
        card.read_text("utf-8").replace("set: {weight: 6}", "set: {weight: 6, rules.share.points: wieght}"), "utf-8"
    )
    with pytest.raises(RefusedError) as error:
        load_versions(folder, dictionary())

    expected = [
        ("filing.yaml", "没有名为 `wieght` 的事实（2024-01-01 起的版本）"),
        ("on-time.yaml", "没有名为 `weihgt` 的事实"),
    ]
    actual = [(one.place.file.rpartition("/")[2], one.zh) for one in error.value.diagnostics]
    assert expected == actual


def test_weights_add_up_on_every_day(tmp_path: Path):
    folder = copied(
        tmp_path, old="sections.work.groups.files.weight: 6\n", new="sections.work.groups.files.weight: 7\n"
    )
    with pytest.raises(RefusedError) as error:
        load_versions(folder, dictionary())

    assert {"rubric-weights"} == {one.code for one in error.value.diagnostics}
    assert all("2024-01-01 起" in one.zh for one in error.value.diagnostics)


def test_a_rubric_may_begin_without_ever_changing():
    head, found = parse_yaml((RUBRICS / "good" / "minimal" / "rubric.yaml").read_text("utf-8"), "rubric.yaml")

    assert head is not None
    assert ((), ()) == (found, dated_file(head, "rubric.yaml")[0].changes)


VALUES = st.sampled_from(["1", "2", "[x, y]", "{p: 1, q: 2}", "[{id: i, n: 1}, {id: j, n: 2}]"])
EDITS = st.one_of(
    st.dictionaries(st.sampled_from(["a", "b", "c"]), VALUES, min_size=1).map(lambda found: ("set", found)),
    st.sampled_from(["d.i.n", "d.j.n", "e.p", "e.new"]).map(lambda path: ("set", {path: "9"})),
    st.sampled_from(["basis", "d.i.basis"]).map(lambda path: ("set", {path: "[{mark: stated, text: 另写}]"})),
    st.sampled_from(["d.j", "e.q"]).map(lambda path: ("drop-once", {path: ""})),
)
BASE = "indicator: x\na: 0\nb: 0\nd: [{id: i, n: 1, basis: [{mark: stated, text: 本条}]}, {id: j, n: 2}]\ne: {p: 1, q: 2}\n"


def file_of(base: str, changes: list[tuple[str, dict[str, str]]], days: list[date]) -> DatedFile:
    lines = [f"{base}changes:"] if changes else [base]
    for day, (kind, found) in zip(days, changes, strict=True):
        set_ = (
            ""
            if kind == "drop-once"
            else ", set: {" + ", ".join(f"{key}: {value}" for key, value in found.items()) + "}"
        )
        drop = f", drop: [{', '.join(found)}]" if kind == "drop-once" else ""
        lines.append(
            f"  - {{from: {day}, because: {{zh: 改, en: x}}, basis: [{{mark: assumed, text: 改}}]{set_}{drop}}}"
        )
    node, problems = parse_yaml("\n".join(lines), "file.yaml")
    assert node is not None
    assert problems == ()
    file, wrong = dated_file(node, "file.yaml")
    assert wrong == ()
    return file


@st.composite
def dated(draw: st.DrawFn) -> tuple[list[tuple[str, dict[str, str]]], list[date]]:
    drops = set[str]()
    changes: list[tuple[str, dict[str, str]]] = []
    for kind, found in draw(st.lists(EDITS, min_size=1, max_size=5)):
        # What is gone cannot be changed or dropped again.
        if kind != "drop-once" and any(path.startswith(gone) for path in found for gone in drops):
            continue
        if kind == "drop-once" and set(found) & drops:
            continue
        drops |= set(found) if kind == "drop-once" else set()
        changes.append((kind, found))
    days = draw(
        st.lists(
            st.dates(date(2020, 1, 1), date(2030, 1, 1)), min_size=len(changes), max_size=len(changes), unique=True
        )
    )
    return changes, sorted(days)


@given(dated(), st.data())
def test_changes_one_by_one_come_to_what_all_come_to(case: tuple[list[Any], list[date]], data: st.DataObject):
    changes, days = case
    whole = file_of(BASE, changes, days)
    cut = data.draw(st.integers(0, len(changes)))
    before = whole.since(days[cut - 1]) if cut else whole.base
    text = yaml.safe_dump(as_json(before), allow_unicode=True, sort_keys=False)
    rest = file_of(text, changes[cut:], days[cut:])

    for day in days[cut:]:
        assert as_json(whole.since(day)) == as_json(rest.since(day))


@given(dated())
def test_between_two_changes_every_day_is_the_same(case: tuple[list[Any], list[date]]):
    changes, days = case
    file = file_of(BASE, changes, days)

    for first, following in pairwise(days):
        assert as_json(file.since(first)) == as_json(file.since(following - timedelta(1)))


def test_the_dictionary_of_tests_knows_no_year():
    assert () == load_dictionary(RUBRICS / "dictionary").fiscal_year
