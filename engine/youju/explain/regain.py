"""What would win an indicator's lost points back: the smallest changes of facts, and how far its score stays."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import combinations, product

from youju.audit import Audit
from youju.explain.answers import Change, Regain, Stay, Way
from youju.explain.jointly import fewest, jointly
from youju.explain.levels import Levels, furthest, levels, reach, stay, step_of
from youju.explain.scene import Scene
from youju.explain.scoring import Scored, Scoring
from youju.feel import Value
from youju.structs import replace

ZERO = Fraction(0)
MOST_FACTS = 10
"""Of how many facts all combinations are tried; of more only those of two, and all together."""
MOST_WAYS = 5


def regain(audit: Audit, indicator_id: str) -> Regain:
    """How an indicator's lost points would be won back; KeyError where the rubric has no such indicator.

    Every way was tried with `Scoring.at`: it reaches the target, and with a step less of any of its changes it does
    not. An adjustment has lost nothing; of what does not apply nothing is said.
    """
    indicator, row = audit.rubric.indicators[indicator_id], audit.ledger.row(indicator_id)
    if row.status == "not_applicable":
        return Regain(indicator_id, row.points, ZERO, row.points, (), ())
    scene = Scene(audit.once(Scoring), indicator)
    now = scene.score({})
    stays = tuple(_stays(scene))
    if indicator.adjustment or row.points >= row.effective_weight:
        return Regain(indicator_id, row.points, ZERO, row.points, (), stays, missing=scene.missing)
    target, ways, exact = _to_the_most(scene, row.effective_weight)
    return Regain(
        indicator_id, row.points, target - row.points, target, ways[:MOST_WAYS], stays, exact,
        nearer=_nearer(scene, target), missing=scene.missing, ruled=now.points - row.points,
    )  # fmt: skip


def losing(audit: Audit) -> tuple[str, ...]:
    """The indicators that apply and have less than their weight, in the rubric's order; no adjustments."""
    short = {row.indicator for row in audit.ledger.rows if row.points < row.effective_weight}
    return tuple(one.id for one in audit.rubric.weighted if one.id in short)


def _stays(scene: Scene) -> Iterator[Stay]:
    """How far each known number may move with the score as it is; not where it makes no difference at all."""
    for found in scene.alone.values():
        held = stay(found)
        if held is not None and (held.low, held.high) != (None, None) and not _only_undecided(found, held):
            yield held


def _only_undecided(found: Levels, held: Stay) -> bool:
    """Whether one value alone is kept, and beside it the points are the same but undecided: of that nothing is said."""
    around = (value for value in (held.value - held.step, held.value + held.step))
    inside = (value for value in around if found.spans[0].first <= value <= found.spans[-1].last)
    here = found.at(held.value).points
    return held.low == held.high and any(found.at(value).points == here for value in inside)


def _to_the_most(scene: Scene, full: Fraction) -> tuple[Fraction, tuple[Way, ...], bool]:
    """The most that can be had up to the full points, the ways to it, and whether these are all and the smallest."""
    if scene.wins(scene.score({}), full):
        return full, (), True  # only rulings took points
    ways, exact = _ways(scene, full)
    if scene.missing:
        # What is not known is to be found out, not to be changed.
        return full, tuple(way for way in ways if not _facts(way) & set(scene.missing)), False
    if ways or not exact:
        return full, ways, exact
    # The rules never give the full points: the most that facts alone or together are seen to give.
    most = max(_best_seen(scene), default=ZERO)
    if most <= scene.score({}).points:
        return scene.score({}).points, (), exact
    return most, *_ways(scene, most)


def _best_seen(scene: Scene) -> Iterator[Fraction]:
    for found in scene.alone.values():
        ends = (end for span in found.spans for end in (span.at_first, span.at_last))
        yield from (end.points for end in ends if scene.wins(end, ZERO))
    answers = [name for name in scene.movable if not scene.is_number(name)]
    if len(answers) <= MOST_FACTS:
        for values in product((True, False), repeat=len(answers)):
            scored = scene.score(dict(zip(answers, values, strict=True)))
            if scene.wins(scored, ZERO):
                yield scored.points


def _ways(scene: Scene, target: Fraction) -> tuple[tuple[Way, ...], bool]:
    """The ways to a target by the number of facts that change, none with all the facts of a smaller one."""
    movable = scene.movable
    if len(movable) > MOST_FACTS and (proved := _fewest(scene, target)) is not None:
        return proved
    found: list[Way] = []
    exact = True
    most = len(movable) if len(movable) <= MOST_FACTS else 2
    for size in range(1, most + 1):
        smaller = [_facts(way) for way in found]
        for chosen in combinations(movable, size):
            if any(facts <= set(chosen) for facts in smaller):
                continue
            ways, sure = _together(scene, chosen, target)
            found += ways
            exact = exact and sure
    if most < len(movable):
        exact = False
        found += _all_answers(scene, target) if not found else []
    return tuple(sorted(found, key=_order)), exact


def _fewest(scene: Scene, target: Fraction) -> tuple[tuple[Way, ...], bool] | None:
    """The ways by the fewest of many facts, by the solver, and whether these are all; None where it is not at hand."""
    found = fewest(scene.scoring, scene.indicator, scene.movable, target)
    if found is None:
        return None
    steps = _steps(scene, [name for name in scene.movable if scene.is_number(name)])
    ways = [
        _way(scene, changes, {name: steps[name] for name in changes if name in steps}, scene.score(changes))
        for changes in found[0]
    ]
    return tuple(sorted((way for way in ways if _tight(scene, way, target)), key=_order)), found[1]


def _facts(way: Way) -> frozenset[str]:
    return frozenset(change.fact for change in way.changes)


def _order(way: Way) -> tuple[int, int, Fraction]:
    """The fewest facts first; of those what can be put right, then the smaller change."""
    settled = max((change.remedy != "rectifiable") + (change.remedy == "fixed") for change in way.changes)
    size = sum((_size(change) for change in way.changes), ZERO)
    return len(way.changes), settled, size


def _size(change: Change) -> Fraction:
    """By what part of itself a number changes."""
    before, after = change.before, change.after
    if not isinstance(before, Fraction) or not isinstance(after, Fraction):
        return ZERO
    return abs(after - before) / max(abs(before), Fraction(1))


def _together(scene: Scene, chosen: Sequence[str], target: Fraction) -> tuple[list[Way], bool]:
    """The ways that change exactly these facts, and whether they are all; where two numbers move, the least in all."""
    numbers = [name for name in chosen if scene.is_number(name)]
    answers = [name for name in chosen if name not in numbers]
    if len(numbers) > 1:
        changes, proved = jointly(scene.scoring, scene.indicator, chosen, target)
        ways = [] if changes is None else [_way(scene, changes, _steps(scene, numbers), scene.score(changes))]
        return [way for way in ways if _tight(scene, way, target)], proved
    found: list[Way] = []
    exact = True
    for values in product((True, False), repeat=len(answers)):
        changed: dict[str, Value] = dict(zip(answers, values, strict=True))
        if any(scene.value(name) == value for name, value in changed.items()):
            continue
        if not numbers:
            scored = scene.score(changed)
            found += [_way(scene, changed, {}, scored)] if scene.wins(scored, target) else []
            continue
        over = levels(scene.scoring, scene.indicator, numbers[0], changed)
        if over is None:
            exact = False
            continue
        near = reach(over, lambda scored: scene.wins(scored, target))
        exact = exact and near.exact
        for value in (near.below, near.above):
            if value is not None and value != over.present:
                far = furthest(over, value, value is near.above, lambda scored: scene.wins(scored, target))
                way = _way(scene, {**changed, over.fact: value}, {over.fact: over.step}, over.at(value))
                found.append(_up_to(way, over.fact, far))
    return [way for way in found if _tight(scene, way, target)], exact


def _steps(scene: Scene, numbers: Sequence[str]) -> dict[str, Fraction]:
    """The step of each of these numbers, as fine as its value."""
    facts = scene.scoring.audit.rubric.dictionary.facts
    values = ((name, scene.value(name)) for name in numbers)
    found = {name: step_of(facts[name], value) for name, value in values if isinstance(value, Fraction)}
    return {name: step for name, step in found.items() if step is not None}


def _tight(scene: Scene, way: Way, target: Fraction) -> bool:
    """Whether a way reaches its target, and with one step less, or without one of its changes, does not."""
    after: dict[str, Value] = {change.fact: change.after for change in way.changes}
    if not scene.wins(scene.score(after), target):
        return False
    return not any(scene.wins(scene.score({**after, change.fact: _one_less(change)}), target) for change in way.changes)


def _one_less(change: Change) -> Value:
    before, after, step = change.before, change.after, change.step
    if step is None or not isinstance(before, Fraction) or not isinstance(after, Fraction):
        return before
    return after - step if after > before else after + step


def _way(scene: Scene, changed: Mapping[str, Value], steps: Mapping[str, Fraction], scored: Scored) -> Way:
    facts = scene.scoring.audit.rubric.dictionary.facts
    changes = (
        Change(name, scene.value(name), value, steps.get(name), facts[name].remedy, _exactly(value))
        for name, value in changed.items()
    )
    return Way(tuple(changes), scored.points)


def _exactly(value: Value) -> Fraction | None:
    return value if isinstance(value, Fraction) else None


def _up_to(way: Way, fact: str, far: Fraction | None) -> Way:
    """The same with how far the values of one fact reach that do as well."""
    return replace(way, changes=tuple(replace(one, far=far) if one.fact == fact else one for one in way.changes))


def _all_answers(scene: Scene, target: Fraction) -> list[Way]:
    """Of many yes/no facts: all of them, then without each that is not needed. No change of it can be left out."""
    held: dict[str, Value] = {
        name: True for name in scene.movable if not scene.is_number(name) and scene.value(name) is not True
    }
    if not scene.wins(scene.score(held), target):
        return []
    for name in tuple(held):
        rest = {key: value for key, value in held.items() if key != name}
        held = rest if scene.wins(scene.score(rest), target) else held
    return [_way(scene, held, {}, scene.score(held))] if held else []


def _nearer(scene: Scene, target: Fraction) -> tuple[Way, ...]:
    """The next step up of each number where there are steps between the present points and the target, as of bands
    and of whole units; where points run on, by a hundredth with every hundredth, there is none."""
    now = scene.score({}).points
    found: list[Way] = []
    for over in scene.alone.values():
        if over.present is None:
            continue
        least = now + scene.indicator.round
        near = reach(over, lambda scored: scene.wins(scored, least) and scored.points > least)  # noqa: B023 - at once
        if not near.exact:
            continue
        for value in (near.below, near.above):
            if value is not None and _stepped(over, value, now, scene.kind(over.fact) == "count"):
                way = _way(scene, {over.fact: value}, {over.fact: over.step}, over.at(value))
                far = furthest(over, value, value is near.above, lambda scored: scene.wins(scored, way.points))  # noqa: B023
                found += [_up_to(way, over.fact, far)] if way.points < target else []
    return tuple(sorted(found, key=_order))[:MOST_WAYS]


def _stepped(over: Levels, value: Fraction, now: Fraction, counted: bool) -> bool:
    """Whether the points go up at a value all at once, and then stay, unless single things are counted: where every
    hundredth of an amount gives some there is no level."""
    assert over.present is not None, "seen to by the caller"
    ahead = over.step if value > over.present else -over.step
    if over.at(value - ahead).points > now:
        return False
    inside = over.spans[0].first <= value + ahead <= over.spans[-1].last
    return counted or (inside and over.at(value + ahead).points == over.at(value).points)
