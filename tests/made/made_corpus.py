"""A corpus of made-up departments: sheets of known figures, a rubric with three edits, and what these must do to whom.

What must come out is worked out here from the figures of the worlds alone, by the words of the edits.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from fractions import Fraction
from io import BytesIO
from pathlib import Path

import openpyxl
from made_world import World

from youju.rubric import packs

RUBRIC = next(pack.folder for pack in packs() if pack.name == "lechang-2023")
EDITS = {
    "indicators/benefit/budget-adjustment-rate.yaml": (("> 10%\n", "> 5%\n"), ("<= 10%\n", "<= 5%\n")),
    "indicators/execution/staffing-rate.yaml": (("控制率 <= 100%\n", "控制率 <= 105%\n"), ("> 100%\n", "> 105%\n")),
    "indicators/execution/asset-utilisation.yaml": (("利用率 >= 90%\n", "利用率 >= 95%\n"),),
}
"""Budgets may change by 5% and no more by 10%; posts may be exceeded by 5%; of assets 95% must be in use."""


def edited(into: Path) -> Path:
    """The rubric again, with the three edits."""
    folder = into / RUBRIC.name
    shutil.copytree(RUBRIC, folder)
    for file, changes in EDITS.items():
        text = (folder / file).read_text("utf-8")
        for old, new in changes:
            assert text.count(old) == 1
            text = text.replace(old, new)
        (folder / file).write_text(text, "utf-8")
    return folder


def figures(w: World) -> dict[str, str]:
    """The facts of a world that the edited cards read, and some beside them, as they are typed."""
    return {
        "年初预算数": _money(w.initial),
        "调整后预算数": _money(w.income),
        "编制人数": f"{w.posts} 人",
        "在职人数": f"{w.in_post} 人",
        "固定资产原值": _money(sum(w.assets)),
        "在用固定资产原值": _money(w.in_use),
        "计划采购金额": _money(w.planned),
        "实际采购金额": _money(w.bought),
    }


def expected(w: World) -> Mapping[str, tuple[Fraction, str, str]]:
    """By indicator what the edits do to a world: the change of points, and the rule before and after."""
    found: dict[str, tuple[Fraction, str, str]] = {}
    adjusted = abs(Fraction(w.income - w.initial, w.initial))
    if Fraction(5, 100) < adjusted <= Fraction(10, 100):
        found["budget-adjustment-rate"] = (Fraction(-2), "up-to-10", "over-10")
    if Fraction(1) < Fraction(w.in_post, w.posts) <= Fraction(105, 100):
        found["staffing-rate"] = (Fraction(2), "over-posts", "within-posts")
    if Fraction(90, 100) <= Fraction(w.in_use, sum(w.assets)) < Fraction(95, 100):
        found["asset-utilisation"] = (Fraction(-1), "at-least-90", "at-least-75")
    return found


def sheet(w: World, form: str) -> bytes:
    """The figures of a world as a sheet of handed-in facts."""
    rows = [("事实", "取值", "来源"), *((name, value, "账册") for name, value in figures(w).items())]
    match form:
        case "csv":
            return "\n".join(",".join(f'"{cell}"' for cell in row) for row in rows).encode()
        case "yaml":
            return "".join(f"{name}: {{取值: {value}, 来源: {source}}}\n" for name, value, source in rows[1:]).encode()
        case _:
            book = openpyxl.Workbook()
            for row in rows:
                book.worksheets[0].append(row)
            out = BytesIO()
            book.save(out)
            return out.getvalue()


def table(worlds: Mapping[str, World]) -> bytes:
    """Many worlds as a table: a row each, money in 元 by the heading, counts without a unit."""
    names = list(figures(next(iter(worlds.values()))))
    units = {name: "（元）" for name in names if not name.endswith("人数")}
    lines = [",".join(["部门", *(f"{name}{units.get(name, '')}" for name in names)])]
    for name, w in worlds.items():
        lines.append(",".join([name, *(_bare(value) for value in figures(w).values())]))
    return "\n".join(lines).encode()


def _money(hundreds: int) -> str:
    return f"{hundreds // 100}.{hundreds % 100:02d}万元"


def _bare(value: str) -> str:
    if value.endswith("人"):
        return value.removesuffix(" 人")
    return str(int(Fraction(value.removesuffix("万元")) * 10_000))
