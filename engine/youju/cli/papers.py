"""The workpapers written into a folder: both files or neither, and nothing that is there already without being told."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from youju.audit import Audit
from youju.cli.files import put_files
from youju.source import CodedError


def paper_files(audit: Audit, lang: str) -> Mapping[str, bytes]:
    """The workpapers by the names of their files, the same for the same audit."""
    # Reading these libraries takes longer than an audit; only who writes papers waits for them.
    from youju.publish.papers import document_of, papers_of, workbook_of

    papers = papers_of(audit, lang)
    return {"workpapers.xlsx": workbook_of(papers, lang), "workpapers.docx": document_of(papers, lang)}


def write_papers(audit: Audit, folder: Path, lang: str, force: bool) -> tuple[Path, ...]:
    """Writes the workpapers into a folder and gives their paths.

    CodedError where one is there and `force` is not given, or where the folder cannot be written; then nothing is.
    """
    paths = {folder / name: data for name, data in paper_files(audit, lang).items()}
    for path in paths:
        if not force and os.path.lexists(path):
            zh = f"“{path}”已经有了，没有覆盖；要覆盖请加 --force"
            raise CodedError("export-exists", zh, f"“{path}” is there already; --force writes over it")
    put_files(paths)
    return tuple(paths)
