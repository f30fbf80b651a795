"""What a reviewer must know about how a PDF was read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from youju.report.document import Remark, Span
from youju.report.pdf.lines import Line
from youju.report.pdf.reading import Reading
from youju.structs import Struct

FEWEST_CHARACTERS = 5
"""A page that is a picture and holds fewer between its head and its foot is taken to have no text of its own."""
_EDGE = 0.13  # of the height of a page
_SHOWN = 5


class Counts(Struct):
    """What was found out about the file as a whole; `pages` are those the second reader sees, -1 if it sees none."""

    rebuilt: bool
    fields: int
    pages: int


def without_text(reading: Reading) -> bool:
    """Whether a page shows something that is not text, or text that cannot be read."""
    if reading.pictured and _in_the_middle(reading) < FEWEST_CHARACTERS:
        return True
    return reading.damaged >= FEWEST_CHARACTERS and reading.damaged > reading.characters / 2


def _in_the_middle(reading: Reading) -> int:
    """How many characters stand between the head and the foot, where a scanner prints numbers and its own name."""
    low, high = _EDGE * reading.height, (1 - _EDGE) * reading.height
    lines = [line for line in reading.lines if low < line.base < high]
    lines += [line for table in reading.tables for row in table.rows for cell in row for line in cell.lines]
    return sum(len("".join(line.text.split())) for line in lines)


def remarks_of(readings: Sequence[Reading], spans: Mapping[int, Span], counts: Counts) -> list[Remark]:
    """All remarks, the gravest first."""
    found = [
        _without_text(readings),
        _not_read(readings, counts),
        _differ(readings, spans, counts),
        _scans(readings, spans),
        _hidden(readings, spans),
    ]
    return [remark for remark in found if remark is not None]


def numbered(pages: Sequence[int]) -> tuple[str, str]:
    """Pages for people, in both languages: `第 3、7–9 页`, `pages 3, 7–9`."""
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][1] + 1:
            runs[-1][1] = page
        else:
            runs.append([page, page])
    words = [str(first) if first == last else f"{first}–{last}" for first, last in runs]
    more = len(words) > 2 * _SHOWN
    words = words[: 2 * _SHOWN]
    return f"第 {'、'.join(words)} {'等 ' if more else ''}页", f"pages {', '.join(words)}{' …' if more else ''}"


def _without_text(readings: Sequence[Reading]) -> Remark | None:
    pages = [reading.number for reading in readings if without_text(reading)]
    if not pages:
        return None
    zh, en = numbered(pages)
    return Remark(
        "pages-without-text",
        "P1",
        f"{zh}是图片或文字无法识别，没有读到；审核只依据其余各页，请对照原件（图片页可加 --ocr 识别）",
        f"not read, as pictures or undecipherable: {en}; the audit rests on the other pages (or try --ocr)",
    )


def _not_read(readings: Sequence[Reading], counts: Counts) -> Remark | None:
    zh: list[str] = []
    en: list[str] = []
    failed = [reading.number for reading in readings if reading.failed]
    if failed:
        words = numbered(failed)
        zh.append(f"{words[0]}有损坏，可能没有读全")
        en.append(f"{words[1]} are damaged and perhaps not read whole")
    if counts.rebuilt or 0 <= counts.pages != len(readings):
        zh.append("文件不完整，已尽量找回各页，可能有缺页")
        en.append("the file is not whole; pages may be missing")
    if counts.fields:
        zh.append(f"有 {counts.fields} 个表单域填了内容，没有读")
        en.append(f"{counts.fields} fields of a form hold values that were not read")
    if not zh:
        return None
    return Remark("part-not-read", "P1", f"{'；'.join(zh)}。请对照原件", f"{'; '.join(en)}: look at the original")


def _differ(readings: Sequence[Reading], spans: Mapping[int, Span], counts: Counts) -> Remark | None:
    if counts.pages < 0:
        zh = "第二个读取程序打不开这个 PDF，数字没有交叉核对，请对照原件"
        en = "the second reader cannot open this PDF: its figures are not cross-checked"
        return Remark("readers-differ", "P1", zh, en, tuple(spans.values()), lowers=True)
    told: list[tuple[str, str]] = []
    at: list[Span] = []
    count = 0
    for reading in readings:
        lines: list[Line] = list(reading.all_lines) if reading.compared.doubts else []
        for number, start, end, other in reading.compared.doubts:
            line = lines[number]
            begin = spans[id(line)][0]
            ours = line.text[start:end]
            at.append((begin + start, begin + end))
            told.append((f"第 {reading.number} 页 {ours}／{other}", f"page {reading.number} {ours} / {other}"))
        count += len(reading.compared.doubts)
        for line in reading.all_lines:
            if line.overlaid:
                count += 1
                at.append(spans[id(line)])
                words = line.text.strip()[:20]
                told.append((f"第 {reading.number} 页 {words} 有字叠印", f"{words}: printed over one another"))
        if reading.compared.failed:
            count += 1
            at.extend(spans[id(line)] for line in reading.all_lines)
            told.append((f"第 {reading.number} 页只有一个程序能读", f"only one can read page {reading.number}"))
        if reading.compared.more:
            count += 1
            seen = reading.compared.more[:40]
            told.append((f"第 {reading.number} 页另见 {seen}", f"page {reading.number} also shows {seen}"))
    if not told:
        return None
    zh = "；".join(words for words, _ in told[:_SHOWN])
    en = "; ".join(words for _, words in told[:_SHOWN])
    return Remark(
        "readers-differ",
        "P1",
        f"两个程序读出的数字有 {count} 处不同（{zh}{' 等' if count > _SHOWN else ''}），请对照原件",
        f"two readers differ on {count} figures ({en}{' …' if count > _SHOWN else ''}): look at the original",
        tuple(at),
        lowers=True,
    )


def _scans(readings: Sequence[Reading], spans: Mapping[int, Span]) -> Remark | None:
    pages = [reading for reading in readings if reading.scan and not without_text(reading)]
    if not pages:
        return None
    zh, en = numbered([reading.number for reading in pages])
    at = tuple(spans[id(line)] for reading in pages for line in reading.all_lines if id(line) in spans)
    return Remark(
        "ocr-text",
        "P1",
        f"{zh}的文字是从扫描图片识别出来的，可能有错字错数，请对照原件",
        f"the text of {en} was recognised from a scan and may be wrong: look at the original",
        at,
        lowers=True,
    )


def _hidden(readings: Sequence[Reading], spans: Mapping[int, Span]) -> Remark | None:
    lines = [(reading.number, line) for reading in readings for line in reading.hidden]
    if not lines:
        return None
    zh, en = numbered(sorted({number for number, _ in lines}))
    first = lines[0][1].text.strip()[:30]
    return Remark(
        "hidden-text",
        "P1",
        f"{zh}有看不见的文字（白色、极小、被盖住或在页面之外，如“{first}”），没有采用",
        f"{en} hold text that cannot be seen (white, tiny, covered or beyond the page, as “{first}”); it was not used",
        tuple(spans[id(line)] for _, line in lines),
    )
