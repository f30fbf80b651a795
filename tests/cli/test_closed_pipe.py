"""`youju … | head -1`: who reads has gone, which is no mistake; every command ends in the same way, and says nothing."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
EXAMPLE = "docs/example"
DATED = ("tests/rubrics/good/over-the-years", "--on", "2023-12-31", "--to", "2024-01-01")


def ended(*words: str) -> tuple[int, str]:
    """The exit status, and what is said, of a command whose output nobody reads."""
    read, write = os.pipe()
    os.close(read)
    command = [sys.executable, "-m", "youju.cli.main", *words]
    try:
        run = subprocess.run(command, stdout=write, stderr=subprocess.PIPE, cwd=ROOT, timeout=120, check=False)
    finally:
        os.close(write)
    return run.returncode, run.stderr.decode()


@pytest.fixture(scope="module")
def audit() -> tuple[int, str]:
    """How an audit ends."""
    return ended("audit", f"{EXAMPLE}/report.md", "--rubric", EXAMPLE)


@pytest.mark.parametrize(
    "words",
    [
        ("rubric", "diff", *DATED),
        ("rubric", "diff", *DATED, "--json"),
        ("rubric", "generate", EXAMPLE),
        ("rubric", "mutate", EXAMPLE),
        ("rubric", "cover", EXAMPLE),
    ],
    ids=" ".join,
)
def test_a_reader_that_has_gone_ends_a_command_as_it_ends_an_audit(
    audit: tuple[int, str], words: tuple[str, ...]
) -> None:
    assert audit == ended(*words)
    assert "" == audit[1]
