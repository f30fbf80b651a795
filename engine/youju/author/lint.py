"""What is not wrong and yet not right: golden cases that fail, dead rules, names nobody reads, words without values."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import Literal as OneOf

from youju.audit.cases import run_case
from youju.audit.departments import run_department
from youju.author.bare_ratio import bare_ratios
from youju.author.reach import unreachable
from youju.author.twice import same_cases
from youju.author.zero import undecided
from youju.feel import Compare, Expr, Name, children, evaluate, names, show_number
from youju.rubric import WEIGHT, Authored, Basis, Department, Formula, Indicator, Rubric, Text, Versions
from youju.rubric.spec import CardSpec
from youju.rubric.versions import told_once
from youju.source import Decoded, Diagnostic, Place
from youju.structs import Struct

Level = OneOf["error", "warning", "note"]
LEVELS: dict[str, Level] = {
    "lint-case": "error",
    "lint-dead-rule": "error",
    "lint-undecided": "error",
    "lint-same-case": "warning",
    "lint-bare-ratio": "warning",
    "lint-points": "warning",
    "lint-unread-name": "warning",
    "lint-unread-fact": "warning",
    "lint-untranslated": "warning",
    "lint-wording": "warning",
    "lint-no-case": "warning",
    "lint-assumed": "note",
}
"""How grave each code is, where a diagnostic does not say of itself.

An error and a warning are mended before a rubric is published, a note is known.
"""
_HOLE = re.compile(r"\{([^{}]*)\}")
_CHINESE = re.compile(r"[\u3400-\u9fff]")


class _Card(Struct):
    """A card as written, with the indicator it became."""

    written: Decoded[CardSpec]
    indicator: Indicator


def lint_versions(versions: Versions) -> tuple[Diagnostic, ...]:
    """All there is to say of every version, each thing once; what does not hold from the first on says since when.

    A fact that some version reads is no fact that nobody reads.
    """
    read = frozenset(name for version in versions.all for name in _read(version.rubric))
    found = told_once([(version.span, lint(version, read)) for version in versions.all], versions.files)
    return tuple(sorted(found, key=lambda one: (one.place, one.code, one.zh)))


def lint(authored: Authored, read: frozenset[str] = frozenset()) -> tuple[Diagnostic, ...]:
    """All there is to say of a version that loads, in order of place; `read` are facts that other versions read."""
    rubric = authored.rubric
    cards = [_Card(card, rubric.indicators[card.model.indicator]) for card in authored.cards]
    found: list[Diagnostic] = []
    for card in cards:
        found.extend(_cases(authored, card))
        found.extend(same_cases(card.written))
        found.extend(_dead(card))
        found.extend(_undecided(authored, card))
        found.extend(bare_ratios(card.written, card.indicator, authored.rubric.dictionary.facts))
        found.extend(_points(card))
        found.extend(_unread_lets(card))
        found.extend(_words(authored, card))
        found.extend(_assumed(card.written, card.written.model.basis, ()))
        for i, rule in enumerate(card.written.model.rules):
            found.extend(_assumed(card.written, rule.basis, ("rules", i)))
    for department in authored.departments:
        found.extend(_department(authored.rubric, department))
    found.extend(_unread_facts(authored, read))
    found.extend(_texts_of_the_head(authored))
    return tuple(sorted(set(found), key=lambda one: (one.place, one.code, one.zh)))


def level_of(diagnostic: Diagnostic) -> Level:
    """How grave one is."""
    return diagnostic.level or LEVELS[diagnostic.code]


def _cases(authored: Authored, card: _Card) -> Iterator[Diagnostic]:
    spec = card.written.model
    if not spec.cases:
        zh, en = f"`{spec.indicator}` 没有用例", f"`{spec.indicator}` has no golden case"
        yield Diagnostic(card.written.place("indicator"), "lint-no-case", zh, en)
    for i, case in enumerate(spec.cases):
        for one in run_case(authored.rubric, card.indicator, case, "exact").differences:
            named = f"“{case.note}”" if case.note else f"第 {i + 1} 例"
            zh = f"用例{named}：{one.what} 应为 {one.expected}，算得 {one.found or '无'}"
            en = f"case {i + 1}: {one.what} should be `{one.expected}`, is `{one.found}`"
            yield Diagnostic(card.written.place("cases", i, "expect", one.what), "lint-case", zh, en)


def _department(rubric: Rubric, file: Department) -> Iterator[Diagnostic]:
    """A case of a whole department: its sums, and of each indicator what it speaks of."""
    result = run_department(rubric, file.model, "exact")
    told = [(path, path[-1], one) for path, one in result.differences]
    told += [
        (("indicators", name, one.what), f"{name} {one.what}", one)
        for name, of in result.indicators.items()
        for one in of.differences
    ]
    for path, what, one in told:
        zh = f"部门用例“{file.model.department}”：{what} 应为 {one.expected}，算得 {one.found or '无'}"
        en = f"department case: {what} should be `{one.expected}`, is `{one.found}`"
        yield Diagnostic(file.place("expect", *path), "lint-case", zh, en)


def _dead(card: _Card) -> Iterator[Diagnostic]:
    for rule_id in unreachable(card.indicator):
        i = [rule.id for rule in card.indicator.rules].index(rule_id)
        zh = f"规则 `{rule_id}` 永远轮不到：条件不可能成立，或前面的规则已全占了"
        en = f"rule `{rule_id}` is never reached: it cannot hold, or earlier rules take all of it"
        yield Diagnostic(card.written.place("rules", i, "when"), "lint-dead-rule", zh, en)


def _undecided(authored: Authored, card: _Card) -> Iterator[Diagnostic]:
    found = undecided(authored.rubric, card.indicator)
    if found is not None:
        told = "，".join(f"{name} = {value}" for name, value in found.given.items())
        zh = f"除数为 0 时规则判不了：{told}"
        en = f"with a divisor of 0 no rule decides: `{told}`"
        yield Diagnostic(card.written.key("rules"), "lint-undecided", zh, en)


def _points(card: _Card) -> Iterator[Diagnostic]:
    """Constant points that no rule of an indicator with this weight can give; under `sum` some are taken off."""
    weight = card.indicator.weight
    if card.indicator.adjustment:
        return
    for i, rule in enumerate(card.indicator.rules):
        if not names(rule.points.expr) <= {WEIGHT}:
            continue
        match evaluate(rule.points.expr, {WEIGHT: weight}):
            case Fraction() as value if value > weight or (value < 0 and card.indicator.hit != "sum"):
                text, bound = rule.points.text, show_number(weight)
                zh = f"`{text}` 不在 0 至分值 {bound} 之间"
                en = f"`{text}` is not between 0 and the weight, {bound}"
                place = card.written.scalar("rules", i, "points").at(0, len(text))
                yield Diagnostic(place, "lint-points", zh, en)
            case _:
                pass


def _formulas(indicator: Indicator) -> Iterator[Formula]:
    for let in indicator.lets:
        yield from let.alternatives
        yield from (reading.formula for reading in let.readings)
    for rule in indicator.rules:
        yield from (rule.when, rule.points)
    yield from (case.when for case in indicator.open)
    if indicator.applies is not None:
        yield indicator.applies


def _unread_lets(card: _Card) -> Iterator[Diagnostic]:
    read = {name for formula in _formulas(card.indicator) for name in names(formula.expr)}
    read |= {hole for rule in card.indicator.rules if rule.because for hole in _holes(rule.because)}
    for let in card.indicator.lets:
        if let.name not in read:
            zh, en = f"没有规则用到 `{let.name}`", f"no rule reads `{let.name}`"
            yield Diagnostic(card.written.key("let", let.name), "lint-unread-name", zh, en)


def _read(rubric: Rubric) -> Iterator[str]:
    """Every fact that a card or a check reads."""
    for indicator in rubric.indicators.values():
        yield from indicator.facts
    for check in rubric.checks:
        yield from names(check.when.expr) if check.when else ()


def _unread_facts(authored: Authored, elsewhere: frozenset[str]) -> Iterator[Diagnostic]:
    """Facts that are looked for in this rubric's own indicators, and that nothing of it reads."""
    rubric = authored.rubric
    read = elsewhere.union(_read(rubric))
    titles = {title for sought in rubric.sought() for title in sought.titles}
    for name, spec in rubric.dictionary.facts.items():
        if name not in read and spec.within and titles >= set(spec.within):
            zh = f"词典的 `{name}` 只在本标准的指标里找，却没有规则用到"
            en = f"`{name}` of the dictionary is looked for in these indicators, and no rule reads it"
            yield Diagnostic(authored.head.place("rubric"), "lint-unread-fact", zh, en)


def _holes(text: Text) -> Iterator[str]:
    for words in (text.zh, text.en):
        yield from _HOLE.findall(words)


def _words(authored: Authored, card: _Card) -> Iterator[Diagnostic]:
    facts, written = authored.rubric.dictionary.facts, card.written
    yield from _untranslated(written.model.title, written.place("title"))
    for i, rule in enumerate(card.indicator.rules):
        # The words that a form makes up are not the author's to translate; they may hold his units and names.
        if rule.because is None or written.scalar("rules", i, "because", "zh").parts is not None:
            continue
        place = written.place("rules", i, "because")
        yield from _untranslated(rule.because, place)
        varying = _varying(rule.when.expr)
        figures = [name for name in varying if name not in facts or facts[name].type != "boolean"]
        if figures and not any(_holes(rule.because)):
            zh = f"规则 `{rule.id}` 看的是数值，用语里却一个也没有，如 {{{sorted(figures)[0]}}}"
            en = f"rule `{rule.id}` looks at figures, and its wording shows none, such as {{`{sorted(figures)[0]}`}}"
            yield Diagnostic(place, "lint-wording", zh, en)


def _varying(expr: Expr) -> frozenset[str]:
    """The names whose value a condition leaves open; `= 0` says it in full."""
    match expr:
        case Compare("=", left, right) if not (names(left) and names(right)):
            return frozenset()
        case Compare():
            return names(expr)
        case Name(name):
            return frozenset((name,))
        case _:
            return frozenset(name for part in children(expr) for name in _varying(part))


def _texts_of_the_head(authored: Authored) -> Iterator[Diagnostic]:
    head = authored.head
    yield from _untranslated(head.model.title, head.place("title"))
    for i, section in enumerate(head.model.sections):
        yield from _untranslated(section.title, head.place("sections", i, "title"))
        for j, group in enumerate(section.groups):
            yield from _untranslated(group.title, head.place("sections", i, "groups", j, "title"))
    rules: Sequence[tuple[str, Iterable[Text]]] = (
        ("transfers", (one.because for one in head.model.transfers)),
        ("caps", (one.because for one in head.model.caps)),
        ("accept", (one.because for one in head.model.accept)),
    )
    for key, texts in rules:
        for i, text in enumerate(texts):
            yield from _untranslated(text, head.place(key, i, "because"))
    for file in authored.checks:
        for i, check in enumerate(file.model.checks):
            yield from _untranslated(check.title, file.place("checks", i, "title"))
            yield from _untranslated(check.because, file.place("checks", i, "because"))


def _untranslated(text: Text, place: Place) -> Iterator[Diagnostic]:
    """English that is the Chinese again, or still has Chinese in it outside of names and quotes."""
    english = re.sub(r"\{[^{}]*\}|“[^”]*”", "", text.en)
    if text.zh == text.en or _CHINESE.search(english):
        zh, en = f"没有译成英文：{text.zh}", f"not translated: `{text.zh}`"
        yield Diagnostic(place, "lint-untranslated", zh, en)


def _assumed(written: Decoded[CardSpec], basis: Sequence[Basis], path: tuple[str | int, ...]) -> Iterator[Diagnostic]:
    for i, one in enumerate(basis):
        if one.mark == "assumed":
            zh, en = f"依据还是假定：{one.text}", f"the basis is still assumed: `{one.text}`"
            yield Diagnostic(written.place(*path, "basis", i), "lint-assumed", zh, en)
