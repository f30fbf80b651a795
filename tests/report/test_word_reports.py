"""A report reads the same as text and as a Word file, and every piece of it is found again in the file."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.conftest import ROOT, SHARED
from tests.report.word_files import paragraph_texts, silent, word_file

from youju.report import Document, Folded, fold, outline, read, read_bytes
from youju.report.word import read_docx

SAMPLES = sorted((ROOT / "facts" / "examples").glob("*/report.md"))
REAL = sorted((SHARED / "reports").glob("*.txt")) if (SHARED / "reports").is_dir() else []
REPORTS = [*SAMPLES, *REAL]
NAMES = [path.parent.name if path in SAMPLES else "real" for path in REPORTS]


def of_text(text: str) -> Folded:
    return fold(Document("a.txt", "", "utf-8", 0, text))


def of_word(data: bytes) -> Folded:
    return fold(read_docx(data, "a.docx", silent))


def figures(text: str) -> list[str]:
    """Two pieces of the text that hold figures and stand but once."""
    pieces = [text[at - 3 : at + 3] for at, char in enumerate(text) if char.isdigit() and at > 200]
    return [piece for piece in pieces if "\n" not in piece and text.count(piece) == 1][:2]


@pytest.mark.parametrize("path", REPORTS, ids=NAMES)
@pytest.mark.parametrize("automatic", [False, True], ids=["written", "automatic"])
def test_a_report_reads_the_same_as_text_and_as_word(path: Path, automatic: bool) -> None:
    text = path.read_text("utf-8")
    document = read_docx(word_file(text, automatic=automatic), "a.docx", silent)
    headings = [(heading.level, heading.title, heading.weight) for heading in outline(fold(document))]

    assert of_text(text).text == fold(document).text
    assert [(heading.level, heading.title, heading.weight) for heading in outline(of_text(text))] == headings
    assert document.remarks == ()
    assert any(block.kind == "number" for block in document.blocks) == automatic


@pytest.mark.parametrize("path", REPORTS, ids=NAMES)
def test_changes_boxes_heads_and_broken_runs_do_not_change_what_it_says(path: Path) -> None:
    text = path.read_text("utf-8")
    inserted = figures(text)
    boxed = [line for line in text.split("\n") if line.startswith("填报")]
    data = word_file(
        text,
        inserted=inserted,
        deleted={inserted[0]: "共99名"},
        boxed=boxed,
        hidden=["另有 5 人"],
        header="第 1 页",
        run=2,
    )
    document = read_docx(data, "a.docx", silent)

    assert len(inserted) == 2
    assert of_text(text).text == fold(document).text
    assert [remark.code for remark in document.remarks] == ["tracked-deletion", "hidden-text"]
    assert [block.kind for block in document.blocks].count("textbox") == len(boxed)


def test_a_table_reads_the_same_as_one_written_with_tabs() -> None:
    text = "一、评分\n指标\t分值\t得分\n支出率\t3\t2\n结转结余率\t3\t3\n二、结论\n合计5分。"

    assert of_text(text).text == of_word(word_file(text)).text


@pytest.mark.parametrize("path", REPORTS, ids=NAMES)
def test_every_piece_is_found_in_the_paragraph_it_names(path: Path) -> None:
    text = path.read_text("utf-8") + "\n指标\t分值\n支出率\t3\n"
    data = word_file(text, automatic=True, boxed=["联系电话：（略）"], deleted={"2023": "2022"}, run=5)
    document = read_docx(data, "a.docx", silent)
    paragraphs = paragraph_texts(data)
    blocks = [block for block in document.blocks if block.kind != "number"]

    expected = [document.text[block.start : block.end] for block in blocks]
    actual = [
        text if text in paragraphs[block.paragraph - 1] else paragraphs[block.paragraph - 1]
        for block, text in zip(blocks, expected, strict=True)
    ]
    assert expected == actual
    assert {block.kind for block in blocks} >= {"paragraph", "cell"}


LINES = st.lists(
    st.sampled_from(["# 总则", "一、收入", "（一）支出", "1. 编制24名。", "正文，", "见下。", "甲\t乙", "1\t", "末"])
    | st.text(st.characters(codec="utf-8", categories=("L", "N", "P")), min_size=1, max_size=12),
    min_size=1,
    max_size=12,
)


@settings(max_examples=40)
@given(LINES, st.booleans(), st.integers(0, 3))
def test_any_lines_read_the_same_as_text_and_as_word(lines: list[str], automatic: bool, run: int) -> None:
    # A hash of the reader's own is a heading in text and in Word alike; other marks of Markdown are only in text.
    text = "\n".join(line for line in lines if not set(line) & set("*_#") or line == "# 总则") or "末"
    rows = text.replace("1\t", "1")

    assert of_text(rows).text == of_word(word_file(rows, automatic=automatic, run=run)).text


def test_a_word_file_is_read_in_a_process_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "自评报告.docx"
    path.write_bytes(word_file(SAMPLES[0].read_text("utf-8"), deleted={"40名": "44名"}))
    told: list[tuple[int, int]] = []
    document = read(path, lambda done, total: told.append((done, total)))

    assert document == read_docx(path.read_bytes(), "自评报告.docx", silent)
    assert (document.name, document.encoding) == ("自评报告.docx", "docx")
    assert told[0][0] > 0
    assert told == sorted(told)


def test_a_quote_says_where_it_stands() -> None:
    document = read_docx(word_file("前文。\n指标\t分值\n支出率\t3"), "a.docx", silent)
    start = document.text.index("支出率")

    assert document.quote(start, start + 3).where("zh") == "第 4 段（表 1 第 2 行第 1 列）"
    assert document.quote(0, 2).where("en") == "paragraph 1"


def test_a_name_that_says_something_else_is_told() -> None:
    document = read_bytes(word_file("正文。"), "报告.doc")

    assert (document.text, [remark.code for remark in document.remarks]) == ("正文。\n", ["extension-differs"])
