"""New texts of a rubric's files, tried on a copy before anything is written."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from youju.rubric import Authored, dictionary_of, load_authored
from youju.source import RefusedError, yaml_files

_HEAD = "rubric.yaml"
_PARTS = ("indicators", "checks", "cases", "dictionary")


def tried(folder: Path, new: Mapping[str, str]) -> Authored | RefusedError:
    """The rubric in a folder as it becomes with new texts by their path in it; the folder may not be there yet.

    Or what loading says against it: its places are those of the folder, with the texts that would stand there. Nothing
    of the folder is touched.
    """
    folder = Path(os.path.abspath(folder))
    with tempfile.TemporaryDirectory() as home:
        copy = Path(home) / folder.name
        paths = [path for part in _PARTS for path in yaml_files(folder, part)[0]] if folder.is_dir() else []
        for path in [folder / _HEAD, *paths]:
            if path.is_file():
                shutil.copyfile(path, _made(copy / path.relative_to(folder)))
        for name, text in new.items():
            _made(copy / name).write_bytes(text.encode())
        try:
            return load_authored(copy, dictionary_of(copy))
        except RefusedError as error:
            texts = {folder / name: text for name, text in new.items()}
            return RefusedError(error.diagnostics, *(_there(root, copy, folder) for root in error.roots), texts=texts)


def _made(path: Path) -> Path:
    """A path whose folder is there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def _there(root: Path, copy: Path, folder: Path) -> Path:
    """The folder that a folder of the copy stands for."""
    return folder.parent / root.relative_to(copy.parent) if root.is_relative_to(copy.parent) else root
