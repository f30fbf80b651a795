"""Tasks that draw the pages of a PDF; what is drawn is kept in a folder that may be deleted at any time."""

from __future__ import annotations

import io
import os
import tempfile
from pathlib import Path

import pypdfium2
from PIL import Image

from youju.source import CodedError
from youju.store import Blobs

MOST_PIXELS = 1_600
"""The longer side of a picture at most."""
POINT = 100
"""What sizes and boxes count in: hundredths of a point."""


def page_sizes(folder: str, document: str) -> list[tuple[int, int]]:
    """Width and height of every page as shown, in hundredths of a point. CodedError `page-not-drawn`."""
    with _opened(folder, document) as file:
        return [(round(width * POINT), round(height * POINT)) for width, height in _sizes(file)]


def page_picture(folder: str, document: str, page: int) -> str:
    """The file that holds page `page`, from 1, as PNG: as wide as a screen needs. CodedError `page-not-drawn`."""
    kept = Path(folder) / "pictures" / document / f"{page}.png"
    if not kept.is_file():
        _write(kept, _drawn(folder, document, page))
    return str(kept)


def _drawn(folder: str, document: str, page: int) -> bytes:
    with _opened(folder, document) as file:
        if not 1 <= page <= len(file):
            raise CodedError("page-not-drawn", f"没有第 {page} 页", f"there is no page {page}")
        try:
            sheet = file[page - 1]
            scale = MOST_PIXELS / max(*sheet.get_size(), 1.0)
            image = sheet.render(scale=scale).to_pil()
        except (pypdfium2.PdfiumError, ValueError):
            raise _undrawn(page) from None
    data = io.BytesIO()
    # Pages of text have few shades: a palette takes a third of the bytes and loses nothing that is read.
    image.convert("P", palette=Image.Palette.ADAPTIVE, colors=64).save(data, "PNG", optimize=True)
    return data.getvalue()


def _opened(folder: str, document: str) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(Blobs(Path(folder) / "blobs").get(document))
    except pypdfium2.PdfiumError:
        raise _undrawn(0) from None


def _sizes(file: pypdfium2.PdfDocument) -> list[tuple[float, float]]:
    try:
        return [file.get_page_size(at) for at in range(len(file))]
    except pypdfium2.PdfiumError:
        raise _undrawn(0) from None


def _undrawn(page: int) -> CodedError:
    zh = f"第 {page} 页画不出来；原文仍可看" if page else "这份文件的页面画不出来；原文仍可看"
    return CodedError("page-not-drawn", zh, "the page cannot be drawn; its text can be read all the same")


def _write(path: Path, data: bytes) -> None:
    """Whole or not at all: another worker may be drawing the same page."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".new-")
    with os.fdopen(handle, "wb") as file:
        file.write(data)
    os.replace(name, path)
