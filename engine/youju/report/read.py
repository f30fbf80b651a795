"""A file to a document, or one clear sentence why not."""

import hashlib
import os
import stat
from pathlib import Path, PurePath

from youju.report.decode import decode
from youju.report.document import Document, Remark
from youju.report.errors import ReportError
from youju.report.kinds import kind_of
from youju.report.progress import Progress
from youju.structs import replace

MAX_BYTES = 64 * 1024 * 1024
_TEXT = (".txt", ".md", "")
# What a file of each kind may be called without a word about it.
_SUFFIXES = {
    "text": _TEXT,
    "pdf": (".pdf",),
    "docx": (".docx", ".docm"),
    "xlsx": (".xlsx", ".xlsm"),
    "doc": (".doc", ".wps"),
    "xls": (".xls", ".et"),
    "rtf": (".rtf", ".doc"),
}


def read(path: Path, progress: Progress | None = None, ocr: bool = False) -> Document:
    """The report in the file at `path`; `progress` is told how much is read of a long one.

    With `ocr` pages of a PDF that are pictures are recognised (the extra `ocr`).

    Raises ReportError: `report-not-found`, `report-is-a-folder`, `report-not-a-file`, `report-unreadable`,
    `report-too-large` (over 64 MiB, refused unread), and those of `read_bytes`.
    """
    try:
        status = os.stat(path)
        if stat.S_ISDIR(status.st_mode):
            raise ReportError(
                "report-is-a-folder", f"“{path.name}” 是文件夹,请给出其中一份报告", "give one report file"
            )
        if not stat.S_ISREG(status.st_mode):
            raise ReportError("report-not-a-file", f"“{path.name}” 不是普通文件", "not a regular file")
        _refuse_size(status.st_size)
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise ReportError("report-not-found", f"找不到报告:{path}", f"no such report: {path}") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise ReportError("report-unreadable", f"无法打开报告:{path}", f"cannot open the report: {reason}") from None
    # A name may hold bytes that are no text; the record of an audit must be able to carry it.
    return read_bytes(data, path.name.encode("utf-8", "replace").decode(), progress, ocr)


def read_bytes(data: bytes, name: str, progress: Progress | None = None, ocr: bool = False) -> Document:
    """The report in `data`, called `name` (a folder in the name is left out of the document).

    What it is told by its bytes; a name that says something else is a remark of the document. All but plain text is
    read in a process of its own. Raises ReportError: `report-too-large`, `report-unsupported`, `report-encrypted`,
    `report-broken`, `report-too-slow`, `report-too-heavy`, `report-empty`, and those of the format.
    """
    name = PurePath(name.replace("\\", "/")).name
    _refuse_size(len(data))
    kind = kind_of(data)
    if kind == "text":
        document = _text(data, name)
    else:
        from youju.report.worker import read_apart

        document = read_apart(kind, data, name, progress, ocr)
    suffix = PurePath(name).suffix.lower()
    if suffix in _SUFFIXES[kind]:
        return document
    zh, en = (
        f"文件名以 {suffix or '无扩展名'} 结尾，内容却是 {kind}，已按内容读取",
        f"named {suffix}, the file is {kind}; read as that",
    )
    return replace(document, remarks=(*document.remarks, Remark("extension-differs", "P2", zh, en)))


def _text(data: bytes, name: str) -> Document:
    decoded = decode(data)
    text = decoded.text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip(" \t\n\v\f\u3000\u00a0\u200b\ufeff\x1a"):
        raise ReportError("report-empty", "报告是空的,没有文字", "the report is empty: there is no text in it")
    return Document(name, hashlib.sha256(data).hexdigest(), decoded.encoding, decoded.damaged, text)


def _refuse_size(size: int) -> None:
    if size > MAX_BYTES:
        raise too_large(size)


def too_large(size: int) -> ReportError:
    """A report of more bytes than are read."""
    return ReportError(
        "report-too-large",
        f"报告有 {size} 字节,超过上限 64 MiB;请拆分或去掉无关内容",
        f"the report has {size} bytes, over the limit of 64 MiB; split it or leave out what does not belong",
    )
