"""A command called wrongly is told Chinese first, with what was probably meant; never click's English alone."""

from __future__ import annotations

import re

import pytest

from youju.cli.errors import USAGE, guarded
from youju.cli.main import cli

CALLED = {
    "audti": "没有这个命令：audti；是不是 audit？",
    "report.md": "没有这个命令：report.md；要审核这份报告，请写 youju audit report.md",
    "audit": "缺少参数 REPORT",
    "audit a.md --ot x": "没有这个选项：--ot；是不是 --out、--on、--ocr？",
    "audit a.md --lang xx": "选项 --lang 的值不对，可写 zh、en",
    "audit a.md b.md": "命令的写法不对",
    "score --rubric": "选项 --rubric 的用法不对",
    "audit a.md --json=3": "选项 --json 的用法不对",
    "serve --port abc": "选项 --port 的值不对，要一个整数（不小于 0、不大于 65535）",
    "journal verify x --head zz": "选项 --head：链首是 16 到 64 位十六进制",
    "rubric schema": "写明是哪一种文件，或用 --into DIR 各种都写",
}


@pytest.mark.parametrize("call", CALLED)
def test_the_first_line_is_chinese_then_english(call: str, capsys: pytest.CaptureFixture[str]) -> None:
    status = guarded(lambda: cli.main(call.split(), prog_name="youju", standalone_mode=False))
    chinese, slash, english = capsys.readouterr().err.splitlines()[0].partition(" / ")

    assert (USAGE, CALLED[call], " / ") == (status, chinese, slash)
    assert re.search("[a-z]", english)
    assert not re.search("[一-鿿]", english)


def test_what_follows_is_how_it_is_called(capsys: pytest.CaptureFixture[str]) -> None:
    guarded(lambda: cli.main(["audit"], prog_name="youju", standalone_mode=False))

    assert [
        "用法 / usage: youju audit [OPTIONS] REPORT",
        "全部写法 / all of it: youju audit --help",
    ] == capsys.readouterr().err.splitlines()[1:]
