"""The workpapers as a PDF: every cell is on a page, no word is off it, and the bytes are the same each time."""

from __future__ import annotations

import io
from fractions import Fraction

import pdfplumber
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pictures import ink_of

from youju.audit import Audit
from youju.publish.papers import Cell, Column, Figure, Paper, Part, Row, papers_of
from youju.publish.pdf import pdf_of
from youju.publish.pdf.font import body_font
from youju.structs import replace

SMALL = Paper(
    "scores", "得分", "得分表", ("说明",), (Column("项目", 3), Column("得分", 1, "right", "points")), (Row((Cell("甲"), Cell("1"))),)
)  # fmt: skip


def close(text: str) -> str:
    """Text without white space: a cell is broken into lines wherever it must be."""
    return "".join(text.split())


def pages_of(data: bytes) -> list[str]:
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        return [page.extract_text() for page in pdf.pages]


def words_of(data: bytes) -> str:
    """All characters in the order in which they were drawn: a cell after the other."""
    return close("".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data)))


@pytest.fixture(scope="module", params=["zh", "en"])
def lang(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture(scope="module")
def file(sample_audit: Audit, lang: str) -> bytes:
    """The papers of the sample as they are written in a language."""
    return pdf_of(papers_of(sample_audit, lang), "report.md", lang)


def test_every_cell_of_every_paper_is_in_the_file(sample_audit: Audit, lang: str, file: bytes) -> None:
    papers = papers_of(sample_audit, lang)
    text = words_of(file)
    cells = [cell.text for paper in papers for row in paper.rows for cell in row.cells if cell.text]
    titles = [title for paper in papers for title in (paper.title, *paper.notes, *(one.title for one in paper.columns))]

    assert len(cells) > 300
    assert [] == [cell for cell in (*cells, *titles) if close(cell) not in text]


def test_no_word_is_off_its_page(file: bytes) -> None:
    with pdfplumber.open(io.BytesIO(file)) as pdf:
        off = [
            char["text"]
            for page in pdf.pages
            for char in page.chars
            if not (0 <= char["x0"] and char["x1"] <= page.width and 0 <= char["top"] and char["bottom"] <= page.height)
        ]

    assert [] == off


def test_on_the_pictures_of_the_pages_no_ink_touches_the_edge_and_no_page_is_blank(file: bytes) -> None:
    pages = ink_of(file)

    assert [] == [box for box, size in pages if box is None or min(box[:2]) < 18 or box[2] > size[0] - 18]


def test_the_same_papers_are_the_same_bytes(sample_audit: Audit, lang: str, file: bytes) -> None:
    assert file == pdf_of(papers_of(sample_audit, lang), "report.md", lang)


def test_a_paper_begins_on_a_page_of_its_own_and_pages_are_numbered(
    sample_audit: Audit, lang: str, file: bytes
) -> None:
    papers, pages = papers_of(sample_audit, lang), pages_of(file)
    said = {"zh": "第{}页，共{}页", "en": "page{}of{}"}[lang]
    told = [said.format(at, len(pages)) for at in range(1, len(pages) + 1)]

    assert [1] * len(papers) == [sum(1 for page in pages if close(page).startswith(close(one.title))) for one in papers]
    assert told == [close(page)[-len(one) :] for page, one in zip(pages, told, strict=True)]


def test_the_head_of_a_table_stands_on_each_of_its_pages() -> None:
    long = replace(SMALL, rows=tuple(Row((Cell(f"第{at}项"), Cell(str(at)))) for at in range(120)))
    pages = pages_of(pdf_of((long,), "report.md"))

    assert len(pages) > 2
    assert all("项目" in page and "得分" in page for page in pages)


def test_a_cell_that_is_higher_than_a_page_goes_on_in_the_next() -> None:
    text = "".join(f"第{at}句话说的是这样。" for at in range(2000))
    paper = replace(SMALL, rows=(Row((Cell(text), Cell("1"))),))
    drawn = words_of(pdf_of((paper,), "report.md"))

    assert all(f"第{at}句" in drawn for at in range(0, 2000, 97))


def test_what_looks_like_markup_is_words() -> None:
    hostile = "<b>甲</b> & <img src='x'/> ]]> <br/>"
    paper = replace(SMALL, title=hostile, notes=(hostile,), rows=(Row((Cell(hostile), Cell("1"))),))

    assert 4 == words_of(pdf_of((paper,), hostile)).count(close(hostile))


def test_a_figure_names_each_part_with_its_size() -> None:
    parts = (
        Part("computed", "可复算", Fraction(47)),
        Part("asserted", "仅有陈述", Fraction(1, 3)),
        Part("x", "空", Fraction(0)),
    )
    paper = replace(SMALL, figures=(Figure("支撑", "stack", parts), Figure("失分", "bars", parts)), signs=("复核人：",))
    text = words_of(pdf_of((paper,), "report.md"))

    assert (2, 2, 1) == (text.count("47"), text.count("≈0.33"), text.count("复核人："))


@settings(max_examples=20)
@given(st.lists(st.text(alphabet="甲乙丙，。0123456789%<>&\n ab", max_size=300), min_size=1, max_size=4))
def test_any_cell_is_drawn_word_for_word(cells: list[str]) -> None:
    paper = replace(SMALL, rows=tuple(Row((Cell(cell), Cell("1"))) for cell in cells))
    text = words_of(pdf_of((paper,), "report.md"))

    assert [] == [cell for cell in cells if close(cell) not in text]


def test_what_the_font_has_no_shape_for_is_seen_to_be_missing() -> None:
    paper = replace(SMALL, rows=(Row((Cell("甲\N{REPLACEMENT CHARACTER}乙\N{MAHJONG TILE RED DRAGON}丙"), Cell("1"))),))

    assert "甲〓乙〓丙" in words_of(pdf_of((paper,), "report.md"))


def test_there_is_a_font_with_chinese_characters() -> None:
    assert body_font() in ("youju", "STSong-Light")
