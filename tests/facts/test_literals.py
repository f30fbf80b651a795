"""A text is only searched where it holds the words of a phrase: that never loses a match."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from youju.facts.literals import Word
from youju.facts.phrases import Match, Phrase, compile_near, compile_phrase

PHRASES = (
    "(预算|决算)(数|)为{money}",
    "(及时|按时)、(回复|答复)",
    "采购(计划|预算){..4}，(全年|)实际(支出|){money}",
    "“三公”经费{..}(下降|减少){percent}",
    "(获得|获){..3}(表彰|奖励){..2}(、|和){..2}(嘉奖|奖励)",
    "除{..3}外(均|(全部|都){..2})完成",
    "{count}(项目|)(均|)(按时|)完成",
    "(年初|(上年|{上年}))结转{money}",
)
PIECES = (
    *(
        "预算",
        "决算",
        "数",
        "为",
        "3万元",
        "12.5元",
        "及时",
        "按时",
        "、",
        "回复",
        "答复",
        "采购",
        "计划",
        "，",
        "全年",
        "实际",
    ),
    *(
        "支出",
        "“",
        "三公",
        "”",
        "经费",
        "下降",
        "减少",
        "5%",
        "百分之三",
        "获得",
        "获",
        "表彰",
        "奖励",
        "和",
        "嘉奖",
        "除",
        "外",
    ),
    *("均", "全部", "都", "完成", "3个", "项目", "年初", "上年", "2022年", "结转", "。", "\n", "甲", "(", ")"),
)
TEXTS = st.lists(st.sampled_from(PIECES), max_size=24).map("".join)


def searched(phrase: Phrase, text: str, start: int, end: int) -> list[Match]:
    """What RE2 finds where it searches all of a text."""
    every = list[Match]()
    for whole, groups in phrase.pattern.find(text, start, end):
        slot = next((groups[n] for n in sorted(phrase.slots) if groups[n][0] >= start), None)
        gaps = tuple(span for n, span in enumerate(groups) if n not in phrase.slots and span[0] >= start)
        every.append(Match(*whole, slot, gaps))
    return every


@pytest.mark.parametrize("phrase", PHRASES)
@given(text=TEXTS, cut=st.integers(0, 6))
def test_every_match_is_found_where_only_lines_with_its_words_are_searched(phrase: str, text: str, cut: int) -> None:
    compiled = compile_phrase(phrase, 2023)
    start, end = min(cut, len(text)), max(min(cut, len(text)), len(text) - cut)

    assert searched(compiled, text, start, end) == list(compiled.find(text, start, end))


@pytest.mark.parametrize("times", [1, 8, 9, 40])
def test_a_line_in_which_a_phrase_may_begin_often_has_the_same_matches(times: int) -> None:
    compiled, text = compile_phrase("(预算|预算数|决算){..}为{money}"), "预算决算为3万元，预算数" * times + "为5元"

    assert times + 1 == len(searched(compiled, text, 0, len(text)))
    assert searched(compiled, text, 0, len(text)) == list(compiled.find(text))


@given(TEXTS)
def test_every_match_of_parts_in_any_order_is_found(text: str) -> None:
    compiled = compile_near(("(采购|购置)", "计划", "{money}"), 6)

    assert searched(compiled, text, 0, len(text)) == list(compiled.find(text))


def test_the_words_of_a_phrase_stand_in_order_with_so_much_room_between() -> None:
    compiled = compile_phrase("采购(预算|计划)(数|总额|){..4}为{money}止")

    assert (
        (Word(0, ("采购",)), Word(0, ("预算", "计划")), Word(6, ("为",)), Word(None, ("止",))),
    ) == compiled.literals


def test_a_phrase_is_compiled_where_a_text_holds_its_words_and_not_before() -> None:
    compiled = compile_phrase("核定{..3}名单(甲|乙)")
    list(compiled.find("核定了四个字名单甲\n核定名单丙"))
    before = "compiled" in vars(compiled.pattern)
    found = list(compiled.find("核定名单甲"))

    assert (False, 1) == (before, len(found))
