"""Numbers that Word makes and does not store are in the text, as Word writes them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.report.offices import all_made, made
from tests.report.word_files import package, paragraph, silent, word_file

from youju.report import fold
from youju.report.word import read_docx
from youju.report.word.counting import counted, written


def level(at: int, form: str, text: str, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:suff w:val="nothing"/><w:lvlText w:val="{text}"/></w:lvl>'
    )


def numbered(text: str, number: int, at: int | None = 0) -> str:
    step = "" if at is None else f'<w:ilvl w:val="{at}"/>'
    return paragraph(text, f'<w:numPr>{step}<w:numId w:val="{number}"/></w:numPr>')


def lines(body: str, numbering: str, styles: str = "") -> list[str]:
    data = package(body, {"numbering.xml": numbering, "styles.xml": styles})
    return read_docx(data, "a.docx", silent).text.split("\n")[:-1]


def abstract(name: int, levels: str) -> str:
    return f'<w:abstractNum w:abstractNumId="{name}">{levels}</w:abstractNum>'


def num(name: int, of: int, overrides: str = "") -> str:
    return f'<w:num w:numId="{name}"><w:abstractNumId w:val="{of}"/>{overrides}</w:num>'


REPORT = (
    level(0, "chineseCountingThousand", "%1、") + level(1, "chineseCounting", "（%2）") + level(2, "decimal", "%3.")
)
TREE = level(0, "decimal", "%1") + level(1, "decimal", "%1.%2") + level(2, "lowerRoman", "%1.%2.%3")
STARTS_AT_5 = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'


@pytest.mark.parametrize(
    ("number", "form", "expected"),
    [
        (3, "decimal", "3"),
        (3, "decimalZero", "03"),
        (12, "decimalFullWidth", "１２"),
        (1, "chineseCounting", "一"),
        (10, "chineseCounting", "十"),
        (11, "chineseCountingThousand", "十一"),
        (20, "japaneseCounting", "二十"),
        (105, "chineseCountingThousand", "一百零五"),
        (110, "chineseCountingThousand", "一百一十"),
        (1010, "chineseCountingThousand", "一千零一十"),
        (10500, "chineseCountingThousand", "一万零五百"),
        (100, "chineseCounting", "一○○"),
        (10, "ideographDigital", "一〇"),
        (10, "chineseLegalSimplified", "壹拾"),
        (10, "ideographTraditional", "癸"),
        (12, "ideographZodiac", "亥"),
        (61, "ideographZodiacTraditional", "甲子"),
        (20, "decimalEnclosedCircleChinese", "⑳"),
        (21, "decimalEnclosedCircle", "㉑"),
        (51, "decimalEnclosedCircle", "51"),
        (20, "decimalEnclosedParen", "⒇"),
        (5, "ideographEnclosedCircle", "㊄"),
        (4, "lowerRoman", "iv"),
        (1994, "upperRoman", "MCMXCIV"),
        (27, "upperLetter", "AA"),
        (53, "lowerLetter", "aaa"),
        (12, "ordinal", "12th"),
        (2, "numberInDash", "- 2 -"),
        (7, "neverHeardOf", "7"),
        (7, "none", ""),
    ],
)
def test_a_number_is_written_as_its_format_says(number: int, form: str, expected: str) -> None:
    assert expected == written(number, form)


def test_a_format_of_its_own_pads_with_zeros() -> None:
    assert written(7, "custom", "001, 002, 003, ...") == "007"


@given(st.integers(0, 32_767))
def test_chinese_numbers_are_all_different_and_read_back(number: int) -> None:
    def value(text: str) -> int:
        high, wan, low = text.rpartition("万")
        total = digit = 0
        for char in low:
            if char in "十百千":
                total += (digit or 1) * {"十": 10, "百": 100, "千": 1000}[char]
                digit = 0
            else:
                digit = "零一二三四五六七八九".index(char)
        return total + digit + (10_000 * value(high) if wan else 0)

    assert number == value(counted(number))


LISTS = [
    (abstract(1, REPORT) + num(1, 1), [(1, 0), (1, 1), (1, 2), (1, 2), (1, 1), (1, 2), (1, 0), (1, 1)],
     ["一、", "（一）", "1.", "2.", "（二）", "1.", "二、", "（一）"]),
    (abstract(1, TREE) + num(1, 1), [(1, 0), (1, 1), (1, 2), (1, 2), (1, 0), (1, 1)], ["1", "1.1", "1.1.i", "1.1.ii", "2", "2.1"]),
    # Two lists of one kind count on together; one that has a start of its own begins there, once.
    (abstract(1, REPORT) + num(1, 1) + num(2, 1), [(1, 0), (2, 0), (1, 0)], ["一、", "二、", "三、"]),
    (abstract(1, REPORT) + num(1, 1) + num(2, 1, STARTS_AT_5), [(1, 0), (2, 0), (2, 0)], ["一、", "五、", "六、"]),
    (abstract(1, REPORT) + num(1, 1, f'<w:lvlOverride w:ilvl="0">{level(0, "upperLetter", "%1)")}</w:lvlOverride>'), [(1, 0), (1, 0)], ["A)", "B)"]),
    (abstract(1, level(0, "upperRoman", "第%1章") + level(1, "decimal", "%1.%2", "<w:isLgl/>")) + num(1, 1), [(1, 0), (1, 1)], ["第I章", "1.1"]),
    (abstract(1, level(0, "decimal", "%1.") + level(1, "decimal", "%2)", '<w:lvlRestart w:val="0"/>')) + num(1, 1), [(1, 0), (1, 1), (1, 0), (1, 1)], ["1.", "1)", "2.", "2)"]),
    (abstract(1, level(0, "bullet", "\uf0b7")) + num(1, 1), [(1, 0), (1, 0)], ["• ", "• "]),
    (abstract(1, level(0, "none", "")) + num(1, 1) + num(0, 1), [(1, 0), (0, 0), (9, 0)], ["", "", ""]),
    # A level that was passed over stands at its start, and counts as begun.
    (abstract(1, TREE) + num(1, 1), [(1, 1), (1, 1), (1, 0), (1, 2), (1, 1)], ["1.1", "1.2", "2", "2.1.i", "2.2"]),
]  # fmt: skip
# What the standard says and LibreOffice does not do: numbers of all levels in digits, and a level that never restarts.
ONLY_WORD = ("w:isLgl", "w:lvlRestart")


@pytest.mark.parametrize(("numbering", "steps", "expected"), LISTS)
def test_lists_count_level_by_level(numbering: str, steps: list[tuple[int, int]], expected: list[str]) -> None:
    body = "".join(numbered("甲", number, at) for number, at in steps)

    assert lines(body, numbering) == [f"{each}甲" for each in expected]


def test_a_style_numbers_its_paragraphs_and_a_paragraph_may_opt_out() -> None:
    levels = level(0, "decimal", "第%1章", '<w:pStyle w:val="C"/>') + level(
        1, "decimal", "%1.%2", '<w:pStyle w:val="S"/>'
    )
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{name}">{more}<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        for name, more in (("C", ""), ("S", '<w:basedOn w:val="C"/>'))
    )
    body = "".join(paragraph("甲", f'<w:pStyle w:val="{name}"/>') for name in "CSSC")
    body += paragraph("乙", '<w:pStyle w:val="C"/><w:numPr><w:numId w:val="0"/></w:numPr>')

    assert lines(body, abstract(1, levels) + num(1, 1), styles) == ["第1章甲", "1.1甲", "1.2甲", "第2章甲", "乙"]


def test_a_list_may_be_that_of_a_style_and_a_circle_of_them_is_none() -> None:
    styles = (
        '<w:style w:type="numbering" w:styleId="L"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    linked = abstract(2, '<w:numStyleLink w:val="L"/>')
    circle = abstract(1, '<w:numStyleLink w:val="L"/>')

    assert lines(numbered("甲", 2), abstract(1, REPORT) + linked + num(1, 1) + num(2, 2), styles) == ["一、甲"]
    assert lines(numbered("甲", 2), circle + linked + num(1, 1) + num(2, 2), styles) == ["甲"]


def test_a_number_has_the_place_of_its_paragraph() -> None:
    data = package(paragraph("前") + numbered("总则", 1), {"numbering.xml": abstract(1, REPORT) + num(1, 1)})
    found = read_docx(data, "a.docx", silent)

    assert [(block.kind, block.paragraph) for block in found.blocks] == [
        ("paragraph", 1),
        ("number", 2),
        ("paragraph", 2),
    ]


def test_a_deleted_paragraph_is_not_counted() -> None:
    properties = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr><w:del w:id="1"/></w:rPr>'
    gone = f"<w:p><w:pPr>{properties}</w:pPr><w:del><w:r><w:delText>旧</w:delText></w:r></w:del></w:p>"

    assert lines(numbered("甲", 1) + gone + numbered("乙", 1), abstract(1, REPORT) + num(1, 1)) == [
        "一、甲",
        "旧",
        "二、乙",
    ]


OUTLINE = [
    "一、总则",
    "（一）收入",
    "1. 拨款",
    "2. 其他",
    "（二）支出",
    "1. 基本",
    "（1）人员",
    "（2）公用",
    "2. 项目",
    "二、结论",
    "（一）得分",
]


def test_libreoffice_counts_lists_the_same(tmp_path: Path) -> None:
    files = [
        package("".join(numbered("甲", number, at) for number, at in steps), {"numbering.xml": numbering})
        for numbering, steps, _ in LISTS
        if not any(name in numbering for name in ONLY_WORD)
    ]
    texts = [text.decode("utf-8-sig") for text in all_made(files, ".docx", "txt:Text:UTF8", tmp_path)]

    expected = [["".join(line.split()) for line in text.splitlines()] for text in texts]
    actual = [["".join(line.split()) for line in read_docx(file, "a.docx", silent).text.splitlines()] for file in files]
    assert expected == actual


def test_libreoffice_numbers_the_same(tmp_path: Path) -> None:
    text = made(word_file("\n".join(OUTLINE), automatic=True), ".docx", "txt:Text:UTF8", tmp_path).decode("utf-8-sig")

    expected = ["".join(line.split()) for line in text.splitlines() if line.strip()]
    actual = fold(read_docx(word_file("\n".join(OUTLINE), automatic=True), "a.docx", silent)).text.split("\n")
    assert [line.replace("(", "（").replace(")", "）") for line in actual] == expected


def test_libreoffice_writes_the_same_numbers(tmp_path: Path) -> None:
    """Without decimalFullWidth (it writes 1) and ideographDigital (it writes 十, the standard 一〇)."""
    forms = ["decimal", "chineseCounting", "chineseCountingThousand", "japaneseCounting", "ideographTraditional"]
    forms += ["ideographZodiac", "upperRoman", "lowerLetter", "upperLetter", "decimalEnclosedCircle", "decimalZero"]
    forms += ["chineseLegalSimplified", "decimalEnclosedCircleChinese"]
    numbering = "".join(abstract(at, level(0, form, "（%1）")) for at, form in enumerate(forms, 1))
    numbering += "".join(num(at, at) for at, _ in enumerate(forms, 1))
    body = "".join(numbered(form, at) for _ in range(12) for at, form in enumerate(forms, 1))
    data = package(body, {"numbering.xml": numbering})
    text = made(data, ".docx", "txt:Text:UTF8", tmp_path).decode("utf-8-sig")

    expected = ["".join(line.split()) for line in text.splitlines() if line.strip()]
    actual = read_docx(data, "a.docx", silent).text.split()
    assert expected == actual
