"""Changes put back into the text of a file: only the characters that change, so that comments and layout stay."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

import yaml

from youju.author.edits import (
    Add,
    Drop,
    Edit,
    EditError,
    Path,
    Plain,
    Put,
    Step,
    at_path,
    index_of,
    known,
    meant,
    plain,
)
from youju.author.format import WIDTH
from youju.source import Scalar, parse_yaml
from youju.source.excerpt import width


def edited(text: str, edits: Iterable[Edit]) -> str:
    """The text with all edits, in order. EditError where its content would not become just what they say."""
    wanted = plain(text)
    for edit in edits:
        wanted = meant(wanted, edit)
        text = _on_text(text, edit)
    if plain(text) != wanted:
        raise EditError("the file cannot be changed in place")
    return text


def with_item(text: str, path: Path, item: str) -> str:
    """The text with one more item at the end of a list; without the list, with one of this item."""
    items = at_path(plain(text), path)
    return edited(text, [Put((*path, len(items) if isinstance(items, list) else 0), item)])


def with_lines(text: str, key: str, lines: Sequence[str]) -> str:
    """The text with ready lines at the end of the list of a key at its top, which is made where it is not there.

    The lines are items of a list as they stand below a key, indented by two, comments among them. EditError where the
    content would not become just that.
    """
    newline = _newline(text)
    more, before = plain(newline.join([f"{key}:", *lines])), plain(text)
    if not isinstance(before, dict) or not isinstance(more, dict):
        raise EditError("no keys at the top")
    new = _behind(text, key, lines)
    old, added = before.get(key, []), more[key]
    if not isinstance(old, list) or not isinstance(added, list) or plain(new) != {**before, key: [*old, *added]}:
        raise EditError("the file cannot be changed in place")
    return new


def _behind(text: str, key: str, lines: Sequence[str]) -> str:
    newline = _newline(text)
    root = yaml.compose(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    node = _chain(root, (key,))[-1] if root is not None else None
    if node is root:
        end = "" if text.endswith("\n") else newline
        return text + end + newline.join([f"{key}:", *lines]) + newline
    if not isinstance(node, yaml.SequenceNode) or node.flow_style or not node.value:
        raise EditError("no list of lines")
    indented = [" " * node.start_mark.column + line.removeprefix("  ") for line in lines]
    at = _line_end(text, _end(text, node))
    return text[:at] + newline + newline.join(indented) + text[at:]


def _on_text(text: str, edit: Edit) -> str:
    root = yaml.compose(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    if root is None:
        raise EditError("the file is empty")
    chain = _chain(root, edit.path)
    match edit:
        case Put(path, value):
            return _written(text, chain, path[len(chain) - 1 :], value)
        case Drop(path):
            if len(chain) <= len(path):
                raise EditError("nothing there to drop")
            return _without(text, chain)
        case Add(path, after, item):
            target = chain[-1]
            if len(path) == 1 and target is root and after is None:
                text = text if text.endswith("\n") else text + _newline(text)
                return text + "".join(line + _newline(text) for line in (f"{path[0]}:", *_item_lines(item, 2, False)))
            if len(chain) <= len(path) or not isinstance(target, yaml.SequenceNode):
                raise EditError("no such list")
            return _with_item(text, target, None if after is None else known(_item(target, after)), item)


def _chain(root: yaml.Node, path: Path) -> list[yaml.Node]:
    """The nodes along a path, from the root to the last that is there."""
    chain = [root]
    for step in path:
        node, found = chain[-1], None
        if isinstance(node, yaml.MappingNode) and isinstance(step, str):
            found = next((value for key, value in node.value if key.value == step), None)
        elif isinstance(node, yaml.SequenceNode) and not isinstance(step, str):
            at = _item(node, step)
            found = None if at is None else node.value[at]
        if found is None:
            break
        chain.append(found)
    return chain


def _item(node: yaml.SequenceNode, step: Step) -> int | None:
    ids: list[Plain] = [{"id": value} if (value := _id(item)) is not None else "" for item in node.value]
    return index_of(ids, step)


def _id(item: yaml.Node) -> str | None:
    pairs = item.value if isinstance(item, yaml.MappingNode) else ()
    return next((str(value.value) for key, value in pairs if key.value == "id"), None)


def _written(text: str, chain: list[yaml.Node], missing: Path, value: Plain) -> str:
    """A text at a node, or at the keys and items that are missing behind it."""
    node = chain[-1]
    if isinstance(node, yaml.ScalarNode):
        if missing and (node.value or not isinstance(missing[0], str)):
            raise EditError("keys in place of a text")
        new = _nested(missing, value)
        flow = any(getattr(one, "flow_style", False) for one in chain[:-1])
        start, end = node.start_mark.index, _end(text, node)
        gap = " " if start == end and text[start - 1 : start] == ":" else ""
        return (
            text[:start] + gap + (_scalar(new, flow, node.style) if isinstance(new, str) else _flow(new)) + text[end:]
        )
    if not missing:
        raise EditError("a text in place of a collection")
    step, new = missing[0], _nested(missing[1:], value)
    if isinstance(node, yaml.MappingNode) and isinstance(step, str):
        return _with_key(text, node, step, new)
    if isinstance(node, yaml.SequenceNode) and step == len(node.value):
        return _with_item(text, node, len(node.value) - 1 if node.value else None, new)
    raise EditError("no place for it")


def _nested(path: Path, value: Plain) -> Plain:
    """A value inside of the keys and lists of a path, all of them new."""
    for step in reversed(path):
        value = {step: value} if isinstance(step, str) else [value]
    return value


# The order in which people write the keys of a row, then those of a case; others stand at the end.
_ORDER = (
    "id", "title", "is", "at", "when", "of", "each", "points", "because", "zh", "en", "basis", "mark", "text",
    "note", "day", "given", "claimed", "effective_weight", "expect", "rule", "rules", "status", "low", "high", "pin",
)  # fmt: skip


def _with_key(text: str, node: yaml.MappingNode, key: str, value: Plain) -> str:
    pairs = node.value
    if not pairs:
        at = node.start_mark.index + 1
        return f"{text[:at]}{key}: {_flow(value)}{text[at:]}"
    before = len(pairs) - 1
    if key in _ORDER:
        ranked = [i for i, (one, _) in enumerate(pairs) if one.value in _ORDER[: _ORDER.index(key)]]
        before = ranked[-1] if ranked else before
    end = _end(text, pairs[before][1])
    if node.flow_style:
        return f"{text[:end]}, {key}: {_flow(value)}{text[end:]}"
    column = node.start_mark.column
    at = _line_end(text, end)
    return text[:at] + "".join(_newline(text) + line for line in _pair(key, value, column)) + text[at:]


def _with_item(text: str, node: yaml.SequenceNode, after: int | None, item: Plain) -> str:
    items = node.value
    if node.flow_style:
        if after is not None:
            end = _end(text, items[after])
            return f"{text[:end]}, {_flow(item)}{text[end:]}"
        start = node.start_mark.index + 1
        return f"{text[:start]}{_flow(item)}{', ' if items else ''}{text[start:]}"
    column = node.start_mark.column
    like = items[after if after is not None else 0]
    in_braces = bool(getattr(like, "flow_style", True)) and column + 2 + width(_flow(item)) <= WIDTH
    lines = _item_lines(item, column, in_braces)
    if after is None:
        start = text.rfind("\n", 0, _dash(text, node, items[0])) + 1
        return text[:start] + "".join(line + _newline(text) for line in lines) + text[start:]
    at = _line_end(text, _end(text, items[after]))
    return text[:at] + "".join(_newline(text) + line for line in lines) + text[at:]


def _item_lines(item: Plain, column: int, in_braces: bool) -> list[str]:
    if in_braces or not isinstance(item, dict):
        return [f"{' ' * column}- {_flow(item)}"]
    lines = [line for key, value in item.items() for line in _pair(key, value, column + 2)]
    return [f"{' ' * column}- {lines[0][column + 2 :]}", *lines[1:]]


def _pair(key: str, value: Plain, column: int) -> list[str]:
    """`key: value` on a line, or on several where a mapping would make it too long."""
    if isinstance(value, str):
        return [f"{' ' * column}{key}: {_scalar(value, False, None)}"]
    line = f"{' ' * column}{key}: {_flow(value)}"
    if width(line) <= WIDTH or not isinstance(value, dict):
        return [line]
    return [f"{' ' * column}{key}:", *(part for name, one in value.items() for part in _pair(name, one, column + 2))]


def _without(text: str, chain: list[yaml.Node]) -> str:
    """Drops the last node of a chain; what it was the only part of goes with it."""
    if len(chain) < 2:
        raise EditError("nothing would be left of the file")
    parent, node = chain[-2], chain[-1]
    if isinstance(parent, yaml.MappingNode):
        at = next(i for i, (_, value) in enumerate(parent.value) if value is node)
        spans = [(key.start_mark.index, _end(text, value)) for key, value in parent.value]
    else:
        at = parent.value.index(node)
        spans = [(one.start_mark.index, _end(text, one)) for one in parent.value]
    if len(spans) == 1:
        return _without(text, chain[:-1])
    start, end = spans[at]
    if not getattr(parent, "flow_style", False):
        first = start if isinstance(parent, yaml.MappingNode) else _dash(text, parent, node)
        begin = text.rfind("\n", 0, first) + 1
        if not text[begin:first].strip():
            return text[:begin] + text[min(_line_end(text, end) + len(_newline(text)), len(text)) :]
        if at + 1 == len(spans):
            raise EditError("it shares its line with what stays")
    return text[:start] + text[spans[at + 1][0] :] if at + 1 < len(spans) else text[: spans[at - 1][1]] + text[end:]


def _dash(text: str, parent: yaml.Node, node: yaml.Node) -> int:
    """Where the dash of an item of a list stands: in the column in which the list begins."""
    start = node.start_mark.index
    begin = text.rfind("\n", 0, start) + 1
    column = parent.start_mark.column
    if text[begin + column : begin + column + 1] != "-":
        raise EditError("the dash stands on a line of its own")
    return begin + column


def _end(text: str, node: yaml.Node) -> int:
    """Where the last character of a node is, without the blank lines and comments behind it."""
    if isinstance(node, yaml.ScalarNode):
        end = int(node.end_mark.index)
        return len(text[:end].rstrip()) if node.style in ("|", ">") else end
    if getattr(node, "flow_style", False) or not node.value:
        return int(node.end_mark.index)
    last = node.value[-1]
    return _end(text, last[1] if isinstance(node, yaml.MappingNode) else last)


def _line_end(text: str, at: int) -> int:
    found = text.find(_newline(text), at)
    return len(text) if found < 0 else found


def _newline(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"


def _flow(value: Plain) -> str:
    if isinstance(value, str):
        return _scalar(value, True, None)
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_scalar(key, True, None)}: {_flow(one)}" for key, one in value.items()) + "}"
    return "[" + ", ".join(map(_flow, value)) + "]"


def _scalar(value: str, flow: bool, style: str | None) -> str:
    """A text as it is written: in the quotes that stood there, else without any where it reads the same."""
    if style == "'" and value.isprintable():
        return "'" + value.replace("'", "''") + "'"
    if style != '"' and _reads(value, f"{{k: {value}}}" if flow else f"k: {value}\n"):
        return value
    return json.dumps(value, ensure_ascii=False)


def _reads(value: str, text: str) -> bool:
    if not value or not value.isprintable() or value != value.strip():
        return False
    node, problems = parse_yaml(text, "")
    found = node.get("k") if node is not None and not problems and len(node.entries) == 1 else None
    return isinstance(found, Scalar) and found.text == value and text.find(value) == found.place.column - 1
