"""The order of nodes in each column, so that few edges cross, and their heights, so that edges run straight.

Everything is counted in whole numbers, so that every machine draws the same picture.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

Key = tuple[str, ...]
Columns = tuple[tuple[Key, ...], ...]
Links = Mapping[Key, Sequence[Key]]
# More sweeps change nothing that can be seen.
_SWEEPS = 6


def ordered(columns: Columns, before: Links, after: Links) -> Columns:
    """The columns in an order of few crossings: each node near the middle of its neighbours, swept to and fro.

    `before` and `after` are the neighbours of each node in the columns beside its own. The first sweep goes back from
    the total, so that evidence follows the order of the rubric.
    """
    found = list(columns)
    for sweep in range(_SWEEPS):
        forth = sweep % 2 == 1
        indices = range(1, len(found)) if forth else range(len(found) - 2, -1, -1)
        for i in indices:
            beside = {key: place for place, key in enumerate(found[i - 1 if forth else i + 1])}
            links = before if forth else after
            found[i] = _by_middle(
                found[i],
                lambda key, links=links, beside=beside: [beside[one] for one in links.get(key, ()) if one in beside],
            )
    return tuple(found)


def placed(columns: Columns, before: Links, after: Links, heights: Mapping[Key, int], gap: int) -> dict[Key, int]:
    """The upper edge of every node, from 0: in order, `gap` apart, each near the middle of its neighbours.

    The last sweep goes forth, so that a sum stands in the middle of its parts.
    """
    tops: dict[Key, int] = {}
    for column in columns:
        tops |= _stacked(column, heights, gap, {})
    for sweep in range(_SWEEPS):
        forth = sweep % 2 == 1
        links = before if forth else after
        for column in columns if forth else reversed(columns):
            wanted = {key: _middle(links[key], tops, heights) for key in column if links.get(key)}
            tops |= _stacked(column, heights, gap, wanted, tops)
    least = min(tops.values(), default=0)
    return {key: top - least for key, top in tops.items()}


def _by_middle(column: tuple[Key, ...], places: Callable[[Key], list[int]]) -> tuple[Key, ...]:
    """Sorted by the mean place of their neighbours; who has none keeps its place among the others."""
    scores: list[tuple[int, int]] = []
    last = -1
    for i, key in enumerate(column):
        found = places(key)
        last = 1000 * sum(found) // len(found) if found else last
        scores.append((last, i))
    return tuple(column[i] for _, i in sorted(scores))


def _middle(keys: Sequence[Key], tops: Mapping[Key, int], heights: Mapping[Key, int]) -> int:
    return sum(tops[key] * 2 + heights[key] for key in keys) // (2 * len(keys))


def _stacked(
    column: Sequence[Key],
    heights: Mapping[Key, int],
    gap: int,
    wanted: Mapping[Key, int],
    now: Mapping[Key, int] | None = None,
) -> dict[Key, int]:
    """The upper edges of a column: as near as can be to the middles that are wanted, without touching.

    Nodes that would overlap are pooled into a block that is moved as one; what wants nothing stays where it is.
    """
    blocks: list[tuple[list[Key], int, int]] = []  # keys, sum of the tops they want for the block, its height
    for key in column:
        stays = now[key] if now else 0
        top = wanted[key] - heights[key] // 2 if key in wanted else stays
        keys, want, height = [key], top, heights[key]
        while blocks and blocks[-1][1] // len(blocks[-1][0]) + blocks[-1][2] + gap > want // len(keys):
            above, above_want, above_height = blocks.pop()
            want = above_want + want - len(keys) * (above_height + gap)
            keys, height = above + keys, above_height + gap + height
        blocks.append((keys, want, height))
    tops: dict[Key, int] = {}
    for keys, want, _ in blocks:
        top = want // len(keys)
        for key in keys:
            tops[key] = top
            top += heights[key] + gap
    return tops
