"""Loading the dictionary: every mistake of every file at once, each at its word."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from textwrap import dedent

import pytest

from youju.facts import constant, load_dictionary
from youju.feel import MONEY
from youju.source import RefusedError

CLAIMS = "topic: claims\nclaims:\n  score: ['自评得分{score}']\n"


def folder(tmp_path: Path, **files: str) -> Path:
    home = tmp_path / "dictionary"
    home.mkdir()
    for name, text in {"claims": CLAIMS, **files}.items():
        (home / f"{name}.yaml").write_text(dedent(text), encoding="utf-8")
    return home


def refused(home: Path) -> list[str]:
    with pytest.raises(RefusedError) as error:
        load_dictionary(home)
    return [f"{one.place} {one.code}" for one in error.value.diagnostics]


def one_fact(body: str) -> str:
    return "topic: t\nfacts:\n  数:\n    en: number\n" + "".join(f"    {line}\n" for line in dedent(body).splitlines())


def test_a_dictionary_knows_types_units_and_defaults(tmp_path: Path):
    text = one_fact("type: money\nunit: 万元\ndefault: {value: 0 元, zh: 无, en: none}\nphrases: ['数{money}']")

    loaded = load_dictionary(folder(tmp_path, topic=text))

    spec = loaded.facts["数"]
    assert (loaded.types, spec.scale, spec.default.value if spec.default else None) == ({"数": MONEY}, 10_000, 0)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("type: mony", "5:11 source-bad-value"),
        ("type: money", "4:5 source-bad-value"),
        ("type: percent\nunit: 元", "4:5 source-bad-value"),
        ("type: count\nunits: 个", "6:5 source-unknown-key"),
        ("type: count\nphrases: ['数{cuont}']", "6:16 dictionary-phrase"),
        ("type: count\nphrases:\n  - 数{count}\n  - (数", "8:9 dictionary-phrase"),
        ("type: count\nphrases:\n  - {text: '数{count}', unless: ['(每']}", "7:17 dictionary-phrase"),
        ("type: count\nphrases: [有数]", "6:15 dictionary-phrase-without-value"),
        ("type: count\nphrases: ['数{money}']", "6:16 dictionary-phrase-slot"),
        ("type: count\nphrases:\n  - {text: 无数, value: 零}", "7:27 source-bad-value"),
        ("type: boolean\nphrases:\n  - {text: 无数, value: 0}", "7:27 dictionary-value-type"),
        ("type: count\nphrases:\n  - {text: 无数, value: false}", "7:27 dictionary-value-type"),
        ("type: count\ndefault: {value: true, zh: 无, en: none}", "6:22 dictionary-value-type"),
        ("type: count\ndefault: {value: '0', zh: 无}", "6:14 source-missing-key"),
        ("type: count\nbounds: {min: 甲}", "6:19 source-bad-value"),
    ],
)
def test_a_mistake_is_refused_at_its_word(tmp_path: Path, body: str, expected: str):
    found = refused(folder(tmp_path, topic=one_fact(body)))

    assert found == [f"dictionary/topic.yaml:{expected}"]


@pytest.mark.parametrize("name", ["weight", "true", "且", "'1'", "'10%'", "''", '"甲\\n乙"', "if"])
def test_a_name_that_no_expression_can_read_is_refused(tmp_path: Path, name: str):
    body = one_fact("type: count").replace("数", name, 1)

    assert ["dictionary-name"] == [one.split(" ")[1] for one in refused(folder(tmp_path, topic=body))]


def test_all_mistakes_of_all_files_come_at_once(tmp_path: Path):
    home = folder(
        tmp_path,
        a=one_fact("type: count\nphrases: ['数{nuber}']"),
        b=one_fact("type: count"),
        c="topic: [",
        d="topic: d\nclaims:\n  score: [得分]\n",
    )

    assert refused(home) == [
        "dictionary/a.yaml:6:16 dictionary-phrase",
        "dictionary/b.yaml:3:3 dictionary-duplicate-fact",
        "dictionary/c.yaml:1:8 source-syntax",
        "dictionary/d.yaml:3:11 dictionary-phrase-slot",
    ]


def test_the_dictionary_has_exactly_one_set_of_claims(tmp_path: Path):
    none = tmp_path / "none"
    none.mkdir()

    assert refused(none) == ["none:1:1 dictionary-claims"]
    assert refused(folder(tmp_path, more=CLAIMS)) == ["dictionary/more.yaml:2:1 dictionary-claims"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("3", 3),
        ("-0.5", Fraction(-1, 2)),
        ("0.15 万元", 1500),
        ("81.48%", Fraction(8148, 10000)),
        ("true", True),
        ("1.6", Fraction(8, 5)),
        ("1 / 3", Fraction(1, 3)),
    ],
)
def test_a_constant_is_exact(text: str, value: object):
    assert constant(text) == value


@pytest.mark.parametrize("text", ["", "甲", "甲 +", "1,628.32", "05 万"])
def test_what_is_no_constant_is_a_value_error_in_both_languages(text: str):
    with pytest.raises(ValueError, match=" / "):
        constant(text)
