"""What is doubtful in a PDF is said: readers that differ, hidden text, scans, pages not read; a clean file has nothing."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from pdf_files import HEIGHT, WIDTH, Style, assembled, drawn, one_page, pdf_of, stream
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from youju.report import Document, ReportError, fold, read_bytes
from youju.report.pdf import read_pdf

Draw = Callable[[Canvas], None]


def read(data: bytes) -> Document:
    return read_pdf(data, "a.pdf", lambda _done, _total: None)


def codes(document: Document) -> list[str]:
    return [remark.code for remark in document.remarks]


def shown(text: bytes, x: float = 100, y: float = 700, before: bytes = b"") -> bytes:
    return b"BT %s /F1 12 Tf %g %g Td (%s) Tj ET\n" % (before, x, y, text)


def to_unicode(ranges: bytes) -> bytes:
    head = b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def "
    return stream(head + b"1 begincodespacerange <00> <FF> endcodespacerange " + ranges + b" endcmap end end")


MAPPED = b"/F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding /ToUnicode 5 0 R >>"
TYPE3 = (
    b"/F1 << /Type /Font /Subtype /Type3 /FontBBox [0 0 1000 1000] /FontMatrix [0.001 0 0 0.001 0 0] "
    b"/CharProcs << /one 5 0 R >> /Encoding << /Type /Encoding /Differences [49 /one] >> /FirstChar 49 /LastChar 49 "
    b"/Widths [600] /Resources << >> /ToUnicode 6 0 R >>"
)
LIGATURES = b"/F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding << /Differences [174 /ffi] >> >>"


def picture(canvas: Canvas) -> None:
    canvas.drawImage(ImageReader(Image.new("L", (60, 84), 200)), 0, 0, WIDTH, HEIGHT)


def line(text: str, canvas: Canvas) -> None:
    canvas.drawString(100, 700, text)


def recognised(text: str, canvas: Canvas) -> None:
    picture(canvas)
    under = canvas.beginText(100, 700)
    under.setTextRenderMode(3)
    under.textLine(text)
    canvas.drawText(under)


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (one_page(shown(b"Total 1,628.32 and 44.6%")), "Total 1,628.32 and 44.6%"),
        (one_page(shown(b"paid 1628"), MAPPED, [to_unicode(b"1 beginbfrange <20> <7e> <0020> endbfrange")]), "paid 1628"),
        (one_page(shown(b"111"), TYPE3, [stream(b"600 0 d0 0 0 500 700 re f"), to_unicode(b"1 beginbfchar <31> <0031> endbfchar")]), "111"),
        (one_page(shown(b"o\\256ce 12"), LIGATURES), "oﬃce 12"),
        (drawn(partial(line, "全角１２３．４５％和（１，２３４）")), "全角１２３．４５％和（１，２３４）"),
        (drawn(partial(line, "-15%至+3.5%")), "-15%至+3.5%"),
        (one_page(shown(b"Total 1,628.32") + shown(b"Total 1,628.32") + shown(b"Total 1,628.32", 100.3)), "Total 1,628.32"),
        (one_page(shown(b"10") + b"BT /F1 7 Tf 114 704 Td (2) Tj ET " + shown(b"m", 120)), "10 2m"),
        (one_page(shown(b"paid 12", 300) + shown(b"first 7", 100) + shown(b"above 5", 100, 720)), "above 5\nfirst 7 paid 12"),
        (one_page(b"/Span << /ActualText (1,628) >> BDC " + shown(b"1,628") + b"EMC"), "1,628"),
    ],
    ids=["plain", "mapped", "type 3", "ligature", "full-width", "signs", "printed thrice", "raised", "any order", "true words"],
)  # fmt: skip
def test_ordinary_files_have_no_remark(data: bytes, text: str) -> None:
    document = read(data)

    assert (f"{text}\n", (), 0) == (document.text, document.remarks, document.damaged)


def test_a_whole_report_has_no_remark() -> None:
    text = "\n".join(f"（{at}）收入{at},628.32万元，占{at}.5%，比上年增加-{at}‰。" + "其余" * 40 for at in range(200))

    assert () == read(pdf_of(text, Style(head="2023年度", watermark="仅供2023年审计"))).remarks


@pytest.mark.parametrize(
    ("content", "quoted", "said"),
    [
        (shown(b"Total 5") + b"/Span << /ActualText (999.00) >> BDC " + shown(b"123.45", 100, 650) + b"EMC", "123.45", "123.45／999.00"),
        (shown(b"Total 5") + b"/Span << /ActualText (x) >> BDC " + shown(b"123.45", 100, 650) + b"EMC", "123.45", "123.45／—"),
        (shown(b"Total 5") + shown(b"123", 100, 650) + shown(b"789", 100, 650), "172839", "172839 有字叠印"),
    ],
    ids=["another figure", "a word for a figure", "one over the other"],
)  # fmt: skip
def test_figures_that_two_readers_see_otherwise_are_told_and_low_in_trust(
    content: bytes, quoted: str, said: str
) -> None:
    document = read(one_page(content))
    remark = document.remarks[0]

    assert ["readers-differ"] == codes(document)
    assert said in remark.zh
    assert [quoted] == [document.text[start:end] for start, end in remark.spans]
    assert ("low", "full") == (document.trust(*remark.spans[0]), document.trust(0, 7))


def test_a_figure_that_only_the_second_reader_sees_is_told() -> None:
    document = read(
        one_page(shown(b"Total") + b"/Span << /ActualText (of 77) >> BDC " + shown(b"none", 100, 650) + b"EMC")
    )

    assert (["readers-differ"], True) == (codes(document), "77" in document.remarks[0].zh)


@pytest.mark.parametrize(
    ("content", "hidden"),
    [
        (b"1 g " + shown(b"white 555", 100, 600) + b"0 g", "white 555"),
        (b"0 0 0 0 k " + shown(b"white 556", 100, 600) + b"0 g", "white 556"),
        (shown(b"beyond 99", 700, 600), "beyond 99"),
        (b"BT /F1 0.5 Tf 100 300 Td (tiny 88) Tj ET ", "tiny 88"),
        (shown(b"without ink 7", 100, 300, b"3 Tr") + b"BT 0 Tr ET ", "without ink 7"),
    ],
    ids=["white", "white of CMYK", "beyond the page", "tiny", "without ink"],
)
def test_text_that_nobody_sees_is_told_and_not_used(content: bytes, hidden: str) -> None:
    document = read(one_page(shown(b"Total 5") + content))

    assert "Total 5" == fold(document).text
    assert (["hidden-text"], [hidden]) == (
        codes(document),
        [document.text[start:end] for start, end in document.remarks[0].spans],
    )


def test_white_text_on_a_dark_ground_is_seen() -> None:
    document = read(one_page(b"0 0 1 rg 90 690 200 30 re f 1 g " + shown(b"Total 77") + b"0 g"))

    assert ("Total 77\n", ()) == (document.text, document.remarks)


def test_text_that_a_scanner_put_under_its_picture_is_read_and_low_in_trust() -> None:
    text = "扫描识别的总收入1,628.32万元，支出1,600万元，共计三项。"
    document = read(drawn(partial(recognised, text), partial(line, "打印的收入5万元。")))

    assert (f"{text}\n打印的收入5万元。\n", ["ocr-text"]) == (document.text, codes(document))
    assert ("low", "full") == (document.trust(0, 9), document.trust(len(text) + 1, len(text) + 4))


def test_pages_that_are_pictures_are_named_and_blank_ones_are_not() -> None:
    pages: list[Draw] = [partial(line, "总收入5万元。"), picture, lambda _: None, picture, picture]
    document = read(drawn(*pages))

    assert ["pages-without-text"] == codes(document)
    assert document.remarks[0].zh.startswith("第 2、4–5 页")


def test_a_picture_beside_text_is_no_scan() -> None:
    def draw(canvas: Canvas) -> None:
        picture(canvas)
        canvas.drawString(100, 700, "在图片上印着的一段话，有二十多个字，不是扫描件。")

    assert () == read(drawn(draw)).remarks


def test_a_cover_with_a_picture_behind_its_title_is_no_scan() -> None:
    def draw(canvas: Canvas) -> None:
        picture(canvas)
        canvas.drawString(100, 500, "水利局自评报告")

    assert () == read(drawn(draw, partial(line, "总收入5万元。"))).remarks


def test_a_scanned_page_with_a_printed_number_has_no_text() -> None:
    def draw(canvas: Canvas) -> None:
        picture(canvas)
        canvas.drawString(280, 40, "- 2 - 由某某软件扫描制作")

    assert ["pages-without-text"] == codes(read(drawn(partial(line, "总收入5万元。"), draw)))


def test_values_in_the_fields_of_a_form_are_told() -> None:
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>"
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [6 0 R 7 0 R] >> >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        page,
        stream(shown(b"Total 5")),
        font,
        b"<< /FT /Tx /T (a) /V (1,628) >>",
        b"<< /FT /Tx /T (b) >>",
    ]

    assert [("part-not-read", "有 1 个表单域填了内容，没有读。请对照原件")] == [
        (remark.code, remark.zh) for remark in read(assembled(objects)).remarks
    ]


def test_characters_that_the_fonts_do_not_name_are_counted_as_damaged() -> None:
    table = to_unicode(b"1 beginbfchar <36> <E036> endbfchar")
    document = read(one_page(shown(b"Total 1,628.32 of ten departments"), MAPPED, [table]))

    assert ("Total 1,\ufffd28.32 of ten departments\n", 1) == (document.text, document.damaged)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (drawn(picture, picture), "report-scanned"),
        (drawn(picture, lambda _: None), "report-scanned"),
        (drawn(lambda _: None), "report-empty"),
        (one_page(shown(b"Total 1,628.32"), MAPPED, [to_unicode(b"1 beginbfrange <20> <7e> <E020> endbfrange")]), "report-garbled"),
    ],
    ids=["a scan", "a scan and a blank page", "blank", "fonts without names"],
)  # fmt: skip
def test_a_file_without_text_is_refused_with_what_to_do(data: bytes, code: str) -> None:
    with pytest.raises(ReportError) as caught:
        read(data)

    assert code == caught.value.code


def test_symbols_of_symbol_fonts_are_bullets_and_ticks() -> None:
    table = to_unicode(b"3 beginbfchar <41> <F0B7> <42> <F0FE> <43> <F06C> endbfchar")
    document = read(one_page(shown(b"A total B paid C"), MAPPED, [table]))

    assert ("• total ☑ paid •\n", 0) == (document.text, document.damaged)


def test_radicals_are_folded_and_quoted_as_they_stand() -> None:
    text = "⼈员经费⽀出⻬全，⻓期资⾦，⻢上，⺠生"
    document = read(drawn(partial(line, text)))

    assert "人员经费支出齐全，长期资金，马上，民生" == fold(read_bytes(text.encode(), "a.txt")).text
    assert document.text.strip() == document.quote(0, len(document.text) - 1).text


def covered(cover: Callable[[Canvas], None], canvas: Canvas) -> None:
    canvas.drawString(100, 600, "其余的文字都看得见")
    canvas.drawString(100, 700, "编制30名")
    cover(canvas)


def white_box(canvas: Canvas) -> None:
    canvas.setFillColorRGB(1, 1, 1)
    canvas.rect(90, 690, 200, 24, stroke=0, fill=1)


def opaque_picture(canvas: Canvas) -> None:
    canvas.drawImage(ImageReader(Image.new("L", (60, 20), 250)), 90, 690, 200, 24)


def clear_picture(canvas: Canvas) -> None:
    canvas.drawImage(ImageReader(Image.new("RGBA", (60, 20), (255, 0, 0, 40))), 90, 690, 200, 24, mask="auto")


def page_of_white(canvas: Canvas) -> None:
    canvas.setFillColorRGB(1, 1, 1)
    path = canvas.beginPath()
    path.rect(400, 50, 20, 20)
    canvas.clipPath(path, stroke=0)
    canvas.rect(0, 0, WIDTH, HEIGHT, stroke=0, fill=1)


def clipped_words(canvas: Canvas) -> None:
    text = canvas.beginText(100, 650)
    text.setTextRenderMode(7)
    text.textLine("另有3名")
    canvas.drawText(text)


@pytest.mark.parametrize(
    ("cover", "said"),
    [(white_box, "其余的文字都看得见"), (opaque_picture, "其余的文字都看得见"), (clipped_words, "编制30名其余的文字都看得见")],
)  # fmt: skip
def test_what_is_covered_by_something_drawn_later_is_told_and_not_read(cover: Draw, said: str) -> None:
    document = read(drawn(partial(covered, cover)))

    assert (said, ["hidden-text"]) == ("".join(fold(document).text.split()), codes(document))


@pytest.mark.parametrize("cover", [clear_picture, page_of_white])
def test_what_shines_through_or_is_cut_off_covers_nothing(cover: Draw) -> None:
    document = read(drawn(partial(covered, cover)))

    assert ("编制30名其余的文字都看得见", []) == ("".join(fold(document).text.split()), codes(document))


def test_text_under_a_picture_of_the_page_is_a_scanners() -> None:
    document = read(drawn(lambda canvas: (line("编制40名，在职38名", canvas), picture(canvas))))

    assert ["ocr-text"] == codes(document)
