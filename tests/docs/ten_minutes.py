"""docs/ten-minutes.md carried out: its commands and edits in an empty folder, in order. Run this file to write it anew."""

import os
import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

import forked

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "ten-minutes.md"
SKIPPED = "……"
"""A line of an answer that stands for any number of lines."""
_FENCE = re.compile(r"^```(\w+) ?([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_COMMAND = re.compile(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", re.MULTILINE)


def carried_out(page: str, folder: Path, work: Path | None = None) -> str:
    """The page with every answer as the commands give it, in `work` if given, else in an empty folder.

    ValueError where an edit does not fit its file.
    """
    command = folder / "bin" / "youju"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m youju.cli.main "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    if work is None:
        work = folder / "work"
        work.mkdir()
    return _FENCE.sub(lambda block: _block(block, work, command.parent), page)


def _block(block: re.Match[str], work: Path, programs: Path) -> str:
    kind, name, text = block.groups()
    if kind == "console":
        text = _COMMAND.sub(lambda one: f"$ {one[1]}\n{_answer(one[1], one[2], work, programs)}", text)
    elif kind == "diff":
        file = work / name
        file.write_text(_changed(file.read_text("utf-8"), text), encoding="utf-8")
    elif name:
        (work / name).write_text(text, encoding="utf-8")
    return f"```{kind}{' ' if name else ''}{name}\n{text}```"


def _changed(text: str, change: str) -> str:
    """A file whose lines with − are replaced by the lines with + that follow them."""
    for minus, plus in re.findall(r"((?:^-.*\n)+)((?:^\+.*\n)+)", change, re.MULTILINE):
        old, new = (re.sub(r"^[-+]", "", lines, flags=re.MULTILINE) for lines in (minus, plus))
        if text.count(old) != 1:
            raise ValueError(f"not lines of the file: {old}")
        text = text.replace(old, new)
    return text


def _answer(command: str, shown: str, work: Path, programs: Path) -> str:
    """What a command prints; what the page shows of it, where it leaves lines out and all else is so."""
    env = {**os.environ, "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}", "PYTHONIOENCODING": "utf-8"}
    program, *words = shlex.split(command)
    if program == "youju":
        run = forked.youju(*words, cwd=work, env=env, together=True)
    else:
        run = subprocess.run([program, *words], cwd=work, env=env, capture_output=True, encoding="utf-8", timeout=60)
    told = "".join(f"{line.rstrip()}\n" for line in run.stdout.rstrip().splitlines())
    pattern = re.escape(shown).replace(re.escape(f"{SKIPPED}\n"), r"(?:.*\n)+?")
    return shown if re.fullmatch(pattern, told) else told


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as temporary:
        PAGE.write_text(carried_out(PAGE.read_text("utf-8"), Path(temporary)), encoding="utf-8")
