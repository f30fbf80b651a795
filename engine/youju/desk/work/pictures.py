"""Tasks that draw the pages of a PDF."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from youju.source import CodedError
from youju.store import Blobs

MOST_PIXELS = 1_600
"""The longer side of a picture at most."""


def measure_pages(folder: str, document: str) -> list[tuple[int, int]]:
    """Width and height of every page as shown, in hundredths of a point. CodedError `page-not-drawn`."""
    import pypdfium2

    with _opened(folder, document) as file:
        try:
            sizes = [file.get_page_size(at) for at in range(len(file))]
        except pypdfium2.PdfiumError:
            raise _undrawn(0) from None
    return [(round(width * 100), round(height * 100)) for width, height in sizes]


def draw_page(folder: str, document: str, page: int) -> bytes:
    """The picture of page `page`, from 1, as PNG, as wide as a screen needs. CodedError `page-not-drawn`."""
    import pypdfium2
    from PIL import Image

    with _opened(folder, document) as file:
        try:
            sheet = file[page - 1]
            image = sheet.render(scale=MOST_PIXELS / max(*sheet.get_size(), 1.0)).to_pil()
        except (pypdfium2.PdfiumError, ValueError, IndexError):
            raise _undrawn(page) from None
    data = io.BytesIO()
    # Pages of text have few shades: a palette takes a third of the bytes and loses nothing that is read.
    image.convert("P", palette=Image.Palette.ADAPTIVE, colors=64).save(data, "PNG", optimize=True)
    return data.getvalue()


def _opened(folder: str, document: str) -> Any:
    """The file, half of whose types pypdfium2 leaves open."""
    import pypdfium2

    try:
        return pypdfium2.PdfDocument(Blobs(Path(folder) / "blobs").get(document))
    except pypdfium2.PdfiumError:
        raise _undrawn(0) from None


def _undrawn(page: int) -> CodedError:
    zh = f"第 {page} 页画不出来；原文仍可看" if page else "这份文件的页面画不出来；原文仍可看"
    return CodedError("page-not-drawn", zh, "the page cannot be drawn; its text can be read all the same")
