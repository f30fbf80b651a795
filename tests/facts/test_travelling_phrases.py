"""Phrases that travel: groups of words, parts in any order, the years of the report, parts that add up."""

from __future__ import annotations

import time
from fractions import Fraction
from pathlib import Path
from random import Random
from textwrap import dedent

import pytest
from facts_helpers import document
from hypothesis import given
from hypothesis import strategies as st

from youju.facts import Dictionary, Statement, extract, load_dictionary, resolve
from youju.facts.phrases import MOST_PARTS, PhraseError, compile_near, compile_phrase
from youju.source import RefusedError

CLAIMS = "topic: claims\nclaims:\n  score: ['自评得分{score}']\nfiscal_year: ['{year}年度{..20}自评报告']\n"
SHARED = """
topic: shared
words:
  结转: [结转结余, 结余结转]
  去年的: [上年, 去年, "{上年}"]
"""
OWN = """
topic: own
facts:
  年末数:
    en: at the end
    type: money
    unit: 万元
    phrases:
      - text: ({本年}|)末{=结转}{money}
        unless: ["{=去年的}末{=结转}"]
  年初数:
    en: a year before
    type: money
    unit: 万元
    phrases: ["{=去年的}末{=结转}{money}"]
  采购计划:
    en: planned
    type: money
    unit: 万元
    phrases: [{near: [采购, 计划, "{money}"], apart: 4, unless: [实际]}]
  编制:
    en: posts
    type: count
    unit: 名
    bounds: {min: 0, max: 500 名}
    phrases:
      - 编制{...30}合计{count}
      - {text: "(行政|事业|专项)编制{count}", sum: true}
  变动:
    en: change
    type: percent
    unit: "%"
    change: true
    phrases: ["存量(增长|下降)率{percent}", "存量同比(增长|下降){percent}"]
"""


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Dictionary:
    home: Path = tmp_path_factory.mktemp("words")
    for name, text in (("shared/claims", CLAIMS), ("shared/shared", SHARED), ("rubric/own", OWN)):
        (home / name).parent.mkdir(exist_ok=True)
        (home / f"{name}.yaml").write_text(dedent(text), encoding="utf-8")
    return load_dictionary(home / "shared", home / "rubric")


def stated(own: Dictionary, text: str) -> list[tuple[str, object]]:
    return [(one.fact, one.value) for one in extract(document(text), own, ()).statements]


TITLED = "某局2023年度绩效自评报告\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("年末结转结余5万元。", [("年末数", 50_000)]),
        ("年末结余结转5万元。", [("年末数", 50_000)]),
        (f"{TITLED}2023年末结转结余5万元。", [("年末数", 50_000)]),
        (f"{TITLED}2023年度末结转结余5万元。", [("年末数", 50_000)]),
        (f"{TITLED}2022年末结转结余3万元。", [("年初数", 30_000)]),
        (f"{TITLED}上年末结转结余3万元。", [("年初数", 30_000)]),
        # Of years that the title says nothing about nothing is read.
        ("2022年末结转结余3万元。", []),
        ("2023年末结转结余5万元。", []),
    ],
)
def test_groups_and_years_read_the_same_fact_in_other_words(
    own: Dictionary, text: str, expected: list[tuple[str, object]]
) -> None:
    assert expected == stated(own, text)


@pytest.mark.parametrize("year", [1999, 2019, 2023, 2030])
def test_the_years_of_a_report_move_with_its_title(own: Dictionary, year: int) -> None:
    text = (
        f"某局{year}年度自评报告\n{year}年末结转结余5万元，{year - 1}年末结转结余3万元，{year - 2}年末结转结余1万元。"
    )

    found = [one for one in stated(own, text) if one[1] != 10_000]
    assert [("年末数", 50_000), ("年初数", 30_000)] == found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("采购计划60万元。", [60]),
        ("计划采购60万元。", [60]),
        ("60万元的采购计划。", [60]),
        ("计划安排60万元用于采购。", [60]),
        ("采购按计划，60万元。", []),
        ("采购一二三四五计划60万元。", []),
        ("计划实际采购60万元。", []),
    ],
)
def test_parts_are_found_in_any_order_in_one_clause_and_no_further_apart(
    own: Dictionary, text: str, expected: list[int]
) -> None:
    assert expected == [Fraction(str(value)) / 10_000 for _, value in stated(own, text)]


@given(
    st.lists(st.sampled_from(["甲甲", "乙乙", "丙(丁|)"]), min_size=2, max_size=MOST_PARTS, unique=True),
    st.lists(st.integers(0, 6), min_size=3, max_size=3),
    st.integers(0, 6),
    st.randoms(use_true_random=False),
)
def test_order_never_matters_and_distance_always(parts: list[str], gaps: list[int], apart: int, random: Random) -> None:
    said = [part.replace("(丁|)", "丁") for part in parts]
    random.shuffle(said)
    text = said[0] + "".join("间" * gap + word for gap, word in zip(gaps, said[1:], strict=False))

    found = list(compile_near(tuple(parts), apart).find(text))

    near = all(gap <= apart for gap in gaps[: len(said) - 1])
    assert near == (bool(found) and (found[0].start, found[0].end) == (0, len(text)))


@pytest.mark.parametrize("text", ["采购" * 100_000, "采购计划" * 50_000, "采购1" * 70_000, "计划1万" * 50_000])
def test_parts_in_any_order_take_linear_time(text: str) -> None:
    near = compile_near(("采购", "计划", "(年初|)安排", "{money}"), 200)

    def seconds(size: int) -> float:
        start = time.process_time()
        for _ in near.find(text[:size]):
            pass
        return time.process_time() - start

    small = max(min(seconds(4_000) for _ in range(2)), 0.002)
    # Ten times the text: linear is 10, quadratic 100.
    assert seconds(40_000) / small < 40


@pytest.mark.parametrize(
    ("parts", "apart"),
    [
        (("甲",), 4),
        (("甲", "乙", "丙", "丁", "戊"), 4),
        (("甲", "乙"), 201),
        (("{money}", "{count}乙"), 4),
        (("甲", "(乙"), 4),
    ],
)
def test_parts_that_cannot_be_compiled_are_refused(parts: tuple[str, ...], apart: int) -> None:
    with pytest.raises(PhraseError):
        compile_near(parts, apart)


def test_a_year_unknown_matches_nothing_and_any_year_all() -> None:
    text = "2022年末、2023年度末"

    assert [] == list(compile_phrase("{本年}末").find(text))
    assert [(0, 6), (7, 14)] == [(m.start, m.end) for m in compile_phrase("{上年}末", "any").find(text)]


def posts(own: Dictionary, text: str) -> tuple[str, object, list[Statement]]:
    found = [one for one in extract(document(text), own, ()).statements if one.fact == "编制"]
    fact = resolve(own.facts, found)["编制"]
    return fact.status, fact.value, found


@pytest.mark.parametrize(
    ("text", "status", "value"),
    [
        ("行政编制18名、专项编制6名。", "settled", 24),
        ("行政编制18名、专项编制6名、事业编制10名。", "settled", 34),
        ("行政编制18名，专项编制6名，合计24名。", "settled", 24),
        ("行政编制18名，专项编制6名，合计25名。", "conflicting", 25),
        ("行政编制18名，专项编制6名。又行政编制18名，专项编制6名。", "settled", 24),
        ("行政编制18名，专项编制6名。又行政编制18名，专项编制7名。", "conflicting", 24),
    ],
)
def test_split_posts_add_up_and_a_stated_total_wins(own: Dictionary, text: str, status: str, value: int) -> None:
    assert (status, value) == posts(own, text)[:2]


@pytest.mark.parametrize(
    "text",
    [
        "行政编制18名。",
        "行政编制18名。专项编制6名。",
        "其中行政编制18名、专项编制6名。",
        "行政编制不超过18名、专项编制6名。",
    ],
)
def test_one_part_or_some_of_the_parts_are_no_sum(own: Dictionary, text: str) -> None:
    assert [] == posts(own, text)[2]


def test_the_quote_of_a_sum_covers_its_parts_and_each_is_quoted(own: Dictionary) -> None:
    (found,) = posts(own, "我局行政编制 18 名、\n专项编制6名。")[2]

    assert "行政编制 18 名、\n专项编制6名" == found.quote.text
    assert ["18 名", "6名"] == [part.text for part in found.parts]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("存量下降率25%。", "-0.25"),
        ("存量增长率-25%。", "-0.25"),
        ("存量增长率25%。", "0.25"),
        ("存量同比下降25%。", "-0.25"),
    ],
)
def test_a_change_takes_its_sign_from_the_words(own: Dictionary, text: str, value: str) -> None:
    assert [("变动", Fraction(value))] == stated(own, text)


def test_a_bound_on_a_fall_is_turned_with_it(own: Dictionary) -> None:
    (found,) = extract(document("存量同比下降不低于25%。"), own, ()).statements

    assert (Fraction(-1, 4), "<=") == (found.value, found.comparator)


@pytest.mark.parametrize(
    ("text", "status", "value", "outside"),
    [
        ("编制合计501名。", "missing", None, ["501名"]),
        ("编制合计-3名。", "missing", None, ["-3名"]),
        ("编制合计500名。", "settled", 500, []),
        ("编制合计0名。", "settled", 0, []),
        ("编制合计24名。编制合计2400名。", "settled", 24, ["2400名"]),
    ],
)
def test_what_is_out_of_bounds_is_told_and_decides_nothing(
    own: Dictionary, text: str, status: str, value: object, outside: list[str]
) -> None:
    fact = resolve(own.facts, extract(document(text), own, ()).statements)["编制"]

    assert (status, outside) == (fact.status, [one.number.text for one in fact.outside])
    assert value is None or value == fact.value


def refused(tmp_path: Path, text: str) -> list[tuple[str, str | None]]:
    for name, body in (("claims", CLAIMS), ("shared", SHARED), ("own", text)):
        (tmp_path / f"{name}.yaml").write_text(dedent(body), encoding="utf-8")
    with pytest.raises(RefusedError) as error:
        load_dictionary(tmp_path)
    return [(one.code, one.proposal) for one in error.value.diagnostics]


def fact(body: str, kind: str = "count") -> str:
    unit = {"percent": '"%"', "money": "万元", "boolean": '""'}.get(kind, "个")
    return f"topic: t\nfacts:\n  数: {{en: n, type: {kind}, unit: {unit}, {body}}}\n"


@pytest.mark.parametrize(
    ("text", "code", "proposal"),
    [
        (fact("phrases: ['{=结转结余}数{count}']"), "dictionary-words", "{=结转}数{count}"),
        (fact("phrases: ['{=风马牛}数{count}']"), "dictionary-words", None),
        ("topic: t\nwords: {结转: [结转]}\n", "dictionary-words", None),
        ("topic: t\nwords: {空: []}\n", "dictionary-words", None),
        ("topic: t\nwords: {套: ['{=结转}']}\n", "dictionary-words", None),
        ("topic: t\nwords: {槽: ['{money}']}\n", "dictionary-words", None),
        (fact("phrases: [{near: [甲]}]"), "dictionary-phrase", None),
        (fact("phrases: [{near: [甲, '{count}'], apart: 999}]"), "dictionary-phrase", None),
        (fact("phrases: [{near: [甲, '{money}']}]"), "dictionary-phrase-slot", "{count}"),
        (fact("phrases: [{text: 甲, near: [甲, 乙]}]"), "source-bad-value", None),
        (fact("phrases: [{text: 甲, sum: true}]"), "dictionary-phrase-without-value", None),
        (fact("phrases: [{text: '甲{count}', sum: true, each: true}]"), "source-bad-value", None),
        (fact("bounds: {max: 1}", "percent"), "dictionary-bound", "100%"),
        (fact("bounds: {max: 130}", "percent"), "dictionary-bound", "130%"),
        (fact("bounds: {max: 5 万元}", "percent"), "dictionary-bound", "5%"),
        (fact("bounds: {min: 5}", "money"), "dictionary-bound", "5万元"),
        (fact("bounds: {min: 5%}"), "dictionary-bound", "5个"),
        (fact("bounds: {min: 5, max: 3 个}"), "dictionary-bound", None),
        (fact("bounds: {min: 0}", "boolean"), "dictionary-bound", None),
    ],
)
def test_a_mistake_has_its_code_and_what_to_write(tmp_path: Path, text: str, code: str, proposal: str | None) -> None:
    found = refused(tmp_path, text)

    assert code == found[0][0]
    assert proposal in (None, found[0][1])


@pytest.mark.parametrize(
    ("kind", "bounds"),
    [
        ("percent", "{min: 0, max: 100%}"),
        ("money", "{min: 0, max: 0.5 亿元}"),
        ("count", "{min: 0, max: 5 个}"),
        ("count", "{max: 5}"),
    ],
)
def test_bounds_with_a_unit_of_the_fact_load(tmp_path: Path, kind: str, bounds: str) -> None:
    for name, body in (("claims", CLAIMS), ("own", fact(f"bounds: {bounds}", kind))):
        (tmp_path / f"{name}.yaml").write_text(dedent(body), encoding="utf-8")

    assert ["数"] == list(load_dictionary(tmp_path).facts)
