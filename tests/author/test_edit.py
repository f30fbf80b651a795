"""An edit changes the characters it must and no others; comments, order and quotes stay."""

from __future__ import annotations

import difflib

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from youju.author.edits import Add, Drop, Edit, EditError, Item, Path, Plain, Put, plain
from youju.author.splice import edited

CARD = """\
# 头
rules:
  # 第一条
  - id: a   # 甲
    when: 率 > 10%   # 界限
    points: "3"
    because: {zh: '多了 {率}', en: more}
  - {id: b, when: x, points: 1}   # 乙
  # 尾
let: {r: a / b}
"""


@pytest.mark.parametrize(
    ("edit", "old", "new"),
    [
        (Put(("rules", Item("a"), "when"), "率 > 20%"), "率 > 10% ", "率 > 20% "),
        (Put(("rules", 0, "points"), "2"), '"3"', '"2"'),
        (Put(("rules", Item("a"), "because", "zh"), "是'甲'"), "'多了 {率}'", "'是''甲'''"),
        (Put(("rules", Item("b"), "points"), "min(1, 2)"), "points: 1}", 'points: "min(1, 2)"}'),
        (Put(("rules", Item("a"), "because", "en"), "a: b"), "en: more}", 'en: "a: b"}'),
        (Put(("rules", Item("b"), "because", "zh"), "甲"), "points: 1}", "points: 1, because: {zh: 甲}}"),
        (Put(("let", "r"), "a / c"), "{r: a / b}", "{r: a / c}"),
        (Put(("let", "s"), "[1]"), "{r: a / b}", '{r: a / b, s: "[1]"}'),
        (Put(("weight",), "5"), "let: {r: a / b}\n", "let: {r: a / b}\nweight: 5\n"),
        (
            Put(("rules", Item("a"), "basis", 0, "text"), "照表"),
            "en: more}\n",
            "en: more}\n    basis: [{text: 照表}]\n",
        ),
        (Drop(("rules", Item("a"), "points")), '    points: "3"\n', ""),
        (Drop(("rules", Item("b"))), "  - {id: b, when: x, points: 1}   # 乙\n", ""),
        (Drop(("rules", Item("b"), "when")), "when: x, ", ""),
        (Drop(("rules", Item("a"), "because", "en")), ", en: more", ""),
        (Drop(("rules", Item("a"), "id")), "id: a   # 甲\n    when", "when"),
        (Drop(("let", "r")), "let: {r: a / b}\n", ""),
        (Add(("rules",), Item("b"), {"id": "c", "when": "y"}), "# 乙\n", "# 乙\n  - {id: c, when: y}\n"),
        (
            Add(("rules",), Item("a"), {"id": "c", "when": "y"}),
            "en: more}\n",
            "en: more}\n  - id: c\n    when: y\n",
        ),
        (Add(("rules",), None, {"id": "c"}), "  - id: a ", "  - id: c\n  - id: a "),
    ],
)
def test_only_the_characters_of_an_edit_change(edit: Edit, old: str, new: str):
    assert CARD.count(old) == 1

    assert CARD.replace(old, new) == edited(CARD, [edit])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: [x, y]\n", "a: [x, y, z]\n"),
        ("a: [x, y] # 注\n", "a: [x, y, z] # 注\n"),
        ('a: ["x", y]\n', 'a: ["x", y, z]\n'),
        ("a:\n  - x # 注\n  - y\nb: 1\n", "a:\n  - x # 注\n  - y\n  - z\nb: 1\n"),
        ("a:\r\n- x\r\n- y\r\n", "a:\r\n- x\r\n- y\r\n- z\r\n"),
        ("a:\n- x\n- y", "a:\n- x\n- y\n- z"),
        (
            "a:\n  - x\n  - |\n    两行\n    文字\n\n# 后\nb: 1\n",
            "a:\n  - x\n  - |\n    两行\n    文字\n  - z\n\n# 后\nb: 1\n",
        ),
    ],
)
def test_an_item_is_added_at_the_end_of_a_list_as_the_list_is_written(text: str, expected: str):
    assert expected == edited(text, [Put(("a", 2), "z")])


def test_a_text_of_several_lines_becomes_one_that_is_quoted():
    assert 'a: "甲\\n乙"\nb: 1\n' == edited("a: |\n  旧\n  文\nb: 1\n", [Put(("a",), "甲\n乙")])
    assert "a: 甲\nb: 1\n" == edited("a:\nb: 1\n", [Put(("a",), "甲")])


@pytest.mark.parametrize(
    "edit",
    [
        Put(("rules",), "x"),
        Put(("rules", Item("z"), "when"), "x"),
        Put(("rules", 9), "x"),
        Put(("let", "r", "s"), "x"),
        Drop(("rules", Item("z"))),
        Drop(()),
        Add(("let",), None, {"id": "x"}),
        Add(("rules",), Item("z"), {"id": "x"}),
    ],
)
def test_an_edit_that_has_no_place_is_refused(edit: Edit):
    with pytest.raises(EditError):
        edited(CARD, [edit])


# What cards are made of: short names, words with signs of YAML in them, both styles, a comment behind every line.
KEYS = st.sampled_from(["id", "when", "points", "zh", "甲", "乙"])
WORDS = st.text(st.sampled_from("甲乙a1 :#,{}[]'\"-&*!|>%@?\n\t=."), max_size=8)
TREES = st.recursive(
    WORDS,
    lambda inner: st.lists(inner, min_size=1, max_size=3) | st.dictionaries(KEYS, inner, min_size=1, max_size=3),
    max_leaves=12,
)


@st.composite
def documents(draw: st.DrawFn) -> tuple[str, dict[str, Plain]]:
    tree = draw(st.dictionaries(KEYS, TREES, min_size=1, max_size=4))
    flow = draw(st.sampled_from([True, False, None]))
    text = yaml.safe_dump(tree, allow_unicode=True, default_flow_style=flow, sort_keys=False, width=10_000)
    commented = "".join(f"# 注{i}\n{line}\n" for i, line in enumerate(text.splitlines()))
    # A comment inside a text of several lines would be a part of it.
    return (commented, tree) if yaml.load(commented, yaml.BaseLoader) == _texts(tree) else (text, tree)


def _texts(tree: Plain) -> object:
    return tree if isinstance(tree, str | list) else dict(tree)


def paths(tree: Plain, above: Path = ()) -> list[Path]:
    """Every path to something in a tree."""
    steps = list(tree.items()) if isinstance(tree, dict) else list(enumerate(tree)) if isinstance(tree, list) else []
    return [one for step, inner in steps for one in ((*above, step), *paths(inner, (*above, step)))]


@given(documents(), st.data())
def test_an_edit_means_on_the_text_what_it_means_on_the_values_and_keeps_every_comment(
    document: tuple[str, dict[str, Plain]], data: st.DataObject
):
    text, tree = document
    path = data.draw(st.sampled_from(paths(tree)))
    new = data.draw(WORDS)
    edit = data.draw(
        st.sampled_from(
            [Put(path, new), Drop(path), Add(path, None, {"id": new}), Put((*path, "新"), new), Put((*path, 0), new)]
        )
    )
    try:
        after = edited(text, [edit])
    except EditError:
        return
    kept = [line for line in text.splitlines() if line.startswith("# 注")]
    lines = after.splitlines()

    assert plain(after) == plain(text) or after != text
    if not isinstance(edit, Drop):
        assert [] == [line for line in kept if line not in lines]
    if isinstance(edit, Put) and edit.path == path and "\n" not in text.replace("\n# 注", ""):
        changed = [line for line in difflib.ndiff(text.splitlines(), lines) if line[0] in "+-"]
        assert len(changed) <= 2


@given(documents(), st.data())
def test_a_text_put_and_put_back_gives_the_file_again(document: tuple[str, dict[str, Plain]], data: st.DataObject):
    text, tree = document
    leaves = [path for path in paths(tree) if isinstance(_at(tree, path), str)]
    if not leaves:
        return
    path, new = data.draw(st.sampled_from(leaves)), data.draw(WORDS)
    old = _at(tree, path)
    try:
        back = edited(text, [Put(path, new), Put(path, str(old))])
    except EditError:
        return

    assert plain(back) == plain(text)
    assert back.count("# 注") == text.count("# 注")


def _at(tree: Plain, path: Path) -> Plain:
    for step in path:
        tree = tree[step]  # pyright: ignore
    return tree
