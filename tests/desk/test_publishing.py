"""Publishing by two people: what is asked is what was seen, older audits stay, new ones go by their fiscal year."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from sqlalchemy import select
from tests.publishing_kit import (
    AUDITOR,
    CARD,
    CHIEF,
    OTHER,
    POLICY,
    RUBRIC,
    asked,
    audited,
    begin,
    folder_of,
    newest,
    report,
    save,
    squared,
    text_of,
)

from youju.cli.main import cli
from youju.desk.desk import Desk, open_desk
from youju.desk.effects import Comparison
from youju.desk.impact import Effect, cancel, effect_of
from youju.desk.impact import begin as begin_effect
from youju.desk.intake import run
from youju.desk.publishing import Asking, ask, decide, difference, weigh
from youju.desk.rows import version_row
from youju.desk.runs import change_of, runs_apart, runs_of
from youju.desk.version_history import steps_of
from youju.desk.who import ALONE
from youju.source import CodedError, fraction_text
from youju.store.tables import AUDITS, DRAFTS


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = open_desk(tmp_path / "store", None, 1)
    yield desk
    desk.close()


def code_of(call: Any) -> str | None:
    """The code that a call refuses with; None where it does not refuse."""
    try:
        call()
    except CodedError as error:
        return error.code
    return None


def published(desk: Desk, in_force: str = "2023-01-01") -> str:
    """The stricter card, asked for and published; the digest of its version."""
    draft = begin(desk)
    save(desk, draft, squared(desk))
    digest = asked(desk, draft, in_force)
    decide(desk, CHIEF, digest, True, "")
    return digest


def last_run(desk: Desk, audit: int) -> Any:
    with desk.store.reading() as connection:
        return runs_of(connection, audit)[0]


def by_command(*given: str) -> Any:
    """What a command prints as JSON."""
    return json.loads(CliRunner().invoke(cli, list(given), catch_exceptions=False).stdout)


def test_who_asked_does_not_publish_and_a_second_person_does(desk: Desk) -> None:
    draft = begin(desk)
    save(desk, draft, squared(desk))
    digest = asked(desk, draft, user=CHIEF)
    own = code_of(lambda: decide(desk, CHIEF, digest, True, ""))
    no_chief = code_of(lambda: decide(desk, POLICY, digest, True, ""))
    decide(desk, OTHER, digest, True, "看过")
    with desk.store.reading() as connection:
        row, steps = version_row(connection, digest), steps_of(connection, digest)

    expected = (
        "four-eyes", "not-allowed", ("published", "chief", "chief-2", "2023-01-01", "为了试验"),
        [("version-asked", "chief", "为了试验", None), ("version-decided", "chief-2", "看过", True)],
    )  # fmt: skip
    actual = (
        own, no_chief, (row.state, row.by, row.approved_by, row.in_force, row.reason),
        [(one.kind, one.by, one.reason, one.published) for one in steps],
    )  # fmt: skip
    assert expected == actual


def test_who_is_alone_publishes_alone_and_it_is_recorded_so(desk: Desk) -> None:
    draft = begin(desk)
    save(desk, draft, squared(desk))
    digest = asked(desk, draft, user=ALONE)
    decide(desk, ALONE, digest, True, "")
    with desk.store.reading() as connection:
        row, step = version_row(connection, digest), steps_of(connection, digest)[-1]

    expected = ("published", None, True)
    actual = (row.state, row.approved_by, step.alone)
    assert expected == actual


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("points: 1.6,", "points: 1.7,", {"lint-case"}),
        ("points: weight * 采购执行率", "points: weight * 采购执", {"feel-unknown-name"}),
        ("points: weight * 采购执行率", "points: weight * 采购执行率 * 2", {"lint-case", "prove-bounds"}),
    ],
    ids=["a case fails", "it does not load", "a law is refuted"],
)
def test_a_broken_draft_is_not_asked_for_and_its_mistakes_are_told(
    desk: Desk, old: str, new: str, expected: set[str]
) -> None:
    draft = begin(desk)
    save(desk, draft, {CARD: text_of(desk, CARD).replace(old, new)})
    seen = weigh(desk, draft)
    refused = code_of(lambda: ask(desk, POLICY, draft, Asking(seen.digest, "", "理由", "2024-01-01")))

    actual = {one["code"] for one in seen.mistakes}
    assert (True, "version-broken") == (expected <= actual, refused), actual


def test_what_is_asked_for_is_what_was_seen_and_a_later_save_changes_nothing_of_it(desk: Desk) -> None:
    draft = begin(desk)
    save(desk, draft, squared(desk))
    seen = weigh(desk, draft).digest
    save(desk, draft, {CARD: text_of(desk, CARD)})
    other = code_of(lambda: ask(desk, POLICY, draft, Asking(seen, "", "理由", "2024-01-01")))
    save(desk, draft, squared(desk))
    digest = asked(desk, draft)
    save(desk, draft, {CARD: "broken"})
    decide(desk, CHIEF, digest, True, "")

    expected = ("draft-changed", seen, squared_text(desk, seen))
    actual = (other, newest(desk), (folder_of(desk, newest(desk)) / CARD).read_text("utf-8"))
    assert expected == actual


def squared_text(desk: Desk, digest: str) -> str:
    return json.loads(desk.store.blobs.get(digest))["files"][CARD]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"reason": " "}, "publish-reason"),
        ({"in_force": ""}, "publish-day"),
        ({"in_force": "2024-02-30"}, "publish-day"),
        ({}, "version-same"),
    ],
)
def test_asking_needs_a_reason_a_day_and_bytes_that_are_new(desk: Desk, given: dict[str, str], expected: str) -> None:
    draft = begin(desk)
    said = {"title": "", "reason": "理由", "in_force": "2024-01-01", **given}

    actual = code_of(lambda: ask(desk, POLICY, draft, Asking(weigh(desk, draft).digest, **said)))
    assert expected == actual


def test_a_refused_version_gives_its_draft_back_and_may_be_asked_for_again(desk: Desk) -> None:
    draft = begin(desk)
    save(desk, draft, squared(desk))
    digest = asked(desk, draft)
    silent = code_of(lambda: decide(desk, CHIEF, digest, False, ""))
    decide(desk, CHIEF, digest, False, "再想想")
    with desk.store.reading() as connection:
        given_back = connection.execute(select(DRAFTS.c.state).where(DRAFTS.c.id == draft)).scalar()
    twice = code_of(lambda: decide(desk, CHIEF, digest, True, ""))
    again = asked(desk, draft)

    expected = ("publish-reason", "open", "version-already-decided", digest)
    actual = (silent, given_back, twice, again)
    assert expected == actual


def test_bytes_that_were_changed_on_the_disk_are_not_published(desk: Desk) -> None:
    draft = begin(desk)
    save(desk, draft, squared(desk))
    digest = asked(desk, draft)
    path = desk.store.blobs.path(digest)
    path.write_bytes(path.read_bytes().replace("采购".encode(), "买卖".encode()))

    expected = "store-damaged"
    actual = code_of(lambda: decide(desk, CHIEF, digest, True, ""))
    assert expected == actual


def test_older_audits_stay_byte_for_byte_and_a_run_after_it_keeps_their_version(desk: Desk) -> None:
    audit = audited(desk, "甲.md", report("一"))
    before = last_run(desk, audit)
    published(desk)
    same = last_run(desk, audit)
    run(desk, AUDITOR, audit)
    again = last_run(desk, audit)

    expected = (before, (2, before.version, before.record))
    actual = (same, (again.number, again.version, again.record))
    assert expected == actual


def test_a_new_audit_takes_the_version_of_its_fiscal_year_and_the_latest_where_none_is_stated(desk: Desk) -> None:
    shipped = newest(desk)
    later = published(desk, "2024-01-01")
    stated = report("三").decode().replace("2023年", "当年").replace("2023 年", "当年").replace("2023", "")
    audits = [
        audited(desk, name, data)
        for name, data in (("a.md", report("一", 2023)), ("b.md", report("二", 2024)), ("c.md", stated.encode()))
    ]
    with desk.store.reading() as connection:
        rows = [connection.execute(select(AUDITS).where(AUDITS.c.id == one)).one() for one in audits]

    expected = [(2023, shipped), (2024, later), (None, later)]
    actual = [(row.year, row.version) for row in rows]
    assert expected == actual


def test_another_run_is_told_before_it_is_made_and_equals_the_command_under_that_folder(
    desk: Desk, tmp_path: Path
) -> None:
    audit = audited(desk, "甲.md", report("一"))
    digest = published(desk)
    change = change_of(desk, AUDITOR, audit)
    run(desk, AUDITOR, audit, anew=True)
    made = last_run(desk, audit)
    told = runs_apart(desk, AUDITOR, audit, 1, 2).told
    with desk.store.reading() as connection:
        records = [one.record for one in reversed(runs_of(connection, audit))]
    file = tmp_path / "甲.md"
    file.write_bytes(report("一"))
    by_hand = by_command("audit", str(file), "--rubric", str(folder_of(desk, digest)), "--json")

    runs = [json.loads(desk.store.blobs.get(record)) for record in records]
    points = [{one["id"]: one["points"] for one in each["indicators"]} for each in runs]
    moved = [one["title"] for one in by_hand["indicators"] if points[0][one["id"]] != points[1][one["id"]]]

    expected = (digest, True, digest, by_hand, True, [])
    actual = (
        change.version.digest, change.told["differs"], made.version, json.loads(desk.store.blobs.get(made.record)),
        bool(moved) and told["differs"], [title for title in moved if not any(title in line for line in told["zh"])],
    )  # fmt: skip
    assert expected == actual


def test_the_effect_equals_that_of_the_command_on_the_same_documents(desk: Desk, tmp_path: Path) -> None:
    for i in range(3):
        data = report(str(i)).replace("57 万元".encode(), f"{51 + 3 * i} 万元".encode())
        audited(desk, f"{i}.md", data)
        (tmp_path / "corpus").mkdir(exist_ok=True)
        (tmp_path / "corpus" / f"{i}.md").write_bytes(data)
    draft = begin(desk)
    save(desk, draft, squared(desk))
    seen = weigh(desk, draft)
    assert seen.against is not None
    some = effect_of(desk, POLICY, Comparison(RUBRIC, seen.against, seen.digest))
    found = worked_out(desk, seen.against, seen.digest)
    sides = [str(folder_of(desk, one)) for one in (seen.against, seen.digest)]
    by_hand = by_command("rubric", "diff", *sides, "--facts", str(tmp_path / "corpus"), "--json")["impact"]

    expected = {
        "left": (3, 0),
        "departments": [(one["file"], one["before"], one["after"], turns(one)) for one in by_hand["departments"]],
        "switches": [(one["title"], one["departments"], one["change"]) for one in by_hand["switches"]],
    }
    actual = {
        "left": (some.left, found.left),
        "departments": [
            (one.name, text(one.before), text(one.after), [(turn.indicator, text(turn.change)) for turn in one.turns])
            for one in found.under.moves
        ],
        "switches": [(one.zh, one.audits, text(one.change)) for one in found.under.switches],
    }
    assert expected == actual


text = fraction_text


def worked_out(desk: Desk, old: str, new: str, day: str | None = None) -> Effect:
    """The effect of a version when every audit has been judged."""
    asked_for = Comparison(RUBRIC, old, new)
    begin_effect(desk, POLICY, asked_for).ended.wait(600)
    return effect_of(desk, POLICY, asked_for, day)


def test_an_effect_parts_audits_by_the_day_in_force_and_their_fiscal_year(desk: Desk) -> None:
    audits = [audited(desk, f"{year}.md", report("一", year)) for year in (2022, 2023, 2024)]
    old, draft = newest(desk), begin(desk)
    save(desk, draft, squared(desk))
    digest = weigh(desk, draft).digest
    worked_out(desk, old, digest)
    parted = [
        effect_of(desk, POLICY, Comparison(RUBRIC, old, digest), day)
        for day in (None, "2023-12-31", "2024-01-01", "2025-01-01")
    ]

    expected = [(audits, []), (audits[1:], audits[:1]), (audits[2:], audits[:2]), ([], audits)]
    actual = [([one.audit for one in each.moves], [one.audit for one in other.moves])
              for each, other in ((found.under, found.others) for found in parted)]  # fmt: skip
    assert expected == actual


def test_looking_at_an_effect_again_asks_no_worker_and_what_breaks_a_worker_stops_nobody(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = (audited(desk, f"{name}.md", report(name)) for name in "甲乙")
    old, draft = newest(desk), begin(desk)
    save(desk, draft, squared(desk))
    digest = weigh(desk, draft).digest
    asked_of: list[str] = []

    def dying(self: Desk, task: Any, ask: Any, **said: bool) -> Any:
        asked_of.append(ask.name)
        if ask.name == "甲.md":
            raise CodedError("work-died", "中断", "died")
        return self.pool.run(task, ask, **said)

    monkeypatch.setattr(Desk, "work", dying)
    found = worked_out(desk, old, digest)
    again = worked_out(desk, old, digest)

    expected = (["甲.md", "乙.md", "甲.md"], [(first, "work-died")], [second], 0)
    actual = (
        asked_of, [(one.audit, one.code) for one in again.unread], [one.audit for one in found.under.moves], again.left,
    )  # fmt: skip
    assert expected == actual


def test_a_cancelled_effect_keeps_what_it_has_and_goes_on_from_there(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in "甲乙丙":
        audited(desk, f"{name}.md", report(name))
    old, draft = newest(desk), begin(desk)
    save(desk, draft, squared(desk))
    wanted = Comparison(RUBRIC, old, weigh(desk, draft).digest)

    def cancelling(self: Desk, task: Any, ask: Any, **said: bool) -> Any:
        cancel(desk, POLICY, wanted)
        return self.pool.run(task, ask, **said)

    with monkeypatch.context() as patch:
        patch.setattr(Desk, "work", cancelling)
        begin_effect(desk, POLICY, wanted).ended.wait(600)
    stopped = effect_of(desk, POLICY, wanted)
    done = worked_out(desk, wanted.old, wanted.new)

    expected = ((2, False), (0, False), "not-allowed")
    actual = (
        (stopped.left, stopped.running), (done.left, done.running),
        code_of(lambda: begin_effect(desk, AUDITOR, wanted)),
    )  # fmt: skip
    assert expected == actual


def turns(department: Any) -> list[tuple[str, str]]:
    return [(one["id"], one["change"]) for one in department["indicators"]]


def test_the_difference_is_told_in_the_words_of_the_command(desk: Desk) -> None:
    draft = begin(desk)
    save(desk, draft, squared(desk))
    seen = weigh(desk, draft)
    assert seen.against is not None
    found = difference(desk, seen.against, seen.digest)
    sides = [str(folder_of(desk, one)) for one in (seen.against, seen.digest)]
    by_hand = CliRunner().invoke(cli, ["rubric", "diff", *sides], catch_exceptions=False).stdout

    expected = [line.strip() for line in by_hand.splitlines()[1:] if line.strip()]
    actual = [line.strip() for line in found["zh"] if line.strip()]
    assert expected == actual
