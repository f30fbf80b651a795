"""What a hand slipped on where YAML cannot be read."""

from __future__ import annotations

import pytest

from youju.source.yaml import parse_yaml


@pytest.mark.parametrize(
    ("text", "at", "proposal"),
    [
        ("a: [1, 2］\nb: 3\n", "1:9", "]"),
        ("a: [{x: 1｝, {y: 2}]\nb: 1\n", "1:10", "}"),
        ("a: {x: [1, 2］｝\nb: 1\n", "1:13", "]}"),
        ("a: {x: [1, 2]｝  # 注\nb: 1\n", "1:13", "]}"),
        ("a: {x: 1\nb: 2\n", "1:4", "{x: 1}"),
    ],
)
def test_a_closing_bracket_of_full_width_is_told_with_the_one_to_write(text: str, at: str, proposal: str):
    _, problems = parse_yaml(text, "f.yaml")

    assert [(at, proposal)] == [(f"{one.place.line}:{one.place.column}", one.proposal) for one in problems]
