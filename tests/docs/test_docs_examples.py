"""What the documents show has been run: the wrong and right example of every code, and the numbers of the sample."""

import hashlib
import re
import shutil
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from docs_pages import CODES, ROOT, examples, levels_of_checks, overlay, retold, tables
from sample_numbers import PAGE, SAMPLE, written_anew

from youju.audit import audit
from youju.audit.record import to_record
from youju.author.lint import lint
from youju.cli.facts import facts_record
from youju.explain import why, why_record
from youju.explain.what_if import Scenario, play, what_if
from youju.explain.what_if_record import played_record, what_if_record
from youju.facts import Dictionary, load_dictionary
from youju.facts import spec as facts_spec
from youju.feel import FUNCTIONS, NUMBER, UNITS, UNKNOWN, FeelError, check, evaluate, parse, show_number
from youju.regress.laws import prove_rubric
from youju.report import Document, read
from youju.rubric import Rubric, load_authored, load_rubric
from youju.rubric import spec as rubric_spec
from youju.source import RefusedError, Strict

EXAMPLE = ROOT / "docs" / "example"
FILES = {"yaml card": "indicators/procurement-rate.yaml", "yaml rubric": "rubric.yaml"}
FILES["yaml checks"] = "checks/contradictions.yaml"
FILES["yaml cases"] = "cases/whole.yaml"
SHOWN = [page for page in sorted(CODES.glob("*.md")) if examples(page)]


@cache
def _dictionary() -> Dictionary:
    return load_dictionary(ROOT / "facts" / "dictionary")


@cache
def _rubric(folder: Path) -> Rubric:
    return load_rubric(folder, _dictionary())


@pytest.mark.parametrize("page", SHOWN, ids=lambda page: page.stem)
def test_the_wrong_example_of_a_code_gives_it_and_the_right_one_is_right(page: Path, tmp_path: Path) -> None:
    """A right expression or file is right in all; a right passage of a report no longer has this finding."""
    (kind, wrong), (_, right) = examples(page)
    left = _codes(page.stem, kind, right, tmp_path / "right")

    expected = {"wrong": {page.stem}, "right": set[str]()}
    actual = {
        "wrong": {page.stem} & _codes(page.stem, kind, wrong, tmp_path / "wrong"),
        "right": {page.stem} & left if kind == "report" else set(left),
    }
    assert expected == actual


def test_the_example_report_has_nothing_to_find() -> None:
    expected = ()
    actual = tuple(finding.code for finding in audit(read(EXAMPLE / "report.md"), _rubric(EXAMPLE), "exact").findings)
    assert expected == actual


def test_the_numbers_of_the_sample_are_those_of_a_run() -> None:
    page = PAGE.read_text("utf-8")

    expected = written_anew(page)
    actual = page
    assert expected == actual, "the sample's numbers moved: run `.venv/bin/python tests/docs/sample_numbers.py`"


def test_every_key_that_people_may_write_stands_in_the_page_of_cards() -> None:
    text = (ROOT / "docs" / "cards.md").read_text("utf-8")
    models = [one for room in (rubric_spec, facts_spec) for one in vars(room).values() if isinstance(one, type)]
    keys = {key for one in models if issubclass(one, Strict) for key in one.__struct_encode_fields__}

    expected = []
    actual = sorted(key for key in keys if not re.search(rf"(?<![\w-]){key}(?![\w-])", text))
    assert keys
    assert expected == actual, f"docs/cards.md does not name {actual}"


def test_every_field_of_the_records_stands_in_the_page_of_json() -> None:
    text = (ROOT / "docs" / "json.md").read_text("utf-8")
    found = audit(read(SAMPLE), _rubric(ROOT / "rules" / "lechang-2023"), "exact")
    record = to_record(found)
    record["ledger"]["rules"] = dict.fromkeys(record["ledger"]["rules"])
    whys = [why_record(why(found, name)) for name in ("procurement-rate", "staffing-rate")]

    assumed = {"在职人数": Fraction(41), "自认监管不到位": True}
    ifs = [what_if_record(what_if(found, assumed)), played_record(found, [play(found, Scenario("甲", assumed))])]

    expected = []
    actual = sorted(
        key
        for key in _keys([record, facts_record(found), *whys, *ifs])
        if f"`{key}`" not in text and f"`{key}[]`" not in text
    )
    assert expected == actual, f"docs/json.md does not name {actual}"


def test_every_function_unit_and_spelling_stands_in_the_page_of_the_language() -> None:
    text = (ROOT / "docs" / "language.md").read_text("utf-8")
    spellings = [name for one in FUNCTIONS.values() for name in (one.name, *one.aliases)]

    expected = []
    actual = [f"`{name}`" for name in (*spellings, *UNITS) if f"`{name}`" not in text]
    assert expected == actual, f"docs/language.md does not name {actual}"


def test_every_expression_in_the_page_of_the_language_gives_what_stands_beside_it() -> None:
    rows = [row for row in tables(ROOT / "docs" / "language.md") if len(row) == 3 and row[1].startswith("`")]
    shown = {row[0].strip("`").replace("\\|", "|"): row[1].strip("`") for row in rows if row[0].startswith("`")}

    expected = shown
    actual = {source: _shown(source) for source in shown}
    assert shown
    assert expected == actual


def _shown(source: str) -> str:
    value = evaluate(parse(source), {})
    words = {True: "true", False: "false", None: "null"}
    if isinstance(value, Fraction):
        return str(value)
    return f'"{value}"' if isinstance(value, str) else words.get(value, "unknown")  # pyright: ignore[reportArgumentType]


def _keys(value: Any) -> set[str]:
    """Every key at any depth."""
    if isinstance(value, dict):
        return set(value) | {key for one in value.values() for key in _keys(one)}
    return {key for one in value for key in _keys(one)} if isinstance(value, list | tuple) else set()


def _codes(code: str, kind: str, text: str, folder: Path) -> frozenset[str]:
    """Every code that an example gives."""
    if kind == "feel":
        return _codes_of_expression(text.strip())
    if kind == "report":
        rules = ROOT / "rules" / "lechang-2023" if code in levels_of_checks() else EXAMPLE
        return _codes_of_report(text, _rubric(rules))
    try:
        if kind == "yaml dictionary":
            shutil.copytree(ROOT / "facts" / "dictionary", folder)
            (folder / "zz-example.yaml").write_text(text, encoding="utf-8")
            load_dictionary(folder)
        else:
            shutil.copytree(EXAMPLE, folder)
            file = folder / FILES[kind]
            file.write_text(overlay(file.read_text("utf-8"), text), encoding="utf-8")
            if code.startswith("lint-"):
                return frozenset(one.code for one in lint(load_authored(folder, _dictionary()))) & {code}
            rubric = load_rubric(folder, _dictionary())
            if code.startswith("prove-"):
                # Of the example's other cards this page says nothing.
                return frozenset(one.code for one in prove_rubric(rubric) if one.verdict == "refuted") & {code}
    except RefusedError as error:
        return frozenset(diagnostic.code for diagnostic in error.diagnostics)
    return frozenset()


def _codes_of_expression(source: str) -> frozenset[str]:
    """What parsing, checking and evaluating say, all together."""
    types = {**_dictionary().types, "weight": NUMBER}
    try:
        expr = parse(source, types)
        found = {problem.code for problem in check(expr, types)[1]}
    except FeelError as error:
        return frozenset({error.problem.code})
    try:
        evaluate(expr, {})
    except FeelError as error:
        found.add(error.problem.code)
    return frozenset(found)


def _codes_of_report(fragment: str, rubric: Rubric) -> frozenset[str]:
    titles = {one.id: one.title.zh for one in rubric.indicators.values()} | {"end": "自评结论", "problems": "存在问题"}
    text = retold((EXAMPLE / "report.md").read_text("utf-8"), fragment, titles)
    document = Document("report.md", hashlib.sha256(text.encode()).hexdigest(), "utf-8", 0, text)
    return frozenset(finding.code for finding in audit(document, rubric, "exact").findings)


def test_the_table_of_the_unknown_says_what_every_operation_gives() -> None:
    rows = _rows_of_the_unknown()

    expected = [(text, _given(text, {}), _given(text, {"x": None})) for text, _, _ in rows]
    actual = rows
    assert expected == actual


def test_the_table_of_the_unknown_leaves_out_no_operator_and_no_function() -> None:
    text = " ".join(row[0] for row in _rows_of_the_unknown())
    infix = ("+", "-", "*", "/", "**", "=", "!=", "<", "<=", ">", ">=", "between", "in", "and", "or")
    wanted = [*(f" {sign} " for sign in infix), "not(", "if ", "][", *(f"{name}(" for name in FUNCTIONS)]

    expected = []
    actual = [sign for sign in wanted if sign not in text]
    assert expected == actual


def _rows_of_the_unknown() -> list[tuple[str, ...]]:
    values = ("未知", "null", "true", "false", "1", "2", "3")
    return [row for row in tables(ROOT / "docs" / "language.md") if row[0].startswith("`") and row[1] in values]


def _given(text: str, env: dict[str, None]) -> str:
    value = evaluate(parse(text.strip("`"), ["x"]), env)
    if value is UNKNOWN or value is None:
        return "未知" if value is UNKNOWN else "null"
    return str(value).lower() if isinstance(value, bool) else show_number(value)
