"""Folded text: one spelling for phrases, and the way back to the words of the report."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from youju.report import Document, fold, outline
from youju.report.characters import TABLE


def document(text: str) -> Document:
    return Document("a.txt", "", "utf-8", 0, text)


def folded(text: str) -> str:
    return fold(document(text)).text


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("编制 24 名。", "编制24名。"),
        ("编制 ２４ 名（含　工勤）。", "编制24名(含工勤)。"),
        ("12 34", "12 34"),
        ("12  \t 34", "12 34"),
        ("1. 2024年收入", "1. 2024年收入"),
        ("1 . 预算", "1.预算"),
        ("Plan  B 方案", "Plan B方案"),
        ("合计 1,628.32 万元, 其中: 基本支出; 其他", "合计1,628.32万元，其中：基本支出；其他"),
        ("见 http://a.cn/b;c 10:30", "见http://a.cn/b;c 10:30"),
        ("率 >= 90%, 率＜＝１０％", "率≥90%，率≤10%"),
        ("率≦5，率 > = 3", "率≤5，率≥3"),
        ("变动率≤−15%", "变动率≤-15%"),
        ("变动率—15%", "变动率-15%"),
        ("80%—90%，2023–2025年，5~8个，5～8个", "80%~90%，2023~2025年，5~8个，5~8个"),
        ("目标——2023年任务", "目标——2023年任务"),
        ('他说 "好"，又说"行"。', "他说“好”，又说“行”。"),
        ("账⼾与⻓⻋⾦", "账户与长车金"),
        ("预\u200b算\ufeff执\u00ad行", "预算执行"),
        ("**（四） 建筑**和__水利__", "(四)建筑和水利"),
        ("得分____分 ****", "得分____分****"),
        ("〔2022〕 73 号 ［甲］【乙】《丙》", "〔2022〕73号［甲］【乙】《丙》"),
        ("\n\n \n", ""),
        ("", ""),
    ],
)
def test_one_meaning_has_one_spelling(written: str, expected: str) -> None:
    assert expected == folded(written)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("购买公众责任\n\n保险费七万元。", "购买公众责任保险费七万元。"),
        ("完成演练 21\n\n场，参与", "完成演练21场，参与"),
        ("合计 12\n34 元", "合计12 34元"),
        ("责任\n\n — 3 — \n\n保险", "责任保险"),
        ("责任\n\n第 3 页 共 9 页\n\n保险", "责任保险"),
        ("已完成。\n\n下一步", "已完成。\n下一步"),
        ("（已完成。）\n下一步", "(已完成。)\n下一步"),
        ("情况为：\n我局", "情况为：\n我局"),
        ("占总收入的 100%\n\n2. 部门支出", "占总收入的100%\n2.部门支出"),
        ("一、基本情况\n\n我局成立于", "一、基本情况\n我局成立于"),
        ("（一）突出重点，强化治理\n\n坚持问题", "(一)突出重点，强化治理\n坚持问题"),
        ("（3）结转结余率（3分）\n该项指标", "(3)结转结余率(3分)\n该项指标"),
        ("（1）指导各镇（街道、\n办事处）整改。", "(1)指导各镇(街道、办事处)整改。"),
        ("1. 总收入合计\n1,200 万元。", "1.总收入合计1,200万元。"),
        ("（一）收入\n2024年收入若干。", "(一)收入\n2024年收入若干。"),
        ("部门名称: 某某局\n填报人: 张某\n我局", "部门名称：某某局\n填报人：张某\n我局"),
        ("附件4\n\n2023年度报告", "附件4\n2023年度报告"),
        ("获得全市第\n\n一、镇村队伍", "获得全市第一、镇村队伍"),
        ("- 15 名在编\n- 3 名工勤\n", "•15名在编\n•3名工勤"),
        ("# 基本情况\n我局\n\n## 收支\n合计", "基本情况\n我局\n收支\n合计"),
        ("指标\t分值\t得分\n支出率\t3\t-2\n结转\t3\t3", "指标分值得分\n支出率3 -2\n结转3 3"),
        ("甲\f乙\u2028丙\r\n丁", "甲乙丙丁"),
    ],
)
def test_a_broken_sentence_is_one_paragraph_and_a_heading_its_own(written: str, expected: str) -> None:
    assert expected == folded(written.replace("\r\n", "\n"))


def test_a_span_leads_back_to_the_words_of_the_report() -> None:
    text = "一、收支\n全年总收入 １,２００\n\n万元，率 >= 90%。"
    result = fold(document(text))
    amount = result.text.index("1,200万元")
    rate = result.text.index("率≥")

    assert result.quote(amount, amount + 7).text == "１,２００\n\n万元"
    assert result.quote(amount, amount + 7).line == 2
    assert result.quote(rate, rate + 2).text == "率 >="
    assert result.span(len(result.text), len(result.text)) == (len(text), len(text))
    with pytest.raises(ValueError, match="no such span"):
        result.span(2, 1)


PIECES = st.lists(
    st.sampled_from(
        [
            *'一1.（(）)，,：:;；。>=-—~*_#|"“”\n\n\n \t　\u200b２万元分名第附件页预算≥\0\x01\x02\r\f',
            "一、",
            "(1)",
            "**",
            "## ",
        ]
    )
    | st.characters(codec="utf-8"),
    max_size=60,
).map("".join)
PUNCTUATION = {",": "，", ";": "；", ":": "：", ">": "≥", "<": "≤", "*": "•", "+": "•", '"': "“”", "\n": " ", "\t": " "}
PUNCTUATION |= dict.fromkeys("-—–―‒", "-~•")


@settings(max_examples=400)
@given(PIECES)
def test_every_folded_character_is_one_character_of_the_report_in_its_plain_form(text: str) -> None:
    result = fold(document(text))

    assert len(result.text) == len(result.origin)
    assert all(a < b for a, b in zip(result.origin, result.origin[1:], strict=False))
    for char, at in zip(result.text, result.origin, strict=True):
        plain = text[at].translate(TABLE)
        assert char == plain or char in PUNCTUATION[plain]


@settings(max_examples=200)
@given(PIECES)
def test_folding_loses_no_letter_and_leaves_no_stray_space(text: str) -> None:
    result = fold(document(text)).text

    assert not result.startswith("\n")
    assert not result.endswith("\n")
    assert "\n\n" not in result
    assert "  " not in result
    assert not set(result) & set("\0\x01\x02\t\r\u3000")


@settings(max_examples=200)
@given(PIECES, st.data())
def test_spans_stay_inside_the_report_and_keep_their_order(text: str, data: st.DataObject) -> None:
    result = fold(document(text))
    start = data.draw(st.integers(0, len(result.text)))
    end = data.draw(st.integers(start, len(result.text)))
    low, high = result.span(start, end)

    assert 0 <= low <= high <= len(text)
    assert text[low:high] == result.quote(start, end).text


HOSTILE = [
    "1,",
    "中\n",
    "a ",
    " ",
    "\n",
    "**",
    "#",
    "# ",
    "- ",
    "- \n",
    "(1 \n",
    '"',
    "(",
    ">=",
    "a\tb\n",
    "—1",
    "甲：\n",
    "第一",
]


def seconds(text: str) -> float:
    begin = time.process_time()
    outline(fold(document(text)))
    return time.process_time() - begin


@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_text_is_folded_in_linear_time(piece: str) -> None:
    small, large = 40_000, 320_000
    base = max(min(seconds((piece * small)[:small]) for _ in range(3)), 0.002)

    # Eight times the text: linear is 8, quadratic 64.
    assert seconds((piece * large)[:large]) / base < 24
