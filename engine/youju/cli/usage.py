"""A command called wrongly, told Chinese first: what is not right, what was probably meant, how it is called."""

from __future__ import annotations

from pathlib import Path

import click

BOTH = " / "


def usage_told(error: click.UsageError) -> tuple[str, ...]:
    """The lines that people read: what is wrong in both languages, then the usage and where all of it is told."""
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        return (error.format_message(),)
    if error.ctx is None:
        return (_wrong(error),)
    called = error.ctx.command_path
    usage = error.ctx.get_usage().partition(" ")[2]
    return (_wrong(error), f"用法 / usage: {usage}", f"全部写法 / all of it: {called} --help")


def _wrong(error: click.UsageError) -> str:
    if BOTH in error.message:
        # Our own messages hold both languages; only the option they are about is added.
        return f"{_what(error)}：{error.message}" if isinstance(error, click.BadParameter) else error.message
    english = " ".join(error.format_message().split())
    return f"{_chinese(error)}{BOTH}{english}"


def _chinese(error: click.UsageError) -> str:
    match error:
        case click.NoSuchOption():
            return f"没有这个选项：{error.option_name}{_perhaps(error.possibilities)}"
        case click.exceptions.NoSuchCommand():
            return f"没有这个命令：{error.command_name}{_perhaps(error.possibilities) or _a_report(error)}"
        case click.MissingParameter():
            return f"缺少{_what(error)}{_allowed(error)}"
        case click.BadParameter():
            return f"{_what(error)} 的值不对{_allowed(error)}"
        case click.BadOptionUsage():
            return f"选项 {error.option_name} 的用法不对"
        case _:
            return "命令的写法不对"


def _what(error: click.BadParameter) -> str:
    if error.param is None:
        return "参数"
    kind = "选项" if isinstance(error.param, click.Option) else "参数"
    return f"{kind} {error.param.get_error_hint(error.ctx)}".replace("'", "")


def _allowed(error: click.BadParameter) -> str:
    match error.param and error.param.type:
        case click.Choice(choices=choices):
            return f"，可写 {'、'.join(str(choice) for choice in choices)}"
        case click.IntRange(min=low, max=high):
            bounds = (None if low is None else f"不小于 {low}", None if high is None else f"不大于 {high}")
            return f"，要一个整数（{'、'.join(filter(None, bounds))}）" if any(bounds) else "，要一个整数"
        case _:
            return ""


def _perhaps(possibilities: list[str] | None) -> str:
    return f"；是不是 {'、'.join(possibilities)}？" if possibilities else ""


def _a_report(error: click.exceptions.NoSuchCommand) -> str:
    # Who types the name of a report wants it audited.
    if error.ctx is None or not Path(error.command_name).suffix:
        return ""
    return f"；要审核这份报告，请写 {error.ctx.command_path} audit {error.command_name}"
