"""Made-up reports in a line or two, read with the real dictionary."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from pathlib import Path

from youju.facts import Dictionary, Reading, Sought, Statement, extract, load_dictionary
from youju.feel import Value
from youju.report import Document
from youju.report.read import read_bytes

ROOT = Path(__file__).parents[2]


@functools.cache
def dictionary() -> Dictionary:
    return load_dictionary(ROOT / "facts" / "dictionary")


def document(text: str) -> Document:
    return read_bytes(text.encode(), "made-up.txt")


def reading(text: str, *sought: Sought) -> Reading:
    return extract(document(text), dictionary(), sought)


def statements(fact: str, sentence: str) -> Iterator[Statement]:
    """What a sentence states of a fact, when it stands in the passage where the fact is looked for."""
    within = dictionary().facts[fact].within
    title = within[0] if within else "基本情况"
    report = f"一、绩效分析\n（1）{title}（3分）。\n{sentence}\n二、存在问题\n暂无。\n"
    found = reading(report, Sought("it", (title,)))
    return (statement for statement in found.statements if statement.fact == fact)


def said(fact: str, sentence: str) -> list[Value]:
    """The values a sentence gives a fact, without repeats."""
    return list(dict.fromkeys(statement.value for statement in statements(fact, sentence)))
