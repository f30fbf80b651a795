"""What an audit's page says of its run: none, refused, out of date, of another version of the program."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from audit_kit import Workbench, words

from youju.desk.intake import asked, take_in
from youju.desk.kept import Kept
from youju.desk.last import asked_as_run, last_run
from youju.desk.who import ALONE
from youju.publish.code_page import advice_of
from youju.source import canonical
from youju.store.events import AuditRun, RulingMade, RulingWithdrawn


def again(workbench: Workbench, audit: int | None = None, rulings: int = 0, **changes: object) -> int:
    """A run of another audit, or of one that is there, with the sample's result, but for what its bundle says."""
    audit = audit or take_in(workbench.desk, ALONE, "again.md", b"again")
    run = workbench.run(workbench.text)
    bundle = workbench.desk.store.blobs.put(canonical({**workbench.bundle(workbench.text), **changes}))
    sums = {name: getattr(run, name) for name in ("claimed", "recomputed", "confirmed", "low", "high")}
    event = AuditRun(
        audit=audit, rubric="lechang-2023", version=run.version, year=None, rulings=rulings, bundle=bundle,
        record=run.record, points=[], findings=[], **sums,
    )  # fmt: skip
    with workbench.desk.store.writing("auditor") as writer:
        writer.append(event)
    return audit


def test_a_refused_file_is_told_with_its_code_and_what_to_do(workbench: Workbench) -> None:
    page = workbench.page(f"/audits/{workbench.refused}")
    refused = page.xpath("//section[@class='refused']")[0]

    assert ["/codes/report-without-indicators"] == refused.xpath(".//a/@href")
    assert advice_of("report-without-indicators")[0].replace("`", "") in words(refused)


def test_an_audit_that_waits_says_so(workbench: Workbench) -> None:
    waiting = take_in(workbench.desk, ALONE, "waiting.md", b"waiting")

    assert "正在等待审核" in words(workbench.page(f"/audits/{waiting}").xpath("//main")[0])


def test_rulings_made_since_the_run_are_told(workbench: Workbench) -> None:
    audit = again(workbench)
    before = workbench.page(f"/audits/{audit}").xpath("//p[contains(@class, 'note')]")
    ruling = RulingMade(audit=audit, fact="实际采购金额", decision="accept", reason="看过凭证")
    with workbench.desk.store.writing("auditor") as writer:
        writer.append(ruling)
    after = workbench.page(f"/audits/{audit}").xpath("//p[contains(@class, 'note')]")

    assert ([], [f"/audits/{audit}/rulings"]) == (before, after[0].xpath(".//a/@href"))


def test_an_incomplete_document_and_remarks_of_the_reader_are_told(workbench: Workbench) -> None:
    document = workbench.bundle(workbench.text)["document"]
    remark = {"code": "pages-without-text", "level": "P1", "zh": "第 2 页没有文字", "en": "page 2 has no text"}
    audit = again(workbench, document={**document, "incomplete": True, "remarks": [remark]})
    page = workbench.page(f"/audits/{audit}?lang=en")

    assert "A part of the file was not read" in words(page.xpath("//p[@role='alert']")[0])
    assert "P1 page 2 has no text pages-without-text" == words(page.xpath("//details[@class='remarks']//li")[0])


def test_a_cap_is_a_line_of_its_own(workbench: Workbench) -> None:
    cap = {"entry": "total-cap:bonus", "points": "-3/2", "zh": "总分不超过 100 分", "en": "at most 100"}
    page = workbench.page(f"/audits/{again(workbench, caps=[cap])}")

    assert "总分不超过 100 分-1.5" == words(page.xpath("//li[@id='e-total-cap:bonus']")[0])


def test_a_result_of_another_version_of_the_program_is_not_shown(workbench: Workbench) -> None:
    audit = again(workbench, format="youju-bundle/0")

    assert "另一版程序" in words(workbench.page(f"/audits/{audit}").xpath("//main")[0])


@pytest.mark.parametrize("rest", ["", "/quotes", "/indicators/procurement-rate", "/pages/1.png"])
def test_an_audit_that_is_not_there_is_told_by_its_code(workbench: Workbench, rest: str) -> None:
    page = workbench.page(f"/audits/999999{rest}", 404)

    assert "audit-unknown" == page.xpath("//main//code")[0].text


def test_bundles_are_held_up_to_a_bound_the_last_looked_at_longest(workbench: Workbench, tmp_path: Path) -> None:
    blobs = workbench.desk.store.blobs
    digests = [blobs.put(json.dumps({"number": number, "text": "字" * 9000}).encode()) for number in range(3)]
    kept = Kept(tmp_path, in_memory=2 * 60_000)
    first, _, same, _ = (kept.blob(blobs, digests[at]) for at in (0, 1, 0, 2))

    assert (True, True) == (first is same, kept.blob(blobs, digests[0]) is first)
    assert 1 == kept.blob(blobs, digests[1])["number"]


def test_what_a_worker_says_more_is_about_the_run_whatever_was_ruled_since(workbench: Workbench) -> None:
    audit = again(workbench)
    made = [
        RulingMade(audit=audit, fact=fact, decision="accept", reason="看过凭证") for fact in ("编制人数", "在职人数")
    ]
    first, second = made
    with workbench.desk.store.writing("auditor") as writer:
        writer.append(first)
    again(workbench, audit, rulings=1)
    with workbench.desk.store.writing("auditor") as writer:
        writer.append(second)
        writer.append(RulingWithdrawn(audit=audit, number=1, reason="看错了"))
    now, _ = asked(workbench.desk, audit)
    then = asked_as_run(workbench.desk, last_run(workbench.desk, audit))

    assert [(1, "auditor"), (2, None)] == [(one["number"], one["withdrawn_by"]) for one in now.rulings]
    assert [(1, None)] == [(one["number"], one["withdrawn_by"]) for one in then.rulings]
    assert (workbench.run(audit).version,) == then.versions
