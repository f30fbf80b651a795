"""The drop zone and the page of a job, by the test client: what is handed in is answered at once and followed."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from typing import Any

import pytest
from starlette.testclient import TestClient
from tests.conftest import SAMPLE

from youju.desk.board import Item
from youju.desk.desk import open_desk
from youju.web import bounded
from youju.web.app import make_app

Files = list[tuple[str, tuple[str, bytes]]]


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    desk = open_desk(tmp_path_factory.mktemp("web") / "store", None, 1)
    with TestClient(make_app(desk), base_url="http://localhost") as client:
        yield client
    desk.close()


def sample(mark: str) -> bytes:
    return SAMPLE.read_bytes() + f"\n（{mark}）\n".encode()


def csrf(client: TestClient) -> str:
    found = re.search(r'name="csrf" value="([^"]+)"', client.get("/audits").text)
    assert found
    return found[1]


def post(client: TestClient, at: str, files: Files | None = None, **values: Any) -> Any:
    return client.post(at, data={"csrf": csrf(client), **values}, files=files, follow_redirects=False)


def report(name: str, data: bytes) -> tuple[str, tuple[str, bytes]]:
    return "reports", (name, data)


def ended(client: TestClient, job: str, part: bool = False) -> Any:
    """The page of a job that has ended: where it leads, or what it says."""
    until = time.monotonic() + 120
    while time.monotonic() < until:
        answer = client.get(job, headers={"HX-Request": "true"} if part else {}, follow_redirects=False)
        if "every 1s" not in answer.text:
            return answer
        time.sleep(0.05)
    raise AssertionError("the job does not end")


def test_one_report_is_answered_at_once_and_leads_to_its_audit(client: TestClient) -> None:
    answer = post(client, "/audits", [report("甲.md", sample("一"))])
    job = answer.headers["location"]
    page = client.get(job, follow_redirects=False).text
    last, part = ended(client, job), ended(client, job, part=True)

    expected = (303, "/jobs/", True, True, 303, True)
    actual = (
        answer.status_code,
        job[:6],
        'hx-trigger="every 1s"' in page,
        '<noscript><meta http-equiv="refresh"' in page,
        last.status_code,
        last.headers["location"] == part.headers["HX-Redirect"],
    )
    assert expected == actual
    assert 200 == client.get(last.headers["location"]).status_code


def test_several_reports_are_each_told_on_one_page(client: TestClient) -> None:
    files = [report("乙.md", sample("二")), report("空.txt", b""), report("图.png", b"\x89PNG\r\n\x1a\n")]
    job = post(client, "/audits", files).headers["location"]
    page, part = ended(client, job), ended(client, job, part=True)

    assert "<!DOCTYPE" in page.text
    assert "<!DOCTYPE" not in part.text
    expected = (["report-empty", "report-unsupported"], 1)
    actual = (re.findall(r"<code>([a-z-]+)</code>", page.text), len(re.findall(r'href="/audits/\d+"', page.text)))
    assert expected == actual


def test_a_page_on_which_something_is_not_done_asks_again_even_where_it_is_by_then(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = [report(f"末{n}.md", sample(f"末{n}")) for n in range(2)]
    job = post(client, "/audits", files).headers["location"]
    ended(client, job)
    # As if both ended after the page was begun.
    monkeypatch.setattr(Item, "heard", lambda _item: ("auditing", 0, 0))
    begun = client.get(job).text
    monkeypatch.undo()

    expected = (True, 2, False, 0)
    actual = tuple(
        one for page in (begun, client.get(job).text) for one in ("every 1s" in page, page.count('class="auditing"'))
    )
    assert expected == actual


def test_the_same_report_leads_to_the_earlier_audit_and_is_audited_again_when_asked(client: TestClient) -> None:
    first = post(client, "/audits", [report("丙.md", sample("三"))]).headers["location"]
    audit = ended(client, first).headers["location"]
    job = post(client, "/audits", [report("丁.md", sample("三"))]).headers["location"]
    page = ended(client, job).text
    again = ended(client, post(client, f"{job}/0/again").headers["location"]).headers["location"]

    expected = (True, True, False)
    actual = (f'href="{audit}"' in page, "以前交过" in page, again == audit)
    assert expected == actual


def test_a_cancelled_report_has_a_button_that_audits_it_after_all(client: TestClient) -> None:
    job = post(client, "/audits", [report(f"{n}.md", sample(f"四{n}")) for n in range(2)]).headers["location"]
    answer = post(client, f"{job}/1/cancel")
    page = ended(client, job).text
    audit = re.search(r'name="audit" value="(\d+)"', page)
    assert audit
    shown = client.get(f"/audits/{audit[1]}").text
    again = ended(client, post(client, "/jobs", audit=audit[1]).headers["location"])

    expected = (303, True, f"/audits/{audit[1]}")
    actual = (answer.status_code, "audit-cancelled" in shown, again.headers["location"])
    assert expected == actual


@pytest.mark.parametrize(
    ("at", "status", "code"),
    [
        ("/jobs/nobody", 404, "job-gone"),
        ("/jobs/nobody/cancel", 404, "job-gone"),
        ("/audits", 422, "report-not-chosen"),
    ],
)
def test_what_cannot_be_done_is_told_by_its_code(client: TestClient, at: str, status: int, code: str) -> None:
    answer = client.get(at) if at == "/jobs/nobody" else post(client, at, [] if at == "/audits" else None)

    expected = (status, True)
    actual = (answer.status_code, code in answer.text)
    assert expected == actual


def test_a_form_that_is_not_ours_hands_nothing_in(client: TestClient) -> None:
    before = client.get("/audits").text
    answer = client.post("/audits", data={"csrf": "other"}, files=[report("戊.md", sample("五"))])

    expected = (403, False, before.count("<tr>"))
    actual = (answer.status_code, "戊.md" in client.get("/audits").text, client.get("/audits").text.count("<tr>"))
    assert expected == actual


def test_too_much_at_once_is_refused_before_a_page_sees_it(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounded, "UPLOAD", 1 << 20)
    answer = post(client, "/audits", [report("己.txt", b"a" * (2 << 20))])

    expected = (413, True, 200)
    actual = (answer.status_code, "request-too-large" in answer.text, client.get("/audits").status_code)
    assert expected == actual


NAMES = [
    "../../../etc/passwd",
    "C:\\x\\y.txt",
    "a\x01\x1b[2Jb.txt",
    "\u202egnp.txt",
    "长" * 300 + ".txt",
    '"><script>alert(1)</script>.txt',
]


def test_a_hostile_name_is_shown_and_obeyed_by_nobody(client: TestClient) -> None:
    files = [report(name, f"没有指标，{n}。".encode()) for n, name in enumerate(NAMES)]
    page = ended(client, post(client, "/audits", files).headers["location"]).text
    told = re.findall(r'<th scope="row">(.*?)</th>', page)

    expected = (len(NAMES), False, set[str](), True)
    actual = (
        len(told),
        "<script>alert" in page,
        set("\x01\x1b\u202e") & set(page),
        all(len(one) < 200 and "/etc/" not in one for one in told),
    )
    assert expected == actual


def test_who_chooses_a_rubric_has_the_report_audited_by_it(client: TestClient) -> None:
    job = post(client, "/audits", [report("庚.md", sample("七"))], rubric="lechang-2023").headers["location"]

    expected = (303, 404)
    actual = (ended(client, job).status_code, post(client, "/audits", [report("辛.md", b"x")], rubric="no").status_code)
    assert expected == actual
