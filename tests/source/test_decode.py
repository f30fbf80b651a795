"""From YAML to models: every mistake at its place, all at once, with proposals."""

from __future__ import annotations

import pytest

from youju.rubric.check_spec import ChecksFile
from youju.rubric.spec import CardSpec
from youju.source import MAX_PROBLEMS, Diagnostic, Place, RefusedError, decode, render_all
from youju.source.yaml import parse_yaml

CARD = """indicator: rate
title: {zh: 支付率, en: rate}
weight: 3
basis: [{mark: stated, text: 依据}]
hit: first
rules:
  - {id: one, when: "true", points: weight}
"""


def lines(text: str, lang: str = "zh") -> list[str]:
    node, _ = parse_yaml(text, "f.yaml")
    assert node is not None
    return render_all(sorted(decode(node, CardSpec)[1], key=lambda one: one.place), lang).splitlines()


def test_a_card_is_decoded_with_its_places():
    node, _ = parse_yaml(CARD, "f.yaml")
    assert node is not None

    decoded, problems = decode(node, CardSpec)

    assert problems == ()
    assert decoded is not None
    assert (decoded.model.weight, decoded.model.rules[0].points) == (3, "weight")
    assert str(decoded.place("rules", 0, "points")) == "f.yaml:7:37"
    assert str(decoded.key("rules", 0, "points")) == "f.yaml:7:29"
    assert str(decoded.place("rules", 0, "because", "zh")) == "f.yaml:7:5"
    assert decoded.scalar("rules").exact is False


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("weight: 3", "wieght: 3", "f.yaml:3:1: source-unknown-key 没有 `wieght` 这个键（是否想写 weight？）"),
        ("id: one", "idd: one", "f.yaml:7:5: source-missing-key 缺少 `id`"),
        ("hit: first\n", "", "f.yaml:1:1: source-missing-key 缺少 `hit`"),
        (
            "hit: first",
            "hit: frist",
            "f.yaml:5:6: source-bad-value 值不合要求：应当是 first、unique、sum 之一（是否想写 first？）",
        ),
        (
            "mark: stated",
            "mark: sure",
            "f.yaml:4:16: source-bad-value 值不合要求：应当是 stated、elsewhere、assumed 之一",
        ),
        ("weight: 3", "weight: 三", "f.yaml:3:9: source-bad-value 值不合要求：应当是不带单位的数"),
        ("weight: 3", "weight: 0", "f.yaml:3:9: source-bad-value 值不合要求：应当大于 0"),
        ("weight: 3", "weight: [3]", "f.yaml:3:9: source-bad-value 值不合要求"),
        ("title: {zh: 支付率, en: rate}", "title: 支付率", "f.yaml:2:8: source-bad-value 值不合要求：应当是“键: 值”"),
        ("zh: 支付率, en", "zh: [支付率], en", "f.yaml:2:13: source-bad-value 值不合要求：应当是一段文字"),
        ("[{mark: stated, text: 依据}]", "依据", "f.yaml:4:8: source-bad-value 值不合要求：应当是列表"),
        ('\n  - {id: one, when: "true", points: weight}', " []", "f.yaml:6:8: source-bad-value 值不合要求：不能为空"),
        (
            "points: weight}",
            "points: weight, pionts: 1}",
            "f.yaml:7:45: source-unknown-key 没有 `pionts` 这个键（是否想写 points？）",
        ),
        ("weight: 3\n", "", "f.yaml:1:1: source-bad-value 值不合要求：指标要有 weight；加减分项写 adjustment: true"),
        ("weight: 3", "weight: 3\nadjustment: yes", "f.yaml:4:13: source-bad-value 值不合要求：应当是 true 或 false"),
    ],
)
def test_a_mistake_stands_at_its_word_with_a_proposal(old: str, new: str, expected: str):
    assert old in CARD

    found = lines(CARD.replace(old, new))

    assert found[0].startswith(expected) or expected in found


def test_all_mistakes_come_at_once():
    found = lines(CARD.replace("weight: 3", "wieght: 3").replace("hit: first", "hit: frist").replace("id: one, ", ""))

    assert [line.split()[0] for line in found] == ["f.yaml:3:1:", "f.yaml:5:6:", "f.yaml:7:5:"]


def test_a_diagnostic_speaks_english_too():
    assert lines(CARD.replace("weight: 3", "wieght: 3"), "en")[0] == (
        "f.yaml:3:1: source-unknown-key unknown key `wieght` (did you mean weight?)"
    )


def test_a_proposal_is_a_key_that_may_stand_there():
    node, _ = parse_yaml("topic: t\nchecks: [{code: c, levl: P1}]\nat_risk: []\n", "f.yaml")
    assert node is not None

    found = {one.zh: one.proposal for one in decode(node, ChecksFile)[1] if one.code == "source-unknown-key"}

    assert found["没有 `levl` 这个键"] == "level"
    assert found["没有 `at_risk` 这个键"] not in ("at_risk", "indicator")


def test_of_a_file_full_of_mistakes_the_first_hundred_are_told():
    found = lines(CARD + "".join(f"k{n}: 1\n" for n in range(20_000)))

    assert (MAX_PROBLEMS, "`k99`") == (len(found), found[-1].split()[3])


def test_a_refusal_lists_every_diagnostic_once_in_order_of_place():
    one = Diagnostic(Place("b", 1, 2), "code", "一", "one", "甲")
    two = Diagnostic(Place("a", 9, 1), "code", "二", "two")
    three = Diagnostic(Place("b", 1, 2), "code", "一", "one")

    error = RefusedError([one, two, one, three])

    assert error.diagnostics == (two, three, one)
    assert str(error) == "a:9:1: code 二\nb:1:2: code 一\nb:1:2: code 一（是否想写 甲？）"
