"""How one report is written: which wording is chosen, how numbers look, and marks around what may be spoilt later.

A marked text holds `\\ue000key\\ue001words\\ue002` where its plain form holds `words`: a plant finds by its key what
it spoils, and afterwards where that stands.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from random import Random

from made_claims import rounded

_MARK = re.compile("\ue000([^\ue001]*)\ue001([^\ue002]*)\ue002")
_HALF = str.maketrans("（）；：", "();:")


@dataclass(frozen=True, slots=True)
class Marked:
    """A text with marks."""

    text: str

    def plain(self) -> str:
        return _MARK.sub(r"\2", self.text)

    def keys(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(match[1] for match in _MARK.finditer(self.text)))

    def words(self, key: str) -> str:
        """What stands under a key, the first where there are several."""
        return next(match[2] for match in _MARK.finditer(self.text) if match[1] == key)

    def sentence(self, key: str) -> str:
        """The sentence in which a key first stands, with its marks."""
        at = self.text.index(f"\ue000{key}\ue001")
        start = max(self.text.rfind(stop, 0, at) for stop in "。\n") + 1
        return self.text[start : self.text.index("。", at) + 1]

    def change(self, key: str, new: Callable[[str], str]) -> Marked:
        """Everything under a key written anew."""
        return Marked(_MARK.sub(lambda m: mark(key, new(m[2])) if m[1] == key else m[0], self.text))

    def spans(self, key: str) -> tuple[tuple[int, int], ...]:
        """Where the words of a key stand in the plain text."""
        found: list[tuple[int, int]] = []
        lost = 0
        for match in _MARK.finditer(self.text):
            start = match.start() - lost
            lost += len(match[0]) - len(match[2])
            if match[1] == key:
                found.append((start, start + len(match[2])))
        return tuple(found)


def mark(key: str, words: str) -> str:
    return f"\ue000{key}\ue001{words}\ue002"


@dataclass(frozen=True, slots=True)
class Style:
    """How numbers and signs look throughout a report."""

    thousands: bool
    yuan: bool
    decimals: int
    half_width: bool
    sharps: bool
    numbering: int

    @staticmethod
    def drawn(rng: Random) -> Style:
        return Style(
            thousands=rng.random() < 0.5,
            yuan=rng.random() < 0.2,
            decimals=rng.randint(0, 2),
            half_width=rng.random() < 0.25,
            sharps=rng.random() < 0.5,
            numbering=rng.randint(0, 2),
        )


@dataclass(frozen=True, slots=True)
class Hand:
    """Writes sentences: `say` takes wordings with `{name}` for values and marks each value as `topic.name`."""

    rng: Random
    style: Style

    def say(self, topic: str, *wordings: str, **values: str) -> str:
        marked = {name: mark(f"{topic}.{name}", words) for name, words in values.items()}
        return self.rng.choice(wordings).format(**marked)

    def money(self, value: int) -> str:
        """Hundreds of 元 in the unit of this report."""
        if not value:
            return "0元" if self.style.yuan else "0万元"
        if self.style.yuan:
            return f"{self.number(Fraction(value * 100), 0)}元"
        return f"{self.number(Fraction(value, 100), 2)}万元"

    def number(self, value: Fraction, decimals: int = 0) -> str:
        exact = rounded(value, Fraction(1, 10**decimals))
        whole, rest = divmod(abs(exact), 1)
        sign = "-" if exact < 0 else ""
        digits = f"{int(whole):,}" if self.style.thousands else str(int(whole))
        return sign + digits + (f".{int(rest * 10**decimals):0{decimals}d}" if decimals else "")

    def rate(self, value: Fraction, decimals: int | None = None) -> str:
        """A ratio as a percentage, without decimals where it needs none."""
        digits = self.style.decimals if decimals is None else decimals
        shown = self.number(value * 100, digits)
        return (
            shown.split(".")[0] if digits and rounded(value * 100, Fraction(1, 10**digits)) % 1 == 0 else shown
        ) + "%"

    def points(self, value: Fraction) -> str:
        return f"{self.number(value, 2).rstrip('0').rstrip('.')}分"

    def count(self, value: int, unit: str) -> str:
        return f"{self.number(Fraction(value))}{unit}"

    def dressed(self, text: str) -> str:
        """The text with the signs of this report; keys hold none of them."""
        return text.translate(_HALF) if self.style.half_width else text
