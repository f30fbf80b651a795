"""The overview of 500 audits against sums worked out anew from what was put in; and by how many queries."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from fractions import Fraction
from io import StringIO
from typing import Any

import pytest
from many_audits import CODES, KEPT, One, enter
from sqlalchemy import event
from starlette.testclient import TestClient

from youju.desk.desk import Desk, open_desk
from youju.desk.matrix import PAGE, Line
from youju.desk.overview import Overview, overview
from youju.desk.wanted import NO_YEAR, Wanted
from youju.desk.who import ALONE
from youju.store.events import AuditMoved
from youju.web.app import make_app

RUBRIC = "lechang-2023"
STATES = ("waiting", "refused", "open", "closing", "closed")


def looked(many: Any, page: int | None = 1, **wanted: Any) -> Overview:
    return overview(many.desk, ALONE, Wanted(**wanted), page)


def having_result(many: Any, keep: Callable[[One], bool] = lambda _: True) -> list[One]:
    return [one for one in many.audits if one.points and keep(one)]


@contextmanager
def counted(desk: Desk) -> Iterator[list[str]]:
    """The statements that a database is asked in the block."""
    asked: list[str] = []

    def heard(*given: Any) -> None:
        asked.append(given[2])

    event.listen(desk.store.engine, "before_cursor_execute", heard)
    try:
        yield asked
    finally:
        event.remove(desk.store.engine, "before_cursor_execute", heard)


def test_an_overview_of_500_audits_takes_as_many_queries_as_one_of_three(
    many: Any, new_database: Callable[[], str | None], tmp_path: Any
) -> None:
    few = open_desk(tmp_path / "store", new_database(), 1)
    try:
        enter(few, 3, RUBRIC, ("0" * 64,), many.indicators)
        overview(few, ALONE, Wanted())
        with counted(few) as of_few:
            overview(few, ALONE, Wanted(sort=many.indicators[0]))
    finally:
        few.close()
    looked(many)
    with counted(many.desk) as of_many:
        looked(many, sort=many.indicators[0])
    with counted(many.desk) as of_all:
        looked(many, None, sort=many.indicators[0])

    assert (len(of_few), len(of_few), True) == (len(of_many), len(of_all), len(of_many) <= 12), of_many


def test_who_looks_again_is_shown_what_was_read_until_a_record_is_entered(many: Any, tmp_path: Any) -> None:
    few = open_desk(tmp_path / "store", None, 1)
    try:
        made = enter(few, 20, RUBRIC, ("0" * 64,), many.indicators)
        first = overview(few, ALONE, Wanted())
        with counted(few) as again:
            second = overview(few, ALONE, Wanted())
        opened = next(one.id for one in made if one.state == "open")
        with few.store.writing("zhang") as writer:
            writer.append(AuditMoved(audit=opened, state="closing", reason="试"))
        third = overview(few, ALONE, Wanted())
    finally:
        few.close()
    closing = [one.progress.all.states["closing"] for one in (first, second, third)]

    expected = ([closing[0], closing[0], closing[0] + 1], 1)
    assert expected == (closing, sum("FROM" in one for one in again))


def test_a_page_of_500_audits_shows_50_and_its_size_does_not_grow_with_them(many: Any) -> None:
    client = TestClient(make_app(many.desk), base_url="http://localhost")
    page = client.get("/overview").text
    rows = re.findall(r'<tr><th scope="row"><a href="/audits/(\d+)">', page)

    assert (PAGE, 31 * PAGE, True) == (len(rows), page.count("/indicators/"), len(page) < 400_000), len(page)


@pytest.mark.parametrize(
    ("wanted", "keep"),
    [
        ({}, lambda _: True),
        ({"year": 2023}, lambda one: one.year == 2023),
        ({"year": NO_YEAR}, lambda one: one.year is None),
        ({"state": "closed"}, lambda one: one.state == "closed"),
        ({"version": "0" * 64, "year": 2024}, lambda one: one.version == "0" * 64 and one.year == 2024 and one.points),
        ({"code": CODES[0]}, lambda one: CODES[0] in one.findings.values()),
        ({"name": "7局"}, lambda one: "7局" in one.name),
        ({"name": "%"}, lambda _: False),
    ],
    ids=["all", "year", "no year", "state", "version and year", "code", "name", "a wildcard"],
)
def test_progress_and_findings_are_of_what_is_asked_for(
    many: Any, wanted: dict[str, Any], keep: Callable[[One], bool]
) -> None:
    found = looked(many, **wanted)
    kept = [one for one in many.audits if keep(one)]
    years = sorted({one.year for one in kept}, key=lambda year: (year is None, year or 0))
    of_code = {code: [one for one in kept if code in one.findings.values()] for code in CODES}

    expected = {
        "years": [(year, *_sums([one for one in kept if one.year == year])) for year in years],
        "all": _sums(kept),
        "closed": dict(Counter(one.closed[:7] for one in kept if one.closed)),
        "findings": {
            code: (sum(list(one.findings.values()).count(code) for one in ones), len(ones), _open(ones, code))
            for code, ones in of_code.items()
            if ones
        },
    }
    actual = {
        "years": [(one.year, list(one.states.values()), one.findings, one.ruled) for one in found.progress.years],
        "all": (list(found.progress.all.states.values()), found.progress.all.findings, found.progress.all.ruled),
        "closed": {one.month: one.closed for one in found.progress.months if one.closed},
        "findings": {one.code: (one.count, one.audits, one.open) for one in found.findings},
    }
    assert expected == actual


def _sums(kept: list[One]) -> tuple[list[int], int, int]:
    states = [sum(one.state == state for one in kept) for state in STATES]
    return states, sum(len(one.findings) for one in kept), sum(len(one.ruled) for one in kept)


def _open(kept: list[One], code: str) -> int:
    return sum(found == code and key not in one.ruled for one in kept for key, found in one.findings.items())


def test_what_happens_to_a_closed_audit_later_moves_no_month_of_closing(many: Any) -> None:
    months = {one.month for one in looked(many).progress.months}

    assert (True, False) == (any(one.closed for one in many.audits), KEPT[:7] in months)


def test_points_lost_and_both_distributions_are_exact(many: Any) -> None:
    found = looked(many)
    points = {name: [one.points[name] for one in having_result(many)] for name in many.indicators}
    lost = {
        name: (
            sum((one.weight - one.points for one in each if one.status == "scored"), Fraction(0)),
            sum(one.status == "scored" and one.points < one.weight for one in each),
            sum(one.status == "undetermined" for one in each),
        )
        for name, each in points.items()
    }
    totals = Counter(one.total for one in having_result(many))

    expected = (lost, totals, Counter({total + 1: count for total, count in totals.items()}))
    actual = (
        {one.column.id: (one.points, one.audits, one.undetermined) for one in found.lost}, found.recomputed,
        found.claimed,
    )  # fmt: skip
    assert expected == actual


@pytest.mark.parametrize("down", [False, True])
@pytest.mark.parametrize("sort", ["name", "year", "recomputed", "an indicator"])
def test_every_page_in_turn_is_the_matrix_in_its_order(many: Any, sort: str, down: bool) -> None:
    indicator = many.indicators[3]

    def value(line: One | Line) -> Any:
        if sort == "an indicator":
            return line.points[indicator].points if isinstance(line, One) else line.cells[indicator].points
        if sort == "recomputed":
            return line.total if isinstance(line, One) else line.recomputed
        return getattr(line, sort)

    wanted = {"sort": indicator if sort == "an indicator" else sort, "down": down}
    first = looked(many, 1, **wanted).matrix
    lines = [line for page in range(1, first.pages + 1) for line in looked(many, page, **wanted).matrix.lines]
    kept = having_result(many)

    expected = (sorted(map(value, kept), reverse=down), {one.id for one in kept}, len(kept), -(-len(kept) // PAGE))
    assert expected == ([value(line) for line in lines], {line.id for line in lines}, first.all, first.pages)


def test_a_page_beyond_the_last_is_the_last(many: Any) -> None:
    last = looked(many, 10_000).matrix

    assert last.pages == last.page


def test_cells_are_what_was_put_in_and_an_undetermined_one_tells_its_range(many: Any) -> None:
    put_in = {one.id: one.points for one in many.audits}
    lines = looked(many, None).matrix.lines

    expected = [
        (line.id, name, point.points, (Fraction(0), point.weight) if point.status == "undetermined" else None)
        for line in lines
        for name, point in put_in[line.id].items()
    ]
    actual = [(line.id, name, line.cells[name].points, line.cells[name].range) for line in lines for name in line.cells]
    assert sorted(expected) == sorted(actual)


def test_an_address_says_all_that_is_looked_at_and_the_table_follows_it(many: Any) -> None:
    client = TestClient(make_app(many.desk), base_url="http://localhost")
    at = f"?year=2023&state=open&code={CODES[1]}&sort=recomputed&down=1"
    rows = list(csv.DictReader(StringIO(client.get(f"/overview.csv{at}").content.decode("utf-8-sig"))))
    page = client.get(f"/overview{at}&page=1").text
    kept = having_result(
        many, lambda one: one.year == 2023 and one.state == "open" and CODES[1] in one.findings.values()
    )
    linked = re.search(r'href="(/overview\.csv\?[^"]+)"', page)
    assert linked

    totals = sorted((one.total for one in kept), reverse=True)
    expected = (totals, client.get(linked[1].replace("&amp;", "&")).content)
    assert expected == ([Fraction(row["recomputed"]) for row in rows], client.get(f"/overview.csv{at}").content)


def test_a_shown_page_follows_the_order_and_marks_it_for_screen_readers(many: Any) -> None:
    client = TestClient(make_app(many.desk), base_url="http://localhost")
    page = client.get("/overview?sort=recomputed&down=1").text
    heads = re.findall(r'<th scope="col"[^>]*aria-sort="(\w+)"', page)
    ids = [int(one) for one in re.findall(r'<tr><th scope="row"><a href="/audits/(\d+)">', page)]
    totals = {one.id: one.total for one in having_result(many)}

    expected = (["descending"], sorted(totals.values(), reverse=True)[:PAGE])
    assert expected == (heads, [totals[one] for one in ids])
