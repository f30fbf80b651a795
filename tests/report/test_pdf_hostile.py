"""Damaged, locked and malicious PDF files end in a document that says so or in one sentence, within the limits."""

from __future__ import annotations

import zlib
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pdf_files import Style, assembled, drawn, one_page, pdf_of, stream
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from youju.report import Document, ReportError
from youju.report.pdf import halves, read_pdf
from youju.report.pdf.opened import MOST_PAGES
from youju.report.worker import SECONDS, read_apart

TEXT = b"BT /F1 12 Tf 100 700 Td (Total 1,628.32) Tj ET "
CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"
PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>"
SEEDS = (
    pdf_of("一、预算执行率（5分）。总收入1,628.32万元。\n" * 3, Style(head="自评报告")),
    one_page(TEXT),
    drawn(lambda canvas: canvas.grid([80, 200, 300], [500, 530, 560])),
)


def outcome(data: bytes) -> str:
    """`read`, or the code of the refusal."""
    try:
        document = read_pdf(data, "a.pdf", lambda _done, _total: None)
    except ReportError as error:
        return error.code
    return "read" if isinstance(document, Document) else ""


def apart(data: bytes, seconds: float = SECONDS) -> str:
    """The same in the reader's own process, with its limits of memory and time, which is at most so many seconds."""
    try:
        read_apart("pdf", data, "a.pdf", seconds=seconds)
    except ReportError as error:
        return error.code
    return "read"


def locked(user: str, owner: str) -> bytes:
    import io

    out = io.BytesIO()
    canvas = Canvas(out, encrypt=StandardEncryption(user, owner, strength=128))
    canvas.drawString(100, 700, "Total 1,628.32")
    canvas.save()
    return out.getvalue()


def many_pages(count: int) -> bytes:
    kids = b" ".join(b"%d 0 R" % (at + 3) for at in range(count))
    return assembled([CATALOG, b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, count), *[PAGE] * count])


def nested_forms(depth: int, fan: int) -> bytes:
    """A form that holds a form that holds a form …, each `fan` times."""
    forms = [
        stream(b"/X Do " * fan, b"/Type /XObject /Subtype /Form /BBox [0 0 1 1] /Resources << /XObject << /X %d 0 R >> >>" % (at + 6))
        for at in range(depth)
    ]  # fmt: skip
    last = stream(TEXT, b"/Type /XObject /Subtype /Form /BBox [0 0 1 1]")
    return one_page(TEXT + b"/X Do", more=[*forms, last], resources=b"/XObject << /X 5 0 R >>")


def spaces(mebibytes: int) -> bytes:
    """So many spaces, packed: one packed mebibyte as often as needed, since packing gigabytes takes seconds."""
    packer = zlib.compressobj(9, wbits=-15)
    one = packer.compress(b" " * (1 << 20)) + packer.flush(zlib.Z_FULL_FLUSH)
    count = mebibytes << 20
    low, high = (1 + 32 * count) % 65521, (count + 16 * count * (count + 1)) % 65521
    return b"\x78\xda" + one * mebibytes + packer.flush() + (high << 16 | low).to_bytes(4, "big")


def bomb(mebibytes: int, layers: int = 1) -> bytes:
    """A page whose content unpacks to so much."""
    data = spaces(mebibytes)
    for _ in range(layers - 1):
        data = zlib.compress(data, 9)
    filters = b"/Filter [%s]" % (b"/FlateDecode " * layers)
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>"
    return assembled([CATALOG, b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>", page, stream(data, filters)])


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (locked("geheim", "owner"), "report-encrypted"),
        (locked("", "owner"), "read"),
        (b"%PDF-1.7 x", "report-broken"),
        (SEEDS[0][: len(SEEDS[0]) // 2], "report-broken"),
        (SEEDS[1][:-8], "read"),
        (SEEDS[1].replace(b"startxref", b"startxrxx"), "report-broken"),
        (SEEDS[1].replace(b"xref\n0", b"xxxx\n0"), "read"),
        (assembled([CATALOG, b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>"]), "report-broken"),
        (assembled([CATALOG, b"<< /Type /Pages /Kids [3 0 R 2 0 R 3 0 R] /Count 9 >>", PAGE]), "report-empty"),
        (assembled([b"<< /Type /Catalog /Pages 1 0 R >>"]), "report-broken"),
        (many_pages(MOST_PAGES + 1), "report-too-large"),
        (nested_forms(400, 1), "read"),
        (one_page(TEXT + b"[" * 100_000), "read"),
        (one_page(TEXT + b"q " * 100_000), "read"),
        (one_page(TEXT + b"BT /F1 12 Tf (" + b"9" * 500_000 + b") Tj ET"), "report-too-heavy"),
        (one_page(b"BT /F1 1e30 Tf 1e30 0 Td (9) Tj ET " + TEXT), "read"),
        (one_page(b"BT /F1 nan Tf (9) Tj /F1 12 Tf 1 0 0 0 0 0 Tm (8) Tj ET " + TEXT), "read"),
    ],
    ids=[
        "locked", "locked against changes", "a head alone", "half of it", "no end", "no startxref", "no xref",
        "a tree that is its own child", "pages twice", "no tree", "pages without end", "forms in forms", "open arrays",
        "saved states", "a page of digits", "sizes without measure", "no numbers",
    ],
)  # fmt: skip
def test_a_damaged_or_malicious_file_ends_in_a_document_or_one_sentence(data: bytes, expected: str) -> None:
    assert expected == outcome(data)


def test_a_file_put_together_again_says_that_parts_may_be_missing() -> None:
    document = read_pdf(SEEDS[1].replace(b"startxref\n", b"startxref\n9"), "a.pdf", lambda _done, _total: None)

    assert ("Total 1,628.32\n", ["part-not-read"]) == (document.text, [remark.code for remark in document.remarks])


def test_a_page_that_breaks_off_is_told_and_what_came_before_is_kept() -> None:
    document = read_pdf(nested_forms(400, 1), "a.pdf", lambda _done, _total: None)

    assert "Total 1,628.32" in document.text
    assert ["part-not-read"] == [remark.code for remark in document.remarks]


@pytest.mark.parametrize("data", [bomb(3_000), bomb(2_000, layers=2)], ids=["unpacks to 3 GiB", "packed twice"])
def test_what_unpacks_to_gigabytes_meets_the_limit_of_memory(data: bytes) -> None:
    # With more time than is ever given: on a busy machine the usual time would be over before memory is.
    assert "report-too-heavy" == apart(data, seconds=120)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (nested_forms(24, 3), {"report-too-slow", "report-too-heavy"}),
        (bomb(30), {"report-empty", "report-too-slow"}),
    ],
    ids=["forms by the power of three", "30 MiB of spaces"],
)
def test_what_unpacks_without_end_meets_the_limits(data: bytes, expected: set[str]) -> None:
    assert apart(data) in expected


def test_what_is_packed_in_pieces_is_a_sound_stream() -> None:
    assert b" " * (3 << 20) == zlib.decompress(spaces(3))


def test_scripts_and_attachments_are_never_run_or_read() -> None:
    catalog = b"<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >> /Names << /EmbeddedFiles << /Names [(a) 5 0 R] >> >> >>"
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 6 0 R >> >> >>"
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
    data = assembled(
        [
            catalog,
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            page,
            stream(TEXT),
            b"<< /Type /Filespec /F (a) >>",
            font,
        ]
    )

    assert "Total 1,628.32\n" == read_pdf(data, "a.pdf", lambda _done, _total: None).text


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(SEEDS), st.data())
def test_no_change_of_bytes_ends_in_anything_but_a_document_or_a_refusal(seed: bytes, data: st.DataObject) -> None:
    changed = bytearray(seed)
    for _ in range(data.draw(st.integers(1, 8))):
        at = data.draw(st.integers(0, len(changed) - 1))
        piece = data.draw(
            st.binary(max_size=4) | st.sampled_from([b"0 R", b"<<", b">>", b"-1", b"99999999999", b"/Kids"])
        )
        changed[at : at + data.draw(st.integers(0, 6))] = piece
    cut = data.draw(st.just(len(changed)) | st.integers(0, len(changed)))

    assert "" != outcome(bytes(changed[:cut]))


@given(st.lists(st.sampled_from("收入支出1234567890,.%万元 。（）ab"), min_size=1, max_size=120).map("".join))
@settings(max_examples=60, deadline=None)
def test_every_character_that_is_set_is_read(text: str) -> None:
    document_text = ""
    if text.strip():
        document_text = read_pdf(pdf_of(text, Style(foot="")), "a.pdf", lambda _done, _total: None).text

    assert "".join(text.split()) == "".join(document_text.split())


def test_progress_is_told_from_the_first_page_to_the_last() -> None:
    told: list[tuple[int, int]] = []
    read_pdf(pdf_of("预算\n" * 1500), "a.pdf", lambda done, total: told.append((done, total)))

    assert [] == [pair for pair in pairwise(told) if pair[0] > pair[1]]
    assert told[-1][0] == told[-1][1] > 40


def test_two_processes_read_what_one_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    data = pdf_of("收入1,628.32万元，占比44.6%。" * 6_000, Style(head="自评报告"))
    alone = read_pdf(data, "a.pdf", lambda _done, _total: None)
    monkeypatch.setattr(halves, "LONG", 2)

    assert alone.pages >= 3
    assert alone == read_pdf(data, "a.pdf", lambda _done, _total: None)


def test_pages_of_a_second_process_that_ends_are_read_by_the_first(monkeypatch: pytest.MonkeyPatch) -> None:
    data = pdf_of("收入1,628.32万元，占比44.6%。" * 6_000)
    alone = read_pdf(data, "a.pdf", lambda _done, _total: None)
    monkeypatch.setattr(halves, "LONG", 2)
    monkeypatch.setattr(halves.sys, "executable", "false")

    assert alone == read_pdf(data, "a.pdf", lambda _done, _total: None)


def test_what_fuzzing_found_stays_found() -> None:
    found = sorted(Path(__file__).with_name("seeds").glob("pdf/*.pdf"))

    assert [] == [path.name for path in found if not outcome(path.read_bytes())]
