"""The page of an indicator, the page of a rubric: Markdown made from the cards alone, Chinese first, English beside."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from fractions import Fraction

from youju.explain import MARKS, STATUS
from youju.explain.prose import Prose
from youju.feel import show_number
from youju.rubric import Basis, CaseSpec, Check, Formula, Indicator, Let, Rubric, Rule, Text, TransferSpec

_HIT = {
    "first": ("从上到下，第一条成立的计分", "the first rule that holds counts"),
    "unique": ("只应有一条成立，多于一条则无法判定", "just one rule may hold; with more nothing is decided"),
    "sum": ("成立的各条相加", "the rules that hold are added up"),
}
_SPECIAL = str.maketrans({char: f"\\{char}" for char in "\\`*_{}[]<|"})
# What makes a heading, a quote or a list where a line begins with it.
_OPENING = re.compile(r"^(\d*)([>#+\-.)])")


def rubric_pages(rubric: Rubric) -> dict[str, str]:
    """All pages of a rubric by file name: `README.md`, the official table, and one page an indicator."""
    pages = {f"{indicator.id}.md": indicator_page(rubric, indicator) for indicator in rubric.indicators.values()}
    return {"README.md": rubric_page(rubric), **pages}


def rubric_page(rubric: Rubric) -> str:
    """The rubric as its table: sections, groups, indicators with their weights and the rules in a line each."""
    spec = rubric.spec
    return _page(
        f"# {_both(spec.title)}",
        f"满分 {show_number(spec.total)} 分。每项指标的名称连到它的一页。"
        f"The total is {show_number(spec.total)}; each title leads to its page.",
        _table(("一级指标", "二级指标", "三级指标", "分值 weight", "评分标准 rules"), _official(rubric)),
        *_moves(rubric),
        *_caps(rubric),
        "## 出处 · Sources",
        _list(
            f"`{key}` {_both(source.title)}{'：' + _plain(source.note) if source.note else ''}"
            for key, source in spec.sources.items()
        ),
        *_checks("## 报告内的勾稽 · What must agree inside a report", rubric.checks),
    )


def indicator_page(rubric: Rubric, indicator: Indicator) -> str:
    """One indicator: weight, basis, quantities, rules, what it reads, where its weight goes, its golden cases."""
    facts = rubric.dictionary.facts
    tellers = (Prose("zh", {}), Prose("en", {name: facts[name].en for name in indicator.facts}))
    at_risk = [check for check in rubric.checks if any(risk.indicator == indicator.id for risk in check.at_risk)]
    moves = [one for one in rubric.transfers if indicator.id in (one.from_, *one.to)]
    return _page(
        f"# {_both(indicator.title)}",
        _where(rubric, indicator),
        _list(_basis(basis) for basis in indicator.basis),
        *_quantities(indicator.lets, tellers),
        "## 怎样计分 · Rules",
        f"{_HIT[indicator.hit][0]}。{_HIT[indicator.hit][1].capitalize()}."
        f" 取整到 {show_number(indicator.round)} 分，一半进上。Rounded to {show_number(indicator.round)}, half up.",
        _table(
            ("规则 rule", "条件 when", "得分 points", "依据 basis"), (_rule(rule, tellers) for rule in indicator.rules)
        ),
        *_applies(indicator, moves, tellers),
        "## 要用的数据 · What it reads",
        _table(("名称 name", "单位 unit", "到哪里查 papers", "报告没写 unmentioned"), _facts(rubric, indicator)),
        *_cases(indicator),
        *_checks("## 相关的勾稽 · Checks that touch it", at_risk),
    )


def _page(*blocks: str) -> str:
    return "\n\n".join(block for block in blocks if block) + "\n"


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [f"| {' | '.join(cells)} |" for cells in rows]
    return "\n".join([f"| {' | '.join(head)} |", f"|{' --- |' * len(head)}", *lines]) if lines else ""


def _list(items: Iterable[str]) -> str:
    return "\n".join(f"- {item}" for item in items)


def _plain(text: str) -> str:
    """Text that a card may hold, as Markdown shows it: nothing in it is markup, and it stays on its line."""
    return _OPENING.sub(r"\1\\\2", " ".join(text.split()).translate(_SPECIAL))


def _both(text: Text) -> str:
    return f"{_plain(text.zh)} · {_plain(text.en)}"


def _basis(basis: Basis) -> str:
    mark = MARKS[basis.mark]
    source = f"（`{basis.source}`）" if basis.source else ""
    return f"〔{mark['zh']} {mark['en']}〕{_plain(basis.text)}{source}"


def _official(rubric: Rubric) -> Iterator[tuple[str, ...]]:
    zh = Prose("zh", {})
    for section in rubric.spec.sections:
        for group in section.groups:
            for name in group.indicators:
                one = rubric.indicators[name]
                title = f"[{_plain(one.title.zh)}]({one.id}.md)"
                yield _plain(section.title.zh), _plain(group.title.zh), title, show_number(one.weight), _short(one, zh)
    for name in rubric.spec.adjustments:
        one = rubric.indicators[name]
        yield "加减分", "", f"[{_plain(one.title.zh)}]({one.id}.md)", "", _short(one, zh)


def _short(indicator: Indicator, zh: Prose) -> str:
    said = (f"{zh.tell(rule.when.expr)}：{_worth(zh.tell(rule.points.expr))}" for rule in indicator.rules)
    return "<br>".join(_plain(line) for line in said)


def _worth(points: str) -> str:
    return "满分" if points == "分值" else f"{points} 分"


def _where(rubric: Rubric, indicator: Indicator) -> str:
    titles = [section.title for section in rubric.spec.sections if section.id == indicator.section]
    groups = (group for section in rubric.spec.sections for group in section.groups)
    titles += [group.title for group in groups if group.id == indicator.group]
    place = " › ".join(_both(title) for title in titles)
    weight = "加减分项 an adjustment" if indicator.adjustment else f"分值 weight {show_number(indicator.weight)}"
    rest = f"[{_plain(rubric.spec.title.zh)}](README.md){' › ' if place else ''}{place}"
    return f"**{weight}** · `{indicator.id}` · {rest}"


def _quantities(lets: tuple[Let, ...], tellers: tuple[Prose, Prose]) -> Iterator[str]:
    if lets:
        yield "## 怎样计算 · Quantities"
        yield _list(line for let in lets for line in _let(let, tellers))


def _let(let: Let, tellers: tuple[Prose, Prose]) -> Iterator[str]:
    for number, formula in enumerate(let.alternatives):
        before = "" if number == 0 else "算不出时 otherwise："
        yield f"{before}**{_plain(let.name)}** = {_told(formula, tellers)}"
    if let.stated is not None:
        yield f"缺数据时用报告写出的 without figures, as printed：**{_plain(let.stated)}**"
    for reading in let.readings:
        yield f"另一种口径 another reading，{_both(reading.title)}：{_told(reading.formula, tellers)}"


def _told(formula: Formula, tellers: tuple[Prose, Prose], joint: str = " · ") -> str:
    """Both languages, once where they say the same."""
    said = dict.fromkeys(_plain(teller.tell(formula.expr)) for teller in tellers)
    return joint.join(said)


def _rule(rule: Rule, tellers: tuple[Prose, Prose]) -> tuple[str, ...]:
    basis = "<br>".join(_basis(one) for one in rule.basis) or "见上 above"
    return f"`{rule.id}`", _told(rule.when, tellers, "<br>"), _told(rule.points, tellers, "<br>"), basis


def _applies(indicator: Indicator, moves: list[TransferSpec], tellers: tuple[Prose, Prose]) -> Iterator[str]:
    if indicator.applies is not None:
        yield "## 何时适用 · When it applies"
        yield _told(indicator.applies, tellers)
    if moves:
        yield _list(_both(move.because) for move in moves)


def _facts(rubric: Rubric, indicator: Indicator) -> Iterator[tuple[str, ...]]:
    for name in indicator.facts:
        spec = rubric.dictionary.facts[name]
        silent = _plain(spec.default.because_zh) if spec.default else "缺 missing"
        yield f"{_plain(name)}<br>{_plain(spec.en)}", _plain(spec.shown_unit), _plain("、".join(spec.papers)), silent


def _cases(indicator: Indicator) -> Iterator[str]:
    if indicator.cases:
        yield "## 用例 · Golden cases"
        head = ("说明 note", "已知 given", "自评 claimed", "应得 expected", "规则 rule")
        yield _table(head, (_case(case) for case in indicator.cases))


def _case(case: CaseSpec) -> tuple[str, ...]:
    given = _plain("；".join(f"{name} {value}" for name, value in case.given.items()))
    expect, claimed = case.expect, "" if case.claimed is None else show_number(case.claimed)
    points = _number(expect.points)
    if expect.low is not None or expect.high is not None:
        points += f"（{_number(expect.low)} 至 {_number(expect.high)}）"
    if expect.status not in (None, "scored"):
        points += f" {STATUS[expect.status]['zh']}"
    rules = expect.rules if expect.rules is not None else (expect.rule,) if expect.rule else ()
    return _plain(case.note), given, claimed, points, " ".join(f"`{rule}`" for rule in rules)


def _number(value: Fraction | None) -> str:
    return "" if value is None else show_number(value)


def _moves(rubric: Rubric) -> Iterator[str]:
    if rubric.transfers:
        yield "## 不适用时 · Where the weight goes of what does not apply"
        yield _list(f"`{one.id}` {_both(one.because)}" for one in rubric.transfers)


def _caps(rubric: Rubric) -> Iterator[str]:
    if rubric.caps:
        yield "## 封顶 · Caps"
        yield _list(f"`{one.id}` {_both(one.because)}" for one in rubric.caps)


def _checks(title: str, checks: Iterable[Check]) -> Iterator[str]:
    found = [f"`{check.code}` {check.spec.level} {_both(check.spec.title)}" for check in checks]
    if found:
        yield title
        yield _list(found)
