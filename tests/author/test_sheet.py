"""A table that comes back changes what was changed in it and nothing else; what cannot be taken is told at its cell."""

from __future__ import annotations

import difflib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sheet_helpers import FOLDERS, FORMS, YEARS, copy_of, lines_of, row_of, tried, with_text, written

from youju.author.edits import EditError
from youju.author.sheet.layout import RULES
from youju.author.sheet.lines import Line, base_of, tight
from youju.author.sheet.merge import merged
from youju.author.sheet.table import ITEMS, Table, kind_of, read_files, table_of
from youju.author.splice import edited
from youju.rubric import dictionary_of, load_rubric
from youju.structs import replace

EVERY = [*FOLDERS, FORMS, YEARS]
LECHANG = next(folder for folder in FOLDERS if folder.name == "lechang-2023")


def table(folder: Path) -> Table:
    return table_of(read_files(folder))


def differences(before: Path, after: Path) -> list[str]:
    """The lines by which the files of two folders differ."""
    old, new = read_files(before), read_files(after)
    return [
        line
        for name in old
        for line in difflib.unified_diff(old[name].splitlines(), new[name].splitlines(), n=0, lineterm="")
        if line[0] in "+-" and line[:3] not in ("+++", "---")
    ]


@pytest.mark.parametrize("folder", EVERY, ids=lambda folder: folder.name)
def test_a_table_that_comes_back_unchanged_changes_nothing(folder: Path) -> None:
    taken = tried(folder, lines_of(table(folder)))

    assert ((), (), {}) == (taken.changes, taken.troubles, dict(taken.files))


@pytest.mark.parametrize("folder", EVERY, ids=lambda folder: folder.name)
def test_every_text_stands_in_one_cell_and_every_row_has_a_key_of_its_own(folder: Path) -> None:
    found = table(folder)
    places = [(cell.file, cell.path) for row in found.all for cell in row.cells.values()]
    keys = [row.key for row in found.all]

    assert (len(places), len(keys)) == (len(set(places)), len(set(keys)))


def test_three_edits_change_three_lines_and_keep_every_comment(tmp_path: Path) -> None:
    mine = copy_of(LECHANG, tmp_path)
    now = table(mine)
    lines = with_text(lines_of(now), row_of(now, "carryover-rate", "up-to-10"), "when", "结转率 <= 8%")
    lines = with_text(lines, row_of(now, "carryover-rate", "up-to-20"), "points", "2.5")
    lines = with_text(lines, row_of(now, "staffing-rate", "over-posts"), "mark", "elsewhere")
    after = written(mine, tried(mine, lines))

    expected = [
        "-    when: 结转率 <= 10%",
        "+    when: 结转率 <= 8%",
        "-    points: 2",
        "+    points: 2.5",
        "-      - {mark: assumed, text: 超过100%的不得分}",
        "+      - {mark: elsewhere, text: 超过100%的不得分}",
    ]
    assert expected == differences(LECHANG, after)


def test_what_was_changed_is_what_is_scored_by(tmp_path: Path) -> None:
    mine = copy_of(LECHANG, tmp_path)
    now = table(mine)
    lines = with_text(lines_of(now), row_of(now, "carryover-rate", "up-to-10"), "when", "结转率 <= 8%")
    rubric = load_rubric(written(mine, tried(mine, lines)), dictionary_of(mine))

    assert "结转率 <= 8%" == rubric.indicators["carryover-rate"].rule("up-to-10").when.text


def test_what_a_card_declares_of_more_of_a_fact_stays_when_its_rules_come_back_changed(tmp_path: Path) -> None:
    mine = copy_of(LECHANG, tmp_path)
    now = table(mine)
    lines = with_text(lines_of(now), row_of(now, "carryover-rate", "up-to-10"), "when", "结转率 <= 8%")
    before = load_rubric(mine, dictionary_of(mine)).indicators["carryover-rate"].monotone
    after = load_rubric(written(mine, tried(mine, lines)), dictionary_of(mine)).indicators["carryover-rate"].monotone

    assert before == after
    assert before


@pytest.mark.parametrize(
    ("file", "id_", "kind", "column", "text", "old", "new"),
    [
        ("banded", "half", "band", "when", "(10%..25%]", '      is: "(10%..20%]"   # 左开右闭', '      is: "(10%..25%]"   # 左开右闭'),
        ("banded", "rest", "band", "points", "1", "    - {id: rest, points: 0}", "    - {id: rest, points: 1}"),
        ("banded", "rest", "band", "when", "> 20%", "    - {id: rest, points: 0}", '    - {id: rest, is: "> 20%", points: 0}'),
        ("banded", "分档值", "let", "when", "试用金额 / 试用预算 * 1", "      - 试用金额 / 试用预算   # 先看金额", "      - 试用金额 / 试用预算 * 1   # 先看金额"),
        ("banded", "banded", "indicator", "english", "Bands", "title: {zh: 分档率, en: Banded rate}", "title: {zh: 分档率, en: Bands}"),
        ("straight", "middle", "knot", "points", "3", '    points: "2"', '    points: "3"'),
        ("straight", "", "knot", "points", "1", "  - {at: 0%, points: 0}", "  - {at: 0%, points: 1}"),
        ("stepped", "count", "setting", "when", "pro_rata", "  count: whole   # 满一个点才扣", "  count: pro_rata   # 满一个点才扣"),
        ("stepped", "per_unit", "form", "wording", "台阶 {台阶值}", "    zh: '台阶值 {台阶值}'", "    zh: '台阶 {台阶值}'"),
        ("twofold", "use", "setting", "when", "share", "  use: whole", "  use: share"),
        ("twofold", "share/within", "rule", "points", "4", "          - {id: within, when: 两读值 <= 100%, points: weight}", "          - {id: within, when: 两读值 <= 100%, points: 4}"),
        ("fined", "", "occurrence", "points", "0.4", "      each: 0.5", "      each: 0.4"),
        ("rubric", "praise-cap", "cap", "wording", "最多三分", "    because: {zh: 最多 3 分, en: at most 3}", "    because: {zh: 最多三分, en: at most 3}"),
        ("rubric", "most", "value", "when", "2", "    most: 3", "    most: 2"),
        ("rubric", "table", "source", "when", "试", "  table: {title: {zh: 评分表, en: the table}, note: 试用}", "  table: {title: {zh: 评分表, en: the table}, note: 试}"),
    ],
)  # fmt: skip
def test_a_cell_of_any_form_changes_its_line(
    tmp_path: Path, file: str, id_: str, kind: str, column: str, text: str, old: str, new: str
) -> None:
    mine = copy_of(FORMS, tmp_path)
    now = table(mine)
    row = [one for one in now.all if one.file.endswith(f"{file}.yaml") and one.id == id_ and one.kind == kind]
    taken = tried(mine, with_text(lines_of(now), row[-1 if kind == "occurrence" else 0], column, text))

    assert () == taken.troubles
    assert [f"-{old}", f"+{new}"] == differences(FORMS, written(mine, taken))


def inserted(lines: list[Line], after: Line, line: Line) -> list[Line]:
    """The lines with one more behind another."""
    at = lines.index(after) + 1
    return [*lines[:at], line, *lines[at:]]


def of(lines: list[Line], key: str) -> Line:
    return next(line for line in lines if line.key == key)


def test_a_row_put_in_becomes_a_rule_in_its_place(tmp_path: Path) -> None:
    mine = copy_of(LECHANG, tmp_path)
    now = table(mine)
    lines = lines_of(now)
    after = of(lines, row_of(now, "carryover-rate", "up-to-20").key)
    texts = {
        "when": "结转率 <= 25%",
        "points": "1.5",
        "wording": "超过 20%",
        "english": "over 20%",
        "basis": "新",
        "mark": "assumed",
    }
    taken = tried(mine, inserted(lines, after, Line(None, texts, RULES, after.at)))
    card = load_rubric(written(mine, taken), dictionary_of(mine)).indicators["carryover-rate"]

    expected = [
        "+  - id: rule-1",
        "+    when: 结转率 <= 25%",
        "+    points: 1.5",
        "+    because: {zh: 超过 20%, en: over 20%}",
        "+    basis: [{text: 新, mark: assumed}]",
    ]
    assert ["up-to-10", "up-to-20", "rule-1", "up-to-30", "over-30"] == [rule.id for rule in card.rules]
    assert expected == differences(LECHANG, mine)


def test_a_row_that_was_copied_becomes_a_new_rule_and_the_row_itself_stays(tmp_path: Path) -> None:
    mine = copy_of(LECHANG, tmp_path)
    now = table(mine)
    lines = lines_of(now)
    after = of(lines, row_of(now, "carryover-rate", "up-to-20").key)
    copied = replace(after, texts={**after.texts, "when": "结转率 <= 25%", "points": "1.5"}, at=after.at + 1)
    taken = tried(mine, inserted(lines, after, copied))
    rules = load_rubric(written(mine, taken), dictionary_of(mine)).indicators["carryover-rate"].rules

    assert [("up-to-20", "结转率 <= 20%"), ("rule-1", "结转率 <= 25%")] == [
        (one.id, one.when.text) for one in rules[1:3]
    ]


def test_two_rows_behind_one_keep_their_order(tmp_path: Path) -> None:
    mine = copy_of(FORMS, tmp_path)
    now = table(mine)
    lines = lines_of(now)
    after = of(lines, row_of(now, "listed", "done", "item").key)
    for name in ("second", "first"):
        lines = inserted(
            lines, after, Line(None, {"when": "试用做到", "points": ""}, RULES, after.at + (name == "second"), name)
        )
    rules = load_rubric(written(mine, tried(mine, lines)), dictionary_of(mine)).indicators["listed"].rules

    assert ["done", "first", "second", "shown"] == [rule.id for rule in rules]


@pytest.mark.parametrize("how", ["marked", "emptied", "gone"])
def test_a_row_that_is_to_go_goes(tmp_path: Path, how: str) -> None:
    mine = copy_of(FORMS, tmp_path)
    now = table(mine)
    key = row_of(now, "banded", "half", "band").key
    line = of(lines_of(now), key)
    new = {"marked": replace(line, dropped=True), "emptied": replace(line, texts={}), "gone": None}[how]
    lines = [new if one.key == key else one for one in lines_of(now)]
    taken = tried(mine, [one for one in lines if one is not None])

    expected = [
        "-    - id: half",
        '-      is: "(10%..20%]"   # 左开右闭',
        "-      points: weight / 2",
        '-      because: {zh: "分档值 {分档值}，超过 10%", en: "{分档值}, over 10%"}',
    ]
    assert expected == differences(FORMS, written(mine, taken))


def test_a_basis_is_added_and_another_goes(tmp_path: Path) -> None:
    mine = copy_of(FORMS, tmp_path)
    now = table(mine)
    band = row_of(now, "banded", "full", "band")
    second = next(row for row in now.rows if row.kind == "basis" and row.path[:-2] == band.path)
    lines = [replace(line, dropped=line.key == second.key) for line in lines_of(now)]
    after = of(lines, band.key)
    lines = inserted(lines, after, Line(None, {"basis": "再议", "mark": "assumed"}, RULES, after.at))
    taken = tried(mine, lines)

    expected = [
        '-    - {id: full, is: "<= 10%", points: weight, basis: [{mark: stated, text: 不超过10%得满分}, {mark: assumed, text: 含本数}]}',
        '+    - {id: full, is: "<= 10%", points: weight, basis: [{mark: stated, text: 不超过10%得满分}, {text: 再议, mark: assumed}]}',
    ]
    assert expected == differences(FORMS, written(mine, taken))


def test_changes_on_both_sides_are_taken_together(tmp_path: Path) -> None:
    base = base_of(table(LECHANG))
    mine = copy_of(LECHANG, tmp_path)
    exported = table(mine)
    lines = with_text(lines_of(exported), row_of(exported, "carryover-rate", "up-to-10"), "when", "结转率 <= 8%")
    card = mine / "indicators" / "execution" / "carryover-rate.yaml"
    card.write_text(
        card.read_text("utf-8")
        .replace("points: 2\n", "points: 2.5\n")
        .replace("id: up-to-30", "id: up-to-30   # 改名前"),
        "utf-8",
    )
    after = written(mine, tried(mine, lines, base))

    assert ["结转率 <= 8%", "2.5", "改名前"] == [
        text for text in ("结转率 <= 8%", "2.5", "改名前") if text in card.read_text("utf-8")
    ]
    assert load_rubric(after, dictionary_of(after))


@pytest.mark.parametrize("now_it_says", ["结转率 <= 9%", None])
def test_a_cell_that_both_sides_changed_is_refused_at_the_cell(tmp_path: Path, now_it_says: str | None) -> None:
    base = base_of(table(LECHANG))
    mine = copy_of(LECHANG, tmp_path)
    row = row_of(table(mine), "carryover-rate", "up-to-30")
    lines = with_text(lines_of(table(mine)), row, "when", "结转率 <= 28%")
    card = mine / row.file
    text = card.read_text("utf-8")
    if now_it_says:
        card.write_text(text.replace("结转率 <= 30%", now_it_says), "utf-8")
    else:
        start, end = text.index("  - id: up-to-30"), text.index("  - id: over-30")
        card.write_text(text[:start] + text[end:].replace("结转率 > 30%", "结转率 > 20%"), "utf-8")
    taken = tried(mine, lines, base)

    assert {} == taken.files
    assert [(row.key, "when", "sheet-conflict")] == [
        (one.line and one.line.key, one.column, one.code) for one in taken.troubles
    ]


def test_a_change_that_was_made_on_both_sides_alike_is_no_change(tmp_path: Path) -> None:
    base = base_of(table(LECHANG))
    mine = copy_of(LECHANG, tmp_path)
    row = row_of(table(mine), "carryover-rate", "up-to-10")
    lines = with_text(lines_of(table(mine)), row, "when", "结转率 <= 8%")
    card = mine / row.file
    card.write_text(card.read_text("utf-8").replace("结转率 <= 10%", "结转率 <= 8%"), "utf-8")

    assert ((), ()) == (tried(mine, lines, base).changes, tried(mine, lines, base).troubles)


@pytest.mark.parametrize(
    ("file", "id_", "kind", "column", "text", "code"),
    [
        ("carryover-rate", "up-to-10", "rule", "when", "结转律 <= 8%", "feel-unknown-name"),
        ("carryover-rate", "up-to-10", "rule", "when", "年末结转结余 <= 8%", "feel-dimension"),
        ("carryover-rate", "up-to-10", "rule", "points", "", "source-missing-key"),
        ("carryover-rate", "carryover-rate", "indicator", "weight", "4", "rubric-weights"),
        ("carryover-rate", "carryover-rate", "indicator", "weight", "三", "source-bad-value"),
        ("carryover-rate", "up-to-20", "rule", "mark", "道听途说", "source-bad-value"),
        ("carryover-rate", "up-to-20", "rule", "source", "没有的", "rubric-unknown-source"),
        ("carryover-rate", "up-to-20", "rule", "wording", "结转 {结转律}", "rubric-wording-name"),
        ("carryover-rate", "结转率", "printed", "when", "结转结余律", "rubric-unknown-fact"),
        ("carryover-rate", "hit", "hit", "when", "随便", "source-bad-value"),
    ],
)
def test_a_mistake_is_told_at_its_cell_and_nothing_is_changed(
    tmp_path: Path, file: str, id_: str, kind: str, column: str, text: str, code: str
) -> None:
    mine = copy_of(LECHANG, tmp_path)
    now = table(mine)
    row = row_of(now, file, id_, kind)
    taken = tried(mine, with_text(lines_of(now), row, column, text))
    told = [(one.code, one.line and one.line.key, one.column) for one in taken.troubles]

    # Weights are told where their sum stands.
    assert (code, row.key, column) in told or (code == "rubric-weights" and code in [one[0] for one in told])
    assert read_files(LECHANG) == read_files(mine)


@pytest.mark.parametrize("kind", ["indicator", "let", "hit", "form", "rubric", "accept"])
def test_a_row_that_the_rubric_cannot_do_without_is_missed(kind: str) -> None:
    now = table(FORMS)
    key = next(row.key for row in now.all if row.kind == kind)
    taken = tried(FORMS, [line for line in lines_of(now) if line.key != key])

    assert (["sheet-missing-row"], {}) == ([one.code for one in taken.troubles], taken.files)


def test_rows_in_another_order_are_refused() -> None:
    lines = lines_of(table(LECHANG))
    taken = tried(LECHANG, [*lines[2:40], *lines[:2], *lines[40:]])

    assert ["sheet-order"] == [one.code for one in taken.troubles]


@pytest.mark.parametrize(
    ("after", "texts", "code"),
    [
        ("hit", {"when": "true", "points": "1"}, "sheet-new-row"),
        ("rule", {"section": "又一个"}, "sheet-new-row"),
        ("let", {"basis": "无处可放", "mark": "assumed"}, "sheet-new-row"),
    ],
)
def test_a_new_row_without_a_place_is_refused(after: str, texts: dict[str, str], code: str) -> None:
    lines = lines_of(table(LECHANG))
    key = next(row.key for row in table(LECHANG).rows if row.kind == after)
    taken = tried(LECHANG, inserted(lines, of(lines, key), Line(None, texts, RULES, 9)))

    assert [code] == [one.code for one in taken.troubles]


def test_a_row_whose_key_nobody_knows_reaches_no_file(tmp_path: Path) -> None:
    """A key names a file; only the files that the rubric has are ever looked at."""
    mine = copy_of(FORMS, tmp_path)
    outside = tmp_path / "outside.yaml"
    outside.write_text("a: 1\n", "utf-8")
    stranger = Line('["rule", "../outside.yaml", "a"]', {"when": "2"}, RULES, 99)
    base = {**base_of(table(mine)), stranger.key or "": {"when": "1"}}
    taken = tried(mine, [*lines_of(table(mine)), stranger], base)

    assert (["sheet-conflict"], "a: 1\n") == ([one.code for one in taken.troubles], outside.read_text("utf-8"))


WORDS = st.text(st.sampled_from("甲乙a1 :#,{}[]'\"-&*!|>%@?\n=.<"), min_size=1, max_size=10)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data(), st.sampled_from(EVERY))
def test_any_texts_in_any_cells_come_out_in_the_files_and_nowhere_else(data: st.DataObject, folder: Path) -> None:
    """What the table of the changed files says is what the table that came back said, cell by cell."""
    files, now = read_files(folder), table(folder)
    lines, wanted = lines_of(now), base_of(now)
    cells = [(row, column) for row in now.all for column, cell in row.cells.items() if cell.text]
    for row, column in data.draw(
        st.lists(st.sampled_from(cells), min_size=1, max_size=4, unique_by=lambda one: (one[0].key, one[1]))
    ):
        text = data.draw(WORDS)
        lines, wanted[row.key] = with_text(lines, row, column, text), {**wanted[row.key], column: tight(column, text)}
    # An id or a title that makes a row is not a text of it; all cells here are texts.
    found = merged(base_of(now), lines, now)
    for change in found.changes:
        files[change.file] = edited(files[change.file], [change.edit])

    # A value or a formula that was emptied may be gone, and its row with it: of a row without a word nothing is lost.
    alone = {row.key for row in now.all if row.kind in ("value", "let")}
    expected, actual = (
        {key: texts for key, texts in one.items() if key not in alone or any(texts.values())}
        for one in (wanted, base_of(table_of(files)))
    )

    assert () == found.troubles
    assert expected == actual


KEYS = st.sampled_from([row.key for row in table(FORMS).all]) | st.text(st.sampled_from('["],{}a甲'), max_size=8)
COLUMNS = st.sampled_from(["when", "points", "wording", "basis", "mark", "section"])
CELLS = st.dictionaries(COLUMNS, WORDS | st.just(""), max_size=4)
BASES = st.dictionaries(COLUMNS | st.sampled_from(["kind", "甲", ""]), WORDS | st.just(""), max_size=4)
LINES = st.builds(
    Line, st.none() | KEYS, CELLS, st.sampled_from([RULES, "总则"]), st.integers(3, 60), WORDS, st.booleans()
)


@settings(max_examples=400, deadline=None)
@given(st.dictionaries(KEYS, BASES, max_size=6), st.lists(LINES, max_size=8))
def test_whatever_a_workbook_holds_is_taken_or_told(base: dict[str, dict[str, str]], lines: list[Line]) -> None:
    """Its hidden base and its keys may say anything: files that the rubric has are changed, and no others."""
    files = read_files(FORMS)
    found = merged(base, lines, table(FORMS))

    assert {change.file for change in found.changes} <= set(files)
    for change in found.changes:
        try:
            files[change.file] = edited(files[change.file], [change.edit])
        except EditError:
            continue


def texts_of(line: Line) -> dict[str, str]:
    return {column: tight(column, text) for column, text in line.texts.items() if text}


def shown(files: dict[str, str], file: str) -> list[dict[str, str]]:
    """The texts of the rows of a card that are items of lists, as its table shows them."""
    rows = [row for row in table_of(files).rows if row.file == file and row.kind in ITEMS]
    return [{column: cell.text for column, cell in row.cells.items() if cell.text} for row in rows]


TEXT = st.sampled_from(["甲", "乙 {x}", "1", "a: b", "<= 10%"])
BANDED = "indicators/all/banded.yaml"


@st.composite
def worked_on(draw: st.DrawFn) -> tuple[list[Line], list[dict[str, str]]]:
    """A table on which somebody worked, and what its card must then show: the lines that are left, in their order."""
    now = table(FORMS)
    kinds = {row.key: row.kind for row in now.rows if row.file == BANDED and row.kind in ITEMS}
    lines: list[Line] = []
    left: list[dict[str, str]] = []
    alive = True
    for line in lines_of(now):
        kind = kinds.get(line.key or "")
        if kind is None:
            lines.append(line)
            # Behind the row of an indicator stand its own further bases.
            alive = alive or not line.key or "banded" in line.key
            continue
        inside = kind == "basis" and not alive
        how = "keep" if inside else draw(st.sampled_from(["keep", "keep", "edit", "clear", "mark", "empty", "gone"]))
        owner = kind != "basis"
        if how == "edit":
            column = draw(st.sampled_from(sorted(line.texts)))
            line = replace(line, texts={**line.texts, column: draw(TEXT)})
        elif how == "clear" and "source" in line.texts:
            line = replace(line, texts={column: text for column, text in line.texts.items() if column != "source"})
        elif how == "mark":
            line = replace(line, dropped=True)
        elif how == "empty":
            line = replace(line, texts={})
        dropped = how in ("mark", "empty", "gone")
        alive = not dropped if owner else alive
        lines += [] if how == "gone" else [line]
        left += [] if dropped or inside else [texts_of(line)]
        if kind == "open" or dropped or inside:
            continue
        if draw(st.booleans()) and "basis" in line.texts:
            new = Line(None, {"basis": draw(TEXT), "mark": draw(TEXT)}, RULES, line.at)
            lines.append(new)
            left.append(texts_of(new))
    return lines, left


@settings(max_examples=300, deadline=None)
@given(worked_on())
def test_the_lines_that_are_left_are_the_card(work: tuple[list[Line], list[dict[str, str]]]) -> None:
    lines, left = work
    files = read_files(FORMS)
    found = merged(base_of(table(FORMS)), lines, table(FORMS))
    for change in found.changes:
        files[change.file] = edited(files[change.file], [change.edit])

    assert () == found.troubles
    assert left == shown(files, BANDED)


def test_emptied_cells_dropped_rows_and_new_ones_do_not_shift_each_other(tmp_path: Path) -> None:
    mine = copy_of(FORMS, tmp_path)
    card = mine / BANDED
    four = "basis: [{mark: stated, text: 一, source: table}, {mark: stated, text: 二, source: table}, {mark: stated, text: 三, source: table}, {mark: stated, text: 四, source: table}]"
    card.write_text(
        card.read_text("utf-8").replace(
            "basis: [{mark: stated, text: 不超过10%得满分}, {mark: assumed, text: 含本数}]", four
        ),
        "utf-8",
    )
    now = table(mine)
    two, three = (
        next(row for row in now.rows if row.kind == "basis" and row.cells["basis"].text == text) for text in "二三"
    )
    lines = [replace(line, dropped=line.key == two.key) for line in with_text(lines_of(now), three, "source", "")]
    taken = tried(mine, lines)

    expected = "basis: [{mark: stated, text: 一, source: table}, {mark: stated, text: 三}, {mark: stated, text: 四, source: table}]"
    assert expected in written(mine, taken).joinpath(BANDED).read_text("utf-8")


def test_a_new_rule_takes_the_bases_behind_it(tmp_path: Path) -> None:
    mine = copy_of(LECHANG, tmp_path)
    now = table(mine)
    lines = lines_of(now)
    after = of(lines, row_of(now, "carryover-rate", "up-to-20").key)
    rule = Line(None, {"when": "结转率 <= 25%", "points": "1", "basis": "一", "mark": "assumed"}, RULES, after.at)
    basis = Line(None, {"basis": "二", "mark": "elsewhere"}, RULES, after.at + 1)
    taken = tried(mine, inserted(inserted(lines, after, rule), rule, basis))
    rules = load_rubric(written(mine, taken), dictionary_of(mine)).indicators["carryover-rate"].rules

    assert [("up-to-20", 1), ("rule-1", 2)] == [(one.id, len(one.basis)) for one in rules[1:3]]
    assert ["一", "二"] == [one.text for one in rules[2].basis]


def test_what_came_in_once_does_not_come_in_again(tmp_path: Path) -> None:
    mine = copy_of(LECHANG, tmp_path)
    base, lines = base_of(table(mine)), lines_of(table(mine))
    after = of(lines, row_of(table(mine), "carryover-rate", "up-to-20").key)
    rule = Line(None, {"when": "结转率 <= 25%", "points": "1", "basis": "一", "mark": "assumed"}, RULES, after.at)
    more = Line(None, {"basis": "再议", "mark": "assumed"}, RULES, after.at)
    came = inserted(inserted(lines, after, rule), after, more)
    written(mine, tried(mine, came, base))

    assert ((), ()) == (tried(mine, came, base).changes, tried(mine, came, base).troubles)


def test_a_new_row_that_is_marked_to_go_does_not_come(tmp_path: Path) -> None:
    lines = lines_of(table(LECHANG))
    after = of(lines, row_of(table(LECHANG), "carryover-rate", "up-to-20").key)
    came = inserted(lines, after, replace(after, dropped=True, at=after.at + 1))

    assert ((), ()) == (tried(LECHANG, came).changes, tried(LECHANG, came).troubles)


@pytest.mark.parametrize(
    ("kind", "column"),
    [("let", "points"), ("hit", "basis"), ("rule", "weight"), ("basis", "when"), ("setting", "source")],
)
def test_a_text_where_a_row_keeps_none_is_told(kind: str, column: str) -> None:
    folder = FORMS if kind == "setting" else LECHANG
    row = next(row for row in table(folder).rows if row.kind == kind and column not in row.cells)
    taken = tried(folder, with_text(lines_of(table(folder)), row, column, "1"))

    assert [("sheet-column", row.key, column)] == [
        (one.code, one.line and one.line.key, one.column) for one in taken.troubles
    ]


def test_an_id_that_was_changed_is_told() -> None:
    row = row_of(table(LECHANG), "carryover-rate", "up-to-20")
    lines = [replace(line, id="other") if line.key == row.key else line for line in lines_of(table(LECHANG))]

    assert ["sheet-column"] == [one.code for one in tried(LECHANG, lines).troubles]


def test_a_rule_whose_basis_was_changed_in_the_rubric_does_not_go_unseen(tmp_path: Path) -> None:
    base = base_of(table(LECHANG))
    mine = copy_of(LECHANG, tmp_path)
    row = next(row for row in table(LECHANG).rows if row.kind == "basis" and row.path[0] == "rules")
    rule = next(
        one for one in table(LECHANG).rows if one.file == row.file and one.path == row.path[:-2] and one.kind == "rule"
    )
    card = mine / row.file
    card.write_text(card.read_text("utf-8").replace(row.cells["basis"].text, "别处改过"), "utf-8")
    lines = [replace(line, dropped=line.key == rule.key) for line in lines_of(table(LECHANG))]

    assert ["sheet-conflict"] == [one.code for one in tried(mine, lines, base).troubles]


def test_a_basis_behind_one_that_moved_in_the_rubric_is_refused(tmp_path: Path) -> None:
    base = base_of(table(FORMS))
    mine = copy_of(FORMS, tmp_path)
    card = mine / BANDED
    card.write_text(
        card.read_text("utf-8").replace("  # 第二条依据单独成行\n", "  - {mark: assumed, text: 插进来的}\n"), "utf-8"
    )
    row = next(row for row in table(FORMS).rows if row.kind == "basis" and row.file == BANDED)
    lines = lines_of(table(FORMS))
    after = of(lines, row.key)
    came = inserted(lines, after, Line(None, {"basis": "新", "mark": "assumed"}, RULES, after.at))

    assert ["sheet-conflict"] == [one.code for one in tried(mine, came, base).troubles]


def test_a_golden_case_that_still_names_a_dropped_rule_is_told_as_that(tmp_path: Path) -> None:
    mine = copy_of(LECHANG, tmp_path)
    rule = row_of(table(mine), "carryover-rate", "up-to-20")
    lines = [replace(line, dropped=line.key == rule.key) for line in lines_of(table(mine))]
    told = [one for one in tried(mine, lines).troubles if one.code == "rubric-unknown-rule"]

    assert told
    assert {"indicator"} == {kind_of(one.line.key or "") for one in told if one.line}
    where = ("卡片的用例（indicators/execution/carryover-rate.yaml 第", "部门的用例（cases/")
    assert [one.zh for one in told if not one.zh.startswith(where)] == []
