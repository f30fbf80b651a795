"""One report in several formats: the same facts, claims, scores and findings, and every quote in its place."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pypdfium2
import pytest
from tests.report.book_files import book
from tests.report.pdf_files import pdf_of
from tests.report.word_files import paragraph_texts, word_file

from youju.audit import Audit, audit, choose_rubric
from youju.audit.record import to_record
from youju.cli.open import open_rubric
from youju.feel import show_number
from youju.report import Box, Document, Quote, fold, read_bytes, words_of
from youju.rubric import packs

FORMS = ("docx", "pdf")
DELETED = "9,999.99万元"
SAMPLES = sorted((Path(__file__).parents[2] / "facts" / "examples").glob("*/report.md"))


def texts(document: Document) -> str:
    """The paragraphs of a report as lines: what a department would type."""
    return fold(document).text


def as_file(text: str, form: str) -> bytes:
    """A report as a file; in Word amounts are tracked insertions, one beside a deletion, and a line stands in a box."""
    if form == "pdf":
        return pdf_of(text)
    amounts = [found[0] for found in re.finditer("[0-9,.]+万元", text) if text.count(found[0]) == 1]
    boxed = [line for line in text.split("\n") if re.fullmatch("[^（(#0-9一二三四五六七八九十].{3,80}。", line)]
    lines = [_styled(line) for line in text.split("\n")]
    assert amounts
    assert boxed
    assert any(line.startswith("# ") for line in lines)
    return word_file(
        "\n".join(lines),
        automatic=True,
        inserted=amounts[-3:],
        deleted={amounts[-1]: DELETED},
        boxed=boxed[-1:],
        run=7,
    )


def _styled(line: str) -> str:
    """Chapters as headings, the fields of the cover as a table of one column."""
    if re.match("[一二三四五六七八九十]、", line):
        return f"# {line}"
    return f"{line}\t" if re.fullmatch("[^0-9。：]{3,8}：[^。：]{0,20}", line) else line


@pytest.fixture(
    scope="module", params=[*SAMPLES, "real"], ids=lambda path: path if path == "real" else path.parent.name
)
def pair(request: pytest.FixtureRequest) -> dict[str, Audit]:
    """A report audited as plain text, and the same one in each of the formats."""
    path = request.getfixturevalue("real_path") if request.param == "real" else request.param
    plain = read_bytes(path.read_bytes(), path.name)
    chosen = choose_rubric(plain, [open_rubric(pack.name) for pack in packs()])
    assert chosen is not None
    documents = {form: read_bytes(as_file(texts(plain), form), f"报告.{form}") for form in FORMS}
    return {form: audit(document, chosen.rubric, "exact") for form, document in ({"txt": plain} | documents).items()}


@pytest.mark.parametrize("form", FORMS)
def test_a_format_gives_the_same_ledger_apart_from_places(pair: dict[str, Audit], form: str) -> None:
    assert to_record(pair["txt"])["content"] == to_record(pair[form])["content"]


def test_tables_of_scores_and_figures_say_the_same_in_text_word_and_excel(pair: dict[str, Audit]) -> None:
    """The report with a table of scores and one of figures at its end; the workbook has its lines in cells."""
    first = pair["txt"]
    titles = [(one.title.zh, one.weight) for one in first.rubric.indicators.values() if not one.adjustment][:4]
    rows = ["指标\t分值\t自评得分", *(f"{title}\t{show_number(weight)}\t1.5" for title, weight in titles)]
    rows += ["（单位：万元）", "项目\t金额", "政府采购计划\t3.25"]
    text = texts(first.document) + "\n附表\n" + "\n".join(rows)
    workbook = book({"报告": [line.split("\t") for line in text.split("\n")]})
    files = {"报告.txt": text.encode(), "报告.docx": word_file(text), "报告.xlsx": workbook}
    audits = [audit(read_bytes(data, name), first.rubric, "exact") for name, data in files.items()]

    assert 1 == len({to_record(one)["content"] for one in audits})
    assert [_told(found) for found in audits[0].findings] == [_told(found) for found in audits[1].findings]
    assert "claim-conflicting" in {found.code for found in audits[0].findings}


@pytest.mark.parametrize("form", FORMS)
def test_a_format_gives_the_same_findings_beside_what_was_deleted(pair: dict[str, Audit], form: str) -> None:
    expected, actual = (
        [_told(found) for found in pair[one].findings if found.code != "tracked-deletion"] for one in ("txt", form)
    )

    assert expected == actual


def _told(finding: object) -> tuple[object, ...]:
    quotes = tuple(words_of(quote.text) for quote in finding.quotes)  # type: ignore[attr-defined]
    return finding.code, finding.indicator, finding.message, finding.points_at_risk, quotes  # type: ignore[attr-defined]


@pytest.mark.parametrize("form", FORMS)
def test_every_quote_of_every_fact_is_found_again_in_the_file(pair: dict[str, Audit], form: str) -> None:
    data = as_file(texts(pair["txt"].document), form)
    quotes = [said.quote for fact in pair[form].facts.values() for said in fact.statements]
    if form == "pdf":
        with pypdfium2.PdfDocument(io.BytesIO(data)) as file:
            lost = [quote.text for quote in quotes if _bare(quote.text) not in _on_pages(file, quote)]
    else:
        paragraphs = paragraph_texts(data)
        lost = [quote.text for quote in quotes if _bare(quote.text) not in _in_paragraphs(paragraphs, quote)]

    assert quotes
    assert lost == []


def _bare(text: str) -> str:
    return "".join(text.split())


def _in_paragraphs(paragraphs: list[str], quote: Quote) -> str:
    said = _bare("".join(paragraphs[place.paragraph - 1] for place in quote.places))
    return said.replace(DELETED, "")


def _on_pages(file: pypdfium2.PdfDocument, quote: Quote) -> str:
    return _bare("".join(_in_box(file, place.page, box) for place in quote.places for box in place.boxes))


def _in_box(file: pypdfium2.PdfDocument, number: int, box: Box) -> str:
    page = file[number - 1]
    height = page.get_height()
    # A hair is left off each side: neighbours that only touch are no part of the quote.
    return page.get_textpage().get_text_bounded(
        box.left / 100 + 0.6, height - box.bottom / 100, box.right / 100 - 0.6, height - box.top / 100
    )
