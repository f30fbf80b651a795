"""YAML read with the place of every key and value; every scalar stays text; duplicate keys are refused."""

from __future__ import annotations

import functools
import re
from pathlib import Path
from typing import TYPE_CHECKING

from youju.source.diagnostics import Diagnostic, Place
from youju.structs import Struct

if TYPE_CHECKING:
    import yaml

MAX_BYTES = 1 << 18
MAX_DEPTH = 24
MAX_PROBLEMS = 100
"""Of so many mistakes in one file the rest is not looked for."""
# What no file may hold, nor a text although YAML can spell it ("\\e"): a screen would obey it, XML cannot hold it,
# other ends of lines are counted by some only, and marks of direction make a line read otherwise than it is.
_UNSEEN = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff"
_SHORT = 1 << 14
_IN_FILE = re.compile(f"[{_UNSEEN}]")
IN_TEXT = re.compile(f"[{_UNSEEN}\r]")
"""What no text may hold."""
_LINE_END = re.compile(r"\r\n|\r|\n")
# What the parser says in English only, where no slip is recognised.
_REASONS = {
    "did not find expected key": "这一行的缩进与上面不齐",
    "did not find expected '-' indicator": "这一行的缩进与上面的列表项不齐",
    "mapping values are not allowed in this context": "这里不该有冒号：缩进不齐，或文字里的冒号没有加引号",
    "did not find expected ',' or ']'": "方括号里少了逗号或 ]",
    "did not find expected ',' or '}'": "花括号里少了逗号或 }",
    "could not find expected ':'": "这里少了冒号",
    "found unexpected end of stream": "引号没有配对",
    "found character that cannot start any token": "这个字符不能放在值的开头，要加引号",
}


class Scalar(Struct):
    """A piece of text. `exact` tells that character n of `text` stands n characters after `place` (plain, one line).

    A text that was put together has `parts`: where each authored text begins in it; None for one that somebody wrote.
    """

    text: str
    place: Place
    exact: bool = True
    parts: tuple[tuple[int, Scalar], ...] | None = None

    def at(self, offset: int, length: int = 1) -> Place:
        """The place of some characters of the text, as near as the YAML style allows."""
        for start, part in self.parts or ():
            if start <= offset < start + max(len(part.text), 1):
                return part.at(offset - start, min(length, len(part.text) - (offset - start)))
        if not self.exact:
            return self.place
        return Place(self.place.file, self.place.line, self.place.column + offset, max(length, 1))


class Sequence(Struct):
    """A list, in order."""

    items: tuple[Node, ...]
    place: Place


class Mapping(Struct):
    """Keys with their values, in the order of the file; no key stands twice."""

    by_key: dict[str, tuple[Scalar, Node]]
    place: Place

    @property
    def entries(self) -> tuple[tuple[Scalar, Node], ...]:
        """The keys with their values."""
        return tuple(self.by_key.values())

    def get(self, key: str) -> Node | None:
        """The value of a key, or None."""
        found = self.by_key.get(key)
        return None if found is None else found[1]

    def key(self, key: str) -> Scalar | None:
        """A key as it stands in the file, or None."""
        found = self.by_key.get(key)
        return None if found is None else found[0]


Node = Scalar | Sequence | Mapping


def read_yaml(path: Path, shown: str) -> tuple[Mapping | None, tuple[Diagnostic, ...]]:
    """The mapping a file holds, and what is wrong with its form. `shown` is the file's name in diagnostics."""
    start = Place(shown)
    try:
        if not path.is_file():
            # A pipe or a device would be waited for; a link that ends nowhere is no file either.
            return None, (Diagnostic(start, "source-unreadable", "不是普通文件", "not a regular file"),)
        if path.stat().st_size > MAX_BYTES:
            return None, (Diagnostic(start, "source-too-large", "文件超过 256 KiB", "the file is larger than 256 KiB"),)
        data = path.read_bytes()
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return None, (_not_utf8(shown, error),)
    except OSError as error:
        reason = error.strerror or "?"
        return None, (Diagnostic(start, "source-unreadable", f"读不到文件：{reason}", f"cannot be read: {reason}"),)
    return parse_yaml(text, shown)


def parse_yaml(text: str, shown: str) -> tuple[Mapping | None, tuple[Diagnostic, ...]]:
    """As `read_yaml`, from text. The same card is asked for again and again: nodes of short texts are kept."""
    return _kept(text, shown) if len(text) <= _SHORT else _parsed(text, shown)


def _parsed(text: str, shown: str) -> tuple[Mapping | None, tuple[Diagnostic, ...]]:
    if (unseen := _IN_FILE.search(text)) is not None:
        zh, en = "文件里有不能使用的控制字符，请删去", "the file holds a control character; delete it"
        return None, (Diagnostic(_at(text, unseen.start(), shown), "source-syntax", zh, en),)
    # Who reads no YAML, such as an audit by a kept rubric, loads no parser of it.
    from youju.source.events import FormError, YAMLError, read_events

    try:
        root, problems = read_events(text, shown)
    except FormError as error:
        return None, (Diagnostic(error.place, "source-form", error.zh, error.en),)
    except YAMLError as error:
        return None, (_syntax(error, text, shown),)
    if not isinstance(root, Mapping):
        zh, en = "文件应当是“键: 值”的形式", "expected `key: value` pairs"
        return None, (Diagnostic(Place(shown), "source-form", zh, en),)
    return root, problems


# A rubric has some fifty files of some thousand characters; nodes are never changed.
_kept = functools.lru_cache(maxsize=256)(_parsed)


def place_of(shown: str, mark: object) -> Place:
    """Where a mark of the parser stands."""
    line, column = getattr(mark, "line", 0), getattr(mark, "column", 0)
    return Place(shown, int(line) + 1, int(column) + 1)


def _at(text: str, offset: int, shown: str) -> Place:
    """The place of a character, or of the end, of a text."""
    lines = _LINE_END.split(text[:offset])
    return Place(shown, len(lines), len(lines[-1]) + 1)


def _syntax(error: yaml.YAMLError, text: str, shown: str) -> Diagnostic:
    # Only a file that is wrong needs it, and it has many expressions.
    from youju.source.slips import slip

    # The parser may give up behind the end.
    place = min(place_of(shown, getattr(error, "problem_mark", None)), _at(text, len(text), shown))
    found = slip(text, place.line - 1)
    if found is not None:
        slipped = Place(shown, found.line + 1, found.start + 1, found.length)
        return Diagnostic(slipped, "source-syntax", found.zh, found.en, found.proposal)
    reason = str(getattr(error, "problem", None) or "unreadable")
    zh = f"YAML 写法有误：{_REASONS.get(reason, f'{reason}。常见原因是缩进不齐、少了引号')}"
    return Diagnostic(place, "source-syntax", zh, f"not valid YAML: {reason}")


def _not_utf8(shown: str, error: UnicodeDecodeError) -> Diagnostic:
    """Where the first byte stands that is no UTF-8, and what the file most likely is."""
    data: bytes = error.object
    before = data[: error.start].decode("utf-8", errors="replace")
    likely = "UTF-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "GB18030" if _reads_as_chinese(data) else None
    zh = "文件不是 UTF-8 编码" + (f"，像是 {likely}" if likely else "")
    en = "the file is not UTF-8" + (f", it looks like {likely}" if likely else "")
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    return Diagnostic(Place(shown, line, column), "source-encoding", zh, en)


def _reads_as_chinese(data: bytes) -> bool:
    try:
        data.decode("gb18030")
    except UnicodeDecodeError:
        return False
    return True
