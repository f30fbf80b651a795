"""Files and bytes become documents, or one clear reason why not."""

import codecs
import hashlib
import os
import re
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from youju.report import Document, Quote, ReportError, read, read_bytes

SENTENCE = "我局年末实有在编人员二十二名，比上年减少一名，人员经费按规定开支。\n"
LONG = SENTENCE * 200


def outcome(data: bytes, name: str) -> tuple[str, str]:
    try:
        return "read", read_bytes(data, name).text
    except ReportError as error:
        return error.code, ""


def refusal(data: bytes, name: str = "a.txt") -> str:
    with pytest.raises(ReportError) as caught:
        read_bytes(data, name)
    return caught.value.code


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (SENTENCE.encode(), "utf-8"),
        (codecs.BOM_UTF8 + SENTENCE.encode(), "utf-8-sig"),
        (SENTENCE.encode("gb18030"), "gb18030"),
        (codecs.BOM_UTF16_LE + SENTENCE.encode("utf-16-le"), "utf-16"),
        (codecs.BOM_UTF16_BE + SENTENCE.encode("utf-16-be"), "utf-16"),
    ],
)
def test_every_encoding_that_reaches_an_auditor_gives_the_same_text(data: bytes, encoding: str) -> None:
    document = read_bytes(data, "folder/自评报告.txt")
    expected = Document("自评报告.txt", hashlib.sha256(data).hexdigest(), encoding, 0, SENTENCE)

    assert expected == document


@pytest.mark.parametrize("words", ["x" * 5000 + "预算执行率", "Café, 预算"])
def test_gb18030_is_known_by_what_is_not_ascii(words: str) -> None:
    expected = words.replace("é", "e")

    assert expected == read_bytes(expected.encode("gb18030"), "a.txt").text


def test_a_few_damaged_bytes_are_counted_not_hidden() -> None:
    data = LONG.encode()
    data = data[:300] + b"\xff\xfe" + data[302:]

    document = read_bytes(data, "a.txt")

    assert (document.encoding, document.text.count("\ufffd")) == ("utf-8", document.damaged)
    assert 2 <= document.damaged <= 5


def test_the_byte_order_mark_of_damaged_text_is_no_text() -> None:
    data = codecs.BOM_UTF8 + LONG.encode() + b"\xff"

    assert read_bytes(data, "a.txt").text == LONG + "\ufffd"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "report-empty"),
        (" \r\n\t　\n".encode(), "report-empty"),
        (codecs.BOM_UTF8, "report-empty"),
        (codecs.BOM_UTF16_LE, "report-empty"),
        (SENTENCE.encode() + b"\0", "report-binary"),
        (bytes(range(1, 32)) * 9, "report-binary"),
        (codecs.BOM_UTF16_LE + "预算\0".encode("utf-16-le"), "report-binary"),
        (codecs.BOM_UTF16_LE + b"\x00", "report-encoding"),
        (LONG.encode() + b"\xff" * 90, "report-encoding"),
        ("預算執行率達到預期目標".encode("big5"), "report-encoding"),
        ("Évaluation des dépenses, année écoulée".encode("latin-1"), "report-encoding"),
        (LONG.encode("utf-16-le"), "report-binary"),
        (b"%PDF-1.7 x", "report-broken"),
        (b"PK\x03\x04 x", "report-broken"),
        (b"\xd0\xcf\x11\xe0 x", "report-unsupported"),
        (b"\x89PNG x", "report-unsupported"),
        (b"Rar! x", "report-unsupported"),
    ],
)
def test_what_is_no_report_is_refused_with_its_reason(data: bytes, code: str) -> None:
    assert code == refusal(data)


@pytest.mark.parametrize("name", ["自评.docx", "自评.PDF", "自评.xlsx", "自评.wps", "自评.2"])
def test_text_under_another_name_is_read_and_remarked_on(name: str) -> None:
    document = read_bytes(SENTENCE.encode(), name)

    assert SENTENCE == document.text
    assert ["extension-differs"] == [remark.code for remark in document.remarks]


@pytest.mark.parametrize("name", ["自评.txt", "自评.md", "自评.TXT", "自评"])
def test_text_and_markdown_are_read(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(SENTENCE, encoding="utf-8")

    assert (name, SENTENCE) == ((document := read(tmp_path / name)).name, document.text)


def test_paths_that_cannot_be_read_have_codes_of_their_own(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    with (tmp_path / "big.txt").open("wb") as big:
        big.truncate(64 * 1024 * 1024 + 1)
    (tmp_path / "loop.txt").symlink_to(tmp_path / "loop.txt")
    paths = {
        tmp_path / "none.txt": "report-not-found",
        tmp_path: "report-is-a-folder",
        tmp_path / "pipe.txt": "report-not-a-file",
        tmp_path / "big.txt": "report-too-large",
        tmp_path / "loop.txt": "report-unreadable",
        tmp_path / "a\0b.txt": "report-unreadable",
        tmp_path / ("长" * 200 + ".txt"): "report-unreadable",
        tmp_path / "big.txt" / "a.txt": "report-unreadable",
    }
    for path, code in paths.items():
        with pytest.raises(ReportError) as caught:
            read(path)

        assert code == caught.value.code, path


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_unreadable(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(SENTENCE, encoding="utf-8")
    path.chmod(0)
    with pytest.raises(ReportError) as caught:
        read(path)

    assert caught.value.code == "report-unreadable"


def test_messages_are_chinese_first_with_the_code_last() -> None:
    error = ReportError("report-empty", "报告是空的", "the report is empty")

    assert str(error) == "报告是空的 / the report is empty [report-empty]"


def test_line_ends_become_one_kind_and_nothing_else_changes() -> None:
    assert read_bytes(b"a\r\nb\rc\n\td ", "a.txt").text == "a\nb\nc\n\td "


def test_a_quote_tells_its_line() -> None:
    document = read_bytes("第一行\n\n第三行有数\n".encode(), "a.txt")

    assert Quote("有数", 3, 8, 10) == document.quote(8, 10)
    assert [document.line_of(at) for at in (0, 3, 4, 5, 11, 99)] == [1, 1, 2, 3, 4, 4]


@pytest.mark.parametrize("span", [(-1, 2), (3, 2), (0, 99)])
def test_a_quote_outside_the_document_is_an_error(span: tuple[int, int]) -> None:
    document = read_bytes(b"abc", "a.txt")
    with pytest.raises(ValueError, match="no such span"):
        document.quote(*span)


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0\r"), max_size=80), st.data())
def test_a_quote_re_reads_word_for_word_at_its_line(text: str, data: st.DataObject) -> None:
    document = Document("a.txt", "", "utf-8", 0, text)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    quote = document.quote(start, end)

    assert (text[start:end], text.count("\n", 0, start) + 1) == (quote.text, quote.line)


@given(st.binary(max_size=300), st.sampled_from(["a.txt", "a.md", "", "\0", "\ud800", "a/b\\c"]))
@example(b"{\\rtf", "\0")
@example(b"{\\rtf", "\ud800")
@example(b"%PDF-", "\0")
def test_no_bytes_crash_the_reader(data: bytes, name: str) -> None:
    code, text = outcome(data, name)

    assert re.fullmatch("report-[a-z-]+|read", code)
    assert "\r" not in text
