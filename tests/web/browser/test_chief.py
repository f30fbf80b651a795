"""The chief's path: what a colleague asks for waits in the menu, is looked at and approved; who asked cannot approve it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from workbench import Workbench, screen, serving, watched

PEOPLE = {"zhou": "admin", "li": "chief", "zhao": "chief"}


def password_of(name: str) -> str:
    return f"{name}：一句很长而不相干的话"


def add_account(store: Path, name: str, role: str) -> None:
    command = [sys.executable, "-m", "youju.cli.main", "account", "add", name, "--role", role, "--folder", str(store)]
    subprocess.run(command, input=f"{password_of(name)}\n", check=True, stdout=subprocess.PIPE, encoding="utf-8")


@pytest.fixture(scope="module")
def bureau(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workbench]:
    """A workbench of three people, over the store that a first start made: the sample is in it."""
    store = tmp_path_factory.mktemp("bureau") / "store"
    with serving(store):
        pass
    for name, role in PEOPLE.items():
        add_account(store, name, role)
    with serving(store) as found:
        yield found


@contextmanager
def logged_in(browser: Any, bureau: Workbench, name: str) -> Iterator[Any]:
    """A page of somebody who has logged in; nothing goes wrong in it unseen."""
    with watched(browser, bureau.home) as (page, seen):
        page.goto("/audits")
        page.get_by_label("账号").fill(name)
        page.get_by_label("密码").fill(password_of(name))
        screen(page, f"chief-login-{name}")
        page.get_by_role("button", name="登录").click()
        page.wait_for_url("**/audits")
        yield page
    assert ([], []) == (seen.outside, seen.complaints)


def ask_to_close(page: Any) -> None:
    page.goto("/audits")
    page.get_by_role("link", name="report.md").click()
    page.get_by_role("link", name="办结与经过").click()
    page.get_by_label("理由或意见").fill("疑点都问过部门")
    page.get_by_role("button", name="提请办结").click()
    page.get_by_text("li 提请办结").first.wait_for()


def ask_to_publish(page: Any) -> None:
    """Writes a remark into the card of procurement, in a draft, and asks for it to be published."""
    page.goto("/rubrics/lechang-2023")
    page.get_by_label("草稿名称").fill("统一用语")
    page.get_by_role("button", name="从这一版开始改").click()
    page.get_by_role("link", name="政府采购执行率").click()
    page.get_by_role("link", name="YAML").click()
    page.locator(".cm-content").click()
    page.keyboard.press("Control+End")
    page.keyboard.type("# 用语统一\n")
    page.get_by_role("button", name="保存", exact=True).click()
    page.get_by_text("上次保存：li").wait_for()
    page.get_by_role("link", name="检查整份草稿").click()
    page.get_by_role("link", name="发布", exact=True).last.click()
    page.get_by_label("施行日").fill("2024-01-01")
    page.get_by_label("理由").fill("用语统一")
    page.get_by_role("button", name="提请发布").click()
    page.wait_for_url("**/versions/*")


def decides(page: Any) -> list[str]:
    """The decisions that a page offers."""
    offered = ("批准发布", "不批准", "复核无误，办结")
    return [name for name in offered if page.get_by_role("button", name=name, exact=True).count()]


def test_what_one_person_asks_for_another_approves_by_the_pages(browser: Any, bureau: Workbench) -> None:
    with logged_in(browser, bureau, "li") as page:
        ask_to_close(page)
        own = decides(page)
        ask_to_publish(page)
        own += decides(page)
        screen(page, "chief-own")
    with logged_in(browser, bureau, "zhao") as page:
        waiting = page.get_by_role("navigation", name="主菜单").get_by_role("link", name="发布").inner_text()
        page.get_by_role("navigation", name="主菜单").get_by_role("link", name="发布").click()
        screen(page, "chief-1-waiting")
        page.get_by_role("link", name="统一用语").click()
        screen(page, "chief-2-version")
        page.get_by_role("button", name="批准发布").click()
        page.get_by_text("已发布", exact=True).wait_for()
        published = page.locator("h2 + ol > li").all_inner_texts()
        page.goto("/rubrics")
        called = page.locator("tbody th a").all_inner_texts()
        page.get_by_role("navigation", name="主菜单").get_by_role("link", name="审核").click()
        screen(page, "chief-3-closing")
        page.get_by_role("link", name="report.md").click()
        page.get_by_role("link", name="办结与经过").click()
        screen(page, "chief-4-audit")
        page.get_by_role("button", name="复核无误，办结").click()
        page.get_by_text("由 zhao 复核办结").first.wait_for()
        screen(page, "chief-5-closed")
        state = page.locator("h1 .badge").inner_text()

    # A version that is titled by what it changes leaves the rubric its name.
    name = "乐昌市部门整体支出绩效自评评分标准（2023年度）"
    expected = ([], "发布1", ["li 提请发布", "zhao 批准发布"], True, "已办结")
    told = [" ".join(line.split()[2:4]).partition("：")[0] for line in published]
    actual = (own, "".join(waiting.split())[:3], told, name in called and "统一用语" not in called, state)
    assert expected == actual
