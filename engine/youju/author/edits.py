"""Changes of an authored file as values, and what each means for the file's content."""

from __future__ import annotations

from collections.abc import Sequence

from youju.source import Mapping as MappingNode
from youju.source import Node, Scalar, parse_yaml
from youju.structs import Struct


class Item(Struct):
    """The item of a list that has this `id`, wherever in the list it stands."""

    id: str


Step = str | int | Item
Path = tuple[Step, ...]
Plain = str | list["Plain"] | dict[str, "Plain"]


class Put(Struct):
    """A text at a path; keys and list items that are not there yet are made (an item only at the end of its list).

    A value that is no text goes only where nothing stands. A key with nothing behind it takes keys.
    """

    path: Path
    value: Plain


class Drop(Struct):
    """What stands at a path goes; a mapping or list that nothing is left of goes with it."""

    path: Path


class Add(Struct):
    """A new item of the list at a path, behind the item `after`, or at the front; a list at the top is made."""

    path: Path
    after: Step | None
    item: Plain


Edit = Put | Drop | Add


class EditError(Exception):
    """An edit that cannot be written without touching more than it says."""


def plain(text: str) -> Plain:
    """The content of a file as texts, lists and mappings. EditError where it cannot be read."""
    node, problems = parse_yaml(text, "")
    if node is None or problems:
        raise EditError("the file cannot be read")
    return plain_of(node)


def plain_of(node: Node) -> Plain:
    """What was read, as texts, lists and mappings."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, MappingNode):
        return {key.text: plain_of(value) for key, value in node.entries}
    return [plain_of(item) for item in node.items]


def index_of(items: Sequence[Plain], step: Step) -> int | None:
    """Where in a list the item of a step is; None where there is none, as for a key."""
    if isinstance(step, Item):
        found = (i for i, item in enumerate(items) if isinstance(item, dict) and item.get("id") == step.id)
        return next(found, None)
    return step if isinstance(step, int) and 0 <= step < len(items) else None


def at_path(tree: Plain | None, path: Path) -> Plain | None:
    """What stands at a path; None where nothing does."""
    for step in path:
        if isinstance(tree, dict) and isinstance(step, str):
            tree = tree.get(step)
        elif isinstance(tree, list) and (at := index_of(tree, step)) is not None:
            tree = tree[at]
        else:
            return None
    return tree


def meant(tree: Plain, edit: Edit) -> Plain:
    """The content with an edit. EditError where it has no place."""
    match edit:
        case Put(path, value):
            return _put(tree, path, value)
        case Drop(path):
            dropped = _dropped(tree, path)
            return {} if dropped is None else dropped
        case Add(path, after, item):
            return _added(tree, path, after, item)


def _put(tree: Plain | None, path: Path, value: Plain) -> Plain:
    if not path:
        if isinstance(tree, dict | list) or (tree is not None and not isinstance(value, str)):
            raise EditError("a text in place of a collection")
        return value
    step, rest = path[0], path[1:]
    if isinstance(step, str):
        found = {} if tree is None or tree == "" else tree
        if not isinstance(found, dict):
            raise EditError(f"no keys where `{step}` should be")
        return {**found, step: _put(found.get(step), rest, value)}
    items = [] if tree is None else tree
    if not isinstance(items, list):
        raise EditError("no list")
    at = index_of(items, step)
    if at is None:
        if step != len(items):
            raise EditError("no such item")
        return [*items, _put(None, rest, value)]
    return [*items[:at], _put(items[at], rest, value), *items[at + 1 :]]


def _dropped(tree: Plain, path: Path) -> Plain | None:
    """What is left; None where nothing is."""
    if not path:
        return None
    step, rest = path[0], path[1:]
    if isinstance(step, str) and isinstance(tree, dict) and step in tree:
        left = _dropped(tree[step], rest)
        kept = {key: (left if key == step and left is not None else item) for key, item in tree.items()}
        return {key: item for key, item in kept.items() if key != step or left is not None} or None
    if not isinstance(step, str) and isinstance(tree, list) and (at := index_of(tree, step)) is not None:
        left = _dropped(tree[at], rest)
        return [*tree[:at], *([] if left is None else [left]), *tree[at + 1 :]] or None
    raise EditError("nothing there to drop")


def _added(tree: Plain, path: Path, after: Step | None, item: Plain) -> Plain:
    if path:
        step, rest = path[0], path[1:]
        if isinstance(step, str) and isinstance(tree, dict):
            if not rest and after is None and step not in tree:
                return {**tree, step: [item]}
            if step in tree:
                return {**tree, step: _added(tree[step], rest, after, item)}
        if not isinstance(step, str) and isinstance(tree, list) and (at := index_of(tree, step)) is not None:
            return [*tree[:at], _added(tree[at], rest, after, item), *tree[at + 1 :]]
        raise EditError("no such list")
    if not isinstance(tree, list):
        raise EditError("no list")
    at = 0 if after is None else known(index_of(tree, after)) + 1
    return [*tree[:at], item, *tree[at:]]


def known(at: int | None) -> int:
    """An index that was found. EditError where none was."""
    if at is None:
        raise EditError("no such item")
    return at
