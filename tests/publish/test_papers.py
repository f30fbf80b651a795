"""The workpapers: what they say adds up, survives being written, and prints on A4 whatever a report holds."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from fractions import Fraction
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pypdfium2
import pytest
from docx import Document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from pictures import Box, ink_of
from saying import HOSTILE, saying, sayings

from youju.arithmetic import Relation, Term
from youju.audit import Audit, audit
from youju.cli.out import write_out
from youju.publish.code_page import code_page
from youju.publish.papers import Paper, document_of, papers_of, workbook_of
from youju.publish.papers.model import TALL, lines_of, rooms_of
from youju.publish.papers.opinion import verdict_of
from youju.publish.papers.requests import settled_by
from youju.publish.papers.scores import scores as scores_of
from youju.report import read
from youju.rubric import Rubric, dictionary_of, load_rubric, packs
from youju.source import CodedError
from youju.structs import replace

KEYS = ("scores", "problems", "evidence", "relations", "requests", "opinion")
WEIGHT, CLAIMED, RECOMPUTED, CONFIRMED, OFF = 6, 8, 10, 11, 12
ROOT = Path(__file__).resolve().parents[2]
INJECTIONS = (
    "=1+1",
    "+cmd|'/c calc'!A0",
    "-2+3",
    "@SUM(A1)",
    '=HYPERLINK("http://x.example","y")',
    "\t=1",
    "很长" * 2_500,
    "\U0001f468\u200d\U0001f469 \U0001f4ca",
    "שלום \u202eabc\u202c مرحبا",
)


@pytest.fixture(scope="module")
def hostile(rubric: Rubric) -> Audit:
    names = sorted({name for one in rubric.indicators.values() for name in one.facts})
    words = (*INJECTIONS, *(text for text in HOSTILE if text))
    kinds = rubric.dictionary.facts
    said = [
        (name, kinds[name].type == "boolean" or Fraction(1), words[at % len(words)])
        for at, name in enumerate(names)
        if kinds[name].type not in ("text", "date")
    ]
    return saying(rubric, said, "=cmd\x07.txt")


@pytest.fixture(scope="module")
def rescaled() -> Audit:
    """A report under a rubric that rescales, so that points are fractions."""
    pack = next(pack for pack in packs() if pack.name == "hunan-2020")
    report = read(ROOT / "facts" / "examples" / "yunxi-library" / "report.md")
    return audit(report, load_rubric(pack.folder, dictionary_of(pack.folder)), "exact")


def paper(found: Audit, key: str, lang: str = "zh") -> Paper:
    return next(one for one in papers_of(found, lang) if one.key == key)


def column(one: Paper, at: int, level: str = "item") -> list[Fraction]:
    """The numbers of a column of points; every one of them is exact, or there is none."""
    return [row.cells[at].number or Fraction(0) for row in one.rows if row.level == level]


def test_six_papers_in_both_languages(sample_audit: Audit):
    found = {lang: tuple(one.key for one in papers_of(sample_audit, lang)) for lang in ("zh", "en")}

    assert {"zh": KEYS, "en": KEYS} == found


def test_every_row_has_a_cell_for_each_column(sample_audit: Audit, hostile: Audit):
    papers = [one for found in (sample_audit, hostile) for lang in ("zh", "en") for one in papers_of(found, lang)]

    assert [] == [one.key for one in papers for row in one.rows if len(row.cells) != len(one.columns)]


@pytest.mark.parametrize(("at", "total"), [(RECOMPUTED, "recomputed"), (CONFIRMED, "confirmed")])
def test_points_of_the_scores_add_up_to_the_totals(sample_audit: Audit, at: int, total: str):
    scores = paper(sample_audit, "scores")

    assert getattr(sample_audit.ledger.totals, total) == sum(column(scores, at))
    assert [getattr(sample_audit.ledger.totals, total)] == column(scores, at, "total")


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_sections_and_their_items_have_the_same_sum(rubric: Rubric, data: st.DataObject):
    """Sections, adjustments and cuts are all there is: what reports say changes the points, not that they add up."""
    found = saying(rubric, data.draw(sayings(rubric)))
    scores = scores_of(found, "zh")
    adjusted = sum(
        (row.points for row in found.ledger.rows if rubric.indicators[row.indicator].adjustment), Fraction(0)
    )
    cuts = sum((entry.points for entry in found.ledger.entries if entry.cuts_total), Fraction(0))

    assert found.ledger.totals.recomputed == sum(column(scores, RECOMPUTED))
    assert found.ledger.totals.recomputed == sum(column(scores, RECOMPUTED, "section")) + adjusted + cuts
    assert found.ledger.totals.confirmed == sum(column(scores, CONFIRMED))
    assert found.ledger.total == sum(column(scores, WEIGHT)) == sum(column(scores, WEIGHT, "section"))


def test_a_difference_is_recomputed_less_claimed(sample_audit: Audit):
    rows = [row.cells for row in paper(sample_audit, "scores").rows]
    both = [cells for cells in rows if cells[CLAIMED].number is not None]

    assert [cells[RECOMPUTED].number - cells[CLAIMED].number for cells in both] == [cells[OFF].number for cells in both]


def test_points_that_never_end_are_words_and_no_numbers(rescaled: Audit):
    scores = paper(rescaled, "scores")
    near = [cell for row in scores.rows for cell in row.cells if "≈" in cell.text]

    assert near
    assert {None} == {cell.number for cell in near}


def test_every_finding_is_a_problem_with_its_code_and_advice(sample_audit: Audit):
    rows = [row.cells for row in paper(sample_audit, "problems").rows]
    expected = [
        (one.level, code_page(one.code, sample_audit.rubric).title.zh, one.code) for one in sample_audit.findings
    ]

    assert expected == [(cells[1].text, *cells[5].text.rstrip("]").split("\n[")) for cells in rows]


def test_a_quote_has_the_same_number_in_every_paper(sample_audit: Audit):
    lines = [
        line
        for key, at in (("problems", 6), ("evidence", 2))
        for row in paper(sample_audit, key).rows
        for line in row.cells[at].text.split("\n")
        if line.startswith("E")
    ]
    numbers = {line.partition(" ")[2]: line.partition(" ")[0] for line in lines}

    assert lines
    assert [] == [line for line in lines if numbers[line.partition(" ")[2]] != line.partition(" ")[0]]


def test_who_is_answerable_and_the_signature_are_left_to_a_person(sample_audit: Audit):
    evidence, opinion = paper(sample_audit, "evidence"), paper(sample_audit, "opinion")

    assert {""} == {row.cells[7].text for row in evidence.rows}
    assert ("复核人（签字）：", "复核单位（盖章）：", "日期：        年     月     日") == opinion.signs
    assert "" == opinion.rows[-1].cells[1].text.strip()


@pytest.mark.parametrize(
    ("levels", "verdict", "words"),
    [
        ((), None, "建议通过"),
        (("P2",), None, "建议通过"),
        (("P2", "P1"), "P1", "有条件通过"),
        (("P1", "P0"), "P0", "退回"),
    ],
)
def test_the_verdict_follows_the_gravest_finding(sample_audit: Audit, levels: tuple, verdict: str, words: str):
    first = sample_audit.findings[0]
    found = replace(sample_audit, findings=tuple(replace(first, level=level) for level in levels))

    assert verdict == verdict_of(found)
    assert words in paper(found, "opinion").rows[2].cells[1].text


def test_a_paper_settles_the_points_of_an_indicator_once(sample_audit: Audit):
    first = next(one for one in sample_audit.findings if one.papers and one.indicator)
    less = replace(first, points_at_risk=first.points_at_risk / 2)
    found = replace(sample_audit, findings=(less, first, less))

    assert {name: {first.indicator: first.points_at_risk} for name in first.papers} == settled_by(found)


@pytest.mark.parametrize(("verdict", "told"), [("holds", "相符"), ("fails", "不符"), ("unknown", "无法计算")])
def test_a_relation_is_a_row_with_its_difference_in_its_unit(sample_audit: Audit, verdict, told: str):
    quote = sample_audit.document.quote(0, 5)
    wan = Fraction(10_000)
    relation = Relation(
        "sum-differs", verdict, "18 + 6 = 25", "18 + 6 = 25", (Term("total", 25 * wan, "25万元", quote),), quote,
        24 * wan, 25 * wan, unit="万元", scale=wan,
    )  # fmt: skip
    row = paper(replace(sample_audit, relations=(relation,)), "relations").rows[-1]
    found = (row.cells[1].text, row.cells[2].text.split("\n")[0], *(cell.text for cell in row.cells[3:]))

    assert ("合计与分项", "18 + 6 = 25", "24 万元", "25 万元", "1 万元", told) == found


def test_a_bound_is_shown_as_a_bound_and_has_no_difference(real_audit: Audit):
    rows = [row.cells for row in paper(real_audit, "relations").rows]
    bounds = [cells for cells in rows if cells[4].text.startswith(("≤", "≥"))]

    assert bounds
    assert {"—"} == {cells[5].text for cells in bounds}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_workbook_read_again_says_what_the_papers_say(sample_audit: Audit, hostile: Audit, lang: str):
    for found in (sample_audit, hostile):
        papers = papers_of(found, lang)
        book = openpyxl.load_workbook(BytesIO(workbook_of(papers, lang)))

        for one in papers:
            sheet = book[one.name]
            first = 2 + len(one.notes)
            table = [list(row)[: len(one.columns)] for row in sheet.iter_rows(min_row=first)]
            told = [["" if value.value is None else value.value for value in row] for row in table[: len(one.rows) + 1]]
            kinds = {value.data_type for row in table for value in row}

            assert [title.title for title in one.columns] == told[0]
            assert [[_held(cell) for cell in row.cells] for row in one.rows] == told[1:]
            assert "f" not in kinds


def _held(cell) -> object:
    return cell.text if cell.number is None else pytest.approx(float(cell.number), rel=1e-12)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_document_read_again_says_what_the_papers_say(sample_audit: Audit, hostile: Audit, lang: str):
    for found in (sample_audit, hostile):
        papers = papers_of(found, lang)
        tables = [
            table for table in Document(BytesIO(document_of(papers, lang))).tables if table.style.name == "Table Grid"
        ]
        told = [[[cell.text for cell in row.cells] for row in table.rows[1:]] for table in tables]

        assert [[[cell.text for cell in row.cells] for row in one.rows] for one in papers] == told


def test_heads_repeat_and_no_row_is_split(sample_audit: Audit):
    made = Document(BytesIO(document_of(papers_of(sample_audit, "zh"), "zh")))
    tables = [table for table in made.tables if table.style.name == "Table Grid"]
    whole = [len(row._tr.xpath("./w:trPr/w:cantSplit")) for table in tables for row in table.rows]
    heads = [[len(row._tr.xpath("./w:trPr/w:tblHeader")) for row in table.rows][:2] for table in tables]

    assert {1} == set(whole)
    assert [[1, 0]] * 6 == heads


def test_chinese_fonts_are_named_for_chinese_letters(sample_audit: Audit):
    with ZipFile(BytesIO(document_of(papers_of(sample_audit, "zh"), "zh"))) as package:
        styles = etree.fromstring(package.read("word/styles.xml"))
    name = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}eastAsia"
    fonts = {one.get(name) for one in styles.iter("{*}rFonts")} - {None}

    assert {"宋体", "黑体", "仿宋"} <= fonts


def test_same_papers_same_bytes(sample_audit: Audit):
    papers = papers_of(sample_audit, "zh")

    assert workbook_of(papers, "zh") == workbook_of(papers_of(sample_audit, "zh"), "zh")
    assert document_of(papers, "zh") == document_of(papers_of(sample_audit, "zh"), "zh")


def test_no_cell_is_taller_than_a_page(hostile: Audit):
    papers = papers_of(hostile, "zh")
    lines = [
        lines_of(cell.text, room)
        for one in papers
        for row in one.rows
        for cell, room in zip(row.cells, rooms_of(one), strict=True)
    ]

    assert TALL + 1 >= max(lines)


def test_files_that_are_there_stay_unless_told(sample_audit: Audit, tmp_path: Path):
    (tmp_path / "workpapers.docx").write_bytes(b"mine")

    with pytest.raises(CodedError) as refused:
        write_out(sample_audit, tmp_path, "zh", False, None)

    assert "export-exists" == refused.value.code
    assert ["workpapers.docx"] == sorted(path.name for path in tmp_path.iterdir())

    write_out(sample_audit, tmp_path, "zh", True, None)

    assert ["workpapers.docx", "workpapers.xlsx"] == sorted(
        path.name for path in tmp_path.iterdir() if path.suffix in (".docx", ".xlsx")
    )
    assert (tmp_path / "workpapers.docx").read_bytes().startswith(b"PK")


@pytest.fixture(scope="module")
def printed(
    sample_audit: Audit, rescaled: Audit, hostile: Audit, tmp_path_factory: pytest.TempPathFactory
) -> list[tuple[tuple[Paper, ...], Path]]:
    """Papers, and the pages that LibreOffice makes of them; one start of the program for all."""
    office, folder = shutil.which("soffice"), tmp_path_factory.mktemp("printed")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    made: list[tuple[tuple[Paper, ...], Path]] = []
    for at, found in enumerate((sample_audit, rescaled, hostile)):
        papers = papers_of(found, "zh")
        for name, data in (
            (f"book-{at}.xlsx", workbook_of(papers, "zh")),
            (f"word-{at}.docx", document_of(papers, "zh")),
        ):
            (folder / name).write_bytes(data)
            made.append((papers, folder / name))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run([*command, *(str(path) for _, path in made)], check=True, capture_output=True, timeout=300)
    return [(papers, path.with_suffix(".pdf")) for papers, path in made]


def test_libreoffice_prints_all_of_it_on_a4(printed: list[tuple[tuple[Paper, ...], Path]]):
    for papers, path in printed:
        pages = [(page.get_size(), page.get_textpage()) for page in pypdfium2.PdfDocument(path)]
        chars = [
            (char, text.get_charbox(at), size)
            for size, text in pages
            for at, char in enumerate(text.get_text_range())
            if char.strip()
        ]

        assert {(595, 842)} == {tuple(sorted(map(round, size))) for size, _ in pages}
        assert [] == [char for char, box, size in chars if not _inside(box, size)]
        assert [] == _lacking(papers, "".join(char for char, _, _ in chars))


def test_on_the_pictures_of_the_pages_all_ink_is_within_the_margins_and_no_page_is_blank(
    printed: list[tuple[tuple[Paper, ...], Path]],
):
    for _, path in printed:
        pages = ink_of(path.read_bytes())

        assert [] == [box for box, size in pages if box is None or not _within(box, size)], path.name


MARGIN = 18
"""A quarter of an inch: no printer prints nearer to the edge."""


def _within(box: Box, size: tuple[int, int]) -> bool:
    left, top, right, bottom = box
    return left >= MARGIN and top >= MARGIN and right <= size[0] - MARGIN and bottom <= size[1] - MARGIN


def _inside(box: tuple[float, float, float, float], size: tuple[float, float]) -> bool:
    left, bottom, right, top = box
    return left >= MARGIN and bottom >= MARGIN and right <= size[0] - MARGIN and top <= size[1] - MARGIN


def _lacking(papers: Sequence[Paper], printed: str) -> list[str]:
    """Han letters that are printed less often than they stand in cells: lines break anywhere, so letters are counted."""
    wanted = "".join(cell.text for one in papers for row in one.rows for cell in row.cells)
    letters = {letter for letter in wanted if "\u4e00" <= letter <= "\u9fa5"}
    return sorted(letter for letter in letters if printed.count(letter) < wanted.count(letter))
