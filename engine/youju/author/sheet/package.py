"""The parts of an .xlsx before anything reads them as cells: what would unfold into too much is refused here.

A cell range of a few characters stands for as many objects as it has cells, and a part may be named many times.
"""

from __future__ import annotations

import re
from pathlib import Path

from youju.report.errors import ReportError
from youju.report.package import Package
from youju.source import CodedError

MAX_BYTES = 16 << 20
MAX_SHEETS = 32
MAX_AREA = 200_000
"""The most cells that the ranges of a sheet may cover together, and that a sheet may hold."""
_RANGE = re.compile(rb"\bref\s*=\s*[\"']([A-Za-z]{1,3})([0-9]{1,7}):([A-Za-z]{1,3})([0-9]{1,7})[\"']")
_CELL = re.compile(rb"<(?:\w+:)?c[\s>/]")
_SHEET = re.compile(rb"<(?:\w+:)?sheet\s")


def check_package(file: Path) -> None:
    """CodedError where a file is no .xlsx, or would take too much to read."""
    if not file.is_file():
        raise refuse(f"“{file.name}”不是文件", f"“{file.name}” is not a file")
    if file.stat().st_size > MAX_BYTES:
        raise refuse(f"“{file.name}”超过 16 MiB", f"“{file.name}” is larger than 16 MiB")
    try:
        package = Package(file.read_bytes())
        for name in sorted(package.names):
            if name.startswith("xl/") and name.endswith(".xml"):
                _check_part(file.name, package.read(name))
    except (ReportError, OSError) as error:
        if isinstance(error, ReportError) and error.code == "report-too-heavy":
            raise refuse(f"“{file.name}”展开后太大", f"“{file.name}” unpacks to too much") from error
        zh = f"“{file.name}”打不开，不是完好的 .xlsx 文件；旧的 .xls 或加密的文件请另存为 .xlsx"
        raise refuse(zh, f"“{file.name}” is not a sound .xlsx file; save an .xls or a locked file as .xlsx") from error


def _check_part(name: str, data: bytes) -> None:
    if b"\x00" in data[:200]:
        raise refuse(f"“{name}”的内容不是 UTF-8", f"the parts of “{name}” are not UTF-8")
    if len(_SHEET.findall(data)) > MAX_SHEETS:
        raise refuse(f"“{name}”超过 {MAX_SHEETS} 页", f"“{name}” has more than {MAX_SHEETS} sheets")
    area = sum(_area(*found.groups()) for found in _RANGE.finditer(data))
    if area > MAX_AREA or sum(1 for _ in _CELL.finditer(data)) > MAX_AREA:
        raise refuse(f"“{name}”里的格子或合并的范围太多", f"“{name}” holds too many cells or too large ranges")


def _area(left: bytes, top: bytes, right: bytes, bottom: bytes) -> int:
    return (abs(int(bottom) - int(top)) + 1) * (abs(_column(right) - _column(left)) + 1)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def refuse(zh: str, en: str) -> CodedError:
    """A workbook that cannot be taken."""
    return CodedError("sheet-unreadable", zh, en)
