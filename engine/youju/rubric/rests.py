"""What a file rests on after a change: the basis of the change, beside what was there before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from youju.rubric.patch import Edit, Steps, name_of, patched
from youju.source import Mapping, Node, Scalar
from youju.source import Sequence as SequenceNode

BASIS = "basis"
# Lists whose items rest on a basis of their own, whether they have one yet or not.
_RESTING = frozenset({"transfers", "caps", "accept", "checks"})


def resting(node: Mapping, change: Sequence[Edit], basis: SequenceNode) -> Mapping:
    """A file after a change, its basis added to a card's own and to that of each part on the way to what changed.

    Where the change itself says what is rested on nothing is added, nor what is there already.
    """
    said = {edit.path[:-1] for edit in change if edit.path[-1] == BASIS}
    for steps in _owners(node, change):
        if tuple(step.text for step in steps) not in said:
            node, _ = patched(node, [_added(steps, _part(node, steps), basis)])
    return node


def _owners(node: Mapping, change: Sequence[Edit]) -> Iterator[Steps]:
    """The ways to whatever rests on something and was changed, each once."""
    if "indicator" in node.by_key:
        yield ()
    ways = {edit.path[:n]: edit.steps[:n] for edit in change for n in range(1, len(edit.path))}
    for path, steps in ways.items():
        owner = _part(node, steps)
        named = len(path) == 2 and path[0] in _RESTING
        if isinstance(owner, Mapping) and (named or isinstance(owner.get(BASIS), SequenceNode)):
            yield steps


def _part(node: Node | None, steps: Steps) -> Node | None:
    for step in steps:
        match node:
            case Mapping():
                node = node.get(step.text)
            case SequenceNode():
                node = next((item for item in node.items if name_of(item) == step.text), None)
            case _:
                return None
    return node


def _added(steps: Steps, owner: Node | None, basis: SequenceNode) -> Edit:
    """The edit that puts a basis behind the one there is; each item keeps the place it was written at."""
    before = owner.get(BASIS) if isinstance(owner, Mapping) else None
    old = before.items if isinstance(before, SequenceNode) else ()
    known = [_words(item) for item in old]
    new = tuple(item for item in basis.items if _words(item) not in known)
    key = owner.key(BASIS) if isinstance(owner, Mapping) else None
    place = before.place if before is not None else basis.place
    return Edit((*steps, key or Scalar(BASIS, place, exact=False)), SequenceNode((*old, *new), place))


def _words(item: Node) -> dict[str, str]:
    entries = item.entries if isinstance(item, Mapping) else ()
    return {key.text: value.text for key, value in entries if isinstance(value, Scalar)}
