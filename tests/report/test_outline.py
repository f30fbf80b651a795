"""The outline: numbered headings, damaged or not, with level, title and weight."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from youju.report import Document, Heading, fold, outline


def headings(text: str) -> tuple[Heading, ...]:
    return outline(fold(Document("a.md", "", "utf-8", 0, text)))


@pytest.mark.parametrize(
    ("line", "marker", "level", "title"),
    [
        ("第一部分 基本情况", "第一部分", 0, "基本情况"),
        ("第二章 收支", "第二章", 0, "收支"),
        ("第三节 支出", "第三节", 1, "支出"),
        ("一、基本情况", "一、", 1, "基本情况"),
        ("十二 、其他", "十二、", 1, "其他"),
        ("（一）整体概况", "(一)", 2, "整体概况"),
        ("（一)整体概况", "(一)", 2, "整体概况"),
        ("一）整体概况", "一)", 2, "整体概况"),
        ("1. 部门收入。全年合计", "1.", 3, "部门收入"),
        ("１．部门收入：合计", "1.", 3, "部门收入"),
        ("1 . 部门收入", "1.", 3, "部门收入"),
        ("1、部门收入，合计若干。另有结余。", "1、", 3, "部门收入"),
        ("l. 部门收入", "l.", 3, "部门收入"),
        ("I、部门收入", "I、", 3, "部门收入"),
        ("1. 2023年收入", "1.", 3, "2023年收入"),
        ("（1）合理性", "(1)", 4, "合理性"),
        ("(1 )合理性", "(1)", 4, "合理性"),
        ("1) 合理性", "1)", 4, "合理性"),
        ("(1 预算编制合理性（5 分）。", "(1", 4, "预算编制合理性"),
        ("① 制度健全", "①", 5, "制度健全"),
        ("⑴制度健全", "⑴", 4, "制度健全"),
        ("**(四) 建筑施工方面**。开展检查。", "(四)", 2, "建筑施工方面"),
        ("# 自评报告", "#", 0, "自评报告"),
        ("### 自评结论", "###", 2, "自评结论"),
        ("## 二、自评结论", "二、", 1, "自评结论"),
        ("（三）加强统筹，提升能力。", "(三)", 2, "加强统筹，提升能力"),
    ],
)
def test_a_numbering_makes_a_heading_even_when_damaged(line: str, marker: str, level: int, title: str) -> None:
    (heading,) = headings("开头。\n\n" + line)

    assert (marker, level, title) == (heading.marker, heading.level, heading.title)


@pytest.mark.parametrize(
    "line",
    [
        "2023年全市收入。",
        "1628.32万元已支付。",
        "3.5个百分点。",
        "1.5万人次。",
        "12月底完成。",
        "(24名行政编制)。",
        "(2023年)。",
        "(5分",
        "一是加强管理。",
        "一般公共预算。",
        "一、二、三级联动。",
        "1、2、3号楼。",
        "第一名。",
        "第三方评估。",
        "(公章)",
        "九个股室。",
    ],
)
def test_a_number_at_the_start_of_a_line_is_no_heading(line: str) -> None:
    assert headings("开头。\n\n" + line) == ()


@pytest.mark.parametrize(
    ("line", "weight", "adjusted"),
    [
        ("（1）合理性（5分）。", 5, None),
        ("（1）合理性（ 28 分)", 28, None),
        ("（1）合理性【5分】", 5, None),
        ("（1）合理性(满分5分)。", 5, None),
        ("（1）合理性（分值：2.5分）", Fraction(5, 2), None),
        ("（1）支出率（3分，调整后6分）。", 3, 6),
        ("（1）支出率（3分,调整为 6 分）。", 3, 6),
        ("（1）信息，评价公开性（4分）。", 4, None),
        ("（1）合理性（5分。", 5, None),
        ("（1）合理性（权重5%）。", None, None),
        ("（1）合理性（5分钟）。", None, None),
        ("（1）合理性（扣5分）。", None, None),
        ("（1）合理性。得分（5分）。", None, None),
        ("（1）合理性。", None, None),
    ],
)
def test_the_weight_is_the_points_in_brackets_after_the_title(
    line: str, weight: Fraction | None, adjusted: int | None
) -> None:
    (heading,) = headings(line)

    assert (weight, adjusted) == (heading.weight, heading.adjusted)


def test_the_body_begins_after_the_title_in_the_same_paragraph() -> None:
    folded = fold(Document("a.txt", "", "utf-8", 0, "前言。\n（1） 合理性（5 分）。得 4 分。\n又一段。"))
    (heading,) = outline(folded)

    assert folded.text[heading.start : heading.end] == "(1)合理性(5分)"
    assert folded.text[heading.rest_start : heading.paragraph_end] == "得4分。"


@settings(max_examples=300)
@given(
    st.lists(
        st.sampled_from([*"一1.（(）)，：。 \n#lI①第章5分【】预算", "一、", "(1)", "（5分）", "部分"])
        | st.characters(codec="utf-8"),
        max_size=40,
    ).map("".join)
)
def test_headings_never_crash_and_lie_in_their_paragraphs(text: str) -> None:
    folded = fold(Document("a.txt", "", "utf-8", 0, text))
    found = outline(folded)

    assert all(h.start <= h.end <= h.rest_start <= h.paragraph_end for h in found)
    assert all("\n" not in folded.text[h.start : h.paragraph_end] and len(h.title) <= 40 for h in found)
    assert sorted(found, key=lambda h: h.start) == list(found)
