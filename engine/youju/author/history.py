"""What changed in a rubric when: of each change the parts that are otherwise, before and after, by their paths."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from youju.rubric import Authored, Basis, Change, DatedFile, Text, Versions
from youju.rubric.changes import dated_file, items
from youju.rubric.patch import name_of
from youju.source import Mapping, Node, Scalar, Sequence, parse_yaml
from youju.structs import Struct, replace

ORDER = "order"


class Part(Struct):
    """A part of a file before and after; None: not there.

    A list whose items moved, or with a new one that is not the last, also has its names under `order`.
    """

    path: tuple[str, ...]
    before: Node | None
    after: Node | None

    def mentions(self, name: str) -> bool:
        """Whether a name stands in the path or anywhere in what was or is there."""
        return name in self.path or name in _words(self.before) or name in _words(self.after)


class Changed(Struct):
    """What one file's change of one day does. `indicator` is the card's own, None for other files."""

    day: date
    file: str
    indicator: str | None
    because: Text
    basis: tuple[Basis, ...]
    parts: tuple[Part, ...]


def history(version: Versions | Authored, indicator: str | None = None) -> tuple[Changed, ...]:
    """Every change in the order of days and files; of one indicator those of its card and those that mention it.

    Of a single version those that led to it.
    """
    start = version.span.start if isinstance(version, Authored) else date.max
    steps = (_changed(file, change, before) for file in version.files for change, before in _steps(file))
    found = [one for one in steps if start is not None and one.day <= start]
    found.sort(key=lambda one: one.day)
    if indicator is None:
        return tuple(found)
    narrowed = (
        one
        if one.indicator == indicator
        else replace(one, parts=tuple(part for part in one.parts if part.mentions(indicator)))
        for one in found
    )
    return tuple(one for one in narrowed if one.parts or one.indicator == indicator)


def parts(before: Node | None, after: Node | None, path: tuple[str, ...] = ()) -> Iterator[Part]:
    """The smallest parts in which two nodes differ; items of a list are told apart by their ids."""
    match before, after:
        case Mapping(), Mapping():
            for key in dict.fromkeys([*before.by_key, *after.by_key]):
                yield from parts(before.get(key), after.get(key), (*path, key))
        case Sequence(), Sequence() if (old := _named(before)) is not None and (new := _named(after)) is not None:
            for name in dict.fromkeys([*old, *new]):
                yield from parts(old.get(name), new.get(name), (*path, name))
            appended = [*(name for name in old if name in new), *(name for name in new if name not in old)]
            if list(new) != appended:
                yield Part((*path, ORDER), _names(before, list(old)), _names(after, list(new)))
        case Sequence(), Sequence():
            gone = [item for item in before.items if not _among(item, after.items)]
            come = [item for item in after.items if not _among(item, before.items)]
            yield from (Part(path, item, None) for item in gone)
            yield from (Part(path, None, item) for item in come)
            if not gone and not come and as_json(before) != as_json(after):
                # The same items in another order, or another number of times: only the whole list shows it.
                yield Part(path, before, after)
        case _:
            if as_json(before) != as_json(after):
                yield Part(path, before, after)


def as_json(node: Node | None) -> Any:
    """A node as plain JSON: texts, lists, mappings; None where there is none."""
    match node:
        case Scalar(text):
            return text
        case Sequence(items):
            return [as_json(item) for item in items]
        case Mapping():
            return {key.text: as_json(value) for key, value in node.entries}
        case None:
            return None


def _steps(file: DatedFile) -> Iterator[tuple[Change, Mapping]]:
    """The changes of a file, each with the file before it."""
    yield from zip(file.changes, file.states, strict=False)


def _changed(file: DatedFile, change: Change, before: Mapping) -> Changed:
    indicator, spec = before.get("indicator"), change.written.model
    return Changed(
        day=change.day,
        file=file.shown.partition("/")[2],
        indicator=indicator.text if isinstance(indicator, Scalar) else None,
        because=spec.because,
        basis=spec.basis,
        parts=tuple(parts(before, change.edited)),
    )


def _named(node: Sequence) -> dict[str, Node] | None:
    """The items of a list by name; None where one has none, or two have the same."""
    found = {name: item for item in node.items if (name := name_of(item)) is not None}
    return found if len(found) == len(node.items) else None


def _names(node: Sequence, names: list[str]) -> Sequence:
    return Sequence(tuple(Scalar(name, node.place, exact=False) for name in names), node.place)


def _among(item: Node, items: tuple[Node, ...]) -> bool:
    return any(as_json(item) == as_json(other) for other in items)


def _words(node: Node | None) -> set[str]:
    match node:
        case Scalar(text):
            return {text}
        case Sequence(items):
            return {word for item in items for word in _words(item)}
        case Mapping():
            return {word for _, value in node.entries for word in _words(value)}
        case None:
            return set()


def days_without(text: str, indicator: str) -> tuple[date, ...]:
    """The days of changes of a rubric.yaml from which it lists an indicator no more that it lists at first."""
    node, problems = parse_yaml(text, "")
    if node is None or problems:
        return ()
    file, _ = dated_file(node, "")
    return tuple(change.day for change in file.changes if indicator not in _listed_in(change.after))


def _listed_in(node: Mapping) -> set[str]:
    """Every indicator that a rubric.yaml lists."""
    groups = [group for section in items(node.get("sections")) for group in items(section.get("groups"))]
    lists = [*(group.get("indicators") for group in groups), node.get("adjustments")]
    return {
        one.text for found in lists if isinstance(found, Sequence) for one in found.items if isinstance(one, Scalar)
    }
