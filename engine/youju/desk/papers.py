"""The files of an audit for download: made when first asked for, the same for everybody who asks for the same run."""

from __future__ import annotations

from youju.desk.desk import Desk
from youju.desk.last import Last, asked_as_run, last_run, require_counted
from youju.desk.who import User, require
from youju.desk.work.papers import file_made
from youju.desk.work.ruling import FILE
from youju.publish.files import SUMS, WHAT, with_sums
from youju.source import CodedError

NAMES = {
    **{name: words for name, words in WHAT.items() if name != SUMS},
    FILE: ("裁定，可放在报告旁边用 youju 再审", "the rulings, for youju beside the report"),
    SUMS: WHAT[SUMS],
}
"""The files by name, with what each is in Chinese and English."""
TEXT = "text/plain; charset=utf-8"
MEDIA = {
    "json": "application/json",
    "sarif": "application/sarif+json",
    "html": "text/html; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "yaml": "application/yaml",
}
"""Media types by the end of a name; any other file is TEXT."""


def media_of(name: str) -> str:
    """The media type of a file by its name."""
    return MEDIA.get(name.rpartition(".")[2], TEXT)


def file_of(desk: Desk, user: User, audit: int, name: str, lang: str) -> bytes:
    """A file of the last run. CodedError `not-found`, `rulings-not-counted`, or what hinders a run."""
    require(user, "look")
    if name not in NAMES:
        raise CodedError("not-found", f"没有文件“{name[:60]}”", f"there is no file “{name[:60]}”")
    last = last_run(desk, audit)
    require_counted(last)
    return _sums(desk, last, lang) if name == SUMS else _file(desk, last, name, lang)


def _sums(desk: Desk, last: Last, lang: str) -> bytes:
    return with_sums({one: _file(desk, last, one, lang) for one in NAMES if one != SUMS})[SUMS]


def _file(desk: Desk, last: Last, name: str, lang: str) -> bytes:
    if name == "audit.json":
        return desk.store.blobs.get(last.run.record)
    key = [last.run.bundle, last.head.count, last.head.hash, name, lang]

    def make() -> bytes:
        return desk.work(file_made, asked_as_run(desk, last), name, lang, last.head, long=True)

    return desk.kept.data("papers", key, make)
