"""Every quote from a PDF is found again: the same characters stand in its boxes, as another program reads them."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from pdf_files import CHROMIUM, Style, pdf_of, printed
from test_pdf_layout import REPORTS, page_of

from youju.report import Document
from youju.report.characters import TABLE
from youju.report.pdf import read_pdf

_SPACES = re.compile(r"\s+")
SPANS = 300


def plain(text: str) -> str:
    """Without white space, and radicals as characters, which is how pypdfium2 gives them."""
    return _SPACES.sub("", text.translate(TABLE))


def characters(data: bytes) -> list[list[tuple[str, float, float]]]:
    """Of each page every character that pypdfium2 sees, with the middle of its place from the top left corner."""
    pages: list[list[tuple[str, float, float]]] = []
    with closing(pypdfium2.PdfDocument(data)) as file:
        for page in file:
            text, height = page.get_textpage(), page.get_height()
            found: list[tuple[str, float, float]] = []
            for at in range(text.count_chars()):
                left, low, right, high = text.get_charbox(at, loose=True)
                char = chr(pdfium.FPDFText_GetUnicode(text, at))
                found.append((char, (left + right) / 2, height - (low + high) / 2))
            pages.append(found)
    return pages


def found_again(document: Document, data: bytes, spans: Iterable[tuple[int, int]]) -> list[tuple[str, str]]:
    """The text of each span, and what pypdfium2 sees in its boxes, where they differ; white space does not count."""
    pages = characters(data)
    wrong: list[tuple[str, str]] = []
    for start, end in spans:
        quote = document.quote(start, end)
        theirs = "".join(
            char
            for place in quote.places
            for box in place.boxes
            for char, x, y in pages[place.page - 1]
            if box.left <= 100 * x <= box.right and box.top <= 100 * y <= box.bottom
        )
        if plain(quote.text) != plain(theirs):
            wrong.append((plain(quote.text), plain(theirs)))
    return wrong


def bounded(document: Document, data: bytes, spans: Iterable[tuple[int, int]]) -> list[tuple[str, str]]:
    """The same by its own search in a rectangle: for whole lines, since it also gives neighbours that are touched."""
    wrong: list[tuple[str, str]] = []
    with closing(pypdfium2.PdfDocument(data)) as file:
        texts = [page.get_textpage() for page in file]
        height = file[0].get_height()
        for start, end in spans:
            quote = document.quote(start, end)
            theirs = "".join(
                texts[place.page - 1].get_text_bounded(
                    box.left / 100, height - box.bottom / 100, box.right / 100, height - box.top / 100
                )
                for place in quote.places
                for box in place.boxes
            )
            if plain(quote.text) != plain(theirs):
                wrong.append((plain(quote.text), plain(theirs)))
    return wrong


def line_spans(document: Document) -> Iterator[tuple[int, int]]:
    return ((block.start, block.end) for block in document.blocks if block.kind != "furniture")


def random_spans(document: Document) -> Iterator[tuple[int, int]]:
    draw = random.Random(2023)
    furniture = [(block.start, block.end) for block in document.blocks if block.kind == "furniture"]
    for _ in range(SPANS):
        start = draw.randrange(len(document.text) - 40)
        end = start + draw.randrange(1, 40)
        # A quote that runs over furniture shows it, and its boxes leave it out.
        if not any(low < end and start < high for low, high in furniture):
            yield start, end


@pytest.mark.parametrize("report", REPORTS, ids=lambda path: path.parent.name)
@pytest.mark.parametrize(
    "style", [Style(head="自评报告"), Style(justified=False, size=16, leading=28)], ids=["12", "16"]
)
def test_every_line_and_any_span_is_found_again_in_its_boxes(report: Path, style: Style) -> None:
    data = pdf_of(report.read_text(encoding="utf-8"), style)
    document = read_pdf(data, "a.pdf", lambda _done, _total: None)

    assert [] == found_again(document, data, line_spans(document))
    assert [] == found_again(document, data, random_spans(document))
    assert [] == bounded(document, data, line_spans(document))


@pytest.mark.skipif(CHROMIUM is None, reason="no chromium here")
def test_quotes_from_a_printed_page_are_found_again(tmp_path: Path) -> None:
    data = printed(page_of(REPORTS[0].read_text(encoding="utf-8"), ""), tmp_path)
    document = read_pdf(data, "a.pdf", lambda _done, _total: None)

    assert [] == found_again(document, data, line_spans(document))
    assert [] == found_again(document, data, random_spans(document))


def test_every_character_that_is_no_added_space_has_a_box_on_its_page() -> None:
    document = read_pdf(pdf_of("收入1,628.32万元，" * 200 + "。"), "a.pdf", lambda _done, _total: None)
    boxes = memoryview(document.boxes).cast("i")

    assert [] == [
        at
        for block in document.blocks
        for at in range(block.start, block.end)
        if not 0 <= boxes[4 * at] < boxes[4 * at + 2] <= 59_528
    ]
