"""YAML with places: every key and value knows its line and column; what is no plain data is refused."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from youju.source import Mapping, Node, Scalar, Sequence, read_yaml
from youju.source.yaml import MAX_BYTES, MAX_DEPTH, parse_yaml


def parsed(text: str) -> Mapping:
    node, problems = parse_yaml(text, "f.yaml")
    assert problems == ()
    assert node is not None
    return node


def at(node: Node) -> tuple[int, int]:
    return node.place.line, node.place.column


def problems(text: str) -> list[str]:
    return [f"{one.place} {one.code}" for one in parse_yaml(text, "f.yaml")[1]]


@pytest.mark.parametrize(
    ("text", "line", "column", "value", "exact"),
    [
        ("k: value", 1, 4, "value", True),
        ("k:   value   # note", 1, 6, "value", True),
        ("k: 'value'", 1, 5, "value", True),
        ('k: "value"', 1, 5, "value", True),
        ("k: 'it''s'", 1, 4, "it's", False),
        ('k: "a\\tb"', 1, 4, "a\tb", False),
        ("键: 值", 1, 4, "值", True),
        ("指标名称: “三公”经费", 1, 7, "“三公”经费", True),
        ("\n\n  k: 值", 3, 6, "值", True),
        ("k: |\n  一\n  二\n", 1, 4, "一\n二\n", False),
        ("k: >\n  一\n  二\n", 1, 4, "一 二\n", False),
        ("k: 一\n  二\n", 1, 4, "一 二", False),
        ("k: '一\n  二'\n", 1, 4, "一 二", False),
        ("k:", 1, 3, "", True),
        ("k: ''", 1, 5, "", True),
        ("k: null", 1, 4, "null", True),
        ("k: 1_000", 1, 4, "1_000", True),
        ("k: 𠮷字", 1, 4, "𠮷字", True),
    ],
)
def test_a_value_knows_its_place(text: str, line: int, column: int, value: str, exact: bool):
    node = parsed(text)
    _, found = node.entries[0]

    assert isinstance(found, Scalar)
    assert (found.place.line, found.place.column, found.text, found.exact) == (line, column, value, exact)


def test_keys_and_items_know_their_places():
    node = parsed("甲: {乙: 1, 丙: [x, '丁']}\n戊:\n  - 己\n")
    inner, items = node.get("甲"), node.get("戊")

    assert isinstance(inner, Mapping)
    assert isinstance(items, Sequence)
    listed = inner.get("丙")
    assert isinstance(listed, Sequence)
    assert [at(key) for key, _ in (*node.entries, *inner.entries)] == [(1, 1), (2, 1), (1, 5), (1, 11)]
    assert [at(item) for item in (*listed.items, *items.items)] == [(1, 15), (1, 19), (3, 5)]


def test_a_character_of_an_exact_value_has_its_own_column_and_of_any_other_the_first():
    node = parsed("a: 实际 > 计划\nb: |\n  实际\n")
    exact, block = node.get("a"), node.get("b")

    assert isinstance(exact, Scalar)
    assert isinstance(block, Scalar)
    assert (exact.at(5).column, block.at(1).column) == (9, 4)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: 1\na: 2\n", ["f.yaml:2:1 source-duplicate-key"]),
        (
            "x:\n  a: 1\n  b: 2\n  a: 3\n  a: 4\n",
            ["f.yaml:4:3 source-duplicate-key", "f.yaml:5:3 source-duplicate-key"],
        ),
        ('a: 1\n"a": 2\n', ["f.yaml:2:2 source-duplicate-key"]),
        ("? [a]\n: 1\n", ["f.yaml:1:3 source-form"]),
        ("? {a: b}\n: 1\n", ["f.yaml:1:3 source-form"]),
        ("a: &x 1\nb: *x\n", ["f.yaml:1:4 source-form"]),
        ("b: *x\n", ["f.yaml:1:4 source-form"]),
        ("a: &x [1]\n", ["f.yaml:1:4 source-form"]),
        ("<<: {a: 1}\n", ["f.yaml:1:1 source-form"]),
        ('a: "\\e[31m"\n', ["f.yaml:1:4 source-form"]),
        ('a: "\\u202e"\n', ["f.yaml:1:4 source-form"]),
        ("a: 1\nb:\u202e 1\n", ["f.yaml:2:3 source-syntax"]),
        ("a: 1\x85b: 1\n", ["f.yaml:1:5 source-syntax"]),
        ("0:\n0", ["f.yaml:2:2 source-syntax"]),
        ('"\\0": 1\n', ["f.yaml:1:1 source-form"]),
        ("a: !!python/object:os.system x\n", ["f.yaml:1:4 source-form"]),
        ("a: !x {b: 1}\n", ["f.yaml:1:4 source-form"]),
        ("- a\n- b\n", ["f.yaml:1:1 source-form"]),
        ("text\n", ["f.yaml:1:1 source-form"]),
        ("", ["f.yaml:1:1 source-form"]),
        ("# nothing\n", ["f.yaml:1:1 source-form"]),
        ("a: 1\n---\nb: 2\n", ["f.yaml:2:1 source-form"]),
        ("a: [1\n", ["f.yaml:1:4 source-syntax"]),
        ("a: 1\n  b: 2\n", ["f.yaml:2:4 source-syntax"]),
        ("a: 'x\n", ["f.yaml:1:4 source-syntax"]),
        ("a:\n\t- b\n", ["f.yaml:2:1 source-syntax"]),
        ("甲: @x\n", ["f.yaml:1:4 source-syntax"]),
        ("a: 1\nb: \x07\n", ["f.yaml:2:4 source-syntax"]),
    ],
)
def test_what_is_no_plain_data_is_refused_at_its_place(text: str, expected: list[str]):
    assert problems(text) == expected


def nested(depth: int) -> str:
    return "a: " + "[" * (depth - 1) + "]" * (depth - 1)


def test_nesting_ends_at_a_depth():
    assert problems(nested(MAX_DEPTH)) == []
    assert problems(nested(MAX_DEPTH + 1)) == [f"f.yaml:1:{4 + MAX_DEPTH - 1} source-form"]


@pytest.mark.parametrize(
    "text",
    ["a: " + "[" * 1_000_000, "a: " + "{a: " * 250_000, "- " * 500_000, "? " * 500_000],
    ids=["lists", "maps", "dashes", "keys"],
)
def test_a_tower_of_brackets_is_refused_at_once(text: str):
    start = time.perf_counter()

    assert problems(text)[0].endswith("source-form")
    assert time.perf_counter() - start < 5


def read(tmp_path: Path, data: bytes) -> list[str]:
    path = tmp_path / "f.yaml"
    path.write_bytes(data)
    return [f"{one.place} {one.code}" for one in read_yaml(path, "shown/f.yaml")[1]]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"a: 1\n", []),
        (b"\xef\xbb\xbfa: 1\n", []),
        (b"a: 1\r\nb: 2\r\n", []),
        ("键: 值".encode("gb18030"), ["shown/f.yaml:1:1 source-encoding"]),
        (b"a: \xff\n", ["shown/f.yaml:1:4 source-encoding"]),
        (b"a: 1\n".ljust(MAX_BYTES, b"#"), []),
        (b"a: 1\n".ljust(MAX_BYTES + 1, b"#"), ["shown/f.yaml:1:1 source-too-large"]),
    ],
    ids=["plain", "mark", "crlf", "gb18030", "not text", "at the limit", "over the limit"],
)
def test_a_file_is_utf_8_and_at_most_256_kibibytes(tmp_path: Path, data: bytes, expected: list[str]):
    assert read(tmp_path, data) == expected


def test_a_file_that_is_not_there_or_a_folder_is_unreadable(tmp_path: Path):
    found = [read_yaml(path, "f")[1][0].code for path in (tmp_path / "none.yaml", tmp_path)]

    assert found == ["source-unreadable", "source-unreadable"]
