"""What the relations of a sentence come to: code, verdict and formula."""

from __future__ import annotations

from functools import cache

from youju.arithmetic import Relation, relations_of
from youju.facts import ArithmeticWords, load_dictionary
from youju.report import Document
from youju.rubric import dictionary_folder

OURS = ("rate-differs", "growth-differs", "difference-differs")


@cache
def words() -> ArithmeticWords:
    """The words of the dictionary that comes with the package."""
    return load_dictionary(dictionary_folder()).arithmetic


def relations(text: str) -> tuple[Relation, ...]:
    """The rates, growths and differences of a text."""
    document = Document("report.md", "0" * 64, "utf-8", 0, text)
    return tuple(one for one in relations_of(document, words()) if one.code in OURS)


def told(text: str) -> list[tuple[str, str]]:
    """Verdict and formula of each, in the order of place."""
    return [(one.verdict, one.formula_zh) for one in relations(text)]


def verdicts(text: str) -> set[str]:
    """The verdicts that a text gets."""
    return {one.verdict for one in relations(text)}
