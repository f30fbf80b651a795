"""What programs do at the HTTP API: change, take back, close, download, edit a draft over what they saw, publish."""

from __future__ import annotations

import io
import json
import time
import zipfile
from typing import Any

import pytest
from api_checks import Client
from starlette.testclient import TestClient
from tests.conftest import SAMPLE

from youju.desk.desk import Desk
from youju.desk.publishing import withdraw
from youju.desk.who import User

API = "/api/v1"


def code(answer: Any) -> tuple[int, str | None]:
    """The status of an answer, and the code that it tells as a problem."""
    kind = answer.headers.get("content-type", "")
    return answer.status_code, answer.json()["code"] if kind == "application/problem+json" else None


@pytest.fixture
def audit(program: Client) -> str:
    """The address of an audit of its own."""
    auditor = program("auditor")
    report = SAMPLE.read_bytes() + f"\n（{time.monotonic_ns()}）\n".encode()
    begun = auditor.post(f"{API}/audits", files={"reports": ("report.md", report)})
    while (job := auditor.get(begun.headers["Location"]).json())["active"]:
        time.sleep(0.05)
    return f"{API}/audits/{job['reports'][0]['audit']}"


@pytest.fixture
def sample(program: Client) -> str:
    """The address of the sample audit, for tests that change nothing of it."""
    first = program("auditor").get(f"{API}/audits?limit=500").json()["items"][-1]
    return f"{API}/audits/{first['id']}"


@pytest.fixture
def draft(program: Client) -> str:
    """The address of a draft of its own."""
    policy = program("policy")
    base = policy.get(f"{API}/rubrics").json()["items"][0]["digest"]
    return policy.post(f"{API}/drafts", json={"base": base}).headers["Location"]


def test_a_ruling_is_made_changed_and_taken_back(program: Client, audit: str) -> None:
    auditor = program("auditor")
    key = auditor.get(f"{audit}/findings").json()["items"][0]["key"]
    asked = {"decision": "reject", "reason": "见决算报表", "finding": key, "seen": 0}
    made = auditor.post(f"{audit}/rulings", json=asked)
    late = auditor.post(f"{audit}/rulings", json=asked)
    changed = auditor.post(
        f"{audit}/rulings", json={**asked, "decision": "accept", "seen": late.json()["conflict"]["seen"]}
    )
    back = auditor.post(f"{audit}/rulings/2/withdrawal", json={"reason": "看错了"})
    rows = auditor.get(f"{audit}/rulings").json()["items"]

    expected = ((201, None), (409, "ruling-overtaken"), (201, None), (200, None), ["reject", "accept"], "看错了")
    decisions = [one["decision"] for one in rows]
    actual = (code(made), code(late), code(changed), code(back), decisions, rows[1]["withdrawn_reason"])
    assert expected == actual


def test_nobody_closes_what_they_asked_to_close_by_a_token_either(program: Client, audit: str) -> None:
    chief, auditor = program("chief"), program("auditor")
    closing = f"{audit}/closing"
    steps = [
        chief.post(closing, json={"step": "ask", "reason": "已核对"}),
        chief.post(closing, json={"step": "close"}),
        auditor.post(closing, json={"step": "close"}),
        chief.post(closing, json={"step": "back", "reason": "再看"}),
        auditor.post(closing, json={"step": "ask", "reason": "已核对"}),
        chief.post(closing, json={"step": "close"}),
        auditor.post(f"{audit}/runs"),
    ]

    expected = [(200, None), (403, "four-eyes"), (403, "not-allowed"), (200, None), (200, None), (200, None)]
    expected += [(409, "audit-not-open")]
    actual = [code(one) for one in steps]
    assert expected == actual


def test_what_was_done_to_an_audit_comes_a_page_at_a_time(program: Client, audit: str) -> None:
    auditor = program("auditor")
    whole = auditor.get(f"{audit}/history").json()["items"]
    found, after = [], None
    while after != "":
        page = auditor.get(f"{audit}/history", params={"limit": 1, **({"after": after} if after else {})}).json()
        found, after = found + page["items"], page["next"] or ""

    expected = (whole, ["audit-begun", "audit-run"])
    actual = (found, [one["kind"] for one in found])
    assert expected == actual


LISTS = ["audits", "rubrics", "versions", "drafts", "overview"]


@pytest.mark.parametrize("name", LISTS)
def test_a_list_by_pages_of_one_is_the_list(program: Client, draft: str, name: str) -> None:
    chief = program("chief")
    whole = chief.get(f"{API}/{name}?limit=500").json()
    found, after = [], None
    while after != "":
        page = chief.get(f"{API}/{name}", params={"limit": 1, **({"after": after} if after else {})}).json()
        found, after = found + page["items"], page["next"] or ""

    expected = (whole["items"], None)
    actual = (found, whole["next"])
    assert expected == actual
    assert found


@pytest.mark.parametrize("limit", [0, 501, 10**30, "x"])
def test_a_page_of_a_list_is_bounded(program: Client, limit: Any) -> None:
    answer = program("chief").get(f"{API}/audits", params={"limit": limit})

    expected = (422, "request-malformed", ["query", "limit"])
    actual = (*code(answer), answer.json()["place"])
    assert expected == actual


def test_files_are_those_of_the_page(program: Client, sample: str) -> None:
    auditor = program("auditor")
    files = auditor.get(f"{sample}/files").json()
    got = {one["name"]: auditor.get(f"{sample}/files/{one['name']}") for one in files}
    record = auditor.get(f"{sample}/record")

    expected = ({one["name"]: (200, one["media"]) for one in files}, record.json()["digest"])
    kinds = {name: (one.status_code, one.headers["content-type"]) for name, one in got.items()}
    actual = (kinds, got["audit.json"].json()["digest"])
    assert expected == actual


def test_what_if_tells_the_points_and_which_fact_is_none(program: Client, sample: str) -> None:
    auditor = program("auditor")
    name = auditor.get(f"{sample}").json()["indicators"][0]["indicator"]
    facts = auditor.get(f"{sample}/what-if", params={"indicator": name}).json()["controls"]
    number = next(one for one in facts if one["type"] not in ("boolean", "text"))
    other = auditor.get(f"{sample}/what-if", params={"set": f"{number['name']}:"}).json()
    wrong = auditor.get(f"{sample}/what-if", params={"set": "没有这个:1"})

    expected = ({number["name"]: ""}, True, (422, "handed-fact"), ["query", "set", "没有这个"])
    actual = (other["set"], other["answer"] is not None, code(wrong), wrong.json()["place"])
    assert expected == actual


def saved(client: TestClient, at: str, text: str, **heads: str) -> Any:
    return client.put(at, json={"text": text}, headers={name.replace("_", "-"): one for name, one in heads.items()})


def test_a_save_over_another_revision_is_refused_with_both_texts_and_what_joins_them(
    program: Client, draft: str
) -> None:
    policy, chief = program("policy"), program("chief")
    at = f"{draft}/files/rubric.yaml"
    seen = policy.get(at)
    theirs = saved(chief, at, seen.json()["text"] + "# 末\n", If_Match=seen.headers["ETag"])
    mine = saved(policy, at, "# 首\n" + seen.json()["text"], If_Match=seen.headers["ETag"])
    conflict = mine.json()["conflict"]
    after = saved(policy, at, conflict["merged"], If_Match=conflict["etag"])

    expected = (200, (412, "revision-changed"), theirs.headers["ETag"], "chief", 200, "# 首\n", "# 末\n")
    text = policy.get(at).json()["text"]
    actual = (theirs.status_code, code(mine), conflict["etag"], conflict["by"], after.status_code, text[:4], text[-4:])
    assert expected == actual


NEW = "cases/new.yaml"
CONDITIONS = [
    ("rubric.yaml", {}, 428),
    ("rubric.yaml", {"If_Match": '"0"'}, 200),
    ("rubric.yaml", {"If_Match": '"9", "0"'}, 200),
    ("rubric.yaml", {"If_Match": "*"}, 200),
    ("rubric.yaml", {"If_Match": 'W/"0"'}, 412),
    ("rubric.yaml", {"If_Match": '"9"'}, 412),
    ("rubric.yaml", {"If_Match": '"x"'}, 412),
    ("rubric.yaml", {"If_Match": '"99999999999999999999999"'}, 412),
    ("rubric.yaml", {"If_Match": "0"}, 412),
    ("rubric.yaml", {"If_Match": '"' + "1" * 5000 + '"'}, 412),
    ("rubric.yaml", {"If_None_Match": "*"}, 412),
    ("rubric.yaml", {"If_None_Match": '"0"'}, 428),
    ("rubric.yaml", {"If_None_Match": "x"}, 428),
    (NEW, {"If_None_Match": "*"}, 200),
    (NEW, {"If_Match": "*"}, 412),
    (NEW, {"If_Match": '"0"'}, 412),
    ("../x.yaml", {"If_Match": "*"}, 404),
    ("indicators/a%00.yaml", {"If_Match": "*"}, 422),
    ("rubric.txt", {"If_Match": "*"}, 422),
]


@pytest.mark.parametrize(("path", "heads", "status"), CONDITIONS, ids=str)
def test_a_condition_of_a_save_is_kept(
    program: Client, draft: str, path: str, heads: dict[str, str], status: int
) -> None:
    expected = status
    actual = saved(program("policy"), f"{draft}/files/{path}", "# 一\n", **heads).status_code
    assert expected == actual


def test_a_file_is_taken_out_and_written_anew(program: Client, draft: str) -> None:
    policy, at = program("policy"), f"{draft}/files/rubric.yaml"
    bare = policy.delete(at)
    out = policy.delete(at, headers={"If-Match": policy.get(at).headers["ETag"]})
    gone = policy.get(at)
    anew = saved(policy, at, "# 新\n", If_None_Match="*")
    same = policy.get(at, headers={"If-None-Match": anew.headers["ETag"]})

    expected = ((428, "revision-missing"), 204, (404, "not-found"), 200, (304, b""))
    actual = (code(bare), out.status_code, code(gone), anew.status_code, (same.status_code, same.content))
    assert expected == actual


def test_a_draft_is_checked_asked_for_and_published_by_somebody_else(program: Client, draft: str) -> None:
    policy, chief = program("policy"), program("chief")
    at = f"{draft}/files/rubric.yaml"
    seen = policy.get(at)
    # Every publication has bytes of its own.
    saved(policy, at, f"{seen.json()['text']}# {draft}\n", If_Match=seen.headers["ETag"])
    check = policy.get(f"{draft}/check").json()
    weighed = policy.get(f"{draft}/publication").json()
    asked = {"digest": weighed["digest"], "reason": "注记", "in_force": "2024-01-01"}
    stale = policy.post(f"{draft}/publication", json={**asked, "digest": "0" * 64})
    ask = policy.post(f"{draft}/publication", json=asked)
    version = ask.headers["Location"]
    waiting = [one["digest"] for one in chief.get(f"{API}/versions?state=asked").json()["items"]]
    decided = chief.post(f"{version}/decision", json={"publish": True})
    again = chief.post(f"{version}/decision", json={"publish": True})
    archive = zipfile.ZipFile(io.BytesIO(chief.get(f"{version}/archive").content))

    expected = ([], (409, "draft-changed"), (201, None), [weighed["digest"]], "published")
    expected += ((409, "version-already-decided"), len(chief.get(version).json()["files"]))
    actual = (check["cases"], code(stale), code(ask), waiting, decided.json()["state"])
    actual += (code(again), len(archive.namelist()))
    assert expected == actual


def test_who_wrote_in_a_draft_does_not_decide_on_it_by_a_token_either(program: Client, desk: Desk, draft: str) -> None:
    policy, chief = program("policy"), program("chief")
    at = f"{draft}/files/rubric.yaml"
    seen = policy.get(at)
    saved(chief, at, f"{seen.json()['text']}# 负责人写的 {draft}\n", If_Match=seen.headers["ETag"])
    digest = policy.get(f"{draft}/publication").json()["digest"]
    asked = {"digest": digest, "reason": "注记", "in_force": "2024-01-01"}
    version = policy.post(f"{draft}/publication", json=asked).headers["Location"]
    decided = chief.post(f"{version}/decision", json={"publish": True})
    state = policy.get(version).json()["state"]
    withdraw(desk, User("policy", "policy", "policy"), digest, "试完了")

    expected = ((403, "four-eyes"), "您改过其中的 rubric.yaml，要由没有改过的人决定", "asked")
    actual = (code(decided), decided.json()["zh"], state)
    assert expected == actual


def test_a_job_is_followed_and_cancelled_by_whoever_began_it_or_a_chief(program: Client, audit: str) -> None:
    auditor, policy, chief = program("auditor"), program("policy"), program("chief")
    job = auditor.post(f"{audit}/runs").headers["Location"]
    listed = auditor.get(f"{API}/jobs?limit=1").json()["items"][0]["id"]
    answers = [policy.post(f"{job}/cancel"), chief.post(f"{job}/reports/0/cancel"), auditor.post(f"{job}/cancel")]

    expected = ([(403, "not-allowed"), (200, None), (200, None)], f"{API}/jobs/{listed}")
    actual = ([code(one) for one in answers], job)
    assert expected == actual


@pytest.mark.parametrize(
    ("address", "status", "told"),
    [
        ("/audits/999999", 404, "audit-unknown"),
        ("/audits/99999999999999999999", 422, "request-malformed"),
        ("/audits/a%00b", 422, "request-malformed"),
        ("/jobs/%ED%A0%80", 422, "request-malformed"),
        ("/jobs?after=%00", 422, "request-malformed"),
        ("/jobs?after=nothing", 404, "not-found"),
        ("/nothing", 404, "not-found"),
    ],
)
def test_what_there_is_not_is_told_as_a_problem(program: Client, address: str, status: int, told: str) -> None:
    answer = program("chief").get(f"{API}{address}")

    expected = (status, told, "application/problem+json", f"/codes/{told}", True)
    problem = answer.json()
    actual = (answer.status_code, problem["code"], answer.headers["content-type"], problem["type"])
    assert expected == (*actual, bool(problem["proposal"]["zh"]))


TEXTS = ["\x00", "a\x00b", "\ud800", "", " ", "x" * 2001]


@pytest.mark.parametrize("text", TEXTS, ids=ascii)
def test_words_that_cannot_be_kept_are_refused_at_their_place(program: Client, sample: str, text: str) -> None:
    answer = program("auditor").post(
        f"{sample}/rulings/1/withdrawal",
        content=json.dumps({"reason": text}),
        headers={"Content-Type": "application/json"},
    )

    expected = ((422, "request-malformed"), ["body", "reason"])
    actual = (code(answer), answer.json()["place"])
    assert expected == actual


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", ""])
def test_a_body_of_another_media_type_is_not_taken(program: Client, sample: str, kind: str) -> None:
    answer = program("auditor").post(f"{sample}/closing", content=b'{"step": "ask"}', headers={"Content-Type": kind})

    expected = (415, "media-not-taken")
    actual = code(answer)
    assert expected == actual


def test_too_much_is_told_as_a_problem_too(program: Client, sample: str) -> None:
    answer = program("auditor").post(f"{sample}/closing", json={"step": "ask", "reason": "x" * (5 << 20)})

    expected = (413, "request-too-large")
    actual = code(answer)
    assert expected == actual


def test_an_address_names_all_its_methods(program: Client, draft: str) -> None:
    answer = program("policy").patch(f"{draft}/files/rubric.yaml")

    expected = (405, "DELETE, GET, PUT")
    actual = (answer.status_code, answer.headers["Allow"])
    assert expected == actual
