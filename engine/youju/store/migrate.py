"""A store of any older program brought to the tables of this one, in one transaction; one of a newer is refused."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, inspect

from youju.source import CodedError
from youju.store.engines import begin_writing
from youju.store.tables import METADATA

_SCRIPTS = Path(__file__).parent / "migrations"


def to_head(engine: Engine, revision: str = "head") -> None:
    """Brings a database to a revision, the last unless told. Who opens a store at the same time waits.

    CodedError `store-newer` where the database is of a revision that this program does not know, `store-taken` where
    its tables are those of another program.
    """
    config = Config()
    # A percent sign in a path is none of the configuration's own.
    config.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
    known = ScriptDirectory.from_config(config)
    with engine.connect() as connection:
        if _stands_at(connection, known) == known.get_current_head():
            return
    with engine.connect() as connection:
        begin_writing(connection)
        if _stands_at(connection, known) is None:
            _require_room(connection)
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
        connection.commit()


def _stands_at(connection: Connection, known: ScriptDirectory) -> str | None:
    """The revision of a database; None where it has none yet."""
    found = MigrationContext.configure(connection).get_current_revision()
    if found is not None and found not in {one.revision for one in known.walk_revisions()}:
        zh = "这个存储是较新版本的有据写的，没有打开；请升级程序"
        raise CodedError("store-newer", zh, f"the store is of a newer program (revision {found}): upgrade this one")
    return found


def _require_room(connection: Connection) -> None:
    there = sorted(set(inspect(connection).get_table_names()) & set(METADATA.tables))
    if there:
        zh = f"数据库里已有别的程序的表（{there[0]}），没有动；请换一个空的数据库"
        raise CodedError("store-taken", zh, f"the database has tables of another program ({there[0]}): take another")
