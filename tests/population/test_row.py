"""One department of a table: the ledger of `audit` on the same facts, and its row of scores column by column."""

# What needs Polars is imported after the question whether it is here.
# ruff: noqa: E402
from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from youju.structs import replace

pl = pytest.importorskip("polars")

from facts_kit import parquet, small
from row_kit import write_boundary, write_facts, write_scores

from youju.audit import Audit, judge
from youju.audit.record import to_record
from youju.author.handed.read import read_handed
from youju.facts import FactRuling, Reading, Rulings
from youju.feel import UNKNOWN
from youju.ledger import Ledger
from youju.ledger.certificate import verify
from youju.population.row.audit import audit_row, explained_row, open_scores
from youju.population.row.find import FactsRow, cover_of, handed_of, place_of, rulings_of_row
from youju.population.row.find_polars import scores_row
from youju.population.row.outcome import Difference, compared
from youju.population.table.facts import FactsTable, column_of, open_facts
from youju.report import Document
from youju.rubric import Rubric, dictionary_of, find_pack, load_rubric
from youju.source import CodedError, canonical

NO_REPORT = Document("none.txt", "0" * 64, "utf-8", 0, "没有报告\n")
FACTS = "部门,支出,满意率（%）,公开,主管\n甲局,2.5,90,是,甲\n乙局,,80,否,\n丙局,x,1.234,是,甲\n丁局,1,90,是,甲\n丁局,2,90,是,甲\n"


def entries(ledger: Ledger) -> list[tuple[object, ...]]:
    """Of every entry all that counts."""
    return [(one.indicator, one.kind, one.rule, one.points, one.exact, one.facts) for one in ledger.entries]


def written(folder: Path, text: str = FACTS) -> tuple[Path, Path]:
    """A table of facts for the small rubric, and its scores."""
    facts = folder / "facts.csv"
    facts.write_text(text, "utf-8")
    return facts, write_scores(facts, small(), folder / "scores.parquet")


def refusal(facts: Path, scores: Path, wanted: str) -> CodedError:
    """Why a row is not explained."""
    with pytest.raises(CodedError) as error:
        explained_row(open_scores(scores), facts, wanted, small())
    return error.value


def test_the_ledger_is_that_of_an_audit_with_the_same_facts_handed_in(
    sample_audit: Audit, rubric: Rubric, tmp_path: Path
) -> None:
    facts = write_facts(dict(sample_audit.facts), rubric, tmp_path / "facts.csv")
    scores = write_scores(facts, rubric, tmp_path / "scores.parquet")
    found = explained_row(open_scores(scores), facts, "青禾水利", rubric)
    values = {name: sample_audit.facts[name].value for name in found.row.values}
    handed = Rulings("0" * 64, {name: FactRuling(name, value, "底稿") for name, value in values.items()})  # pyright: ignore[reportArgumentType]
    expected = judge(NO_REPORT, rubric, Reading({}, {}, (), ()), "exact", None, handed)

    assert entries(expected.ledger) == entries(found.audit.ledger)
    assert expected.ledger.rows == found.audit.ledger.rows
    assert expected.ledger.totals == found.audit.ledger.totals
    assert () == found.compared.differences


def test_what_rules_gave_the_sample_they_give_its_row(sample_audit: Audit, rubric: Rubric, tmp_path: Path) -> None:
    facts = write_facts(dict(sample_audit.facts), rubric, tmp_path / "facts.csv")
    scores = write_scores(facts, rubric, tmp_path / "scores.parquet")
    found = explained_row(open_scores(scores), facts, "青禾水利", rubric)
    by_rules = [one for one in entries(sample_audit.ledger) if one[1] in ("rule", "moved")]

    assert len(by_rules) > 20
    assert [] == [one for one in by_rules if one not in entries(found.audit.ledger)]


@pytest.mark.parametrize("rows", [25, pytest.param(200, marks=pytest.mark.evidence)])
@pytest.mark.parametrize("name", ["lechang-2023", "hunan-2020"])
def test_every_column_of_rows_on_thresholds_is_what_the_ledger_has(name: str, rows: int, tmp_path: Path) -> None:
    pack = find_pack(name)
    assert pack is not None
    rubric = load_rubric(pack.folder, dictionary_of(pack.folder))
    facts = write_boundary(rubric, rows, tmp_path / "facts.parquet")
    scores = open_scores(write_scores(facts, rubric, tmp_path / "scores.parquet"))
    scores = replace(scores, frame=scores.frame.collect().lazy())
    with open_facts(facts, rubric) as table:
        found = [
            compared(scores_row(scores, str(row["id"])), audit_row(of_table(table, row), rubric, None, "exact"))  # pyright: ignore[reportArgumentType]
            for row in table.frame.collect().to_dicts()
        ]
    columns = 5 * len(rubric.indicators) + len(rubric.spec.sections) + 3

    assert [(columns, ())] * rows == [(one.columns, one.differences) for one in found]


def of_table(table: FactsTable, row: dict[str, Any]) -> FactsRow:
    """A row as it is found by its id."""
    return FactsRow("facts.parquet", 1, str(row["id"]), {}, {name: row[name] for name in table.columns}, table)


def test_the_place_of_a_fact_is_its_file_row_and_column(tmp_path: Path) -> None:
    facts, scores = written(tmp_path)
    one, other = (explained_row(open_scores(scores), facts, name, small()) for name in ("甲局", " 乙局 "))

    assert [
        "facts.csv 第 2 行 支出 = 2.5 万元",
        "facts.csv 第 2 行 满意率（%） = 90%",
        "facts.csv 没有“变动”这一列",
        "facts.csv 没有“人数”这一列",
        "facts.csv 第 2 行 公开 = 是",
        "facts.csv 第 2 行 主管 = 甲",
    ] == [place_of(one.row, name) for name in one.row.values]
    assert ("facts.csv 第 3 行 支出 没有填", UNKNOWN) == (
        place_of(other.row, "支出"),
        other.audit.facts["支出"].value,
    )


def test_the_ledger_of_a_row_is_accepted_by_the_certificate(tmp_path: Path) -> None:
    facts, scores = written(tmp_path)
    found = explained_row(open_scores(scores), facts, "甲局", small())

    assert () == verify(canonical(to_record(found.audit)), {small().id: {small().digest: (None, None)}})


@pytest.mark.parametrize(
    ("wanted", "code", "words"),
    [
        ("甲", "row-not-found", "是否想查 甲局"),
        ("辛", "row-not-found", "没有编号“辛”"),
        ("丙局", "row-rejected", "第 4 行“支出”"),
        ("丙局", "row-rejected", "facts-cell-step"),
        ("丁局", "row-rejected", "第 6 行“部门”"),
    ],
)
def test_an_id_without_a_row_that_was_scored_is_told_why(wanted: str, code: str, words: str, tmp_path: Path) -> None:
    error = refusal(*written(tmp_path), wanted)

    assert (code, True) == (error.code, words in error.zh)


def test_a_department_that_the_scores_lack_is_looked_for_among_them(tmp_path: Path) -> None:
    facts, scores = written(tmp_path)
    facts.write_text(FACTS + "戊局,1,90,是,甲\n", "utf-8")
    error = refusal(facts, scores, "戊局")

    assert ("row-not-found", True) == (error.code, error.zh.startswith("“scores.parquet”里没有编号“戊局”"))


def test_whole_ids_go_by_value_and_without_ids_the_number_of_the_row_does(tmp_path: Path) -> None:
    named = parquet(tmp_path / "named.parquet", {"id": [70, 8], "支出": [1, 2]})
    plain = parquet(tmp_path / "plain.parquet", {"支出": [1, 2]})
    rows = [
        explained_row(open_scores(write_scores(file, small(), tmp_path / "s.parquet")), file, wanted, small()).row
        for file, wanted in ((named, "008"), (plain, "2"))
    ]

    assert [("8", 2, 200), ("2", 2, 200)] == [(row.id, row.row, row.values["支出"]) for row in rows]


def test_a_cell_of_the_scores_that_was_changed_is_the_difference(tmp_path: Path) -> None:
    facts, scores = written(tmp_path)
    frame, told = pl.read_parquet(scores), pl.read_parquet_metadata(scores)["youju"]
    frame.with_columns(pl.lit(7).alias("a.points"), pl.lit(None, pl.Int32).alias("a.rule")).write_parquet(
        scores, metadata={"youju": told}
    )
    found = explained_row(open_scores(scores), facts, "乙局", small()).compared

    assert (
        Difference("a.points", Fraction(7, 100), Fraction(0)),
        Difference("a.rule", None, Fraction(2)),
    ) == found.differences


def test_only_the_columns_that_scores_have_are_compared_and_csv_has_points(tmp_path: Path) -> None:
    facts, scores = written(tmp_path)
    plain = tmp_path / "scores.csv"
    plain.write_text("id,total,a.status,a.rule\n甲局,0.00,undetermined,\n乙局,很多,scored,none\n", "utf-8")
    found = [explained_row(open_scores(plain), facts, name, small()).compared for name in ("甲局", "乙局")]

    other = Difference("total", "很多", Fraction(0))

    assert [(3, ()), (3, (other,))] == [(one.columns, one.differences) for one in found]
    assert (None, small().digest) == (open_scores(plain).digest, open_scores(scores).digest)


@pytest.mark.parametrize(
    "told", [None, "{", "[]", '{"table":"facts","steps":{}}', '{"table":"scores","digest":"0","steps":{"total":"0"}}']
)
def test_a_file_that_is_no_table_of_scores_is_refused(told: str | None, tmp_path: Path) -> None:
    file = parquet(tmp_path / "scores.parquet", {"id": [1], "total": [3]}, told)
    with pytest.raises(CodedError) as error:
        open_scores(file)

    assert "scores-unreadable" == error.value.code


def test_a_damaged_table_of_scores_is_refused(tmp_path: Path) -> None:
    facts, scores = written(tmp_path)
    data = scores.read_bytes()
    scores.write_bytes(data[: len(data) // 2])

    assert "scores-unreadable" == refusal(facts, scores, "甲局").code


COLUMNS = {name: column_of(name, spec, name) for name, spec in small().dictionary.facts.items()}
ROWS = st.fixed_dictionaries(
    {
        name: st.none()
        | {
            "boolean": st.booleans(),
            "text": st.sampled_from(["甲", '"', "\\", "a: b", "#", "𠮷", "[乙]"]),
        }.get(column.spec.type, st.integers(column.low, column.high))
        for name, column in COLUMNS.items()
    }
)


@given(ROWS)
def test_the_file_of_a_row_reads_back_as_the_facts_that_were_audited(
    tmp_path_factory: pytest.TempPathFactory, values: dict[str, Any]
) -> None:
    with open_facts(
        parquet(tmp_path_factory.mktemp("row") / "facts.parquet", {"id": [1], "支出": [1]}), small()
    ) as one:
        row = FactsRow("表 1.csv", 9, "甲", {"county": "清河"}, values, replace(one, columns=COLUMNS))
    file = tmp_path_factory.mktemp("row") / "facts.yaml"
    file.write_bytes(handed_of(row))
    handed = read_handed(file, small().dictionary, cover_of(row))

    assert ((), rulings_of_row(row)) == (handed.troubles, handed.rulings)


def test_the_metadata_of_scores_names_its_rubric(tmp_path: Path) -> None:
    _, scores = written(tmp_path)
    told = json.loads(pl.read_parquet_metadata(scores)["youju"])

    assert (told["rubric"], told["digest"]) == (open_scores(scores).rubric, open_scores(scores).digest)
