"""Which version of a rubric a report is scored by, and what the record says of it."""

from __future__ import annotations

import copy
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from dated_rubric import REPORT, copied, dictionary, versions
from youju.audit import On, audit, choose_version
from youju.audit.record import to_record
from youju.facts import fiscal_year
from youju.ledger.certificate import verify
from youju.report import Document, read
from youju.rubric import dictionary_of, load_versions
from youju.source import canonical, digest

PHRASES = dictionary_of().fiscal_year


def said(text: str) -> Document:
    return Document("report.md", "0" * 64, "utf-8", 0, text)


@pytest.mark.parametrize(
    ("title", "year"),
    [
        ("# 2023年度部门整体支出绩效自评报告", 2023),
        ("附件4\n\n2023年度部门整体支出绩效 自评报告\n(参考模板)\n填报日期：2024年5月20日", 2023),
        ("云溪县图书馆2020年度部门整体支出绩效自评报告", 2020),
        ("关于2024年4月报送2023年度整体支出绩效自评报告的函", 2023),
        ("２０２２年部门整体支出绩效自评报告", 2022),
        ("部门整体支出绩效自评表\n评价年度：2021年", 2021),
        ("部门整体支出绩效自评报告\n填报日期：2024年5月20日", None),
        ("自评报告\n\n" + "全年工作平稳。" * 100 + "2022年度部门整体支出绩效自评得分90分。", None),
        ("", None),
    ],
)
def test_the_title_page_says_the_fiscal_year(title: str, year: int | None):
    found = fiscal_year(said(title), PHRASES)

    assert year == (None if found is None else found.year)
    assert found is None or found.quote.text in title


def with_years(text: str) -> Document:
    return said(text + read(REPORT).text.split("\n", 1)[1])


@pytest.mark.parametrize(("year", "total"), [(2023, "17.2"), (2024, "15.76"), (2025, "14.8"), (2031, "14.8")])
def test_a_report_is_scored_by_the_rules_of_its_fiscal_year(year: int, total: str):
    document = with_years(f"# {year}年度窗口绩效自评报告\n")
    known = load_versions(REPORT.parent, dictionary_of(REPORT.parent))
    chosen = choose_version(known, document, None)
    record = to_record(audit(document, chosen.rubric, "exact", chosen.on))

    assert (total, f"{year}-12-31") == (record["totals"]["recomputed"], record["rubric"]["on"]["day"])
    assert f"{year}年度窗口绩效自评" == record["rubric"]["on"]["year"]["text"]


def test_a_day_that_is_asked_for_goes_before_the_year_of_the_report():
    known = load_versions(REPORT.parent, dictionary_of(REPORT.parent))
    chosen = choose_version(known, read(REPORT), date(2025, 1, 1))

    assert (On(date(2025, 1, 1), None), date(2025, 1, 1)) == (chosen.on, chosen.rubric.spec.in_force)


def test_without_a_year_no_version_of_several_is_taken_for_settled():
    chosen = choose_version(versions(), read(REPORT), None)

    assert (None, True) == (chosen.on, chosen.unsettled)


def records() -> list[dict[str, Any]]:
    return [
        to_record(audit(read(REPORT), one.rubric, "exact", On(one.span.start or date.min, None)))
        for one in versions().all
    ]


KNOWN = {"over-the-years": {one.rubric.digest: (one.span.start, one.span.end) for one in versions().all}}


@pytest.mark.parametrize("at", range(3))
def test_an_audit_by_any_version_at_hand_is_accepted(at: int):
    assert () == verify(canonical(records()[at]), KNOWN)


def test_an_audit_made_before_a_change_was_known_is_accepted_after_it(tmp_path: Any):
    folder = copied(tmp_path)
    for name in (
        "rubric.yaml",
        "indicators/work/on-time.yaml",
        "indicators/work/call-back.yaml",
        "indicators/work/filing.yaml",
        "checks/agree.yaml",
    ):
        text = (folder / name).read_text("utf-8").partition("\nchanges:\n")[0] + "\n"
        later = [line for line in text.split("\n") if "day: 2024" not in line and "day: 2025" not in line]
        (folder / name).write_text("\n".join(later), "utf-8")
    (folder / "indicators" / "work" / "online.yaml").unlink()
    early = load_versions(folder, dictionary())
    record = to_record(audit(read(REPORT), early.last.rubric, "exact"))

    assert 1 == len(early.all)
    assert () == verify(canonical(record), KNOWN)


def _other_day(record: dict[str, Any]) -> None:
    record["rubric"]["on"]["day"] = "2022-12-31"


def _other_beginning(record: dict[str, Any]) -> None:
    record["rubric"]["in_force"] = "2022-01-01"


def _no_beginning(record: dict[str, Any]) -> None:
    del record["rubric"]["in_force"]


def _more(record: dict[str, Any]) -> None:
    record["rubric"]["until"] = "2030-01-01"


def _first_day_of_the_next(record: dict[str, Any]) -> None:
    record["rubric"]["on"]["day"] = "2025-01-01"


def _no_day(record: dict[str, Any]) -> None:
    record["rubric"]["on"]["day"] = "not-a-day"


def _day_written_otherwise(record: dict[str, Any]) -> None:
    record["rubric"]["on"]["day"] = "20240601"


def _more_of_the_day(record: dict[str, Any]) -> None:
    record["rubric"]["on"]["because"] = "asked"


def _year_left_out(record: dict[str, Any]) -> None:
    del record["rubric"]["on"]["year"]


def _year_of_another_day(record: dict[str, Any]) -> None:
    record["rubric"]["on"]["year"] = {"text": "2024年度绩效自评", "line": 1, "start": 0, "end": 10}


def _quoted(record: dict[str, Any], **changes: Any) -> None:
    quote = {"text": "2024年度绩效自评", "line": 1, "start": 0, "end": 10} | changes
    record["rubric"]["on"] = {"day": "2024-12-31", "year": quote}


def _another_year(record: dict[str, Any]) -> None:
    _quoted(record, text="2023年度绩效自评")


def _quote_with_more(record: dict[str, Any]) -> None:
    _quoted(record, page=1)


def _quote_without_a_line(record: dict[str, Any]) -> None:
    _quoted(record, line="1")


def _year_as_a_number(record: dict[str, Any]) -> None:
    record["rubric"]["on"] = {"day": "2024-12-31", "year": 2024}


def test_a_record_that_quotes_the_year_of_its_day_is_accepted():
    record = copy.deepcopy(records()[1])
    _quoted(record, text="２０ ２４年度绩效自评")
    record["digest"] = digest(record)

    assert () == verify(canonical(record), KNOWN)


FORGERIES = [
    _other_day,
    _other_beginning,
    _no_beginning,
    _more,
    _first_day_of_the_next,
    _no_day,
    _day_written_otherwise,
    _more_of_the_day,
    _year_left_out,
    _year_of_another_day,
    _another_year,
    _quote_with_more,
    _quote_without_a_line,
    _year_as_a_number,
]


@pytest.mark.parametrize("forge", FORGERIES, ids=lambda forge: forge.__name__.strip("_"))
def test_a_record_that_tells_another_day_than_its_rules_is_refused(forge: Callable[[dict[str, Any]], None]):
    altered = copy.deepcopy(records()[1])
    forge(altered)
    altered["digest"] = digest(altered)

    assert verify(canonical(altered), KNOWN)


def test_a_rubric_without_dates_is_recorded_as_ever(sample_audit: Any):
    assert {"id", "title", "digest"} == set(to_record(sample_audit)["rubric"])
