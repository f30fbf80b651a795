"""The files of a rubric's folder, by their part; none of them is read."""

from __future__ import annotations

from pathlib import Path

from youju.source import RefusedError, link_problem, yaml_files


def rubric_files(folder: Path) -> tuple[Path, ...]:
    """The files that `read_folder` reads; RefusedError where some cannot be told."""
    head, cards, checks, cases = found_in(folder)
    return (head, *cards, *checks, *cases)


def found_in(folder: Path) -> tuple[Path, tuple[Path, ...], tuple[Path, ...], tuple[Path, ...]]:
    """rubric.yaml, cards, checks, cases; RefusedError where some cannot be read, which would look like missing."""
    head = folder / "rubric.yaml"
    cards, no_cards = yaml_files(folder, "indicators")
    checks, no_checks = yaml_files(folder, "checks")
    cases, no_cases = yaml_files(folder, "cases")
    problems = [one for one in (link_problem(folder, head), *no_cards, *no_checks, *no_cases) if one is not None]
    if problems:
        raise RefusedError(problems, folder.parent)
    return head, cards, checks, cases
