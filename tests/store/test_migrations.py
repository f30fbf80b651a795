"""The tables of a store come from its migrations, and those of any older store from there to the last."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from filled import fill
from sqlalchemy import MetaData, create_engine, insert, inspect, select, text, update

from youju.source import CodedError
from youju.store import Store, open_store
from youju.store.check import check
from youju.store.engines import engine_of
from youju.store.events import AccountSet
from youju.store.migrate import to_head
from youju.store.tables import ACCOUNTS, AUDITS, FOLLOWING, METADATA, RECORDS
from youju.store.writing import Writer

SOMEBODY = AccountSet(name="zhang", title="张审", role="auditor", active=True)


def test_the_migrations_give_the_tables_that_the_program_works_with(store: Store) -> None:
    with store.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        actual = compare_metadata(context, METADATA)

    assert [] == actual


def test_a_store_of_the_first_program_comes_up_to_this_one_with_all_that_is_in_it(
    tmp_path: Path, url: str | None
) -> None:
    folder = tmp_path / "store"
    folder.mkdir(mode=0o700)
    old = engine_of(folder, url, 30)
    to_head(old, "0001")
    with old.connect() as connection:
        Writer(connection, "zhang").append(SOMEBODY)
        connection.commit()
        before = [one["name"] for one in inspect(connection).get_indexes("audits")]
    old.dispose()
    with closing(open_store(folder, url)) as store, store.reading() as connection:
        after = [one["name"] for one in inspect(connection).get_indexes("audits")]
        people = connection.execute(select(ACCOUNTS.c.name, ACCOUNTS.c.title)).all()
        records = connection.execute(select(RECORDS.c.kind)).scalars().all()

    assert ([], ["ix_audits_document"]) == (before, after)
    assert [("zhang", "张审")] == [tuple(one) for one in people]
    assert ["account-set"] == records


def test_audits_that_an_older_program_closed_get_the_moment_that_the_chain_has(tmp_path: Path, url: str | None) -> None:
    folder = tmp_path / "store"
    with closing(open_store(folder)) as filled:
        fill(filled)
        with filled.reading() as connection:
            tables = (RECORDS, *reversed(FOLLOWING))
            rows = {one.name: [dict(row) for row in connection.execute(select(one)).mappings()] for one in tables}
    (folder / "youju.db").unlink()
    old = engine_of(folder, url, 30)
    to_head(old, "0003")
    known = MetaData()
    known.reflect(old)
    with old.begin() as connection:
        for name, found in rows.items():
            columns = known.tables[name].columns.keys()
            connection.execute(insert(known.tables[name]), [{key: row[key] for key in columns} for row in found])
    old.dispose()
    with closing(open_store(folder, url)) as store, store.reading() as connection:
        closed = connection.execute(select(AUDITS.c.closed_at)).scalar()
        moved = connection.execute(select(RECORDS.c.at).where(RECORDS.c.kind == "audit-moved")).scalars().all()
        faults = check(store).faults

    assert (moved[-1], ()) == (closed, faults)


def test_a_store_of_a_newer_program_is_refused_and_left_alone(store: Store, url: str | None) -> None:
    with store.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))

    with pytest.raises(CodedError) as refused:
        open_store(store.folder, url)

    with store.engine.connect() as connection:
        left = connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one()
    assert ("store-newer", "9999") == (refused.value.code, left)


def test_a_database_with_tables_of_another_program_is_refused(tmp_path: Path, url: str | None) -> None:
    (tmp_path / "store").mkdir(mode=0o700)
    engine = create_engine(url or f"sqlite:///{tmp_path / 'store' / 'youju.db'}")
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE records (theirs INTEGER)"))
    engine.dispose()

    with pytest.raises(CodedError) as refused:
        open_store(tmp_path / "store", url)

    assert "store-taken" == refused.value.code


def test_a_file_that_is_no_database_is_told_as_damaged(tmp_path: Path) -> None:
    (tmp_path / "youju.db").write_bytes(b"no database at all " * 100)
    tmp_path.chmod(0o700)

    with pytest.raises(CodedError) as refused:
        open_store(tmp_path)

    assert "store-damaged" == refused.value.code


def test_opening_again_changes_nothing(store: Store, url: str | None) -> None:
    with store.writing("zhang") as writer:
        writer.append(SOMEBODY)
    with store.engine.begin() as connection:
        connection.execute(update(ACCOUNTS).values(title="改过"))
    with closing(open_store(store.folder, url)) as again, again.reading() as connection:
        found = connection.execute(select(ACCOUNTS.c.title)).scalars().all()

    assert ["改过"] == found
