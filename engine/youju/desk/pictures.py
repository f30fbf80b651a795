"""Pictures of the pages of a PDF: drawn by a worker when first asked for, then read from where they are kept."""

from __future__ import annotations

import json
from pathlib import Path

from youju.desk.desk import Desk
from youju.desk.who import User, require


def page_sizes(desk: Desk, user: User, document: str) -> list[tuple[int, int]]:
    """Width and height of every page of a document, in hundredths of a point. CodedError `page-not-drawn`."""
    from youju.desk.work.pictures import measure_pages

    require(user, "look")
    folder = str(desk.store.folder)
    kept = sizes_file(folder, document)
    if not kept.is_file():
        desk.work(measure_pages, folder, document)
    return [(width, height) for width, height in json.loads(kept.read_bytes())]


def page_picture(desk: Desk, user: User, document: str, page: int) -> bytes:
    """Page `page` of a document, from 1, as PNG. CodedError `page-not-drawn`."""
    from youju.desk.work.pictures import draw_page

    require(user, "look")
    folder = str(desk.store.folder)
    kept = picture_file(folder, document, page)
    if not kept.is_file():
        desk.work(draw_page, folder, document, page)
    return kept.read_bytes()


def picture_file(folder: str, document: str, page: int) -> Path:
    """Where the picture of a page is kept, in a store's folder."""
    return Path(folder) / "pictures" / document / f"{page}.png"


def sizes_file(folder: str, document: str) -> Path:
    """Where the sizes of the pages of a document are kept."""
    return Path(folder) / "pictures" / document / "sizes.json"
