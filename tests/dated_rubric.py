"""The rubric of three years that tests of versions share, and copies of it with a word changed."""

from __future__ import annotations

import functools
import shutil
from pathlib import Path

from youju.facts import Dictionary, load_dictionary
from youju.rubric import Versions, load_versions

RUBRICS = Path(__file__).parent / "rubrics"
FOLDER = RUBRICS / "good" / "over-the-years"
REPORT = FOLDER / "report.md"


@functools.cache
def dictionary() -> Dictionary:
    return load_dictionary(RUBRICS / "dictionary", FOLDER / "dictionary")


@functools.cache
def versions() -> Versions:
    return load_versions(FOLDER, dictionary())


def copied(to: Path, file: str = "rubric.yaml", old: str = "", new: str = "") -> Path:
    """The rubric's folder again, with some words of one file put otherwise; they must be there."""
    folder = to / FOLDER.name
    shutil.copytree(FOLDER, folder)
    text = (folder / file).read_text("utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), "utf-8")
    return folder
