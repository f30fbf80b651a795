"""What each indicator of lechang-2023 gives in a world, worked out from the words of the rubric, without the engine."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from math import floor

from made_world import World

WEIGHTS: Mapping[str, int] = {
    "budget-reasonableness": 5,
    "budget-compliance": 5,
    "budget-planning": 4,
    "budget-soundness": 4,
    "target-coverage": 2,
    "target-reasonableness": 4,
    "target-clarity": 4,
    "expenditure-rate": 3,
    "carryover-rate": 3,
    "idle-funds-change": 3,
    "procurement-rate": 2,
    "financial-compliance": 4,
    "transfer-timeliness": 3,
    "disclosure": 4,
    "project-procedure": 2,
    "project-supervision": 5,
    "asset-allocation": 2,
    "asset-inventory": 2,
    "asset-utilisation": 3,
    "staffing-rate": 2,
    "management-rules": 4,
    "operating-cost-control": 2,
    "three-public-control": 2,
    "budget-adjustment-rate": 2,
    "key-task-completion": 3,
    "target-completion": 3,
    "project-punctuality": 3,
    "effectiveness": 10,
    "petition-handling": 2,
    "public-satisfaction": 3,
}
MOST_BONUS, TOTAL = 3, 100


def claims_of(world: World) -> dict[str, Fraction]:
    """The points of every indicator that is assessed, and of the bonus, to 0.01 half up."""
    full = {name: Fraction(weight) for name, weight in WEIGHTS.items()}
    if world.large_change:
        full["budget-reasonableness"] -= 1
    if world.paid_late:
        full["financial-compliance"] -= 1
    points = {**full, **_by_figures(world)}
    if not world.batches:
        del points["transfer-timeliness"]
    points["bonus"] = Fraction(min(MOST_BONUS, len(world.awards)))
    return {name: rounded(value) for name, value in points.items()}


def total_of(points: Mapping[str, Fraction]) -> Fraction:
    """The total of a report, which bonus points do not lift over 100."""
    return min(Fraction(TOTAL), sum(points.values(), Fraction(0)))


def _by_figures(world: World) -> dict[str, Fraction]:
    carried = Fraction(world.closing, world.opening + world.income)
    idle = Fraction(world.idle_now - world.idle_last, world.idle_last)
    used = Fraction(world.in_use, sum(world.assets))
    content = Fraction(world.satisfied, world.asked)
    over = Fraction(world.three_spent, world.three_budget) - 1
    return {
        "target-coverage": 2 * Fraction(world.with_targets, sum(world.projects)),
        "expenditure-rate": expenditure_weight(world) * min(Fraction(1), Fraction(world.spent, world.income)),
        "carryover-rate": _band(carried, (10, 3), (20, 2), (30, 1)),
        "idle-funds-change": _band(idle, (-15, 3), (0, 2), (15, 1)),
        "procurement-rate": 2 * Fraction(world.bought, world.planned),
        "transfer-timeliness": Fraction(max(0, 3 - world.late)),
        "asset-utilisation": _band(-used, (-90, 3), (-75, 2), (-60, 1)),
        "staffing-rate": Fraction(2 if world.in_post <= world.posts else 0),
        "operating-cost-control": Fraction(2 if world.operating_spent <= world.operating_budget else 0),
        "three-public-control": 2 * max(Fraction(0), 1 - max(Fraction(0), over) * 100 / 6),
        "budget-adjustment-rate": Fraction(0 if abs(world.income - world.initial) * 10 > world.initial else 2),
        "key-task-completion": 3 * Fraction(world.tasks_done, world.tasks),
        "target-completion": 3 * Fraction(world.targets_done, world.targets),
        "project-punctuality": 3 * Fraction(world.on_time, sum(world.projects)),
        "effectiveness": 10 * Fraction(world.effects_done, world.effects),
        "public-satisfaction": _band(-content, (-95, 3), (-90, 2), (-80, 1)),
    }


def _band(value: Fraction, *bands: tuple[int, int]) -> Fraction:
    """The points of the first band, in percent and upwards, whose limit the value does not exceed; else none."""
    return Fraction(next((points for limit, points in bands if value <= Fraction(limit, 100)), 0))


def expenditure_weight(world: World) -> int:
    """3, and the 3 of an indicator that does not apply where no transfer funds are handed down."""
    return 3 if world.batches else 6


def rounded(value: Fraction, step: Fraction = Fraction(1, 100)) -> Fraction:
    """To a multiple of `step`, half up."""
    return floor(value / step + Fraction(1, 2)) * step
