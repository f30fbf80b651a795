"""Phrases: literal text with slots and gaps, in linear time, with errors that say what is wrong."""

from __future__ import annotations

import time

import pytest

from youju.facts.denial import denied
from youju.facts.phrases import PhraseError, compile_phrase


def found(phrase: str, text: str) -> list[str]:
    return [text[match.start : match.end] for match in compile_phrase(phrase).find(text)]


def slots(phrase: str, text: str) -> list[str]:
    return [text[slice(*match.slot)] for match in compile_phrase(phrase).find(text) if match.slot]


@pytest.mark.parametrize(
    ("phrase", "text", "slot"),
    [
        ("预算数{money}", "预算数为1,628.32万元。", "1,628.32万元"),
        ("预算数{money}", "预算数达到0.3亿元", "0.3亿元"),
        ("预算数{money}", "预算数共计二十万三千元", "二十万三千元"),
        ("预算数{money}", "预算数：人民币5千万元", "5千万元"),
        ("预算数{money}", "预算数不超过188.32万余元", "不超过188.32万余元"),
        ("支出率{percent}", "支出率为98.6%", "98.6%"),
        ("支出率{percent}", "支出率达百分之九十八点五", "百分之九十八点五"),
        ("变动率{percent}", "变动率≤-15%", "≤-15%"),
        ("利用率{percent}", "利用率90%以上", "90%以上"),
        ("编制{count}", "编制共24名", "24名"),
        ("编制{count}", "编制三十六名", "三十六名"),
        ("检查{count}", "检查8.5万余宗", "8.5万余宗"),
        ("自评得分{score}", "自评得分为5分", "5分"),
    ],
)
def test_a_slot_holds_the_number_with_its_unit_and_comparison(phrase: str, text: str, slot: str):
    assert slots(phrase, text) == [slot]


@pytest.mark.parametrize(
    ("phrase", "text", "expected"),
    [
        ("在职(人员|职工|)共", "在职人员共；在职职工共；在职共；在职干部共", ["在职人员共", "在职职工共", "在职共"]),
        ("预算{..}合理", "预算的分配合理", ["预算的分配合理"]),
        ("预算{..}合理", "预算的分配，较为合理", []),
        ("预算{..}合理", "预算一二三四五六七八九十一二三合理", []),
        ("预算{..3}合理", "预算编制得合理", ["预算编制得合理"]),
        ("预算{..3}合理", "预算编制得很合理", []),
        ("预算{...}合理", "预算的分配，较为合理", ["预算的分配，较为合理"]),
        ("预算{...}合理", "预算下达。分配合理", []),
        ("预算{...}合理", "预算下达\n分配合理", []),
        ("“三公”经费", "三公经费与“三公”经费", ["三公经费", "“三公”经费"]),
        ("{docno}财务", "（青水〔2021〕12号财务", ["青水〔2021〕12号财务"]),
        ("{docno}财务", "[2021]第3号财务", ["[2021]第3号财务"]),
        ("a.b", "a.b axb", ["a.b"]),
    ],
)
def test_gaps_stay_in_their_clause_or_sentence_and_all_else_is_literal(phrase: str, text: str, expected: list[str]):
    assert found(phrase, text) == expected


@pytest.mark.parametrize(
    ("phrase", "zh", "en"),
    [
        ("预算{monye}", "没有 `{monye}` 这个槽", "no slot `{monye}`"),
        ("预算{..999}数", "没有 `{..999}` 这个槽", "no slot"),
        ("预算{money", "花括号不配对", "do not pair"),
        ("预算money}", "花括号不配对", "do not pair"),
        ("(预算|决算", "括号配对", "balanced brackets"),
        ("预算)数", "括号不配对", "unbalanced brackets"),
        ("预算|决算", "括号不配对", "unbalanced brackets"),
        ("{money}{percent}率", "只能有一个取值的槽", "one slot only"),
        ("({count}|无)项", "括号之外", "outside brackets"),
        ("{..}{money}", "须有固定的文字", "needs literal text"),
        ("", "须有固定的文字", "needs literal text"),
        ("“”", "须有固定的文字", "needs literal text"),
    ],
)
def test_what_cannot_be_compiled_is_refused_in_both_languages(phrase: str, zh: str, en: str):
    with pytest.raises(PhraseError) as error:
        compile_phrase(phrase)

    chinese, _, english = str(error.value).partition(" / ")
    assert (zh in chinese, en in english) == (True, True)


HOSTILE = [
    "预算" * 500_000,
    "预算数" + "1" * 1_000_000,
    "预算一" * 333_333,
    "(" * 1_000_000,
    "预算，" * 333_333 + "合理",
]


@pytest.mark.parametrize("text", HOSTILE, ids=["words", "digits", "numerals", "brackets", "commas"])
def test_a_hostile_text_of_a_million_characters_takes_linear_time(text: str):
    phrases = ["预算数{money}", "预算{...}合理", "(预算|)(数|){..}预算{...40}分配{count}"]

    def seconds(size: int) -> float:
        start = time.process_time()
        for phrase in phrases:
            for _ in compile_phrase(phrase).find(text[:size]):
                pass
        return time.process_time() - start

    seconds(1000)

    # Ten times the text: a search that goes back would take a hundred times as long.
    assert seconds(len(text)) < 40 * seconds(len(text) // 10)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("会计核算规范", False),
        ("会计核算不规范", True),
        ("会计核算有待规范", True),
        ("会计核算在不同时期规范", False),
        ("会计核算不断规范", False),
        ("未实现会计核算规范", True),
        ("没有做到会计核算规范", True),
        ("内部往来无异常，会计核算规范", False),
    ],
)
def test_words_that_deny_are_heard_in_the_gap_and_right_before(text: str, expected: bool):
    (match,) = compile_phrase("会计核算{..}规范").find(text)

    assert denied(text, match.start, match.gaps) is expected


def test_only_the_last_clause_of_a_long_gap_denies():
    text = "履行手续或未调整的，且按工程进度支付"
    (match,) = compile_phrase("履行{...}进度支付").find(text)

    assert denied(text, match.start, match.gaps) is False
