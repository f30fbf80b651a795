"""Where rubrics and the dictionary are: in the installed package, or beside the code in a working copy."""

from __future__ import annotations

import functools
import os
from pathlib import Path

from youju.facts import Dictionary, load_dictionary
from youju.structs import Struct

_PACKAGE = Path(__file__).resolve().parents[1]
_CHECKOUT = _PACKAGE.parents[1]


class Pack(Struct):
    """A rubric that is at hand: its name and its folder."""

    name: str
    folder: Path


def _root(name: str) -> Path:
    installed = _PACKAGE / "data" / name
    return installed if installed.is_dir() else _CHECKOUT / name


def packs() -> tuple[Pack, ...]:
    """Every rubric that came with the package, by name."""
    folders = sorted(path.parent for path in _root("rules").glob("*/rubric.yaml"))
    return tuple(Pack(folder.name, folder) for folder in folders)


def find_pack(name: str) -> Pack | None:
    """The rubric of a name, or the one in a folder that has a rubric.yaml; None where there is neither."""
    known = next((pack for pack in packs() if pack.name == name), None)
    if known is not None:
        return known
    folder = Path(name)
    # `.` has no name of its own to show.
    folder = folder if folder.name not in ("", "..") else folder.resolve()
    return Pack(folder.resolve().name, folder) if os.path.isfile(folder / "rubric.yaml") else None


def dictionary_folder() -> Path:
    """The folder of the dictionary's topic files."""
    return _root("facts") / "dictionary"


def examples_folder() -> Path:
    """The folder of the sample reports, one of each department."""
    return _root("facts") / "examples"


@functools.cache
def dictionary_of(rubric: Path | None = None) -> Dictionary:
    """The dictionary at hand, with the facts that the rubric of a folder brings in its own `dictionary/`; read once."""
    folders = dictionary_folders(rubric)
    # All rubrics without one of their own share one, however many there are.
    return load_dictionary(*folders) if rubric is None or len(folders) > 1 else dictionary_of()


def dictionary_folders(rubric: Path | None) -> tuple[Path, ...]:
    """The folders of the dictionary of a rubric: the shared one, and its own where it has one."""
    own = None if rubric is None else rubric / "dictionary"
    return (dictionary_folder(), own) if own is not None and own.is_dir() else (dictionary_folder(),)


def dictionary_beside(rubric: Path) -> Path | None:
    """The shared dictionary of another working copy that a rubric lies in, where it says something else.

    It is not read: all rubrics share the dictionary that comes with the program.
    """
    beside = rubric.resolve().parent.parent / "facts" / "dictionary"
    if not beside.is_dir() or beside.samefile(dictionary_folder()):
        return None
    own, other = ({path.name: path.read_bytes() for path in at.glob("*.yaml")} for at in (dictionary_folder(), beside))
    return None if own == other else beside


def codes_folder() -> Path:
    """The folder of the pages of codes."""
    installed = _PACKAGE / "data" / "codes"
    return installed if installed.is_dir() else _CHECKOUT / "docs" / "codes"
