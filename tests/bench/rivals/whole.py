"""Whole numbers in the words of a target language, with the interval they lie in: what outgrows 64 bits is refused."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

MOST = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a target language says what the languages do not say alike; `+ - *` and comparisons are common to all."""

    choose: Callable[[str, str, str], str]
    every: Callable[[Sequence[str]], str]
    some: Callable[[Sequence[str]], str]
    no: Callable[[str], str]
    floored: Callable[[str, str], str]
    size: Callable[[str], str]
    least: Callable[[str, str], str]
    most: Callable[[str, str], str]
    tag: Callable[[str, int], str]
    """A whole number where a condition holds, else 0."""


@dataclass(frozen=True, slots=True)
class Whole:
    """An expression whose value lies from `low` to `high`; a constant where these are one."""

    text: str
    low: int
    high: int

    @property
    def constant(self) -> int | None:
        """Its value, where it is the same in every row."""
        return self.low if self.low == self.high else None


def fixed(value: int) -> Whole:
    """A constant."""
    return Whole(str(value), value, value)


@dataclass(frozen=True, slots=True)
class Steps:
    """Named values worked out one after the other; what is written twice is worked out once."""

    dialect: Dialect
    prefix: str
    named: dict[str, str] = field(default_factory=dict[str, str])
    """Of each expression the name that holds it."""

    def keep(self, value: Whole) -> Whole:
        """The same number under a name."""
        return value if value.constant is not None else Whole(self.truth(value.text), value.low, value.high)

    def truth(self, text: str) -> str:
        """The same expression under a name; a plain name stays."""
        if text.isidentifier():
            return text
        return self.named.setdefault(text, f"{self.prefix}{len(self.named)}")

    def plus(self, left: Whole, right: Whole) -> Whole:
        """`left + right`."""
        if left.constant == 0 or right.constant == 0:
            return right if left.constant == 0 else left
        return _within(f"({left.text} + {right.text})", [left.low + right.low, left.high + right.high])

    def times(self, left: Whole, right: Whole) -> Whole:
        """`left * right`."""
        if left.constant == 1 or right.constant == 1:
            return right if left.constant == 1 else left
        ends = [a * b for a in (left.low, left.high) for b in (right.low, right.high)]
        return _within(f"({left.text} * {right.text})", ends)

    def size(self, value: Whole) -> Whole:
        """`abs(value)`."""
        if value.low >= 0:
            return value
        least = 0 if value.high >= 0 else -value.high
        return _within(self.dialect.size(value.text), [least, max(-value.low, value.high)])

    def extreme(self, left: Whole, right: Whole, largest: bool) -> Whole:
        """The larger or the smaller of two."""
        pick, say = (max, self.dialect.most) if largest else (min, self.dialect.least)
        return _within(say(left.text, right.text), [pick(left.low, right.low), pick(left.high, right.high)])

    def choose(self, when: str, then: Whole, otherwise: Whole) -> Whole:
        """One of two by a condition."""
        if then == otherwise:
            return then
        low, high = min(then.low, otherwise.low), max(then.high, otherwise.high)
        return _within(self.dialect.choose(when, then.text, otherwise.text), [low, high])

    def half_up(self, top: Whole, bottom: Whole) -> Whole:
        """The whole number nearest to `top / bottom`, halves away from 0; `bottom` may be 0 where nobody looks."""
        if bottom.constant == 1:
            return top
        doubled = self.plus(self.times(fixed(2), self.size(top)), bottom)
        by = self.keep(self.extreme(self.times(fixed(2), bottom), fixed(1), largest=True))
        most = doubled.high // max(by.low, 1)
        up = _within(self.dialect.floored(doubled.text, by.text), [0, most])
        return up if top.low >= 0 else self.choose(f"({top.text} >= 0)", up, self.times(fixed(-1), up))


def _within(text: str, ends: Sequence[int]) -> Whole:
    low, high = min(ends), max(ends)
    if max(-low, high) > MOST:
        raise OverflowError(f"more than 64 bits: {text}")
    return Whole(str(low) if low == high else text, low, high)
