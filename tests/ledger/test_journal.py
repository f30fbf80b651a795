"""A journal: whatever is done to it but appending is found, and the record is named."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from youju.ledger.journal import SHORTEST, START, Checked, Head, check, record_after

DAY = date(2024, 5, 1)
BODIES = st.dictionaries(st.text(max_size=4), st.one_of(st.text(max_size=4), st.integers(-9, 9), st.none()), max_size=3)
PLACES = st.integers(0, 11)


def journal(count: int, since: Head | None = None, word: str = "甲") -> tuple[bytes, Head]:
    """So many records after a head."""
    data, head = b"", since or Head()
    for _ in range(count):
        line, head = record_after(head, "audit", {"report": f"{word}{head.count}"}, DAY)
        data += line
    return data, head


def numbers(checked: Checked) -> list[int]:
    return [fault.number for fault in checked.faults]


def forged(line: bytes, previous: str | None = None) -> bytes:
    """A record with another body and the hash that it should then have."""
    was = json.loads(line)
    head = Head(was["seq"] - 1, previous or was["previous"])
    return record_after(head, was["kind"], {"report": "改过"}, DAY)[0]


class Tampering(RuleBasedStateMachine):
    """A journal that grows, and beside it one that somebody meddled with in one way."""

    lines: list[bytes]
    head: Head

    @initialize(bodies=st.lists(BODIES, min_size=2, max_size=9))
    def begin(self, bodies: list[dict[str, Any]]) -> None:
        self.lines, self.head = [], Head()
        for body in bodies:
            self.append(body, "audit")

    @rule(body=BODIES, kind=st.sampled_from(["audit", "ruling", "export"]))
    def append(self, body: dict[str, Any], kind: str) -> None:
        line, self.head = record_after(self.head, kind, body, DAY)
        self.lines.append(line)

    @rule(place=PLACES, at=st.integers(0), byte=st.integers(0, 255))
    def alter_a_byte(self, place: int, at: int, byte: int) -> None:
        place %= len(self.lines)
        line = self.lines[place]
        at %= len(line) - 1
        other = line[:at] + bytes([byte]) + line[at + 1 :]
        assume(other != line)

        assert place + 1 in self.found(place, place + 1, [other])

    @rule(place=PLACES)
    def alter_with_a_hash_of_its_own(self, place: int) -> None:
        place %= len(self.lines)
        other = [forged(self.lines[place])]
        assume(other[0] != self.lines[place])

        assert place + 1 in self.found(place, place + 1, other)

    @rule(place=PLACES)
    def remove(self, place: int) -> None:
        place %= len(self.lines)

        assert place + 1 in self.found(place, place + 1, [])

    @rule(keep=PLACES)
    def truncate(self, keep: int) -> None:
        keep %= len(self.lines)

        assert [keep + 1] == self.found(keep, len(self.lines), [])

    @rule(one=PLACES, other=PLACES)
    def exchange(self, one: int, other: int) -> None:
        one, other = sorted((one % len(self.lines), other % len(self.lines)))
        assume(one != other)
        swapped = [self.lines[other], *self.lines[one + 1 : other], self.lines[one]]

        assert one + 1 in self.found(one, other + 1, swapped)

    @rule(one=PLACES, at=PLACES)
    def repeat(self, one: int, at: int) -> None:
        one, at = one % len(self.lines), at % (len(self.lines) + 1)

        assert one + 1 in self.found(at, at, [self.lines[one]])

    @rule(at=PLACES)
    def put_in(self, at: int) -> None:
        at %= len(self.lines)

        assert at + 1 in self.found(at, at, [forged(self.lines[at])])

    @rule(place=PLACES, left=st.integers(1))
    def tear(self, place: int, left: int) -> None:
        """The last line is cut in its midst, as by a machine that stopped."""
        place %= len(self.lines)
        line = self.lines[place]
        torn = line[: 1 + left % (len(line) - 1)]
        data = b"".join(self.lines[:place]) + torn

        assert place + 1 in numbers(check(data))

    @rule(place=PLACES)
    def make_the_end_anew(self, place: int) -> None:
        """Whoever rewrites all that follows too is found by the head that was noted, and by nothing else."""
        place %= len(self.lines)
        first = forged(self.lines[place])
        assume(first != self.lines[place])
        was = json.loads(first)
        rest, _ = journal(len(self.lines) - place - 1, Head(was["seq"], was["hash"]))
        data = b"".join(self.lines[:place]) + first + rest

        assert () == check(data).faults
        assert [self.head.count] == numbers(check(data, self.head.count, self.head.hash))

    @invariant()
    def it_is_whole_and_keeps_every_head_it_had(self) -> None:
        data = b"".join(self.lines)
        heads = [Head(one.seq, one.hash) for one in check(data).records]

        assert self.head == heads[-1]
        assert all(() == check(data, one.count, one.hash[:SHORTEST]).faults for one in heads)
        assert all(() == check(data, None, one.hash).faults for one in heads)

    def found(self, first: int, end: int, instead: list[bytes]) -> list[int]:
        """The records named where some lines are replaced, by who knows the head; none of the untouched before."""
        data = b"".join([*self.lines[:first], *instead, *self.lines[end:]])
        return numbers(check(data, self.head.count, self.head.hash))


Tampering.TestCase.settings = settings(max_examples=40, stateful_step_count=20, deadline=None)
TestTampering = Tampering.TestCase


def test_an_empty_journal_is_whole() -> None:
    assert Checked((), ()) == check(b"")


def test_the_first_record_follows_none() -> None:
    line = journal(1)[0]

    assert START == json.loads(line)["previous"]
    assert [1] == numbers(check(forged(line, "f" * 64)))


@given(keep=st.integers(0, 6))
def test_what_was_cut_off_is_missed_only_by_who_knows_the_head(keep: int) -> None:
    data, head = journal(7)
    cut = b"".join(data.splitlines(keepends=True)[:keep])

    assert [] == numbers(check(cut))
    assert [keep + 1] == numbers(check(cut, count=head.count))
    assert [keep + 1] == numbers(check(cut, hash_=head.hash))


def test_a_gap_is_one_fault_and_says_how_far_it_goes() -> None:
    lines = journal(6)[0].splitlines(keepends=True)
    found = check(b"".join([*lines[:1], *lines[4:]])).faults

    assert [(2, "从这一条到第 4 条都缺少")] == [(one.number, one.zh) for one in found]


def test_a_sound_journal_of_somebody_else_has_not_the_head() -> None:
    mine, others = journal(3)[1], journal(4, word="乙")[0]

    assert [] == numbers(check(others))
    assert [3] == numbers(check(others, mine.count, mine.hash))


@pytest.mark.parametrize(
    "line",
    [b"{}", b"[]", b"1", b"", b"null", b"\xff", b"[" * 10_000, b'{"seq":1e400}', b'{"a":"\\ud800"}'],
    ids=str,
)
def test_what_is_no_record_is_a_fault_and_no_error(line: bytes) -> None:
    assert [1] == sorted(set(numbers(check(line[:20_000] + b"\n"))))


FILES = [{"body": {"files": files}} for files in (1, [1], [{}], [{"path": 1, "sha256": "0"}], "ab", None)]


@pytest.mark.parametrize(
    "change", [{"seq": True}, {"seq": 0}, {"seq": "1"}, {"day": "1.5.2024"}, {"body": []}, {"x": 1}, *FILES]
)
def test_a_record_of_another_shape_is_none_whatever_its_hash(change: dict[str, Any]) -> None:
    from hashlib import sha256

    from youju.source import canonical

    plain = {"seq": 1, "previous": START, "day": "2024-05-01", "kind": "audit", "body": {}} | change
    signed = canonical({**plain, "hash": sha256(canonical(plain).rstrip(b"\n")).hexdigest()})

    assert [1] == sorted(set(numbers(check(signed))))
