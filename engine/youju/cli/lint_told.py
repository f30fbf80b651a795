"""What lint says of a rubric, on the screen: mistakes with their line, then golden cases that fail, a line each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from youju.cli.refused import lines_of, on_a_line, told
from youju.rubric import Pack
from youju.source import Diagnostic

CASE = "lint-case"


def lint_lines(pack: Pack, found: Sequence[Diagnostic], asked: str) -> Iterator[str]:
    """The lines to print; `asked` is the name or folder that was typed, for the command that tells why cases fail."""
    for one in found:
        if one.code != CASE:
            path = pack.folder.parent / one.place.file
            yield from told(one, lines_of(path), str(path))
            yield ""
    failing = [one for one in found if one.code == CASE]
    for one in failing:
        said = on_a_line(f"{one.zh} / {one.en}")
        yield f"{pack.folder.parent / one.place.file}:{one.place.line}:{one.place.column}  {CASE}：{said}"
    if failing:
        yield f"为什么没有通过 why they fail：youju rubric test {asked}"
        yield ""
