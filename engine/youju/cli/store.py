"""`youju store`: the workbench's memory backed up, restored, checked and mended."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from youju.cli.asked import FILE, as_json
from youju.cli.stored import needing_web, of_store

if TYPE_CHECKING:
    from youju.store import Store
    from youju.store.check import Checked


@click.group("store")
def store_group() -> None:
    """工作台的存储：备份、恢复、检查。 / The workbench's store: backup, restore, check."""


@store_group.command("backup")
@click.argument("file", type=FILE)
@of_store
@click.option("--force", is_flag=True, help="文件已有时覆盖 / write over a file that is there")
def backup_command(file: Path, folder: Path | None, database: str | None, force: bool) -> None:
    """把整个存储写成一个文件，别人可以照常使用。 / Write the whole store to a file while others go on."""
    from youju.cli.files import require_new

    require_new([file], force)
    with _opened(folder, database) as store:
        from youju.store.backup import back_up

        made = back_up(store, file)
    _tell(made.head.count, made.blobs, "已备份", "backed up")
    click.echo(made.head.of("zh") + " / " + made.head.of("en"))
    click.echo("里面有密码的散列值，请妥善保管 / it holds the hashes of passwords: keep it safe")


@store_group.command("restore")
@click.argument("file", type=FILE)
@of_store
def restore_command(file: Path, folder: Path | None, database: str | None) -> None:
    """从备份恢复到一个空的存储，先全部核对再写。 / Restore a backup into an empty store, all verified first."""
    with needing_web():
        from youju.store.places import usual_folder
        from youju.store.restore import restore

    made = restore(file, folder or usual_folder(), database)
    _tell(made.head.count, made.blobs, "已恢复", "restored")
    click.echo(made.head.of("zh") + " / " + made.head.of("en"))


@store_group.command("check")
@of_store
@click.option("--chain", type=FILE, metavar="FILE", help="把链写成文件，供 journal verify 核验 / write the chain out")
@click.option("--force", is_flag=True, help="文件已有时覆盖 / write over a file that is there")
@as_json
def check_command(folder: Path | None, database: str | None, chain: Path | None, force: bool, as_json: bool) -> None:
    """存储是否完整：链、文件、由链得出的各表。 / Whether the store is whole: chain, documents, tables."""
    from youju.cli.files import put, require_new

    if chain is not None:
        require_new([chain], force)
    with _opened(folder, database) as store:
        from youju.store.check import check
        from youju.store.replay import lines_of

        found = check(store)
        if chain is not None:
            with store.reading() as connection:
                put(chain, "".join(lines_of(connection)).encode())
    _show(found, as_json)
    if found.faults:
        raise SystemExit(1)


@store_group.command("rebuild")
@of_store
def rebuild_command(folder: Path | None, database: str | None) -> None:
    """按链重做各表：check 说表与链不符时用。 / Make the tables anew from the chain."""
    with _opened(folder, database) as store:
        from youju.store.replay import rebuild

        head = rebuild(store, "rebuild")
    click.echo(f"各表已按 {head.count} 条记录重做 / the tables were made anew from {head.count} records")


@store_group.command("tidy")
@of_store
@click.option("--remove", is_flag=True, help="删去，不写只列出 / take them away; else they are only listed")
def tidy_command(folder: Path | None, database: str | None, remove: bool) -> None:
    """没有记录提到、放了一天以上的文件：列出，或删去。 / Documents that no record names, a day old: list or remove."""
    with _opened(folder, database) as store:
        from youju.store.tidy import tidy, unnamed

        found = tidy(store, "tidy") if remove else unnamed(store)
    for one in found:
        click.echo(f"{one.digest}  {one.size}")
    zh, en = ("已删去", "removed") if remove else ("可以删去", "can be removed (--remove)")
    size = sum(one.size for one in found)
    click.echo(f"{zh}：{len(found)} 个文件，{size} 字节 / {en}: {len(found)} documents, {size} bytes")


def _show(found: Checked, as_json: bool) -> None:
    from youju.cli.terminal import write_record

    if as_json:
        reasons = [{"place": one.place, "reason": one.zh, "reason_en": one.en} for one in found.faults]
        head = {"count": found.head.count, "head": found.head.hash}
        write_record({"accepted": not reasons, **head, "documents": found.blobs, "reasons": reasons})
    elif found.faults:
        click.echo("存储不完整 / not whole：")
        for one in found.faults:
            click.echo(f"  · {one.place}：{one.zh} / {one.en}")
    else:
        _tell(found.head.count, found.blobs, "存储完整", "whole")
        click.echo(found.head.of("zh") + " / " + found.head.of("en"))


def _tell(records: int, blobs: int, zh: str, en: str) -> None:
    click.echo(f"{zh}：{records} 条记录，{blobs} 个文件 / {en}: {records} records, {blobs} documents")


@contextmanager
def _opened(folder: Path | None, database: str | None) -> Generator[Store]:
    """A store that was begun before."""
    with needing_web():
        from youju.store import open_store
        from youju.store.places import usual_folder

    with closing(open_store(folder or usual_folder(), database, begin=False)) as store:
        yield store
