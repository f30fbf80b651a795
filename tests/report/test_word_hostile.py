"""Whatever a Word file holds, it becomes a document or one clear refusal, in bounded time and depth."""

from __future__ import annotations

import time
import zipfile
from collections.abc import Callable
from itertools import islice

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.report.mutants import mutants, whole_files
from tests.report.word_files import DECLARED, package, paragraph, silent, text_box, unzipped, zipped

from youju.report import Document, ReportError, fold, outline, read_bytes
from youju.report.wire import pack, unpack
from youju.report.word import read_docx

FILES = whole_files()
REFUSALS = {
    "report-broken",
    "report-too-heavy",
    "report-encrypted",
    "report-empty",
    "report-scanned",
    "report-too-large",
}


def outcome(data: bytes) -> Document | str:
    try:
        return read_docx(data, "a.docx", silent)
    except ReportError as error:
        return error.code


def refusal(data: bytes) -> str:
    with pytest.raises(ReportError) as caught:
        read_docx(data, "a.docx", silent)
    return caught.value.code


@settings(max_examples=150)
@given(st.integers(0, 1 << 32))
def test_a_bent_file_is_a_document_or_a_refusal(seed: int) -> None:
    result = outcome(next(islice(mutants(seed, FILES), 0, 1)))

    if isinstance(result, str):
        assert result in REFUSALS
    else:
        ends = [0, *(block.end for block in result.blocks)]
        assert all(before <= block.start < block.end for before, block in zip(ends, result.blocks, strict=False))
        assert ends[-1] <= len(result.text)
        assert result == unpack(pack(result))
        assert len(outline(fold(result))) <= result.text.count("\n") + 1


@pytest.mark.parametrize("path", range(len(FILES)))
def test_every_seed_is_read(path: int) -> None:
    assert outcome(FILES[path]) != ""


@pytest.mark.parametrize(
    ("wrap", "levels"),
    [
        (lambda inside: f"<w:tbl><w:tr><w:tc>{inside}</w:tc></w:tr></w:tbl>", 3),
        (lambda inside: f"<w:sdt>{inside}</w:sdt>", 1),
        (lambda inside: f"<w:p><w:r><w:pict><w:txbxContent>{inside}</w:txbxContent></w:pict></w:r></w:p>", 4),
        (lambda inside: f"<w:p>{inside}</w:p>", 1),
        (lambda inside: f"<w:p><w:ins>{inside}</w:ins></w:p>", 2),
        (lambda inside: f"<m:f><m:num>{inside}</m:num></m:f>", 2),
        (lambda inside: f"<mc:AlternateContent><mc:Choice>{inside}</mc:Choice></mc:AlternateContent>", 2),
    ],
)  # fmt: skip
def test_depth_is_bounded_and_what_is_allowed_is_read(wrap: Callable[[str], str], levels: int) -> None:
    def nested(depth: int) -> bytes:
        inside = paragraph("甲" * 60)
        for _ in range(depth):
            inside = wrap(inside)
        return package(
            paragraph("乙")
            + "<w:p><m:oMath>" * wrap("").startswith("<m:")
            + inside
            + "</m:oMath></w:p>" * wrap("").startswith("<m:")
        )

    assert "乙" in getattr(outcome(nested(185 // levels)), "text", "")
    assert refusal(nested(2000 // levels)) == "report-too-heavy"


def test_notes_that_refer_to_each_other_end() -> None:
    notes = "".join(
        f'<w:footnote w:id="{at}"><w:p><w:r><w:t>注{at}</w:t><w:footnoteReference w:id="{(at + 1) % 3000}"/></w:r></w:p></w:footnote>'
        for at in range(3000)
    )
    found = outcome(
        package('<w:p><w:r><w:t>甲</w:t><w:footnoteReference w:id="1"/></w:r></w:p>', {"footnotes.xml": notes})
    )

    assert isinstance(found, Document)
    assert found.text.startswith("甲\n注1\n")


def test_styles_that_are_based_on_each_other_end() -> None:
    styles = "".join(
        f'<w:style w:styleId="{one}"><w:basedOn w:val="{other}"/></w:style>' for one, other in ("AB", "BA")
    )

    assert outcome(package(paragraph("甲", '<w:pStyle w:val="A"/>'), {"styles.xml": styles})) != "report-broken"


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        ('<!DOCTYPE w [<!ENTITY a "aaaa">]>', "report-broken"),
        ('<!DOCTYPE w SYSTEM "http://127.0.0.1/x.dtd">', "report-broken"),
    ],
)
def test_entities_and_outside_definitions_are_refused(inside: str, expected: str) -> None:
    files = unzipped(package(paragraph("甲")))
    files["word/document.xml"] = inside.encode() + files["word/document.xml"]

    assert refusal(zipped(files)) == expected


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    files: dict[str, str | bytes] = {**unzipped(package(paragraph("甲")))}
    files["word/media/a.bin"] = b"\0" * (300 << 20)

    assert refusal(zipped(files)) == "report-too-heavy"


def test_a_locked_part_is_said_to_be_locked() -> None:
    data = bytearray(package(paragraph("甲")))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = -1
        while (at := data.find(mark, at + 1)) >= 0:
            data[at + offset] |= 1

    assert refusal(bytes(data)) == "report-encrypted"


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"PK\x05\x06" + b"\0" * 18, zipped({"word/document.xml": b""})])
def test_what_is_no_word_file_is_broken(data: bytes) -> None:
    assert refusal(data) == "report-broken"


def test_a_broken_file_is_refused_across_the_processes() -> None:
    with pytest.raises(ReportError) as caught:
        read_bytes(zipped({"word/document.xml": f"<w:document {DECLARED}>"}), "a.docx")

    assert caught.value.code == "report-broken"


def test_time_grows_with_length_and_no_faster() -> None:
    """A ratio within one run: four times the paragraphs take about four times as long."""

    def seconds(paragraphs: int) -> float:
        box = text_box(f"<w:txbxContent>{paragraph('盒')}</w:txbxContent>")
        each = paragraph("本局全年安排项目支出，均已支付。", '<w:pStyle w:val="A"/>') + f"<w:p>{box}</w:p>"
        data = package(each * paragraphs + f"<w:tbl>{'<w:tr><w:tc><w:p/></w:tc></w:tr>' * paragraphs}</w:tbl>")
        begun = time.process_time()
        outcome(data)
        return time.process_time() - begun

    small = min(seconds(500) for _ in range(3))

    assert seconds(4000) < 8 * 4 * small


def test_the_zip_may_name_a_part_twice() -> None:
    with pytest.warns(UserWarning, match="Duplicate"):
        data = _twice()

    assert isinstance(outcome(data), Document)


def _twice() -> bytes:
    import io

    stream = io.BytesIO(package(paragraph("甲")))
    with zipfile.ZipFile(stream, "a") as opened:
        opened.writestr("word/document.xml", opened.read("word/document.xml"))
    return stream.getvalue()
