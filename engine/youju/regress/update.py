"""What it takes to copy into a case what the engine makes of it: old and new side by side, and edits of its file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import Literal

from youju.audit.cases import CaseResult
from youju.audit.departments import DepartmentResult
from youju.author.edits import Drop, Edit, EditError, Path, Plain, Put, at_path, plain
from youju.author.splice import edited
from youju.feel import show_number
from youju.regress.outcomes import CaseRun
from youju.rubric import ExpectSpec
from youju.source import Mapping as MappingNode
from youju.source import Node, Place, Scalar, parse_yaml
from youju.structs import Struct, replace

Kept = Literal["decided", "versions"]
_NUMBERS = ("points", "low", "high")


class Copied(Struct):
    """A case and what would be written into it; the paths of the edits begin at the case."""

    tested: CaseRun
    edits: tuple[Edit, ...]


class Left(Struct):
    """A case that is not touched, and why: a person decided it, or its versions come out differently."""

    tested: CaseRun
    why: Kept


def copies(tested: Iterable[CaseRun], decided: bool, pin_blank: bool) -> tuple[tuple[Copied, ...], tuple[Left, ...]]:
    """What would be copied of the cases that fail, and with `pin_blank` of those that wait; decided ones only if so
    `decided`. A whole department is decided where its file is not a pin.
    """
    found: list[Copied] = []
    left: list[Left] = []
    for one in tested:
        if not (one.failed or (pin_blank and one.standing == "blank")):
            continue
        if _answered(one) and not decided:
            left.append(Left(one, "decided"))
        elif len({_came_to(one, i) for i in range(len(one.outcomes))}) > 1:
            left.append(Left(one, "versions"))
        else:
            found.append(Copied(one, tuple(_edits(one))))
    return tuple(found), tuple(left)


def written(text: str, copied: Sequence[Copied]) -> str:
    """The text of a file with all that is copied into it. EditError where its content would not become just that."""
    edits: list[Edit] = []
    for one in copied:
        base = _way(text, one.tested)
        edits.append(Put((*base, "pin"), "true"))
        # `expect:` with nothing behind it is a text, which cannot take keys.
        edits += [Drop((*base, "expect"))] if at_path(plain(text), (*base, "expect")) == "" else []
        edits += [replace(edit, path=(*base, *edit.path)) for edit in one.edits]
    return edited(text, dict.fromkeys(edits))


def expected(text: str, before: str, one: Copied) -> str:
    """What a case expects by the text of its file, on a line; `before` is the text in which its place was told."""
    tested, base = one.tested, (*_way(before, one.tested), "expect")
    if tested.department is not None and tested.indicator is not None:
        base = (*base, "indicators", tested.indicator)
    found = at_path(plain(text), base)
    if tested.department is not None and isinstance(found, dict):
        found = {key: value for key, value in found.items() if key != "indicators"}
    return _on_a_line(found or {})


def _on_a_line(value: Plain) -> str:
    match value:
        case dict():
            return "{" + ", ".join(f"{key}: {_on_a_line(one)}" for key, one in value.items()) + "}"
        case list():
            return "[" + ", ".join(map(_on_a_line, value)) + "]"
        case _:
            return value


def _answered(one: CaseRun) -> bool:
    """Whether a person answers for what the case expects; a file of a department has one mark for all of it."""
    return (one.standing if one.department is None else one.department.model.standing) == "decided"


def _came_to(one: CaseRun, at: int) -> object:
    found = one.outcomes[at].found
    if isinstance(found, CaseResult):
        return replace(found, differences=())
    return (found.total, tuple(found.sections.items()))


def _edits(one: CaseRun) -> Iterator[Edit]:
    found = one.outcomes[-1].found
    if isinstance(found, DepartmentResult):
        yield from _sums(one, found)
        return
    base: Path = ("expect",) if one.department is None else ("expect", "indicators", one.indicator or "")
    expect = one.expect or ExpectSpec()
    if expect == ExpectSpec():
        yield from _fresh(base, found)
        return
    yield from _numbers(base, expect, found)
    # What has a range, or does not apply, says so from now on.
    if expect.status is not None or found.status != "scored":
        yield Put((*base, "status"), found.status)
    yield from _rules(base, expect, found)


def _fresh(base: Path, found: CaseResult) -> Iterator[Edit]:
    yield Put((*base, "points"), show_number(found.points))
    if len(found.rules) == 1:
        yield Put((*base, "rule"), found.rules[0])
    else:
        yield from (Put((*base, "rules", i), rule) for i, rule in enumerate(found.rules))
    if found.status != "scored":
        yield Put((*base, "status"), found.status)
    if found.status == "undetermined":
        yield Put((*base, "low"), show_number(found.low))
        yield Put((*base, "high"), show_number(found.high))


def _numbers(base: Path, expect: ExpectSpec, found: CaseResult) -> Iterator[Edit]:
    values: dict[str, Fraction] = {"points": found.points, "low": found.low, "high": found.high}
    named = [key for key in _NUMBERS if getattr(expect, key) is not None]
    for key in named or ["points"]:
        if getattr(expect, key) != values[key]:
            yield Put((*base, key), show_number(values[key]))


def _rules(base: Path, expect: ExpectSpec, found: CaseResult) -> Iterator[Edit]:
    """The rules that gave points, in the form in which rules were expected; what no longer fits that form goes."""
    rules = found.rules
    if expect.rule is not None and len(rules) == 1:
        yield Put((*base, "rule"), rules[0])
    elif expect.rule is not None:
        if expect.rules is None:
            yield from (Put((*base, "rules", i), rule) for i, rule in enumerate(rules))
        yield Drop((*base, "rule"))
    if expect.rules is not None:
        yield from (Put((*base, "rules", i), rule) for i, rule in enumerate(rules))
        yield from (Drop((*base, "rules", i)) for i in range(len(expect.rules) - 1, len(rules) - 1, -1))


def _sums(one: CaseRun, found: DepartmentResult) -> Iterator[Edit]:
    whole = one.department.model.expect if one.department is not None else None
    blank = one.standing == "blank"
    if whole is not None and (blank or (whole.total is not None and whole.total != found.total)):
        yield Put(("expect", "total"), show_number(found.total))
    for name, points in found.sections.items():
        if whole is not None and (blank or (name in whole.sections and whole.sections[name] != points)):
            yield Put(("expect", "sections", name), show_number(points))


def _way(text: str, tested: CaseRun) -> Path:
    """The way to a case in its file; to that of a whole department there is none to go."""
    if tested.department is not None:
        return ()
    node, _ = parse_yaml(text, "")
    found = None if node is None else _path_to(node, tested.place)
    if found is None:
        raise EditError("the case is not where it was")
    return found


def _path_to(node: Node, place: Place, path: Path = ()) -> Path | None:
    """The way to the mapping that stands at a place of a file, whatever file it was called then."""
    if isinstance(node, Scalar):
        return None
    if isinstance(node, MappingNode):
        if (node.place.line, node.place.column) == (place.line, place.column) and path:
            return path
        parts: Iterable[tuple[str | int, Node]] = ((key.text, value) for key, value in node.entries)
    else:
        parts = enumerate(node.items)
    return next((way for step, part in parts if (way := _path_to(part, place, (*path, step))) is not None), None)
