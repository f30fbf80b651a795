"""The pages of a PDF with boxes over its quotes."""

from __future__ import annotations

import io
import shutil
from typing import Any

from audit_kit import Workbench
from PIL import Image


def sheets(workbench: Workbench) -> list[Any]:
    return workbench.page(f"/audits/{workbench.pdf}?paper=pages").xpath("//figure[@class='sheet']")


def picture(workbench: Workbench, page: int) -> Image.Image:
    answer = workbench.client.get(f"/audits/{workbench.pdf}/pages/{page}.png")
    return Image.open(io.BytesIO(answer.content)).convert("L")


def boxes(sheet: Any) -> list[tuple[int, int, int, int]]:
    return [tuple(int(one.get(name)) for name in ("x", "y", "width", "height")) for one in sheet.xpath(".//rect")]  # type: ignore[misc]


def test_every_page_has_its_picture_in_its_proportions(workbench: Workbench) -> None:
    found = sheets(workbench)
    for number, sheet in enumerate(found, start=1):
        _, _, width, height = map(int, sheet.find("svg").get("viewbox").split())
        image = picture(workbench, number)

        assert abs(image.width * height - image.height * width) < width + height
    assert workbench.bundle(workbench.pdf)["document"]["pages"] == len(found)


def test_boxes_lie_on_the_words_of_the_page(workbench: Workbench) -> None:
    for number, sheet in enumerate(sheets(workbench), start=1):
        _, _, width, height = map(int, sheet.find("svg").get("viewbox").split())
        image = picture(workbench, number)
        for left, top, wide, high in boxes(sheet):
            edges = (left, top, left + wide, top + high)
            scale = image.width / width
            ink = image.crop(tuple(round(edge * scale) for edge in edges)).getextrema()[0]  # type: ignore[arg-type]

            assert 0 <= left < left + wide <= width
            assert 0 <= top < top + high <= height
            assert ink < 128, (number, edges)


def test_every_quote_is_on_a_page_or_listed_below(workbench: Workbench) -> None:
    page = workbench.page(f"/audits/{workbench.pdf}?paper=pages")
    boxed = set(page.xpath("//figure//@id"))
    listed = set(page.xpath("//*[@id='sheets']/ul//@id"))
    bundle = workbench.bundle(workbench.pdf)
    placed = {mark["quote"] for marks in bundle["boxes"].values() for mark in marks}

    assert (placed, set(bundle["quotes"]) - placed) == (boxed, listed)
    assert len(boxed) > 100


def test_a_box_leads_to_what_stands_on_its_quote(workbench: Workbench) -> None:
    boxes = sheets(workbench)[1].xpath(".//a")

    assert [f"/audits/{workbench.pdf}/quotes?at={one.get('data-q')}" for one in boxes] == [
        one.get("href") for one in boxes
    ]
    assert boxes


def test_text_has_no_pages(workbench: Workbench) -> None:
    page = workbench.page(f"/audits/{workbench.text}?paper=pages")
    missing = workbench.page(f"/audits/{workbench.text}/pages/1.png", 404)

    assert ([], 1) == (page.xpath("//figure[@class='sheet']"), len(page.xpath("//*[@id='text']")))
    assert "page-not-drawn" == missing.xpath("//main//code")[0].text


def test_pictures_may_be_deleted_at_any_time(workbench: Workbench) -> None:
    before = picture(workbench, 1).tobytes()
    shutil.rmtree(workbench.desk.store.folder / "kept")

    assert before == picture(workbench, 1).tobytes()
    assert sheets(workbench)
