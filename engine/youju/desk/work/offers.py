"""What an editor offers at a place of a file: the keys that may stand there, their values, names and functions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from youju.author.schema import Kind, Schema, schema
from youju.desk.work.rubric import RubricAsk, opened
from youju.facts import Dictionary
from youju.feel.functions import SPELLINGS

_KEY = re.compile(r"^(?P<indent>\s*(?:-\s+)*)(?P<key>[^\s:{}\[\],#'\"-][^:{}\[\],#]*):(?=\s|$)")
_FLOW_KEY = re.compile(r"(?P<key>[^\s:{}\[\],]+):\s*$")
_TYPED = re.compile(r"[\w.-]*$")
MOST = 400
"""How many are offered at once: typing on narrows them."""

Offer = dict[str, str]


def kind_of(path: str) -> Kind:
    """What kind of file stands at a path of a rubric."""
    kinds: Mapping[str, Kind] = {"indicators": "card", "checks": "checks", "cases": "cases", "dictionary": "dictionary"}
    return kinds.get(path.partition("/")[0], "rubric")


def offers(ask: RubricAsk, path: str, text: str, line: int, column: int, lang: str) -> list[Offer]:
    """What may stand at a place (from 1): `label`, `detail` beside it, `apply` where another text is put in."""
    lines = text.split("\n")
    number = min(max(line, 1), len(lines))
    before = lines[number - 1][: column - 1]
    head = _TYPED.sub("", before)
    dictionary = opened(ask).dictionary
    way = way_to([*lines[: number - 1], head])
    root = schema(kind_of(path), dictionary)
    at_key = bool(re.fullmatch(r"\s*(-\s+)*", head)) or (head.rstrip().endswith(("{", ",")) and _opens(head) == "{")
    if at_key:
        return [*_keys(root, way, lang)][:MOST]
    return ([*_values(root, way, lang)] or [*_words(dictionary, text, lang)])[:MOST]


def way_to(lines: list[str]) -> tuple[str, ...]:
    """The keys around the end of some lines of YAML, from the outermost in: by indentation, then by open brackets."""
    *above, last = lines
    own = re.match(r"\s*(?:-\s+)*", last)
    column = len(own[0]) if own else 0
    way: list[str] = []
    if found := _KEY.match(last):
        way = [found["key"].strip(), *_open_keys(last[found.end() :])]
        column = len(found["indent"])
    elif last[column:]:
        way = _open_keys(last[column:])
    for one in reversed(above):
        if (found := _KEY.match(one)) and len(found["indent"]) < column:
            way.insert(0, found["key"].strip())
            column = len(found["indent"])
        elif (dash := re.match(r"\s*-\s+", one)) and len(dash[0]) <= column and column > len(dash[0]) - 2:
            column = min(column, len(dash[0]))
    return tuple(way)


def _open_keys(text: str) -> list[str]:
    """The keys whose value is open at the end of a text: `{zh: 甲, expect: {points: ` has `expect`, `points`."""
    keys: list[str | None] = []
    at = 0
    for i, char in enumerate(text):
        if char in "{[":
            found = _FLOW_KEY.search(text[at:i])
            keys.append(found["key"] if found else None)
            at = i + 1
        elif char in "}]" and keys:
            keys.pop()
            at = i + 1
        elif char == ",":
            at = i + 1
    rest = _FLOW_KEY.search(text[at:]) if keys or "{" in text else None
    return [key for key in (*keys, rest["key"] if rest else None) if key]


def _opens(text: str) -> str:
    """The last bracket that is open at the end of a text; empty where there is none."""
    seen: list[str] = []
    for char in text:
        if char in "{[":
            seen.append(char)
        elif char in "}]" and seen:
            seen.pop()
    return seen[-1] if seen else ""


def _at(root: Schema, way: tuple[str, ...]) -> list[Schema]:
    """The schemas that may describe what stands at the end of a way of keys."""
    found = _plain(root, root)
    for key in way:
        below = [part for one in found if (part := _below(one, key)) is not None]
        found = [part for one in below for part in _plain(root, one)]
    return found


def _below(one: Schema, key: str) -> Schema | None:
    properties: Mapping[str, Schema] = one.get("properties", {})
    more: Schema | bool = one.get("additionalProperties", False)
    return properties.get(key) or (None if isinstance(more, bool) else more)


def _plain(root: Schema, one: Any) -> list[Schema]:
    """A schema, the ones it points to, and those of the items of a list."""
    if "$ref" in one:
        target: Any = root
        for step in one["$ref"].removeprefix("#/").split("/"):
            target = target[step]
        return _plain(root, target)
    found: list[Schema] = [one]
    for part in one.get("anyOf", ()):
        found += _plain(root, part)
    for part in one.get("allOf", ()):
        found += _plain(root, part.get("then", {}))
    if isinstance(one.get("items"), dict):
        found += _plain(root, one["items"])
    return found


def _keys(root: Schema, way: tuple[str, ...], lang: str) -> Iterator[Offer]:
    seen: set[str] = set()
    for one in _at(root, way):
        for key, what in one.get("properties", {}).items():
            if key not in seen:
                seen.add(key)
                said = _in(what.get("description") or what.get("title", ""), lang)
                yield {"label": key, "detail": said, "apply": f"{key}: "}


def _values(root: Schema, way: tuple[str, ...], lang: str) -> Iterator[Offer]:
    """The values to pick from; none where any text may stand."""
    for one in _at(root, way):
        said = one.get("markdownEnumDescriptions", ())
        for i, value in enumerate(one.get("enum", ())):
            yield {"label": str(value), "detail": _in(said[i], lang) if i < len(said) else ""}
        if one.get("type") == "boolean":
            yield from ({"label": value, "detail": ""} for value in ("true", "false"))


def _words(dictionary: Dictionary, text: str, lang: str) -> Iterator[Offer]:
    """Names and functions of expressions: what this card names first, then the dictionary's."""
    for name in dict.fromkeys(_lets(text)):
        yield {"label": name, "detail": "本卡片的量" if lang == "zh" else "of this card"}
    yield {"label": "weight", "detail": "本指标的分值" if lang == "zh" else "the weight of the indicator"}
    for name, spec in dictionary.facts.items():
        unit = spec.shown_unit or spec.type
        yield {"label": name, "detail": unit if lang == "zh" else f"{spec.en} ({unit})"}
    for name in SPELLINGS:
        yield {"label": name, "detail": "函数" if lang == "zh" else "function", "apply": f"{name}("}


def _lets(text: str) -> Iterator[str]:
    """The names that a card's `let` gives, as far as its lines show them: it may be broken while it is typed."""
    inside: int | None = None
    for line in text.split("\n"):
        found = _KEY.match(line)
        if line.startswith("let:"):
            inside = 0
            yield from re.findall(r"[{,]\s*([^\s:{},]+):", line)
        elif found and not found["indent"]:
            inside = None
        elif inside is not None and found:
            inside = inside or len(found["indent"])
            if len(found["indent"]) == inside:
                yield found["key"].strip()


def _in(said: str, lang: str) -> str:
    """Of a text in both languages (`中文 · English`, `中文 English`) the one that is asked for."""
    zh, _, en = said.partition(" · ")
    return (en or zh) if lang == "en" else zh
