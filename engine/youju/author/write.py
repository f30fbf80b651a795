"""Files that the program makes: as YAML that a person would write, or put into a file of theirs."""

from __future__ import annotations

from io import StringIO
from typing import Any, cast

import yaml
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq

from youju.author.format import formatted
from youju.author.same import plain_tree
from youju.feel import FeelError, parse
from youju.source import Mapping, Node, Scalar, Sequence

# The keys of a card that stand on lines of their own; what is below them stands in brackets where it is short.
_SPREAD = ("let", "sources", "facts")
_DROPPED_BY = {"hit": ("score",), "rules": ("score",), "weight": ("adjustment",), "adjustment": ("weight",)}


_FORMULAS = ("applies", "let", "when", "points")


class _Flow(dict[str, object]):
    """A mapping in braces."""


class _FlowList(list[object]):
    """A list in brackets."""


class _Dumper(yaml.SafeDumper):
    """Writes every scalar plain that may be: our reader takes scalars as text, so 0 and true need no quotes."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 - the signature is PyYAML's
        return True


def _text(dumper: Any, text: str) -> Any:
    tag = dumper.resolve(yaml.ScalarNode, text, (True, False)) if text else "tag:yaml.org,2002:str"
    return dumper.represent_scalar(tag, text)


_Dumper.add_representer(str, _text)
_Dumper.add_representer(_Flow, lambda dumper, data: dumper.represent_mapping("tag:yaml.org,2002:map", data, True))
_Dumper.add_representer(_FlowList, lambda dumper, data: dumper.represent_sequence("tag:yaml.org,2002:seq", data, True))


def written(card: Mapping) -> str:
    """The YAML of a card, formatted as every card is."""
    return written_data(_data(card))


def written_data(data: object) -> str:
    """The YAML of lists, mappings and texts, formatted: rules, sections and the like on lines of their own."""
    shaped = _shaped(data, spread=True)
    text = yaml.dump(shaped, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=1 << 20)
    return formatted(text) or text


def put_into(text: str, card: Mapping, kept: tuple[str, ...] = ()) -> str:
    """A card's file with what `card` says in place of its own, but the keys `kept`; its other keys stay, cases too."""
    reader: Any = YAML()
    reader.preserve_quotes = True
    reader.width = 1 << 20
    old, new = reader.load(text), reader.load(written(card))
    for gone in [gone for key in new for gone in _DROPPED_BY.get(key, ())]:
        old.pop(gone, None)
    last = -1
    for key in list(new):
        if key in old:
            if key not in kept:
                old[key] = _merged(old[key], new[key], key in _FORMULAS)
            last = list(old).index(key)
        else:
            last += 1
            old.insert(last, key, new[key])
    out = StringIO()
    reader.dump(old, out)
    return formatted(out.getvalue()) or out.getvalue()


def _merged(old: Any, new: Any, formula: bool) -> Any:
    """The new value; what of it says the same stays as it was written, rules by their ids, and so do its comments.

    `formula` tells that texts are expressions, of which two may be written differently and mean the same.
    """
    match old, new:
        case _ if old == new or (formula and _same_formula(str(old), str(new))):
            return old
        case CommentedMap(), CommentedMap() if _keys(old) == _keys(new):
            for key in _keys(new):
                old[key] = _merged(old[key], new[key], key in _FORMULAS or (formula and key != "title"))
            return cast(Any, old)
        case CommentedSeq(), CommentedSeq():
            rows: dict[Any, Any] = {row["id"]: row for row in _rows(old)}
            merged = [_merged(rows.get(row["id"]), row, formula) for row in _rows(new)]
            new[:] = merged or new
            if len(cast("list[Any]", new)) == len(cast("list[Any]", old)):
                old[:] = new
                return cast(Any, old)
        case _:
            pass
    return new


def _same_formula(old: str, new: str) -> bool:
    try:
        return plain_tree(parse(old)) == plain_tree(parse(new))
    except FeelError:
        return False


def _keys(node: Any) -> set[str]:
    return set(node)


def _rows(node: Any) -> list[Any]:
    """The members of a list of rows; none where it is a list of anything else."""
    found = cast("list[Any]", node)
    return found if all(isinstance(row, CommentedMap) and "id" in row for row in found) else []


def _data(node: Node) -> object:
    match node:
        case Scalar(text):
            return text
        case Sequence(items):
            return [_data(item) for item in items]
        case Mapping():
            return {key.text: _data(value) for key, value in node.entries}


def _shaped(data: object, spread: bool) -> object:
    """The data with what may stand in brackets marked: all that is not under one of the keys that spread."""
    match data:
        case dict():
            pairs = cast("dict[str, object]", data).items()
            shaped = {
                key: _shaped(value, spread and (key in _SPREAD or isinstance(value, list))) for key, value in pairs
            }
            return shaped if spread else _Flow(shaped)
        case list():
            items = cast("list[object]", data)
            # A short row stays on its line, a rule does not.
            rows = [
                _shaped(item, spread and isinstance(item, dict) and len(cast("dict[str, object]", item)) > 3)
                for item in items
            ]
            return rows if spread and any(isinstance(item, dict) for item in items) else _FlowList(rows)
        case bool():
            return "true" if data else "false"
        case _:
            return str(data)
