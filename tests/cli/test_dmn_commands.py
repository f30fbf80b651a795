"""`youju rubric export --dmn` and `import --dmn` as a policy officer types them."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import forked
import pytest

from dmn_kit import foreign, table

ROOT = Path(__file__).parents[2]
PLAIN = foreign(table([("rate", "number"), ("open", "boolean")], [(["&gt;= 0.9", "true"], "5"), (["-", "-"], "0")]))


def youju(*words: str | Path) -> subprocess.CompletedProcess[str]:
    return forked.youju(*words, cwd=ROOT)


@pytest.fixture
def theirs(tmp_path: Path) -> Path:
    file = tmp_path / "theirs.dmn"
    file.write_text(PLAIN, "utf-8")
    return file


def test_a_rubric_goes_out_and_comes_back_whole(tmp_path: Path):
    out = youju("rubric", "export", "lechang-2023", "--dmn", tmp_path / "deep" / "out.dmn")
    back = youju("rubric", "import", tmp_path / "back", "--dmn", tmp_path / "deep" / "out.dmn")
    again = youju("rubric", "import", tmp_path / "back", "--dmn", tmp_path / "deep" / "out.dmn")
    report = ROOT / "facts" / "examples" / "qinghe-water" / "report.md"
    audits = [youju("audit", report, "--rubric", name, "--json") for name in (tmp_path / "back", "lechang-2023")]
    points = [json.loads(audit.stdout)["totals"]["recomputed"] for audit in audits]

    assert (0, 0, 0) == (out.returncode, back.returncode, again.returncode)
    assert "31 张卡片没有变化" in again.stdout
    assert points[0] == points[1] != "0"


def test_a_table_of_others_becomes_a_rubric_that_lints_without_an_error(tmp_path: Path, theirs: Path):
    asked = youju("rubric", "import", tmp_path / "new", "--dmn", theirs)
    made = youju("rubric", "import", tmp_path / "new", "--dmn", theirs, "--weight", "points=5")
    linted = youju("rubric", "lint", tmp_path / "new")

    assert (2, 0) == (asked.returncode, made.returncode)
    assert "--weight points=5" in asked.stderr
    assert "rate（number）" in made.stdout
    assert "错误 0" in linted.stdout


def test_a_new_card_is_listed_in_its_group(tmp_path: Path, theirs: Path):
    assert youju("rubric", "new", tmp_path / "mine").returncode == 0
    made = youju("rubric", "import", tmp_path / "mine", "--dmn", theirs, "--weight", "points=5", "--group", "funds")

    assert made.returncode == 0
    assert "weights must add up" in made.stdout
    assert "indicators: [first, points]" in (tmp_path / "mine" / "rubric.yaml").read_text("utf-8")
    assert (tmp_path / "mine" / "indicators" / "execution" / "points.yaml").is_file()


def exported(folder: Path, old: str, new: str) -> Path:
    """A new rubric, and its export with one thing changed in it."""
    file = folder / "out.dmn"
    assert youju("rubric", "new", folder / "mine").returncode == 0
    assert youju("rubric", "export", folder / "mine", "--dmn", file).returncode == 0
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")
    return file


def texts(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_rule_with_a_new_condition_and_the_old_wording_is_named(tmp_path: Path):
    file = exported(tmp_path, "&gt;= 1</text>", "&gt;= 0.9</text>")
    done = youju("rubric", "import", tmp_path / "mine", "--dmn", file, "--replace")
    told = [line for line in done.stdout.splitlines() if "用语没有改" in line]

    said = "条件改了，用语没有改，请核对 because / its condition changed, its wording did not"
    assert [f"first 的规则 all-done：{said}"] == told


def test_a_new_wording_is_not_doubted(tmp_path: Path):
    file = exported(tmp_path, "&gt;= 1</text>", "&gt;= 0.9</text>")
    file.write_text(file.read_text("utf-8").replace("得满分", "得全部分"), "utf-8")
    done = youju("rubric", "import", tmp_path / "mine", "--dmn", file, "--replace")

    assert 0 == done.returncode
    assert "用语没有改" not in done.stdout


def test_the_ends_of_lines_and_the_byte_order_mark_of_a_file_stay(tmp_path: Path):
    file = exported(tmp_path, "&gt;= 1</text>", "&gt;= 0.9</text>")
    for path in (tmp_path / "mine").rglob("*.yaml"):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    before = (tmp_path / "mine" / "indicators" / "execution" / "first.yaml").read_bytes()
    done = youju("rubric", "import", tmp_path / "mine", "--dmn", file, "--replace")

    assert 0 == done.returncode
    assert (
        before.replace(b">= 100%", b">= 90%")
        == (tmp_path / "mine" / "indicators" / "execution" / "first.yaml").read_bytes()
    )


def test_a_new_card_leaves_the_ends_of_lines_of_the_list_it_goes_into(tmp_path: Path, theirs: Path):
    assert youju("rubric", "new", tmp_path / "mine").returncode == 0
    head = tmp_path / "mine" / "rubric.yaml"
    head.write_bytes(b"\xef\xbb\xbf" + head.read_bytes().replace(b"\n", b"\r\n"))
    before = head.read_bytes()
    youju("rubric", "import", tmp_path / "mine", "--dmn", theirs, "--weight", "points=5")

    assert before.replace(b"[first]", b"[first, points]") == head.read_bytes()


def test_what_would_not_load_is_refused_at_its_place_and_nothing_is_written(tmp_path: Path):
    file = exported(tmp_path, 'weight="10"', 'weight="9"')
    before = texts(tmp_path)
    done = youju("rubric", "import", tmp_path / "mine", "--dmn", file, "--replace")

    assert (2, "") == (done.returncode, done.stdout)
    assert done.stderr.startswith("rubric-weights：")
    assert f"→ {tmp_path / 'mine' / 'rubric.yaml'}:" in done.stderr
    assert before == texts(tmp_path)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("export", "lechang-2023"), "export-form"), (("import", "somewhere-new"), "import-form"),
        (("export", "lechang-2023", "--dmn", "docs"), "export-exists"), (("import", "docs", "--dmn", "README.md"), "rubric-exists"),
        (("import", "somewhere-new", "--dmn", "no.dmn"), "dmn-unreadable"), (("import", "somewhere-new", "--dmn", "README.md"), "dmn-xml"),
        (("import", "somewhere-new", "--dmn", "README.md", "--weight", "5"), "dmn-weight"),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_said_in_a_sentence_and_nothing_is_written(words: tuple[str, ...], code: str):
    done = youju("rubric", *words)

    assert (2, "") == (done.returncode, done.stdout)
    assert done.stderr.startswith(f"{code}：")
    assert not (ROOT / "somewhere-new").exists()
