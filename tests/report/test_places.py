"""Pieces of a document know their place in the file, and what a file skips is not read."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from youju.report import Block, Box, Document, Place, Remark, fold, outline
from youju.report.builder import Builder
from youju.report.wire import pack, unpack

PIECES = st.text(st.characters(codec="utf-8"), max_size=12)


def built(*pieces: tuple[str, dict[str, Any]]) -> Document:
    """A document of paragraphs."""
    builder = Builder()
    for text, place in pieces:
        builder.add(text, **place)
        builder.end_line()
    return builder.document("a.docx", b"", "docx")


@given(st.lists(st.tuples(PIECES, st.sampled_from(["paragraph", "cell", "deletion", "heading"])), min_size=1))
def test_blocks_stand_in_order_and_hold_what_was_added(pieces: list[tuple[str, str]]) -> None:
    builder = Builder(with_boxes=True)
    spans = [
        builder.heading(text, 2) if kind == "heading" else builder.add(text, [Box(1, 2, 3, 4)] * len(text), kind=kind)
        for text, kind in pieces
    ]
    builder.add("末")
    document = builder.document("a.docx", b"", "docx")

    assert [span for span in spans if span[0] < span[1]] == [(block.start, block.end) for block in document.blocks[:-1]]
    assert 16 * len(document.text) == len(document.boxes)
    assert all("\t" not in document.text[start:end] for start, end in spans)


@given(st.lists(PIECES, min_size=1), st.integers(0, 3), st.booleans())
def test_a_document_comes_over_the_wire_as_it_was(texts: list[str], pages: int, lowers: bool) -> None:
    builder = Builder(with_boxes=True)
    builder.add("预算")
    for number, text in enumerate(texts, start=1):
        builder.add(text, [Box(number, 0, number + 1, 9)], page=1, paragraph=number)
        builder.end_line()
    builder.remark(Remark("tracked-deletion", "P2", "删", "deleted", ((0, 1),), lowers))
    document = builder.document("报告.pdf", b"x", "pdf", pages)

    assert document == unpack(pack(document))


@pytest.mark.parametrize("cut", [0, 4, 20, -1, -17])
def test_a_packed_document_that_is_cut_short_is_no_document(cut: int) -> None:
    builder = Builder(with_boxes=True)
    builder.add("预算")

    with pytest.raises(ValueError):  # noqa: PT011 - any of its kinds
        unpack(pack(builder.document("a.pdf", b"", "pdf"))[:cut])


def test_a_quote_tells_each_place_it_touches_once() -> None:
    document = built(
        ("预算数为", {"paragraph": 4}),
        ("1628.32万元", {"paragraph": 5}),
        ("。", {"paragraph": 5}),
    )
    quote = document.quote(2, len(document.text) - 1)

    assert (Place(paragraph=4), Place(paragraph=5)) == quote.places
    assert ("第 4 段", "paragraph 4") == (quote.where(), quote.where("en"))


def test_boxes_of_one_line_are_one() -> None:
    builder = Builder(with_boxes=True)
    builder.add("支出", [Box(0, 100, 10, 110), Box(10, 101, 20, 110)], page=1)
    builder.add("率", [Box(0, 120, 10, 130)], page=1)
    builder.add("高", [Box(0, 20, 10, 30)], page=2)
    quote = builder.document("a.pdf", b"", "pdf", 2).quote(0, 4)

    expected = (
        Place(page=1, boxes=(Box(0, 100, 20, 110), Box(0, 120, 10, 130))),
        Place(page=2, boxes=(Box(0, 20, 10, 30),)),
    )
    assert expected == quote.places
    assert quote.where() == "第 1 页至第 2 页"


@pytest.mark.parametrize(
    ("place", "zh", "en"),
    [
        (Place(page=3), "第 3 页", "page 3"),
        (Place(paragraph=9, table=2, row=3, column=1), "第 9 段（表 2 第 3 行第 1 列）", "paragraph 9 (table 2, 3:1)"),
        (Place(sheet="评分表", cell="B3", table=1, row=3, column=2), "评分表!B3", "评分表!B3"),
    ],
)
def test_a_place_is_told_in_words(place: Place, zh: str, en: str) -> None:
    assert (zh, en) == (place.label("zh"), place.label("en"))


def test_what_a_file_skips_is_in_its_text_and_is_not_read() -> None:
    document = built(
        ("采购预算", {"paragraph": 1}),
        ("0.15", {"kind": "deletion", "paragraph": 1}),
        ("- 3 -", {"kind": "furniture"}),
        ("2.91万元。", {"paragraph": 1}),
    )

    assert fold(document).text == "采购预算2.91万元。"
    assert document.quote(5, 9).text == "0.15"
    assert document.quote(0, len(document.text) - 1).text == "采购预算\n\n\n2.91万元。"
    assert (Place(paragraph=1),) == document.quote(5, 9).places
    assert (Place(paragraph=1),) == document.quote(0, len(document.text) - 1).places


def test_a_heading_of_a_style_is_a_heading_without_a_number() -> None:
    builder = Builder()
    builder.heading("部门概况", 1)
    builder.add("我局有编制24名")
    builder.heading("主要职责", 2)
    builder.add("负责应急管理。")
    document = builder.document("a.docx", b"", "docx")

    expected = [("部门概况", 0), ("主要职责", 1)]
    assert expected == [(heading.title, heading.level) for heading in outline(fold(document))]
    assert fold(document).text == "部门概况\n我局有编制24名\n主要职责\n负责应急管理。"


def test_trust_is_low_where_a_remark_lowers_it() -> None:
    document = Document(
        "a.pdf", "", "pdf", 0, "0123456789", remarks=(Remark("readers-differ", "P1", "", "", ((3, 5), (8, 9)), True),)
    )

    expected = ["full", "low", "low", "full", "low", "full"]
    assert expected == [document.trust(*span) for span in ((0, 3), (0, 4), (4, 5), (5, 8), (5, 10), (9, 10))]


@given(
    st.lists(
        st.tuples(st.text("支出1。", max_size=4), st.sampled_from(["paragraph", "deletion", "heading"])), min_size=1
    )
)
def test_the_beginning_of_a_document_folds_like_the_document(pieces: list[tuple[str, str]]) -> None:
    builder = Builder(with_boxes=True)
    builder.add("年度")
    for text, kind in pieces:
        builder.end_line()
        builder.add(text, kind=kind, level=1)
    document = builder.document("a.pdf", b"", "pdf")

    for length in range(len(document.text) + 2):
        part = document.beginning(length)
        assert [part.text[span.start : span.end] for span in part.blocks] == [
            document.text[span.start : min(span.end, length)] for span in document.blocks if span.start < length
        ]
        fold(part)


def test_a_block_is_found_by_a_character_of_it() -> None:
    document = Document("a", "", "docx", 0, "ab\ncd", blocks=(Block(0, 2), Block(3, 5, paragraph=2)))

    assert [0, None, 2] == [block and block.paragraph for block in map(document.block_at, (1, 2, 4))]
