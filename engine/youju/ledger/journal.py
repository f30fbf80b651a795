"""A journal: records in a chain, each with the hash of the one before, so that what was done cannot be undone unseen.

Pure functions over bytes: a record to append, and every sign that a journal is not as it was written. A record is a
line of canonical JSON (RFC 8785); its `hash` is SHA-256 over the canonical bytes of the rest. Whoever rewrites the end
of a journal with hashes of their own is found only by a head that was noted elsewhere: it is printed on the papers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from hashlib import sha256
from itertools import pairwise
from typing import Any, cast

from youju.source import canonical
from youju.source.exact_json import read_json
from youju.structs import Struct

HASH = "hash"
START = "0" * 64
"""What the first record has for the hash of the one before."""
SHORTEST = 16
"""The fewest digits of a hash by which a record may be named."""
_KEYS = {"seq", "previous", "day", "kind", "body", HASH}
_HASH = re.compile("[0-9a-f]{64}")


class Head(Struct):
    """The last record of a journal: how many there are (0: none yet), and its hash."""

    count: int = 0
    hash: str = START

    def of(self, lang: str) -> str:
        """How it is printed, on a screen and on papers."""
        zh, en = (
            f"审计日志第 {self.count} 条，链首 {self.hash}",
            f"record {self.count} of the journal, head {self.hash}",
        )
        return zh if lang == "zh" else en


class Record(Struct):
    """A record: its place from 1, the hash before it, the day it was written, what was done, its content, its hash."""

    seq: int
    previous: str
    day: str
    kind: str
    body: Mapping[str, Any]
    hash: str


class Fault(Struct):
    """A sign that a journal is not as it was written: which record (by its number from 1), and what is wrong."""

    number: int
    zh: str
    en: str


class Checked(Struct):
    """A journal read: the records that are whole, in the order of the lines, and every fault."""

    records: tuple[Record, ...]
    faults: tuple[Fault, ...]

    @property
    def head(self) -> Head:
        """The last record, where the journal has no fault."""
        return Head(self.records[-1].seq, self.records[-1].hash) if self.records else Head()


def record_after(head: Head, kind: str, body: Mapping[str, Any], day: date) -> tuple[bytes, Head]:
    """The line to append after a head, and the head that it becomes.

    ValueError where the body has no canonical form.
    """
    unsigned = {"seq": head.count + 1, "previous": head.hash, "day": day, "kind": kind, "body": body}
    hash_ = _hash(unsigned)
    return canonical({**unsigned, HASH: hash_}), Head(head.count + 1, hash_)


def check(data: bytes, count: int | None = None, hash_: str | None = None) -> Checked:
    """The records of a journal and every fault of it.

    `count` and `hash_` (or its first digits) are a head noted earlier: with both, that record has that hash; with one
    alone, there are so many records, or one of that hash. A journal may have grown since. Without a head the records
    that were cut off the end are not missed.
    """
    *lines, rest = data.split(b"\n")
    read = [_read(line) for line in (*lines, *([rest] if rest else []))]
    whole = tuple(one for one in read if one is not None)
    faults = [*_places(read), *_links(read), *_anchor(whole, count, hash_)]
    if rest:
        zh = "最后一行没有写完（末尾没有换行）"
        faults.append(Fault(len(read), zh, "the last line is torn: it has no end"))
    return Checked(whole, tuple(sorted(faults, key=lambda fault: fault.number)))


def backwards(records: Sequence[Record], today: date | None = None) -> tuple[Fault, ...]:
    """The records with an earlier day than the one before them, and `today` where it is earlier than the last.

    That is no sign of tampering: a clock was wrong or was set. Which day was the true one, the journal does not know.
    """
    days = [(one.seq, one.day) for one in records]
    days += [] if today is None else [(len(records) + 1, today.isoformat())]
    return tuple(
        Fault(
            number, f"日期 {day} 早于前一条的 {before}：时钟不准或拨过", f"{day} is before {before}: the clock was off"
        )
        for (_, before), (number, day) in pairwise(days)
        if day < before
    )


def files_of(records: Sequence[Record]) -> Mapping[str, tuple[int, str]]:
    """The files that records name, by path: the last record that wrote each, and the SHA-256 it had then."""
    found: dict[str, tuple[int, str]] = {}
    for one in records:
        for file in one.body.get("files", ()):
            path, digest = _file(file)
            found[path] = one.seq, digest
    return found


def _file(file: Mapping[str, Any]) -> tuple[Any, Any]:
    return file["path"], file["sha256"]


def _hash(unsigned: Mapping[str, Any]) -> str:
    # The line ends in a newline, which RFC 8785 has not.
    return sha256(canonical(unsigned).removesuffix(b"\n")).hexdigest()


def _read(line: bytes) -> Record | None:
    """The record of a line; None where it is not a whole one, byte for byte, with its own hash."""
    try:
        found = read_json(line)
        if not isinstance(found, dict) or canonical(found) != line + b"\n":
            return None
        fields = cast(dict[str, Any], found)
        if fields.keys() != _KEYS or fields[HASH] != _hash({key: fields[key] for key in _KEYS - {HASH}}):
            return None
        record = Record(**fields)
        numbered = type(record.seq) is int and record.seq > 0 and _HASH.fullmatch(record.previous)
        told = isinstance(record.kind, str) and date.fromisoformat(record.day)  # pyright: ignore[reportUnnecessaryIsInstance] -- as it was read
        named = all(isinstance(said, str) for file in record.body.get("files", ()) for said in _file(file))
        return record if numbered and told and named else None
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def _places(read: Sequence[Record | None]) -> Iterator[Fault]:
    """Records that are altered, there twice, out of their order, or missing below the last.

    What is no record any more is taken to have been the one after the line before.
    """
    seen: set[int] = set()
    number = 0
    for line, one in enumerate(read, 1):
        number = number + 1 if one is None else one.seq
        if one is None:
            zh = f"第 {line} 行被改动过，或不是日志的记录"
            yield Fault(number, zh, f"line {line} was altered, or is no record")
        elif number in seen:
            zh = f"第 {line} 行又有这一条：重复，或插入的"
            yield Fault(number, zh, f"it stands on line {line} again: repeated, or put in")
        elif seen and number < max(seen):
            yield Fault(number, f"次序被调换：在第 {line} 行", f"out of its order, on line {line}")
        seen.add(number)
    before = 0
    for number in sorted(seen):
        if number > before + 1:
            yield _missing(before + 1, number - 1)
        before = number


def _missing(first: int, last: int) -> Fault:
    if first == last:
        return Fault(first, "缺少这一条", "it is missing")
    return Fault(first, f"从这一条到第 {last} 条都缺少", f"it and all to record {last} are missing")


def _links(read: Sequence[Record | None]) -> Iterator[Fault]:
    """Neighbours by number that do not hold together: one of them was made anew."""
    if read and (first := read[0]) is not None and first.seq == 1 and first.previous != START:
        yield Fault(1, "第一条不应接在别的记录之后", "the first record follows none")
    for one, after in pairwise(read):
        if one is not None and after is not None and after.seq == one.seq + 1 and after.previous != one.hash:
            zh = f"与第 {after.seq} 条不衔接：其中一条被换过"
            yield Fault(one.seq, zh, f"it does not link to record {after.seq}: one of them was replaced")


def _anchor(read: Sequence[Record], count: int | None, hash_: str | None) -> Iterator[Fault]:
    """Whether the head that was noted is in the journal."""
    last = max((one.seq for one in read), default=0)
    if count is not None and count > last:
        zh = f"日志只到第 {last} 条，纸面上写的是第 {count} 条：末尾被截去"
        yield Fault(
            last + 1, zh, f"the journal ends with record {last}, and the papers say {count}: its end was cut off"
        )
    elif hash_ is not None and not any(_is(one, count, hash_) for one in read):
        number = last + 1 if count is None else count
        zh = f"没有链首为 {hash_} 的记录：日志被改写过，或末尾被截去"
        yield Fault(number, zh, f"no such record has the hash {hash_}: the journal was rewritten or its end cut off")


def _is(one: Record, count: int | None, hash_: str) -> bool:
    return one.hash.startswith(hash_) and count in (None, one.seq)
