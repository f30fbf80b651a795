"""Sentences made up for the arithmetic of a text, judged with the words of the real dictionary."""

from __future__ import annotations

import functools
from pathlib import Path

from youju.arithmetic import Relation, relations_of
from youju.facts import ArithmeticWords, load_dictionary
from youju.report.read import read_bytes

ROOT = Path(__file__).parents[2]
SUMS = ("sum-differs", "part-exceeds-whole", "units-mixed")
COUNTS = ("count-differs",)


@functools.cache
def words() -> ArithmeticWords:
    return load_dictionary(ROOT / "facts" / "dictionary").arithmetic


def found(text: str, codes: tuple[str, ...] = SUMS) -> list[Relation]:
    relations = relations_of(read_bytes(text.encode(), "made-up.txt"), words())
    return [one for one in relations if one.code in codes]


def verdicts(text: str, codes: tuple[str, ...] = SUMS) -> list[str]:
    return [one.verdict for one in found(text, codes)]


def failing(text: str, codes: tuple[str, ...] = SUMS) -> list[str]:
    return [one.code for one in found(text, codes) if one.verdict == "fails"]
