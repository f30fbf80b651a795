"""A rubric as a DMN file: its rules as decision tables, its quantities, weights and sums as decisions over its facts.

facts ─ inputData            named quantities, applicability, weights ─ literal expressions
rules ─ a decision table     points ─ the table's result, if all is known, rounded, on the weight that moved
bases ─ knowledgeSource      sections and total ─ sums, with the caps
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from fractions import Fraction
from xml.etree.ElementTree import Element

from youju import __version__
from youju.author.dmn.words import HIT_POLICIES, TYPES, told_basis
from youju.facts import FactSpec
from youju.feel import literal, show, show_number, show_quantity
from youju.publish.dmn import xml
from youju.publish.dmn.diagram import diagram
from youju.publish.dmn.feel import Scope, let_feel, scope_of
from youju.publish.dmn.moves import share_formula, weight_formula
from youju.publish.dmn.names import Key, Names, id_of, names_of
from youju.publish.dmn.points import points_formula, section_formula, total_formula
from youju.publish.dmn.table import table_of
from youju.rubric import Basis, Indicator, Let, Rubric, Rule
from youju.source import plain

_FACT_KINDS = {"boolean": "boolean", "text": "text"}


def dmn(rubric: Rubric, version: str = "1.5") -> bytes:
    """The rubric as the bytes of a DMN file of a version that `author.dmn.words.VERSIONS` names."""
    called = names_of(rubric)
    title = rubric.spec.title
    root = xml.definitions(title.zh, rubric.id, version, __version__)
    xml.said(root, f"{title.zh} / {title.en}", xml.mark("rubric", json.dumps(plain(rubric.spec), ensure_ascii=False)))
    decisions = [*_cards(rubric, called), *_shares(rubric, called), *_sums(rubric, called)]
    root.extend(_inputs(rubric, called, decisions))
    root.extend(decisions)
    root.extend(_sources(rubric))
    root.append(diagram(root))
    return xml.written(root)


def _inputs(rubric: Rubric, called: Names, decisions: list[Element]) -> Iterator[Element]:
    """The facts that some decision reads."""
    read = {found.get("href") for one in decisions for found in one.iter("requiredInput")}
    for name, spec in rubric.dictionary.facts.items():
        key: Key = ("fact", name)
        if f"#{id_of(*key)}" in read:
            one = xml.element("inputData", key, called[key], name)
            xml.said(one, "；".join(_told(spec)), _fact(name, spec))
            xml.variable(one, key, called[key], TYPES[_FACT_KINDS.get(spec.type, "number")])
            yield one


def _told(spec: FactSpec) -> Iterator[str]:
    """What a person who fills in the input must know."""
    yield spec.en
    if spec.type == "money":
        yield "按元填，不带单位 a plain number in yuan"
    if spec.type == "percent":
        yield "按比值填 as a ratio：10% = 0.1"
    if spec.default is not None:
        yield f"报告没说到时填 if unmentioned：{show(literal(spec.default.value))}"


def _fact(name: str, spec: FactSpec) -> Element:
    own = xml.mark("fact", name=name, en=spec.en, type=spec.type, unit=spec.unit or None)
    if spec.default is not None:
        value, silent = spec.default.value, spec.default
        written = (
            show_quantity(value, "元") if spec.type == "money" and isinstance(value, Fraction) else show(literal(value))
        )
        own.append(xml.mark("default", written, zh=silent.because_zh, en=silent.because_en))
    return own


def _cards(rubric: Rubric, called: Names) -> Iterator[Element]:
    for indicator in rubric.indicators.values():
        scope = scope_of(rubric, indicator, called)
        yield from (_let(let, indicator, scope, called) for let in indicator.lets)
        if indicator.applies is not None:
            label = f"{indicator.title.zh}：是否适用 whether it applies"
            feel, reads = scope.feel(indicator.applies.expr), scope.reads(indicator.applies.expr)
            yield _decision(
                ("applies", indicator.id), called, label, feel, reads, "boolean", xml.mark("applies", card=indicator.id)
            )
        if not indicator.adjustment:
            weight = weight_formula(rubric, indicator, called)
            label = f"{indicator.title.zh}：分值 weight"
            yield _decision(
                ("weight", indicator.id),
                called,
                label,
                weight.text,
                weight.reads,
                mark=xml.mark("weight", card=indicator.id),
            )
        yield _rules(rubric, indicator, scope, called)
        points = points_formula(rubric, indicator, scope, called)
        label, bases = f"{indicator.title.zh}：得分 points", _keys(indicator.basis)
        yield _decision(
            ("points", indicator.id),
            called,
            label,
            points.text,
            points.reads,
            mark=xml.mark("points", card=indicator.id),
            bases=bases,
        )


def _let(let: Let, indicator: Indicator, scope: Scope, called: Names) -> Element:
    reads = scope.reads(*(formula.expr for formula in let.alternatives))
    own = xml.mark("let", card=indicator.id, name=let.name, stated=let.stated)
    own.extend(
        xml.mark("reading", reading.formula.text, id=reading.id, zh=reading.title.zh, en=reading.title.en)
        for reading in let.readings
    )
    return _decision(("let", indicator.id, let.name), called, let.name, let_feel(let, scope), reads, mark=own)


def _rules(rubric: Rubric, indicator: Indicator, scope: Scope, called: Names) -> Element:
    key: Key = ("rules", indicator.id)
    one = xml.element("decision", key, called[key], indicator.title.zh)
    xml.said(one, f"{indicator.title.zh} / {indicator.title.en}", _card(rubric, indicator))
    xml.variable(one, key, called[key], "number")
    reads = scope.reads(*(formula.expr for rule in indicator.rules for formula in (rule.when, rule.points)))
    bases = dict.fromkeys(base for rule in indicator.rules for base in _keys(rule.basis))
    xml.requires(one, key, reads, bases)
    found = table_of(indicator, scope)
    columns = [(column, scope.feel(column.subject), TYPES.get(column.kind, "Any")) for column in found.columns]
    table = xml.table(one, key, HIT_POLICIES[indicator.hit], columns)
    for rule, cells in zip(indicator.rules, found.cells, strict=True):
        told = rule.because.zh if rule.because else ""
        points = scope.feel(rule.points.expr)
        xml.row(table, ("rule", indicator.id, rule.id), told, cells, points, _notes(rule))
    return one


def _notes(rule: Rule) -> tuple[str, ...]:
    """What stands in the columns that `author.dmn.words.NOTES` names."""
    because = (rule.because.zh, rule.because.en) if rule.because else ("", "")
    return rule.id, *because, "\n".join(told_basis(one.mark, one.text, one.source) for one in rule.basis)


def _card(rubric: Rubric, indicator: Indicator) -> Element:
    """What a card says beside its rules and DMN has no place for."""
    own = xml.mark(
        "card",
        id=indicator.id,
        zh=indicator.title.zh,
        en=indicator.title.en,
        section=indicator.section,
        weight=None if indicator.adjustment else show_number(indicator.weight),
        round=None if indicator.round == rubric.spec.round else show_number(indicator.round),
    )
    own.extend(xml.mark("alias", alias) for alias in indicator.aliases)
    own.extend(xml.mark("open", one.when.text, zh=one.because.zh, en=one.because.en) for one in indicator.open)
    own.extend(xml.mark("monotone", one.where.text, fact=one.fact, points=one.points) for one in indicator.monotone)
    return own


def _shares(rubric: Rubric, called: Names) -> Iterator[Element]:
    for transfer in rubric.transfers:
        if not transfer.to:
            share = share_formula(rubric, transfer, called)
            yield _decision(("share", transfer.id), called, transfer.because.zh, share.text, share.reads)


def _sums(rubric: Rubric, called: Names) -> Iterator[Element]:
    for section in rubric.spec.sections:
        found = section_formula(section, called)
        yield _decision(("section", section.id), called, f"{section.title.zh}：得分 points", found.text, found.reads)
    total = total_formula(rubric, called)
    yield _decision(("total",), called, "总得分 total", total.text, total.reads)


def _decision(
    key: Key,
    called: Names,
    label: str,
    feel: str,
    reads: tuple[Key, ...],
    kind: str = "number",
    mark: Element | None = None,
    bases: tuple[Key, ...] = (),
) -> Element:
    """A decision that is an expression, with the mark of what it is to us."""
    one = xml.element("decision", key, called[key], label)
    xml.said(one, "", xml.mark("sum") if mark is None else mark)
    xml.variable(one, key, called[key], kind)
    xml.requires(one, key, reads, bases)
    xml.literal(one, key, feel, kind)
    return one


def _keys(bases: tuple[Basis, ...]) -> tuple[Key, ...]:
    return tuple(dict.fromkeys(("basis", one.mark, one.text, one.source or "") for one in bases))


def _sources(rubric: Rubric) -> Iterator[Element]:
    """A knowledge source for each basis, resting on the document it comes from."""
    every = [basis for one in rubric.indicators.values() for basis in one.basis]
    every += [basis for one in rubric.indicators.values() for rule in one.rules for basis in rule.basis]
    used: dict[str, None] = {}
    for key in _keys(tuple(every)):
        _, mark, told, source = key
        one = xml.element("knowledgeSource", key, f"{told}（{mark}{'，' + source if source else ''}）", told)
        xml.said(one, "", xml.mark("basis", told, mark=mark, source=source or None))
        if source:
            used[source] = None
            xml.rests_on(one, key, ("source", source))
        xml.text(one, "type", mark)
        yield one
    for source in used:
        spec = rubric.spec.sources[source]
        one = xml.element("knowledgeSource", ("source", source), spec.title.zh, spec.title.zh)
        xml.said(one, f"{spec.title.en}\n{spec.note}".strip(), xml.mark("source", key=source))
        xml.text(one, "type", "source")
        yield one
