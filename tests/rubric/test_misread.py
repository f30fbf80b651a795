"""Words that are only misread where an expression was refused."""

from __future__ import annotations

import pytest

from youju.feel import NUMBER, Type
from youju.rubric.bench import Bench
from youju.source import Place, Scalar


def told(text: str, *names: str) -> list[tuple[str, str | None]]:
    bench = Bench(dict[str, Type].fromkeys(names, NUMBER))
    bench.formula(Scalar(text, Place("card.yaml")), text, NUMBER)
    return [(one.code, one.proposal) for one in bench.problems]


@pytest.mark.parametrize(
    ("text", "names", "expected"),
    [
        ("分值的10%", ("weight",), [("feel-unknown-name", "weight * 10%")]),
        ("满分 x 0.8", ("weight",), [("feel-unknown-name", "weight * 0.8")]),
        ("分值 - 没有名", ("weight",), [("feel-unknown-name", "weight"), ("feel-unknown-name", None)]),
        ("分值 - 1", ("weight", "分值"), []),
        ("分值", (), [("feel-unknown-name", None)]),
        ("满分数 - 1", ("weight",), [("feel-unknown-name", None)]),
        ("“2”", (), [("source-bad-value", '"2"')]),
        ("“优秀”", (), [("rubric-type", None)]),
        ("“率”", ("率",), [("source-bad-value", '"率"')]),
    ],
)
def test_what_was_meant_is_proposed_only_where_it_is_sure(
    text: str, names: tuple[str, ...], expected: list[tuple[str, str | None]]
):
    assert expected == told(text, *names)
