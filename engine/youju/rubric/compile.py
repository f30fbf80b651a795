"""From a card's words to expressions: parsed, typed, every name known; what is wrong stands at its own column."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import islice

from youju.feel import BOOLEAN, NUMBER, FeelError, Problem, Type, Vocabulary, check, fits, names, parse, vocabulary
from youju.feel.types import in_chinese
from youju.rubric.check_spec import ChecksFile
from youju.rubric.form_spec import form_of
from youju.rubric.guards import guard_problems
from youju.rubric.misread import WEIGHT, misread
from youju.rubric.model import Check, Formula, Indicator, Let, Open, Reading, Rule
from youju.rubric.spec import CardSpec, Text
from youju.source import MAX_PROBLEMS, Decoded, Diagnostic, Place, Scalar, did_you_mean

_HOLE = re.compile(r"\{([^{}]*)\}")
_WIDE_HOLE = re.compile(r"(?:｛([^{}｛｝]*)[｝}]|\{([^{}｛｝]*)｝)")
_PAIRED = re.compile(rf"{_HOLE.pattern}|{_WIDE_HOLE.pattern}")
_BRACE = re.compile(r"[{}｛｝]")


@dataclass(slots=True)
class Bench:
    """Where a file's expressions are compiled: the known names and types, and the problems found so far."""

    types: dict[str, Type]
    problems: list[Diagnostic] = field(default_factory=list[Diagnostic])
    known: Vocabulary = field(init=False)

    def __post_init__(self) -> None:
        self.known = vocabulary(frozenset(self.types))

    def know(self, name: str) -> None:
        """From here on a name is that of a number."""
        self.types[name] = NUMBER
        self.known = self.known.plus(name)

    @property
    def enough(self) -> bool:
        """Whether so much is wrong already that the rest is not looked at."""
        return len(self.problems) >= MAX_PROBLEMS

    def formula(self, source: Scalar, text: str, wanted: Type | None) -> Formula | None:
        """The expression, or None with its problems noted. `wanted` is the type it must have, if any."""
        if self.enough:
            return None
        formula, problems = self._read(source, text, wanted)
        meant = misread(source, text, self.known) if problems else ()
        places = {one.place for one in meant}
        # What was meant explains all but the other names that nobody knows.
        self.problems.extend(meant)
        self.problems.extend(
            one for one in problems if not meant or (one.code == "feel-unknown-name" and one.place not in places)
        )
        return formula

    def _read(self, source: Scalar, text: str, wanted: Type | None) -> tuple[Formula | None, list[Diagnostic]]:
        """The expression, or None with what is wrong with it as it stands."""
        try:
            expr = parse(text, self.known)
        except FeelError as error:
            return None, [_at_column(source, error.problem)]
        found, problems = check(expr, self.types)
        if problems:
            return None, [_at_column(source, problem) for problem in problems]
        if wanted is not None and not fits(found, wanted):
            zh, en = f"这里需要{in_chinese(wanted)}，得到{in_chinese(found)}", f"expected {wanted}, got {found}"
            return None, [Diagnostic(source.at(0, len(text)), "rubric-type", zh, en)]
        return Formula(text, expr), []

    def wording(
        self, source: Decoded[CardSpec] | Decoded[ChecksFile], path: tuple[str | int, ...], text: Text | None
    ) -> None:
        """Every `{name}` of a wording must be a known name."""
        for lang, words in (("zh", text.zh), ("en", text.en)) if text else ():
            told = source.scalar(*path, lang)
            for wide in _WIDE_HOLE.finditer(words):
                zh, en = f"`{wide[0]}` 要用半角的花括号", f"`{wide[0]}` takes half-width braces"
                place = told.at(wide.start(), len(wide[0]))
                self.problems.append(Diagnostic(place, "rubric-wording-name", zh, en, f"{{{wide[1] or wide[2]}}}"))
            for brace in _BRACE.finditer(_PAIRED.sub(lambda hole: " " * len(hole[0]), words)):
                zh, en = f"用语里的 `{brace[0]}` 没有配对", f"`{brace[0]}` in the wording has no partner"
                place = told.at(brace.start(), 1)
                self.problems.append(Diagnostic(place, "rubric-wording-name", zh, en, "{名称}"))
            for hole in _HOLE.finditer(words):
                # The words that a form makes up read what its expressions read, and are not blamed a second time.
                if hole.group(1) not in self.types and told.parts is None and not self.enough:
                    place = told.at(hole.start(1), len(hole.group(1)))
                    zh, en = (
                        f"用语里的 `{hole.group(1)}` 不是已知的名称",
                        f"`{hole.group(1)}` in the wording is not a known name",
                    )
                    proposal = did_you_mean(hole.group(1), self.types)
                    self.problems.append(Diagnostic(place, "rubric-wording-name", zh, en, proposal))


def _at_column(source: Scalar, problem: Problem) -> Diagnostic:
    """A problem of the expression language, at its column in the file."""
    place = source.at(problem.start, problem.end - problem.start)
    return Diagnostic(place, problem.code, problem.zh, problem.en, problem.proposal)


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
    for i in range(len(spec.cases)):
        _given(card, i, types, bench)
    opened = [Open(when, one.because) for i, one in enumerate(spec.open) if (when := _open(card, i, bench)) is not None]
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
        facts=_facts(types, lets, rules, applies),
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


def _given(card: Decoded[CardSpec], index: int, types: Mapping[str, Type], bench: Bench) -> None:
    """Every given value of a case is a constant of its fact's type: money with a unit, a truth value as true/false."""
    for name, text in card.model.cases[index].given.items():
        wanted = types.get(name)
        source = card.scalar("cases", index, "given", name)
        formula = None if wanted is None else bench.formula(source, text, None)
        if wanted is None or formula is None:
            continue
        found, _ = check(formula.expr, bench.types)
        if (read := sorted(names(formula.expr))) or not fits(found, wanted):
            said = (f"`{read[0]}` 是名称", f"`{read[0]}` is a name") if read else (in_chinese(found), str(found))
            zh = f"`{name}` 这里应当是{in_chinese(wanted)}的常数，得到{said[0]}"
            en = f"`{name}` takes a constant ({wanted}), got {said[1]}"
            proposal = f"{text} 元 / {text} 万元" if not read and wanted.money and found.money == 0 else None
            bench.problems.append(Diagnostic(source.at(0, len(text)), "rubric-case-value", zh, en, proposal))


def _case(card: Decoded[CardSpec], index: int, types: Mapping[str, Type], rules: set[str]) -> Iterable[Diagnostic]:
    case = card.model.cases[index]
    for name in case.given:
        if name not in types:
            zh, en = f"用例里的 `{name}` 不在词典中", f"`{name}` of the case is not in the dictionary"
            place = card.key("cases", index, "given", name)
            yield Diagnostic(place, "rubric-unknown-fact", zh, en, did_you_mean(name, types))
    expected: list[tuple[str, tuple[str | int, ...]]] = []
    expected += [(name, ("rules", j)) for j, name in enumerate(case.expect.rules or ())]
    expected += [(case.expect.rule, ("rule",))] if case.expect.rule else []
    for name, path in expected:
        if name not in rules:
            zh, en = f"没有规则 `{name}`", f"there is no rule `{name}`"
            place = card.place("cases", index, "expect", *path)
            yield Diagnostic(place, "rubric-unknown-rule", zh, en, did_you_mean(name, rules))


def _targets(file: Decoded[ChecksFile], index: int, cards: Mapping[str, CardSpec | None]) -> Iterable[Diagnostic]:
    spec = file.model.checks[index]
    if spec.about is not None:
        yield from _known_indicator(spec.about, file.place("checks", index, "about"), cards)
    for j, risk in enumerate(spec.at_risk):
        where = ("checks", index, "at_risk", j)
        yield from _known_indicator(risk.indicator, file.place(*where, "indicator"), cards)
        if card := cards.get(risk.indicator):
            known = {rule.id for rule in card.rules}
            for k, rule in enumerate(risk.rules):
                if rule not in known:
                    zh, en = f"指标 `{risk.indicator}` 没有规则 `{rule}`", f"`{risk.indicator}` has no rule `{rule}`"
                    place = file.place(*where, "rules", k)
                    yield Diagnostic(place, "rubric-unknown-rule", zh, en, did_you_mean(rule, known))
    if (printed := spec.printed) is not None:
        yield from _known_indicator(printed.indicator, file.place("checks", index, "printed", "indicator"), cards)
        if card := cards.get(printed.indicator):
            lets = {name for name, let in card.let.items() if let.stated}
            if printed.let not in lets:
                zh = f"指标 `{printed.indicator}` 没有带 stated 的 `{printed.let}`"
                en = f"`{printed.indicator}` has no let `{printed.let}` with `stated`"
                place = file.place("checks", index, "printed", "let")
                yield Diagnostic(place, "rubric-unknown-let", zh, en, did_you_mean(printed.let, lets))


def _known_indicator(name: str, place: Place, cards: Mapping[str, CardSpec | None]) -> Iterable[Diagnostic]:
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
