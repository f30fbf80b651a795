"""The graph in every format is well formed whatever a report says, complete, and the same in every run."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import networkx as nx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from tests.conftest import ROOT, SAMPLE
from tests.publish.saying import HOSTILE, Said, saying, sayings

from youju.audit import Audit
from youju.audit.graph import TOTAL, graph_of
from youju.publish.graph import DATA, FORMATS, Format, written
from youju.publish.graph.layout import SIZE, layout
from youju.publish.graph.picture import picture
from youju.publish.graph.select import every, overview, part_of
from youju.publish.graph.text import shorten, width, wrap
from youju.rubric import Rubric

SVG = "{http://www.w3.org/2000/svg}"
ML = "{http://graphml.graphdrawing.org/xmlns}"
GENERATED = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def test_a_part_is_what_leads_to_its_entries_and_their_way_to_the_total(sample_audit: Audit) -> None:
    whole = graph_of(sample_audit)
    for row in sample_audit.ledger.rows:
        own = [("entry", entry.id) for entry in sample_audit.ledger.of(row.indicator)]
        unmet = [node for node in whole if node[0] == "unmet" and node[1].startswith(f"{row.indicator}:")]
        about = [("doubt", node[1]) for node in whole.predecessors(("indicator", row.indicator)) if node[0] == "doubt"]
        section = sample_audit.rubric.indicators[row.indicator].section
        above = {("indicator", row.indicator), TOTAL} | ({("section", section)} if section else set())
        expected = above.union(own, unmet, about, *(nx.ancestors(whole, node) for node in [*own, *unmet, *about]))
        actual = {node for node in part_of(whole, sample_audit, row.indicator) if node[0] != "others"}
        assert expected == actual, row.indicator


def test_the_points_beside_a_part_add_up_to_those_above_it(sample_audit: Audit) -> None:
    whole = graph_of(sample_audit)
    for row in sample_audit.ledger.rows:
        part = part_of(whole, sample_audit, row.indicator)
        others = [data["value"].points for node, data in part.nodes(data=True) if node[0] == "others"]
        own = sum(entry.points for entry in sample_audit.ledger.of(row.indicator))

        assert sample_audit.ledger.totals.recomputed == own + sum(others), row.indicator


def test_an_indicator_that_is_not_there_has_no_part(sample_audit: Audit) -> None:
    with pytest.raises(KeyError):
        part_of(graph_of(sample_audit), sample_audit, "no-such")


@GENERATED
@given(data=st.data())
def test_whatever_a_report_says_every_format_is_well_formed_and_has_every_node(
    rubric: Rubric, data: st.DataObject
) -> None:
    said = data.draw(sayings(rubric))
    audit = saying(rubric, said, name='re<po>rt"&\\\n.txt')
    indicator = data.draw(st.none() | st.sampled_from(sorted(rubric.indicators)))
    graph = every(graph_of(audit)) if indicator is None else part_of(graph_of(audit), audit, indicator)
    nodes, edges = graph.number_of_nodes(), graph.number_of_edges()

    expected = dict.fromkeys(FORMATS, (nodes, edges))
    actual = {form: _read(form, written(audit, form, indicator, whole=True)) for form in FORMATS}
    # PROV has no activity for a rule that did not fire, and relations of its own: only its nodes are counted.
    unmet = sum(1 for node in graph if node[0] == "unmet")
    assert expected | {"prov-json": (nodes - unmet, 0)} == actual


@GENERATED
@given(data=st.data())
def test_boxes_do_not_touch_and_words_stay_inside_of_them(rubric: Rubric, data: st.DataObject) -> None:
    audit = saying(rubric, data.draw(sayings(rubric)))
    indicator = data.draw(st.none() | st.sampled_from(sorted(rubric.indicators)))
    graph = overview(graph_of(audit)) if indicator is None else part_of(graph_of(audit), audit, indicator)
    boxes = layout(picture(audit, graph, indicator, data.draw(st.sampled_from(["zh", "en"])))).boxes

    touching = [
        (a.box.node, b.box.node)
        for i, a in enumerate(boxes)
        for b in boxes[i + 1 :]
        if a.x < b.x + b.width and b.x < a.x + a.width and a.y < b.y + b.height and b.y < a.y + a.height
    ]
    rows = [(one, row, [line for line in one.lines if line.row == row]) for one in boxes for row in range(40)]
    wider = [row for one, row, lines in rows if sum(width(line.text) for line in lines) * SIZE // 100 > one.width]
    assert ([], []) == (touching, wider)


@pytest.mark.parametrize("form", DATA)
def test_data_hold_a_long_quote_whole_and_drawings_cut_it(rubric: Rubric, form: Format) -> None:
    quote = "预" * 10_000
    audit = saying(rubric, [("计划采购金额", 60, quote), ("实际采购金额", 57, "57")])

    assert quote in written(audit, form, "procurement-rate").decode()
    assert quote[:200] not in written(audit, "svg", "procurement-rate").decode()


def test_a_drawing_obeys_no_mark_that_turns_the_direction_of_writing(rubric: Rubric) -> None:
    audit = saying(rubric, [("计划采购金额", 60, HOSTILE[5]), ("实际采购金额", 57, HOSTILE[5])])
    marks = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")

    drawings = [written(audit, form, "procurement-rate").decode() for form in FORMATS if form not in DATA]
    assert all("right" in drawing for drawing in drawings)
    assert [] == [mark for drawing in drawings for mark in marks.findall(drawing)]


def test_what_opposes_the_chosen_statement_and_what_is_missing_can_be_seen(rubric: Rubric) -> None:
    twice: list[Said] = [("实际采购金额", 57, "57"), ("实际采购金额", 71, "71"), ("实际采购金额", 57, "57.0")]
    audit = saying(rubric, twice)
    drawn = picture(audit, part_of(graph_of(audit), audit, "procurement-rate"), "procurement-rate", "zh")

    assert {"chosen": 1, "opposes": 1, "states": 1, "lacks": 1} == {
        role: sum(1 for arrow in drawn.arrows if arrow.role == role)
        for role in ("chosen", "opposes", "states", "lacks")
    }
    assert {"实际采购金额": "conflicting", "计划采购金额": "missing"} == {
        box.node[1]: box.state for box in drawn.boxes if box.node[0] == "fact"
    }


@pytest.fixture(scope="module")
def hashed_otherwise(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Two folders with every format, each written by a process with its own seed of hashes."""
    folders = [tmp_path_factory.mktemp(f"seed-{seed}") for seed in ("1", "2")]
    for seed, folder in enumerate(folders, 1):
        code = (
            "from youju.cli.main import cli\n"
            f"for form in {FORMATS!r}:\n"
            f"    written = ['--format', form, '--output', {str(folder)!r} + '/' + form]\n"
            f"    graph = ['graph', {str(SAMPLE)!r}, '--all', '--engine', 'exact']\n"
            "    cli.main([*graph, *written], standalone_mode=False)\n"
        )
        env = {**os.environ, "PYTHONPATH": str(ROOT / "engine"), "PYTHONHASHSEED": str(seed)}
        subprocess.run([sys.executable, "-c", code], capture_output=True, env=env, check=True)
    return folders


@pytest.mark.parametrize("form", FORMATS)
def test_another_process_with_other_hashes_writes_the_same_bytes(form: Format, hashed_otherwise: list[Path]) -> None:
    """The order of a set of strings differs from process to process; nothing may follow it."""
    runs = [(folder / form).read_bytes() for folder in hashed_otherwise]

    assert runs[0]
    assert runs[0] == runs[1]


def test_prov_traces_a_point_to_the_document_and_to_the_rule_and_names_what_was_missing(sample_audit: Audit) -> None:
    record = json.loads(written(sample_audit, "prov-json", "project-punctuality"))
    entry, firing = "youju:entry/project-punctuality/1", "youju:firing/project-punctuality/1"
    derived = {(one["prov:generatedEntity"], one["prov:usedEntity"]) for one in record["wasDerivedFrom"].values()}

    assert sample_audit.document.sha256 in "".join(nx.descendants(nx.DiGraph(derived), entry))
    assert {"youju:fact/项目按时完成率"} == {
        one["prov:entity"] for one in record["used"].values() if one["prov:activity"] == firing
    }
    assert ["youju:fact/应完成项目数", "youju:fact/按时完成项目数"] == [
        one["$"] for one in record["activity"][firing]["youju:lacks"]
    ]
    assert {"youju:rule/project-punctuality/share-on-time"} == {
        one["prov:plan"] for one in record["wasAssociatedWith"].values() if one["prov:activity"] == firing
    }


@pytest.mark.parametrize("said", [[], [("实际采购金额", 57, words) for words in HOSTILE]], ids=["nothing", "hostile"])
def test_prov_json_is_what_the_library_of_the_standard_reads_and_writes(rubric: Rubric, said: list[Said]) -> None:
    model = pytest.importorskip("prov.model")
    text = written(saying(rubric, said), "prov-json").decode()
    read = model.ProvDocument.deserialize(content=text, format="json")
    again = model.ProvDocument.deserialize(content=read.serialize(format="json"), format="json")

    record = json.loads(text)
    assert read == again
    assert sum(len(part) for kind, part in record.items() if kind != "prefix") == len(read.get_records())


def test_lines_are_no_wider_than_they_may_be_and_lose_nothing() -> None:
    text = "预算执行率 procurement-rate 95.5%，超过 (100%) 计划。"

    lines = wrap(text, 900)
    assert text.replace(" ", "") == "".join(lines).replace(" ", "")
    assert all(width(line) <= 1000 for line in lines)
    assert not any(line[0] in "，。%)" for line in lines)


def test_what_is_cut_says_so() -> None:
    assert ("一二三", "一二…", "甲 乙") == (shorten("一二三", 3), shorten("一二三四", 3), shorten("甲\n\n 乙", 9))


def _read(form: Format, data: bytes) -> tuple[int, int]:
    """How many nodes and edges a reader of the format finds; fails where it cannot read."""
    text = data.decode()
    if form == "svg":
        root = etree.fromstring(data)
        boxes = [one for one in root.iter(f"{SVG}g") if one.get("class") and one.getparent().get("transform")]
        paths = [one for one in root.iter(f"{SVG}path") if one.getparent().get("transform")]
        return len(boxes), len(paths)
    if form == "graphml":
        root = etree.fromstring(data)
        return sum(1 for _ in root.iter(f"{ML}node")), sum(1 for _ in root.iter(f"{ML}edge"))
    if form == "dot":
        return _dot(text)
    if form == "mermaid":
        return _mermaid(text)
    record = json.loads(text)
    named = [*record["entity"], *record["activity"]]
    return sum(1 for name in named if not name.startswith(("youju:rule/", "youju:activity/"))), 0


_STRING = r'"(?:[^"\\\n]|\\["\\n])*"'
_VALUE = rf"(?:{_STRING}|[\w.]+)"
_ATTRIBUTES = rf"\[\w+={_VALUE}(?:, \w+={_VALUE})*\]"


def _dot(text: str) -> tuple[int, int]:
    """A strict reader: a line is a brace, the default of a kind, a node or an edge, with strings closed on it."""
    kinds = {
        "frame": r"digraph youju \{|\s*[{}]|\s*rank=same;",
        "default": rf"  (?:graph|node) {_ATTRIBUTES};",
        "node": rf"\s+{_STRING} {_ATTRIBUTES};",
        "edge": rf"  {_STRING} -> {_STRING}(?: {_ATTRIBUTES})?;",
    }
    found = list(_kinds(text.split("\n")[:-1], kinds))
    return found.count("node"), found.count("edge")


def _mermaid(text: str) -> tuple[int, int]:
    """A strict reader: labels hold nothing of ASCII but letters, digits, points in numbers, numbered signs and breaks."""
    word = r"(?:[^\x00-\x7f]|[A-Za-z0-9 /]|(?<=\d)\.(?=\d)|#\d+;|<br/>)*"
    kinds = {
        "frame": r'---|title: "(?:[^"\\%\n]|\\.)*"|flowchart LR',
        "node": rf'  n\d+\["{word}"\]',
        "edge": r"  n\d+ (?:-->|---|==>|-\.->) n\d+",
        "style": r"  classDef \w+ [\w:#,. -]+|  class n\d+(?:,n\d+)* \w+",
    }
    found = list(_kinds(text.split("\n")[:-1], kinds))
    return found.count("node"), found.count("edge")


def _kinds(lines: list[str], kinds: dict[str, str]) -> Iterator[str]:
    for line in lines:
        kind = next((name for name, pattern in kinds.items() if re.fullmatch(pattern, line)), None)
        assert kind is not None, f"cannot be read: {line[:200]!r}"
        yield kind
