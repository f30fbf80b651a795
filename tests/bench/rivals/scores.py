"""What every engine gives: points in steps of the cards' rounding, the deciding rules, the total."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from shutil import which
from typing import Any, NamedTuple

from youju.rubric import Rubric


class Scores(NamedTuple):
    """By card, arrays of one length: points, the number of the rule that decides (bits under hit `sum`); the total."""

    points: Mapping[str, Any]
    rules: Mapping[str, Any]
    total: Any


@dataclass(frozen=True, slots=True)
class Engine:
    """A way to score, or to read.

    `made` is given the rubric and a folder for files of its own, once, and gives the way to load a Parquet file of
    facts and the way to score what was loaded: only the latter is timed. `rows` is how many departments it is given
    where a million would take too long; `needs` and `programs` are the modules and programs without which it is left out, `exact` tells whether
    its scores must be those of the exact evaluator, and are not where it only reads.
    """

    name: str
    made: Callable[[Rubric, Path], tuple[Callable[[Path], Any], Callable[[Any], Scores | None]]]
    needs: tuple[str, ...]
    loaded: bool
    rows: int | None = None
    exact: bool = True
    scores: bool = True
    programs: tuple[str, ...] = ()

    @property
    def missing(self) -> list[str]:
        """The modules and programs that are not installed."""
        programs = [name for name in self.programs if which(name) is None]
        return [name for name in self.needs if find_spec(name) is None] + programs


def from_file(name: str, score: Callable[[Rubric, Path], Scores], *needs: str) -> Engine:
    """An engine that reads the file itself, reading being timed with it."""
    return Engine(name, lambda rubric, _: (lambda path: path, lambda path: score(rubric, path)), needs, loaded=False)
