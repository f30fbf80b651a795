"""`youju store`: one command to back up, one to restore, one to look whether all is whole."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path

import pytest
from filled import fill
from forked import youju

from youju.store import open_store


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A store with one of every kind of record."""
    with closing(open_store(tmp_path / "store")) as store:
        fill(store)
    return tmp_path / "store"


def test_a_store_goes_to_a_file_and_back(folder: Path, tmp_path: Path) -> None:
    made = youju("store", "backup", tmp_path / "backup.zip", "--folder", folder)
    again = youju("store", "backup", tmp_path / "backup.zip", "--folder", folder)
    back = youju("store", "restore", tmp_path / "backup.zip", "--folder", tmp_path / "second")
    first = youju("store", "check", "--folder", folder, "--json")
    second = youju("store", "check", "--json", env={"YOUJU_STORE": str(tmp_path / "second"), "PATH": ""})

    assert (0, 2, 0, 0, 0) == tuple(one.returncode for one in (made, again, back, first, second))
    assert made.stdout.splitlines()[1] == back.stdout.splitlines()[1]
    assert again.stderr.startswith("export-exists")
    assert first.stdout == second.stdout
    assert {"accepted": True, "count": 23, "documents": 5}.items() <= json.loads(first.stdout).items()


def test_the_chain_that_is_written_out_is_a_journal(folder: Path, tmp_path: Path) -> None:
    youju("store", "check", "--folder", folder, "--chain", tmp_path / "chain.jsonl")
    found = youju("journal", "verify", tmp_path / "chain.jsonl", "--count", "23")

    assert (0, "日志是原样，共 23 条") == (found.returncode, found.stdout.partition(" /")[0])


def test_a_fault_is_told_with_its_place_and_tables_are_made_anew(folder: Path) -> None:
    with closing(open_store(folder)) as store, store.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE audits SET state = 'open'")
    found = youju("store", "check", "--folder", folder)
    mended = youju("store", "rebuild", "--folder", folder)
    after = youju("store", "check", "--folder", folder)

    assert (1, 0, 0) == (found.returncode, mended.returncode, after.returncode)
    assert "audits/3：与链不符：state" in found.stdout
    assert "存储完整：23 条记录，5 个文件" in after.stdout


def test_where_there_is_no_store_none_is_begun(tmp_path: Path) -> None:
    env = {"XDG_DATA_HOME": str(tmp_path / "data"), "HOME": str(tmp_path), "PATH": ""}
    found = youju("store", "check", env=env)

    assert (2, False) == (found.returncode, (tmp_path / "data").exists())
    assert found.stderr.startswith("store-absent")
