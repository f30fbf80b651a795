"""Errors among the figures of a text: sums, counts, rates, growth, units, and two values of one fact."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from random import Random

from made_hand import Marked
from made_planted import Plant, Planted, altered, append, number_in, planted, present
from made_world import World

PARTS = (
    "staff.a", "staff.hired", "income.a", "income.b", "uses.u0", "uses.u2", "plans.p1", "visits.a", "visits.c",
    "permits.a", "petition.b", "assets.a", "three.a",
)  # fmt: skip


def part_too_large(world: World, report: Marked, rng: Random) -> Planted | None:
    key = rng.choice(present(report, *PARTS))
    return planted(report.change(key, lambda old: altered(old, _more(rng))), "sum-differs", key)


def part_too_small(world: World, report: Marked, rng: Random) -> Planted | None:
    keys = [one for one in present(report, *PARTS) if number_in(report.words(one)) > 4 and _told_whole(report, one)]
    if not keys:
        return None
    key = rng.choice(keys)
    return planted(report.change(key, lambda old: altered(old, _less(rng))), "sum-differs", key)


def total_of_a_sum(world: World, report: Marked, rng: Random) -> Planted | None:
    totals = present(report, "staff.posts", "uses.all", "visits.all", "permits.all", "petition.total")
    keys = [one for one in totals if _told_whole(report, one)]
    if not keys:
        return None
    key = rng.choice(keys)
    return planted(report.change(key, lambda old: altered(old, _more(rng))), "sum-differs", key)


def _told_whole(report: Marked, key: str) -> bool:
    """Whether the list is told as whole: behind 其中 and 包括 it may name some of the parts, and less is no error."""
    return key in ("staff.posts", "staff.a") or not any(word in report.sentence(key) for word in ("其中", "包括"))


def count_of_a_list(world: World, report: Marked, rng: Random) -> Planted | None:
    key = rng.choice(["duties.n", "training.n"])
    return planted(report.change(key, lambda old: altered(old, lambda n: n - 1)), "count-differs", key)


def rate_of_completion(world: World, report: Marked, rng: Random) -> Planted | None:
    by = Decimal(rng.choice([-7, -5, -3]))
    return planted(
        report.change("hazards.rate", lambda old: altered(old, lambda n: n + by)), "rate-differs", "hazards.rate"
    )


def share_of_a_whole(world: World, report: Marked, rng: Random) -> Planted | None:
    keys = present(report, "shares.basic")
    if not keys:
        return None
    return planted(report.change(keys[0], lambda old: altered(old, lambda n: n + 4)), "rate-differs", keys[0])


def more_done_than_found(world: World, report: Marked, rng: Random) -> Planted | None:
    more = Decimal(world.hazards - world.rectified + rng.randint(2, 9))
    spoilt = report.change("hazards.done", lambda old: altered(old, lambda n: n + more))
    return planted(spoilt, ("part-exceeds-whole", "rate-differs"), "hazards.done")


def rate_of_growth(world: World, report: Marked, rng: Random) -> Planted | None:
    key = rng.choice(["basic-growth.rate", "project-growth.rate", "handled.rate"])
    return planted(report.change(key, lambda old: altered(old, lambda n: n + 3)), "growth-differs", key)


def amount_of_growth(world: World, report: Marked, rng: Random) -> Planted | None:
    key = rng.choice(["basic-growth.gap", "project-growth.gap", "handled.gap"])
    spoilt = report.change(key, lambda old: altered(old, lambda n: n * Decimal("1.2") + 5))
    return planted(spoilt, ("growth-differs", "difference-differs"), key)


def difference_of_rates(world: World, report: Marked, rng: Random) -> Planted | None:
    return planted(
        report.change("cover.gap", lambda old: altered(old, lambda n: n + 1)), "difference-differs", "cover.gap"
    )


def unit_mixed(world: World, report: Marked, rng: Random) -> Planted | None:
    key = rng.choice(present(report, "income.a", "uses.u1", "uses.u3", "assets.b"))

    def other(old: str) -> str:
        return old.replace("万元", "元") if "万元" in old else old.replace("元", "万元")

    return planted(report.change(key, other), "units-mixed", key)


def another_value(world: World, report: Marked, rng: Random) -> Planted | None:
    """A fact that the narrative states otherwise than the chapters with the figures."""
    spoken = {
        "three.spent": "全年“三公”经费支出{}。",
        "staff-rate.posts": "本局核定编制{}。",
        "adjusted.adjusted": "年中调整后预算{}，为各项工作提供了保障。",
        "staff-rate.there": "年末在职人员{}，队伍保持稳定。",
    }
    key = rng.choice(list(spoken))
    words = altered(report.words(key), _more(rng))
    return planted(append(report, "achievements", spoken[key].format(words)), "conflicting-statements", "planted")


def printed_rate(world: World, report: Marked, rng: Random) -> Planted | None:
    spoilt = report.change("staff-rate.rate", lambda old: altered(old, lambda n: n - 6))
    return planted(spoilt, "staffing-rate-not-from-figures", "staff-rate.rate")


def rate_of_an_indicator(world: World, report: Marked, rng: Random) -> Planted | None:
    keys = ["coverage", "paid", "bought", "assets", "operating", "three", "tasks", "targets", "punctual", "content"]
    key = f"{rng.choice(keys)}.rate"
    spoilt = report.change(key, lambda old: altered(old, lambda n: n - 8))
    return planted(spoilt, ("printed-rate-differs", "rate-differs"), key)


def lowered(world: World) -> World:
    """The same year after a much smaller initial budget, of which the report does not speak as a large change."""
    return replace(world, initial=world.income * 100 // 137, large_change=False)


def adjustment_denied(world: World, report: Marked, rng: Random) -> Planted | None:
    return planted(report, "adjustment-denied", "reasonable.steady")


def _more(rng: Random) -> Callable[[Decimal], Decimal]:
    share = Decimal(rng.randint(6, 25)) / 100
    return lambda n: n + max(Decimal(2), (n * share).quantize(Decimal(1)))


def _less(rng: Random) -> Callable[[Decimal], Decimal]:
    share = Decimal(rng.randint(6, 25)) / 100
    return lambda n: n - max(Decimal(2), (n * share).quantize(Decimal(1)))


FIGURES: dict[str, Plant] = {
    "a part of a sum is too large": part_too_large,
    "a part of a sum is too small": part_too_small,
    "the total of a sum is too large": total_of_a_sum,
    "the count of a list": count_of_a_list,
    "a rate of completion": rate_of_completion,
    "a share": share_of_a_whole,
    "more done than found": more_done_than_found,
    "a rate of growth": rate_of_growth,
    "an amount of growth": amount_of_growth,
    "a difference of rates": difference_of_rates,
    "a unit ten thousand times too small or large": unit_mixed,
    "another value in the narrative": another_value,
    "the staffing rate": printed_rate,
    "the printed rate of an indicator": rate_of_an_indicator,
    "a large change denied": adjustment_denied,
}
