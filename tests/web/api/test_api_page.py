"""The examples of docs/api.md are run, in their order, against a workbench that listens."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from api_checks import Client
from listening import listening
from tests.conftest import SAMPLE

PAGE = Path(__file__).parents[3] / "docs" / "api.md"
SHOWN = re.compile(r"^# → (.*)$", re.MULTILINE)


@pytest.mark.skipif(shutil.which("curl") is None or shutil.which("bash") is None, reason="curl and bash run them")
def test_the_examples_of_the_page_do_what_it_says(app: Any, program: Client, token: Any, tmp_path: Path) -> None:
    chief = program("chief")
    audit = chief.get("/api/v1/audits?state=open&limit=500").json()["items"][-1]["id"]
    draft = chief.get("/api/v1/drafts").json()["items"][-1]["id"]
    text = chief.get(f"/api/v1/drafts/{draft}/files/rubric.yaml").json()["text"]
    (tmp_path / "text2.json").write_text(json.dumps({"text": f"{text}# 一行\n"}), "utf-8")
    finding = chief.get(f"/api/v1/audits/{audit}/findings").json()["items"][0]["key"]
    examples = re.findall(r"^```bash\n(.*?)^```$", PAGE.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    with listening(app) as address:
        given = {"YOUJU": address, "TOKEN": token("chief"), "AUDIT": str(audit), "DRAFT": str(draft)}
        given |= {"FINDING": finding, "REPORT": str(SAMPLE)}
        command = ["bash", "-euo", "pipefail", "-c", "\n".join(examples)]
        ran = subprocess.run(
            command, cwd=tmp_path, env={**os.environ, **given}, capture_output=True, text=True, check=False
        )

    expected = (0, "", SHOWN.findall("\n".join(examples)), b"PK")
    shown, said = [], ran.stdout
    for line in expected[2]:
        if line in said:
            shown.append(line)
            said = said.partition(line)[2]
    actual = (ran.returncode, ran.stderr, shown, (tmp_path / "底稿.xlsx").read_bytes()[:2])
    assert expected == actual, ran.stdout
