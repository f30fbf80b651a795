"""What stands in a Word file is read once, in its order, as what it is."""

from __future__ import annotations

import pytest
from tests.report.word_files import package, paragraph, silent, text_box, unzipped, word_file, zipped

from youju.report import Document, ReportError, fold, outline
from youju.report.word import read_docx

WHO = 'w:id="5" w:author="x"'
OPEN = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
SEPARATE = '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
END = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def document(body: str, parts: dict[str, str | bytes] | None = None, strict: bool = False) -> Document:
    return read_docx(package(body, parts, strict), "a.docx", silent)


SHOWN = '<w:vanish w:val="0"/>'
BY_STYLE = '<w:rStyle w:val="I"/>'


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def instruction(text: str) -> str:
    return f"<w:r><w:instrText>{text}</w:instrText></w:r>"


def removed(text: str) -> str:
    return f"<w:del {WHO}><w:r><w:delText>{text}</w:delText></w:r></w:del>"


def codes(found: Document) -> list[tuple[str, str]]:
    return [(remark.code, remark.level) for remark in found.remarks]


def said(found: Document) -> str:
    """What the report says: the text without what is skipped."""
    return fold(found).text


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        (run("编制") + "<w:r><w:tab/></w:r>" + run("24名"), "编制 24名"),
        ("<w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t><w:cr/><w:t>丙</w:t></w:r>", "甲\n乙\n丙"),
        ("<w:r><w:t>A</w:t><w:noBreakHyphen/><w:t>B</w:t><w:softHyphen/></w:r>", "A-B"),
        (f"<w:ins {WHO}>{run('甲')}</w:ins><w:moveTo {WHO}>{run('乙')}</w:moveTo>", "甲乙"),
        (f'<w:hyperlink r:id="r9">{run("甲")}</w:hyperlink><w:smartTag>{run("乙")}</w:smartTag>', "甲乙"),
        (f"<w:sdt><w:sdtPr/><w:sdtContent>{run('甲')}</w:sdtContent></w:sdt><w:unheard>{run('乙')}</w:unheard>", "甲乙"),
        (f'<w:fldSimple w:instr="PAGE">{run("3")}</w:fldSimple>', "3"),
        (OPEN + instruction("DATE") + run("不") + SEPARATE + run("2024年") + END, "2024年"),
        (OPEN + instruction("IF ") + OPEN + instruction("PAGE") + SEPARATE + run("1") + END + SEPARATE + run("是") + END, "是"),
        (OPEN + run("没有结束的域"), "没有结束的域"),
        (END + SEPARATE + run("甲") + END, "甲"),
        (run("面积10m") + run("2", '<w:vertAlign w:val="superscript"/>'), "面积10m²"),
        (run("PM") + run("2.5", '<w:vertAlign w:val="subscript"/>'), "PM2.5"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>' + run("是"), "☑是"),
        (run("R", '<w:rFonts w:ascii="Wingdings 2"/>') + run("\uf0a8"), "☑□"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F021"/><w:sym w:char="x"/></w:r>', "\ufffd\ufffd"),
        (f"<w:r><w:ruby><w:rt>{run('yuán')}</w:rt><w:rubyBase>{run('元')}</w:rubyBase></w:ruby></w:r>", "元"),
        ("<m:oMath><m:f><m:num><m:r><m:t>22</m:t></m:r></m:num><m:den><m:r><m:t>24+3</m:t></m:r></m:den></m:f></m:oMath>", "22/(24+3)"),
        ("<m:oMath><m:sSup><m:e><m:r><m:t>m</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup></m:oMath>", "m²"),
        ("<m:oMath><m:rad><m:deg/><m:e><m:r><m:t>x</m:t></m:r></m:e></m:rad></m:oMath>", "√(x)"),
    ],
)  # fmt: skip
def test_a_paragraph_reads_as_it_looks(inside: str, expected: str) -> None:
    assert document(f"<w:p>{inside}</w:p>").text == expected + "\n"


@pytest.mark.parametrize(
    ("ticked", "expected"),
    [('<w:default w:val="1"/>', "☑"), ('<w:default w:val="1"/><w:checked w:val="0"/>', "□"), ("<w:checked/>", "☑")],
)
def test_a_ticked_box_of_a_form_is_seen(ticked: str, expected: str) -> None:
    data = f'<w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox>{ticked}</w:checkBox></w:ffData></w:fldChar>'

    assert (
        document(f"<w:p><w:r>{data}</w:r>{instruction(' FORMCHECKBOX ')}{END}{run('已公开')}</w:p>").text
        == f"{expected}已公开\n"
    )


def test_characters_that_could_not_be_told_are_counted() -> None:
    found = document('<w:p><w:r><w:sym w:font="Wingdings" w:char="F021"/><w:t>甲</w:t></w:r></w:p>')

    assert (found.text, found.damaged, codes(found)) == ("\ufffd甲\n", 1, [])


def test_a_tracked_deletion_stays_to_be_quoted_and_counts_for_nothing() -> None:
    found = document(
        f"<w:p>{run('编制')}{removed('旧的')}{removed('42')}<w:ins {WHO}>{run('40')}</w:ins>{run('名')}</w:p>"
    )

    assert (found.text, said(found)) == ("编制旧的4240名\n", "编制40名")
    assert codes(found) == [("tracked-deletion", "P2")]


def test_deleted_figures_are_told_first() -> None:
    found = document(f"<w:p>{run('甲')}{removed('很好')}{run('编制')}{removed('42名')}{run('40名')}</w:p>")
    quoted = [found.text[start:end] for start, end in found.remarks[0].spans]

    assert quoted == ["42名", "很好"]
    assert found.remarks[0].zh.endswith("“42名”、“很好”")


def test_text_that_moved_is_read_where_it_went() -> None:
    body = f"<w:p><w:moveFrom {WHO}>{run('甲句')}</w:moveFrom></w:p>{paragraph('乙')}<w:p><w:moveTo {WHO}>{run('甲句')}</w:moveTo></w:p>"

    assert said(document(body)) == "乙甲句"


def test_a_deleted_paragraph_mark_joins_two_paragraphs() -> None:
    gone = f"<w:pPr><w:rPr><w:del {WHO}/></w:rPr></w:pPr>"
    found = document(f"<w:p>{gone}{run('支出')}</w:p><w:p>{run('100万元。')}</w:p>")
    places = [(block.paragraph, found.text[block.start : block.end]) for block in found.blocks]

    assert found.text == "支出100万元。\n"
    assert places == [(1, "支出"), (2, "100万元。")]


def test_a_paragraph_deleted_altogether_leaves_the_next_as_it_is() -> None:
    gone = f"<w:pPr><w:rPr><w:del {WHO}/></w:rPr></w:pPr>"
    style = '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>'
    found = document(f"<w:p>{gone}{removed('旧题')}</w:p><w:p>{style}{run('总则')}</w:p>{paragraph('正文。')}")

    assert found.text == "旧题\n\n总则\n正文。\n"
    assert [(heading.level, heading.title) for heading in outline(fold(found))] == [(0, "总则")]


@pytest.mark.parametrize(("words", "level"), [("另有 3 人", "P1"), ("说明", "P2")])
def test_hidden_text_is_told_and_not_read(words: str, level: str) -> None:
    found = document(f"<w:p>{run('甲。')}{run(words, '<w:vanish/>')}{run('乙', SHOWN)}</w:p>")

    assert (said(found), codes(found)) == ("甲。乙", [("hidden-text", level)])


def test_a_style_hides_too() -> None:
    styles = '<w:style w:type="character" w:styleId="H"><w:rPr><w:vanish/></w:rPr></w:style>'
    styles += '<w:style w:type="character" w:styleId="I"><w:basedOn w:val="H"/></w:style>'
    found = document(f"<w:p>{run('甲')}{run('乙', BY_STYLE)}</w:p>", {"styles.xml": styles})

    assert said(found) == "甲"


WHITE = '<w:color w:val="FFFFFF"/>'
MARKED = '<w:highlight w:val="black"/>'
DARK = '<w:shd w:val="clear" w:fill="1F3864"/>'


@pytest.mark.parametrize("unseen", [WHITE, '<w:sz w:val="2"/>', f'{WHITE}<w:shd w:val="clear" w:fill="auto"/>'])
def test_white_or_tiny_text_is_told_and_not_read(unseen: str) -> None:
    found = document(f"<w:p>{run('编制')}{run('30', unseen)}{run('40名')}</w:p>")

    assert (said(found), codes(found)) == ("编制40名", [("hidden-text", "P1")])


@pytest.mark.parametrize(
    "body",
    [
        f"<w:p>{run('40名', WHITE + DARK)}</w:p>",
        f"<w:p>{run('40名', WHITE + MARKED)}</w:p>",
        f"<w:p><w:pPr>{DARK}</w:pPr>{run('40名', WHITE)}</w:p>",
        f'<w:p><w:pPr><w:pStyle w:val="D"/></w:pPr>{run("40名", WHITE)}</w:p>',
        f"<w:tbl><w:tr><w:tc><w:tcPr>{DARK}</w:tcPr><w:p>{run('40名', WHITE)}</w:p></w:tc></w:tr></w:tbl>",
        "<w:p>" + text_box(f"<w:txbxContent><w:p>{run('40名', WHITE)}</w:p></w:txbxContent>") + "</w:p>",
    ],
    ids=["shaded", "highlighted", "paragraph", "style", "cell", "box"],
)
def test_white_text_on_something_dark_is_read(body: str) -> None:
    styles = f'<w:style w:type="paragraph" w:styleId="D"><w:pPr>{DARK}</w:pPr></w:style>'
    found = document(body, {"styles.xml": styles})

    assert (said(found), codes(found)) == ("40名", [])


def test_a_text_box_is_read_once_after_its_paragraph() -> None:
    box = text_box(f"<w:txbxContent>{paragraph('盒')}</w:txbxContent>")
    found = document(f"<w:p>{run('甲')}{box}{run('乙')}</w:p>{paragraph('丙')}")

    assert found.text == "甲乙\n盒\n丙\n"
    assert [(block.kind, block.paragraph) for block in found.blocks] == [
        ("paragraph", 1),
        ("textbox", 2),
        ("paragraph", 4),
    ]


def test_a_fallback_is_read_where_only_it_has_text() -> None:
    box = f"<v:shape><v:textbox><w:txbxContent>{paragraph('盒')}</w:txbxContent></v:textbox></v:shape>"
    body = f'<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wpg"/><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>'

    assert document(body).text == "盒\n"


def test_notes_follow_the_paragraph_that_refers_to_them_once() -> None:
    notes = f'<w:footnote w:type="separator" w:id="0">{paragraph("——")}</w:footnote><w:footnote w:id="2">{paragraph("注文。")}</w:footnote>'
    ends = f'<w:endnote w:id="2">{paragraph("尾注。")}</w:endnote>'
    sign = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    body = f'<w:p>{run("得5分")}{sign}{sign}{run("。")}<w:r><w:endnoteReference w:id="2"/><w:footnoteReference w:id="77"/></w:r></w:p>{paragraph("丙")}'
    found = document(body, {"footnotes.xml": notes, "endnotes.xml": ends})

    assert found.text == "得5分。\n注文。\n尾注。\n丙\n"
    # The line that separates notes is the first paragraph of its part.
    assert [(block.kind, block.paragraph) for block in found.blocks] == [
        ("paragraph", 1),
        ("note", 2),
        ("note", 1),
        ("paragraph", 2),
    ]


def test_a_comment_is_told_with_what_it_is_about_and_without_its_author() -> None:
    comments = f'<w:comment w:id="7" w:author="某某">{paragraph("数据哪来的？")}</w:comment>'
    body = f'<w:p>{run("完成")}<w:commentRangeStart w:id="7"/>{run("95%")}<w:commentRangeEnd w:id="7"/><w:r><w:commentReference w:id="7"/></w:r>{run("。")}</w:p>'
    found = document(body, {"comments.xml": comments})
    remark = found.remarks[0]

    assert (found.text, said(found)) == ("完成95%。\n数据哪来的？\n", "完成95%。")
    assert [found.text[start:end] for start, end in remark.spans] == ["数据哪来的？", "95%"]
    assert (remark.code, remark.zh) == ("comment-in-report", "文件里留有 1 条批注：“数据哪来的？”（批注于“95%”）")


def test_running_heads_are_furniture_and_stand_once() -> None:
    found = document(paragraph("正文。"), {f"header{at}.xml": paragraph("页眉 3") for at in (1, 2)})

    assert (found.text, said(found)) == ("正文。\n页眉 3\n", "正文。")


def test_a_table_of_contents_is_no_part_of_what_a_report_says() -> None:
    toc = '<w:style w:type="paragraph" w:styleId="11"><w:name w:val="toc 1"/></w:style>'
    field = f"<w:p>{OPEN}{instruction('TOC')}{SEPARATE}{run('一、总则 1')}</w:p><w:p>{run('二、分则 2')}</w:p><w:p>{END}{run('正文。')}</w:p>"
    control = f'<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr><w:sdtContent>{paragraph("一、总则 1")}</w:sdtContent></w:sdt>'

    assert said(document(field)) == "正文。"
    assert said(document(control + paragraph("正文。"))) == "正文。"
    assert (
        said(document(paragraph("一、总则 1", '<w:pStyle w:val="11"/>') + paragraph("正文。"), {"styles.xml": toc}))
        == "正文。"
    )


def test_the_words_that_ask_for_an_entry_are_no_entry() -> None:
    body = f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{paragraph('单击此处输入')}</w:sdtContent></w:sdt>{paragraph('甲')}"

    assert said(document(body)) == "甲"


@pytest.mark.parametrize(
    ("style", "own", "expected"),
    [
        ('<w:name w:val="heading 3"/>', "", 2),
        ('<w:name w:val="标题 2"/>', "", 1),
        ('<w:name w:val="Title"/>', "", 0),
        ('<w:pPr><w:outlineLvl w:val="3"/></w:pPr>', "", 3),
        ('<w:basedOn w:val="B"/>', "", 1),
        ('<w:basedOn w:val="S"/><w:name w:val="heading 1"/>', "", 0),
        ('<w:name w:val="heading 3"/>', '<w:outlineLvl w:val="9"/>', None),
        ('<w:name w:val="Normal"/>', '<w:outlineLvl w:val="1"/>', 1),
        ('<w:name w:val="Normal"/>', "", None),
    ],
)
def test_headings_are_told_by_their_style(style: str, own: str, expected: int | None) -> None:
    styles = f'<w:style w:type="paragraph" w:styleId="S">{style}</w:style><w:style w:type="paragraph" w:styleId="B"><w:name w:val="heading 2"/></w:style>'
    body = paragraph("工作情况", f'<w:pStyle w:val="S"/>{own}') + paragraph("正文。")
    found = outline(fold(document(body, {"styles.xml": styles})))

    assert [heading.level for heading in found] == ([] if expected is None else [expected])


def test_a_heading_keeps_its_place_beside_deletions_line_ends_and_comments() -> None:
    body = f'<w:p><w:pPr><w:outlineLvl w:val="0"/></w:pPr>{removed("旧")}<w:r><w:t>基本</w:t><w:br/></w:r><w:commentRangeStart w:id="1"/>{run("情况")}</w:p>{paragraph("正文。")}'
    found = document(paragraph("前文") + body)

    assert said(found) == "前文\n基本情况\n正文。"
    assert [heading.title for heading in outline(fold(found))] == ["基本情况"]


def test_what_is_not_read_is_told() -> None:
    chart = (
        '<w:r><w:drawing><c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"/></w:drawing></w:r>'
    )
    sheet = '<w:r><w:object><v:shape><v:imagedata/></v:shape><o:OLEObject ProgID="Excel.Sheet.12"/></w:object></w:r>'
    found = document(
        f'<w:p>{run("甲")}{chart}{sheet}</w:p><w:altChunk r:id="r1"/>',
        {"comments.xml": b"<broken", "vbaProject.bin": b"x"},
    )

    assert codes(found) == [("embedded-object", "P2"), ("part-not-read", "P1"), ("macros-not-run", "P2")]


def test_a_scan_in_a_word_file_is_refused() -> None:
    picture = "<w:r><w:drawing><a:blip/></w:drawing></w:r>"
    with pytest.raises(ReportError) as caught:
        document(f"<w:p>{picture}{picture}{run('附件')}</w:p>")

    assert caught.value.code == "report-scanned"
    assert document(f"<w:p>{picture}{run('本局全年安排项目支出。' * 20)}</w:p>").remarks == ()


@pytest.mark.parametrize(
    "target", ["word\\document.xml", "/word/document.xml", "./word/document.xml", "WORD/document.xml"]
)
def test_the_main_part_is_found_however_it_is_spelled(target: str) -> None:
    files = unzipped(package(paragraph("甲")))
    files["_rels/.rels"] = files["_rels/.rels"].replace(b"word/document.xml", target.encode())
    files["word\\document.xml" if "\\" in target else "word/document.xml"] = files.pop("word/document.xml")

    assert read_docx(zipped(files), "a.docx", silent).text == "甲\n"


@pytest.mark.parametrize(
    "lost", ["_rels/.rels", "word/_rels/document.xml.rels", "word/styles.xml", "word/numbering.xml"]
)
def test_a_lost_part_does_not_lose_the_report(lost: str) -> None:
    files = unzipped(word_file("# 一、总则\n正文。", automatic=True))
    del files[lost]

    assert "正文。" in read_docx(zipped(files), "a.docx", silent).text


def test_strict_files_read_as_the_usual_ones() -> None:
    notes = {"footnotes.xml": f'<w:footnote w:id="2">{paragraph("注文。")}</w:footnote>'}
    body = f'<w:p><w:pPr><w:outlineLvl w:val="0"/></w:pPr>{run("甲")}<w:r><w:footnoteReference w:id="2"/></w:r></w:p>{paragraph("乙")}'
    usual, strict = document(body, notes), document(body, notes, strict=True)

    assert (usual.text, usual.blocks) == (strict.text, strict.blocks)
    assert usual.text == "\n甲\n注文。\n乙\n"
