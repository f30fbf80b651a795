"""A made-up department and its year: everything a report of it may say, exact, drawn before a word is written.

Money is a whole number of hundreds of 元 (0.01 万元), so that every amount prints exactly in 万元 with two decimals
and in 元 alike, and parts add up to the digit.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from random import Random

from made_trades import COUNTIES, TRADES, Trade


@dataclass(frozen=True, slots=True)
class World:
    """All that is true of a department in a year. Counts are whole numbers, money hundreds of 元."""

    county: str
    trade: Trade
    year: int
    filed: date
    # people
    admin_posts: int
    other_posts: int
    in_post: int
    workers: int
    hired: int
    # income and spending; the year's income is the adjusted budget
    general_income: int
    fund_income: int
    other_income: int
    opening: int
    basic: int
    project: int
    last_basic: int
    last_project: int
    uses: tuple[int, int, int, int]
    initial: int
    large_change: bool
    """What the report says of mid-year changes: true where it admits a large one."""
    idle_last: int
    idle_now: int
    planned: int
    bought: int
    operating_budget: int
    operating_spent: int
    three_budget: int
    three_parts: tuple[int, int, int]
    assets: tuple[int, int, int]
    unused: int
    # work
    projects: tuple[int, int, int, int]
    with_targets: int
    on_time: int
    tasks: int
    tasks_done: int
    targets: int
    targets_done: int
    effects: int
    effects_done: int
    batches: int
    late: int
    asked: int
    satisfied: int
    petitions: tuple[int, int, int]
    awards: tuple[str, ...]
    paid_late: bool
    # the narrative
    visits: tuple[int, int, int]
    hazards: int
    rectified: int
    handled: int
    handled_last: int
    permits: tuple[int, int]
    cover_last: int
    """Tenths of a percent, as `cover_now`."""
    cover_now: int
    courses: int
    trained: int

    @property
    def bureau(self) -> str:
        """The full name of the department."""
        return f"{self.county}{self.trade.bureau}"

    @property
    def posts(self) -> int:
        return self.admin_posts + self.other_posts

    @property
    def income(self) -> int:
        return self.general_income + self.fund_income + self.other_income

    @property
    def spent(self) -> int:
        return self.basic + self.project

    @property
    def closing(self) -> int:
        return self.opening + self.income - self.spent

    @property
    def three_spent(self) -> int:
        return sum(self.three_parts)

    @property
    def in_use(self) -> int:
        return sum(self.assets) - self.unused


def draw(seed: int) -> World:
    """The world of a seed, always the same."""
    rng = Random(seed)
    year = rng.choice([2022, 2023, 2023, 2024])
    posts = rng.randint(8, 60), rng.randint(4, 80)
    in_post = max(3, sum(posts) + rng.choice([0, -1, -2, -3, -5, 1]))
    general, fund, other = rng.randint(30_000, 900_000), rng.randint(1_000, 90_000), rng.randint(500, 40_000)
    income, opening = general + fund + other, rng.choice([0, rng.randint(1_000, 20_000)])
    spent = income * rng.randint(880, 1000) // 1000
    basic = spent * rng.randint(35, 65) // 100
    project = spent - basic
    change = rng.choice([rng.randint(-9, 9), rng.randint(-9, 9), rng.randint(12, 45)])
    idle_last = rng.randint(1_000, 9_000)
    planned, three_budget, operating = rng.randint(1_000, 60_000), rng.randint(400, 3_000), rng.randint(3_000, 30_000)
    assets = rng.randint(20_000, 90_000), rng.randint(5_000, 20_000), rng.randint(3_000, 15_000)
    projects = _counts(rng, 4, 1, 7)
    asked, hazards, tasks, targets = rng.randint(100, 900), rng.randint(20, 180), rng.randint(5, 16), rng.randint(8, 30)
    trade, initial = rng.choice(TRADES), income * 100 // (100 + change)
    batches = rng.choice([0, 0, 0, rng.randint(2, 8)])
    effects = rng.randint(4, 9)
    return World(
        county=rng.choice(COUNTIES),
        trade=trade,
        year=year,
        filed=date(year + 1, rng.randint(3, 6), rng.randint(1, 28)),
        admin_posts=posts[0],
        other_posts=posts[1],
        in_post=in_post,
        workers=rng.randint(1, 6),
        hired=rng.randint(1, 9),
        general_income=general,
        fund_income=fund,
        other_income=other,
        opening=opening,
        basic=basic,
        project=project,
        last_basic=max(1_000, basic * rng.randint(85, 115) // 100 + 7),
        last_project=max(1_000, project * rng.randint(80, 120) // 100 + 7),
        uses=_split(rng, project),
        initial=initial,
        large_change=abs(income - initial) * 10 > initial,
        idle_last=idle_last,
        idle_now=idle_last * rng.choice([60, 75, 84, 95, 100, 108]) // 100,
        planned=planned,
        bought=planned * rng.choice([100, 97, 95, 90, 88]) // 100,
        operating_budget=operating,
        operating_spent=operating * rng.choice([100, 98, 93, 90]) // 100,
        three_budget=three_budget,
        three_parts=_three(rng, three_budget),
        assets=assets,
        unused=sum(assets) * rng.choice([0, 2, 6, 9, 14]) // 100,
        projects=(projects[0], projects[1], projects[2], projects[3]),
        with_targets=sum(projects) - rng.choice([0, 0, 0, 1]),
        on_time=sum(projects) - rng.choice([0, 0, 1]),
        tasks=tasks,
        tasks_done=tasks - rng.choice([0, 0, 1]),
        targets=targets,
        targets_done=targets - rng.choice([0, 0, 1, 2]),
        effects=effects,
        effects_done=effects - rng.choice([0, 0, 1]),
        batches=batches,
        late=batches and rng.choice([0, 0, 1]),
        asked=asked,
        satisfied=asked * rng.choice([85, 92, 96, 98]) // 100,
        petitions=(rng.randint(1, 30), rng.randint(1, 20), rng.randint(1, 60)),
        awards=tuple(rng.sample(trade.awards, rng.randint(0, 3))),
        paid_late=rng.random() < 0.3,
        visits=(rng.randint(30, 200), rng.randint(20, 90), rng.randint(5, 40)),
        hazards=hazards,
        rectified=hazards - rng.choice([0, 1, 3, 5]),
        handled=rng.randint(300, 2_500),
        handled_last=rng.randint(300, 2_500),
        permits=(rng.randint(10, 90), rng.randint(3, 30)),
        cover_last=rng.randint(700, 900),
        cover_now=rng.randint(905, 985),
        courses=rng.randint(3, 4),
        trained=rng.randint(120, 900),
    )


def _counts(rng: Random, n: int, least: int, most: int) -> tuple[int, ...]:
    return tuple(rng.randint(least, most) for _ in range(n))


def _split(rng: Random, whole: int) -> tuple[int, int, int, int]:
    """Four unequal parts of a whole."""
    a, b, c = (whole * rng.randint(15, 28) // 100 for _ in range(3))
    return a, b, c, whole - a - b - c


def _three(rng: Random, budget: int) -> tuple[int, int, int]:
    """Spent on vehicles, reception and travel abroad: under budget, or 3% over."""
    spent = budget * rng.choice([60, 82, 95, 100, 103]) // 100
    vehicles, reception = spent * 55 // 100, spent * 35 // 100
    return vehicles, reception, spent - vehicles - reception
