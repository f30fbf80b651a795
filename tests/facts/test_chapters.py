"""Facts that hold in some chapters only: what is admitted under “problems” is admitted, elsewhere it is told of others."""

from __future__ import annotations

from pathlib import Path

import pytest

from youju.facts import extract, load_dictionary, with_facts
from youju.facts.spec import FactSpec
from youju.report import read_bytes
from youju.source import Mapping as Node
from youju.source import parse_yaml

DICTIONARY = load_dictionary(Path(__file__).parents[2] / "facts" / "dictionary")
LATE = FactSpec.read(
    {"en": "late", "type": "boolean", "chapters": ("存在问题", "不足"), "phrases": ({"text": "项目{..}滞后"},)}
)
NOWHERE = parse_yaml("facts: {自认滞后: {}}", "checks/late.yaml")[0]


def quoted(text: str) -> list[str]:
    assert isinstance(NOWHERE, Node)
    dictionary, problems = with_facts(DICTIONARY, {"自认滞后": LATE}, NOWHERE)
    assert problems == []
    reading = extract(read_bytes(text.encode(), "a.txt"), dictionary, ())
    return [one.quote.text for one in reading.statements if one.fact == "自认滞后"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("五、存在问题\n项目进度滞后。\n六、建议\n无。", ["项目进度滞后"]),
        ("五、存在问题\n（一）进度方面\n项目进度滞后。\n六、建议\n无。", ["项目进度滞后"]),
        ("五、成效与不足\n项目建设滞后。", ["项目建设滞后"]),
        ("四、主要绩效\n企业的项目进度滞后的，已督促整改。\n五、存在问题\n人手不够。", []),
        ("五、存在问题\n人手不够。\n六、建议\n防止项目进度滞后。", []),
        ("五、存在问题\n项目没有滞后。", []),
        ("项目进度滞后。", []),
    ],
)
def test_only_the_chapters_named_are_read(text: str, expected: list[str]) -> None:
    actual = quoted(text)

    assert expected == actual


def test_a_chapter_inside_one_that_is_found_is_read_once() -> None:
    actual = quoted("五、存在问题和不足\n（一）工作不足\n项目进度滞后。")

    assert ["项目进度滞后"] == actual


def test_a_fact_that_the_dictionary_has_is_refused() -> None:
    node = parse_yaml("facts: {编制人数: {}}", "checks/late.yaml")[0]
    assert isinstance(node, Node)
    _, problems = with_facts(DICTIONARY, {"编制人数": LATE}, node)

    assert [("dictionary-duplicate-fact", 1, 9)] == [(one.code, one.place.line, one.place.column) for one in problems]
