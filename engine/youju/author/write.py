"""Files that the program makes: as YAML that a person would write, or put into a file of theirs."""

from __future__ import annotations

from io import StringIO
from typing import Any, cast

import yaml
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import YAMLError

from youju.author.edits import EditError, Plain, plain, plain_of
from youju.author.format import formatted
from youju.author.roundtrip import text_yaml
from youju.author.same import plain_tree
from youju.feel import FeelError, parse
from youju.source import Mapping

# The keys of a card that stand on lines of their own; what is below them stands in brackets where it is short.
_SPREAD = ("let", "sources", "facts", "monotone")
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
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, None if text else "'")


# Without resolvers nothing plain is taken for anything but text.
_Dumper.yaml_implicit_resolvers = {}
_Dumper.add_representer(str, _text)
_Dumper.add_representer(_Flow, lambda dumper, data: dumper.represent_mapping("tag:yaml.org,2002:map", data, True))
_Dumper.add_representer(_FlowList, lambda dumper, data: dumper.represent_sequence("tag:yaml.org,2002:seq", data, True))


def written(card: Mapping) -> str:
    """The YAML of a card, formatted as every card is."""
    return written_data(plain_of(card))


def written_data(data: object) -> str:
    """The YAML of lists, mappings and texts, formatted: rules, sections and the like on lines of their own."""
    shaped = _shaped(data, spread=True)
    text = yaml.dump(shaped, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=1 << 20)
    return formatted(text) or text


def put_into(text: str, card: Mapping, kept: tuple[str, ...] = ()) -> str:
    """A card's file with what `card` says in place of its own, but the keys `kept`; its other keys stay, cases too.

    EditError where the file's content would not become just that. Lines end as they did.
    """
    if "\r\n" in text:
        return put_into(text.replace("\r\n", "\n"), card, kept).replace("\n", "\r\n")
    before = plain(text)
    if not isinstance(before, dict):
        raise EditError("not a card")
    pairs = ((key.text, plain_of(value)) for key, value in card.entries)
    said = {key: value for key, value in pairs if key not in before or key not in kept}
    gone = {gone for key in said for gone in _DROPPED_BY.get(key, ())}
    wanted = {key: value for key, value in before.items() if key not in gone}
    wanted |= {key: _wanted(before.get(key), value, key in _FORMULAS) for key, value in said.items()}
    new = _laid(text, wanted, list(said))
    if plain(new) != wanted:
        raise EditError("the file cannot be changed in place")
    return formatted(new) or new


def _wanted(old: Plain | None, new: Plain, formula: bool) -> Plain:
    """The new value, in the old words where they mean the same; rows of a list go by their ids.

    `formula` tells that texts are expressions, of which two may be written differently and mean the same.
    """
    match old, new:
        case str(), str():
            return old if formula and _same_formula(old, new) else new
        case dict(), dict():
            return {
                key: _wanted(old.get(key), value, key in _FORMULAS or (formula and key != "title"))
                for key, value in new.items()
            }
        case list(), list():
            rows = {name: row for row in old if (name := _id(row)) is not None}
            return [_wanted(rows.get(_id(row) or ""), row, formula) for row in new]
        case _:
            return new


def _id(row: Plain) -> str | None:
    found = row.get("id") if isinstance(row, dict) else None
    return found if isinstance(found, str) else None


def _laid(text: str, wanted: dict[str, Plain], said: list[str]) -> str:
    """The file with the wanted content; keys that are new to it stand in the order in which they are said."""
    yaml = text_yaml()
    try:
        old, new = yaml.load(text), yaml.load(written_data(wanted))
        for key in [key for key in old if key not in wanted]:
            del old[key]
        last = -1
        for key in said:
            if key in old:
                old[key] = _merged(old[key], new[key])
                last = list(old).index(key)
            else:
                last += 1
                old.insert(last, key, new[key])
        out = StringIO()
        yaml.dump(old, out)
    except YAMLError as error:
        raise EditError("the file cannot be read") from error
    return out.getvalue()


def _merged(old: Any, new: Any) -> Any:
    """The new value; what of it is as before stays as it was written, and so do its comments."""
    match old, new:
        case _ if old == new:
            return old
        case CommentedMap(), CommentedMap() if _keys(old) == _keys(new):
            for key in _keys(new):
                old[key] = _merged(old[key], new[key])
            return cast(Any, old)
        case CommentedSeq(), CommentedSeq() if _rows(new) and _rows(old):
            at = {row["id"]: i for i, row in enumerate(_rows(old))}
            rows, comments = list(_rows(old)), dict(cast(Any, old).ca.items)
            found = [at.get(row["id"]) for row in _rows(new)]
            old[:] = [row if i is None else _merged(rows[i], row) for i, row in zip(found, _rows(new), strict=True)]
            # A comment behind a row is kept by its number in the list.
            cast(Any, old).ca.items.clear()
            cast(Any, old).ca.items.update({j: comments[i] for j, i in enumerate(found) if i in comments})
            return cast(Any, old)
        case _:
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
