"""Reports handed in: taken or told why not, audited in turn, cancelled, and made after all when a server has died."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select
from tests.conftest import SAMPLE

from youju.desk.board import Board, Item, Job, Wanted
from youju.desk.desk import Desk, open_desk
from youju.desk.intake import take_in
from youju.desk.jobs import Given, cancel, hand_in, hand_in_again, resume, run_again
from youju.desk.names import LONGEST, kept_name
from youju.desk.who import ALONE, User
from youju.desk.work.told import Told, heard
from youju.source import CodedError
from youju.store.events import RulingMade
from youju.store.tables import AUDITS, RECORDS, RUNS

ANN = User("ann", "安", "auditor")
BEN = User("ben", "本", "auditor")
EYE = User("eye", "艾", "policy")


def given(name: str, data: bytes) -> Given:
    return Given(name, len(data), lambda: data)


def sample(mark: str) -> bytes:
    """The sample with one line more, so that each is a document of its own."""
    return SAMPLE.read_bytes() + f"\n（{mark}）\n".encode()


def ended(job: Job) -> Job:
    until = time.monotonic() + 120
    while job.active and time.monotonic() < until:
        time.sleep(0.02)
    assert not job.active
    return job


def states(job: Job) -> list[tuple[str, str | None]]:
    return [(item.state, item.error and item.error.code) for item in job.items]


def last_code(desk: Desk, audit: int | None) -> tuple[str, str | None]:
    last = (RUNS.c.audit == AUDITS.c.id) & (RUNS.c.number == AUDITS.c.run)
    with desk.store.reading() as connection:
        query = select(AUDITS.c.state, RUNS.c.code).outerjoin(RUNS, last).where(AUDITS.c.id == audit)
        return tuple(connection.execute(query).one())  # type: ignore[return-value]


def refused(act: Callable[[], object]) -> str:
    with pytest.raises(CodedError) as caught:
        act()
    return caught.value.code


def test_each_file_is_audited_or_says_why_not_and_the_others_go_on(one_desk: Desk) -> None:
    files = [
        given("好.md", sample("一")),
        given("空.docx", b""),
        Given("大.pdf", (64 << 20) + 1, lambda: pytest.fail("a file that is too large is not read")),
        given("图.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 40),
        given("信.txt", "今年天气很好。".encode()),
        given("坏.docx", b"PK\x03\x04" + b"\0" * 400),
    ]
    job = ended(hand_in(one_desk, ANN, files, Wanted()))

    expected = [
        ("done", None),
        ("declined", "report-empty"),
        ("declined", "report-too-large"),
        ("declined", "report-unsupported"),
        ("refused", None),
        ("refused", None),
    ]
    actual = states(job)
    assert expected == actual
    assert ("refused", "report-without-indicators") == last_code(one_desk, job.items[4].audit)


def test_a_document_handed_in_twice_leads_to_its_audit_unless_another_is_asked_for(one_desk: Desk) -> None:
    first = ended(hand_in(one_desk, ANN, [given("甲.md", sample("二"))], Wanted()))
    second = hand_in(one_desk, BEN, [given("乙.md", sample("二"))], Wanted())
    third = ended(hand_in_again(one_desk, BEN, second.id, 0))
    other = ended(hand_in(one_desk, BEN, [given("乙.md", sample("二"))], Wanted("lechang-2023"), again=True))

    expected = ("earlier", None, (first.items[0].audit,), "done", "done")
    actual = (
        *[getattr(second.items[0], name) for name in ("state", "audit", "earlier")],
        third.items[0].state,
        other.items[0].state,
    )
    assert expected == actual
    assert first.items[0].audit != third.items[0].audit


def test_what_is_cancelled_while_it_waits_says_so_and_can_be_audited_after_all(one_desk: Desk) -> None:
    job = hand_in(one_desk, ANN, [given(f"{n}.md", sample(f"三{n}")) for n in range(3)], Wanted())
    cancel(one_desk, ANN, job.id, 2)
    ended(job)
    cancelled = last_code(one_desk, job.items[2].audit)
    assert job.items[2].audit is not None
    waiting = resume(one_desk)
    again = ended(run_again(one_desk, ANN, job.items[2].audit))

    expected = (["done", "done", "cancelled"], ("refused", "audit-cancelled"), 0, "done", ("open", None))
    actual = (
        [item.state for item in job.items],
        cancelled,
        waiting,
        again.items[0].state,
        last_code(one_desk, job.items[2].audit),
    )
    assert expected == actual


def test_what_is_cancelled_while_it_runs_ends_at_once(one_desk: Desk) -> None:
    job = hand_in(one_desk, ANN, [given("长.md", sample("四") * 200)], Wanted())
    item = job.items[0]
    until = time.monotonic() + 60
    while item.handle is None and time.monotonic() < until:
        time.sleep(0.005)
    cancel(one_desk, ANN, job.id)
    ended(job)

    expected = ("cancelled", ("refused", "audit-cancelled"), [])
    actual = (item.state, last_code(one_desk, item.audit), list(one_desk.board.folder.iterdir()))
    assert expected == actual


def test_who_may_not_hand_in_or_cancel_is_told_so(one_desk: Desk) -> None:
    job = ended(hand_in(one_desk, ANN, [given("五.txt", "没有指标。".encode())], Wanted()))

    expected = [
        "not-allowed",
        "not-allowed",
        "not-allowed",
        "report-not-chosen",
        "rubric-not-found",
        "job-gone",
        "not-found",
    ]
    actual = [
        refused(lambda: hand_in(one_desk, EYE, [given("a.md", b"a")], Wanted())),
        refused(lambda: cancel(one_desk, BEN, job.id)),
        refused(lambda: run_again(one_desk, EYE, 1)),
        refused(lambda: hand_in(one_desk, ANN, [], Wanted())),
        refused(lambda: hand_in(one_desk, ANN, [given("a.md", b"a")], Wanted("no-such"))),
        refused(lambda: cancel(one_desk, ANN, "nobody")),
        refused(lambda: cancel(one_desk, ANN, job.id, 7)),
    ]
    assert expected == actual


def test_each_user_has_a_turn(tmp_path: Path) -> None:
    board = Board(1, tmp_path)
    for by in (ANN, ANN, ANN, BEN, BEN, EYE):
        board.put(Item(by.name, by))

    expected = ["ann", "ben", "eye", "ann", "ben", "ann", None]
    actual = [item and item.name for item in (board.take() for _ in range(7))]
    assert expected == actual


def test_a_queue_that_is_full_takes_nothing_and_keeps_nothing(one_desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("youju.desk.board.WAITING", 0)
    job = hand_in(one_desk, ANN, [given("满.md", sample("六"))], Wanted())

    expected = ([("declined", "queue-full")], None)
    actual = (states(job), job.items[0].document)
    assert expected == actual


def test_what_was_accepted_and_not_made_is_made_at_the_next_start(tmp_path: Path) -> None:
    """A server that dies in between leaves the same: records, and no run."""
    desk = open_desk(tmp_path / "store", None, 1)
    never, behind = (take_in(desk, ANN, f"{n}.md", sample(f"七{n}")) for n in range(2))
    ended(run_again(desk, ANN, behind))
    with desk.store.writing("ann") as writer:
        writer.append(RulingMade(audit=behind, finding="x", code="claim-too-high", decision="mute", reason="试"))
    desk.close()
    desk = open_desk(tmp_path / "store", None, 1)
    counted = resume(desk)
    until = time.monotonic() + 120
    while desk.board.threads and time.monotonic() < until:
        time.sleep(0.02)
    with desk.store.reading() as connection:
        runs = connection.execute(select(RUNS.c.audit, RUNS.c.number, RUNS.c.rulings).order_by(RUNS.c.seq)).all()
        by = connection.execute(select(RECORDS.c.by).order_by(RECORDS.c.seq.desc())).scalar()
    left = resume(desk)
    desk.close()

    expected = (2, 0, [(behind, 1, 0), (never, 1, 0), (behind, 2, 1)], "ann")
    actual = (counted, left, [tuple(one) for one in runs], by)
    assert expected == actual


def test_a_name_is_kept_without_what_a_screen_would_obey() -> None:
    names = [
        "C:\\报告\\甲.docx",
        "../../etc/passwd",
        "a\x00b\x1b[31m.txt",
        "\u202egnp.exe",
        "",
        "...",
        "长" * 300 + ".docx",
    ]

    expected = ["甲.docx", "passwd", "ab[31m.txt", "gnp.exe", "未命名", "未命名", "长" * (LONGEST - 6) + "…" + ".docx"]
    actual = [kept_name(name) for name in names]
    assert expected == actual


def test_progress_is_heard_as_it_was_told_last(tmp_path: Path) -> None:
    path = tmp_path / "told"
    told, found = Told(str(path)), [heard(path)]
    told.reading(3, 10)
    found.append(heard(path))
    told.auditing()
    found.append(heard(path))
    path.write_text("readi")
    found.append(heard(path))

    expected = [None, ("reading", 3, 10), ("auditing", 0, 0), None]
    actual = found
    assert expected == actual


def test_the_only_user_of_a_machine_may_cancel_what_anybody_handed_in(one_desk: Desk) -> None:
    job = ended(hand_in(one_desk, ANN, [given("八.txt", "没有指标，八。".encode())], Wanted()))
    cancel(one_desk, ALONE, job.id)

    expected = ["refused"]
    actual = [item.state for item in job.items]
    assert expected == actual


def test_where_no_progress_can_be_written_reports_are_audited_in_their_turn_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "progress").write_text("no folder")
    board = Board(1, tmp_path / "progress")
    items = [Item(f"{number}.md", ANN) for number in range(2)]
    began = [board.put(one) for one in items]
    taken: list[Item | None] = []
    while (item := board.take()) is not None:
        taken.append(item)
        board.done(item, "done")

    assert ([True, False], items, 0) == (began, taken, board.threads)
