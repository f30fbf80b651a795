"""Where a report speaks of each indicator: by its numbered heading, else by its title inside its group's passage."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from youju.facts.spans import Spans
from youju.facts.statements import Passage
from youju.report import Folded, Heading
from youju.structs import Struct, replace

_MARKS = re.compile(r"[\s“”‘’\"'《》【】、，,。:：.·\-—]")
_DELIMITERS = "。；;\n"
_HEADING = re.compile(
    r"(?:第?[(（]?[0-9一二三四五六七八九十]{1,3}[)）]?[项、]?|[0-9.]*)(?:[(【〔\[].{0,12}分[)】〕\]])?"
)
LONGEST_TAIL = 4
_AFTER, _LONGEST = "。：；，\n", 40
_NO_FIT = 2


class Sought(Struct):
    """An indicator, group or section to look for: its titles (the first is the official one) and what it belongs to."""

    key: str
    titles: tuple[str, ...]
    parent: str | None = None
    leaf: bool = True


def find_passages(
    folded: Folded,
    headings: Sequence[Heading],
    sought: Sequence[Sought],
    overview: Sequence[str],
    tabled: Spans | None = None,
    ends: Sequence[int] = (),
) -> dict[str, Passage]:
    """The passage of everything sought that the report speaks of.

    `overview` holds the words of sentences that only list titles (“主要从…考核”), which locate nothing. `tabled` are
    the scoring tables, which are read by themselves; at each of `ends` the passage of an indicator ends: a scoring
    table begins there, or the text goes on behind pages that could not be read.
    """
    tabled = tabled or Spans()
    headings = [heading for heading in headings if not tabled.touches((heading.start, heading.start + 1))]
    titles = frozenset(bare_title(title) for item in sought for title in item.titles)
    headings = [_whole(folded, heading, titles) for heading in headings]
    hollow = _hollow(folded, headings)
    named = [(bare_title(heading.title), heading, empty) for heading, empty in zip(headings, hollow, strict=True)]
    found = {item.key: passage for item in sought if (passage := _by_heading(folded, named, item, titles)) is not None}
    found = _ended(folded, headings, sought, found, ends)
    inline: dict[str, Passage] = {}
    for item in sought:
        if item.leaf and item.key not in found:
            region = found.get(item.parent or "")
            passage = _inline(folded, item, region, sought, overview, tabled)
            if passage is not None:
                inline[item.key] = passage
    return {**found, **inline}


def bare_title(text: str) -> str:
    """A title without marks, quotes and spaces, as titles are compared."""
    return _MARKS.sub("", text)


def _whole(folded: Folded, heading: Heading, titles: frozenset[str]) -> Heading:
    """The heading with its whole title, where it was cut at a comma of its own: 预决算信息，结果公开性：…."""
    at = heading.end
    if folded.text[at : at + 1] != "，":
        return heading
    stop = min(
        (i for i in range(at, min(at + _LONGEST, heading.paragraph_end)) if folded.text[i] in _AFTER and i > at),
        default=at,
    )
    title = f"{heading.title}{folded.text[at:stop]}"
    return replace(heading, title=title, end=stop, rest_start=stop + 1) if bare_title(title) in titles else heading


def _fits(heading: str, title: str, titles: frozenset[str]) -> int:
    """How well a heading names a title (both bare): 0 exactly, 1 with a short tail (“…情况”) that is no other title."""
    if heading == title:
        return 0
    tailed = heading.startswith(title) and len(heading) - len(title) <= LONGEST_TAIL and heading not in titles
    return 1 if tailed else _NO_FIT


def _hollow(folded: Folded, headings: Sequence[Heading]) -> list[bool]:
    """Which headings have no text under them, nor under the deeper ones that follow: lines of a table of contents."""
    hollow: list[bool] = []
    later: list[tuple[int, bool]] = []  # the headings that follow, less those within another: level, hollow
    end = len(folded.text)
    for heading in reversed(headings):
        empty = not folded.text[heading.rest_start : end].strip("\n .…·0123456789")
        while later and later[-1][0] > heading.level:
            empty = later.pop()[1] and empty
        later.append((heading.level, empty))
        hollow.append(empty)
        end = heading.start
    return hollow[::-1]


def _by_heading(
    folded: Folded, headings: Sequence[tuple[str, Heading, bool]], item: Sought, titles: frozenset[str]
) -> Passage | None:
    best: tuple[tuple[object, ...], int] | None = None
    own = [bare_title(title) for title in item.titles]
    for at, (name, heading, hollow) in enumerate(headings):
        fits = min(_fits(name, title, titles) for title in own)
        if fits == _NO_FIT:
            continue
        # A table of contents names the same titles; the heading that scores has a text, and a weight or 分 in it.
        scores = heading.weight is not None or "分" in folded.text[heading.rest_start : heading.rest_start + 400]
        rank = (fits, hollow, not scores, heading.start)
        if best is None or rank < best[0]:
            best = (rank, at)
    if best is None:
        return None
    name, heading, _ = headings[best[1]]
    # A group may have the name of its indicator: then the heading right below is the indicator's.
    for below, inner, _ in headings[best[1] + 1 : best[1] + 2] if item.leaf else ():
        heading = inner if below == name and inner.level > heading.level else heading
    return Passage(
        key=item.key,
        title=item.titles[0],
        start=heading.start,
        body=heading.rest_start,
        end=heading.paragraph_end,
        weight=heading.weight,
        adjusted=heading.adjusted,
    )


def _ended(
    folded: Folded,
    headings: Sequence[Heading],
    sought: Sequence[Sought],
    found: Mapping[str, Passage],
    ends: Sequence[int],
) -> dict[str, Passage]:
    """Passages end where the next thing begins that is not part of them, or where a chapter begins."""
    leaves = frozenset(item.key for item in sought if item.leaf)
    parents = {item.key: item.parent for item in sought}
    chapters = [heading.start for heading in headings if heading.level <= 1]
    ended: dict[str, Passage] = {}
    for key, passage in found.items():
        stops = [
            other.start for k, other in found.items() if other.start > passage.start and not _within(k, key, parents)
        ]
        stops += [start for start in chapters if start > passage.start]
        stops += [start for start in ends if start > passage.start and key in leaves]
        ended[key] = replace(passage, end=min(stops, default=len(folded.text)))
    return ended


def _within(key: str, ancestor: str, parents: Mapping[str, str | None]) -> bool:
    step: str | None = key
    while step is not None:
        if step == ancestor:
            return True
        step = parents.get(step)
    return False


def _inline(
    folded: Folded,
    item: Sought,
    region: Passage | None,
    sought: Sequence[Sought],
    overview: Sequence[str],
    tabled: Spans,
) -> Passage | None:
    """The clauses from an indicator's first mention to its next sibling's, inside the passage of its group."""
    if region is None:
        return None
    siblings = [other for other in sought if other.leaf and other.parent == item.parent]
    if len(siblings) == 1:
        return replace(region, key=item.key, title=item.titles[0], inline=True, weight=None, adjusted=None)
    mentions = {other.key: _mention(folded, other, region, overview, tabled) for other in siblings}
    mention = mentions[item.key]
    if mention is None:
        return None
    start, body = mention
    end = min((other[0] for other in mentions.values() if other and other[0] > start), default=region.end)
    return Passage(item.key, item.titles[0], start, body, end, inline=True, shared=True)


def _mention(
    folded: Folded, item: Sought, region: Passage, overview: Sequence[str], tabled: Spans
) -> tuple[int, int] | None:
    """Where the first clause that names it begins, and where its text does: behind a heading without a number."""
    for start, end in _clauses(folded.text, region.start, region.end):
        clause = bare_title(folded.text[start:end])
        listing = tabled.touches((start, end)) or any(word in clause for word in overview)
        named = next((bare for title in item.titles if (bare := bare_title(title)) in clause), None)
        if not listing and named is not None:
            return start, end if _HEADING.fullmatch(clause.replace(named, "", 1)) else start
    return None


def _clauses(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Pieces between sentence marks; a heading's own line counts as one of them."""
    begin = start
    for i in range(start, end):
        if text[i] in _DELIMITERS:
            yield begin, i + 1
            begin = i + 1
    if begin < end:
        yield begin, end
