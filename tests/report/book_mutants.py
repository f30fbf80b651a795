"""Workbooks damaged on purpose: bytes of the file, or of one of its parts, changed, cut, doubled or moved."""

from __future__ import annotations

import random
import re
from collections import Counter
from pathlib import Path

from book_files import packed, unpacked

from youju.report import ReportError
from youju.report.book import read_xlsx

SEEDS = Path(__file__).parent / "seeds" / "book"
_TAGS = re.compile(rb"<[^>]*>")
_VALUES = [b"", b"-1", b"0", b"1048577", b"99999999999999999999", b"1E999", b"NaN", b"A0", b"XFE1", b"A1:XFD1048576", b"\xff", b"&x;", b"_x0000_", b"[>=", b'";;;"']  # fmt: skip


def seeds() -> dict[str, bytes]:
    """The workbooks that are damaged."""
    return {path.name: path.read_bytes() for path in sorted(SEEDS.glob("*.xlsx"))}


def mutant(data: bytes, chance: random.Random) -> bytes:
    """A damaged workbook; in nine of ten the zip is sound and a part of it is not."""
    if chance.random() < 0.1:
        return _bytes(data, chance)
    parts = unpacked(data)
    for name in chance.sample(sorted(parts), min(len(parts), chance.choice((1, 1, 2)))):
        way = chance.random()
        if way < 0.05:
            del parts[name]
        elif way < 0.3:
            parts[name] = _bytes(parts[name], chance)
        elif way < 0.65:
            parts[name] = _values(parts[name], chance)
        else:
            parts[name] = _tags(parts[name], chance)
    return packed(parts)


def _bytes(data: bytes, chance: random.Random) -> bytes:
    at, size = chance.randrange(len(data) + 1), chance.choice((0, 1, 2, 40))
    return data[:at] + chance.randbytes(chance.choice((0, 1, 4))) + data[at + size :]


def _values(data: bytes, chance: random.Random) -> bytes:
    """A value of an attribute or a text, by one that nobody expects."""
    found = list(re.finditer(rb'(?<=")[^"<>]*(?=")|(?<=>)[^<>]+(?=<)', data))
    if not found:
        return data
    one = chance.choice(found)
    return data[: one.start()] + chance.choice(_VALUES) + data[one.end() :]


def _tags(data: bytes, chance: random.Random) -> bytes:
    """Elements lost, doubled, or put somewhere else."""
    found = list(_TAGS.finditer(data))
    if len(found) < 2:
        return data
    first, second = sorted(chance.sample(range(len(found)), 2))
    piece = data[found[first].start() : found[second].end()]
    rest = data[: found[first].start()] + data[found[second].end() :]
    at = chance.choice(list(_TAGS.finditer(rest)) or [found[first]]).start()
    return chance.choice(
        (rest, data[: found[second].end()] + piece + data[found[second].end() :], rest[:at] + piece + rest[at:])
    )


def outcome(data: bytes) -> str:
    """`read`, or the code of the refusal; anything else that is raised is a defect, and is raised on."""
    try:
        document = read_xlsx(data, "mutant.xlsx", lambda *_: None)
    except ReportError as error:
        return error.code if error.zh and error.en else "without words"
    assert all(0 <= block.start < block.end <= len(document.text) for block in document.blocks)
    assert all(one.end <= two.start for one, two in zip(document.blocks, document.blocks[1:], strict=False))
    return "read"


def counted(number: int, seed: int) -> Counter[str]:
    """How many of so many mutants end in what."""
    chance = random.Random(seed)
    whole = list(seeds().values())
    return Counter(outcome(mutant(chance.choice(whole), chance)) for _ in range(number))
