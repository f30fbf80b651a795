"""Which files of a folder are read: those that lie in it, are named as they should be, and are not too many.

A name that begins with a dot is not looked at: editors leave such files behind. Nothing else is passed over in silence.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from youju.source.diagnostics import Diagnostic, Place

MAX_FILES = 1_000
"""The most files in a part of a folder."""
MAX_DEPTH = 8
"""How deep folders may stand in each other."""
_NAMED = ".yaml"
_MISNAMED = (".yml", ".yaml.txt", ".yml.txt", ".yaml")


def yaml_files(root: Path, under: str) -> tuple[tuple[Path, ...], tuple[Diagnostic, ...]]:
    """The `.yaml` files below a part of a folder, in order of their paths, and what is wrong with its other files.

    A link is read where it leads to a file inside `root`; one that leads elsewhere, or to a folder, is refused.
    """
    top = root / under
    if (wrong := link_problem(root, top)) is not None:
        return (), (wrong,)
    paths: list[Path] = []
    problems: list[Diagnostic] = []
    waiting = [top] if top.is_dir() else []
    while waiting:
        folder = waiting.pop()
        for path, is_folder in _entries(root, folder, problems):
            if is_folder and path.suffix != _NAMED:
                waiting.append(path)
            else:
                paths.append(path)
            too_deep = len(path.parts) - len(root.parts) > MAX_DEPTH
            if too_deep or len(paths) + len(problems) + len(waiting) > MAX_FILES:
                return (), (_too_many(root, top),)
    return tuple(sorted(paths)), tuple(problems)


def link_problem(root: Path, path: Path) -> Diagnostic | None:
    """What is wrong with a path that leads out of a folder through a link on its way; None where it stays inside."""
    inside = os.path.join(os.path.realpath(root), "")
    return None if os.path.join(os.path.realpath(path), "").startswith(inside) else _link(root, path)


def shown(root: Path, path: Path) -> str:
    """How a file of a folder is named in messages: from its own name on, what cannot be printed spelled out."""
    name = f"{root.name}/{path.relative_to(root).as_posix()}"
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode("ascii") for char in name)


def _entries(root: Path, folder: Path, problems: list[Diagnostic]) -> Iterator[tuple[Path, bool]]:
    """The folders, and the files that are to be read; what is wrong with others goes to `problems`."""
    try:
        with os.scandir(folder) as found:
            for entry in found:
                if entry.name.startswith("."):
                    continue
                path = folder / entry.name
                # A link in a circle is no folder, and asking the entry would fail.
                is_folder = os.path.isdir(path) if entry.is_symlink() else entry.is_dir()
                wanted = is_folder or entry.name.endswith(_NAMED)
                if wanted and entry.is_symlink() and (is_folder or link_problem(root, path) is not None):
                    problems.append(_link(root, path))
                elif wanted:
                    yield path, is_folder
                elif entry.name.lower().endswith(_MISNAMED):
                    problems.append(_misnamed(root, path))
    except OSError as error:
        reason = error.strerror or "?"
        place = Place(shown(root, folder))
        problems.append(
            Diagnostic(place, "source-unreadable", f"读不到文件夹：{reason}", f"the folder cannot be read: {reason}")
        )


def _link(root: Path, path: Path) -> Diagnostic:
    zh = "链接指向这个文件夹之外，或指向一个文件夹；没有读"
    return Diagnostic(Place(shown(root, path)), "source-link", zh, "a link that leaves the folder or leads to a folder")


def _misnamed(root: Path, path: Path) -> Diagnostic:
    zh, en = "文件名要以 .yaml 结尾，否则不会读", "the name of a file ends in .yaml, or it is not read"
    return Diagnostic(Place(shown(root, path)), "source-file-name", zh, en)


def _too_many(root: Path, top: Path) -> Diagnostic:
    zh = f"文件超过 {MAX_FILES:,} 个，或文件夹套了 {MAX_DEPTH} 层以上；都没有读"
    en = f"more than {MAX_FILES:,} files, or folders more than {MAX_DEPTH} deep; none was read"
    return Diagnostic(Place(shown(root, top)), "source-too-many", zh, en)
