"""The headings of a report: which paragraphs begin with a numbering, how deep, and with what weight."""

import re
from fractions import Fraction

from youju.report.fold import Folded
from youju.report.numbering import Marker, marker_at
from youju.structs import Struct

LONGEST_TITLE = 40
_NUMBER = r"([0-9]{1,4}(?:\.[0-9]{1,4})?)"
_WEIGHT = re.compile(
    rf"[(【〔\[](?:满分|总分|标准分|指标|本项|分值|权重|合计|共计|共|计|为|：){{0,4}}{_NUMBER}分"
    rf"(?:[，、；,;]?(?:调整后|调整为|调整至|调至|调为)(?:分值|为|权重|共)?：?{_NUMBER}分)?"
    # A closing bracket may be missing before the end of the sentence, not before 分钟 or 分析.
    r"(?:[)】〕\]]|(?=[。，：；\n]|\Z))"
)
_TITLE_END = re.compile(r"[。：，；\n]")
_SENTENCE_END = re.compile(r"[。：；\n]")
_SKIPPED = re.compile("[。：，； ]*")
_SHARPS = re.compile(r"(?:^|\n)[ \t]*(#{1,6})[ \t*_]*\Z")


class Heading(Struct):
    """A numbered heading; all offsets are in the folded text.

    `level` is the depth of the kind of numbering (0 第一部分, 1 一、 2 （一） 3 `1.` 4 （1） 5 ①; a bare Markdown
    heading has the number of its sharps less one, a heading by its style in Word the level of that less one).
    `title` is at most 40 characters: up to the weight in brackets or the first `。：，`, or the whole paragraph where
    it is nothing but a heading. `weight` is the number of points in
    brackets after the title, `adjusted` the one an adjustment there gives. The heading is `text[start:end]`, the
    body of its paragraph `text[rest_start:paragraph_end]`.
    """

    marker: str
    level: int
    title: str
    weight: Fraction | None
    adjusted: Fraction | None
    start: int
    end: int
    rest_start: int
    paragraph_end: int


def outline(folded: Folded) -> tuple[Heading, ...]:
    """The headings of the report in the order they stand in."""
    found: list[Heading] = []
    text, start = folded.text, 0
    sharps = "#" in folded.document.text
    styled = any(block.level for block in folded.document.blocks)
    while start < len(text):
        close = text.find("\n", start)
        close = close if close >= 0 else len(text)
        marker = marker_at(text, start) or (_sharps_before(folded, start) if sharps else None)
        if marker is None and styled:
            marker = _style_of(folded, start)
        if marker is not None and marker.end < close:
            found.append(_heading(text, start, close, marker))
        start = close + 1
    return tuple(found)


def _sharps_before(folded: Folded, start: int) -> Marker | None:
    """The Markdown heading mark that stood before `start`; folding has left it out of the text."""
    at = folded.origin[start]
    match = _SHARPS.search(folded.document.text[max(0, at - 16) : at])
    return Marker(match[1], len(match[1]) - 1, start) if match else None


def _style_of(folded: Folded, start: int) -> Marker | None:
    """The level of a paragraph that the file itself marks as a heading."""
    block = folded.document.block_at(folded.origin[start])
    return Marker("", block.level - 1, start) if block is not None and block.level else None


def _heading(text: str, start: int, close: int, marker: Marker) -> Heading:
    begin = marker.end + (text[marker.end] == " ")
    end, weight = _title_end(text, begin, close)
    after = weight.end() if weight else end
    skipped = _SKIPPED.match(text, after, close)
    return Heading(
        marker=marker.text,
        level=marker.level,
        title=text[begin : min(end, begin + LONGEST_TITLE)],
        weight=Fraction(weight[1]) if weight else None,
        adjusted=Fraction(weight[2]) if weight and weight[2] else None,
        start=start,
        end=after,
        rest_start=skipped.end() if skipped else after,
        paragraph_end=close,
    )


def _title_end(text: str, begin: int, close: int) -> tuple[int, re.Match[str] | None]:
    """Where the title ends, and the weight that stands there."""
    limit = min(close, begin + LONGEST_TITLE)
    sentence = _SENTENCE_END.search(text, begin, limit)
    stop = sentence.start() if sentence else limit
    # A title may itself hold a comma, when its weight follows: 预决算信息，评价结果公开性（4分）.
    weight = next((found for at in _brackets(text, begin, stop) if (found := _WEIGHT.match(text, at, close))), None)
    if weight:
        return weight.start(), weight
    if stop + 1 >= close:
        return stop, None
    comma = _TITLE_END.search(text, begin, limit)
    return (comma.start() if comma else limit), None


def _brackets(text: str, begin: int, stop: int) -> list[int]:
    return [at for at in range(begin, stop + 1) if text[at : at + 1] in ("(", "【", "〔", "[")]
