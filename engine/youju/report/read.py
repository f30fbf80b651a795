"""A file to a document, or one clear sentence why not."""

import hashlib
import os
import stat
from pathlib import Path, PurePath

from youju.report.decode import decode
from youju.report.document import Document
from youju.report.errors import ReportError

MAX_BYTES = 64 * 1024 * 1024
READABLE = (".txt", ".md")
_MAGIC = {
    b"%PDF": "PDF",
    b"PK\x03\x04": "Office (docx/xlsx) or zip",
    b"PK\x05\x06": "zip",
    b"\xd0\xcf\x11\xe0": "Office 97 (doc/xls) or wps",
    b"{\\rtf": "RTF",
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"GIF8": "GIF",
    b"Rar!": "rar",
    b"7z\xbc\xaf": "7z",
    b"\x1f\x8b": "gzip",
}


def read(path: Path) -> Document:
    """The report in the file at `path` (.txt or .md).

    Raises ReportError: `report-not-found`, `report-is-a-folder`, `report-not-a-file`, `report-unreadable`,
    `report-unsupported`, `report-too-large` (over 64 MiB, refused unread), and those of `read_bytes`.
    """
    try:
        status = os.stat(path)
        if stat.S_ISDIR(status.st_mode):
            raise ReportError(
                "report-is-a-folder", f"“{path.name}” 是文件夹,请给出其中一份报告", "give one report file"
            )
        if not stat.S_ISREG(status.st_mode):
            raise ReportError("report-not-a-file", f"“{path.name}” 不是普通文件", "not a regular file")
        _refuse_suffix(path.name)
        _refuse_size(status.st_size)
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise ReportError("report-not-found", f"找不到报告:{path}", f"no such report: {path}") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise ReportError("report-unreadable", f"无法打开报告:{path}", f"cannot open the report: {reason}") from None
    # A name may hold bytes that are no text; the record of an audit must be able to carry it.
    return read_bytes(data, path.name.encode("utf-8", "replace").decode())


def read_bytes(data: bytes, name: str) -> Document:
    """The report in `data`, called `name` (a folder in the name is left out of the document).

    Raises ReportError: `report-unsupported`, `report-too-large`, `report-empty`, `report-binary`, `report-encoding`.
    """
    name = PurePath(name.replace("\\", "/")).name
    _refuse_suffix(name)
    _refuse_size(len(data))
    for magic, kind in _MAGIC.items():
        if data.startswith(magic):
            raise _unsupported(kind)
    decoded = decode(data)
    text = decoded.text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip(" \t\n\v\f\u3000\u00a0\u200b\ufeff\x1a"):
        raise ReportError("report-empty", "报告是空的,没有文字", "the report is empty: there is no text in it")
    return Document(name, hashlib.sha256(data).hexdigest(), decoded.encoding, decoded.damaged, text)


def _refuse_suffix(name: str) -> None:
    suffix = PurePath(name).suffix.lower()
    if suffix and suffix not in READABLE:
        raise _unsupported(suffix)


def _refuse_size(size: int) -> None:
    if size > MAX_BYTES:
        raise ReportError(
            "report-too-large",
            f"报告有 {size} 字节,超过上限 64 MiB;请拆分或去掉无关内容",
            f"the report has {size} bytes, over the limit of 64 MiB; split it or leave out what does not belong",
        )


def _unsupported(kind: str) -> ReportError:
    return ReportError(
        "report-unsupported",
        f"目前只读 .txt 和 .md,不读 {kind};请在原软件中把报告另存为 UTF-8 纯文本(.txt)后再试",
        f"only .txt and .md are read at present, not {kind}; save the report as UTF-8 plain text (.txt) and try again",
    )
