"""What was committed of the browser's scripts is what build.sh makes, with its licences, and asks nothing of the outside."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from vendored_page import STATIC, WEB

VENDOR = WEB / "vendor"
VERSIONS: dict[str, Any] = json.loads((STATIC / "versions.json").read_text("utf-8"))


def test_every_file_has_the_digest_that_is_recorded() -> None:
    found = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in STATIC.glob("*.js")}

    expected = {name: one["sha256"] for name, one in VERSIONS["bundles"].items()}
    actual = found
    assert expected == actual


def test_the_licence_of_every_package_inside_is_there() -> None:
    inside = {name for one in VERSIONS["bundles"].values() for name in one["packages"]}

    expected = (inside, {one["text"] for one in VERSIONS["packages"].values()})
    actual = (
        set(VERSIONS["packages"]),
        {path.name for path in (VENDOR / "LICENSES").iterdir() if path.stat().st_size > 500},
    )
    assert expected == actual


def test_the_versions_are_those_of_the_lock_which_names_no_host() -> None:
    text = (VENDOR / "package-lock.json").read_text("utf-8")
    locked = {name.removeprefix("node_modules/"): one for name, one in json.loads(text)["packages"].items()}

    expected = ({name: locked[name]["version"] for name in VERSIONS["packages"]}, [])
    actual = (
        {name: one["version"] for name, one in VERSIONS["packages"].items()},
        [one["resolved"] for one in locked.values() if "resolved" in one],
    )
    assert expected == actual


def test_no_bundle_makes_code_of_text_but_htmx_where_a_page_allows_it() -> None:
    """Every place in htmx stands in a function that `maybeEval` calls, which `allowEval: false` turns off."""
    makes = re.compile(r"(?<![\w.$])(?:eval|Function)\(")
    found = {path.name: len(makes.findall(path.read_text("utf-8"))) for path in STATIC.glob("*.js")}

    expected = {"editor.js": 0, "graph.js": 0, "htmx.js": 5}
    actual = found
    assert expected == actual


def test_the_bundles_name_no_address_but_in_notices_and_the_name_of_svg() -> None:
    texts = {
        path.name: path.read_text("utf-8").split("\n/*! Bundled license information:")[0]
        for path in STATIC.glob("*.js")
    }
    found = {one for text in texts.values() for one in re.findall(r"(?:https?:)?//[a-z0-9-]+\.[\w./-]+", text)}

    expected = {"http://www.w3.org/2000/svg"}
    actual = found
    assert expected == actual


def test_every_phrase_of_the_editor_is_said_in_chinese() -> None:
    said = json.loads((VENDOR / "phrases.json").read_text("utf-8"))
    asked = set(re.findall(r'\.phrase\("([^"]+)"', (STATIC / "editor.js").read_text("utf-8")))

    expected = (set(), {"youju.keys", "youju.problems", "youju.silent"}, True)
    actual = (asked - set(said["zh"]), set(said["en"]), len(asked) > 10)
    assert expected == actual


def _online() -> bool:
    registry = subprocess.run(["npm", "ping"], capture_output=True, timeout=60) if shutil.which("npm") else None
    return registry is not None and registry.returncode == 0


@pytest.mark.evidence
def test_the_bundles_are_what_build_makes(tmp_path: Path) -> None:
    if not _online():
        pytest.skip("no npm, or no registry that answers")
    subprocess.run([str(VENDOR / "build.sh"), str(tmp_path / "static"), str(tmp_path / "licences")], check=True)

    expected = {path.name: path.read_bytes() for folder in (STATIC, VENDOR / "LICENSES") for path in folder.iterdir()}
    actual = {path.name: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert expected == actual
