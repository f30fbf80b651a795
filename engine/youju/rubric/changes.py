"""A file with its changes: the nodes it has from each day on, before anything of it is decoded."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from youju.rubric.patch import edits, patched
from youju.rubric.rests import BASIS, resting
from youju.rubric.spec import ChangeSpec
from youju.source import Decoded, Diagnostic, Mapping, Node, Scalar, Sequence, decode
from youju.structs import Struct

CHANGES, IN_FORCE = "changes", "in_force"


class Change(Struct):
    """What is otherwise from a day on, and the whole file as it then is.

    `edited` is the file as `set` and `drop` leave it, `after` also rests on the basis of the change.
    """

    day: date
    at: Scalar
    written: Decoded[ChangeSpec]
    edited: Mapping
    after: Mapping


class DatedFile(Struct):
    """An authored file: its name in messages, its nodes to begin with, its changes in the order of their days.

    `lines` are those on which the changes stand.
    """

    shown: str
    base: Mapping
    changes: tuple[Change, ...] = ()
    lines: range = range(0)

    def since(self, start: date | None) -> Mapping:
        """The file with every change up to a day, the changes of the day itself included; None: before all of them."""
        states = [change.after for change in self.changes if start is not None and change.day <= start]
        return states[-1] if states else self.base

    @property
    def states(self) -> tuple[Mapping, ...]:
        """Every form the file has had."""
        return (self.base, *(change.after for change in self.changes))


def dated_file(node: Mapping, shown: str) -> tuple[DatedFile, tuple[Diagnostic, ...]]:
    """A file with its changes worked out, and what is wrong with them; then it stands without any."""
    base = Mapping({key: entry for key, entry in node.by_key.items() if key != CHANGES}, node.place)
    plain = DatedFile(shown, base)
    if node.get(CHANGES) is None:
        return plain, ()
    written, problems = _written(node)
    problems = (*problems, *_order(written), *_empty(written))
    if problems:
        return plain, problems
    changes: list[Change] = []
    for start, at, one in written:
        before = changes[-1].after if changes else base
        change, basis = edits(one.node.get("set"), one.node.get("drop")), one.node.get(BASIS)
        edited, found = patched(before, change)
        problems = (*problems, *found)
        after = resting(edited, change, basis) if isinstance(basis, Sequence) else edited
        changes.append(Change(start, at, one, edited, after))
    return (plain, problems) if problems else (DatedFile(shown, base, tuple(changes), _lines(node)), ())


def _lines(node: Mapping) -> range:
    """The lines from `changes` to the next key of the file, or to its end."""
    starts = [key.place.line for key, _ in node.entries]
    first = next(key.place.line for key, _ in node.entries if key.text == CHANGES)
    return range(first, min((line for line in starts if line > first), default=sys.maxsize))


_Written = tuple[date, Scalar, Decoded[ChangeSpec]]


def _written(node: Mapping) -> tuple[tuple[_Written, ...], tuple[Diagnostic, ...]]:
    """The changes of a file as written, and what is wrong with their form."""
    listed = node.get(CHANGES)
    if not isinstance(listed, Sequence) or not all(isinstance(item, Mapping) for item in listed.items):
        place = listed.place if listed is not None else node.place
        zh, en = (
            "changes 应当是列表，每项有 from、because、basis",
            "`changes` takes a list of `from`, `because`, `basis`",
        )
        return (), (Diagnostic(place, "source-bad-value", f"值不合要求：{zh}", f"bad value: {en}"),)
    found: list[_Written] = []
    problems: list[Diagnostic] = []
    for item in listed.items:
        decoded, wrong = decode(item, ChangeSpec) if isinstance(item, Mapping) else (None, ())
        problems.extend(wrong)
        at = item.get("from") if isinstance(item, Mapping) else None
        if decoded is not None and isinstance(at, Scalar):
            found.append((decoded.model.from_, at, decoded))
    return tuple(found), tuple(problems)


def items(node: Node | None) -> Iterator[Mapping]:
    """The mappings of a list; of anything else none."""
    if isinstance(node, Sequence):
        yield from (item for item in node.items if isinstance(item, Mapping))


def _order(written: tuple[_Written, ...]) -> Iterator[Diagnostic]:
    """Days rise from change to change."""
    for (last, _, _), (found, at, _) in pairwise(written):
        if found == last:
            zh, en = f"{found} 已有一次改动，同一天的写在一起", f"`{found}` has a change already; join the two"
            yield Diagnostic(at.place, "rubric-change-twice", zh, en)
        elif found < last:
            zh, en = f"改动按日期先后写：上一次是 {last}", f"changes stand in the order of their days; before is {last}"
            yield Diagnostic(at.place, "rubric-change-order", zh, en)


def _empty(written: tuple[_Written, ...]) -> Iterator[Diagnostic]:
    for found, at, one in written:
        if not one.model.set and not one.model.drop:
            zh, en = f"{found} 的改动没有写改什么", f"the change of {found} changes nothing"
            yield Diagnostic(at.place, "rubric-change-empty", zh, en)
