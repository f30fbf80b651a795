"""New rubrics and new indicators, as files that load, lint clean and wait to be filled in."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

from youju.feel import show_name
from youju.structs import Struct

_RUBRIC = """\
# 评分标准 · the rubric. 各键见 docs/cards.md
rubric: {name}
title: {{zh: 新评分标准, en: New rubric}}
year: "{year}"
total: 10
round: 0.01
sources:
  form: {{title: {{zh: 本地评分表, en: the local scoring form}}, note: 请写明文号和日期}}
sections:
  - id: execution
    title: {{zh: 预算执行, en: Execution}}
    weight: 10
    groups:
      - id: funds
        title: {{zh: 资金管理, en: Funds}}
        weight: 10
        indicators: [first]
accept:
  - id: by-printed-rate
    kind: stated
    because: {{zh: 只有写出的比率，按该比率计, en: only the printed rate is there}}
    basis: [{{mark: assumed, text: 按写出的比率计}}]
  - id: by-claim-unanswered
    kind: unanswered
    because: {{zh: 报告没有回答，按自评计, en: the report does not say}}
    basis: [{{mark: assumed, text: 按自评计}}]
  - id: by-claim-missing
    kind: missing
    because: {{zh: 缺少数据，按自评计, en: a figure is missing}}
    basis: [{{mark: assumed, text: 按自评计}}]
  - id: nothing-claimed
    kind: unclaimed
    because: {{zh: 缺少数据，也没有自评，计最低分, en: a figure is missing and nothing is claimed}}
    basis: [{{mark: assumed, text: 计最低分}}]
"""
_DICTIONARY = """\
# 这项指标要从报告里读的数据 · what this indicator reads. 写法见 docs/cards.md 的“词典”
topic: {id}
facts:
  {done}:
    en: {en_done}
    type: count
    unit: 项
    bounds: {{min: 0}}
    papers: [请写明到哪份资料里核实]
    within: [{title}]
    phrases:
      - (已|已经|实际)完成{{..}}{{count}}
  {due}:
    en: {en_due}
    type: count
    unit: 项
    bounds: {{min: 0}}
    papers: [请写明到哪份资料里核实]
    within: [{title}]
    phrases:
      - (应|应当|计划)完成{{..}}{{count}}
"""
_CARD = """\
# 一项指标一张卡片 · one card an indicator. 各键见 docs/cards.md，形式见其中“计分形式”
indicator: {id}
title: {{zh: {title}, en: {en_quoted}}}
weight: {weight}
basis: [{{mark: assumed, text: 请照评分标准的原文写明}}]
let:
  {rate}: {done_name} / {due_name}
{score}\
open:
  - {{when: {due_name} = 0, because: {{zh: 没有应完成的，比率无从算起, en: nothing was due}}}}
cases:
  - {{note: 全部完成, given: {{{done}: 10 项, {due}: 10 项}}, expect: {{points: {weight}}}}}
  - {{note: 一项也没有完成, given: {{{done}: 0 项, {due}: 10 项}}, expect: {{points: 0}}}}
  - {{note: 缺少数据, given: {{}}, claimed: 0, expect: {{status: undetermined, low: 0, high: {weight}}}}}
"""
_SCORES: Mapping[str, str] = {
    "rules": """\
hit: first
rules:
  - id: all-done
    when: {rate_name} >= 100%
    points: weight
    because: {{zh: "完成率 {{{rate}}}，得满分", en: "{{{rate}}} done, full marks"}}
  - id: part-done
    when: {rate_name} < 100%
    points: weight * {rate_name}
    because: {{zh: "完成率 {{{rate}}}，按比例得分", en: "{{{rate}}} done, points pro rata"}}
""",
    "bands": """\
score:
  form: bands
  of: {rate_name}
  bands:
    - {{id: all-done, is: ">= 100%", points: weight}}
    - {{id: most-done, is: ">= 80%", points: weight / 2}}
    - {{id: little-done, points: 0}}
""",
    "linear": """\
score:
  form: linear
  of: {rate_name}
  through:
    - {{id: none, at: 0%, points: 0}}
    - {{id: all, at: 100%, points: weight}}
""",
    "per_unit": """\
score:
  form: per_unit
  of: {rate_name}
  under: 100%
  per: 1%
  lose: weight / 100
  count: pro_rata
  start: weight
  least: 0
""",
}
FORMS = tuple(_SCORES)
"""The forms a new card can be written in."""


class NewIndicator(Struct):
    """What is asked for: id, titles, weight as it is to be written, scoring form."""

    id: str
    title: str
    en: str
    weight: str
    form: str


def problem(new: NewIndicator) -> tuple[str, str] | None:
    """What is wrong with what is asked for, in both languages; None where it can be written."""
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", new.id):
        return f"代号“{new.id}”只用小写字母、数字和 -，如 archive-rate", f"the id “{new.id}” is not like archive-rate"
    if not re.fullmatch(r"\w+", new.title):
        return f"名称“{new.title}”先只用汉字、字母、数字，标点以后可以加", "the title is letters and digits only"
    if not re.fullmatch(r"(?=.*[1-9])[0-9]+(\.[0-9]+)?", new.weight):
        return f"分值“{new.weight}”要是大于 0 的数，如 5", f"the weight “{new.weight}” is not a number above 0"
    if new.form not in FORMS:
        return f"新卡片可用的形式：{'、'.join(FORMS)}", f"a new card can be: {', '.join(FORMS)}"
    return None


def _quoted(text: str) -> str:
    """A text as YAML takes it, whatever it holds."""
    return json.dumps(text, ensure_ascii=False)


def new_rubric(name: str, year: str) -> dict[str, str]:
    """The files of a rubric with one indicator, by their path in its folder."""
    first = NewIndicator("first", "任务完成率", "Tasks done", "10", "rules")
    return {"rubric.yaml": _RUBRIC.format(name=name, year=year), **new_indicator(first, "execution")}


def new_indicator(new: NewIndicator, section: str) -> dict[str, str]:
    """The card of an indicator, with cases, and the facts it reads, by their path in the rubric's folder."""
    rate, done, due = new.title, f"{new.title}完成数", f"{new.title}应完成数"
    words = {
        "id": new.id, "title": new.title, "weight": new.weight, "rate": rate, "done": done, "due": due,
        "en_quoted": _quoted(new.en), "en_done": _quoted(f"{new.en}: done"), "en_due": _quoted(f"{new.en}: due"),
        "rate_name": show_name(rate), "done_name": show_name(done), "due_name": show_name(due),
    }  # fmt: skip
    card = _CARD.format(**words, score=_SCORES[new.form].format(**words))
    return {
        f"indicators/{section}/{new.id}.yaml": card,
        f"dictionary/{new.id}.yaml": _DICTIONARY.format(**words),
    }
