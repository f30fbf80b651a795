"""`youju eval`: an expression tried out in the shell, a stream of them for tests and editors."""

from __future__ import annotations

import json
from fractions import Fraction
from io import BytesIO
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from feel_kit import CASES, expected_value, rounded
from youju.cli.eval import MAX_LINE, Given, answer, bounded, read_given
from youju.cli.main import cli
from youju.source import CodedError


def run(*words: str, stdin: bytes = b"") -> Result:
    return CliRunner().invoke(cli, ["eval", *words], input=stdin)


def answers(lines: bytes, *given: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in run("--stdin", "--json", *given, stdin=lines).stdout.splitlines()]


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        (["1 + 1"], "2"),
        (["1 / 3"], "1/3"),
        (["0.15 万元 * 2"], "3000 元"),
        (["执行率 >= 95%", "执行率=95%"], "true"),
        (["实际 / 计划", "实际=2.91万元", "计划 = 0.15 万元"], "19.4"),
        (["计划采购金额 > 0"], "未知 unknown"),
        (["1 / 0"], "未知 unknown"),
        (["[1 元, 2 万元]"], "[1 元, 20000 元]"),
        (['"水" + "利"'], '"水利"'),
        (["null"], "null"),
        (["[1..3)"], "[1..3)"),
    ],
)
def test_a_value_is_shown_as_people_write_it(words: list[str], shown: str):
    assert run(*words).stdout == shown + "\n"


def test_an_error_stands_under_its_words_and_the_exit_is_2():
    result = run("计划采够金额 > 0")

    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.splitlines()[1:] == [
        "    计划采够金额 > 0",
        "    ^^^^^^^^^^^^",
        "是否想写 did you mean：计划采购金额",
    ]


@pytest.mark.parametrize("source", ["1 万元 + 10%", "计划采购金额 > 10", "某名 > 0", "1 +", "1 斤"])
def test_units_that_do_not_go_together_and_names_nobody_knows_are_errors(source: str):
    assert set(answer(source, Given({}, {}))) == {"error"}


def test_a_stream_answers_every_line_in_order():
    found = answers(b'1/3\n1/0\n"a"\n[1, 2]\nx > 1\ntrue\r\n\xff\n\nnull', "x=2")

    values = [{"value": "1/3"}, {"value": None, "unknown": True}, {"value": "a"}, {"value": ["1", "2"]}]
    assert found[:6] == [*values, {"value": True}, {"value": True}]
    assert [one["error"]["code"] for one in found[6:8]] == ["feel-character", "feel-unfinished"]
    assert found[8:] == [{"value": None}]


def test_a_stream_without_json_is_told_as_one_expression_is():
    lines = run("--stdin", stdin="true\n[1 元, 2 万元]\nnull\n0.15 万元\n1 / 0\n1 +\n".encode()).stdout.splitlines()

    assert lines[:5] == ["true", "[1 元, 20000 元]", "null", "1500 元", "未知 unknown"]
    assert lines[5:] == ["feel-unfinished：表达式不完整：`+` 后面还缺内容 / the expression is not finished after `+`"]


def test_an_error_in_json_names_its_place():
    (found,) = answers("1 + 计划采够金额\n".encode())

    assert {key: found["error"][key] for key in ("code", "start", "end", "proposal")} == {
        "code": "feel-unknown-name",
        "start": 4,
        "end": 10,
        "proposal": "计划采购金额",
    }


def test_one_expression_in_error_exits_with_2_in_json_too():
    assert (
        run("--json", "1 +").exit_code,
        run("--json", "1 + 1").exit_code,
        run("--stdin", "--json", stdin=b"1 +\n").exit_code,
    ) == (2, 0, 0)


def test_a_line_without_end_is_cut_and_answered_once():
    lines = list(bounded(BytesIO(b"1" * (3 * MAX_LINE) + b"\n2\n" + b"3" * (MAX_LINE + 1))))

    assert [len(line) for line in lines] == [MAX_LINE, 2, MAX_LINE]
    assert answer(lines[0].decode(), Given({}, {}))["error"]["code"] == "feel-too-long"


@pytest.mark.parametrize("pair", ["x", "=1", "x=y", "x=1 +", "x="])
def test_a_name_needs_a_constant(pair: str):
    with pytest.raises(CodedError) as error:
        read_given([pair])

    assert error.value.code == "eval-given"


@settings(deadline=None)
@given(st.text(max_size=40))
def test_any_text_is_answered_with_a_value_or_an_error(source: str):
    assert set(answer(source, Given({}, {}))) <= {"value", "unknown", "error"}


@given(st.fractions())
def test_numbers_are_exact_strings(number: Fraction):
    found = answer(f"({number.numerator}) / {number.denominator}", Given({}, {}))

    assert Fraction(found["value"]) == number


@pytest.mark.skipif(not CASES, reason="feel-tck.json is not beside this repository")
def test_the_conformance_suite_agrees_through_the_stream():
    lines = "".join(case["expression"] + "\n" for case in CASES).encode()

    wrong = [case["case"] for case, found in zip(CASES, answers(lines), strict=True) if not _agrees(case, found)]
    assert wrong == []


def _agrees(case: dict[str, Any], found: dict[str, Any]) -> bool:
    value, expected = found.get("value"), expected_value(case)
    if not isinstance(expected, Fraction):
        return (type(expected), expected) == (type(value), value)
    apart = abs(Fraction(value) - expected)
    return apart < Fraction(1, 10**8) if rounded(case) else apart == 0
