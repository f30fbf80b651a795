"""Lines of a PDF become the paragraphs that were written: the same text as of the report in plain text."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from pdf_files import CHROMIUM, HEIGHT, OFFICE, WIDTH, Style, converted, drawn, pdf_of, printed
from reportlab.pdfgen.canvas import Canvas

from youju.report import Document, fold, read_bytes
from youju.report.pdf import read_pdf

EXAMPLES = Path(__file__).resolve().parents[2] / "facts" / "examples"
REPORTS = sorted(EXAMPLES.glob("*/report.md"))
_MARKS = re.compile(r"(#+) +")


def read(data: bytes) -> Document:
    return read_pdf(data, "a.pdf", lambda _done, _total: None)


def folded(data: bytes) -> str:
    return fold(read(data)).text


def plain(text: str) -> str:
    return fold(read_bytes(text.encode(), "a.md")).text


@pytest.mark.parametrize("report", REPORTS, ids=lambda path: path.parent.name)
@pytest.mark.parametrize(
    "style",
    [
        Style(head="部门整体支出绩效自评报告", watermark="仅供内部使用"),
        Style(justified=False),
        Style(break_numbers=True),
        Style(indent=0, gap=8),
        Style(size=16, leading=28, foot="第 {page} 页"),
        Style(size=10.5, leading=15, foot="{page}"),
    ],
    ids=["head and watermark", "ragged", "numbers broken", "gaps and no indent", "large", "bare page numbers"],
)
def test_a_report_set_as_pdf_says_what_its_text_says(report: Path, style: Style) -> None:
    text = report.read_text(encoding="utf-8")

    assert plain(text) == folded(pdf_of(text, style))


def test_the_real_report_set_as_pdf_says_what_its_text_says(real_path: Path) -> None:
    text = real_path.read_text(encoding="utf-8")

    assert plain(text) == folded(pdf_of(text, Style(head="自评报告", watermark="仅供内部使用")))


@pytest.mark.skipif(CHROMIUM is None, reason="no chromium here")
@pytest.mark.parametrize("report", REPORTS, ids=lambda path: path.parent.name)
@pytest.mark.parametrize(
    "rules", ["", "p { text-indent: 2em; text-align: justify; margin: 0 }"], ids=["gaps", "indents"]
)
def test_a_report_printed_by_a_browser_says_what_its_text_says(report: Path, rules: str, tmp_path: Path) -> None:
    text = report.read_text(encoding="utf-8")

    assert plain(text) == folded(printed(page_of(text, rules), tmp_path))


@pytest.mark.skipif(OFFICE is None, reason="no LibreOffice here")
@pytest.mark.parametrize("report", REPORTS, ids=lambda path: path.parent.name)
def test_a_report_exported_by_an_office_program_says_what_its_text_says(report: Path, tmp_path: Path) -> None:
    text = report.read_text(encoding="utf-8")
    write_word(text, tmp_path / "a.docx")

    assert plain(text) == folded(converted(tmp_path / "a.docx", tmp_path))


def test_without_indents_or_gaps_a_full_line_that_ends_a_sentence_is_left_to_the_words() -> None:
    # 36 characters fill a line: whether the next begins a paragraph cannot be told from the page.
    line = "字" * 35 + "。"

    assert [line, "下一段。"] == folded(pdf_of(f"{line}\n下一段。\n" + "文" * 100, Style(indent=0))).split("\n")[:2]


@pytest.mark.parametrize(
    ("number", "before"), [("1,628.32", 34), ("1,628.32", 33), ("1628.32", 34), ("44.6%", 34), ("2450.60", 35)]
)
def test_a_number_broken_over_lines_is_one_number(number: str, before: int) -> None:
    text = "金" * (before - 2) + f"{number}万元，" + "其余" * 60 + "。"

    assert text + "\n" + text == folded(pdf_of(f"{text}\n{text}", Style(break_numbers=True)))


def test_two_numbers_on_two_lines_stay_two() -> None:
    text = "金" * 30 + "为2022 20232024各年的数，" + "其余" * 60 + "。"

    assert "2022 20232024" in folded(pdf_of(text))


def test_a_sentence_over_a_page_is_whole_and_the_foot_stands_after_its_paragraph() -> None:
    text = "\n".join(f"第{at}段写{'明' * 150}完。" for at in range(12))
    document = read(pdf_of(text, Style(head="自评报告")))

    assert plain(text) == fold(document).text
    assert document.pages > 1
    assert all("- 1 -" not in line or line == "- 1 -" for line in document.text.split("\n"))


def test_furniture_is_kept_in_the_document_and_left_out_of_what_it_says() -> None:
    document = read(pdf_of("预算" * 900 + "。", Style(head="水利局自评报告")))
    said = {document.text[block.start : block.end] for block in document.blocks if block.kind == "furniture"}

    assert {"水利局自评报告", *(f"- {page} -" for page in range(1, document.pages + 1))} == said


def test_a_figure_at_the_foot_of_every_page_that_is_no_page_number_stays() -> None:
    def page(figure: str) -> Callable[[Canvas], None]:
        def draw(canvas: Canvas) -> None:
            canvas.drawString(104, 700, "正文。")
            canvas.drawString(104, 60, figure)

        return draw

    text = folded(drawn(*map(page, ("合计 12 万元", "合计 15 万元", "合计 19 万元", "7"))))

    assert "正文。合计12万元正文。合计15万元正文。合计19万元正文。7" == text.replace("\n", "")


def at(x: float, y: float, text: str, size: float = 12.0) -> Callable[[Canvas], None]:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("STSong-Light", size)
        canvas.drawString(x, y, text)

    return draw


def together(*draws: Callable[[Canvas], None]) -> bytes:
    return drawn(lambda canvas: [draw(canvas) for draw in draws] and None)


@pytest.mark.parametrize(
    ("draws", "expected"),
    [
        ((at(80, 700, "支出"), at(104, 700, "916.04", 9), at(140, 700, "万元")), "支出916.04万元"),
        ((at(80, 700, "面积10"), at(116, 704, "2", 7), at(122, 700, "平方米")), "面积10 2平方米"),
        ((at(80, 700, "面积m"), at(113, 704, "2", 7), at(118, 700, "共")), "面积m2共"),
        (
            (at(80, 700, "总收入1,628.32"), at(80.3, 700, "总收入1,628.32"), at(80, 700.3, "总收入1,628.32")),
            "总收入1,628.32",
        ),
        ((at(200, 700, "后"), at(80, 700.5, "前")), "前后"),
        ((at(80, 700, "名称　　水利局"),), "名称水利局"),
        ((at(80, 700, "100"), at(140, 700, "200")), "100 200"),
    ],
    ids=["sizes", "raised figure", "raised letter", "printed twice", "any order", "wide spaces", "columns"],
)
def test_a_line_is_read_along_its_baseline(draws: tuple[Callable[[Canvas], None], ...], expected: str) -> None:
    assert expected == folded(together(*draws))


def test_a_page_on_its_side_is_read_and_its_places_are_where_it_shows_them() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.rotate(90)
        canvas.setFont("STSong-Light", 12)
        canvas.drawString(100, -300, "横放的一页，共12项。")

    document = read(drawn(draw))
    box = document.quote(0, 4).places[0].boxes[0]

    assert "横放的一页，共12项。\n" == document.text
    # Read from the bottom up, at 300 points from the left.
    assert 28_000 < box.left < box.right < 31_000
    assert HEIGHT * 100 - 10_000 >= box.bottom > box.top


def test_text_at_an_angle_or_from_the_top_down_does_not_cut_sentences() -> None:
    def slanted(canvas: Canvas) -> None:
        canvas.saveState()
        canvas.translate(WIDTH / 2, 690)
        canvas.rotate(45)
        canvas.drawString(0, 0, "仅供参考")
        canvas.restoreState()

    body = pdf_of("正文" * 300 + "。", Style(watermark="仅供内部使用"))

    assert "正文" * 300 + "。" == folded(body)
    assert "上一行\n下一行" == folded(together(at(80, 700, "上一行"), slanted, at(80, 680, "下一行"))).replace(
        "行下", "行\n下"
    )


def page_of(text: str, rules: str) -> str:
    parts = [
        "<!doctype html><meta charset=utf-8><style>@page { size: A4; margin: 28mm }",
        f"body {{ font: 12pt/1.6 'Noto Serif CJK SC' }} h1 {{ text-align: center }} {rules}</style>",
    ]
    for line in filter(None, map(str.strip, text.split("\n"))):
        marks = _MARKS.match(line)
        tag = f"h{len(marks[1])}" if marks else "p"
        parts.append(f"<{tag}>{html.escape(_MARKS.sub('', line, count=1))}</{tag}>")
    return "\n".join(parts)


def write_word(text: str, path: Path) -> None:
    import docx
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml.ns import qn
    from docx.shared import Pt

    document = docx.Document()
    style = document.styles["Normal"]
    style.font.size = Pt(12)
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), "Noto Serif CJK SC")
    for line in filter(None, map(str.strip, text.split("\n"))):
        marks = _MARKS.match(line)
        paragraph = document.add_paragraph(_MARKS.sub("", line, count=1))
        if marks and len(marks[1]) == 1:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            paragraph.runs[0].font.size = Pt(18)
        else:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
            paragraph.paragraph_format.first_line_indent = Pt(24)
    document.save(str(path))
