"""What a planted error is, and the small edits that plants are made of."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from random import Random

from made_hand import Marked, mark
from made_world import World

_NUMBER = re.compile(r"-?[0-9][0-9,]*(?:\.[0-9]+)?")


@dataclass(frozen=True, slots=True)
class Planted:
    """A report with one error: the codes of which one must be found, and where.

    A finding stands at the right place where a quote of it touches one of `places`, or, of one that quotes nothing,
    where it is about `indicator`.
    """

    text: str
    codes: tuple[str, ...]
    places: tuple[tuple[int, int], ...]
    indicator: str | None = None


Plant = Callable[[World, Marked, Random], Planted | None]
"""Spoils a report of a world; None where this report has nothing of the kind to spoil."""


def planted(report: Marked, code: str | tuple[str, ...], *keys: str, indicator: str | None = None) -> Planted:
    """The spoilt report, with the words under the keys as the place."""
    places = tuple(span for key in keys for span in report.spans(key))
    assert places, keys
    return Planted(report.plain(), (code,) if isinstance(code, str) else code, places, indicator)


def number_in(words: str) -> Decimal:
    return Decimal(_number(words).replace(",", ""))


def altered(words: str, change: Callable[[Decimal], Decimal]) -> str:
    """The words with another number in them, printed as the first was."""
    old = _number(words)
    places = len(old.split(".")[1]) if "." in old else 0
    new = f"{change(number_in(words)):,.{places}f}"
    return words.replace(old, new if "," in old or len(new.split(".")[0]) < 5 else new.replace(",", ""), 1)


def present(report: Marked, *keys: str) -> list[str]:
    have = frozenset(report.keys())
    return [key for key in keys if key in have]


def append(report: Marked, chapter: str, sentence: str) -> Marked:
    """A paragraph at the end of a chapter; the sentence stands under the key `planted`."""
    end = mark(f"end.{chapter}", "")
    return Marked(report.text.replace(end, f"\n\n{mark('planted', sentence)}{end}", 1))


def body(report: Marked, indicator: str) -> str:
    """The marked words of an indicator before its claim."""
    begin, end = mark(f"body.{indicator}", ""), mark(f"claimed.{indicator}", "")
    return report.text.split(begin, 1)[1].split(end, 1)[0]


def with_body(report: Marked, indicator: str, sentence: str) -> Marked:
    """An indicator that says only this before its claim; it stands under the key `planted`."""
    begin, end = mark(f"body.{indicator}", ""), mark(f"claimed.{indicator}", "")
    before, rest = report.text.split(begin, 1)
    return Marked(f"{before}{begin}{mark('planted', sentence)}{end}{rest.split(end, 1)[1]}")


def _number(words: str) -> str:
    match = _NUMBER.search(words)
    assert match is not None, words
    return match[0]
