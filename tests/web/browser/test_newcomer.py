"""The newcomer's path: from the first start to a downloaded workpaper, by mouse and by keyboard alone."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from keys import Stop, tab_to
from tests.conftest import SAMPLE
from workbench import Opened, Workbench, screen

PAPER = "workpapers.xlsx"


@pytest.fixture
def report(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Path]:
    """A report of the newcomer's own: nobody has handed in its bytes."""
    path = tmp_path / "清河县水务局自评报告.md"
    path.write_text(f"{SAMPLE.read_text('utf-8')}\n（{request.node.name}）\n", "utf-8")
    return path


def sheets(data: bytes) -> list[str]:
    """The names of the sheets of a workbook."""
    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True)
    try:
        return book.sheetnames
    finally:
        book.close()


def chinese(names: list[str]) -> bool:
    return bool(names) and all(any("一" <= sign <= "鿿" for sign in name) for name in names)


def test_from_the_first_start_to_a_workpaper_in_chinese_in_under_ten_clicks(
    workbench: Workbench, opened: Opened, report: Path
) -> None:
    """Choosing the file counts as two: one in the dialog that opens."""
    clicks = 0
    with opened() as page:

        def click(what: Any) -> None:
            nonlocal clicks
            clicks += 1
            what.click()

        page.goto(workbench.told)
        screen(page, "newcomer-1-first-page")
        click(page.get_by_role("navigation", name="主菜单").get_by_role("link", name="审核"))
        with page.expect_file_chooser() as chooser:
            click(page.locator("#reports"))
        chooser.value.set_files(report)
        clicks += 1
        screen(page, "newcomer-2-chosen")
        click(page.get_by_role("button", name="开始审核"))
        page.wait_for_url("**/audits/*")
        screen(page, "newcomer-3-audit")
        click(page.get_by_role("link", name="底稿", exact=True))
        screen(page, "newcomer-4-papers")
        with page.expect_download() as download:
            click(page.get_by_role("link", name=f"下载 {PAPER}"))
        names = sheets(download.value.path().read_bytes())

    expected = (True, True, f"{report.stem}-{PAPER}")
    actual = (clicks < 10, chinese(names), download.value.suggested_filename)
    assert expected == actual, (clicks, names)


def test_the_same_path_by_the_keyboard_alone_with_the_focus_seen_at_every_stop(
    workbench: Workbench, opened: Opened, report: Path
) -> None:
    stops: list[Stop] = []
    with opened() as page:
        page.goto(workbench.told)
        stops += tab_to(page, "审核")
        page.keyboard.press("Enter")
        page.wait_for_url("**/audits")
        stops += tab_to(page, "交报告")
        screen(page, "keyboard-1-file")
        # Browsers open the dialog of files by the space bar; Enter would send the form.
        with page.expect_file_chooser() as chooser:
            page.keyboard.press("Space")
        chooser.value.set_files(report)
        stops += tab_to(page, "开始审核")
        page.keyboard.press("Enter")
        page.wait_for_url("**/audits/*")
        stops += tab_to(page, "底稿")
        screen(page, "keyboard-2-audit")
        page.keyboard.press("Enter")
        page.wait_for_url("**/papers")
        stops += tab_to(page, f"下载 {PAPER}")
        screen(page, "keyboard-3-papers")
        with page.expect_download() as download:
            page.keyboard.press("Enter")
        names = sheets(download.value.path().read_bytes())

    expected = (True, [])
    actual = (chinese(names), [one.words for one in stops if not one.shown])
    assert expected == actual
