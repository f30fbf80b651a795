"""Pictures of the pages of a PDF: drawn by a worker when first asked for, and kept."""

from __future__ import annotations

from youju.desk.desk import Desk
from youju.desk.who import User, require
from youju.desk.work.pictures import draw_page, measure_pages


def page_sizes(desk: Desk, user: User, document: str) -> list[tuple[int, int]]:
    """Width and height of every page of a document, in hundredths of a point. CodedError `page-not-drawn`."""
    require(user, "look")
    folder = str(desk.store.folder)
    sizes = desk.kept.plain("sizes", document, lambda: desk.work(measure_pages, folder, document))
    return [(width, height) for width, height in sizes]


def page_picture(desk: Desk, user: User, document: str, page: int) -> bytes:
    """Page `page` of a document, from 1, as PNG. CodedError `page-not-drawn`."""
    require(user, "look")
    folder = str(desk.store.folder)
    return desk.kept.data("pages", [document, page], lambda: desk.work(draw_page, folder, document, page))
