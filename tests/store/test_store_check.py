"""Whether a store is whole is found out from the chain, and every fault is told with its place."""

from __future__ import annotations

from pathlib import Path

import pytest
from filled import fill, take_document
from sqlalchemy import delete, insert, select, text, update

from youju.ledger import journal
from youju.source import CodedError
from youju.store import Store
from youju.store.check import check
from youju.store.events import AuditRefused, Event, RulingMade, event_of
from youju.store.replay import lines_of, rebuild
from youju.store.tables import AUDITS, FOLLOWING, POINTS, RECORDS, RULINGS


def places(store: Store) -> list[str]:
    return [one.place for one in check(store).faults]


def contents(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """All rows of the tables that follow from the chain."""
    with store.reading() as connection:
        return {table.name: sorted(map(tuple, connection.execute(select(table))), key=str) for table in FOLLOWING}


def test_a_store_with_one_of_every_kind_of_record_is_whole(store: Store) -> None:
    fill(store)
    with store.reading() as connection:
        kinds = set(connection.execute(select(RECORDS.c.kind)).scalars())
        lines = "".join(lines_of(connection)).encode()
    found = check(store)

    assert () == found.faults
    assert {one.KIND for one in Event.__args__} == kinds
    assert (journal.check(lines).head, 5) == (found.head, found.blobs)


def test_a_closed_audit_of_which_a_later_run_is_refused_is_closed_no_more(store: Store) -> None:
    fill(store)
    moment = select(AUDITS.c.state, AUDITS.c.closed_at.is_not(None))
    with store.writing("zhang") as writer:
        before = tuple(writer.connection.execute(moment).one())
        writer.append(AuditRefused(audit=3, rulings=3, code="report-empty", zh="空", en="empty"))
        after = tuple(writer.connection.execute(moment).one())

    assert (("closed", True), ("refused", False)) == (before, after)


def test_a_table_that_was_touched_is_told_by_its_row(store: Store) -> None:
    fill(store)
    with store.writing("root") as writer:
        writer.connection.execute(update(AUDITS).values(state="open"))
        writer.connection.execute(delete(POINTS))
        writer.connection.execute(update(RULINGS).where(RULINGS.c.number == 1).values(reason="另一个理由"))

    expected = ["points/3/procurement-rate", "rulings/3/1", "audits/3"]
    assert expected == places(store)


def test_what_was_touched_is_made_anew_from_the_chain(store: Store) -> None:
    fill(store)
    before = contents(store)
    with store.writing("root") as writer:
        writer.connection.execute(update(AUDITS).values(state="open"))
        writer.connection.execute(delete(POINTS))
    rebuild(store, "root")

    assert before == contents(store)
    assert [] == places(store)


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("UPDATE records SET line = replace(line, '属实', '不实') WHERE seq = 6", ["records/6"]),
        ("DELETE FROM records WHERE seq = 7", ["records/7"]),
        ("DELETE FROM records WHERE seq = 1", ["records/1"]),
        ("UPDATE records SET kind = 'token-ended' WHERE seq = 1", ["records/1"]),
        ("UPDATE records SET line = '{}' WHERE seq = 23", ["records/23", "records/23"]),
    ],
)
def test_a_chain_that_was_touched_is_told_by_its_record(store: Store, statement: str, expected: list[str]) -> None:
    fill(store)
    with store.writing("root") as writer:
        writer.connection.execute(text(statement))

    assert expected == places(store)


def test_a_record_of_a_kind_that_nobody_knows_is_told(store: Store) -> None:
    fill(store)
    with store.writing("root") as writer:
        today = journal.date(2026, 1, 1)
        head = journal.Head(*writer.connection.execute(
            select(RECORDS.c.seq, RECORDS.c.hash).order_by(RECORDS.c.seq.desc())).first())  # fmt: skip
        line, after = journal.record_after(head, "made-up", {"by": "root", "at": "now"}, today)
        row = {"seq": after.count, "hash": after.hash, "kind": "made-up", "by": "root", "at": "now"}
        writer.connection.execute(insert(RECORDS).values(**row, line=line.decode()))

    assert [f"records/{after.count}"] == places(store)
    with pytest.raises(CodedError) as refused:
        rebuild(store, "root")
    assert "store-damaged" == refused.value.code


@pytest.mark.parametrize("harm", [Path.unlink, lambda path: path.write_bytes(b"other")], ids=["gone", "changed"])
def test_a_document_that_is_gone_or_changed_is_told_and_comes_back_when_handed_in_again(store: Store, harm) -> None:
    fill(store)
    digest = store.blobs.put("一份报告".encode())
    harm(store.blobs.path(digest))
    found = places(store)
    take_document(store, "zhang", "一份报告".encode())

    assert [f"blobs/{digest}"] == found
    assert [] == places(store)


def test_what_an_event_says_is_what_its_record_says(store: Store) -> None:
    ruling = RulingMade(audit=3, fact="年末人数", decision="amend", value="12", reason="见名册")

    assert ruling == event_of(ruling.KIND, ruling.model_dump())
