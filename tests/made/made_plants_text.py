"""Errors of the text itself: dates, years, names, residue of a template, repeats, empty chapters."""

from __future__ import annotations

import re
from datetime import timedelta
from random import Random

from made_hand import Marked, mark
from made_planted import Plant, Planted, altered, append, planted, present
from made_trades import COUNTIES, TRADES
from made_world import World


def cut_off(world: World, report: Marked, rng: Random) -> Planted | None:
    day = rng.choice(["9月底", "10月31日", "11月底", "9月30日"])
    said = rng.choice([f"截至{world.year}年{day}，", f"截止{world.year}年{day}，"])
    return planted(report.change("visits.when", lambda _: said), "period-cut-off", "visits.when")


def after_report(world: World, report: Marked, rng: Random) -> Planted | None:
    day = world.filed + timedelta(days=rng.randint(20, 120))
    said = f"{day.year}年{day.month}月{day.day}日"
    return planted(report.change("training.date", lambda _: said), "date-after-report", "training.date")


def impossible(world: World, report: Marked, rng: Random) -> Planted | None:
    day = rng.choice(["2月30日", "6月31日", "11月31日", "4月31日"])
    return planted(report.change("training.date", lambda _: f"{world.year}年{day}"), "date-impossible", "training.date")


def other_year(world: World, report: Marked, rng: Random) -> Planted | None:
    said = str(world.year - rng.choice([1, 2]))
    return planted(report.change("conclusion.year", lambda _: said), "wrong-year", "conclusion.year")


def other_department(world: World, report: Marked, rng: Random) -> Planted | None:
    county = rng.choice([one for one in COUNTIES if one != world.county])
    trade = rng.choice([world.trade, *TRADES])
    key = rng.choice(["conclusion.bureau", "duties.bureau"])
    return planted(report.change(key, lambda _: f"{county}{trade.bureau}"), "other-department", key)


def blank(world: World, report: Marked, rng: Random) -> Planted | None:
    key, said = rng.choice(
        [
            ("duties.bureau", "××县××局"),
            ("duties.bureau", "XX局"),
            ("conclusion.bureau", "XXX局"),
            ("training.people", "××人次"),
            ("income.c", "XX万元"),
        ]
    )
    return planted(report.change(key, lambda _: said), ("prompt-left", "template-residue"), key)


def form_line(world: World, report: Marked, rng: Random) -> Planted | None:
    said = rng.choice(["填写说明：请逐条列明问题及其原因。", "填报说明：本部分由各部门据实填写。"])
    return planted(append(report, "problems", said), "template-residue", "planted")


def prompt(world: World, report: Marked, rng: Random) -> Planted | None:
    said = rng.choice(
        ["（此处填写存在的主要问题，不少于三条）", "（请简要说明存在的问题及原因）", "（请在此处补充佐证材料）"]
    )
    return planted(append(report, "problems", said), "prompt-left", "planted")


def repeated(world: World, report: Marked, rng: Random) -> Planted | None:
    key = rng.choice(["permits.all", "training.people", "visits.all", "handled.now"])
    words = Marked(report.sentence(key)).change(key, lambda old: altered(old, lambda n: n + 7)).plain()
    return planted(append(report, "measures", words), "repeated-figure-differs", "planted")


def empty(world: World, report: Marked, rng: Random) -> Planted | None:
    # What is appended stands under the last chapter.
    last = [] if present(report, "tabled.disclosure") else ["measures"]
    name = rng.choice(["problems", "achievements", *last])
    text = re.sub(
        f"(\ue000heading\\.{name}\ue001[^\n]*).*?{re.escape(mark(f'end.{name}', ''))}",
        lambda m: m[1],
        report.text,
        flags=re.S,
    )
    return planted(Marked(text), "section-empty", f"heading.{name}")


TEXT: dict[str, Plant] = {
    "figures cut off before the year's end": cut_off,
    "a deed after the report": after_report,
    "a day that is not": impossible,
    "another year": other_year,
    "another department": other_department,
    "a blank of a template": blank,
    "a line of a form": form_line,
    "a prompt left in": prompt,
    "a repeated sentence with another figure": repeated,
    "an empty chapter": empty,
}
