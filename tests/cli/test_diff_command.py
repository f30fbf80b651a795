"""`youju rubric diff` on folders: where results stand, and what lies beside a rubric and is not read."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from youju.cli.main import cli
from youju.rubric import dictionary_folder, dictionary_of, load_rubric

OURS = Path(__file__).resolve().parents[1] / "docs" / "ours"


@pytest.fixture
def sides(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two working copies, of which the second asks for more."""
    for side in ("old", "new"):
        shutil.copytree(OURS, tmp_path / side / "rules" / "ours")
    card = tmp_path / "new" / "rules" / "ours" / "indicators" / "on-time.yaml"
    card.write_text(card.read_text("utf-8").replace("90%", "95%"), "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def diff(*args: str) -> Result:
    return CliRunner().invoke(cli, ["rubric", "diff", "old/rules/ours", "new/rules/ours", *args])


def test_a_result_stands_in_the_card_of_the_new_version_as_seen_from_here(sides: Path) -> None:
    diff("--sarif", "s.sarif")
    (result,) = json.loads((sides / "s.sarif").read_text("utf-8"))["runs"][0]["results"]
    place = result["locations"][0]["physicalLocation"]

    assert ("new/rules/ours/indicators/on-time.yaml", 1) == (
        place["artifactLocation"]["uri"],
        place["region"]["startLine"],
    )


def test_the_shared_dictionary_of_another_working_copy_is_said_not_to_be_read(sides: Path) -> None:
    beside = sides / "new" / "facts" / "dictionary"
    shutil.copytree(dictionary_folder(), beside)
    alike = diff().stderr
    (beside / "more.yaml").write_text("topic: more\n", "utf-8")
    other = diff().stderr

    assert "" == alike
    assert f"两版都用程序自带的公共词典；{beside} 与它不同，没有用" == other.partition(" / ")[0]


def heading(*args: str) -> str:
    return CliRunner().invoke(cli, ["rubric", "diff", *args]).stdout.partition("\n")[0]


def test_the_heading_says_what_tells_the_two_apart(sides: Path) -> None:
    of = "over-the-years"
    folder = Path(__file__).resolve().parents[1] / "rubrics" / "good" / of
    dated = (str(folder), "--on", "2023-12-31", "--to", "2024-01-01")
    ours = "old/rules/ours"
    digest = load_rubric(sides / ours, dictionary_of(sides / ours)).digest[:12]
    other = sides / "other"
    shutil.copytree(sides / "old" / "rules" / "ours", other)
    (other / "rubric.yaml").write_text(
        (other / "rubric.yaml").read_text("utf-8").replace("rubric: ours-2025", "rubric: theirs"), "utf-8"
    )

    assert "old/rules/ours → new/rules/ours" == heading(ours, "new/rules/ours")
    assert "ours-2025 → theirs" == heading(ours, "other")
    assert f"ours-2025@{digest} → ours-2025@{digest}" == heading(ours, f"./{ours}")
    assert f"{of}（2023-01-01 起） → {of}（2024-01-01 起）" == heading(*dated)
    assert f"{of} (from 2023-01-01) → {of} (from 2024-01-01)" == heading(*dated, "--lang", "en")
