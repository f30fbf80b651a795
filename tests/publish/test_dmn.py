"""A rubric as DMN: whole, in the order of the schema, with every reference leading somewhere."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

import pytest
from lxml import etree

from dmn_kit import RUBRICS, worked_out
from small_rubrics import build, card
from youju.author.dmn.words import VERSIONS
from youju.facts import constant
from youju.publish.dmn.document import dmn
from youju.publish.dmn.names import feel_name, id_of, names_of
from youju.rubric import Rubric

# The order in which the schema of DMN 1.5 wants the children of an element; what is not named here has none of its own.
BEGINS = ["description", "extensionElements"]
DRG = ["inputData", "decision", "knowledgeSource"]
ORDER = {
    "definitions": [*BEGINS, *DRG, "DMNDI"],
    "inputData": [*BEGINS, "variable"],
    "decision": [
        *BEGINS, "variable", "informationRequirement", "authorityRequirement", "literalExpression", "decisionTable",
    ],
    "knowledgeSource": [*BEGINS, "authorityRequirement", "type"],
    "decisionTable": [*BEGINS, "input", "output", "annotation", "rule"],
    "input": [*BEGINS, "inputExpression"],
    "rule": [*BEGINS, "inputEntry", "outputEntry", "annotationEntry"],
    "informationRequirement": ["requiredDecision", "requiredInput"],
    "authorityRequirement": ["requiredAuthority"],
}  # fmt: skip
EVERY = pytest.mark.parametrize("rubric", RUBRICS, ids=lambda rubric: rubric.id)


def tree(rubric: Rubric, version: str = "1.5") -> etree._Element:
    return etree.fromstring(dmn(rubric, version))


def local(element: etree._Element) -> str:
    return etree.QName(element).localname


def of(root: etree._Element, tag: str) -> list[etree._Element]:
    return list(root.iter(f"{{{root.nsmap[None]}}}{tag}"))


@EVERY
def test_the_children_of_every_element_come_in_the_order_of_the_schema(rubric: Rubric):
    wrong = [
        (local(one), [local(child) for child in one])
        for one in tree(rubric).iter()
        if local(one) in ORDER and not _ordered([local(child) for child in one], ORDER[local(one)])
    ]

    assert [] == wrong


def _ordered(found: list[str], order: list[str]) -> bool:
    return all(name in order for name in found) and found == sorted(found, key=order.index)


@EVERY
def test_ids_and_names_are_unique_and_every_reference_leads_to_an_element(rubric: Rubric):
    root = tree(rubric)
    ids = Counter(one.get("id") for one in root.iter() if one.get("id"))
    names = Counter(one.get("name") for tag in ("inputData", "decision", "knowledgeSource") for one in of(root, tag))
    referred = {one.get("href").removeprefix("#") for one in root.iter() if one.get("href")}
    drawn = {one.get("dmnElementRef") for one in root.iter() if one.get("dmnElementRef")}

    assert [] == [name for name, count in (ids + names).items() if count > 1 and (ids[name] > 1 or names[name] > 1)]
    assert set() == (referred | drawn) - set(ids)


@EVERY
def test_every_name_that_an_expression_reads_is_required_and_none_beside(rubric: Rubric):
    root = tree(rubric)
    variables = {one.getparent().get("id"): one.get("name") for one in of(root, "variable")}
    for decision in of(root, "decision"):
        required = {
            variables[one.get("href")[1:]]
            for tag in ("requiredInput", "requiredDecision")
            for one in of_in(decision, tag)
        }
        texts = " ".join(one.text or "" for one in expressions(decision))
        read = {name for name in re.findall(r"[^\W\d]\w*", texts) if name in variables.values()}

        assert required == read


def of_in(decision: etree._Element, tag: str) -> list[etree._Element]:
    return [one for one in decision.iter() if local(one) == tag]


def expressions(decision: etree._Element) -> list[etree._Element]:
    holders = ("literalExpression", "inputExpression", "inputEntry", "outputEntry")
    return [one for one in decision.iter() if local(one) == "text" and local(one.getparent()) in holders]


@EVERY
def test_every_rule_keeps_its_id_its_words_and_the_mark_of_what_it_rests_on(rubric: Rubric):
    rows = [
        [note.findtext("{*}text") or "" for note in one if local(note) == "annotationEntry"]
        for one in of(tree(rubric), "rule")
    ]
    expected = [
        (rule.id, rule.because.zh, rule.because.en, [basis.mark for basis in rule.basis])
        for indicator in rubric.indicators.values()
        for rule in indicator.rules
        if rule.because
    ]

    assert expected == [(id_, zh, en, re.findall(r"^\w+(?=: )", bases, re.MULTILINE)) for id_, zh, en, bases in rows]


@EVERY
def test_every_basis_is_a_knowledge_source_with_its_mark_and_its_document(rubric: Rubric):
    root = tree(rubric)
    told = {
        (
            one.findtext("{*}type"),
            one.get("label"),
            [ref.get("href") for ref in of_in(one, "requiredAuthority")][:1] != [],
        )
        for one in of(root, "knowledgeSource")
    }
    bases = [*(b for i in rubric.indicators.values() for b in (*i.basis, *(b for rule in i.rules for b in rule.basis)))]

    assert {(basis.mark, basis.text, basis.source is not None) for basis in bases} == {
        one for one in told if one[0] != "source"
    }


@EVERY
def test_no_unit_and_no_chinese_word_of_the_language_is_left_in_an_expression(rubric: Rubric):
    texts = [one.text for decision in of(tree(rubric), "decision") for one in expressions(decision)]

    assert [] == [text for text in texts if re.search(r"[%‰`≤≥≠]|\d ?(万元|亿元|元|项|人|次)|[“”]", text or "")]


def test_versions_differ_in_their_namespaces_alone():
    written = {version: dmn(RUBRICS[0], version).decode() for version in VERSIONS}
    bare = {re.sub(r"(spec/DMN/)\d{8}", r"\1DATE", text) for text in written.values()}

    assert (len(written), len(bare)) == (2, 1)
    assert all(date in written[version] for version, date in VERSIONS.items())


def test_the_same_rubric_gives_the_same_bytes_and_the_standard_library_reads_them():
    data = dmn(RUBRICS[0])

    assert data == dmn(RUBRICS[0])
    assert ElementTree.fromstring(data).tag == f"{{https://www.omg.org/spec/DMN/{VERSIONS['1.5']}/MODEL/}}definitions"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("“三公”经费控制率", "三公经费控制率"), ("预决算信息，绩效评价结果公开性", "预决算信息绩效评价结果公开性"),
        ("Credit Score", "Credit_Score"), ("2023年数", "_2023年数"), ("in", "_in"), ("，", "_"),
    ],
)  # fmt: skip
def test_a_name_is_one_word_that_every_feel_reads(text: str, name: str):
    assert name == feel_name(text)


def test_names_that_become_alike_stay_apart():
    facts = {"甲": "number", "甲得分": "number"}
    rubric = build(facts, [card("甲", "1", {"a": ("甲 > 0 and 甲得分 > 0", "1")})])

    assert names_of(rubric)["points", "甲"] == "甲得分_2"
    assert re.fullmatch(r"fact\.[0-9a-f]{12}", id_of("fact", "甲"))


@pytest.mark.parametrize(
    ("when", "column", "cell"),
    [
        ("甲 <= 10%", "甲", "<= 0.1"), ("甲 = 3 项", "甲", "3"), ("甲 != 3", "甲", "not(3)"), ("甲 > -15%", "甲", "> -0.15"),
        ("甲 > 10% and 甲 <= 20%", "甲", "(0.1..0.2]"), ("甲 <= 20% and 甲 > 10%", "甲", "(0.1..0.2]"),
        ("甲 between 1 and 2", "甲", "[1..2]"), ("甲 in [1..2)", "甲", "[1..2)"), ("甲 in (1, > 5)", "甲", "1, > 5"),
        ("钱 > 0.15 万元", "钱", "> 1500"), ("甲 + 2 > 3", "甲 + 2", "> 3"), ("有", "有", "true"), ("not(有)", "有", "false"),
        ("甲 > 乙", "甲 > 乙", "true"), ("有 or 甲 > 0", "有 or 甲 > 0", "true"), ("3 < 甲", "3 < 甲", "true"),
        ('级 = "甲"', "级", '"甲"'), ("not(有 and 甲 > 1)", "not(有 and 甲 > 1)", "true"),
    ],
)  # fmt: skip
def test_a_test_of_one_quantity_is_a_cell_and_anything_else_a_column_of_its_own(when: str, column: str, cell: str):
    facts = {"甲": "number", "乙": "number", "钱": "money", "有": "boolean", "级": "text"}
    root = tree(build(facts, [card("一", "1", {"a": (when, "1")})]))

    assert ([column], [cell]) == (texts_of(root, "inputExpression"), texts_of(root, "inputEntry"))


def texts_of(root: etree._Element, tag: str) -> list[str]:
    return [one.findtext("{*}text") for one in of(root, tag)]


@pytest.mark.parametrize(
    ("hit", "written"), [("first", ("FIRST", None)), ("unique", ("UNIQUE", None)), ("sum", ("COLLECT", "SUM"))]
)
def test_each_hit_policy_has_its_name_in_dmn(hit: str, written: tuple[str, str | None]):
    root = tree(build({"甲": "number"}, [card("一", "1", {"a": ("甲 > 0", "1")}, hit=hit)]))
    found = of(root, "decisionTable")[0]

    assert written == (found.get("hitPolicy"), found.get("aggregation"))


@pytest.mark.parametrize(
    ("hit", "given", "points"),
    [
        ("sum", {"甲": "true", "乙": "true"}, "3"), ("sum", {"甲": "false", "乙": "false"}, "0"), ("sum", {"甲": "true"}, None),
        ("first", {"甲": "true"}, "1"), ("first", {"乙": "true"}, None), ("first", {"甲": "false", "乙": "true"}, "2"),
        ("unique", {"甲": "true"}, None), ("unique", {"甲": "true", "乙": "false"}, "1"),
        ("unique", {"甲": "true", "乙": "true"}, None),
    ],
)  # fmt: skip
def test_what_is_missing_costs_no_point_and_wins_none(
    tmp_path: Path, hit: str, given: dict[str, str], points: str | None
):
    facts = {"甲": "boolean", "乙": "boolean"}
    rubric = build(facts, [card("一", "3", {"a": ("甲", "1"), "b": ("乙", "2")}, hit=hit)])
    values = worked_out(dmn(rubric), tmp_path, {name: constant(text) for name, text in given.items()})

    assert (None if points is None else constant(points)) == values["一得分"] == values["总得分"]
