"""`rubric export` and `rubric import` with `--journal`: what was written of a rubric, and what was taken into it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click

from youju.cli.keep import append, files_in, journal_of, tell_head
from youju.cli.open import find_rubric, open_versions
from youju.rubric import find_pack
from youju.source import RefusedError


def keep_rubric(kept: Path | None, name: str, files: Sequence[Path | None]) -> Callable[[], None]:
    """What enters the files that were written of a rubric in a journal, if one is asked for."""
    written = [file for file in files if file is not None]
    if kept is not None and not written:
        raise click.UsageError("--journal 记写出的文件，请加 --xlsx 或 --dmn / --journal needs --xlsx or --dmn")
    journal = journal_of(kept)

    def keep() -> None:
        if journal is not None:
            body = {"rubric": _about(name), "files": files_in(journal.file, written)}
            tell_head(append(journal.file, "rubric", body, journal.day))

    return keep


def keep_import(kept: Path | None, name: str, source: Path) -> Callable[[], None]:
    """What enters in a journal that a file was taken into a rubric, if one is asked for and the rubric changed."""
    journal = journal_of(kept)
    before = _about(name) if journal is not None and find_pack(name) is not None else None

    def keep() -> None:
        if journal is None or (after := _about(name)) == before:
            return
        body = {"rubric": after, "before": before, "source": files_in(journal.file, [source])[0]}
        tell_head(append(journal.file, "import", body, journal.day))

    return keep


def _about(name: str) -> dict[str, Any]:
    """A rubric's id and the digests of its versions; no digest where it has mistakes now."""
    pack = find_rubric(name)
    try:
        every = open_versions(pack).all
    except RefusedError:
        return {"id": pack.name, "digests": []}
    return {"id": every[0].rubric.id, "digests": [one.rubric.digest for one in every]}
