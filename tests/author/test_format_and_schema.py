"""The formatter keeps what people wrote; the schema takes what loads and refuses what does not."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

import jsonschema
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from youju.author.format import formatted
from youju.author.schema import MODELS, schema
from youju.rubric import dictionary_of
from youju.source import parse_yaml

ROOT = Path(__file__).parents[2]
AUTHORED = sorted((ROOT / "rules").rglob("*.yaml")) + sorted((ROOT / "facts" / "dictionary").glob("*.yaml"))
Kind = Literal["card", "rubric", "checks", "dictionary"]


@pytest.mark.parametrize("path", AUTHORED, ids=lambda path: path.name)
def test_the_projects_own_files_are_formatted(path: Path):
    text = path.read_text("utf-8")

    assert text == formatted(text)


def test_comments_order_and_quotes_stay():
    text = "# 头\nb:   1 # 一\na:\n    - x\n    # 中\n    -  {zh:  '甲',   en: \"b\"}\n"

    assert formatted(text) == "# 头\nb: 1   # 一\na:\n  - x\n    # 中\n  - {zh: '甲', en: \"b\"}\n"


def test_a_long_line_in_brackets_is_written_a_line_an_item():
    text = "a: {" + ", ".join(f"第{i}个: 很长很长的一段文字" for i in range(8)) + "}\n"

    assert formatted(text) == "a:\n" + "".join(f"  第{i}个: 很长很长的一段文字\n" for i in range(8))


@pytest.mark.parametrize("text", ["a: [1", "a: 1\na: 2\n", "a: &x 1\nb: *x\n", "- 1\n", "a: !x 1\n"])
def test_what_cannot_be_read_is_left_alone(text: str):
    assert formatted(text) is None


SCALARS = st.sampled_from(["x", "0", "10%", "率 >= 10%", "'a: b'", '"支付 {实付}"', "yes", "1e3", "2023-01-01"])
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3).map(lambda items: f"[{', '.join(items)}]"), max_leaves=6
)
FILES = st.dictionaries(st.sampled_from("abcde"), VALUES, min_size=1).map(
    lambda pairs: "".join(f"{key}:   {value} # {key}\n" for key, value in pairs.items())
)


@given(FILES)
def test_formatting_twice_is_formatting_once_and_the_content_stays(text: str):
    new = formatted(text)
    assert new is not None

    assert new == formatted(new)
    assert [text.count(f"# {key}") for key in "abcde"] == [new.count(f"# {key}") for key in "abcde"]
    assert repr(parse_yaml(text, "")[0]).count("text=") == repr(parse_yaml(new, "")[0]).count("text=")


def validator(kind: Kind, rubric: Path | None = None) -> jsonschema.Draft7Validator:
    found = schema(kind, dictionary_of(rubric))
    jsonschema.Draft7Validator.check_schema(found)
    return jsonschema.Draft7Validator(found)


def kind_of(path: Path) -> Kind:
    if path.parent.name in ("dictionary", "checks", "cases"):
        return path.parent.name
    return "rubric" if path.name == "rubric.yaml" else "card"


def rubric_of(path: Path) -> Path | None:
    return next((one for one in path.parents if (one / "rubric.yaml").exists()), None)


@pytest.mark.parametrize("path", AUTHORED, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_the_schema_takes_the_projects_own_files(path: Path):
    found: Any = yaml.safe_load(path.read_text("utf-8"))

    assert [error.message for error in validator(kind_of(path), rubric_of(path)).iter_errors(found)] == []


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"wieght": 1}, []),
        ({"hit": "frist"}, ["hit"]),
        ({"rules": {"id": "x"}}, ["rules"]),
        ({"cases": [{"given": {"没有的事实": 1}, "expect": {}}]}, ["cases", 0, "given"]),
        ({"basis": [{"mark": "said", "text": "x"}]}, ["basis", 0, "mark"]),
    ],
)
def test_the_schema_points_at_a_slip(change: dict[str, Any], where: list[str | int]):
    path = ROOT / "rules" / "lechang-2023" / "indicators" / "execution" / "procurement-rate.yaml"
    found = yaml.safe_load(path.read_text("utf-8")) | change

    assert [list(error.path) for error in validator("card").iter_errors(found)] == [where]


@pytest.mark.parametrize("kind", list(MODELS))
def test_every_key_has_a_chinese_title(kind: Kind):
    text = yaml.safe_dump(schema(kind, dictionary_of()), allow_unicode=True)
    titles = [line for line in text.splitlines() if line.strip().startswith("title: ")]

    assert [line for line in titles if line.isascii()] == []
