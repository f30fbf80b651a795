"""Rulings, closing, what-if and papers at the desk: what is kept, what is refused, and the same as the command line's."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient
from tests.conftest import SAMPLE

from youju.audit import Audit, judge
from youju.audit.record import to_record
from youju.author.rulings.read import read_rulings
from youju.author.scenarios.pairs import read_pairs
from youju.desk import closing, intake, rulings
from youju.desk.desk import Desk, open_desk
from youju.desk.history import history
from youju.desk.last import last_run
from youju.desk.papers import file_of
from youju.desk.rulings import Ask, OvertakenError
from youju.desk.what_if import assumed
from youju.desk.who import ALONE, User
from youju.explain.what_if import what_if
from youju.explain.what_if_record import what_if_record
from youju.source import CodedError, canonical
from youju.web.app import make_app

ONE, OTHER, CHIEF = User("one", "甲", "auditor"), User("other", "乙", "auditor"), User("chief", "丙", "chief")
FACT = "实际采购金额"
AMEND = Ask("amend", "核对台账", fact=FACT, value="61 万元", source="台账第 3 页")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    desk = open_desk(tmp_path_factory.mktemp("ruling") / "store", None, 1)
    yield desk
    desk.close()


@pytest.fixture
def audit(desk: Desk) -> int:
    found = intake.take_in(desk, ONE, SAMPLE.name, SAMPLE.read_bytes())
    intake.run(desk, ONE, found)
    return found


def refused(desk: Desk, audit: int, ask: Ask, user: User = ONE, seen: int = 9) -> str:
    with pytest.raises(CodedError) as error:
        rulings.make_ruling(desk, user, audit, ask, seen)
    return error.value.code


def test_the_record_with_rulings_is_that_of_the_same_file_beside_the_report(
    desk: Desk, audit: int, sample_audit: Audit
) -> None:
    rulings.make_ruling(desk, ONE, audit, AMEND, 0)
    text = file_of(desk, ONE, audit, "rulings.yaml", "zh").decode()
    own = sample_audit
    ruled = read_rulings(SAMPLE, own.rubric.dictionary, own.document, text).rulings

    expected = canonical(to_record(judge(own.document, own.rubric, own.reading, "auto", own.on, ruled)))
    actual = desk.store.blobs.get(last_run(desk, audit).run.record)
    assert expected == actual


def test_a_ruling_is_refused_under_the_codes_of_the_command_line_and_nothing_is_kept(desk: Desk, audit: int) -> None:
    wrong = {
        "ruling-reason": Ask("accept", " ", fact=FACT),
        "ruling-value": Ask("amend", "r", fact=FACT, value="99 公里", source="s"),
        "ruling-fact": Ask("accept", "r", fact="没有这个"),
        "ruling-finding": Ask("accept", "r", finding="0000000000"),
        "ruling-unclear": Ask("mute", "r", fact=FACT),
    }

    expected = (list(wrong), 0)
    actual = ([refused(desk, audit, ask) for ask in wrong.values()], len(rulings.rulings_of(desk, audit)))
    assert expected == actual


def test_who_has_not_seen_the_ruling_of_another_is_told_it_and_may_go_on(desk: Desk, audit: int) -> None:
    rulings.make_ruling(desk, ONE, audit, AMEND, 0)
    with pytest.raises(OvertakenError) as error:
        rulings.make_ruling(desk, OTHER, audit, Ask("reject", "不符", fact=FACT), 0)
    again = rulings.make_ruling(desk, OTHER, audit, Ask("reject", "不符", fact=FACT), 1)

    expected = (["one"], 2, frozenset({2}))
    actual = ([row.by for row in error.value.rows], again.number, rulings.in_force(rulings.rulings_of(desk, audit)))
    assert expected == actual


def test_a_ruling_that_is_taken_back_stays_and_no_longer_counts(desk: Desk, audit: int) -> None:
    before = last_run(desk, audit).run.recomputed
    rulings.make_ruling(desk, ONE, audit, AMEND, 0)
    ruled = last_run(desk, audit).run.recomputed
    rulings.withdraw(desk, OTHER, audit, 1, "看错了")
    row = rulings.rulings_of(desk, audit)[0]

    expected = (before, True, ("other", "看错了"))
    actual = (last_run(desk, audit).run.recomputed, ruled != before, (row.withdrawn_by, row.withdrawn_reason))
    assert expected == actual


def test_a_ruling_whose_run_dies_is_kept_and_no_paper_is_made_without_it(
    desk: Desk, audit: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def dies(*_: object) -> None:
        raise CodedError("work-died", "中断", "died")

    with monkeypatch.context() as broken:
        broken.setattr(rulings, "run", dies)
        entered = rulings.make_ruling(desk, ONE, audit, AMEND, 0)
        with pytest.raises(CodedError) as error:
            file_of(desk, ONE, audit, "audit.json", "zh")

    expected = (False, "rulings-not-counted", True)
    actual = (entered.counted, error.value.code, rulings.count(desk, ONE, audit) and last_run(desk, audit).counted)
    assert expected == actual


def test_closing_takes_a_second_person_and_a_closed_audit_takes_no_ruling(desk: Desk, audit: int) -> None:
    codes: list[str] = []
    for step, user, reason in (
        (closing.ask_to_close, CHIEF, ""),
        (closing.ask_to_close, CHIEF, "其余已核"),
        (closing.close, CHIEF, ""),
        (closing.close, ONE, ""),
        (closing.close, User("second", "丁", "chief"), ""),
    ):
        try:
            step(desk, user, audit, reason)
            codes.append("")
        except CodedError as error:
            codes.append(error.code)
    codes.append(refused(desk, audit, AMEND))

    expected = ["closing-reason", "", "four-eyes", "not-allowed", "", "audit-not-open"]
    actual = codes
    assert expected == actual


def test_who_is_alone_may_close_and_the_history_says_so(desk: Desk, audit: int) -> None:
    closing.ask_to_close(desk, ALONE, audit, "只有一人")
    closing.close(desk, ALONE, audit, "")
    closing.reopen(desk, ALONE, audit, "再看")

    expected = [("closing", True), ("closed", True), ("open", True)]
    moved = (one.said for one in history(desk, ALONE, audit) if one.kind == "audit-moved")
    actual = [(said["state"], said["alone"]) for said in moved]
    assert expected == actual


def test_what_if_says_what_the_command_says(desk: Desk, audit: int, sample_audit: Audit) -> None:
    found = assumed(desk, ONE, audit, ("procurement-rate",), {FACT: "61.01"})
    pairs, _ = read_pairs((f"{FACT}=61.01万元",), sample_audit.rubric)
    record = what_if_record(what_if(sample_audit, pairs))
    sums = record["totals"]

    expected = ({FACT: "61.01"}, [(name, sums["before"][name], sums["after"][name]) for name in sums["before"]], [
        (one["id"], one["before"], one["after"]) for one in record["indicators"]
    ])  # fmt: skip
    answer = found["answer"]
    totals = [(one["name"], one["before"], one["after"]) for one in answer["totals"]]
    actual = (found["set"], totals, [(one["id"], one["before"], one["after"]) for one in answer["rows"]])
    assert expected == actual


def test_the_pages_answer_and_keep_what_was_typed(desk: Desk, audit: int) -> None:
    app = make_app(desk)
    client = TestClient(app, base_url="http://localhost", headers={"X-CSRF-Token": app.state.csrf})
    at = f"/audits/{audit}"
    told = ("findings", "rulings", "questions", "what-if", "what-if?indicator=procurement-rate", "papers", "history")
    wrong = client.post(f"{at}/rulings", data={"seen": 0, "fact": FACT, "decision": "accept", "reason": ""})
    kept = client.post(
        f"{at}/rulings",
        data={"seen": 0, "fact": FACT, "decision": "amend", "value": "5 公里", "source": "s", "reason": "我写的"},
    )
    moved = client.get(f"{at}/what-if?is.{FACT}=61.01", follow_redirects=False)

    expected = ([200] * len(told), 422, True, (422, True), 303)
    actual = (
        [client.get(f"{at}/{one}").status_code for one in told],
        wrong.status_code,
        'id="reason-wrong"' in wrong.text,
        (kept.status_code, "我写的" in kept.text and "5 公里" in kept.text),
        moved.status_code,
    )
    assert expected == actual
