"""The files of an audit for download: made when first asked for, the same for everybody who asks for the same run."""

from __future__ import annotations

from youju.desk.desk import Desk
from youju.desk.last import Last, asked_again, last_run, require_counted
from youju.desk.who import User, require
from youju.desk.work.papers import files_of
from youju.desk.work.ruling import FILE
from youju.publish.files import SUMS, WHAT
from youju.source import CodedError

NAMES = {
    **{name: words for name, words in WHAT.items() if name != SUMS},
    FILE: ("裁定，可放在报告旁边用 youju 再审", "the rulings, for youju beside the report"),
    SUMS: WHAT[SUMS],
}
"""The files by name, with what each is in Chinese and English."""
MEDIA = {
    "json": "application/json",
    "sarif": "application/sarif+json",
    "html": "text/html; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "yaml": "application/yaml",
}


def file_of(desk: Desk, user: User, audit: int, name: str, lang: str) -> bytes:
    """A file of the last run. CodedError `not-found`, `rulings-not-counted`, or what hinders a run."""
    require(user, "look")
    if name not in NAMES:
        raise CodedError("not-found", f"没有文件“{name[:60]}”", f"there is no file “{name[:60]}”")
    last = last_run(desk, audit)
    require_counted(last)
    key = [last.run.bundle, last.head.count, last.head.hash, lang]
    return desk.kept.files("papers", key, lambda: _made(desk, last, lang))(name)


def _made(desk: Desk, last: Last, lang: str) -> dict[str, bytes]:
    return desk.work(files_of, asked_again(desk, last), lang, last.head, long=True)
