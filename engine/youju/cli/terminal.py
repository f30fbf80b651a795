"""What commands show: records, tables and lines, of which one that is too long goes on below its own first letter."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.console import Console


def write_record(record: Mapping[str, Any]) -> None:
    """A record on standard output, in canonical JSON."""
    from youju.source import canonical

    sys.stdout.buffer.write(canonical(record))
    sys.stdout.buffer.flush()


def console_of() -> Console:
    """A console for tables. In a pipe there is no width to go by: wide enough that no line of a table is broken."""
    from rich.console import Console

    console = Console(highlight=False, emoji=False)
    return console if console.is_terminal else Console(highlight=False, emoji=False, width=120)


def show_text(text: str) -> None:
    """Text with its lines set in; in a pipe as it is."""
    from rich.console import Console

    console = Console(highlight=False, emoji=False)
    for line in text.split("\n"):
        show_line(console, line)


def show_line(console: Console, line: str, style: str = "") -> None:
    """A line as it is, no markup obeyed; of one that is set in further rows stand under its first word.

    A line at the edge, such as a command to type again, is left to the terminal, which copies it whole.
    """
    from rich.padding import Padding
    from rich.text import Text

    if console.is_terminal and line.startswith(" "):
        words = line.lstrip(" ")
        console.print(Padding(Text(words, style), (0, 0, 0, len(line) - len(words)), expand=False), highlight=False)
    else:
        console.print(line, style=style or None, markup=False, highlight=False, soft_wrap=True)
