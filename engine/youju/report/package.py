"""Office files are zips of XML: opened within bounds, and parsed without entities, whoever made them."""

from __future__ import annotations

import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator
from functools import cached_property
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring, iterparse

from youju.report.errors import ReportError
from youju.structs import Struct

MOST_PARTS = 20_000
MOST_UNPACKED = 256 * 1024 * 1024
MOST_XML = 96 * 1024 * 1024
# What zipfile raises over a damaged file: a place before its beginning is a ValueError.
_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    NotImplementedError,
    RuntimeError,
    EOFError,
    OSError,
    KeyError,
    ValueError,
)


class Package(Struct, dict=True):
    """The parts of an Office file by name, none of them unpacked before it is asked for."""

    data: bytes

    @cached_property
    def _zip(self) -> zipfile.ZipFile:
        try:
            opened = zipfile.ZipFile(io.BytesIO(self.data))
        except _DAMAGED:
            raise broken() from None
        parts = opened.infolist()
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
            zh = "文件展开后太大（疑似压缩炸弹），没有读；请用 Word 或 WPS 打开后另存"
            raise ReportError("report-too-heavy", zh, "the file unpacks to too much and was not read; save it anew")
        return opened

    @cached_property
    def names(self) -> frozenset[str]:
        """The names of all parts."""
        return frozenset(self._zip.namelist())

    def read(self, name: str) -> bytes:
        """The bytes of a part. Raises ReportError `report-broken` where it is damaged, `report-encrypted` if locked."""
        try:
            if self._zip.getinfo(name).flag_bits & 1:
                raise encrypted()
            return self._zip.read(name)
        except _DAMAGED:
            raise broken() from None

    def xml(self, name: str) -> Element | None:
        """The root of an XML part, or None where there is no such part. Document types and entities are refused."""
        if name not in self.names:
            return None
        try:
            return fromstring(self._bounded(name), forbid_dtd=True)
        except (ParseError, DefusedXmlException, ValueError, LookupError):
            raise broken() from None

    def elements(self, name: str, *wanted: str) -> Iterator[Element]:
        """The elements of an XML part that are called so (whatever their namespace), each forgotten when it is read."""
        open_: list[Element] = []
        inside = 0
        try:
            for event, element in iterparse(io.BytesIO(self._bounded(name)), ("start", "end"), forbid_dtd=True):
                called = local(element.tag) in wanted
                if event == "start":
                    open_.append(element)
                    inside += called
                    continue
                open_.pop()
                inside -= called
                if called and not inside:
                    yield element
                if not inside and open_:
                    # It was the last child: what came before it is forgotten already.
                    del open_[-1][-1]
        except (ParseError, DefusedXmlException, ValueError, LookupError):
            raise broken() from None

    def _bounded(self, name: str) -> bytes:
        data = self.read(name)
        if len(data) > MOST_XML:
            zh = "文件里的内容太大，没有读；请拆分"
            raise ReportError("report-too-heavy", zh, "a part of the file is too large and was not read; split it")
        return data


def local(tag: str) -> str:
    """The name of an element or an attribute without its namespace, which differs in the strict form of the files."""
    return tag.rpartition("}")[2]


def broken() -> ReportError:
    """A file that is damaged or not what it says it is."""
    zh = "文件已损坏或不完整，没有读；请在原软件中打开并另存，或向单位重新索取"
    return ReportError(
        "report-broken", zh, "the file is damaged or cut short and was not read; save it anew, or ask for it again"
    )


def encrypted() -> ReportError:
    """A file that only opens with a password."""
    zh = "文件设有打开密码，没有读；请去掉密码后另存"
    return ReportError("report-encrypted", zh, "the file is locked by a password and was not read; save it without one")
