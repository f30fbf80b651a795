"""Rubrics that are shown as right keep every law; those at hand (`rules/`) are proved in test_laws.py."""

from __future__ import annotations

from pathlib import Path

import pytest

from youju.facts import Dictionary, load_dictionary
from youju.regress.laws import CODES, prove_rubric
from youju.rubric import dictionary_of, load_versions

ROOT = Path(__file__).parents[2]
RUBRICS = ROOT / "tests" / "rubrics"
FOLDERS = [ROOT / "docs" / "example", *sorted(path for path in (RUBRICS / "good").iterdir() if path.is_dir())]
# The loader asks for a word on every divisor that its unit does not keep from 0. One of these is never 0 within the
# dictionary's bounds, the other only matters where a second figure is missing, and proofs take every fact as known.
MEANT = {"forms": [("prove-unreachable", "试用预算 = 0"), ("prove-unreachable", "试用预算 + 1 万元 = 0")]}


def dictionary(folder: Path) -> Dictionary:
    return load_dictionary(RUBRICS / "dictionary") if folder.name == "minimal" else dictionary_of(folder)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_nothing_is_refuted_of_a_rubric_that_is_shown_as_right(folder: Path) -> None:
    versions = load_versions(folder, dictionary(folder))
    refuted = [
        (CODES[proof.law], proof.about)
        for version in versions.all
        for proof in prove_rubric(version.rubric)
        if proof.verdict == "refuted"
    ]

    assert MEANT.get(folder.name, []) == refuted
