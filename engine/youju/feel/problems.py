"""What is wrong with an expression, where, and what to write instead."""

from __future__ import annotations

from collections.abc import Iterable

from youju.structs import Struct


class Problem(Struct):
    """One fault of an expression. `code` is stable (`feel-…`); `start` and `end` are offsets in the source.

    `proposal` is what the author may write instead of the marked text, or None where there is nothing to propose.
    """

    code: str
    zh: str
    en: str
    start: int
    end: int
    proposal: str | None = None

    def __str__(self) -> str:
        hint = "" if self.proposal is None else f" → {self.proposal}"
        return f"[{self.code}] {self.zh} / {self.en}{hint}"


class FeelError(Exception):
    """The only exception this room raises on account of its input; `problem` says what and where."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


# A longer word is no slip of one that somebody meant, and comparing it costs its length.
_LONGEST = 100


def did_you_mean(word: str, candidates: Iterable[str]) -> str | None:
    """The candidate closest in spelling to `word`, or None when none is close."""
    if len(word) > _LONGEST:
        return None
    # Imported here: a rule without a slip never needs it, and start-up counts.
    from rapidfuzz import fuzz, process

    near = sorted(one for one in candidates if len(one) <= _LONGEST)
    found = process.extractOne(word, near, scorer=fuzz.ratio, score_cutoff=50)
    return None if found is None else found[0]
