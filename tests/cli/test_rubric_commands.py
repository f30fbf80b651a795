"""`youju rubric …` as a policy officer types it."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import forked
import openpyxl
import pytest

ROOT = Path(__file__).parents[2]


def youju(*words: str | Path) -> subprocess.CompletedProcess[str]:
    return forked.youju(*words, cwd=ROOT)


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    assert youju("rubric", "new", tmp_path / "mine").returncode == 0
    return tmp_path / "mine"


def test_a_new_rubric_lints_clean_and_scores_a_report(mine: Path):
    report = mine.parent / "report.md"
    report.write_text("# 自评报告\n\n## 任务完成率（10分）\n\n应完成8项，已完成6项。自评得分10分。\n", "utf-8")
    audit = youju("audit", report, "--rubric", mine, "--json")

    assert youju("rubric", "lint", mine).returncode == 0
    assert json.loads(audit.stdout)["totals"]["recomputed"] == "7.5"


def test_a_new_indicator_asks_for_the_weights_and_then_scores(mine: Path):
    made = youju("rubric", "new", mine, "archives", "--title", "档案归档率", "--weight", "4", "--form", "linear")
    told = youju("rubric", "lint", mine)
    head = mine / "rubric.yaml"
    head.write_text(
        head.read_text("utf-8").replace("total: 10", "total: 14").replace("weight: 10", "weight: 14"), "utf-8"
    )
    again = youju("rubric", "lint", mine)

    assert (0, 2, 0) == (made.returncode, told.returncode, again.returncode)
    assert "任务完成率 10，档案归档率 4" in told.stderr
    assert "改成 `14`" in told.stderr


def test_lint_tells_a_failing_case_in_one_line_with_its_place_and_exits_1(mine: Path):
    card = mine / "indicators" / "execution" / "first.yaml"
    card.write_text(card.read_text("utf-8").replace("expect: {points: 10}", "expect: {points: 9}"), "utf-8")
    told = youju("rubric", "lint", mine)
    record = json.loads(youju("rubric", "lint", mine, "--json").stdout)

    before = card.read_text("utf-8").partition("9}")[0]
    at = f"{before.count(chr(10)) + 1}:{len(before.rpartition(chr(10))[2]) + 1}"

    assert 1 == told.returncode
    assert [
        f"{card}:{at}  lint-case：用例“全部完成”：points 应为 9，算得 10 / case 1: points should be `9`, is `10`",
        f"为什么没有通过 why they fail：youju rubric test {mine}",
        "",
    ] == told.stdout.splitlines()[:3]
    assert [("error", "lint-case")] == [(one["level"], one["code"]) for one in record if one["level"] != "note"]


def test_the_rubrics_at_hand_lint_clean():
    told = youju("rubric", "lint")

    assert 0 == told.returncode
    assert all("错误 0，警告 0" in line for line in told.stdout.splitlines())


def test_notes_list_what_is_still_assumed(mine: Path):
    told = youju("rubric", "lint", mine, "--notes")

    assert (0, 1) == (told.returncode, told.stdout.count("lint-assumed："))


def test_show_prints_the_table_the_page_and_the_rules(mine: Path):
    table, page = youju("rubric", "show", "--rubric", mine), youju("rubric", "show", "任务完成率", "--rubric", mine)
    rules = youju("rubric", "show", "first", "--rubric", mine, "--expanded")
    record = json.loads(youju("rubric", "show", "first", "--rubric", mine, "--json").stdout)

    assert "| 一级指标 |" in table.stdout
    assert page.stdout.startswith("# 任务完成率 · Tasks done")
    assert rules.stdout.startswith("hit: first\nrules:\n- id: all-done\n")
    assert "first" == record["indicator"]


def test_an_indicator_is_found_in_whatever_rubric_has_it():
    assert youju("rubric", "show", "采购执行率").stdout.startswith("# 政府采购执行率")


def test_format_changes_layout_only_and_says_so(mine: Path):
    card = mine / "indicators" / "execution" / "first.yaml"
    neat = card.read_text("utf-8")
    card.write_text(neat.replace("weight: 10", "weight:    10 # 分"), "utf-8")
    told, done = youju("rubric", "format", "--check", mine), youju("rubric", "format", mine)

    assert (1, 0) == (told.returncode, done.returncode)
    assert neat.replace("weight: 10", "weight: 10    # 分") == card.read_text("utf-8")


def test_the_pages_of_a_rubric_are_written(mine: Path, tmp_path: Path):
    done = youju("rubric", "export", mine, "--pages", tmp_path / "pages")
    found = sorted(path.relative_to(tmp_path / "pages").as_posix() for path in (tmp_path / "pages").rglob("*.md"))

    assert (0, ["README.md", "indicators/execution/first.md"]) == (done.returncode, found)


def test_the_schema_is_json():
    assert "指标卡片 card" == json.loads(youju("rubric", "schema", "card").stdout)["title"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("rubric", "new", "{mine}"), "rubric-exists"),
        (("rubric", "new", "{mine}", "first", "--title", "另一项"), "rubric-exists"),
        (("rubric", "new", "{mine}", "b", "--title", "甲：乙"), "rubric-new"),
        (("rubric", "new", "{mine}", "b", "--title", "甲", "--group", "fund"), "rubric-unknown-group"),
        (("rubric", "new", "{mine}/none", "b", "--title", "甲"), "rubric-not-found"),
        (("rubric", "show", "没有这一项"), "indicator-not-found"),
        (("rubric", "lint", "no-such"), "rubric-not-found"),
        (("rubric", "export", "{mine}"), "export-form"),
        (("rubric", "format", "{mine}/none.yaml"), "source-unreadable"),
        (("code", "feel-typ"), "code-not-found"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(mine: Path, words: tuple[str, ...], told: str):
    run = youju(*(word.replace("{mine}", str(mine)) for word in words))

    assert 2 == run.returncode
    assert told in run.stderr
    assert "Traceback" not in run.stderr + run.stdout


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("rubric", "show", "99"), "indicator-not-found：没有指标“99” / there is no indicator “99”"),
        (
            ("code", "分值"),
            "code-not-found：没有代码“分值”。自己的检查要加 --rubric 文件夹"
            " / there is no code “分值”; for a check of your own add --rubric DIR",
        ),
        (
            ("code", "feel-typ"),
            "code-not-found：没有代码“feel-typ”。是否想查 feel-type？自己的检查要加 --rubric 文件夹"
            " / there is no code “feel-typ”; perhaps feel-type; for a check of your own add --rubric DIR",
        ),
    ],
)
def test_a_sentence_ends_where_nothing_more_is_said(words: tuple[str, ...], told: str):
    assert told == youju(*words).stderr.strip()


@pytest.mark.parametrize("part", ["rubric.yaml", "indicators/execution/first.yaml", "indicators"])
def test_a_part_of_a_rubric_is_told_the_folder(mine: Path, part: str):
    expected = f"“{mine / part}”是评分标准里的一部分，请给它的文件夹：{mine}"

    run = youju("rubric", "lint", mine / part)

    assert (2, True) == (run.returncode, expected in run.stderr)


def test_a_code_is_explained():
    assert youju("code", "feel-type").stdout.startswith("# `feel-type`")


def with_cell(file: Path, sheet: str, id_: str, heading: str, value: object) -> Path:
    """The workbook with another value in the column of a heading, in the first row of an id."""
    book = openpyxl.load_workbook(file)
    headings = [cell.value for cell in book[sheet][2]]
    row = next(row for row in book[sheet].iter_rows(min_row=3) if row[headings.index("代号")].value == id_)
    row[headings.index(heading)].value = value
    book.save(file)
    return file


def test_a_workbook_goes_out_and_its_change_comes_back(mine: Path):
    file = mine.parent / "table.xlsx"
    out = youju("rubric", "export", mine, "--xlsx", file)
    with_cell(file, "评分标准", "part-done", "得分", "weight * 任务完成率 / 2")
    card = mine / "indicators" / "execution" / "first.yaml"
    before = card.read_text("utf-8")
    told = youju("rubric", "import", mine, "--xlsx", file, "--check")
    unchanged = card.read_text("utf-8")
    back = youju("rubric", "import", mine, "--xlsx", file)

    assert (0, 0, 0) == (out.returncode, told.returncode, back.returncode)
    assert "part-done · 得分：weight * 任务完成率 → weight * 任务完成率 / 2" in told.stdout
    assert (before, before.replace("weight * 任务完成率\n", "weight * 任务完成率 / 2\n")) == (
        unchanged,
        card.read_text("utf-8"),
    )
    assert "共 0 处改动" in youju("rubric", "import", mine, "--xlsx", file).stdout


def test_a_change_that_golden_cases_do_not_agree_with_is_written_and_told(mine: Path):
    file = mine.parent / "table.xlsx"
    youju("rubric", "export", mine, "--xlsx", file)
    with_cell(file, "评分标准", "all-done", "得分", 9)
    back = youju("rubric", "import", mine, "--xlsx", file)

    assert 1 == back.returncode
    assert "用例“全部完成”：points 应为 10，算得 9" in back.stdout


def test_mistakes_in_a_workbook_are_told_with_their_row_and_marked_in_a_copy(mine: Path):
    file = mine.parent / "table.xlsx"
    youju("rubric", "export", mine, "--xlsx", file)
    with_cell(file, "评分标准", "part-done", "条件", "任务完成律 < 100%")
    back = youju("rubric", "import", mine, "--xlsx", file, "--marked", mine.parent / "marked.xlsx")
    marked = openpyxl.load_workbook(mine.parent / "marked.xlsx")["评分标准"]

    assert 2 == back.returncode
    assert "feel-unknown-name：评分标准 第 7 行：没有名为 `任务完成律` 的事实（改成 任务完成率）" in back.stderr
    assert "没有名为 `任务完成律` 的事实" in "".join(
        cell.comment.text for row in marked for cell in row if cell.comment
    )


def test_a_workbook_of_another_rubric_is_refused(mine: Path):
    file = mine.parent / "table.xlsx"
    youju("rubric", "export", mine, "--xlsx", file)
    back = youju("rubric", "import", "lechang-2023", "--xlsx", file)

    assert 2 == back.returncode
    assert "sheet-unreadable：“table.xlsx”是评分标准 mine 的表，不是 lechang-2023 的" in back.stderr


def test_import_and_export_ask_what_to_take_and_what_to_write(mine: Path):
    told = [youju("rubric", verb, mine) for verb in ("export", "import")]

    assert [(2, "export-form"), (2, "import-form")] == [(one.returncode, one.stderr.split("：")[0]) for one in told]


CHECK = """\
topic: own
checks:
  - code: more-done-than-due
    level: P1
    title: {zh: 完成数多于应完成数, en: more done than was due}
    when: 任务完成率完成数 > 任务完成率应完成数
    at_risk: [{indicator: first}]
    because: {zh: "完成 {任务完成率完成数}，应完成 {任务完成率应完成数}", en: "{任务完成率完成数} done of {任务完成率应完成数}"}
    papers: [任务清单]
    basis: [{mark: assumed, text: 完成数不能多于应完成数}]
"""


def test_a_check_of_ones_own_has_its_page_made_of_it(mine: Path):
    (mine / "checks").mkdir()
    (mine / "checks" / "own.yaml").write_text(CHECK, "utf-8")
    page, lost = youju("code", "more-done-than-due", "--rubric", mine), youju("code", "more-done-than-due")
    near = youju("code", "more-done-then-due", "--rubric", mine)

    assert (0, 0) == (youju("rubric", "lint", mine).returncode, page.returncode)
    assert page.stdout.startswith(
        "# `more-done-than-due`\n\n疑点 finding · P1\n\n维度 dimension：前后矛盾 · contradictions\n\n**完成数多于应完成数。**"
    )
    assert "任务完成率完成数 > 任务完成率应完成数 · Tasks done: done > Tasks done: due" in page.stdout
    assert "看任务清单，逐条判断" in page.stdout
    assert (2, 2) == (lost.returncode, near.returncode)
    assert "自己的检查要加 --rubric 文件夹" in lost.stderr
    assert "是否想查 more-done-than-due？" in near.stderr


def test_pages_are_not_written_over_what_a_person_wrote(mine: Path):
    (mine / "README.md").write_text("我写的\n", "utf-8")
    told = youju("rubric", "export", mine, "--pages", mine)
    (mine / "README.md").unlink()
    twice = [youju("rubric", "export", mine, "--pages", mine).returncode for _ in range(2)]

    assert (2, "export-exists", [0, 0]) == (told.returncode, told.stderr.split("：")[0], twice)
    assert not list(mine.rglob("*.new"))


def test_a_file_that_cannot_be_written_is_told(mine: Path):
    (mine / "table.xlsx").mkdir()
    told = [youju("rubric", "export", mine, "--xlsx", mine / "table.xlsx", *force) for force in ((), ("--force",))]

    assert [(2, "export-exists"), (2, "file-unwritable")] == [
        (one.returncode, one.stderr.split("：")[0]) for one in told
    ]


def test_a_workbook_with_changes_is_not_exported_over(mine: Path):
    file = mine.parent / "table.xlsx"
    first = [youju("rubric", "export", mine, "--xlsx", file).returncode for _ in range(2)]
    with_cell(file, "评分标准", "part-done", "得分", "weight * 任务完成率 / 2")
    before = file.read_bytes()
    again = youju("rubric", "export", mine, "--xlsx", file)
    unchanged = file.read_bytes()
    forced = youju("rubric", "export", mine, "--xlsx", file, "--force")

    assert ([0, 0], 2, "export-exists", 0) == (first, again.returncode, again.stderr.split("：")[0], forced.returncode)
    assert (before, False) == (unchanged, before == file.read_bytes())


def test_a_marked_copy_is_never_written_over(mine: Path):
    file = mine.parent / "table.xlsx"
    youju("rubric", "export", mine, "--xlsx", file)
    with_cell(file, "评分标准", "part-done", "条件", "任务完成律 < 100%")
    for name in (file, mine.parent / "table-有误.xlsx", file):
        youju("rubric", "import", mine, "--xlsx", name)
    over = youju("rubric", "import", mine, "--xlsx", file, "--marked", mine / "rubric.yaml")
    copies = sorted(path.name for path in mine.parent.glob("*.xlsx"))

    assert ["table-有误-2.xlsx", "table-有误-3.xlsx", "table-有误.xlsx", "table.xlsx"] == copies
    assert (2, True) == (over.returncode, "export-exists" in over.stderr)


def test_a_table_can_come_back_twice(mine: Path):
    file = mine.parent / "table.xlsx"
    youju("rubric", "export", mine, "--xlsx", file)
    with_cell(file, "评分标准", "part-done", "得分", "weight * 任务完成率 / 2")
    texts = []
    for _ in range(2):
        youju("rubric", "import", mine, "--xlsx", file)
        texts.append((mine / "indicators" / "execution" / "first.yaml").read_text("utf-8"))

    assert texts[0] == texts[1]


def test_a_folder_without_a_rubric_is_told_apart_from_a_name_that_is_not_known(tmp_path: Path):
    run = youju("rubric", "test", tmp_path)

    assert (2, True) == (run.returncode, "没有 rubric.yaml" in run.stderr)
