"""A file of facts entered by hand, by its form: .xlsx, .csv or .yaml."""

from __future__ import annotations

import hashlib
from pathlib import Path

from youju.author.handed.csv import from_csv
from youju.author.handed.lines import Came, Trouble, refuse
from youju.author.handed.take import take
from youju.author.handed.workbook import from_workbook
from youju.author.handed.yaml import from_yaml
from youju.facts import Dictionary, Rulings
from youju.report import Document
from youju.source import CodedError
from youju.structs import Struct

MAX_BYTES = 16 << 20


class Handed(Struct):
    """What a file hands in: rulings on facts, and every mistake in it. With a mistake nothing is taken."""

    rulings: Rulings
    troubles: tuple[Trouble, ...]


def read_handed(path: Path, dictionary: Dictionary, document: Document) -> Handed:
    """The rulings that a file holds for a report.

    CodedError where it is no such file or was made from another report; RefusedError where it is no YAML.
    """
    data = file_bytes(path)
    came, found = came_of(path, data)
    if came.report is not None and came.report != document.sha256:
        zh = f"“{path.name}”是由另一份报告导出的，不是“{document.name}”的；请用 youju facts --xlsx 重新导出"
        en = (
            f"“{path.name}” was made from another report than “{document.name}”; export it anew with youju facts --xlsx"
        )
        raise CodedError("facts-other-report", zh, en)
    rulings, troubles = take(came.lines, dictionary)
    order = sorted((*found, *troubles), key=lambda one: (one.spot.line, one.spot.column))
    return Handed(Rulings(hashlib.sha256(data).hexdigest(), rulings), tuple(order))


def came_of(path: Path, data: bytes) -> tuple[Came, tuple[Trouble, ...]]:
    """The lines of a file by its form, whatever report and dictionary they are of, and mistakes of its shape."""
    match path.suffix.lower():
        case ".xlsx":
            return from_workbook(path, data), ()
        case ".csv":
            return from_csv(data, path.name), ()
        case ".yaml" | ".yml":
            return from_yaml(path)
        case _:
            zh = f"“{path.name}”不是 .xlsx、.csv 或 .yaml 文件"
            raise refuse(zh, f"“{path.name}” is not an .xlsx, .csv or .yaml file")


def file_bytes(path: Path) -> bytes:
    """What a file of facts holds; CodedError where there is none, or one too large."""
    try:
        if not path.is_file():
            raise refuse(f"没有文件“{path.name}”", f"there is no file “{path.name}”")
        if path.stat().st_size > MAX_BYTES:
            raise refuse(f"“{path.name}”超过 16 MiB", f"“{path.name}” is larger than 16 MiB")
        return path.read_bytes()
    except OSError as error:
        reason = error.strerror or "?"
        raise refuse(f"读不到“{path.name}”：{reason}", f"cannot read “{path.name}”: {reason}") from error
