"""The wheel gives the same bytes on every supported Python at hand, with durable_rules and without it."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.conftest import ROOT, SAMPLE, SHARED

VERSIONS = ("3.11", "3.12", "3.13")


def interpreter(version: str) -> str | None:
    """A Python of a version: on the path, else among those of pyenv."""
    found = shutil.which(f"python{version}")
    if found and subprocess.run([found, "--version"], capture_output=True, check=False).returncode == 0:
        return found
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    return next((str(path) for path in sorted(pyenv.glob(f"{version}.*/bin/python"))), None)


@pytest.mark.evidence
def test_every_python_writes_the_same_bytes(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "-w", tmp_path, ROOT], check=True)
    wheel = next(tmp_path.glob("youju-*.whl"))
    reports = [SAMPLE, *sorted((SHARED / "reports").glob("*.txt"))]
    digests: dict[str, set[str]] = {report.name: set() for report in reports}
    runs = 0
    for version in VERSIONS:
        python = interpreter(version)
        if python is None:
            print(f"\nPython {version}: not at hand")
            continue
        home = tmp_path / version
        subprocess.run([python, "-m", "venv", home], check=True)
        subprocess.run([home / "bin" / "pip", "install", "-q", wheel], check=True)
        durable = subprocess.run(
            [home / "bin" / "python", "-c", "import durable.engine"], capture_output=True, check=False
        )
        engines = ["exact", *(["durable"] if durable.returncode == 0 else [])]
        for report in reports:
            for engine in engines:
                command = [home / "bin" / "youju", "audit", report, "--json", "--engine", engine]
                out = subprocess.run(command, capture_output=True, check=True, cwd=tmp_path).stdout
                digests[report.name].add(hashlib.sha256(out).hexdigest())
                runs += 1
        print(f"\nPython {version}: {', '.join(engines)}")
    print(f"{runs} runs over {len(reports)} reports, {sum(map(len, digests.values()))} different outputs")

    assert {1} == {len(found) for found in digests.values()}
