"""The page of an audit: well formed, alone, safe, and true to the report word for word."""

from __future__ import annotations

import re
import shutil
import subprocess
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.publish.web_helpers import Element, parsed, with_relations

from youju.audit import Audit, audit
from youju.audit.words import printable
from youju.publish.html import html_page
from youju.publish.html.marks import MOST_RELATIONS, Mark, marks_of, pieces
from youju.publish.html.markup import el
from youju.publish.html.text import AROUND, LONGEST, report_text, windows
from youju.report import Document, read_bytes
from youju.rubric import Rubric
from youju.structs import replace

HOSTILE = "<script>alert(1)</script>]]>\"'&amp;<!--\N{RIGHT-TO-LEFT OVERRIDE}\N{ZERO WIDTH SPACE}<mark id=q0-1>"


def page_of(audited: Audit, lang: str = "zh") -> Element:
    return parsed(html_page(audited, lang))


def said_at(page: Element, anchor: str) -> str:
    """What the text of the page says at the marks of a quote, without what the file skips."""
    marks = [one for one in page.named("mark") if anchor in (one.attributes.get("data-q") or "").split()]
    return "".join(mark.text for mark in marks if not mark.named("del"))


@pytest.fixture(scope="module", params=["zh", "en"])
def page(sample_audit: Audit, request: pytest.FixtureRequest) -> Element:
    return page_of(sample_audit, request.param)


def test_every_entry_indicator_and_finding_has_its_anchor(page: Element, sample_audit: Audit) -> None:
    expected = {f"e-{entry.id}" for entry in sample_audit.ledger.entries if entry.kind != "cap" or entry.cuts_total}
    expected |= {f"f-{finding.key}" for finding in sample_audit.findings}
    expected |= {f"i-{name}" for name in sample_audit.rubric.indicators}
    ids = [one.attributes["id"] for one in page.all() if "id" in one.attributes]

    assert set() == expected - set(ids)
    assert len(set(ids)) == len(ids)


def test_every_link_leads_to_an_anchor_of_the_page(page: Element) -> None:
    ids = {one.attributes.get("id") for one in page.all()}
    links = [one.attributes["href"] or "" for one in page.named("a")]

    assert [] == [link for link in links if link[0] != "#" or link[1:] not in ids]


def test_the_text_is_the_report_character_for_character(page: Element, sample: Document) -> None:
    assert sample.text == page.by_id("text").text


def test_at_the_mark_of_a_quote_stands_the_quote(page: Element, sample_audit: Audit) -> None:
    quotes = [quote for finding in sample_audit.findings for quote in finding.quotes]
    quotes += [said.quote for name in sample_audit.facts for said in sample_audit.facts[name].statements]
    marked = {mark.id for mark in marks_of(sample_audit, "zh")}
    shown = [(f"q{quote.start}-{quote.end}", quote.text) for quote in quotes]

    assert len(shown) > 60
    assert [] == [key for key, text in shown if key in marked and said_at(page, key) != text]


def test_the_real_report_stands_on_its_page_too(real_audit: Audit) -> None:
    page = page_of(real_audit)
    wrong = [f for f in real_audit.findings for q in f.quotes if said_at(page, f"q{q.start}-{q.end}") != q.text]

    assert (real_audit.document.text, []) == (page.by_id("text").text, wrong)


def test_nothing_is_loaded_and_no_attribute_runs_a_script(page: Element) -> None:
    attributes = {name for one in page.all() for name in one.attributes}

    assert set() == attributes & {"src", "srcset", "action", "data", "style", "poster", "background"}
    assert [] == [name for name in attributes if name.startswith("on")]
    assert set() == {one.name for one in page.all()} & {"link", "iframe", "object", "embed", "img", "base", "form"}
    assert [] == [
        one for one in (*page.named("style"), *page.named("script")) if re.search(r"url\(|import|https?:", one.text)
    ]


def test_the_policy_allows_the_script_and_the_style_of_the_page_and_nothing_else(page: Element) -> None:
    policy = next(one.attributes["content"] for one in page.named("meta") if "http-equiv" in one.attributes)

    assert re.fullmatch(
        r"default-src 'none'; style-src 'sha256-[^']{44}'; script-src 'sha256-[^']{44}'; base-uri 'none'; form-action 'none'",
        policy or "",
    )
    assert (1, 1) == (len(page.named("script")), len(page.named("style")))
    assert len(page.named("script")[0].text.splitlines()) < 150


def test_what_a_report_holds_is_words_and_no_markup(sample: Document, rubric: Rubric, sample_audit: Audit) -> None:
    text = sample.text.replace("年初政府采购计划60万元", f"年初政府采购计划60万元{HOSTILE}").replace(
        "自评得分2分", f"自评得分2分{HOSTILE}"
    )
    named = replace(read_bytes(text.encode(), "a.txt"), name=f"{HOSTILE}.txt")
    page, plain = page_of(audit(named, rubric, "exact")), page_of(sample_audit)

    assert printable(text) == page.by_id("text").text
    assert [len(plain.named(name)) for name in ("script", "style", "title")] == [
        len(page.named(name)) for name in ("script", "style", "title")
    ]
    assert "\N{RIGHT-TO-LEFT OVERRIDE}" not in page.text


@given(st.text(alphabet=st.one_of(st.sampled_from("<>&\"'`]-=/\n\r\t\0"), st.characters())))
def test_any_text_comes_out_of_a_parser_as_it_went_in(text: str) -> None:
    inside = parsed(el("p", text, title=text).markup.encode()).children[0]
    assert isinstance(inside, Element)

    assert (printable(text), printable(text)) == (inside.text, inside.attributes["title"])


spans = st.lists(
    st.tuples(st.integers(0, 12), st.integers(1, 12)).map(lambda one: (one[0], one[0] + one[1])), max_size=8
)


def marks_at(found: list[tuple[int, int]]) -> list[Mark]:
    return [Mark(start, end, ("fact",), ()) for start, end in sorted(set(found), key=lambda one: (one[0], -one[1]))]


@given(spans, st.integers(0, 5), st.integers(6, 30))
def test_pieces_are_the_span_in_order_and_each_lies_in_its_marks_whole(
    found: list[tuple[int, int]], low: int, high: int
) -> None:
    marks = marks_at(found)
    cut = list(pieces((low, high), marks))

    assert [low, *(one.end for one in cut)] == [*(one.start for one in cut), high]
    assert [{mark.id for mark in marks if mark.start <= one.start and one.end <= mark.end} for one in cut] == [
        {mark.id for mark in one.marks} for one in cut
    ]


@given(st.lists(st.integers(0, 3 * LONGEST - 20), max_size=6), st.sampled_from([LONGEST, LONGEST + 1, 3 * LONGEST]))
def test_a_text_that_is_too_long_is_shown_around_its_quotes(starts: list[int], length: int) -> None:
    marks = marks_at([(start, start + 10) for start in starts if start + 10 <= length])
    shown = list(windows(length, marks))

    assert all(left[1] < right[0] for left, right in pairwise(shown))
    assert all(any(low <= one.start and one.end <= high for low, high in shown) for one in marks)
    assert (length <= LONGEST) == (shown == [(0, length)])
    assert length <= LONGEST or sum(high - low for low, high in shown) <= (len(marks) + 1) * (2 * AROUND + 10)


def test_of_a_text_that_is_too_long_the_page_says_how_much_it_leaves_out() -> None:
    document = read_bytes(("字" * 99 + "\n").encode() * (LONGEST // 50), "long.txt")
    mark = marks_at([(LONGEST, LONGEST + 5)])
    article = parsed(report_text(document, mark, "zh").markup.encode()).by_id("text")
    gaps = [one.text for one in article.named("p") if one.attributes.get("class") == "gap"]
    counts = [int(re.sub(r"\D", "", gap.split("（")[0])) for gap in gaps]

    assert len(document.text) == sum(counts) + sum(len(p.text) for p in article.named("p") if "data-n" in p.attributes)
    assert document.text[LONGEST : LONGEST + 5] == said_at(article, mark[0].id)


def test_relations_are_listed_with_verdict_and_place_and_many_are_cut_short(sample_audit: Audit) -> None:
    table = page_of(with_relations(sample_audit, "核定编制40名")).by_id("relations")
    rows = [[cell.text for cell in row.named("td")] for row in table.named("tr")[1:]]
    many = replace(sample_audit, relations=with_relations(sample_audit, "核定编制40名").relations * MOST_RELATIONS)

    assert [
        ["3 万元", "3 万元", "0 万元", "一致"],
        ["3 万元", "4 万元", "1 万元", "不一致"],
        ["—", "4 万元", "—", "无法计算"],
    ] == [row[1:5] for row in rows]
    assert all("第 29 行" in row[5] for row in rows)
    assert f"{3 * MOST_RELATIONS}" in page_of(many).by_id("relations").text


@pytest.mark.skipif(shutil.which("chromium") is None, reason="no chromium here")
def test_a_browser_opens_the_point_that_a_link_leads_to_and_lights_its_quote(
    sample_audit: Audit, tmp_path: Path
) -> None:
    file = tmp_path / "report.html"
    file.write_bytes(html_page(sample_audit))
    mark = marks_of(sample_audit, "zh")[0].id
    command = [
        "chromium",
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        f"--user-data-dir={tmp_path}/profile",
        "--dump-dom",
    ]

    def dom(anchor: str) -> str:
        run = subprocess.run(
            [*command, f"{file.as_uri()}#{anchor}"], capture_output=True, text=True, timeout=120, check=True
        )
        return run.stdout

    assert '<details id="i-procurement-rate" open' in dom("i-procurement-rate")
    assert re.search(rf'<mark id="{mark}" class="[^"]*\blit\b', dom(mark))
