"""Errors of a self-evaluation against its rubric: claims, weights, totals, inputs left out."""

from __future__ import annotations

import re
from decimal import Decimal
from random import Random

from made_analysis import SECTIONS
from made_claims import WEIGHTS, claims_of, expenditure_weight
from made_hand import Marked, mark
from made_planted import Plant, Planted, altered, append, body, planted, present, with_body
from made_world import World

_ITEMS = re.compile("得[1-3]分")

# What is said instead of the figures of an indicator whose points rest on them.
FIGURELESS = {
    "idle-funds-change": "国库集中支付结转结余存量资金得到有效压减。",
    "procurement-rate": "本年政府采购均按照计划执行。",
    "key-task-completion": "各项工作按要求有序推进。",
    "public-satisfaction": "服务对象对本局工作评价较高。",
    "asset-utilisation": "固定资产得到充分利用。",
}


# What might be said for any indicator.
SENTENCES = (
    "成立了由主要负责人任组长的工作专班，按月通报进度，对发现的问题建立台账、逐项销号。",
    "定期召开会议研究部署，明确责任分工和完成时限，各项工作有序推进。",
    "相关资料齐全，手续完备，经县有关部门检查，没有提出不同意见。",
)


# What a transfer touches, and what is alone in its group, whose heading then stands for it.
SPECIAL = ("transfer-timeliness", "expenditure-rate", "staffing-rate", "management-rules", "effectiveness")


def above_weight(world: World, report: Marked, rng: Random) -> Planted | None:
    name = rng.choice([one for one in claims_of(world) if one in WEIGHTS and one != "expenditure-rate"])
    return planted(
        _claiming(report, name, f"{WEIGHTS[name] + 1}分"), "claim-above-weight", f"claim.{name}", indicator=name
    )


def too_high(world: World, report: Marked, rng: Random) -> Planted | None:
    weights = {**WEIGHTS, "expenditure-rate": expenditure_weight(world)}
    lost = [name for name, points in claims_of(world).items() if name in weights and points < weights[name]]
    if not lost:
        return None
    name = rng.choice(lost)
    return planted(_claiming(report, name, f"{weights[name]}分"), "claim-too-high", f"claim.{name}", indicator=name)


def no_claim(world: World, report: Marked, rng: Random) -> Planted | None:
    # Where every item carries its points, they are the claim.
    name = rng.choice(
        [
            one
            for one in claims_of(world)
            if one in WEIGHTS and one not in SPECIAL and not _ITEMS.search(body(report, one))
        ]
    )
    begin = mark(f"claimed.{name}", "")
    text = re.sub(f"({re.escape(begin)})[^\n]*", lambda m: m[1], report.text)
    spoilt = Marked(text).change(f"tabled.{name}", lambda _: "")
    return planted(spoilt, "claim-absent", f"title.{name}", indicator=name)


def no_input(world: World, report: Marked, rng: Random) -> Planted | None:
    name = rng.choice(list(FIGURELESS))
    return planted(with_body(report, name, FIGURELESS[name]), "missing-input", "planted", indicator=name)


def no_effect(world: World, report: Marked, rng: Random) -> Planted | None:
    if claims_of(world)["effectiveness"] < WEIGHTS["effectiveness"]:
        return None
    field = world.trade.field
    said = rng.choice([f"本年{field}工作取得明显成效，得到群众认可。", f"各项任务推进有力，{field}工作社会效益显著。"])
    spoilt = with_body(report, "effectiveness", said)
    return planted(spoilt, "effect-without-figures", "planted", indicator="effectiveness")


def no_indicator(world: World, report: Marked, rng: Random) -> Planted | None:
    name = rng.choice([one for one in WEIGHTS if one not in SPECIAL])
    text = re.sub(f"[^\n]*\ue000title\\.{name}\ue001[^\n]*\n\n[^\n]*\n\n", "", report.text)
    text = re.sub(f"[^\n]*\ue000tabled\\.{name}\ue001[^\n]*\n", "", text)
    spoilt = Marked(text)
    return Planted(spoilt.plain(), ("indicator-absent",), (), name)


def weight(world: World, report: Marked, rng: Random) -> Planted | None:
    name = rng.choice([one for one in WEIGHTS if one != "expenditure-rate"])
    spoilt = report
    for key in present(report, f"weight.{name}", f"weight-again.{name}"):
        spoilt = spoilt.change(key, lambda old: altered(old, lambda n: n + 1))
    return planted(spoilt, "weight-differs", *present(report, f"weight.{name}", f"weight-again.{name}"), indicator=name)


def section_weight(world: World, report: Marked, rng: Random) -> Planted | None:
    # A group with the name of its one indicator (制度管理, 效果性) carries the indicator's weight.
    inside = {"制度管理": "management-rules", "效果性": "effectiveness"}
    keys = [f"section-weight.{section.key}" for section in SECTIONS]
    keys += [f"group-weight.{group.title}" for section in SECTIONS for group in section.groups]
    key = rng.choice(keys)
    spoilt = report.change(key, lambda old: altered(old, lambda n: n + 2))
    own = inside.get(key.removeprefix("group-weight."))
    return planted(spoilt, ("section-weight-differs", *(["weight-differs"] if own else [])), key, indicator=own)


def section_sum(world: World, report: Marked, rng: Random) -> Planted | None:
    return _one_less(report, rng, "section-claim.budgeting", "section-claim.execution", "section-claim.benefit")


def section_in_conclusion(world: World, report: Marked, rng: Random) -> Planted | None:
    return _one_less(report, rng, "by-section.budgeting", "by-section.execution", "by-section.benefit")


def _one_less(report: Marked, rng: Random, *keys: str) -> Planted | None:
    written = present(report, *keys)
    if not written:
        return None
    key = rng.choice(written)
    codes = "section-sum-differs", "sum-differs"
    return planted(report.change(key, lambda old: altered(old, lambda n: n - 1)), codes, key)


def total(world: World, report: Marked, rng: Random) -> Planted | None:
    by = Decimal(rng.choice([-2, -1]))
    codes = "total-differs", "total-not-sum", "total-conditional"
    return planted(
        report.change("conclusion.total", lambda old: altered(old, lambda n: n + by)), codes, "conclusion.total"
    )


def other_total(world: World, report: Marked, rng: Random) -> Planted | None:
    words = altered(report.words("conclusion.total"), lambda n: n - 2)
    return planted(append(report, "achievements", f"综合来看，本局自评总分{words}。"), "total-conflicting", "planted")


def other_claim(world: World, report: Marked, rng: Random) -> Planted | None:
    names = [name for name in WEIGHTS if present(report, f"tabled.{name}")]
    if not names:
        return None
    name = rng.choice(names)
    spoilt = report.change(f"tabled.{name}", lambda old: altered(old, lambda n: abs(n - 1)))
    return planted(spoilt, "claim-conflicting", f"tabled.{name}", indicator=name)


def relief_funds(world: World, report: Marked, rng: Random) -> Planted | None:
    if world.batches:
        return None
    said = rng.choice(
        [
            "收到省级下拨救灾补助资金52万元，全部拨付到受灾镇村。",
            "上级救灾资金36万元已按时发放。",
            "及时发放市级下达的抢险救灾资金18万元。",
        ]
    )
    return planted(append(report, "achievements", said), "relief-funds-against-no-transfer", "planted")


def unclear_targets(world: World, report: Marked, rng: Random) -> Planted | None:
    said = rng.choice(["部分绩效指标不够明确。", "绩效目标设置不够细化。", "个别绩效指标难以量化。"])
    return planted(append(report, "problems", said), "targets-admitted-unclear", "planted")


def same_sentence(world: World, report: Marked, rng: Random) -> Planted | None:
    source, target = rng.choice(
        [
            ("project-supervision", "project-procedure"),
            ("budget-compliance", "budget-soundness"),
            ("target-reasonableness", "target-clarity"),
            ("asset-inventory", "asset-allocation"),
        ]
    )
    said = rng.choice(SENTENCES)
    begin = mark(f"body.{source}", "")
    twice = Marked(with_body(report, target, said).text.replace(begin, begin + said, 1))
    return planted(twice, "sentence-used-twice", "planted", indicator=target)


def _claiming(report: Marked, name: str, points: str) -> Marked:
    """Another claim, in the text and in the table."""
    return report.change(f"claim.{name}", lambda _: points).change(
        f"tabled.{name}", lambda _: points.removesuffix("分")
    )


CLAIMS: dict[str, Plant] = {
    "a claim above its weight": above_weight,
    "a claim above what is recomputed": too_high,
    "an indicator without a claim": no_claim,
    "an indicator without its figures": no_input,
    "full marks for an effect without figures": no_effect,
    "an indicator left out": no_indicator,
    "the weight of an indicator": weight,
    "the weight of a section or group": section_weight,
    "the claims of a section": section_sum,
    "the claims of the sections in the conclusion": section_in_conclusion,
    "the total": total,
    "another total": other_total,
    "another claim in the table": other_claim,
    "relief funds against no transfer": relief_funds,
    "unclear targets admitted": unclear_targets,
    "a sentence for two indicators": same_sentence,
}
