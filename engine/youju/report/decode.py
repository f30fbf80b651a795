"""Bytes to text: the encodings in which reports reach an auditor, and a refusal to guess at others."""

import codecs
import re

from youju.report.errors import ReportError
from youju.structs import Struct

_DAMAGE_LIMIT = 1000  # one damaged byte in so many is tolerated, and counted
_ESCAPED = re.compile("[\udc80-\udcff]")
_CONTROLS = {code: None for code in range(32) if chr(code) not in "\t\n\v\f\r\x1a\x1b"}


class Decoded(Struct):
    """Text, the name of the encoding it came in, and the number of bytes that were not valid in it."""

    text: str
    encoding: str
    damaged: int


def decode(data: bytes) -> Decoded:
    """The text of `data`: UTF-16 with a mark, UTF-8 with or without one, or GB18030 where it reads as Chinese.

    Raises ReportError: `report-binary` for bytes that are no text, `report-encoding` for text in no such encoding.
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _text_only(_utf16(data))
    if b"\0" in data:
        raise _binary()
    return _text_only(_utf8(data) or _gb18030(data) or _damaged_utf8(data))


def _utf16(data: bytes) -> Decoded:
    try:
        return Decoded(data.decode("utf-16"), "utf-16", 0)
    except UnicodeDecodeError:
        raise _unknown_encoding() from None


def _utf8(data: bytes) -> Decoded | None:
    marked = data.startswith(codecs.BOM_UTF8)
    try:
        return Decoded(data.decode("utf-8-sig"), "utf-8-sig" if marked else "utf-8", 0)
    except UnicodeDecodeError:
        return None


def _gb18030(data: bytes) -> Decoded | None:
    if data.startswith(codecs.BOM_UTF8):
        return None
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        return None
    return Decoded(text, "gb18030", 0) if _reads_as_chinese(text) else None


def _reads_as_chinese(text: str) -> bool:
    """Whether what is not ASCII is nearly all common characters and punctuation.

    Other encodings read as GB18030 give rare characters; real text is nine tenths GB2312's first level.
    """
    foreign = "".join(part for part in re.findall(r"[^\x00-\x7f]+", text))
    rows = foreign.encode("gb2312", "ignore")[::2]
    common = sum(rows.count(bytes([row])) for row in (*range(0xA1, 0xA4), *range(0xB0, 0xD8)))
    return common * 20 >= len(foreign) * 17


def _damaged_utf8(data: bytes) -> Decoded:
    text = data.decode("utf-8", "surrogateescape").removeprefix("\ufeff")
    escaped, damaged = _ESCAPED.subn("\ufffd", text)
    if damaged * _DAMAGE_LIMIT >= len(data):
        raise _unknown_encoding()
    return Decoded(escaped, "utf-8", damaged)


def _text_only(decoded: Decoded) -> Decoded:
    controls = len(decoded.text) - len(decoded.text.translate(_CONTROLS))
    if "\0" in decoded.text or controls * 100 > len(decoded.text):
        raise _binary()
    return decoded


def _binary() -> ReportError:
    return ReportError(
        "report-binary",
        "这不是文本文件(含有二进制内容);请把报告另存为 UTF-8 纯文本(.txt)后再试",
        "this is not a text file (it holds binary data); save the report as UTF-8 plain text (.txt) and try again",
    )


def _unknown_encoding() -> ReportError:
    return ReportError(
        "report-encoding",
        "无法识别文字编码;可读 UTF-8、GB18030(含 GBK)和带标记的 UTF-16,请另存为 UTF-8 后再试",
        "the encoding is none that is read (UTF-8, GB18030, UTF-16 with a mark); save it as UTF-8 and try again",
    )
