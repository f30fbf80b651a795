"""The pages of findings: what papers and exports take from them is there, in both languages."""

import re

import pytest
from docs_pages import CODES, ROOT

from youju.facts import load_dictionary
from youju.publish.code_page import CodePage, code_page
from youju.rubric import load_rubric

DIMENSIONS = {
    "数据勾稽": "arithmetic",
    "自评得分": "claims",
    "支撑证据": "support",
    "前后矛盾": "contradictions",
    "文本规范": "text",
    "文件读取": "reading",
    "审核裁定": "rulings",
}
PAGES = [page for page in sorted(CODES.glob("*.md")) if re.search("^疑点 finding", page.read_text("utf-8"), re.M)]
RUBRIC = load_rubric(ROOT / "rules" / "lechang-2023", load_dictionary(ROOT / "facts" / "dictionary"))


def _parts(page: CodePage) -> dict[str, bool]:
    return {
        name: bool(words.zh and words.en)
        for name, words in (("title", page.title), ("advice", page.advice), ("dimension", page.dimension))
    }


@pytest.mark.parametrize("code", [page.stem for page in PAGES])
def test_the_page_of_a_finding_has_a_dimension_a_title_and_an_advice(code: str) -> None:
    page = code_page(code, RUBRIC)

    expected = ({"title": True, "advice": True, "dimension": True}, page.dimension.en)
    actual = (_parts(page), DIMENSIONS.get(page.dimension.zh))
    assert expected == actual


def test_every_code_in_the_index_of_findings_says_on_its_page_that_it_is_one() -> None:
    index = (CODES / "README.md").read_text("utf-8").partition("\n## 命令与报告")[0]

    expected = sorted(re.findall(r"^\| \[`([a-z-]+)`\]", index, re.MULTILINE))
    actual = sorted(page.stem for page in PAGES)
    assert expected == actual


@pytest.mark.parametrize("code", [check.code for check in RUBRIC.checks])
def test_a_check_is_about_contradictions_whether_or_not_it_has_a_page(code: str) -> None:
    page = code_page(code, RUBRIC)

    expected = ("前后矛盾", "contradictions", True)
    actual = (page.dimension.zh, page.dimension.en, bool(page.title.zh and page.title.en))
    assert expected == actual
