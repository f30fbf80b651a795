"""The plugin of pytest: `pytest rules/` collects every case of every rubric, and touches nothing else.

Whoever has the package installed has this loaded in every run of pytest: it imports nothing of youju before it meets a
card or a department case.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from youju.regress.outcomes import CaseRun

_PARTS = ("indicators", "cases")
_OURS = re.compile(rb"""^[^\w#]*(rubric|sections)["']?\s*:""", re.MULTILINE)
_RUBRICS = pytest.StashKey[dict[Path, "tuple[CaseRun, ...] | str"]]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--no-youju-cases` for a run, `youju_cases = false` for a project."""
    said = "leave out the cases of youju rubrics / 不收集评分标准的用例"
    parser.getgroup("youju").addoption("--no-youju-cases", action="store_true", help=said)
    parser.addini("youju_cases", "collect the cases of youju rubrics / 收集评分标准的用例", type="bool", default=True)


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """A card, or a file of department cases, in a folder that has a rubric.yaml."""
    if (
        file_path.suffix != ".yaml"
        or parent.config.getoption("no_youju_cases")
        or not parent.config.getini("youju_cases")
    ):
        return None
    folder = _rubric_of(file_path)
    if folder is None:
        return None
    return CaseFile.from_parent(parent, path=file_path, folder=folder)  # pyright: ignore[reportUnknownMemberType] - pytest leaves it untyped


def _rubric_of(file: Path) -> Path | None:
    """The folder of the rubric to whose cards or department cases a file belongs."""
    tops = [top for top in file.parents if top.name in _PARTS and _is_ours(top.parent / "rubric.yaml")]
    return tops[0].parent if tops else None


def _is_ours(file: Path) -> bool:
    """Whether a rubric.yaml is one of youju: others call their own things rubrics, and put theirs into such files.

    One that cannot be read as text is taken for ours, so that what is wrong with it is told.
    """
    try:
        data = file.read_bytes() if file.is_file() else b""
        data.decode("utf-8")
    except (OSError, UnicodeDecodeError):
        return True
    return _OURS.search(data) is not None


class CaseFile(pytest.File):
    """A file with cases. What is wrong with its rubric is told at the first of its files, once."""

    def __init__(self, *, folder: Path, **rest: Any) -> None:
        super().__init__(**rest)
        self.folder = folder

    def collect(self) -> Iterator[pytest.Item]:
        known = self.config.stash.setdefault(_RUBRICS, {})
        if self.folder not in known:
            known[self.folder] = _outcomes(self.folder)
            if isinstance(told := known[self.folder], str):
                raise self.CollectError(told)
        tested = known[self.folder]
        own = f"{self.folder.name}/{self.path.relative_to(self.folder).as_posix()}"
        for one in tested if not isinstance(tested, str) else ():
            if one.place.file == own:
                yield CaseItem.from_parent(self, name=one.name, tested=one)  # pyright: ignore[reportUnknownMemberType] - pytest leaves it untyped


class CaseItem(pytest.Item):
    """One case in every version it holds for."""

    def __init__(self, *, tested: CaseRun, **rest: Any) -> None:
        super().__init__(**rest)  # pyright: ignore[reportUnknownMemberType] - pytest leaves it untyped
        self.tested = tested

    def runtest(self) -> None:
        from youju.regress.tell import BLANK, failure_lines

        if self.tested.standing == "blank":
            pytest.skip(BLANK)
        if self.tested.failed:
            folder = next(path for path in self.path.parents if (path / "rubric.yaml").is_file()).parent
            raise CaseError("\n".join(failure_lines(self.tested, folder)))

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        if isinstance(excinfo.value, CaseError):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int, str]:
        return self.path, self.tested.place.line - 1, self.name


class CaseError(AssertionError):
    """A case that does not come out as expected, in words."""


def _outcomes(folder: Path) -> tuple[CaseRun, ...] | str:
    """What the cases of a rubric came to; where it cannot be used, why not."""
    from youju.regress.outcomes import outcomes_of
    from youju.rubric import dictionary_of, load_versions
    from youju.source import RefusedError

    try:
        return outcomes_of(load_versions(folder, dictionary_of(folder)).all)
    except RefusedError as error:
        return (
            f"评分标准有错，没有跑用例；youju rubric lint 看全部 / the rubric has mistakes, no case was run:\n{error}"
        )
