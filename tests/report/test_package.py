"""Office files are opened within bounds, and no entity in them is followed."""

from __future__ import annotations

import io
import zipfile

import pytest

from youju.report import ReportError
from youju.report import package as room
from youju.report.kinds import kind_of
from youju.report.package import Package


def zipped(**parts: str | bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in parts.items():
            packed.writestr(name, text)
    return buffer.getvalue()


def code_of(part: str | bytes) -> str:
    with pytest.raises(ReportError) as caught:
        Package(zipped(a=part)).xml("a")
    return caught.value.code


def test_a_part_is_read_by_its_name() -> None:
    root = Package(zipped(a="<p><t>预算</t></p>")).xml("a")

    assert root is not None
    assert "".join(root.itertext()) == "预算"
    assert Package(zipped(a="<p/>")).xml("b") is None


@pytest.mark.parametrize(
    "part",
    [
        "",
        "<p>",
        "<p>&nbsp;</p>",
        '<!DOCTYPE p [<!ENTITY a "b">]><p>&a;</p>',
        '<!DOCTYPE p SYSTEM "file:///etc/passwd"><p/>',
        '<!DOCTYPE p [<!ENTITY % x SYSTEM "http://127.0.0.1/x"> %x;]><p/>',
        '<?xml version="1.0" encoding="utf-16"?><p/>',
        '<?xml version="1.0" encoding="x-unknown"?><p/>',
        '<!DOCTYPE p [<!ENTITY a "b">]><p>&a;</p>'.encode("utf-16"),
    ],
)
def test_what_is_no_plain_xml_is_refused(part: str | bytes) -> None:
    assert code_of(part) == "report-broken"


def test_a_zip_bomb_is_refused_before_it_unpacks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "MOST_UNPACKED", 1 << 20)
    bomb = zipped(a=b"\0" * (2 << 20))
    with pytest.raises(ReportError) as caught:
        Package(bomb).read("a")

    assert len(bomb) < 1 << 13
    assert caught.value.code == "report-too-heavy"


def test_too_many_parts_and_too_large_a_part_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "MOST_XML", 100)
    assert code_of("<p>" + " " * 100 + "</p>") == "report-too-heavy"

    monkeypatch.setattr(room, "MOST_PARTS", 1)
    with pytest.raises(ReportError) as caught:
        _ = Package(zipped(a="", b="")).names
    assert caught.value.code == "report-too-heavy"


def test_a_size_that_lies_gives_no_more_than_it_says() -> None:
    data = bytearray(zipped(a=b"x" * 100_000))
    size = (100_000).to_bytes(4, "little")
    while (at := data.find(size)) >= 0:
        data[at : at + 4] = (10).to_bytes(4, "little")
    with pytest.raises(ReportError) as caught:
        Package(bytes(data)).read("a")

    assert caught.value.code == "report-broken"


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7", "pdf"),
        (b"\xef\xbb\xbf\n%PDF-1.4", "pdf"),
        (zipped(**{"word/document.xml": "<a/>"}), "docx"),
        (zipped(**{"xl/workbook.xml": "<a/>"}), "xlsx"),
        (b"\xd0\xcf\x11\xe0" + "WordDocument".encode("utf-16-le"), "doc"),
        (b"\xd0\xcf\x11\xe0" + "Workbook".encode("utf-16-le"), "xls"),
        (b"{\\rtf1\\ansi", "rtf"),
        ("预算".encode(), "text"),
        (b"", "text"),
        ("BM局2023年度自评报告".encode(), "text"),
        ("<!-- 说明 -->\n# 自评报告\n".encode(), "text"),
        ("<一> 总则：甲\n乙\n".encode(), "text"),
        (b"<" * 10_000, "text"),
        (b"a: b\n" * 2000, "text"),
    ],
)
def test_a_kind_is_told_by_the_bytes(data: bytes, kind: str) -> None:
    assert kind == kind_of(data)


@pytest.mark.parametrize(
    ("data", "code", "named"),
    [
        (zipped(**{"OFD.xml": "<a/>"}), "report-unsupported", "OFD"),
        (zipped(**{"ppt/presentation.xml": "<a/>"}), "report-unsupported", "zip"),
        (zipped(**{"content.xml": "<a/>"}), "report-unsupported", "OpenDocument"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "report-encrypted", "密码"),
        (b"\xd0\xcf\x11\xe0" + "PowerPoint Document".encode("utf-16-le"), "report-unsupported", "ppt"),
        (b"\x89PNG\r\n", "report-unsupported", "PNG"),
        (b"BM\x36\x00\x0c\x00\x00\x00\x00\x00\x36", "report-unsupported", "BMP"),
        (b"\xef\xbb\xbf \n<!DOCTYPE HTML><p>40</p>", "report-unsupported", "HTML"),
        (b"<html xmlns:w='urn:schemas-microsoft-com:office:word'>", "report-unsupported", "HTML"),
        ("<!-- 甲 -->\n<!-- 乙 --><HTML>".encode("utf-16"), "report-unsupported", "HTML"),
        (b"<?xml version='1.0'?><html>", "report-unsupported", "HTML"),
        (b"From: a\r\nSubject: b\r\n c\r\nMIME-Version: 1.0\r\n", "report-unsupported", "MHT"),
        (b"<?xml version='1.0'?>\n<?mso-application progid='Word.Document'?>", "report-unsupported", "Word 2003 XML"),
        (b"<?xml version='1.0'?><Workbook xmlns='urn:x'>", "report-unsupported", "Excel 2003 XML"),
        (b"<?xml version='1.0'?><pkg:package/>", "report-unsupported", "XML"),
        (b"PK\x03\x04 cut short", "report-broken", "损坏"),
    ],
)
def test_what_is_not_read_is_named(data: bytes, code: str, named: str) -> None:
    with pytest.raises(ReportError) as caught:
        kind_of(data)

    assert code == caught.value.code
    assert named in caught.value.zh
