"""LibreOffice, where it is installed: what it makes of a file, to compare with."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from youju.report import convert


def office(kind: str = "doc") -> str:
    """The program, with the part that opens files of this kind; the test is skipped without it."""
    found = convert.office(kind)
    if found is None:
        pytest.skip("LibreOffice is not installed with what opens such files")
    return found


def made(data: bytes, suffix: str, form: str, folder: Path) -> bytes:
    """The file of this suffix in another form, as LibreOffice writes it."""
    return all_made([data], suffix, form, folder)[0]


def all_made(files: list[bytes], suffix: str, form: str, folder: Path) -> list[bytes]:
    """The files in another form, made by one call: the program takes seconds to start."""
    sources = [folder / f"source-{at}{suffix}" for at, _ in enumerate(files)]
    for source, data in zip(sources, files, strict=True):
        source.write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [office(), profile, "--headless", "--convert-to", form, "--outdir", str(folder), *map(str, sources)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return [source.with_suffix(f".{form.partition(':')[0]}").read_bytes() for source in sources]
