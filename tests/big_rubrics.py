"""Rubrics of any size, as files: cards with a rate, an `applies`, wordings, bases and cases, no two alike."""

from __future__ import annotations

from pathlib import Path

RULES = 10
"""The rules of a card."""

_HEAD = """\
rubric: big
title: {{zh: 大评分标准, en: a big rubric}}
year: "2023"
total: {total}
round: 0.01
sources:
  form: {{title: {{zh: 评分表, en: the form}}, note: 试}}
sections:
{sections}accept:
{accept}"""
_SECTION = """\
  - id: section-{n}
    title: {{zh: 第{n}节, en: section {n}}}
    weight: {weight}
    groups:
      - id: group-{n}
        title: {{zh: 第{n}组, en: group {n}}}
        weight: {weight}
        indicators: [{names}]
"""
_ACCEPT = """\
  - id: accept-{kind}
    kind: {kind}
    because: {{zh: 按自评计, en: as claimed}}
    basis: [{{mark: assumed, text: 按自评计}}]
"""
_CARD = """\
# 第 {n} 张卡片 · card {n}
indicator: card-{n}
title: {{zh: 第{n}项支出率, en: Payment {n}}}
weight: 5
basis: [{{mark: stated, text: 第{n}条：支出率越高得分越高, source: form}}]
let:
  支付率{n}: 实付{n} / 预算{n}
{score}
open:
  - {{when: 预算{n} = 0, because: {{zh: 没有预算, en: no budget}}}}
cases:
  - {{note: 全部支付, given: {{实付{n}: 9.5 万元, 预算{n}: 9.5 万元}}, expect: {{points: 5}}}}
  - {{note: 没有支付, given: {{实付{n}: 0 元, 预算{n}: {n} 万元}}, expect: {{points: 0}}}}
"""
_RULE = """\
  - id: at-least-{step}
    when: 支付率{n} >= {step}.{n}% and 预算{n} > {n} 元 and not(超标{n})
    points: weight * 支付率{n} - 0.0{n}
    because: {{zh: "实付 {{实付{n}}}，支付率 {{支付率{n}}}，不低于 {step}%", en: "paid {{实付{n}}}, a rate of {{支付率{n}}}"}}
    basis: [{{mark: assumed, text: 第{n}项支付率达到 {step}% 的按比例得分, source: form}}]
"""
_LAST = """\
  - id: full
    when: 支付率{n} >= 100%
    points: weight
    because: {{zh: "支付率 {{支付率{n}}}，得满分", en: "{{支付率{n}}} paid"}}
  - id: none
    when: 支付率{n} <= 0.{n}% or 超标{n}
    points: 0
"""
_BAND = """\
    - id: at-least-{step}
      is: ">= {step}.{n}%"
      points: weight * {step}%
      basis: [{{mark: assumed, text: 第{n}项支付率达到 {step}% 的得分, source: form}}]
"""
_FACTS = """\
  实付{n}: {{en: paid {n}, type: money, unit: 万元, phrases: ["第{n}项实际支付{{money}}"]}}
  预算{n}: {{en: budget {n}, type: money, unit: 万元, phrases: ["第{n}项预算{{money}}"]}}
  超标{n}: {{en: above standard {n}, type: boolean, phrases: [第{n}项超标]}}
"""


def write_rubric(folder: Path, cards: int, form: str = "rules") -> None:
    """A rubric of `cards` cards of `RULES` rules each, as `rules` or as a scoring form `bands`, with its dictionary."""
    names = [f"card-{n}" for n in range(cards)]
    chunks = [names[at : at + 20] for at in range(0, cards, 20)]
    sections = "".join(
        _SECTION.format(n=n, weight=5 * len(chunk), names=", ".join(chunk)) for n, chunk in enumerate(chunks)
    )
    accept = "".join(_ACCEPT.format(kind=kind) for kind in ("stated", "unanswered", "missing", "unclaimed"))
    files = {"rubric.yaml": _HEAD.format(total=5 * cards, sections=sections, accept=accept)}
    for n in range(cards):
        files[f"indicators/section-{n // 20}/card-{n}.yaml"] = _CARD.format(n=n, score=_score(n, form))
        files[f"dictionary/topic-{n}.yaml"] = f"topic: topic-{n}\nfacts:\n{_FACTS.format(n=n)}"
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")


def _score(n: int, form: str) -> str:
    if form == "bands":
        bands = "".join(_BAND.format(n=n, step=step) for step in range(90, 0, -10))
        return f"score:\n  form: bands\n  of: 支付率{n}\n  bands:\n{bands}    - {{id: none, points: 0}}"
    rules = "".join(_RULE.format(n=n, step=step) for step in range(90, 10, -10))
    return f"hit: first\nrules:\n{_LAST.format(n=n)}{rules}".rstrip()
