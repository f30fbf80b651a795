"""Where everything of a picture stands: boxes with their lines of text, and the points that edges run through."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from youju.publish.graph.order import Columns, Key, ordered, placed
from youju.publish.graph.picture import COLUMNS, Arrow, Box, Picture
from youju.publish.graph.text import width as width_of
from youju.publish.graph.text import wrap
from youju.structs import Struct, replace

SIZE, LEADING, PAD = 12, 16, 8
"""Points of the letters, from line to line, and between a box and its words; all lengths are in these units."""
GAP_X, GAP_Y, MARGIN, INDENT = 36, 12, 20, 16
_WIDTHS = {
    "quote": 204,
    "statement": 104,
    "fact": 132,
    "rule": 196,
    "entry": 92,
    "indicator": 138,
    "section": 116,
    "total": 112,
}
# Without evidence beside it an indicator is a line of a table: its points stand at the right of its title.
_TABLE = {"indicator": 340, "section": 150}
_PASSING = 6  # the room that an edge takes which passes a column

Point = tuple[int, int]


class Line(Struct):
    """Words in a box: `part` is head, body, mark or note; `row` counts from 0; `right`: they end at the right."""

    text: str
    part: str
    row: int
    right: bool = False


class Placed(Struct):
    """A box where it stands."""

    box: Box
    x: int
    y: int
    width: int
    height: int
    lines: tuple[Line, ...]


class Drawn(Struct):
    """An arrow with the points it runs through; level between the two of a pair (of the sides of a column)."""

    arrow: Arrow
    points: tuple[Point, ...]


class Layout(Struct):
    """The whole picture in place: columns are (index into COLUMNS, left edge)."""

    width: int
    height: int
    columns: tuple[tuple[int, int, int], ...]
    boxes: tuple[Placed, ...]
    arrows: tuple[Drawn, ...]


def layout(picture: Picture) -> Layout:
    """The picture in place, its upper left corner at (0, 0). The document heads the column of its quotes."""
    root = next((box for box in picture.boxes if box.node[0] == "document"), None)
    boxes = [box for box in picture.boxes if box is not root]
    hanging = [arrow for arrow in picture.arrows if root is not None and arrow.source == root.node]
    used = sorted({box.column for box in boxes})
    as_table = COLUMNS[used[0]] == "indicator"
    widths = [(_WIDTHS | _TABLE if as_table else _WIDTHS)[name] for name in COLUMNS]
    lefts = _lefts(used, widths, 0 if root is None else INDENT)
    lines = {box.node: _lines(box, widths[box.column], as_table and box.node[0] == "indicator") for box in boxes}
    at: dict[Key, int] = {box.node: box.column for box in boxes}
    chains = {arrow: _chain(arrow, at, used) for arrow in picture.arrows if arrow not in hanging}
    tops = _tops(
        chains, boxes, used, {box.node: _height(lines[box.node]) for box in boxes}, GAP_Y // 2 if as_table else GAP_Y
    )
    places: dict[Key, Placed] = {
        box.node: Placed(
            box, lefts[box.column], tops[box.node], widths[box.column], _height(lines[box.node]), lines[box.node]
        )
        for box in boxes
    }
    drawn = [Drawn(arrow, _through(chain, places, tops, lefts, widths)) for arrow, chain in chains.items()]
    if root is not None:
        places, drawn = _under(root, places, drawn, hanging)
    right = max(one.x + one.width for one in places.values())
    bottom = max(one.y + one.height for one in places.values())
    return Layout(right, bottom, tuple((i, lefts[i], widths[i]) for i in used), tuple(places.values()), tuple(drawn))


def _tops(
    chains: Mapping[Arrow, tuple[Key, ...]], boxes: list[Box], used: list[int], heights: dict[Key, int], gap: int
) -> dict[Key, int]:
    """The upper edges of boxes, and of the places where arrows pass a column."""
    passing = [key for chain in chains.values() for key in chain[1:-1]]
    before, after = _links([pair for chain in chains.values() for pair in pairwise(chain)])
    columns = ordered(_columns(boxes, used, passing), before, after)
    return placed(columns, before, after, heights | dict.fromkeys(passing, _PASSING), gap)


def _lines(box: Box, width: int, as_row: bool) -> tuple[Line, ...]:
    words = box.label
    bad, room = bool(words.marks), _ems(width)
    parts = [("head", words.head), ("body", words.body)]
    parts += [("mark", mark) for mark in words.marks] + [("note", note) for note in words.notes]
    if as_row:
        amount = " · ".join(text for _, text in parts[1:])
        heads = _rows("head", wrap(words.head, room), 0)
        # Beside the title where there is room, else below it.
        beside = len(heads) == 1 and width_of(words.head) + width_of(amount) + 100 <= room
        return (*heads, Line(amount, "mark" if bad else "body", 0 if beside else len(heads), right=True))
    lines: list[Line] = []
    for part, text in parts:
        lines += _rows(part, wrap(text, room), len(lines))
    return tuple(lines)


def _rows(part: str, texts: tuple[str, ...], first: int) -> list[Line]:
    return [Line(text, part, first + i) for i, text in enumerate(texts)]


def _ems(width: int) -> int:
    """The room for words in a box, in hundredths of their size; a mark that hangs over still stands inside."""
    return (width - 2 * PAD - SIZE // 2) * 100 // SIZE


def _height(lines: tuple[Line, ...]) -> int:
    return (max((line.row for line in lines), default=0) + 1) * LEADING + PAD + 2


def _chain(arrow: Arrow, at: Mapping[Key, int], used: list[int]) -> tuple[Key, ...]:
    """An arrow as steps from column to column: where it passes one, it takes a place in it."""
    between = [i for i in used if at[arrow.source] < i < at[arrow.target]]
    passing = [("passing", *arrow.source, *arrow.target, str(i)) for i in between]
    return (arrow.source, *passing, arrow.target)


def _columns(boxes: list[Box], used: list[int], passing: list[Key]) -> Columns:
    return tuple(
        (*(box.node for box in boxes if box.column == i), *(key for key in passing if key[-1] == str(i))) for i in used
    )


def _links(pairs: list[tuple[Key, Key]]) -> tuple[dict[Key, list[Key]], dict[Key, list[Key]]]:
    before: dict[Key, list[Key]] = {}
    after: dict[Key, list[Key]] = {}
    for source, target in pairs:
        before.setdefault(target, []).append(source)
        after.setdefault(source, []).append(target)
    return before, after


def _lefts(used: list[int], widths: list[int], x: int) -> dict[int, int]:
    lefts: dict[int, int] = {}
    for i in used:
        lefts[i] = x
        x += widths[i] + GAP_X
    return lefts


def _through(
    chain: tuple[Key, ...],
    places: Mapping[Key, Placed],
    tops: Mapping[Key, int],
    lefts: Mapping[int, int],
    widths: list[int],
) -> tuple[Point, ...]:
    source, target = places[chain[0]], places[chain[-1]]
    points: list[Point] = [(source.x + source.width, source.y + source.height // 2)]
    for key in chain[1:-1]:
        column, y = int(key[-1]), tops[key] + _PASSING // 2
        points += [(lefts[column], y), (lefts[column] + widths[column], y)]
    return (*points, (target.x, target.y + target.height // 2))


def _under(
    root: Box, places: dict[Key, Placed], drawn: list[Drawn], hanging: list[Arrow]
) -> tuple[dict[Key, Placed], list[Drawn]]:
    """The document above its quotes, which hang on a line down its side; where there is no room all moves down."""
    width = _WIDTHS["quote"] + INDENT
    lines = _lines(root, width, as_row=False)
    height, trunk = _height(lines), INDENT // 2
    first = min((one.y for one in places.values() if one.box.node[0] == "span"), default=0)
    down = max(0, height + GAP_Y - first)
    document = Placed(root, 0, first + down - height - GAP_Y, width, height, lines)
    moved: dict[Key, Placed] = {key: replace(one, y=one.y + down) for key, one in places.items()}
    shifted = [Drawn(one.arrow, tuple((x, y + down) for x, y in one.points)) for one in drawn]
    for arrow in hanging:
        span = moved[arrow.target]
        y = span.y + span.height // 2
        shifted.append(Drawn(arrow, ((trunk, document.y + height), (trunk, y), (span.x, y))))
    return {root.node: document, **moved}, shifted
