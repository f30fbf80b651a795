"""The schemas in a real editor's language server: what it offers, shows and marks.

`make build/editor/.installed` installs the server (the versions are in package-lock.json); without it nothing is run.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from language_server import At, Editor, running

from youju.author.schema import schema
from youju.rubric import dictionary_of

ROOT = Path(__file__).parents[2]
SERVER = ROOT / "build" / "editor" / "node_modules" / "yaml-language-server" / "bin" / "yaml-language-server"
NODE = shutil.which("node")
AUTHORED = sorted((ROOT / "rules").rglob("*.yaml")) + sorted((ROOT / "facts" / "dictionary").glob("*.yaml"))
KINDS = ("card", "rubric", "checks", "cases", "dictionary")
pytestmark = [
    pytest.mark.skipif(NODE is None, reason="no node on the path: an editor's language server cannot run"),
    pytest.mark.skipif(
        not SERVER.exists(), reason="no language server: make build/editor/.installed (needs the network)"
    ),
]
FORMS = ["bands", "linear", "per_unit", "checklist", "deduction", "bonus", "rules", "readings"]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the schemas in it, of a rubric without and of one with words of its own."""
    home = tmp_path_factory.mktemp("editor")
    for name in ("hunan-2020", "lechang-2023"):
        (home / name / ".schema").mkdir(parents=True)
        for kind in KINDS:
            text = json.dumps(schema(kind, dictionary_of(ROOT / "rules" / name)), ensure_ascii=False)
            (home / name / ".schema" / f"{kind}.json").write_text(text, "utf-8")
    return home


@pytest.fixture(scope="module")
def editor(home: Path) -> Iterator[Editor]:
    assert NODE is not None
    with running(NODE, SERVER, home, {}) as found:
        yield found


def opened(editor: Editor, home: Path, kind: str, text: str) -> tuple[str, At, list[dict[str, Any]]]:
    """A file of a kind whose first line names its schema, the place of the `¦` in it, and its diagnostics."""
    uri = (home / "lechang-2023" / f"{kind}-{editor.number}.yaml").as_uri()
    before = text.partition("¦")[0]
    at = At(before.count("\n") + 1, len(before) - before.rfind("\n") - 1)
    found = editor.open(uri, f"# yaml-language-server: $schema=.schema/{kind}.json\n{text.replace('¦', '')}")
    return uri, at, found


def offered(editor: Editor, home: Path, kind: str, text: str) -> list[str]:
    """What is offered, without the one entry that stands for all required keys together."""
    uri, at, _ = opened(editor, home, kind, text)
    return [item["label"] for item in editor.completions(uri, at) if " " not in item["label"] or item["kind"] == 15]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("indicator: a\ntitle: {zh: 甲, en: a}\nweight: 1\n¦", {"basis", "let", "hit", "rules", "score", "cases", "open"}),
        ("score:\n  ¦", {"form"}),
        ("score:\n  form: ¦", set(FORMS)),
        ("score:\n  form: bands\n  ¦", {"of", "bands"}),
        ("score:\n  form: linear\n  ¦", {"of", "through"}),
        ("score:\n  form: checklist\n  ¦", {"items"}),
        ("score:\n  form: deduction\n  ¦", {"items", "least", "because", "basis"}),
        ("score:\n  form: per_unit\n  of: 率\n  ¦", {"over", "under", "per", "lose", "gain", "count", "start", "least", "most"}),
        ("score:\n  form: per_unit\n  count: ¦", {"whole", "started", "pro_rata"}),
        ("score:\n  form: readings\n  readings:\n    - id: a\n      score:\n        form: linear\n        ¦", {"of", "through"}),
        ("basis:\n  - mark: ¦", {"stated", "elsewhere", "assumed"}),
        ("basis: [{mark: ¦}]", {"stated", "elsewhere", "assumed"}),
        ("hit: ¦", {"first", "unique", "sum"}),
        ("rules:\n  - id: a\n    ¦", {"when", "points", "because", "basis"}),
        ("cases:\n  - expect:\n      status: ¦", {"scored", "undetermined", "not_applicable"}),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_a_card_is_completed_with_what_may_stand_there(editor: Editor, home: Path, text: str, expected: set[str]):
    found = offered(editor, home, "card", text)

    assert expected == set(found) & expected
    assert "form:" not in text or set(found) <= expected | {"because", "basis", "规则 rule"}


def test_names_of_facts_are_offered_under_given_with_what_they_are(editor: Editor, home: Path):
    uri, at, _ = opened(editor, home, "card", "cases:\n  - given:\n      ¦")
    found = {item["label"] for item in editor.completions(uri, at)}
    over = editor.hover(*opened(editor, home, "card", "cases:\n  - given:\n      计划采购¦金额: 1 万元\n")[:2])

    assert {"计划采购金额", "实际采购金额", "结转结余率"} <= found
    assert "planned procurement（万元）" in over


def test_a_rubrics_own_words_are_offered_to_its_cards(editor: Editor, home: Path):
    uri = (home / "hunan-2020" / "card.yaml").as_uri()
    editor.open(uri, "# yaml-language-server: $schema=.schema/card.json\ncases:\n  - given:\n      \n")
    found = {item["label"] for item in editor.completions(uri, At(3, 6))}

    assert set(dictionary_of(ROOT / "rules" / "hunan-2020").facts) <= found


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        ("rubric", "¦", {"rubric", "title", "year", "total", "round", "sources", "sections", "transfers", "caps", "accept"}),
        ("rubric", "accept:\n  - kind: ¦", {"stated", "unanswered", "missing", "unclaimed"}),
        ("checks", "topic: a\nchecks:\n  - code: a\n    ¦", {"level", "title", "when", "printed", "at_risk", "because"}),
        ("checks", "topic: a\nchecks:\n  - level: ¦", {"P0", "P1", "P2"}),
        ("dictionary", "topic: a\nfacts:\n  甲:\n    ¦", {"en", "type", "unit", "phrases", "papers", "within"}),
        ("dictionary", "topic: a\nfacts:\n  甲:\n    type: ¦", {"money", "percent", "count", "number", "boolean", "text"}),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_the_other_files_are_completed_too(editor: Editor, home: Path, kind: str, text: str, expected: set[str]):
    assert expected == set(offered(editor, home, kind, text)) & expected


@pytest.mark.parametrize(
    ("text", "label", "written"),
    [
        ("rules:\n  - ¦", "规则 rule", ["id", "when", "points", "because"]),
        ("cases:\n  - ¦", "用例 case", ["note", "given", "expect"]),
        ("basis:\n  - ¦", "依据 basis", ["mark", "text"]),
        ("¦", "rules", ["rules", "id", "when", "points"]),
        ("indicator: a\n¦", "title", ["title", "zh", "en"]),
    ],
)
def test_a_whole_piece_is_written_out_to_be_filled_in(
    editor: Editor, home: Path, text: str, label: str, written: list[str]
):
    uri, at, _ = opened(editor, home, "card", text)
    snippet = next(item["insertText"] for item in editor.completions(uri, at) if item["label"] == label)
    places = [snippet.find(f"{key}:") for key in written]

    assert -1 not in places
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("indi¦cator: a\n", "指标的代号"),
        ("ti¦tle: {zh: 甲, en: a}\n", "名称"),
        ("hit: fi¦rst\n", "从上到下，第一条成立的计分"),
        ("score:\n  fo¦rm: bands\n", "每超一个单位扣或加"),
        ("score:\n  form: bands\n  ba¦nds: []\n", "各档"),
        ("basis: [{ma¦rk: stated, text: 甲}]\n", "本工具假定"),
        ("rules: [{id: a, wh¦en: 甲, points: 1}]\n", "条件"),
    ],
)
def test_over_a_key_stands_what_it_means_in_chinese(editor: Editor, home: Path, text: str, expected: str):
    assert expected in editor.hover(*opened(editor, home, "card", text)[:2])


CARD = (ROOT / "rules" / "lechang-2023" / "indicators" / "execution" / "procurement-rate.yaml").read_text("utf-8")
BANDS = (
    "indicator: a\ntitle: {zh: 甲, en: a}\nweight: 1\nscore:\n  form: bands\n  of: 率\n  bands: [{id: a, points: 1}]\n"
)


@pytest.mark.parametrize(
    ("text", "slip", "wrong"),
    [
        (CARD.replace("weight: ", "wieght: ", 1), "wieght", ["wieght", "indicator"]),
        (CARD.replace("hit: first", "hit: frist"), "frist", ["frist"]),
        (CARD.replace("mark: stated", "mark: said", 1), "said", ["said"]),
        (CARD.replace("    when:", "    wehn:", 1), "wehn", ["wehn", "id"]),
        (CARD.replace("计划采购金额: ", "计划采购金: ", 1), "计划采购金:", ["计划采购金"]),
        (BANDS.replace("form: bands", "form: bans"), "bans", ["bans"]),
        (BANDS.replace("  bands:", "  through:"), "through", ["through", "score"]),
        (BANDS.replace("points: 1", "point: 1"), "point:", ["point", "{id"]),
    ],
    ids=lambda value: value.strip(":") if isinstance(value, str) and len(value) < 20 else "",
)
def test_a_slip_is_marked_at_its_word(editor: Editor, home: Path, text: str, slip: str, wrong: list[str]):
    """Whatever is marked begins at the slip, or at the thing that for this slip lacks a key."""
    _, _, found = opened(editor, home, "card", text)
    lines = text.split("\n")
    starts = [lines[one["range"]["start"]["line"] - 1][one["range"]["start"]["character"] :] for one in found]

    assert any(start.startswith(slip.strip(":")) for start in starts)
    assert [start for start in starts if not start.startswith(tuple(wrong))] == []


def test_no_file_of_the_project_has_a_mark(editor: Editor, home: Path):
    marked: dict[str, list[str]] = {}
    for path in AUTHORED:
        name = next((one.name for one in path.parents if (one / "rubric.yaml").exists()), "lechang-2023")
        place = path.parent.name
        kind = place if place in ("dictionary", "checks", "cases") else "card"
        kind = "rubric" if path.name == "rubric.yaml" else kind
        uri = (home / name / f"{place}-{path.name}").as_uri()
        text = f"# yaml-language-server: $schema=.schema/{kind}.json\n{path.read_text('utf-8')}"
        if messages := [one["message"] for one in editor.open(uri, text)]:
            marked[path.name] = messages

    assert marked == {}


def test_the_settings_of_the_page_about_editors_give_each_file_its_schema(home: Path):
    page = (ROOT / "docs" / "editor.md").read_text("utf-8")
    settings = json.loads(page.partition("```json\n")[2].partition("```")[0])
    folder = home / "lechang-2023"
    schemas = {(folder / name).as_uri(): glob for name, glob in settings["yaml.schemas"].items()}
    files = ("indicators/execution/a.yaml", "rubric.yaml", "checks/a.yaml", "checks/deep/a.yaml", "cases/a.yaml",
        "dictionary/a.yaml", "dictionary/deep/a.yaml", "notes.yaml")  # fmt: skip
    assert NODE is not None
    with running(NODE, SERVER, folder, {"schemas": schemas}) as editor:
        found = [[one["message"] for one in editor.open((folder / name).as_uri(), "nothing: 1\n")] for name in files]

    assert [True] * 7 + [False] == ["Property nothing is not allowed." in one for one in found]
