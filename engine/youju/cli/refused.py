"""A folder of rules that cannot be used: every mistake with its line, carets under the words, and what to do."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator
from pathlib import Path

from youju.publish.code_page import advice_of
from youju.source import Diagnostic, RefusedError
from youju.source.excerpt import excerpt

_ON_ONE_LINE = str.maketrans({"\n": "↵", "\t": " "})
# More at once is not read.
MOST = 40


def refused(error: RefusedError) -> Iterator[str]:
    """The lines to print, Chinese before English; of very many mistakes the first `MOST`, and how many there are."""
    lines = {file: _lines(error, error.path(file)) for file in {one.place.file for one in error.diagnostics}}
    for one in error.diagnostics[:MOST]:
        yield from told(one, lines[one.place.file], str(error.path(one.place.file)))
        yield ""
    count = len(error.diagnostics)
    if count > MOST:
        yield f"……还有 {count - MOST} 处 / and {count - MOST} more"
    yield f"共 {count} 处错误，没有使用这些规则 / {counted(count, 'mistake')}; the rules were not used"
    yield f"代码的说明 / about a code：youju code {error.diagnostics[0].code}"


def _lines(error: RefusedError, path: Path) -> tuple[str, ...]:
    return tuple(error.texts[path].splitlines()) if path in error.texts else lines_of(path)


def told(diagnostic: Diagnostic, lines: tuple[str, ...], path: str) -> Iterator[str]:
    """One mistake: what, where, the line with carets, what to do. `lines` are those of its file, found at `path`."""
    place = diagnostic.place
    yield f"{diagnostic.code}：{on_a_line(diagnostic.zh)}"
    yield f"  → {path}:{place.line}:{place.column}"
    if place.line <= len(lines) and diagnostic.code != "source-link":  # what a link leads to is nobody's to see here
        line, carets = excerpt(lines[place.line - 1], place.column - 1, place.column - 1 + place.length)
        number = str(place.line)
        yield f"  {number} │ {line}"
        yield f"  {' ' * len(number)} │ {carets}"
    zh, en = advice(diagnostic)
    yield f"  怎么办：{on_a_line(zh)}"
    yield f"  {on_a_line(diagnostic.en)} — {on_a_line(en)}"


def counted(count: int, thing: str) -> str:
    """`1 mistake`, `2 mistakes`."""
    return f"{count} {thing}{'' if count == 1 else 's'}"


def on_a_line(text: str) -> str:
    """A sentence that quotes an author, who may have written very much, and on many lines."""
    text = text.translate(_ON_ONE_LINE)
    return text if len(text) <= 600 else f"{text[:400]}……{text[-100:]}"


def advice(diagnostic: Diagnostic) -> tuple[str, str]:
    """What to do, in both languages: the words to write instead, or what the code's page says."""
    if diagnostic.proposal is not None:
        return f"改成 `{diagnostic.proposal}`", f"write `{diagnostic.proposal}`"
    return advice_of(diagnostic.code)


def lines_of(file: Path) -> tuple[str, ...]:
    """The lines of a file, as far as it can be read."""
    try:
        if not file.is_file():
            return ()  # a pipe would be waited for
        with file.open("rb") as stream:
            data = stream.read(1 << 20)
    except OSError:
        return ()
    for encoding in ("utf-8-sig", "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "gb18030"):
        with contextlib.suppress(UnicodeDecodeError):
            return tuple(re.split(r"\r\n|\r|\n", data.decode(encoding)))
    return tuple(re.split(r"\r\n|\r|\n", data.decode("utf-8-sig", errors="replace")))
