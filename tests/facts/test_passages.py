"""Where a report speaks of an indicator: by its heading, else by its title inside its group."""

from __future__ import annotations

import pytest
from facts_helpers import dictionary, reading

from youju.facts import Reading, Sought, extract
from youju.report import Document
from youju.report.builder import Builder
from youju.report.document import Remark

SOUGHT = (
    Sought("s", ("预算执行情况",), None, leaf=False),
    Sought("g", ("资金管理",), "s", leaf=False),
    Sought("a", ("支付率", "资金支付率"), "g"),
    Sought("b", ("采购率",), "g"),
    Sought("h", ("人员管理",), "s", leaf=False),
    Sought("c", ("供养率",), "h"),
)


def body(text: str, found: Reading, key: str) -> str:
    passage = found.passages[key]
    return text[passage.body : passage.end].strip()


def passages(text: str) -> dict[str, str]:
    """The bodies of the passages found; the texts here hold no space, so that folding moves nothing."""
    found = reading(text, *SOUGHT)
    return {key: body(text, found, key) for key in found.passages}


def test_headings_bound_the_passages_of_a_report():
    text = (
        (
            "（一）预算执行情况（20分）\n1.资金管理。分值15分。\n（1）支付率（5分）。\n实际支付甲。\n（2）采购率（10分）。\n实际采购乙。\n"
            "2.人员管理。分值5分。\n（1）供养率（5分）。\n在编丙。\n二、存在问题\n没有。\n"
        )
        .replace("（", "(")
        .replace("）", ")")
    )

    found = passages(text)

    assert {key: found[key] for key in "abc"} == {"a": "实际支付甲。", "b": "实际采购乙。", "c": "在编丙。"}


def test_a_weight_stands_in_the_heading_or_in_the_first_words():
    found = reading(
        "（一）预算执行情况（20分）\n1.资金管理。指标分值15分。\n（1）支付率（5分，调整后8分）。\n甲。\n", *SOUGHT
    )

    weights = {key: (passage.weight, passage.adjusted) for key, passage in found.passages.items()}
    assert weights == {"s": (20, None), "g": (15, None), "a": (5, 8)}


def test_siblings_without_headings_are_found_clause_by_clause():
    text = "1.资金管理。支付率甲，自评得2分；采购率乙，自评得1分。\n2.人员管理。供养率丙。\n"

    found = reading(text, *SOUGHT)

    assert {key: (text[p.start : p.end], p.inline, p.shared) for key, p in found.passages.items() if key in "abc"} == {
        "a": ("1.资金管理。支付率甲，自评得2分；"[7:], True, True),
        "b": ("采购率乙，自评得1分。\n", True, True),
        "c": ("2.人员管理。供养率丙。", True, False),
    }


def test_a_group_with_one_indicator_lends_it_its_passage():
    found = reading("1.人员管理。本年在编丙，自评得2分。\n", *SOUGHT)

    assert (found.passages["c"].inline, found.claims["c"].points) == (True, 2)


def test_a_title_in_an_overview_is_no_passage():
    text = "1.资金管理。该指标主要从支付率、采购率两方面进行考核。\n采购率乙，自评得1分。\n"

    found = reading(text, *SOUGHT)

    assert (sorted(key for key in found.passages if key in "ab"), found.claims["b"].points) == (["b"], 1)


def test_a_table_of_contents_does_not_hide_the_section():
    text = "目录\n(1)支付率\n(2)采购率\n一、正文\n(1)支付率(5分)。\n实际支付甲，自评得5分。\n(2)采购率(5分)。\n乙，自评得4分。\n"

    found = reading(text, *SOUGHT)

    assert {key: found.claims[key].points for key in "ab"} == {"a": 5, "b": 4}


def test_a_nested_numbering_does_not_end_a_passage():
    text = "(1)支付率(5分)。\n(一)上半年支付甲。\n(二)下半年支付乙。\n自评得5分。\n(2)采购率(5分)。\n丙，自评得4分。\n"

    found = reading(text, *SOUGHT)

    assert {key: found.claims[key].points for key in "ab"} == {"a": 5, "b": 4}


@pytest.mark.parametrize("mark", ["（1）", "(1)", "1.", "1、", "①", "(1 )", "１．", "（ 1 ）"])
def test_numbering_may_be_damaged_or_of_another_kind(mark: str):
    found = reading(f"{mark} 支付率（5分）。\n自评得5分。\n", *SOUGHT)

    assert found.claims["a"].points == 5


@pytest.mark.parametrize("title", ["支付率", "支付率情况", "资金支付率", "“支付率”", "支 付 率"])
def test_a_heading_may_have_a_short_tail_another_name_or_quotes(title: str):
    found = reading(f"（1）{title}（5分）。\n自评得5分。\n", *SOUGHT)

    assert found.claims["a"].points == 5


def test_a_heading_that_is_another_title_is_never_taken_for_a_longer_one():
    sought = (Sought("short", ("预算编制",), None, leaf=False), Sought("long", ("预算编制科学性",), "short"))

    found = reading("（1）预算编制科学性（4分）。\n自评得4分。\n", *sought)

    assert list(found.passages) == ["long"]


def test_a_chapter_ends_whatever_was_open():
    text = "(1)支付率(5分)。\n甲，自评得5分。\n二、存在问题\n采购率偏低，自评得0分。\n"

    found = reading(text, *SOUGHT)

    assert (body(text, found, "a"), "b" in found.passages) == ("甲，自评得5分。", False)


def test_many_headings_take_linear_time():
    text = "".join(f"({n % 9 + 1})标题{n}(5分)。\n甲。\n" for n in range(40_000))

    assert reading(text, *SOUGHT).passages == {}


def paged(*lines: tuple[int, str], unread: bool) -> Document:
    """Lines with their pages; `unread` where the reader tells of pages that it could not read."""
    builder = Builder()
    for page, line in lines:
        builder.add(line, page=page)
        builder.end_line()
    if unread:
        builder.remark(Remark("pages-without-text", "P1", "第 2 页没有读到", "page 2 was not read"))
    return builder.document("paged.pdf", b"", "pdf", pages=3)


@pytest.mark.parametrize(
    ("after", "unread", "expected"), [(3, True, [None, 10]), (3, False, [3, 10]), (2, True, [3, 10])]
)
def test_what_stands_behind_a_page_that_was_not_read_is_about_nothing_before_it(
    after: int, unread: bool, expected: list[int | None]
) -> None:
    document = paged(
        (1, "1.资金管理。分值15分。"),
        (1, "（1）支付率（5分）。"),
        (1, "实际支付甲。"),
        (after, "该指标自评得分3分。"),
        (after, "（2）采购率（10分）。"),
        (after, "实际采购乙。该指标自评得分10分。"),
        unread=unread,
    )

    claims = extract(document, dictionary(), SOUGHT).claims

    assert expected == [claims[key].points if key in claims else None for key in "ab"]
