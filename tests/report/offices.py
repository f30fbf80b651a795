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
    source = folder / f"source{suffix}"
    source.write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [office(), profile, "--headless", "--convert-to", form, "--outdir", str(folder), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return (folder / f"source.{form.partition(':')[0]}").read_bytes()
