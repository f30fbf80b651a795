"""The overview against sums worked out by other means, publishing by two people over HTTP, workbooks there and back."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from fractions import Fraction
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest
from sqlalchemy import text
from starlette.testclient import TestClient
from tests.publishing_kit import CARD, RUBRIC, begin, newest, report, save, squared

from youju.desk.accounts import add_account
from youju.desk.desk import Desk, open_desk
from youju.desk.intake import run, take_in
from youju.desk.packs import unpack
from youju.desk.who import ALONE
from youju.web.app import make_app

PASSWORD = "three words and a lamp"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    desk = open_desk(tmp_path_factory.mktemp("overview") / "store", None, 1)
    for i, bought in enumerate(("57", "66", "30")):
        data = report(str(i), 2023 + i % 2).replace("57 万元".encode(), f"{bought} 万元".encode())
        run(desk, ALONE, take_in(desk, ALONE, f"{'=甲乙'[i]}局.md", data, RUBRIC))
    yield desk
    desk.close()


@pytest.fixture(scope="module")
def client(desk: Desk) -> TestClient:
    return TestClient(make_app(desk), base_url="http://localhost", follow_redirects=False)


def csrf(page: Any) -> str:
    return re.findall(r'X-CSRF-Token": "([^"]+)"', page.text)[-1]


def post(client: TestClient, at: str, files: Any = None, **form: str) -> Any:
    return client.post(at, data={"csrf": csrf(client.get("/settings")), **form}, files=files)


def table(client: TestClient, query: str = "") -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(client.get(f"/overview.csv{query}").content.decode("utf-8-sig"))))


def test_the_sums_of_the_matrix_are_those_of_the_runs(desk: Desk, client: TestClient) -> None:
    with desk.store.reading() as connection:
        told = connection.execute(text("select audit, recomputed from runs order by audit")).all()
    known = {"audit", "name", "year", "state", "claimed", "recomputed"}
    rows = sorted(table(client), key=lambda row: int(row["audit"]))
    with desk.store.reading() as connection:
        undecided = connection.execute(text("select audit, points from points where status = 'undetermined'")).all()
    open_points = {audit: sum(Fraction(p) for a, p in undecided if a == audit) for audit, _ in told}

    expected = [(audit, Fraction(points)) for audit, points in told]
    actual = [
        (
            int(row["audit"]),
            open_points[int(row["audit"])]
            + sum(Fraction(v) for name, v in row.items() if name not in known and re.fullmatch(r"-?[\d./]+", v)),
        )
        for row in rows
    ]
    assert expected == actual


def test_points_lost_and_findings_are_those_of_the_tables(desk: Desk, client: TestClient) -> None:
    with desk.store.reading() as connection:
        codes = connection.execute(
            text("select code, count(*) n, count(distinct audit) from findings group by code order by n desc, code")
        ).all()
        points = connection.execute(text("select weight, points from points where status = 'scored'")).all()
    page = client.get("/overview").text
    common, lost = page.split('id="common"')[1].split('id="lost"')
    rows = re.findall(
        r'<code>([\w-]+)</code></a></th><td>P\d</td><td class="n">(\d+)</td><td class="n">\d+</td><td class="n"><a [^>]*>(\d+)<',
        common,
    )
    shown = re.findall(r'<td class="n">([\d.]+)</td><td class="n">\d+</td>', lost)

    expected = (
        [(code, str(n), str(audits)) for code, n, audits in codes[:15]],
        sum(max(Fraction(0), Fraction(weight) - Fraction(won)) for weight, won in points),
    )
    actual = (rows, sum(map(Fraction, shown)))
    assert expected == actual


def test_a_filter_leaves_what_it_asks_for(client: TestClient) -> None:
    expected = (["2023", "2023"], ["2024"], [], 3)
    actual = (
        [row["year"] for row in table(client, "?year=2023")],
        [row["year"] for row in table(client, "?year=2024")],
        table(client, "?state=closed"),
        len(table(client, f"?rubric={RUBRIC}&state=open&year=")),
    )
    assert expected == actual


def test_a_name_in_the_table_is_no_formula(client: TestClient) -> None:
    expected = ["'=局.md", "乙局.md", "甲局.md"]
    actual = sorted(row["name"] for row in table(client))
    assert expected == actual


def test_no_page_of_these_has_a_style_or_a_script_of_its_own(desk: Desk, client: TestClient) -> None:
    draft = begin(desk)
    save(desk, draft, squared(desk))
    audit = table(client)[0]["audit"]
    pages = [
        "/overview", "/versions", f"/versions/{newest(desk)}", f"/rubrics/{RUBRIC}/versions", f"/audits/{audit}/runs",
        f"/audits/{audit}/again", f"/drafts/{draft}/publish", f"/drafts/{draft}/sheet",
        f"/rubrics/{RUBRIC}/compare?old={newest(desk)}&new={newest(desk)}",
        f"/rubrics/{RUBRIC}/effect?old={newest(desk)}&new={newest(desk)}",
    ]  # fmt: skip
    answers = [client.get(f"{page}{'&' if '?' in page else '?'}lang={lang}") for page in pages for lang in ("zh", "en")]

    expected = [(page, 200, False) for page in pages for _ in ("zh", "en")]
    actual = [
        (page, one.status_code, bool(re.search(r"\sstyle=|\son\w+=|<script(?! src=)", one.text)))
        for page, one in zip((page for page in pages for _ in ("zh", "en")), answers, strict=True)
    ]
    assert expected == actual


def test_a_version_is_downloaded_as_its_files_and_as_a_workbook(desk: Desk, client: TestClient) -> None:
    digest = newest(desk)
    at = f"/rubrics/{RUBRIC}/versions/{digest}"
    with ZipFile(BytesIO(client.get(f"{at}/download.zip").content)) as file:
        files = {name.partition("/")[2]: file.read(name).decode() for name in file.namelist()}
    book = openpyxl.load_workbook(BytesIO(client.get(f"{at}/download.xlsx").content))

    expected = (dict(unpack(desk.store.blobs.get(digest))[1]), "评分标准", 404)
    actual = (files, book.sheetnames[0], client.get(f"/rubrics/{RUBRIC}/versions/{'0' * 64}/download.zip").status_code)
    assert expected == actual


def workbook(client: TestClient, draft: int) -> Any:
    return openpyxl.load_workbook(BytesIO(client.get(f"/drafts/{draft}/sheet/download").content))


def sent(client: TestClient, draft: int, book: Any) -> Any:
    into = BytesIO()
    book.save(into)
    return post(client, f"/drafts/{draft}/sheet", files={"sheet": ("我的表.xlsx", into.getvalue())})


def cell_of(book: Any, words: str) -> Any:
    return next(cell for row in book["评分标准"].iter_rows() for cell in row if cell.value == words)


def test_a_workbook_changes_a_draft_only_after_its_changes_were_shown(desk: Desk, client: TestClient) -> None:
    draft = begin(desk)
    book = workbook(client, draft)
    cell_of(book, "weight * 采购执行率").value = "weight * 采购执行率 * 采购执行率"
    shown = sent(client, draft, book)
    fields = dict(re.findall(r'name="(upload|name|digest)" value="([^"]+)"', shown.text))
    before = workbook_rule(client, draft)
    saved = post(client, f"/drafts/{draft}/sheet/save", **fields)

    expected = (200, True, "weight * 采购执行率", 303, "weight * 采购执行率 * 采购执行率")
    actual = (shown.status_code, CARD in shown.text, before, saved.status_code, workbook_rule(client, draft))
    assert expected == actual


def workbook_rule(client: TestClient, draft: int) -> str:
    rows = (cell.value for row in workbook(client, draft)["评分标准"].iter_rows() for cell in row)
    return next(value for value in rows if isinstance(value, str) and value.startswith("weight * 采购执行率"))


def test_a_mistake_in_a_workbook_is_told_at_its_cell_with_what_to_do(desk: Desk, client: TestClient) -> None:
    draft = begin(desk)
    book = workbook(client, draft)
    cell = cell_of(book, "weight * 采购执行率")
    cell.value = "weight * 采购执行绿"
    shown = sent(client, draft, book)
    fields = dict(re.findall(r'name="(upload|name)" value="([^"]+)"', shown.text))
    marked = post(client, f"/drafts/{draft}/sheet/marked", **fields)
    comment = openpyxl.load_workbook(BytesIO(marked.content))["评分标准"][cell.coordinate].comment

    expected = (422, True, True)
    actual = (shown.status_code, f"评分标准!{cell.coordinate}" in shown.text, "feel-unknown-name" in comment.text)
    assert expected == actual


def test_two_people_publish_over_http_and_one_does_not(tmp_path: Path) -> None:
    desk = open_desk(tmp_path / "store", None, 1)
    for name, role in (("admin", "admin"), ("policy", "policy"), ("chief", "chief"), ("second", "chief")):
        add_account(desk, ALONE, name, name, role, PASSWORD)
    draft = begin(desk)
    save(desk, draft, squared(desk))
    app = make_app(desk)
    try:
        first, policy, second = (logged_in(app, name) for name in ("chief", "policy", "second"))
        page = first.get(f"/drafts/{draft}/publish").text
        found = re.search(r'name="digest" value="(\w+)"', page)
        assert found
        asked = post(
            first, f"/drafts/{draft}/publish", digest=found[1], title="新版", reason="试", in_force="2024-01-01"
        )
        at = f"{asked.headers['location']}/decide"
        answers = [post(who, at, published="yes").status_code for who in (first, policy, second, second)]
        told = second.get(asked.headers["location"]).text
    finally:
        desk.close()

    expected = (303, [403, 403, 303, 409], True)
    actual = (asked.status_code, answers, "批准发布" in told and "second" in told)
    assert expected == actual


def logged_in(app: Any, name: str) -> TestClient:
    client = TestClient(app, base_url="http://localhost", follow_redirects=False)
    form = {"csrf": csrf(client.get("/login")), "name": name, "password": PASSWORD, "next": "/audits"}
    client.post("/login", data=form)
    return client
