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


def _light(colour: str) -> float:
    """The relative luminance of `#rrggbb`, as WCAG 2 defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    darker, lighter = sorted((_light(one), _light(other)))
    return (lighter + 0.05) / (darker + 0.05)


WORDS_ON = {
    "editor_look.js": {
        "ground": ("text", "quiet", "accent", "key", "string", "block", "name", "error", "warning", "info"),
        "raised": ("text", "quiet", "accent", "error", "warning", "info"),
        "selection": ("text", "quiet", "accent", "key", "string", "block", "name"),
        "match": ("text", "quiet", "key", "string", "block", "name"),
    },
    "graph_look.js": {
        "ground": ("text", "quiet"),
        **dict.fromkeys(
            ("other", "quote", "statement", "fact", "rule", "entry", "indicator", "doubt", "unmet"), ("text",)
        ),
    },
}


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_words_stand_out_from_their_ground(theme: int) -> None:
    """A contrast of 4.5 or more, which WCAG 2 asks of text at level AA."""
    weak: list[tuple[str, str, str]] = []
    for file, grounds in WORDS_ON.items():
        pairs = re.findall(
            r'^  (\w+): \["(#\w{6})\w*", "(#\w{6})\w*"\]', (VENDOR / file).read_text("utf-8"), re.MULTILINE
        )
        colour = {name: pair[theme] for name, *pair in pairs}
        weak += [
            (file, ground, word)
            for ground, words in grounds.items()
            for word in words
            if _contrast(colour[ground], colour[word]) < 4.5
        ]

    expected = []
    actual = weak
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
