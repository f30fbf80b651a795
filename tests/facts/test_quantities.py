"""Quantities: exact values with unit, comparator and place; words that only look like numbers give none."""

from fractions import Fraction

import pytest

from youju.facts.quantities import Quantity, parse_quantity, quantities


def only(text: str) -> Quantity:
    (found,) = quantities(text)
    return found


def spoken(text: str) -> list[str]:
    return [text[q.lead_start : q.tail_end] for q in quantities(text) if q.kind != "reference"]


@pytest.mark.parametrize(
    ("text", "value", "kind", "unit", "measure"),
    [
        ("1,628.32万元", 16283200, "money", "万元", "元"),
        ("1,628.32 万元", 16283200, "money", "万元", "元"),
        ("1，628.32万元", 16283200, "money", "万元", "元"),
        ("0.15万元", 1500, "money", "万元", "元"),
        ("1.2亿元", 120000000, "money", "亿元", "元"),
        ("5百万元", 5000000, "money", "百万元", "元"),
        ("188.32万余元", 1883200, "money", "万余元", "元"),
        ("20多万元", 200000, "money", "多万元", "元"),
        ("¥1,234.50", Fraction(2469, 2), "money", "", "元"),
        ("-3.5元", Fraction(-7, 2), "money", "元", "元"),
        ("二十万元", 200000, "money", "元", "元"),
        ("三点五万元", 35000, "money", "元", "元"),
        ("二十万三千元", 203000, "money", "元", "元"),
        ("三亿五千万元", 350000000, "money", "元", "元"),
        ("一万亿元", 10**12, "money", "元", "元"),
        ("零元", 0, "money", "元", "元"),
        ("81.48%", Fraction(8148, 10000), "percent", "%", "%"),
        ("-15%", Fraction(-15, 100), "percent", "%", "%"),
        ("3‰", Fraction(3, 1000), "percent", "‰", "‰"),
        ("百分之八十一点四八", Fraction(8148, 10000), "percent", "百分之", "%"),
        ("百分之百", 1, "percent", "百分之", "%"),
        ("百分之12.5", Fraction(1, 8), "percent", "百分之", "%"),
        ("三分之二", Fraction(2, 3), "percent", "三分之", "分之"),
        ("万分之五", Fraction(5, 10000), "percent", "万分之", "分之"),
        ("2.5个百分点", Fraction(25, 1000), "points", "个百分点", "个百分点"),
        ("8.5万余宗", 85000, "count", "万余宗", "宗"),
        ("157余人", 157, "count", "余人", "人"),
        ("104家次", 104, "count", "家次", "家次"),
        ("两个", 2, "count", "个", "个"),
        ("一百零三名", 103, "count", "名", "名"),
        ("十五条", 15, "count", "条", "条"),
        ("五方面", 5, "count", "方面", "方面"),
        ("三十多家", 30, "count", "多家", "家"),
        ("约400平方米", 400, "measure", "平方米", "平方米"),
        ("8天", 8, "measure", "天", "天"),
        ("5km", 5, "measure", "km", "km"),
        ("1700余米", 1700, "measure", "余米", "米"),
        ("5分", 5, "score", "分", "分"),
        ("五分", 5, "score", "分", "分"),
        ("42", 42, "number", "", ""),
        ("1.5万", 15000, "number", "万", ""),
        ("1628320", 1628320, "number", "", ""),
        ("2023年度", 2023, "year", "", ""),
        ("二〇二三年", 2023, "year", "", ""),
        ("2023年5月20日", 20230520, "date", "", ""),
        ("2023-05-20", 20230520, "date", "", ""),
        ("12月17日", 1217, "date", "", ""),
        ("9月", 900, "date", "", ""),
    ],
)
def test_a_whole_quantity_has_its_exact_value_in_the_base_unit(
    text: str, value: Fraction | int, kind: str, unit: str, measure: str
) -> None:
    found = parse_quantity(text)

    assert found is not None
    assert (value, kind, unit, measure) == (found.value, found.kind, found.unit, found.measure)


@pytest.mark.parametrize(
    ("text", "comparator"),
    [
        ("≥90%", ">="),
        ("不低于90%", ">="),
        ("不少于3个", ">="),
        ("至少3个", ">="),
        ("90%以上", ">="),
        ("90%(含)以上", ">="),
        ("90%及以上", ">="),
        ("≤-15%", "<="),
        ("不超过10%", "<="),
        ("最多3分", "<="),
        ("10%以内", "<="),
        ("10%以下", "<="),
        ("小于100%", "<"),
        ("低于5%", "<"),
        ("不足3个", "<"),
        (">10%", ">"),
        ("超800人次", ">"),
        ("超过了4200人次", ">"),
        ("大于5万元", ">"),
        ("高于3%", ">"),
        ("=2", "="),
        ("达90%", "="),
    ],
)
def test_words_and_signs_that_compare_are_part_of_the_quantity(text: str, comparator: str) -> None:
    found = only(text)

    assert comparator == found.comparator
    assert (found.lead_start, found.tail_end) == (text.startswith("达"), len(text))


@pytest.mark.parametrize(
    ("text", "approximate"),
    [
        ("约5万元", True),
        ("近5万元", True),
        ("5万元左右", True),
        ("5万多元", True),
        ("10余家", True),
        ("不超过约5%", True),
        ("5万元", False),
        ("超过5万元", False),
        ("近3年", False),
    ],
)
def test_words_that_soften_a_number_are_kept(text: str, approximate: bool) -> None:
    assert approximate == only(text).approximate


@pytest.mark.parametrize(
    "text",
    [
        "三公经费与“三公”经费",
        "一般公共预算",
        "“三重一大”事项",
        "一防三提升",
        "“三个清单”",
        "“三个一批”整治",
        "“一张图”覆盖",
        "第三方评估获第一名",
        "双随机、一公开",
        "十分重要",
        "清零台账",
        "一起推进",
        "一方面加强",
        "一户一策",
        "进一步统一标准",
        "数十家",
        "三年行动",
        "三一二家",
        "百家争鸣",
        "一百二名",
    ],
)
def test_numerals_inside_words_count_nothing(text: str) -> None:
    assert list(quantities(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "〔2022〕73号",
        "[2019]1号",
        "(2020)第8号",
        "6660123",
        "0751-6660123",
        "S248省道",
        "3+N工程",
        "A4纸",
        "5G网络",
        "10:30",
        "1.2.3",
        "1,62.5万元",
        "1.预算",
        "(1)预算",
        "第12条",
        "9" * 60,
    ],
)
def test_numbers_that_count_nothing_are_references(text: str) -> None:
    assert {"reference"} == {q.kind for q in quantities(text)}


def test_a_quantity_knows_its_place_and_its_digits() -> None:
    text = "结余率不超过10.50%的"
    expected = Quantity(
        value=Fraction(105, 1000), kind="percent", unit="%", measure="%", scale=Fraction(1, 100), decimals=2,
        approximate=False, comparator="<=", start=6, end=12, lead_start=3, tail_end=12,
    )  # fmt: skip

    assert expected == only(text)


def test_the_bounds_of_a_search_are_kept() -> None:
    text = "甲3名乙5名丙7名"

    assert [text[q.start : q.end] for q in quantities(text, 3, 7)] == ["5名"]
    assert [q.value for q in quantities(text, 4, 5 + 1)] == [5]


@pytest.mark.parametrize(
    ("text", "values", "kinds", "ranges"),
    [
        ("80%-90%", ["4/5", "9/10"], {"percent"}, {True}),
        ("90%~95%", ["9/10", "19/20"], {"percent"}, {True}),
        ("5-10个", ["5", "10"], {"count"}, {True}),
        ("10-20万元", ["100000", "200000"], {"money"}, {True}),
        ("10万至20万元", ["100000", "200000"], {"money"}, {True}),
        ("1至9月", ["100", "900"], {"date"}, {True}),
        ("2019-2023年", ["2019", "2023"], {"year"}, {True}),
        ("由22名到24名", ["22", "24"], {"count"}, {False}),
        ("2023年-15%", ["2023", "-3/20"], {"year", "percent"}, {False}),
        ("5万元、6万元", ["50000", "60000"], {"money"}, {False}),
    ],
)
def test_the_ends_of_a_range_share_their_unit(text: str, values: list[str], kinds: set[str], ranges: set[bool]) -> None:
    found = list(quantities(text))

    assert values == [str(q.value) for q in found]
    assert (kinds, ranges) == ({q.kind for q in found}, {q.range for q in found})


@pytest.mark.parametrize(
    ("text", "half", "interval"),
    [
        ("81.48%", "1/20000", ("16295/20000", "16297/20000")),
        ("8.48万元", "50", ("84750", "84850")),
        ("24名", "0", ("24", "24")),
        ("8.5万宗", "500", ("84500", "85500")),
        ("5分", "0", ("5", "5")),
        ("三分之二", "0", ("2/3", "2/3")),
        ("≤10%", "1/200", (None, "1/10")),
        ("超800人次", "0", ("800", None)),
        ("157余人", "0", ("157", None)),
        ("约400平方米", "1/2", (None, None)),
    ],
)
def test_what_was_printed_bounds_what_may_have_been_meant(
    text: str, half: str, interval: tuple[str | None, str | None]
) -> None:
    found = only(text)

    assert Fraction(half) == found.half_unit
    assert tuple(end and Fraction(end) for end in interval) == found.interval()


def test_a_sentence_gives_its_quantities_in_order() -> None:
    text = "2024年编制30名，其中三公经费9.5万元，比上年下降12.50%，完成率≥95%，第三方查出5项问题。"

    assert spoken(text) == ["2024年", "30名", "9.5万元", "12.50%", "≥95%", "5项"]
