"""From the events of the YAML parser to nodes with places. Who reads nothing that people wrote does not load it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import yaml
from yaml import YAMLError

from youju.source.diagnostics import Diagnostic, Place
from youju.source.yaml import IN_TEXT, MAX_DEPTH, MAX_PROBLEMS, Mapping, Node, Scalar, Sequence, place_of
from youju.structs import Struct

__all__ = ["FormError", "YAMLError", "read_events"]
_Loader: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class FormError(Exception):
    """YAML that is sound and that no authored file may use; with its place, in both languages."""

    def __init__(self, place: Place, zh: str, en: str) -> None:
        self.place, self.zh, self.en = place, zh, en


def read_events(text: str, shown: str) -> tuple[Node | None, tuple[Diagnostic, ...]]:
    """What a text of YAML holds, and the keys that cannot stand; FormError, or YAMLError where it is no YAML."""
    reader = _Reader(iter(yaml.parse(text, Loader=_Loader)), shown, [])
    return reader.document(), tuple(reader.problems)


class _Reader(Struct):
    """Builds nodes from the parser's events, so that no alias, tag or tower of brackets ever becomes a tree."""

    events: Iterator[yaml.Event]
    shown: str
    problems: list[Diagnostic]

    def document(self) -> Node | None:
        """The one document of the stream; None where it holds nothing."""
        root = None
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                if root is not None:
                    raise self._form(event, "一个文件只能有一份内容（多了 ---）", "one document per file")
                root = self.node(next(self.events), 1)
        return root

    def node(self, event: yaml.Event, depth: int) -> Node:
        """The node that begins with an event; reads on to its end."""
        if isinstance(event, yaml.ScalarEvent) and event.anchor is None and event.tag is None:
            if IN_TEXT.search(event.value):
                zh, en = "文字里有控制字符，请删去", "a control character in the text; delete it"
                raise self._form(event, zh, en)
            return _scalar(event, self.shown)
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) is not None:
            raise self._form(event, "不支持 YAML 的锚点与别名（& *）", "anchors and aliases are not allowed")
        if getattr(event, "tag", None) is not None:
            raise self._form(event, "不支持 YAML 标签（!）", "tags are not allowed")
        if depth > MAX_DEPTH:
            raise self._form(event, f"嵌套超过 {MAX_DEPTH} 层", f"nested deeper than {MAX_DEPTH}")
        place = place_of(self.shown, event.start_mark)
        if isinstance(event, yaml.SequenceStartEvent):
            return Sequence(tuple(self._items(depth)), place)
        return self._mapping(place, depth)

    def _form(self, event: yaml.Event, zh: str, en: str) -> FormError:
        return FormError(place_of(self.shown, event.start_mark), zh, en)

    def _items(self, depth: int) -> Iterator[Node]:
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            yield self.node(event, depth + 1)

    def _mapping(self, place: Place, depth: int) -> Mapping:
        entries: dict[str, tuple[Scalar, Node]] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key = self.node(event, depth + 1)
            if isinstance(key, Scalar) and key.text == "<<":
                raise self._form(event, "不支持 YAML 的合并键（<<）", "merge keys (`<<`) are not allowed")
            value = self.node(next(self.events), depth + 1)
            if len(self.problems) >= MAX_PROBLEMS:
                continue
            if not isinstance(key, Scalar):
                self.problems.append(Diagnostic(key.place, "source-form", "键应当是文字", "a key must be text"))
            elif key.text in entries:
                first = entries[key.text][0].place.line
                zh = f"键 `{key.text}` 重复（第 {first} 行已有）"
                en = f"key `{key.text}` stands twice (first on line {first})"
                self.problems.append(Diagnostic(key.place, "source-duplicate-key", zh, en))
            else:
                entries[key.text] = (key, value)
        return Mapping(entries, place)


def _scalar(event: yaml.ScalarEvent, shown: str) -> Scalar:
    start: Any = event.start_mark
    end: Any = event.end_mark
    line, column, text = start.line, start.column, event.value
    quoted = event.style in ("'", '"')
    length = end.column - column - (2 if quoted else 0)
    exact = line == end.line and length == len(text)
    width = len(text) if exact else length if line == end.line else 1
    return Scalar(text, Place(shown, line + 1, column + 1 + (quoted and exact), max(width, 1)), exact)
