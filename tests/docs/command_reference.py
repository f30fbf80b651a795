"""docs/commands.md, made from what the commands say of themselves. Run this file to write it anew."""

import re
from collections.abc import Iterator
from pathlib import Path

import click

from youju.cli.main import cli

PAGE = Path(__file__).parents[2] / "docs" / "commands.md"
_HEAD = """\
# 全部命令 · Every command

由命令自己的说明生成，`make pages` 重写。常用的几个和它们给什么，见 README.zh.md；写规则从[十分钟写一条规则](ten-minutes.md)看起。
哪里都可以加 `-h` 看用法。

Made from what the commands say of themselves; `make pages` writes it anew. README.md tells what the common ones give;
[Writing a rule in ten minutes](ten-minutes.md) shows them at work. `-h` helps anywhere.
"""


def every(group: click.Group, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Every command below a group at any depth, with its words; a group before its commands."""
    for name in sorted(group.commands):
        command = group.commands[name]
        yield (*path, name), command
        if isinstance(command, click.Group):
            yield from every(command, (*path, name))


def reference() -> str:
    """The whole page."""
    sections = [_section(("youju",), cli), *(_section(*one) for one in every(cli, ("youju",)))]
    return "\n".join([_HEAD, *sections])


def options(command: click.Command) -> list[click.Option]:
    """The options of a command that are not hidden, help included."""
    context = click.Context(command, help_option_names=cli.context_settings["help_option_names"])
    return [one for one in command.get_params(context) if isinstance(one, click.Option) and not one.hidden]


def _section(path: tuple[str, ...], command: click.Command) -> str:
    context = click.Context(command, info_name=" ".join(path))
    usage = " ".join([" ".join(path), *command.collect_usage_pieces(context)])
    rows = [_row(one) for one in options(command) if "--help" not in one.opts]
    table = ["", "| 选项 option | 意思 what it does |", "| --- | --- |", *rows] if rows else []
    said = re.sub(r"\s+", " ", command.help or "").strip()
    return "\n".join([f"## `{' '.join(path)}`", "", said, "", f"`{usage}`", *table, ""])


def _row(option: click.Option) -> str:
    names = "、".join(f"`{name}`" for name in option.opts)
    kind = option.type
    choices = f"：{'、'.join(f'`{one}`' for one in kind.choices)}" if isinstance(kind, click.Choice) else ""
    said = option.help or ""
    return f"| {names} | {said.replace('|', chr(92) + '|')}{choices} |"


if __name__ == "__main__":
    PAGE.write_text(reference(), encoding="utf-8")
