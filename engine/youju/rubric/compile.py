"""From a card's words to expressions: parsed, typed, every name known; what is wrong stands at its own column."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import islice
from typing import Literal

from youju.feel import BOOLEAN, NUMBER, Type, fits, names
from youju.feel.types import in_chinese
from youju.rubric.bench import Bench
from youju.rubric.case_names import check_given, unknown_facts, unknown_rules
from youju.rubric.check_spec import ChecksFile
from youju.rubric.form_spec import form_of
from youju.rubric.guards import guard_problems
from youju.rubric.model import WEIGHT, Check, Formula, Indicator, Let, Monotone, Open, Reading, Rule
from youju.rubric.spec import CardSpec
from youju.source import MAX_PROBLEMS, Decoded, Diagnostic, Place, Scalar, did_you_mean


def compile_card(
    card: Decoded[CardSpec], types: Mapping[str, Type], rounding: Fraction, home: tuple[str | None, str | None]
) -> tuple[Indicator | None, list[Diagnostic]]:
    """The indicator a card stands for; `home` is its section and group. None with the problems where it has any."""
    spec = card.model
    bench = Bench(dict(types))
    lets = _lets(card, bench)
    applies = bench.formula(card.scalar("applies"), spec.applies, BOOLEAN) if spec.applies is not None else None
    bench.know(WEIGHT)
    rules = [rule for i in range(len(spec.rules)) if (rule := _rule(card, i, bench)) is not None]
    for i, case in enumerate(spec.cases):
        check_given(card, ("cases", i, "given"), case.given, types, bench)
    opened = [Open(when, one.because) for i, one in enumerate(spec.open) if (when := _open(card, i, bench)) is not None]
    facts = _facts(types, lets, rules, applies)
    monotone = [one for name in spec.monotone for one in _monotone(card, name, facts, bench)]
    bench.problems.extend(islice(_structure(card, types), MAX_PROBLEMS))
    if bench.problems:
        return None, bench.problems
    indicator = Indicator(
        id=spec.indicator,
        title=spec.title,
        aliases=spec.aliases,
        weight=spec.weight or Fraction(0),
        adjustment=spec.adjustment,
        basis=spec.basis,
        applies=applies,
        lets=tuple(lets),
        hit=spec.hit,
        rules=tuple(rules),
        open=tuple(opened),
        round=spec.round or rounding,
        cases=spec.cases,
        section=home[0],
        group=home[1],
        form=None if spec.score is None else form_of(spec.score),
        facts=facts,
        monotone=tuple(monotone),
    )
    return indicator, list(guard_problems(card, indicator))


def compile_checks(
    file: Decoded[ChecksFile], types: Mapping[str, Type], cards: Mapping[str, CardSpec | None]
) -> tuple[list[Check], list[Diagnostic]]:
    """The checks of a file, and what is wrong with them: names, types, indicators and rules they point at.

    `cards` are the cards by indicator; None stands for one that could not be read.
    """
    bench = Bench(dict(types))
    checks: list[Check] = []
    for i, spec in enumerate(file.model.checks):
        when = None
        if spec.when is not None:
            when = bench.formula(file.scalar("checks", i, "when"), spec.when, BOOLEAN)
        bench.wording(file, ("checks", i, "because"), spec.because)
        bench.problems.extend(_targets(file, i, cards))
        checks.append(Check(spec.code, spec, when, spec.printed, spec.at_risk))
    return checks, bench.problems


def _lets(card: Decoded[CardSpec], bench: Bench) -> list[Let]:
    lets: list[Let] = []
    for name, spec in card.model.let.items():
        place = card.scalar("let", name)
        if name in bench.types or name == WEIGHT:
            zh, en = f"`{name}` 已另有所指，请换一个名称", f"`{name}` already means something; choose another name"
            bench.problems.append(Diagnostic(card.key("let", name), "rubric-let-shadows", zh, en))
        single = place.text != ""
        sources = [place if single else card.scalar("let", name, "from", i) for i in range(len(spec.from_))]
        if not single and sources and not sources[0].text:
            sources = [card.scalar("let", name, "from")] * len(spec.from_)
        formulas = [bench.formula(source, text, NUMBER) for source, text in zip(sources, spec.from_, strict=True)]
        readings = [
            Reading(reading.id, formula, reading.title)
            for i, reading in enumerate(spec.readings)
            if (formula := bench.formula(card.scalar("let", name, "readings", i, "from"), reading.from_, NUMBER))
        ]
        if spec.stated is not None:
            bench.problems.extend(_stated(card, name, spec.stated, bench.types))
        lets.append(Let(name, tuple(f for f in formulas if f), spec.stated, tuple(readings)))
        if name not in bench.types:
            bench.know(name)
    return lets


def _stated(card: Decoded[CardSpec], name: str, stated: str, types: Mapping[str, Type]) -> Iterable[Diagnostic]:
    place = card.place("let", name, "stated")
    if stated not in types:
        zh, en = f"词典里没有 `{stated}`", f"the dictionary has no `{stated}`"
        yield Diagnostic(place, "rubric-unknown-fact", zh, en, did_you_mean(stated, types))
    elif not fits(types[stated], NUMBER):
        zh, en = (
            f"这里需要{in_chinese(NUMBER)}，得到{in_chinese(types[stated])}",
            f"expected {NUMBER}, got {types[stated]}",
        )
        yield Diagnostic(place, "rubric-type", zh, en)


def _rule(card: Decoded[CardSpec], index: int, bench: Bench) -> Rule | None:
    spec = card.model.rules[index]
    when = bench.formula(card.scalar("rules", index, "when"), spec.when, BOOLEAN)
    points = bench.formula(card.scalar("rules", index, "points"), spec.points, NUMBER)
    bench.wording(card, ("rules", index, "because"), spec.because)
    if when is None or points is None:
        return None
    return Rule(spec.id, when, points, spec.because, spec.basis)


def _open(card: Decoded[CardSpec], index: int, bench: Bench) -> Formula | None:
    return bench.formula(card.scalar("open", index, "when"), card.model.open[index].when, BOOLEAN)


def _monotone(card: Decoded[CardSpec], name: str, facts: Sequence[str], bench: Bench) -> Iterator[Monotone]:
    place = card.key("monotone", name)
    if name not in bench.types:
        zh, en = f"词典里没有 `{name}`", f"the dictionary has no `{name}`"
        bench.problems.append(Diagnostic(place, "rubric-unknown-fact", zh, en, did_you_mean(name, bench.types)))
    elif name not in facts or bench.types[name].kind not in ("number", "boolean"):
        zh = f"`{name}` 要是这张卡片读的事实，并且是数或是非，才说得上多了得分怎样"
        en = f"`{name}` must be a fact that this card reads, a number or a yes-or-no, to have more of it"
        bench.problems.append(Diagnostic(place, "rubric-monotone", zh, en, did_you_mean(name, facts)))
    single = isinstance(card.node_at("monotone", name), Scalar)
    spec = card.model.monotone[name]
    directions: tuple[tuple[Literal["up", "down"], str | None], ...] = (("up", spec.up), ("down", spec.down))
    for points, text in directions:
        if text is not None:
            source = card.scalar("monotone", name, *(() if single else (points,)))
            where = bench.formula(source, text, BOOLEAN)
            if where is not None:
                yield Monotone(name, points, where)


def _structure(card: Decoded[CardSpec], types: Mapping[str, Type]) -> Iterable[Diagnostic]:
    spec = card.model
    seen: set[str] = set()
    for i, rule in enumerate(spec.rules):
        if rule.id in seen:
            zh, en = f"规则 `{rule.id}` 重复", f"rule `{rule.id}` stands twice"
            yield Diagnostic(card.place("rules", i, "id"), "rubric-duplicate-rule", zh, en)
        seen.add(rule.id)
        if not rule.basis and not spec.basis:
            zh, en = f"规则 `{rule.id}` 没有依据（basis）", f"rule `{rule.id}` has no basis"
            yield Diagnostic(card.place("rules", i), "rubric-no-basis", zh, en)
    for i in range(len(spec.cases)):
        yield from _case(card, i, types, seen)


def _case(card: Decoded[CardSpec], index: int, types: Mapping[str, Type], rules: set[str]) -> Iterable[Diagnostic]:
    case = card.model.cases[index]
    yield from unknown_facts(card, ("cases", index, "given"), case.given, types)
    yield from unknown_rules(card, ("cases", index, "expect"), case.expect, rules)


def _targets(file: Decoded[ChecksFile], index: int, cards: Mapping[str, CardSpec | None]) -> Iterable[Diagnostic]:
    spec = file.model.checks[index]
    if spec.about is not None:
        yield from known_indicator(spec.about, file.place("checks", index, "about"), cards)
    for j, risk in enumerate(spec.at_risk):
        where = ("checks", index, "at_risk", j)
        yield from known_indicator(risk.indicator, file.place(*where, "indicator"), cards)
        if card := cards.get(risk.indicator):
            known = {rule.id for rule in card.rules}
            for k, rule in enumerate(risk.rules):
                if rule not in known:
                    zh, en = f"指标 `{risk.indicator}` 没有规则 `{rule}`", f"`{risk.indicator}` has no rule `{rule}`"
                    place = file.place(*where, "rules", k)
                    yield Diagnostic(place, "rubric-unknown-rule", zh, en, did_you_mean(rule, known))
    if (printed := spec.printed) is not None:
        yield from known_indicator(printed.indicator, file.place("checks", index, "printed", "indicator"), cards)
        if card := cards.get(printed.indicator):
            lets = {name for name, let in card.let.items() if let.stated}
            if printed.let not in lets:
                zh = f"指标 `{printed.indicator}` 没有带 stated 的 `{printed.let}`"
                en = f"`{printed.indicator}` has no let `{printed.let}` with `stated`"
                place = file.place("checks", index, "printed", "let")
                yield Diagnostic(place, "rubric-unknown-let", zh, en, did_you_mean(printed.let, lets))


def known_indicator(name: str, place: Place, cards: Collection[str]) -> Iterable[Diagnostic]:
    """What is wrong with the id of an indicator, which ought to be one of these."""
    if name not in cards:
        zh, en = f"没有指标 `{name}`", f"there is no indicator `{name}`"
        yield Diagnostic(place, "rubric-unknown-indicator", zh, en, did_you_mean(name, cards))


def facts_of(indicator: Indicator, types: Mapping[str, Type]) -> tuple[str, ...]:
    """The facts that the expressions of an indicator read, in order of reading."""
    return _facts(types, indicator.lets, indicator.rules, indicator.applies)


def _facts(
    types: Mapping[str, Type], lets: Sequence[Let], rules: Sequence[Rule], applies: Formula | None
) -> tuple[str, ...]:
    formulas = [formula for let in lets for formula in let.alternatives]
    formulas += [reading.formula for let in lets for reading in let.readings]
    formulas += [formula for rule in rules for formula in (rule.when, rule.points)]
    formulas += [applies] if applies else []
    read = [name for formula in formulas for name in sorted(names(formula.expr))]
    read += [let.stated for let in lets if let.stated]
    return tuple(name for name in dict.fromkeys(read) if name in types)
