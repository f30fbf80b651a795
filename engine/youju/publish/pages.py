"""The page of an indicator, the page of a rubric: Markdown made from the cards alone, Chinese first, English beside."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from pathlib import PurePosixPath

from youju.explain import MARKS, STATUS
from youju.feel import show_number
from youju.publish.declared import declared
from youju.publish.example import given, worked
from youju.publish.markdown import both, bullets, escaped, link, page, table, twice
from youju.publish.scoring import Scoring, chosen_reading, other_readings, scoring
from youju.publish.tellers import Tellers, tellers
from youju.publish.version import version_told
from youju.rubric import Authored, Basis, CaseSpec, Check, Formula, Indicator, Let, Rubric, TransferSpec
from youju.structs import Struct, field

README = "README.md"
MADE = "<!-- youju rubric export --pages：由卡片生成，请改卡片 / made from the card: edit the card -->"
"""What the last line of a page says that was made here; no other page is ever taken away."""


class Links(Struct):
    """Where a page's links lead, seen from that page; what is not named is told without a link."""

    home: str | None = None
    indicators: Mapping[str, str] = field(default_factory=dict[str, str])
    codes: Mapping[str, str] = field(default_factory=dict[str, str])


def rubric_pages(authored: Authored, codes: Mapping[str, str]) -> dict[str, str]:
    """All pages of a rubric by their path in its folder: README.md, and a page beside every card.

    `codes` are the pages of its checks' codes, as paths seen from that folder; a code without one is not linked.
    """
    rubric = authored.rubric
    places = {card.model.indicator: PurePosixPath(card.place().file) for card in authored.cards}
    paths = {name: str(PurePosixPath(*place.parts[1:]).with_suffix(".md")) for name, place in places.items()}
    pages = {README: rubric_page(rubric, Links(None, paths, codes), version_told(authored))}
    for name in rubric.indicators:
        up = posixpath.relpath(".", posixpath.dirname(paths[name]) or ".")
        links = Links(posixpath.join(up, README), {}, {code: posixpath.join(up, path) for code, path in codes.items()})
        pages[paths[name]] = indicator_page(rubric, rubric.indicators[name], links, version_told(authored, name))
    return {path: f"{text}\n{MADE}\n" for path, text in pages.items()}


def rubric_page(rubric: Rubric, links: Links | None = None, version: Iterable[str] = ()) -> str:
    """The rubric as its table: sections, groups, indicators with their weights and how each is scored.

    `version` are the blocks that say which version it is.
    """
    spec, links = rubric.spec, links or Links()
    total = show_number(spec.total)
    return page(
        f"# {both(spec.title)}",
        *version,
        f"满分 {total} 分。每项指标的名称连到它的一页；带 ⚠ 的，有规则是本工具假定的，不是评分标准的原文。",
        f"The total is {total}. Each title leads to its page; ⚠ marks those that rest on an assumption.",
        table(
            ("一级指标", "二级指标", "三级指标", "分值 weight", "评分标准 how it is scored"), _official(rubric, links)
        ),
        *_listed(
            "## 不适用时 · Where the weight goes of what does not apply",
            [f"`{one.id}` {both(one.because)}" for one in rubric.transfers],
        ),
        *_listed("## 封顶 · Caps", [f"`{one.id}` {both(one.because)}" for one in rubric.caps]),
        *_listed(
            "## 出处 · Sources",
            [f"{both(one.title)}{'：' + escaped(one.note) if one.note else ''}" for one in spec.sources.values()],
        ),
        *_checks("## 报告内的勾稽 · What must agree inside a report", rubric.checks, links),
    )


def indicator_page(
    rubric: Rubric, indicator: Indicator, links: Links | None = None, version: Iterable[str] = ()
) -> str:
    """One indicator: what the rubric says, how it is scored, an example, what it reads, its golden cases.

    `version` are the blocks that say which version it is.
    """
    told, links = tellers(rubric, indicator), links or Links()
    at_risk = [check for check in rubric.checks if any(risk.indicator == indicator.id for risk in check.at_risk)]
    moves = [one for one in rubric.transfers if indicator.id in (one.from_, *one.to)]
    return page(
        f"# {both(indicator.title)}",
        _where(rubric, indicator, links),
        *version,
        _warning(indicator),
        *_listed(
            "## 评分标准怎么说 · What it rests on",
            [_basis(rubric, basis) for basis in (*indicator.basis, *_shared(indicator))],
        ),
        "## 怎样计分 · How it is scored",
        *_scored(rubric, indicator, told),
        *_example(rubric, indicator),
        *_listed("## 怎样计算 · Quantities", [line for let in indicator.lets for line in _let(let, told)]),
        *_applies(indicator, moves, told),
        *_listed("## 多了怎样 · What more of a fact earns", declared(rubric, indicator, told)),
        "## 要用的数据 · What it reads",
        table(("名称 name", "单位 unit", "到哪里查 papers", "报告没写 unmentioned"), _facts(rubric, indicator)),
        *_cases(rubric, indicator),
        *_checks("## 相关的勾稽 · Checks that touch it", at_risk, links),
    )


def _listed(title: str, items: list[str]) -> Iterator[str]:
    if items:
        yield title
        yield bullets(items)


def _shared(indicator: Indicator) -> tuple[Basis, ...]:
    """What all rules of an indicator rest on alike, as those of a form do: told once."""
    first, *rest = (rule.basis for rule in indicator.rules)
    return first if rest and all(basis == first for basis in rest) else ()


def _bases(indicator: Indicator) -> list[Basis]:
    """All that an indicator rests on, each as often as its page tells it."""
    shared = _shared(indicator)
    return [*indicator.basis, *shared, *(basis for rule in indicator.rules if not shared for basis in rule.basis)]


def _assumed(indicator: Indicator) -> int:
    return sum(basis.mark == "assumed" for basis in _bases(indicator))


def _warning(indicator: Indicator) -> str:
    """What strikes the eye where nobody has the rubric's own word for a rule."""
    count = _assumed(indicator)
    if not count:
        return ""
    whole = count == len(_bases(indicator))
    zh, en = ("全是", "all") if whole else (f"有 {count} 处是", f"{count}")
    return (
        f"> ⚠ **本页的依据{zh}本工具假定的，不是评分标准的原文。** 使用前请核对正式文本。\n>\n"
        f"> Assumed, and not the rubric's own words: {en} of the bases on this page."
    )


def _basis(rubric: Rubric, basis: Basis) -> str:
    mark = MARKS[basis.mark]
    name = f"{mark['zh']} {mark['en']}"
    shown = f"⚠ 〔**{name}**〕" if basis.mark == "assumed" else f"〔{name}〕"
    source = rubric.spec.sources.get(basis.source or "")
    return f"{shown}{escaped(basis.text)}{f'（{escaped(source.title.zh)}）' if source else ''}"


def _official(rubric: Rubric, links: Links) -> Iterator[tuple[str, ...]]:
    for section in rubric.spec.sections:
        for group in section.groups:
            heads = tuple(f"{escaped(one.title.zh)} {show_number(one.weight)}" for one in (section, group))
            for name in group.indicators:
                yield *heads, *_official_row(rubric, name, links)
    for name in rubric.spec.adjustments:
        yield "加减分", "", *_official_row(rubric, name, links)


def _official_row(rubric: Rubric, name: str, links: Links) -> tuple[str, ...]:
    one = rubric.indicators[name]
    title = link(escaped(one.title.zh), links.indicators.get(name)) + (" ⚠" if _assumed(one) else "")
    return title, "" if one.adjustment else show_number(one.weight), _short(scoring(one, tellers(rubric, one)))


def _short(found: Scoring) -> str:
    """A table in a cell, a line a rule."""
    about = "" if found.about[0] in ("条件", "要求", "情形") else f"按{escaped(found.about[0])}：<br>"
    lines = (f"{escaped(line.when[0])}：{escaped(_worth(line.points[0]))}" for line in found.lines)
    return f"{about}{'<br>'.join(lines)}"


def _worth(points: str) -> str:
    return f"{points} 分" if re.fullmatch("[0-9.]+", points) else points


def _where(rubric: Rubric, indicator: Indicator, links: Links) -> str:
    titles = [section.title for section in rubric.spec.sections if section.id == indicator.section]
    groups = (group for section in rubric.spec.sections for group in section.groups)
    titles += [group.title for group in groups if group.id == indicator.group]
    place = "".join(f" › {both(title)}" for title in titles)
    weight = "加减分项 an adjustment" if indicator.adjustment else f"分值 weight {show_number(indicator.weight)}"
    return f"**{weight}** · `{indicator.id}` · {link(escaped(rubric.spec.title.zh), links.home)}{place}"


def _scored(rubric: Rubric, indicator: Indicator, told: Tellers) -> Iterator[str]:
    found = scoring(indicator, told)
    if chosen := chosen_reading(indicator):
        en = _sentence(f"its words can be read in more than one way, and are read here as: {chosen[1]}")
        yield f"评分标准的说法可以有不同理解，这里按：**{escaped(chosen[0])}**。\n\n{en}"
    rounding = show_number(indicator.round)
    yield (
        f"{found.how[0]}。得分取整到 {rounding} 分，一半进上。\n\n"
        f"{_sentence(found.how[1])} Points are rounded to {rounding}, half up."
    )
    yield table((*_head(found), "依据 basis", "规则 rule"), _ruled(rubric, found, indicator))
    for title, other in other_readings(indicator, told):
        yield f"**另一种理解 another reading：{twice(*title)}**（不用于计分 not in force）"
        yield table(_head(other), [(twice(*line.when, "<br>"), twice(*line.points, "<br>")) for line in other.lines])


def _sentence(text: str) -> str:
    text = escaped(text)
    return f"{text[:1].upper()}{text[1:]}."


def _head(found: Scoring) -> tuple[str, str]:
    return twice(*found.about, " "), "得分 points"


def _ruled(rubric: Rubric, found: Scoring, indicator: Indicator) -> Iterator[tuple[str, ...]]:
    shared = _shared(indicator)
    for line, rule in zip(found.lines, indicator.rules, strict=True):
        basis = "<br>".join(_basis(rubric, one) for one in rule.basis if not shared)
        yield twice(*line.when, "<br>"), twice(*line.points, "<br>"), basis, f"`{rule.id}`"


def _example(rubric: Rubric, indicator: Indicator) -> Iterator[str]:
    if (found := worked(rubric, indicator)) is not None:
        yield f"**算例 example** {escaped(found[0])}。\n\n{escaped(found[1])}."


def _let(let: Let, told: Tellers) -> Iterator[str]:
    for number, formula in enumerate(let.alternatives):
        before = "" if number == 0 else "算不出时 otherwise："
        yield f"{before}**{escaped(let.name)}** = {_told(formula, told)}"
    if let.stated is not None:
        yield f"缺数据时用报告写出的 without figures, as printed：**{escaped(let.stated)}**"
    for reading in let.readings:
        yield f"另一种口径 another reading，{both(reading.title)}：{_told(reading.formula, told)}"


def _told(formula: Formula, told: Tellers) -> str:
    return twice(*told.tell(formula.expr))


def _applies(indicator: Indicator, moves: list[TransferSpec], told: Tellers) -> Iterator[str]:
    if indicator.applies is not None or moves:
        yield "## 何时适用 · When it applies"
    if indicator.applies is not None:
        yield f"{_told(indicator.applies, told)}。"
    yield bullets(both(move.because) for move in moves)
    if indicator.open:
        yield "## 规则不判的情形 · Left undecided"
        yield bullets(f"{_told(one.when, told)}：{both(one.because)}" for one in indicator.open)


def _facts(rubric: Rubric, indicator: Indicator) -> Iterator[tuple[str, ...]]:
    for name in indicator.facts:
        spec = rubric.dictionary.facts[name]
        silent = escaped(spec.default.because_zh) if spec.default else "缺 missing"
        unit = "是/否 yes/no" if spec.type == "boolean" else escaped(spec.shown_unit)
        yield f"{escaped(name)}<br>{escaped(spec.en)}", unit, escaped("、".join(spec.papers)), silent


def _cases(rubric: Rubric, indicator: Indicator) -> Iterator[str]:
    if indicator.cases:
        yield "## 用例 · Golden cases"
        head = ("说明 note", "已知 given", "自评 claimed", "应得 expected", "规则 rule")
        yield table(head, [_case(case, rubric) for case in indicator.cases])


def _case(case: CaseSpec, rubric: Rubric) -> tuple[str, ...]:
    expect, claimed = case.expect, "" if case.claimed is None else show_number(case.claimed)
    points = _number(expect.points)
    if expect.low is not None or expect.high is not None:
        points += f"（{_number(expect.low)} 至 {_number(expect.high)}）"
    if expect.status not in (None, "scored"):
        points += f" {STATUS[expect.status]['zh']}"
    rules = expect.rules if expect.rules is not None else (expect.rule,) if expect.rule else ()
    known = escaped(given(case, rubric)[0])
    return escaped(case.note), known, claimed, points.strip(), " ".join(f"`{rule}`" for rule in rules)


def _number(value: Fraction | None) -> str:
    return "" if value is None else show_number(value)


def _checks(title: str, checks: Iterable[Check], links: Links) -> Iterator[str]:
    told = ((link(f"`{check.code}`", links.codes.get(check.code)), check.spec) for check in checks)
    yield from _listed(title, [f"{code} {spec.level} {both(spec.title)}" for code, spec in told])
