"""Effective weights and shares as FEEL: where the weight goes of what does not apply, read off the transfers."""

from __future__ import annotations

from collections.abc import Mapping

from youju.feel import show_number
from youju.publish.dmn.names import Key, Names
from youju.rubric import Indicator, Rubric, TransferSpec
from youju.structs import Struct

_Landing = str | TransferSpec


class Formula(Struct):
    """An expression in FEEL and what it reads."""

    text: str
    reads: tuple[Key, ...]


_NOTHING = Formula("0", ())


def weight_formula(rubric: Rubric, indicator: Indicator, called: Names) -> Formula:
    """The weight that an indicator's rules see: none where it does not apply, and what is moved to it by `to`."""
    own, arriving = show_number(indicator.weight), _arriving(rubric, indicator.id, called)
    text = " + ".join([own, *(part.text for part in arriving)])
    reads = tuple(key for part in arriving for key in part.reads)
    if indicator.applies is None:
        return Formula(text, tuple(dict.fromkeys(reads)))
    key: Key = ("applies", indicator.id)
    return Formula(f"if {called[key]} = false then 0 else {text}", tuple(dict.fromkeys((key, *reads))))


def share_formula(rubric: Rubric, transfer: TransferSpec, called: Names) -> Formula:
    """By what part the points of those count for more that share the weights which come to rest at a transfer."""
    arriving = _arriving(rubric, transfer, called)
    weights: list[Key] = [("weight", one.id) for one in sharing(rubric, transfer)]
    moved = " + ".join(part.text for part in arriving)
    total = " + ".join(called[key] for key in weights)
    reads = dict.fromkeys([*(key for part in arriving for key in part.reads), *weights])
    return Formula(f"({moved}) / ({total})", tuple(reads))


def sharing(rubric: Rubric, transfer: TransferSpec) -> tuple[Indicator, ...]:
    """The indicators among which a transfer shares; those of them that do not apply weigh nothing."""
    return tuple(one for one in rubric.weighted if transfer.share in (None, one.group, one.section))


def shares_of(rubric: Rubric, indicator: Indicator) -> tuple[Key, ...]:
    """The shares by which an indicator's points may count for more."""
    shared = [one for one in rubric.transfers if not one.to]
    return tuple(("share", one.id) for one in shared if indicator in sharing(rubric, one))


def _arriving(rubric: Rubric, target: _Landing, called: Names) -> list[Formula]:
    """The weights that may come to rest at a target, each with the condition under which it does."""
    transfers = {one.from_: one for one in rubric.transfers}
    walks = [_Walk(rubric, transfers, called, origin, target) for origin in transfers if origin != target]
    found = [walk.landing((walk.origin,), frozenset({walk.origin})) for walk in walks]
    return [Formula(f"({one.text})", one.reads) for one in found if one != _NOTHING]


class _Walk(Struct):
    """The way of one indicator's weight, as it is gone when transfers are fired, towards one target."""

    rubric: Rubric
    transfers: Mapping[str, TransferSpec]
    called: Names
    origin: str
    target: _Landing

    def landing(self, frontier: tuple[str, ...], seen: frozenset[str]) -> Formula:
        """The weight if it comes to rest at the target, else 0, from the first of the frontier on."""
        if not frontier:
            return _NOTHING
        name, *rest = frontier
        here = self._weight(name == self.target)
        if self.rubric.indicators[name].applies is None:
            return here
        transfer = self.transfers.get(name)
        if transfer is not None and not transfer.to:
            beyond = self._weight(transfer is self.target)
        else:
            steps = tuple(step for step in (transfer.to if transfer else ()) if step not in seen)
            beyond = self.landing((*rest, *steps), seen | set(steps))
        if here == beyond:
            return here
        key: Key = ("applies", name)
        text = f"if {self.called[key]} = false then {beyond.text} else {here.text}"
        return Formula(text, (key, *beyond.reads))

    def _weight(self, arrived: bool) -> Formula:
        return Formula(show_number(self.rubric.indicators[self.origin].weight), ()) if arrived else _NOTHING
