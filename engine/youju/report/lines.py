"""Lines to logical paragraphs: a sentence that a line or page breaks in two is one sentence."""

import re
import string
from collections.abc import Iterator
from itertools import islice

from youju.report.characters import CELL, DROP, HEADING
from youju.report.numbering import marker_at

_BLANKS = re.compile("\n+")
_ENDERS = frozenset("。！？；：…|")
_CLOSERS = frozenset(")”’》」』]】〕〉\"'")
_STARTERS = frozenset(f"•·●◆■□▪|{HEADING}")
_GOES_ON = frozenset("，、,(《“〈+-=<>≥≤0123456789")
_ATTACHMENT = re.compile(r"附(?:件|表)[0-9]{0,2}：?(?=\n|\Z)")
_FIELD = re.compile(r"[\u4e00-\u9fffA-Za-z()/]{2,14}：[^。；，！？：\n]{0,30}(?=\n|\Z)")
_WORD_AFTER = frozenset(string.ascii_letters + string.digits)
_WORD_BEFORE = _WORD_AFTER | set(".%")
_FIGURE = re.compile("[0-9](?![0-9]{0,3}年)")
_LONGEST_HEADING = 48


def join_lines(text: str) -> str:
    """`text` of the same length: one `\\n` between logical paragraphs, `DROP` for every other line end.

    A line that ends a sentence, stands alone (a heading, a field, a table row), or is followed by a heading, a field
    or a bullet ends its paragraph; any other goes on in the next line, whatever blank lines lie between.
    """
    pieces = _pieces(text)
    joined: list[str] = []
    # Joined in batches: a file of bare line ends has millions of pieces.
    while batch := list(islice(pieces, 1 << 16)):
        joined.append("".join(batch))
    return "".join(joined)


def _pieces(text: str) -> Iterator[str]:
    cells = CELL in text
    paragraph = line = 0
    for match in _BLANKS.finditer(text):
        start, end = match.span()
        yield text[line:start]
        if start == 0 or end == len(text):
            yield DROP * (end - start)
            paragraph = end
        elif _ends_paragraph(text, paragraph == line, line, start, end) or (
            cells and _in_table(text, line, start, end)
        ):
            yield "\n" + DROP * (end - start - 1)
            paragraph = end
        elif text[start - 1] in _WORD_BEFORE and text[end] in _WORD_AFTER:
            yield " " + DROP * (end - start - 1)
        else:
            yield DROP * (end - start)
        line = end
    yield text[line:]


def _ends_paragraph(text: str, first_line: bool, line: int, end: int, following: int) -> bool:
    """Whether the line `text[line:end]` ends its paragraph before what stands at `following`."""
    last = text[end - 1]
    if last in _ENDERS or text[following] in _STARTERS or text[line] == HEADING:
        return True
    if last in _CLOSERS and _ends_sentence(text, line, end):
        return True
    if last != "第" and marker_at(text, following):
        return True
    if text[following] == "附" and _ATTACHMENT.match(text, following):
        return True
    if last not in "，、" and _is_field(text, following):
        return True
    # A line that begins with a figure, not with a year, belongs to what it counts.
    return first_line and _stands_alone(text, line, end) and not _FIGURE.match(text, following)


def _is_field(text: str, start: int) -> bool:
    # The colon is looked for first: most lines have none, and a find is cheaper than a match.
    return text.find("：", start, start + 15) >= 0 and _FIELD.match(text, start) is not None


def _ends_sentence(text: str, line: int, end: int) -> bool:
    at = end - 1
    while at > line and at > end - 5 and text[at] in _CLOSERS:
        at -= 1
    return text[at] in _ENDERS


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether a line is a heading or a field by itself: short, no sentence in it, nothing left open at its end."""
    if end - start > _LONGEST_HEADING:
        return False
    if text[start] == "附" and _ATTACHMENT.match(text, start):
        return True
    field = _is_field(text, start)
    if not field and marker_at(text, start) is None:
        return False
    line = text[start:end]
    if line[-1] in _GOES_ON or line.count("(") > line.count(")") or line.count("《") > line.count("》"):
        return False
    return field or not any(mark in line for mark in "。；！？")


def _in_table(text: str, line: int, end: int, following: int) -> bool:
    if text.find(CELL, line, end) >= 0:
        return True
    close = text.find("\n", following)
    return text.find(CELL, following, close if close >= 0 else len(text)) >= 0
