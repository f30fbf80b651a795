"""A document: its text, and the place every part of it stands at."""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cached_property
from itertools import accumulate, pairwise
from typing import Literal

from youju.report.places import SKIPPED, Block, Box, Place, lines_of
from youju.structs import Struct, replace

Span = tuple[int, int]
Trust = Literal["full", "low"]


class Quote(Struct):
    """A piece of a document word for word: `text` is `document.text[start:end]`; `line` counts from 1.

    What the file skips in its midst (text that was deleted, a running head) is no part of `text`.
    `places` tell where that is in the original file, in order; plain text has none but its line.
    """

    text: str
    line: int
    start: int
    end: int
    places: tuple[Place, ...] = ()

    def where(self, lang: str = "zh") -> str:
        """The place for people: of the first piece, and the page of the last where it is another."""
        if not self.places:
            return f"第 {self.line} 行" if lang == "zh" else f"line {self.line}"
        first, last = self.places[0].label(lang), self.places[-1]
        if last.page == self.places[0].page:
            return first
        return f"{first}至第 {last.page} 页" if lang == "zh" else f"{first} to {last.page}"


class Remark(Struct):
    """What a reader noticed in a file: a code that has a page, the words, and the spans of the text it is about.

    `lowers` tells whether what stands there deserves less trust: two readers differ on it, or a machine guessed it.
    """

    code: str
    level: Literal["P1", "P2"]
    zh: str
    en: str
    spans: tuple[Span, ...] = ()
    lowers: bool = False


class Document(Struct, dict=True):
    """A report as it was handed in.

    `name` is the file name without its folder, `sha256` the digest of the bytes, `encoding` what they were read as
    (of files that are no text, the format), `damaged` how many bytes could not be read (each stands as U+FFFD in the
    text), `text` the whole text with line ends as `\\n` and nothing else changed. Offsets count characters of `text`,
    from 0. Files that are no text also have `blocks` in order of place, `boxes` (four native int32, in
    hundredths of a point, for each character; -1 where it has none), `pages`, and the `remarks` of the reader.
    """

    name: str
    sha256: str
    encoding: str
    damaged: int
    text: str
    blocks: tuple[Block, ...] = ()
    boxes: bytes = b""
    pages: int = 0
    remarks: tuple[Remark, ...] = ()

    @cached_property
    def _line_starts(self) -> "array[int]":
        return array("I", accumulate((len(line) + 1 for line in self.text.split("\n")[:-1]), initial=0))

    @cached_property
    def _block_starts(self) -> list[int]:
        return [block.start for block in self.blocks]

    @cached_property
    def _corners(self) -> "memoryview[int]":
        return memoryview(self.boxes).cast("i")

    @cached_property
    def skipped(self) -> tuple[Span, ...]:
        """The spans that stand in the file and are no part of what it says."""
        return tuple((block.start, block.end) for block in self.blocks if block.kind in SKIPPED)

    @property
    def incomplete(self) -> bool:
        """Whether pages or parts of the file could not be read: what is not found may stand there."""
        return any(remark.code in ("pages-without-text", "part-not-read") for remark in self.remarks)

    @cached_property
    def _skipped_ends(self) -> list[int]:
        return [end for _, end in self.skipped]

    @cached_property
    def gaps(self) -> tuple[int, ...]:
        """Where the text goes on behind pages that could not be read: what stands there may be about something else."""
        if not any(remark.code == "pages-without-text" for remark in self.remarks):
            return ()
        said = [block for block in self.blocks if block.kind not in SKIPPED]
        return tuple(after.start for before, after in pairwise(said) if after.page > before.page + 1)

    @cached_property
    def _doubtful(self) -> list[Span]:
        return sorted(span for remark in self.remarks if remark.lowers for span in remark.spans)

    def beginning(self, length: int) -> "Document":
        """The document cut off after so many characters of its text."""
        kept = bisect_left(self._block_starts, length)
        blocks = tuple(replace(block, end=min(block.end, length)) for block in self.blocks[:kept])
        return replace(self, text=self.text[:length], blocks=blocks, boxes=self.boxes[: 16 * length], remarks=())

    def line_of(self, offset: int) -> int:
        """The line, from 1, which holds the character at `offset`; an offset past the end is on the last line."""
        return max(1, bisect_right(self._line_starts, offset))

    def quote(self, start: int, end: int) -> Quote:
        """The text from `start` up to `end`, with its place. Raises ValueError unless 0 ≤ start ≤ end ≤ length."""
        if not 0 <= start <= end <= len(self.text):
            raise ValueError(f"no such span: {start}..{end} of {len(self.text)}")
        return Quote(self._said(start, end), self.line_of(start), start, end, self.places(start, end))

    def _said(self, start: int, end: int) -> str:
        """The text of a span without what is skipped in it, unless the span itself is of that kind."""
        at = bisect_right(self._skipped_ends, start)
        inside = [span for span in self.skipped[at : bisect_left(self.skipped, (end, end))] if span[0] < end]
        if not inside or inside[0][0] <= start:
            return self.text[start:end]
        edges = [start, *(edge for span in inside for edge in span), end]
        return "".join(self.text[low:high] for low, high in zip(edges[::2], edges[1::2], strict=True))

    def block_at(self, offset: int) -> Block | None:
        """The block that holds the character at `offset`, if one does."""
        at = bisect_right(self._block_starts, offset) - 1
        return self.blocks[at] if at >= 0 and offset < self.blocks[at].end else None

    def places(self, start: int, end: int) -> tuple[Place, ...]:
        """The places of `text[start:end]` in the file: pieces of one page or paragraph are one place."""
        found: list[Place] = []
        boxes: list[Box] = []
        at = max(0, bisect_right(self._block_starts, start) - 1)
        # A quote of deleted text is about it; any other only has it in its midst.
        about_skipped = bool(self.blocks) and self.blocks[at].end > start and self.blocks[at].kind in SKIPPED
        for block in self.blocks[at : bisect_left(self._block_starts, end)]:
            low, high = max(start, block.start), min(end, block.end)
            if low >= high or (block.kind in SKIPPED and not about_skipped):
                continue
            place = block.place()
            if found and found[-1] != place:
                found[-1] = _boxed(found[-1], boxes)
                boxes = []
            if not found or found[-1] != place:
                found.append(place)
            boxes.extend(self._boxes(low, high))
        return (*found[:-1], _boxed(found[-1], boxes)) if found else ()

    def trust(self, start: int, end: int) -> Trust:
        """Whether the characters of `text[start:end]` are certain: `low` where a remark lowers one of them."""
        at = bisect_left(self._doubtful, (end, end)) if self._doubtful else 0
        return "low" if any(high > start for _, high in self._doubtful[:at]) else "full"

    def _boxes(self, start: int, end: int) -> Iterator[Box]:
        if self.boxes:
            for at in range(start, end):
                left, top, right, bottom = self._corners[4 * at : 4 * at + 4]
                if left >= 0:
                    yield Box(left, top, right, bottom)


def _boxed(place: Place, boxes: list[Box]) -> Place:
    return replace(place, boxes=lines_of(boxes)) if boxes else place
