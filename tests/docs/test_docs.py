"""The documents say what there is: a page for every code, every command and option, links that lead somewhere."""

import re
from pathlib import Path

import command_reference
import explanations_page
import graph_picture
import next_year_page
import pytest
import roles_table
import ten_minutes
import what_if_page
from command_reference import every, options
from docs_pages import CODES, ROOT, codes_of_engine, levels_of_checks, pages, tables, tracked

from youju.cli.main import cli

READMES = [ROOT / "README.md", ROOT / "README.zh.md"]
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)\s]*)?\)")
# Assembled, so that this file does not hold what it forbids.
MACHINE = re.compile(r"(?<![\w.])/(?:home|Users|root|work|mnt|srv)/" + r"\w|[A-Z]:\\Users")
INDEX = re.compile(r"--(?:extra-)?index-url[ =]|--find-links[ =]|--trusted-host[ =]|https?://[^\s\"')]+/simple\b")


def test_every_code_has_a_page_and_every_page_a_code() -> None:
    """A check may have a page written for it; without one `youju code` makes one of what the check says."""
    codes, checks = codes_of_engine(), set(levels_of_checks())
    written = {page.stem for page in CODES.glob("*.md")} - {"README"}

    expected = {"without a page": [], "without a code": []}
    actual = {"without a page": sorted(codes - written), "without a code": sorted(written - codes - checks)}
    assert expected == actual, f"docs/codes: write or delete these pages: {actual}"


def test_the_index_of_codes_lists_every_page_with_its_own_words() -> None:
    listed = {row[0]: row[1:] for row in tables(CODES / "README.md") if row[0].startswith("[")}

    expected = {f"[`{page.stem}`]({page.name})": _said(page) for page in CODES.glob("*.md") if page.stem != "README"}
    actual = listed
    missing = sorted(expected.items() ^ actual.items())
    assert expected == actual, f"docs/codes/README.md differs in {missing}"


def test_the_page_written_for_a_check_states_its_level() -> None:
    expected = {code: level for code, level in levels_of_checks().items() if (CODES / f"{code}.md").is_file()}
    actual = {code: _said(CODES / f"{code}.md")[1] for code in expected}
    assert expected == actual


@pytest.mark.parametrize("readme", READMES, ids=lambda path: path.name)
def test_the_readme_names_every_command_and_every_option(readme: Path) -> None:
    text = readme.read_text("utf-8")
    commands = dict(every(cli, ("youju",)))
    spellings = [tuple(option.opts) for command in (cli, *commands.values()) for option in options(command)]

    expected = {"commands": [], "options": []}
    actual = {
        "commands": [" ".join(path) for path in commands if not _named(" ".join(path), text)],
        "options": [one for one in dict.fromkeys(spellings) if not any(_named(name, text) for name in one)],
    }
    assert expected == actual, f"{readme.name} names none of {actual}"


def test_the_page_of_commands_is_what_the_commands_say() -> None:
    expected = command_reference.reference()
    actual = command_reference.PAGE.read_text("utf-8")
    assert expected == actual, "docs/commands.md is out of date: run `make pages`"


def test_the_table_of_roles_is_what_they_may_do() -> None:
    page = roles_table.PAGE.read_text("utf-8")

    expected = roles_table.written_anew(page)
    actual = page
    assert expected == actual, "docs/serving.md is out of date: run `make pages`"
    assert "| 管理账号 · manage accounts |  |  |  | ✓ |" in page


def test_the_ten_minutes_are_what_happens_to_whoever_follows_them(tmp_path: Path) -> None:
    """Every command and edit of the page in order, in an empty folder, and nothing touched in engine/."""
    page = ten_minutes.PAGE.read_text("utf-8")

    expected = ten_minutes.carried_out(page, tmp_path)
    actual = page
    assert expected == actual, "docs/ten-minutes.md is out of date: run `make pages` and read what changed"
    assert "复核 9" in actual


def test_the_change_of_a_rubric_is_what_happens_to_whoever_follows_it(tmp_path: Path) -> None:
    page = next_year_page.PAGE.read_text("utf-8")

    expected = next_year_page.carried_out(page, tmp_path)
    actual = page
    assert expected == actual, "docs/changing-a-rubric.md is out of date: run `make pages` and read what changed"
    assert "61/61" in actual


def test_the_page_of_what_if_is_what_its_commands_say(tmp_path: Path) -> None:
    page = what_if_page.PAGE.read_text("utf-8")

    expected = what_if_page.carried_out(page, tmp_path)
    actual = page
    assert expected == actual, "docs/what-if.md is out of date: run `make pages`"
    assert f"```csv\n{what_if_page.SHEET.read_text('utf-8')}```" in page


def test_the_page_of_explanations_is_what_its_commands_say(tmp_path: Path) -> None:
    """Where the real report is not at hand, its part of the page is taken as it stands."""
    page = explanations_page.PAGE.read_text("utf-8")

    expected = explanations_page.carried_out(page, tmp_path)
    actual = page
    assert expected == actual, "docs/explanations.md is out of date: run `make pages`"


@pytest.mark.skipif(not explanations_page.REAL.exists(), reason="the real report is not at hand")
def test_what_is_read_aloud_of_the_real_report_has_none_of_its_prose() -> None:
    """No twelve characters of the report in a row."""
    told = explanations_page.PAGE.read_text("utf-8").partition(explanations_page.REAL_PART)[2]
    report = "".join(explanations_page.REAL.read_text("utf-8").split())
    said = [line for line in told.splitlines() if line and not line.startswith(("$", "```"))]
    runs = {line[at : at + 12] for line in said for at in range(len(line) - 11)}

    assert [] == sorted(run for run in runs if run in report)


def test_the_picture_of_the_graph_is_what_the_sample_gives() -> None:
    expected = graph_picture.drawn()
    actual = graph_picture.PICTURE.read_bytes()
    assert expected == actual, "docs/graph.svg is out of date: run `make pages`"


@pytest.mark.parametrize("page", pages(), ids=lambda path: str(path.relative_to(ROOT)))
def test_every_relative_link_leads_somewhere(page: Path) -> None:
    links = [link for link in LINK.findall(page.read_text("utf-8")) if "://" not in link]

    expected = []
    actual = [link for link in links if not (page.parent / link).exists()]
    assert expected == actual


def test_no_file_holds_a_path_of_a_machine_or_the_host_of_an_index() -> None:
    lines = [
        (str(path.relative_to(ROOT)), number, line.strip())
        for path in tracked()
        for number, line in enumerate(path.read_text("utf-8", errors="ignore").splitlines(), 1)
    ]

    expected = []
    actual = [found for found in lines if MACHINE.search(found[2]) or INDEX.search(found[2])]
    assert expected == actual


def _said(page: Path) -> tuple[str, str]:
    """The title of a page in both languages, and its level."""
    text = page.read_text("utf-8")
    zh, en = re.search(r"^\*\*(.+?)。\*\*", text, re.MULTILINE), re.search(r"^\*(\S.+?)\.\*", text, re.MULTILINE)
    level = re.search(r"^(?:疑点 finding · )?(P\d.*|错误 error|警告 warning|需知 note)", text, re.MULTILINE)
    assert zh, f"{page.name}: no title in Chinese"
    assert en, f"{page.name}: no title in English"
    assert level, f"{page.name}: no level"
    return f"{zh[1]} · {en[1]}", level[1]


def _named(name: str, text: str) -> bool:
    return re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text) is not None
