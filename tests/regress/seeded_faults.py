"""Two rubrics without fault, and the faults that are planted in them: what is told of each, by its code and place."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml
from pydantic import BaseModel, ConfigDict, Field

from youju.author.lint import lint
from youju.facts import load_dictionary
from youju.regress.diff.model import Kind
from youju.regress.laws import diagnosed, prove_rubric
from youju.rubric import Authored, Rubric, load_authored
from youju.source import Diagnostic, RefusedError

RUBRICS = Path(__file__).parents[1] / "rubrics"
NAMES = ("roads", "homes")
_WORD = re.compile(r"\w+|.")


class _Written(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Edit(_Written):
    """A text of a file that stands there once, and what is put in its place."""

    file: str
    text: str = Field(alias="from")
    put: str = Field(alias="to")


class Told(_Written):
    """A code, and the place it is told at: the line without its indentation, and the characters that are meant."""

    code: str
    line: str
    at: str
    file: str = ""


class Fault(_Written):
    """What a person got wrong, and all that must be told of it; `stage` is what has to be right to be looked at."""

    fault: str
    stage: str
    edits: tuple[Edit, ...]
    told: tuple[Told, ...]

    def expected(self) -> set[Told]:
        """What is told, each with its file: that of the edits, where none is named."""
        return {one if one.file else one.model_copy(update={"file": self.edits[0].file}) for one in self.told}


class Change(_Written):
    """What a person edited in one card; how the diff must tell it, and the most that is gained and lost by it."""

    edit: str
    card: str
    edits: tuple[Edit, ...]
    kind: Kind
    gain: Fraction = Fraction(0)
    loss: Fraction = Fraction(0)


def changes_of(name: str) -> tuple[Change, ...]:
    """The edits of one of the rubrics."""
    written = yaml.load((RUBRICS / "seeded" / f"{name}-edits.yaml").read_text("utf-8"), yaml.BaseLoader)
    return tuple(Change.model_validate(one) for one in written)


def unanswerable(told: Iterable[Told]) -> frozenset[str]:
    """The laws that nothing can be said of: the total, where points are not within their own bounds."""
    return frozenset({"total"} if "prove-bounds" in {one.code for one in told} else ())


@dataclass(frozen=True, slots=True)
class Found:
    """What load, lint and prove tell of a rubric, and the laws that were left without an answer."""

    told: frozenset[Told]
    unanswered: frozenset[str] = frozenset()


def faults_of(name: str) -> tuple[Fault, ...]:
    """The faults of one of the rubrics."""
    written = yaml.safe_load((RUBRICS / "seeded" / f"{name}-faults.yaml").read_text("utf-8"))
    return tuple(Fault.model_validate(one) for one in written)


def planted(name: str, faults: Iterable[Fault | Change]) -> Found:
    """All that is told of a rubric with these faults in it."""
    with _written_out(name, faults) as folder:
        try:
            return _looked_at(folder, _loaded(folder))
        except RefusedError as error:
            return Found(frozenset(_told(folder, one) for one in error.diagnostics))


def rubric_with(name: str, faults: Iterable[Fault | Change]) -> Rubric:
    """One of the rubrics with these faults in it, which it must load with."""
    with _written_out(name, faults) as folder:
        return _loaded(folder).rubric


@contextmanager
def _written_out(name: str, faults: Iterable[Fault | Change]) -> Iterator[Path]:
    with TemporaryDirectory() as root:
        folder = Path(root) / name
        shutil.copytree(RUBRICS / "seeded" / name, folder)
        for edit in (edit for fault in faults for edit in fault.edits):
            path = folder / edit.file
            text = path.read_text("utf-8")
            assert text.count(edit.text) == 1, (edit.file, edit.text)
            path.write_text(text.replace(edit.text, edit.put), "utf-8")
        yield folder


def _loaded(folder: Path) -> Authored:
    return load_authored(folder, load_dictionary(RUBRICS / "dictionary", folder / "dictionary"))


def _looked_at(folder: Path, rubric: Authored) -> Found:
    proofs = prove_rubric(rubric.rubric)
    refuted = (diagnosed(rubric, one) for one in proofs if one.verdict == "refuted")
    told = frozenset(_told(folder, one) for one in (*lint(rubric), *refuted))
    return Found(told, frozenset(one.law for one in proofs if one.verdict == "not analysed"))


def _told(folder: Path, one: Diagnostic) -> Told:
    place = one.place
    file = place.file.removeprefix(f"{folder.name}/")
    line = (folder / file).read_text("utf-8").splitlines()[place.line - 1]
    # Where no length is told the word is meant that begins there.
    word = _WORD.match(line, place.column - 1)
    at = line[place.column - 1 : place.column - 1 + place.length] if place.length > 1 or word is None else word[0]
    return Told(code=one.code, line=line.strip(), at=at, file=file)
