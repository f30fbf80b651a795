"""YAML read with the place of every key and value; every scalar stays text; duplicate keys are refused."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from youju.source.diagnostics import Diagnostic, Place

MAX_BYTES = 1 << 20
MAX_DEPTH = 24
_Loader: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Scalar:
    """A piece of text. `exact` tells that character n of `text` stands n characters after `place` (plain, one line)."""

    text: str
    place: Place
    exact: bool = True

    def at(self, offset: int) -> Place:
        """The place of a character of the text, as near as the YAML style allows."""
        if not self.exact:
            return self.place
        return Place(self.place.file, self.place.line, self.place.column + offset)


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list, in order."""

    items: tuple[Node, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys with their values, in the order of the file; no key stands twice."""

    entries: tuple[tuple[Scalar, Node], ...]
    place: Place

    def get(self, key: str) -> Node | None:
        """The value of a key, or None."""
        return next((value for name, value in self.entries if name.text == key), None)


Node = Scalar | Sequence | Mapping


def read_yaml(path: Path, shown: str) -> tuple[Mapping | None, tuple[Diagnostic, ...]]:
    """The mapping a file holds, and what is wrong with its form. `shown` is the file's name in diagnostics."""
    start = Place(shown)
    try:
        if path.stat().st_size > MAX_BYTES:
            return None, (Diagnostic(start, "source-too-large", "文件超过 1 MiB", "the file is larger than 1 MiB"),)
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        return None, (Diagnostic(start, "source-encoding", "文件不是 UTF-8 编码", "the file is not UTF-8"),)
    except OSError as error:
        reason = error.strerror or "?"
        return None, (Diagnostic(start, "source-unreadable", f"读不到文件：{reason}", f"cannot be read: {reason}"),)
    return parse_yaml(text, shown)


def parse_yaml(text: str, shown: str) -> tuple[Mapping | None, tuple[Diagnostic, ...]]:
    """As `read_yaml`, from text."""
    try:
        _refuse_deep_or_shared(text)
        root = yaml.compose(text, Loader=_Loader)
    except _FormError as error:
        place = _place(shown, error.mark)
        return None, (Diagnostic(place, "source-form", error.zh, error.en),)
    except yaml.YAMLError as error:
        return None, (_syntax(error, shown),)
    if not isinstance(root, yaml.MappingNode):
        zh, en = "文件应当是“键: 值”的形式", "expected `key: value` pairs"
        return None, (Diagnostic(Place(shown), "source-form", zh, en),)
    problems: list[Diagnostic] = []
    node = _convert(root, shown, problems)
    assert isinstance(node, Mapping)
    return node, tuple(problems)


class _FormError(Exception):
    def __init__(self, mark: object, zh: str, en: str) -> None:
        self.mark, self.zh, self.en = mark, zh, en


def _refuse_deep_or_shared(text: str) -> None:
    """Walks the events first, so that no alias, tag or tower of brackets ever becomes a tree."""
    depth = 0
    for event in _events(text):
        anchor, tag = getattr(event, "anchor", None), getattr(event, "tag", None)
        if isinstance(event, yaml.AliasEvent) or anchor is not None:
            raise _FormError(event.start_mark, "不支持 YAML 的锚点与别名（& *）", "anchors and aliases are not allowed")
        if tag is not None:
            raise _FormError(event.start_mark, "不支持 YAML 标签（!）", "tags are not allowed")
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > MAX_DEPTH:
            raise _FormError(event.start_mark, f"嵌套超过 {MAX_DEPTH} 层", f"nested deeper than {MAX_DEPTH}")


def _events(text: str) -> Iterator[yaml.Event]:
    return iter(yaml.parse(text, Loader=_Loader))


def _convert(node: yaml.Node, shown: str, problems: list[Diagnostic]) -> Node:
    place = _place(shown, node.start_mark)
    if isinstance(node, yaml.SequenceNode):
        return Sequence(tuple(_convert(item, shown, problems) for item in node.value), place)
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, place, shown, problems)
    assert isinstance(node, yaml.ScalarNode)
    quoted = node.style in ("'", '"')
    one_line = node.start_mark.line == node.end_mark.line
    length = node.end_mark.column - node.start_mark.column - (2 if quoted else 0)
    exact = one_line and length == len(node.value)
    return Scalar(node.value, Place(shown, place.line, place.column + (1 if quoted and exact else 0)), exact)


def _mapping(node: yaml.MappingNode, place: Place, shown: str, problems: list[Diagnostic]) -> Mapping:
    entries: dict[str, tuple[Scalar, Node]] = {}
    for key_node, value_node in node.value:
        key = _convert(key_node, shown, problems)
        value = _convert(value_node, shown, problems)
        if not isinstance(key, Scalar):
            problems.append(Diagnostic(key.place, "source-form", "键应当是文字", "a key must be text"))
        elif key.text in entries:
            first = entries[key.text][0].place.line
            zh, en = f"键 `{key.text}` 重复（第 {first} 行已有）", f"key `{key.text}` stands twice (first on line {first})"
            problems.append(Diagnostic(key.place, "source-duplicate-key", zh, en))
        else:
            entries[key.text] = (key, value)
    return Mapping(tuple(entries.values()), place)


def _place(shown: str, mark: object) -> Place:
    line, column = getattr(mark, "line", 0), getattr(mark, "column", 0)
    return Place(shown, int(line) + 1, int(column) + 1)


def _syntax(error: yaml.YAMLError, shown: str) -> Diagnostic:
    mark = getattr(error, "problem_mark", None)
    reason = str(getattr(error, "problem", None) or getattr(error, "reason", None) or "unreadable")
    zh = f"YAML 写法有误：{reason}。常见原因：缩进不齐、少了引号或冒号后少了空格"
    return Diagnostic(_place(shown, mark), "source-syntax", zh, f"not valid YAML: {reason}")
