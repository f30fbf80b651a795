"""A table of scores holds what the interpreter gives each department, and its summary is the sum of its rows."""

# What needs Polars is imported after the question whether it is here.
# ruff: noqa: E402
from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

pl = pytest.importorskip("polars")

from scores_kit import Exact, corpus_file, exactly, number, rubric_of

from small_rubrics import build, card
from youju.population.scores.score import Wanted, score
from youju.population.scores.summary import Summary, decimals, record, share
from youju.population.scores.summary_polars import _deciles
from youju.rubric import Rubric
from youju.source import CodedError

PACKS = ("lechang-2023", "hunan-2020")
ROWS = 150


@pytest.fixture(scope="module", params=PACKS)
def run(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """A corpus, its summary, its scores and what the interpreter says."""
    folder, rubric = tmp_path_factory.mktemp("scores"), rubric_of(request.param)
    facts = corpus_file(folder / "facts.parquet", rubric, ROWS)
    summary = score(facts, rubric, folder / "scores.parquet", Wanted(by="county"))
    return rubric, facts, summary, folder / "scores.parquet", exactly(facts, rubric)


def told(path: Path) -> dict[str, Any]:
    return json.loads(pl.read_parquet_metadata(path)["youju"])


def steps_of(path: Path) -> dict[str, Fraction]:
    return {name: Fraction(step) for name, step in told(path)["steps"].items()}


def test_every_row_has_the_points_status_range_and_total_of_the_interpreter(run: Any) -> None:
    rubric, _, _, path, exact = run
    steps = steps_of(path)
    found = [
        {
            **{
                name: (
                    row[f"{name}.status"],
                    *(number(row, f"{name}.{what}", steps) for what in ("points", "low", "high")),
                )
                for name in rubric.indicators
            },
            "total": number(row, "total", steps),
        }
        for row in pl.read_parquet(path).to_dicts()
    ]
    wanted = [
        {
            **{name: (one.status, one.points, one.low, one.high) for name, one in department.rows.items()},
            "total": department.total,
        }
        for department in exact
    ]

    assert wanted == found
    assert {"scored", "not_applicable", "undetermined"} == {one.status for each in exact for one in each.rows.values()}


def test_the_file_says_which_rubric_and_facts_it_is_of_and_how_many(run: Any) -> None:
    rubric, _, _, path, _ = run
    said = told(path)

    assert ("scores", "full", rubric.id, rubric.digest) == tuple(
        said[key] for key in ("table", "form", "rubric", "digest")
    )
    assert {"scored": str(ROWS), "rejected": "0"} == said["counts"]
    assert 64 == len(said["facts"]["digest"])


def test_points_lost_are_those_against_the_weights_that_an_audit_moves(run: Any) -> None:
    rubric, _, summary, _, exact = run
    found = {
        one.id: (one.points, one.judged.weight, one.judged.lost, one.judged.losing, one.judged.undetermined)
        for one in summary.indicators
        if not rubric.indicators[one.id].adjustment
    }

    assert {name: against(exact, name) for name in found} == found


def against(exact: list[Exact], name: str) -> tuple[Fraction, Fraction, Fraction, int, int]:
    rows = [one.rows[name] for one in exact]
    points, weight = sum(row.points for row in rows), sum(row.effective_weight for row in rows)
    losing = sum(row.points < row.effective_weight for row in rows)
    return points, weight, weight - points, losing, sum(row.status == "undetermined" for row in rows)


def test_the_mean_and_the_support_are_sums_over_all_rows(run: Any) -> None:
    _, _, summary, _, exact = run
    rows = [row for one in exact for row in one.rows.values()]
    figures = sum(row.points for row in rows if row.status == "scored")

    assert sum(one.total for one in exact) / ROWS == summary.totals.mean
    assert figures == summary.support.figures
    assert sum(row.points for row in rows) - figures == summary.support.printed + summary.support.least
    assert summary.support.printed > 0


def test_bands_deciles_and_groups_are_those_of_the_totals(run: Any) -> None:
    _, facts, summary, _, exact = run
    totals = sorted(Fraction(decimals(one.total)) for one in exact)
    counties = Counter[str]()
    for county, one in zip(pl.read_parquet(facts)["county"], exact, strict=True):
        counties[county] += one.total
    means = {one.name: one.mean * one.rows for one in summary.groups}

    assert (totals[0], totals[-1], totals[ROWS // 2 - 1]) == tuple(summary.totals.deciles[at] for at in (0, 10, 5))
    assert ROWS == sum(band.count for band in summary.totals.bands)
    assert [sum(band.low <= total < band.high for total in totals) for band in summary.totals.bands] == [
        band.count for band in summary.totals.bands
    ]
    assert dict(counties) == means


@pytest.mark.parametrize("form", ["points", "totals"])
def test_a_smaller_form_has_the_same_columns_as_the_full_one(run: Any, form: Any, tmp_path: Path) -> None:
    rubric, facts, whole, path, _ = run
    summary = score(facts, rubric, tmp_path / "part.parquet", Wanted(form))
    part = pl.read_parquet(tmp_path / "part.parquet")

    assert pl.read_parquet(path).select(part.columns).equals(part)
    assert (form == "totals", form == "points") == (summary.totals is not None, bool(summary.indicators))
    assert [(one.points, one.rules) for one in whole.indicators] in (
        [(one.points, one.rules) for one in summary.indicators],
        *([[(one.points, one.rules) for one in whole.indicators]] if form == "totals" else []),
    )


def test_duckdb_gives_the_same_file_of_the_same_types(run: Any, tmp_path: Path) -> None:
    pytest.importorskip("duckdb")
    rubric, facts, _, path, _ = run
    summary = score(facts, rubric, tmp_path / "db.parquet", Wanted(engine="duckdb"))
    one, other = pl.read_parquet(path), pl.read_parquet(tmp_path / "db.parquet")

    assert (one.schema, "duckdb") == (other.schema, summary.engine)
    assert one.equals(other)
    assert told(path) == told(tmp_path / "db.parquet")


def people(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_a_csv_has_points_as_decimals_and_rules_by_their_ids(run: Any, tmp_path: Path) -> None:
    rubric, facts, _, _, exact = run
    score(facts, rubric, tmp_path / "scores.csv")
    places = 4 if rubric.id == "hunan-2020" else 2
    first = next(iter(rubric.indicators.values()))
    rows = people(tmp_path / "scores.csv")
    rules = {rule.id for rule in first.rules}

    assert [rounded(one.total, places) for one in exact] == [row["total"] for row in rows]
    assert [one.rows[first.id].status for one in exact] == [row[f"{first.id}.status"] for row in rows]
    assert rules >= {one for row in rows for one in row[f"{first.id}.rule"].split("+") if one}


def rounded(value: Fraction, places: int) -> str:
    units = (value * 10**places + Fraction(1, 2)).__floor__()
    return f"{units // 10**places}.{units % 10**places:0{places}}"


def test_a_workbook_has_titles_above_names_and_numbers_that_add_up(run: Any, tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    rubric, facts, _, _, exact = run
    score(facts, rubric, tmp_path / "scores.xlsx", Wanted("totals"))
    titles, names, *rows = openpyxl.load_workbook(tmp_path / "scores.xlsx").active.iter_rows(values_only=True)

    assert (("编号", "区县", "年度", "总分"), ("id", "county", "year", "total")) == (titles, names)
    assert [float(rounded(one.total, 4)) for one in exact] == [row[-1] for row in rows]


FACTS: Mapping[str, Any] = {
    "任务": {"en": "tasks", "type": "count", "unit": "项", "bounds": {"max": "300"}},
    "完成": {"en": "done", "type": "count", "unit": "项", "bounds": {"max": "300"}},
    "有项目": {"en": "projects", "type": "boolean"},
}


def small() -> Rubric:
    """Two cards, of which the first may not apply and then leaves its weight to the second."""
    first = card("a", "4", {"all": ("完成 >= 任务", "4"), "part": ("true", "1")}, applies="有项目")
    second = card("b", "6", {"some": ("完成 > 0", "weight"), "none": ("完成 = 0", "0")})
    return build(FACTS, [first, second], transfers=[{"id": "t", "from": "a", "to": ["b"]}])


def scored(folder: Path, text: str, wanted: Wanted | None = None) -> Summary:
    (folder / "facts.csv").write_text(text, "utf-8")
    return score(folder / "facts.csv", small(), folder / "scores.parquet", wanted)


def test_moved_weight_is_lost_where_it_came_to_rest(tmp_path: Path) -> None:
    summary = scored(tmp_path, "部门,任务,完成,有项目\n甲,5,5,是\n乙,5,0,否\n丙,5,2,是\n丁,5,,否\n")
    first, second = (one.judged for one in summary.indicators)

    assert (8, 3, 1, 2) == (first.weight, first.lost, first.losing, first.not_applicable)
    assert (32, 20, 2, 1) == (second.weight, second.lost, second.losing, second.undetermined)
    assert {"some": 2, "none": 1} == summary.indicators[1].rules
    assert (Fraction(17, 4), 0) == (summary.totals.mean, summary.totals.deciles[0])


def test_rejected_rows_stand_beside_the_scores_with_their_reasons(tmp_path: Path) -> None:
    summary = scored(tmp_path, "部门,任务,完成,有项目\n甲,5,5,是\n=乙,五,301,否\n丙,5,2,是\n")
    rejected = people(tmp_path / "scores.rejected.csv")

    assert (3, 2, 1, 2) == (summary.counts.rows, summary.counts.scored, summary.counts.rejected, summary.cells)
    assert [("3", "'=乙", "任务", "五"), ("3", "'=乙", "完成", "301")] == [
        (one["row"], one["id"], one["column"], one["value"]) for one in rejected
    ]
    assert {"rejected": "1", "scored": "2"} == told(tmp_path / "scores.parquet")["counts"]
    assert ["facts.csv", "scores.parquet", "scores.rejected.csv"] == sorted(path.name for path in tmp_path.iterdir())


def test_where_nothing_is_scored_the_reasons_are_kept_and_no_scores_made(tmp_path: Path) -> None:
    with pytest.raises(CodedError) as caught:
        scored(tmp_path, "部门,任务,完成,有项目\n甲,五,5,是\n")

    assert ("score-nothing", True) == (caught.value.code, "任务" in caught.value.zh)
    assert ["facts.csv", "scores.rejected.csv"] == sorted(path.name for path in tmp_path.iterdir())


def test_older_rejected_rows_do_not_stay_beside_newer_scores(tmp_path: Path) -> None:
    scored(tmp_path, "部门,任务,完成,有项目\n甲,五,5,是\n乙,5,5,是\n")
    summary = scored(tmp_path, "部门,任务,完成,有项目\n甲,5,5,是\n乙,5,5,是\n")

    assert (0, []) == (summary.counts.rejected, people(tmp_path / "scores.rejected.csv"))


@pytest.mark.parametrize(
    ("wanted", "out"),
    [
        (Wanted(by="county"), "scores.parquet"),
        (Wanted("points", by="year"), "scores.parquet"),
        (Wanted(rejected=Path("rejected.txt")), "scores.parquet"),
        (Wanted(), "scores.txt"),
        (Wanted(), "facts.csv"),
    ],
)
def test_an_option_that_makes_no_sense_is_refused(wanted: Wanted, out: str, tmp_path: Path) -> None:
    facts = tmp_path / "facts.csv"
    facts.write_text("部门,任务,完成,有项目\n甲,5,5,是\n", "utf-8")
    with pytest.raises(CodedError) as caught:
        score(facts, small(), tmp_path / out, wanted)

    assert ("score-option", "部门,任务,完成,有项目\n甲,5,5,是\n") == (caught.value.code, facts.read_text("utf-8"))
    assert ["facts.csv"] == [path.name for path in tmp_path.iterdir()]


def test_a_card_without_exact_columns_is_named_with_its_words(tmp_path: Path) -> None:
    (tmp_path / "facts.csv").write_text("部门,任务\n甲,5\n", "utf-8")
    rubric = build(
        FACTS, [card("fine", "2", {"all": ("true", "2")}), card("bad", "2", {"all": ("2 ** 任务 > 3", "2")})]
    )
    with pytest.raises(CodedError) as caught:
        score(tmp_path / "facts.csv", rubric, tmp_path / "scores.parquet")

    assert ("card-not-compilable", True, True) == (
        caught.value.code,
        "（bad）" in caught.value.zh,
        "2 ** 任务" in caught.value.zh,
    )


def test_numbers_too_wide_for_polars_go_to_duckdb_and_overflow_is_no_score(tmp_path: Path) -> None:
    pytest.importorskip("duckdb")
    product = " * ".join(["任务"] * 17)
    rubric = build(
        {"任务": {"en": "tasks", "type": "count", "unit": "项"}},
        [card("a", "2", {"many": (f"{product} > 7", "2"), "few": ("true", "0")})],
    )
    small_, large = tmp_path / "small.csv", tmp_path / "large.csv"
    small_.write_text("部门,任务\n甲,1\n乙,3\n", "utf-8")
    large.write_text("部门,任务\n甲,1\n乙,1000000000\n", "utf-8")
    summary = score(small_, rubric, tmp_path / "scores.parquet")
    with pytest.raises(CodedError) as caught:
        score(large, rubric, tmp_path / "other.parquet")

    assert ("duckdb", {"many": 1, "few": 1}) == (summary.engine, summary.indicators[0].rules)
    assert "score-overflow" == caught.value.code
    assert not (tmp_path / "other.parquet").exists()


CELLS = st.sampled_from(["0", "1", "5", "300", "301", "", "五", "未知", "-1", "2.5"])
TRUTHS = st.sampled_from(["是", "否", "", "也许"])


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.tuples(CELLS, CELLS, TRUTHS), min_size=1, max_size=12))
def test_a_row_is_scored_or_rejected_and_the_summary_is_the_sum_of_the_scored(
    rows: list[tuple[str, str, str]], tmp_path: Path
) -> None:
    text = "部门,任务,完成,有项目\n甲,5,5,是\n" + "".join(f"{at},{','.join(row)}\n" for at, row in enumerate(rows))
    summary = scored(tmp_path, text)
    frame, steps = pl.read_parquet(tmp_path / "scores.parquet"), steps_of(tmp_path / "scores.parquet")
    points = [sum(number(row, f"{name}.points", steps) for name in "ab") for row in frame.to_dicts()]
    support = summary.support

    assert (len(rows) + 1, frame.height) == (summary.counts.rows, summary.counts.scored)
    assert sum(points) == sum(one.points for one in summary.indicators)
    assert sum(points) == support.figures + support.printed + support.least
    assert 10 * frame.height == sum(one.judged.weight for one in summary.indicators)
    assert sum(points) / frame.height == summary.totals.mean
    assert frame.height == sum(band.count for band in summary.totals.bands)


@given(st.dictionaries(st.integers(-500, 10_000), st.integers(1, 50), min_size=1, max_size=20))
def test_deciles_are_totals_that_stand_at_their_rank(spread: dict[int, int]) -> None:
    rows = sorted(value for value, count in spread.items() for _ in range(count))
    ranks = [max(1, -(-len(rows) * tenth // 10)) for tenth in range(11)]

    assert [Fraction(rows[rank - 1], 100) for rank in ranks] == list(_deciles(spread))


@pytest.mark.parametrize(
    ("value", "text"), [("12", "12.00"), ("0.005", "0.01"), ("-0.004", "0.00"), ("-1.255", "-1.26"), ("1/3", "0.33")]
)
def test_numbers_for_people_have_two_decimals_rounded_half_up(value: str, text: str) -> None:
    assert text == decimals(Fraction(value))


def test_a_share_of_nothing_is_a_stroke() -> None:
    assert ("—", "33.3%", "100.0%") == (share(0, 0), share(1, 3), share(2, 2))


def test_the_record_of_a_summary_has_texts_for_exact_numbers(run: Any) -> None:
    _, _, summary, _, _ = run
    plain = record(summary)

    assert {"read": ROWS, "scored": ROWS, "rejected": 0} == plain["rows"]
    assert summary.totals.mean == Fraction(plain["totals"]["mean"])
    assert summary.indicators[0].judged.lost == Fraction(plain["indicators"][0]["lost"])


def test_a_result_beyond_64_bits_ends_the_run_with_its_row(tmp_path: Path) -> None:
    facts = {"任务": {"en": "tasks", "type": "count", "unit": "项"}}
    more = card("more", "0", {"all": ("true", "任务 * 任务 * 任务")}, adjustment=True)
    rubric = build(facts, [card("a", "2", {"all": ("true", "2")}), more])
    (tmp_path / "small.csv").write_text("部门,任务\n甲,1\n乙,3\n", "utf-8")
    (tmp_path / "large.csv").write_text("部门,任务\n甲,1\n乙,1000000000\n", "utf-8")
    summary = score(tmp_path / "small.csv", rubric, tmp_path / "scores.parquet")
    with pytest.raises(CodedError) as caught:
        score(tmp_path / "large.csv", rubric, tmp_path / "other.parquet")

    assert ("polars", 16) == (summary.engine, summary.totals.mean)
    assert ("score-overflow", True) == (caught.value.code, "乙" in caught.value.zh)
    assert not (tmp_path / "other.parquet").exists()


def test_a_hundred_thousand_rows_are_all_scored_or_rejected(tmp_path: Path) -> None:
    rubric, rows = rubric_of("hunan-2020"), 100_000
    facts = corpus_file(tmp_path / "made.parquet", rubric, rows)
    bad = pl.when(pl.col("id") % 1000 == 0).then(-5).otherwise(pl.col("年初预算数")).alias("年初预算数")
    metadata = {"youju": pl.read_parquet_metadata(facts)["youju"]}
    pl.scan_parquet(facts).with_columns(bad).sink_parquet(tmp_path / "facts.parquet", metadata=metadata)
    heard = list[tuple[int, int]]()
    out = tmp_path / "scores.parquet"
    summary = score(tmp_path / "facts.parquet", rubric, out, progress=lambda *at: heard.append(at))
    ids = {int(one["id"]) for one in people(tmp_path / "scores.rejected.csv")}

    assert (rows - 100, 100) == (summary.counts.scored, summary.counts.rejected)
    assert set(range(1000, rows + 1, 1000)) == ids
    assert [one for one in range(1, rows + 1) if one % 1000] == pl.read_parquet(out)["id"].to_list()
    assert (rows - 100, rows) == heard[-1]
    assert heard == sorted(heard)
