"""Decision tables of others and of our own become cards; what a card cannot hold is told where it stands."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from xml.sax.saxutils import escape

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from dmn_kit import RUBRICS, file_of, foreign, imported, table, write
from small_rubrics import build
from small_rubrics import card as small_card
from youju.audit.cases import run_case
from youju.author.dmn.intake import Wanted, import_dmn
from youju.author.dmn.parse import MAX_BYTES, MAX_ELEMENTS
from youju.author.dmn.words import MODEL, VERSIONS, read_basis, told_basis
from youju.author.write import put_into
from youju.facts import load_dictionary
from youju.publish.dmn.document import dmn
from youju.rubric import CaseSpec, dictionary_folder, dictionary_of, load_authored, load_rubric
from youju.rubric.spec import ExpectSpec
from youju.source import CodedError, RefusedError, parse_yaml

LECHANG = next(rubric for rubric in RUBRICS if rubric.id == "lechang-2023")
WEIGHT = {"points": "5"}
RULES = {"some": ("甲 > 10% and 有", "weight"), "rest": ("甲 <= 10%", "0")}
SMALL = dmn(build({"甲": "number", "有": "boolean"}, [small_card("一", "5", RULES, let={"比": "甲 * 2"})])).decode()
RATE = [("rate", "number")]


def card(data: str, folder: Path, **wanted: object) -> dict[str, object]:
    """The one card of a file."""
    files = imported(data, folder, **({"weights": WEIGHT} | wanted)).files
    return yaml.safe_load(next(text for name, text in files.items() if name.startswith("indicators/")))


def conditions(data: str, folder: Path) -> list[str]:
    return [str(rule["when"]) for rule in card(data, folder)["rules"]]


def refusals(data: str | bytes, folder: Path, **wanted: object) -> list[tuple[str, int, str]]:
    """Code, line, words of what is wrong with a file."""
    with pytest.raises(RefusedError) as refused:
        imported(data, folder, **({"weights": WEIGHT} | wanted))
    return [(one.code, one.place.line, one.zh) for one in refused.value.diagnostics]


@pytest.mark.parametrize(
    ("cell", "when"),
    [
        ("&lt;= 0.1", "rate <= 0.1"), ("0", "rate = 0"), ("[1..5)", "rate >= 1 and rate < 5"), ("]1..5]", "rate > 1 and rate <= 5"),
        ("1, 3", "rate in (1, 3)"), ("&gt; 5, [1..2]", "rate in (> 5, [1..2])"), ("not(3)", "rate != 3"),
        ("not(1, 3)", "not(rate in (1, 3))"), ("not([1..5])", "not(rate >= 1 and rate <= 5)"), ("-1", "rate = -1"),
        ("? &gt; 1 and ? &lt; 5", "rate > 1 and rate < 5"), ("&gt; other", "rate > other"), ("&gt; max(1, other)", "rate > max(1, other)"),
    ],
)  # fmt: skip
def test_a_cell_is_a_condition_about_what_its_column_looks_at(tmp_path: Path, cell: str, when: str):
    data = foreign(table([*RATE, ("other", "number")], [([cell, "-"], "1"), (["-", "-"], "0")]))

    assert [when, "True"] == conditions(data, tmp_path)


@pytest.mark.parametrize(
    ("kind", "cell", "when"),
    [
        ("boolean", "true", "open"), ("boolean", "false", "not(open)"), ("boolean", "not(true)", "not(open)"),
        ("string", '"a"', 'open = "a"'), ("string", '"a","b"', 'open in ("a", "b")'), ("string", 'not("a")', 'open != "a"'),
        ("integer", "3", "open = 3"), ("feel:number", "3", "open = 3"),
    ],
)  # fmt: skip
def test_truths_and_texts_are_cells_too(tmp_path: Path, kind: str, cell: str, when: str):
    assert [when] == conditions(foreign(table([("open", kind)], [([cell], "1")])), tmp_path)


@pytest.mark.parametrize(
    ("attributes", "hit"),
    [('hitPolicy="FIRST"', "first"), ('hitPolicy="UNIQUE"', "unique"), ("", "unique"), ('hitPolicy="COLLECT" aggregation="SUM"', "sum")],
)  # fmt: skip
def test_hit_policies_that_a_card_has(tmp_path: Path, attributes: str, hit: str):
    assert hit == card(foreign(table(RATE, [(["1"], "2")], attributes)), tmp_path)["hit"]


@pytest.mark.parametrize("date", [*VERSIONS.values(), "20211108", "20180521"])
def test_every_version_is_read(tmp_path: Path, date: str):
    data = foreign(table(RATE, [(["1"], "2")]), space=MODEL.format(date))

    assert ["rate = 1"] == conditions(data, tmp_path)


def test_decisions_that_a_table_reads_become_quantities_and_truths_are_put_in_place(tmp_path: Path):
    more = """
      <decision id="r" name="saving rate"><literalExpression><text>(last year - now) / last year</text></literalExpression></decision>
      <decision id="b" name="big"><literalExpression><text>last year &gt; 100</text></literalExpression></decision>
      <inputData id="i" name="last year"><variable name="last year" typeRef="number"/></inputData>
      <inputData id="j" name="now"><variable name="now" typeRef="number"/></inputData>"""
    rows = [(["&gt;= 0.1", "true"], "5 * saving rate"), (["-", "false"], "0")]
    found = card(foreign(table([("saving rate", "number"), ("big", "boolean")], rows), more), tmp_path)

    assert {"saving rate": "(`last year` - now) / `last year`"} == found["let"]
    assert ["`saving rate` >= 0.1 and `last year` > 100", "not(`last year` > 100)"] == [
        one["when"] for one in found["rules"]
    ]
    assert ["`last year` = 0"] == [one["when"] for one in found["open"]]


def test_an_import_into_a_new_folder_loads_and_scores(tmp_path: Path):
    rows = [(["&lt;= 0.1", "true"], "5"), (["&lt;= 0.2", "-"], "3"), (["-", "-"], "0")]
    found = imported(foreign(table([("rate", "number"), ("open", "boolean")], rows)), tmp_path, weights=WEIGHT)
    write(found, tmp_path / "new")
    rubric = load_rubric(tmp_path / "new", load_dictionary(dictionary_folder(), tmp_path / "new" / "dictionary"))
    cases = [
        ({"rate": "0.1", "open": "true"}, 5),
        ({"rate": "0.1", "open": "false"}, 3),
        ({"rate": "0.3", "open": "true"}, 0),
    ]

    assert ["rate", "open"] == [one.name for one in found.proposals]
    assert [expected for _, expected in cases] == [
        run_case(rubric, rubric.indicators["points"], CaseSpec(given=given, expect=ExpectSpec()), "exact").points
        for given, _ in cases
    ]


def test_wordings_and_ids_of_rows_come_from_their_notes_or_descriptions(tmp_path: Path):
    rows = "".join(
        f"<rule>{said}<inputEntry><text>{cell}</text></inputEntry><outputEntry><text>1</text></outputEntry>{note}</rule>"
        for cell, said, note in [
            ("1", "<description>one &amp; only</description>", ""),
            (
                "2",
                "",
                "<annotationEntry><text>second</text></annotationEntry><annotationEntry><text>二</text></annotationEntry>",
            ),
            ("3", "", ""),
        ]
    )
    heads = '<annotation name="规则 rule"/><annotation name="说明 zh"/>'
    column = (
        '<input><inputExpression typeRef="number"><text>rate</text></inputExpression></input><output typeRef="number"/>'
    )
    found = card(foreign(f"<decisionTable>{column}{heads}{rows}</decisionTable>"), tmp_path)
    told = [(one["id"], one.get("because")) for one in found["rules"]]

    both = {"zh": "one & only", "en": "one & only"}
    assert [("row-1", both), ("second", {"zh": "二", "en": "二"}), ("row-3", None)] == told


@pytest.mark.parametrize(
    ("attributes", "named"),
    [
        (f'hitPolicy="{hit}"', hit) for hit in ("ANY", "PRIORITY", "RULE ORDER", "OUTPUT ORDER", "COLLECT")
    ] + [(f'hitPolicy="COLLECT" aggregation="{how}"', f"COLLECT {how}") for how in ("MIN", "MAX", "COUNT")],
)  # fmt: skip
def test_other_hit_policies_are_refused_by_name(tmp_path: Path, attributes: str, named: str):
    found = refusals(foreign(table(RATE, [(["1"], "2")], attributes)), tmp_path)

    assert [
        ("dmn-hit-policy", 4, f"表“Points”：命中策略 {named} 卡片没有；改为 FIRST、UNIQUE，或 COLLECT 加总（SUM）")
    ] == found


@pytest.mark.parametrize(
    "cell",
    ["for x in [1] return x", "some x in [1] satisfies x", '{a: 1}', 'date("2023-01-01")', "string length(rate)", "&gt; 1 2", "1) or (2", "(", 'contains(?, "a")'],
)  # fmt: skip
def test_what_the_profile_does_not_have_is_told_by_table_row_and_column(tmp_path: Path, cell: str):
    (code, line, words), *rest = refusals(foreign(table(RATE, [(["1"], "1"), ([cell], "2")])), tmp_path)

    assert (line, rest) == (8, [])
    assert code in ("dmn-expression", "feel-unknown-function")
    assert words.startswith("表“Points”第 2 行")


def test_all_that_is_wrong_is_told_at_once(tmp_path: Path):
    rows = [(["1", "-"], '"high"'), (["oops(", "-"], "1"), (["&gt; 1", "true"], "unheard")]
    data = foreign(table([("rate", "number"), ("strange", "date")], rows, 'hitPolicy="ANY"'))
    found = {(code, line) for code, line, _ in refusals(data, tmp_path, weights={})}

    expected = {("dmn-hit-policy", 4), ("dmn-weight", 3), ("dmn-expression", 9), ("dmn-name", 6), ("dmn-name", 10)}
    assert expected == found


@pytest.mark.parametrize(
    ("data", "code", "line"),
    [
        (foreign(table(RATE, [(["1"], '"high"')])), "rubric-type", 7),
        (foreign(table(RATE, [(["true"], "1")])), "feel-type", 7),
        (foreign(table(RATE, [])), "dmn-output", 4),
        (foreign(table(RATE, [(["1", "2"], "1")])), "dmn-output", 7),
        (foreign(table(RATE, [(["1"], "1")]).replace("<output ", '<output name="more"/><output ')), "dmn-output", 4),
        (foreign(table([("Other", "number")], [(["1"], "1")]), f'<decision id="o" name="Other">{PLAIN}</decision>'
         if (PLAIN := table(RATE, [(["1"], "1")])) else ""), "dmn-name", 5),
        (foreign(table([("loop", "number")], [(["1"], "1")]),
                 '<decision id="l" name="loop"><literalExpression><text>loop + 1</text></literalExpression></decision>'), "dmn-name", 10),
        (foreign(table([("ctx", "number")], [(["1"], "1")]), '<decision id="c" name="ctx"><context/></decision>'), "dmn-name", 5),
    ],
    ids=["text", "truth", "no row", "cells", "outputs", "other table", "loop", "context"],
)  # fmt: skip
def test_each_refusal_stands_at_its_line(tmp_path: Path, data: str, code: str, line: int):
    found = refusals(data, tmp_path, tables=("points",))

    assert (code, line) in [(one[0], one[1]) for one in found]
    assert all("表“Points”" in one[2] for one in found)


def test_a_weight_that_is_not_there_is_asked_for_with_the_most_that_the_table_gives(tmp_path: Path):
    found = refusals(foreign(table(RATE, [(["1"], "3"), (["2"], "12")])), tmp_path, weights={})

    assert [("dmn-weight", 3, "表“Points”：没有写分值；加上 --weight points=12（分值照评分标准填）")] == found


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"<definitions", "dmn-xml"), (b"", "dmn-xml"), (b"\xff\xfe\x00", "dmn-xml"), (b"PK\x03\x04", "dmn-xml"),
        (b'<?xml version="1.0" encoding="GB2312"?><definitions/>', "dmn-xml"),
        (b"<html/>", "dmn-not-dmn"), (b'<definitions xmlns="urn:other"/>', "dmn-not-dmn"),
        (foreign("").encode(), "dmn-no-table"),
        (f'<definitions xmlns="{MODEL.format("20191111")}">{"<a>" * 200}{"</a>" * 200}</definitions>'.encode(), "dmn-too-large"),
        (b"<a>" + b"<b/>" * MAX_ELEMENTS + b"</a>", "dmn-too-large"),
        (b'<!DOCTYPE d [<!ENTITY a "aa"><!ENTITY b "&a;&a;&a;">]><definitions>&b;</definitions>', "dmn-unsafe"),
        (b'<!DOCTYPE d SYSTEM "file:///etc/hostname"><definitions/>', "dmn-unsafe"),
        (b'<!DOCTYPE d [<!ENTITY x SYSTEM "some.txt">]><definitions>&x;</definitions>', "dmn-unsafe"),
        (b"<a>" + b" " * MAX_BYTES + b"</a>", "dmn-unreadable"),
    ],
)  # fmt: skip
def test_what_is_no_dmn_or_reaches_out_is_refused_in_a_sentence(tmp_path: Path, data: bytes, code: str):
    (tmp_path / "some.txt").write_text("secret")
    with pytest.raises(CodedError) as refused:
        imported(data, tmp_path)

    assert code == refused.value.code
    assert "secret" not in str(refused.value)


def test_no_file_outside_the_folder_is_ever_named(tmp_path: Path):
    data = dmn(LECHANG).decode().replace('section="execution"', 'section="../../out"')
    found = imported(data, tmp_path, LECHANG.dictionary)
    with pytest.raises(RefusedError) as refused:
        imported(data.replace('"carryover-rate"', '"../../out"'), tmp_path, LECHANG.dictionary)

    assert set() == {name for name in found.files if ".." in name}
    assert ["source-bad-value"] == [one.code for one in refused.value.diagnostics]


def test_an_import_of_what_is_there_already_changes_nothing(tmp_path: Path):
    for rubric in RUBRICS:
        folder = _copy(rubric.id, tmp_path)
        found = import_dmn(
            file_of(dmn(rubric), tmp_path),
            folder,
            load_authored(folder, rubric.dictionary),
            rubric.dictionary,
            Wanted(),
        )

        assert (found.files, found.same) == ({}, tuple(sorted(rubric.indicators)))


def test_a_changed_card_is_rewritten_only_when_told_and_in_nothing_but_what_changed(tmp_path: Path):
    folder = _copy("lechang-2023", tmp_path)
    authored = load_authored(folder, LECHANG.dictionary)
    changed = file_of(dmn(LECHANG).replace(b"&lt;= -0.15</text>", b"&lt;= -0.2</text>"), tmp_path)
    with pytest.raises(CodedError) as refused:
        import_dmn(changed, folder, authored, LECHANG.dictionary, Wanted())
    found = import_dmn(changed, folder, authored, LECHANG.dictionary, Wanted(replace=True))
    name = "indicators/execution/idle-funds-change.yaml"
    lines = zip((folder / name).read_text("utf-8").splitlines(), found.files[name].splitlines(), strict=True)

    assert "rubric-exists" == refused.value.code
    assert [("    when: 存量变动率 <= -15%", "    when: 存量变动率 <= -20%")] == [
        two for two in lines if two[0] != two[1]
    ]
    assert [name] == list(found.files)


def test_a_row_added_or_taken_away_leaves_the_others_as_they_were_written():
    text = "indicator: a\nhit: first\nrules:\n  - {id: x, when: 甲 > 1, points: 1} # why\n  - {id: y, when: 甲 > 2, points: 2}\ncases: []\n"
    node, _ = parse_yaml(
        "hit: first\nrules:\n  - {id: z, when: 甲 > 0, points: 0}\n  - {id: x, when: 甲 > 1, points: 1}", ""
    )
    new = put_into(text, node)

    assert "  - {id: z, when: 甲 > 0, points: 0}\n  - {id: x, when: 甲 > 1, points: 1}" in new
    assert "id: y" not in new
    assert new.endswith("cases: []\n")


def test_a_card_with_a_form_gets_the_rules_of_the_table_in_its_place(tmp_path: Path):
    hunan = next(rubric for rubric in RUBRICS if rubric.id == "hunan-2020")
    folder = _copy("hunan-2020", tmp_path)
    changed = file_of(dmn(hunan).replace(b"&gt;= 0.85</text>", b"&gt;= 0.86</text>"), tmp_path)
    authored = load_authored(folder, hunan.dictionary)
    found = import_dmn(changed, folder, authored, hunan.dictionary, Wanted(replace=True))
    new = yaml.safe_load(found.files["indicators/process/budget-completion.yaml"])

    assert ["indicator", "title", "weight", "basis", "let", "hit", "rules", "open", "monotone", "cases"] == list(new)


def test_a_rubric_with_versions_is_not_read_back_into(tmp_path: Path):
    folder = Path(__file__).parents[1] / "rubrics" / "good" / "over-the-years"
    authored = load_authored(folder, dictionary_of(folder))
    file = file_of(dmn(authored.rubric), tmp_path)
    with pytest.raises(CodedError) as refused:
        import_dmn(file, folder, authored, authored.rubric.dictionary, Wanted(replace=True))

    assert "dmn-dated" == refused.value.code


def test_an_export_is_not_read_into_another_rubric_but_for_tables_that_are_named(tmp_path: Path):
    folder = _copy("hunan-2020", tmp_path)
    authored = load_authored(folder, dictionary_of(folder))
    file = file_of(dmn(LECHANG), tmp_path)
    with pytest.raises(CodedError) as refused:
        import_dmn(file, folder, authored, LECHANG.dictionary, Wanted())
    found = import_dmn(file, folder, authored, LECHANG.dictionary, Wanted(tables=("carryover-rate",)))

    assert "dmn-other-rubric" == refused.value.code
    assert ["carryover-rate"] == [one.id for one in found.new]


def test_one_table_can_be_picked_and_a_slip_in_its_name_is_answered(tmp_path: Path):
    found = imported(dmn(LECHANG), tmp_path, LECHANG.dictionary, tables=("carryover-rate",))
    with pytest.raises(CodedError) as refused:
        imported(dmn(LECHANG), tmp_path, LECHANG.dictionary, tables=("carryover-rat",))

    assert ["indicators/execution/carryover-rate.yaml", "rubric.yaml"] == sorted(found.files)
    assert "carryover-rate" in refused.value.zh


def test_two_tables_of_one_name_are_two_cards(tmp_path: Path):
    one = table(RATE, [(["1"], "2")])
    data = foreign(one, f'<decision id="second" name="Points">{one}</decision>')
    found = imported(data, tmp_path, weights={"points": "2", "second": "2"})

    assert ["points", "second"] == [made.id for made in found.new]


@pytest.mark.parametrize(
    "basis", [("assumed", "照 @原表 计", "a-b"), ("stated", "两行\n一段", None), ("elsewhere", r"反斜杠 \n 照写", None)]
)
def test_a_basis_survives_its_line(basis: tuple[str, str, str | None]):
    assert (basis[0], basis[1], basis[2] or "") == read_basis(told_basis(*basis))


CELLS = st.text('0123456789.<>=-()[],? "notradieifx+*/`甲“”%万元{}', max_size=14)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(CELLS, min_size=2, max_size=2), CELLS, CELLS, st.sampled_from(["number", "boolean", "string", "", "date"])
)
def test_whatever_stands_in_a_cell_it_is_read_or_refused(cells: list[str], output: str, asked: str, kind: str):
    data = foreign(
        table([(escape(asked), kind), ("rate", "number")], [([escape(cell) for cell in cells], escape(output))])
    )
    with TemporaryDirectory() as name:
        try:
            files = set(imported(data, Path(name), weights=WEIGHT).files) - {"dictionary/some.yaml"}
        except (RefusedError, CodedError):
            files = {"indicators/imported/points.yaml", "rubric.yaml"}

    assert {"indicators/imported/points.yaml", "rubric.yaml"} == files


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_a_file_with_pieces_cut_or_doubled_is_read_or_refused(data: st.DataObject):
    lines = SMALL.splitlines(keepends=True)
    first, last = sorted(data.draw(st.tuples(*[st.integers(1, len(lines))] * 2)))
    cut = "".join([*lines[:first], *data.draw(st.sampled_from([[], lines[first:last] * 2])), *lines[last:]])
    with TemporaryDirectory() as name:
        try:
            told = sorted(imported(cut, Path(name)).files)[-1]
        except (RefusedError, CodedError):
            told = "rubric.yaml"

    assert told == "rubric.yaml"


def _copy(name: str, folder: Path) -> Path:
    import shutil

    from youju.rubric import find_pack

    pack = find_pack(name)
    assert pack is not None
    return Path(shutil.copytree(pack.folder, folder / name))
