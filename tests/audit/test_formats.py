"""One report in several formats: the same facts, claims, scores and findings, and every quote in its place."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pypdfium2
import pytest
from tests.report.pdf_files import pdf_of
from tests.report.word_files import paragraph_texts, word_file

from youju.audit import Audit, audit, choose_rubric
from youju.audit.record import to_record
from youju.cli.open import open_rubric
from youju.report import Box, Document, Quote, fold, read_bytes, words_of
from youju.rubric import packs

FORMS = ("docx", "pdf")
SAMPLES = sorted((Path(__file__).parents[2] / "facts" / "examples").glob("*/report.md"))


def texts(document: Document) -> str:
    """The paragraphs of a report as lines: what a department would type."""
    return fold(document).text


def as_file(text: str, form: str) -> bytes:
    """A report as a file; in Word an amount that counts is a tracked insertion, and a line stands in a text box."""
    if form == "pdf":
        return pdf_of(text)
    amounts = [found[0] for found in re.finditer("[0-9,.]+万元", text) if text.count(found[0]) == 1]
    boxed = [line for line in text.split("\n") if re.fullmatch("[^（(#0-9一二三四五六七八九十].{3,80}。", line)]
    return word_file(text, automatic=True, inserted=amounts[-3:], boxed=boxed[-1:], run=7)


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


@pytest.mark.parametrize("form", FORMS)
def test_a_format_gives_the_same_findings(pair: dict[str, Audit], form: str) -> None:
    expected, actual = ([_told(found) for found in pair[one].findings] for one in ("txt", form))

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
    return _bare("".join(paragraphs[place.paragraph - 1] for place in quote.places))


def _on_pages(file: pypdfium2.PdfDocument, quote: Quote) -> str:
    return _bare("".join(_in_box(file, place.page, box) for place in quote.places for box in place.boxes))


def _in_box(file: pypdfium2.PdfDocument, number: int, box: Box) -> str:
    page = file[number - 1]
    height = page.get_height()
    # A hair is left off each side: neighbours that only touch are no part of the quote.
    return page.get_textpage().get_text_bounded(
        box.left / 100 + 0.6, height - box.bottom / 100, box.right / 100 - 0.6, height - box.top / 100
    )
