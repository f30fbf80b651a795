"""Conflicts explained: what a report says against itself, what each value would give, and what would settle it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from youju.audit import Audit, values_of
from youju.audit.doubt import Scene, assuming, printed_fails, readings
from youju.audit.enter import Entered, enter
from youju.audit.words import show_ratio, show_value
from youju.explain.reconcile import Reconciled, reconciled
from youju.facts import Statement
from youju.feel import Value
from youju.firing import Firings, fire
from youju.rubric import Indicator, Let, Text

ZERO = Fraction(0)


@dataclass(frozen=True, slots=True)
class Outcome:
    """One way to read what is in conflict: in words, the points of each indicator that it touches, and the total."""

    words: Text
    points: Mapping[str, Fraction]
    total: Fraction


@dataclass(frozen=True, slots=True)
class Conflict:
    """A fact whose statements disagree (`statements`), or a rate that its own figures do not give (`printed`).

    `outcomes` are all ways to read it, the one that was scored first where it is among them; `reconciled` tells which
    unseen numbers would make a rate come out, `papers` where to look.
    """

    kind: str
    fact: str
    statements: tuple[Statement, ...]
    outcomes: tuple[Outcome, ...]
    reconciled: tuple[Reconciled, ...]
    papers: tuple[str, ...]

    @property
    def neutral(self) -> bool:
        """Whether the score is the same whichever holds, of every indicator and in all."""
        return all(
            (one.points, one.total) == (self.outcomes[0].points, self.outcomes[0].total) for one in self.outcomes
        )


@dataclass(frozen=True)
class _Whole:
    """An audit that can be entered anew in other worlds."""

    audit: Audit

    @cached_property
    def scene(self) -> Scene:
        audit = self.audit
        values = values_of(audit.rubric, audit.facts)
        return Scene(audit.rubric, audit.facts, values, audit.reading.claims, audit.firings, audit.entered)

    def outcome(self, words: Text, firings: Firings) -> tuple[Text, Entered]:
        """All that would be entered were this to fire."""
        scene = self.scene
        return words, enter(scene.rubric, firings, scene.claims, scene.exactly)


def conflicts(audit: Audit) -> tuple[Conflict, ...]:
    """Every fact in conflict, in the order of the dictionary, then every rate that does not follow from its figures."""
    whole = _Whole(audit)
    return (*_statements(whole), *_printed(whole))


def _statements(whole: _Whole) -> Iterator[Conflict]:
    audit = whole.audit
    for fact in audit.facts.values():
        if fact.status != "conflicting":
            continue
        reads = [one for one in audit.rubric.indicators.values() if fact.name in one.facts]
        worlds = [
            whole.outcome(
                Text(**{lang: show_value(value, fact.spec.scale, fact.spec.shown_unit, lang) for lang in ("zh", "en")}),
                fire(audit.rubric, {**whole.scene.values, fact.name: value}, whole.scene.exactly),
            )
            for value in fact.worlds
        ]
        found = tuple(one for indicator in reads for one in reconciled(audit, indicator) if one.rate.name == fact.name)
        outcomes = _outcomes([one.id for one in reads], worlds)
        yield Conflict("statements", fact.name, fact.statements, outcomes, found, fact.spec.papers)


def _printed(whole: _Whole) -> Iterator[Conflict]:
    audit, scene = whole.audit, whole.scene
    for indicator in audit.rubric.indicators.values():
        for let in indicator.lets:
            applies = audit.firings.applies[indicator.id] is not False
            if let.stated is None or not applies or not printed_fails(let, audit.facts):
                continue
            rate = audit.facts[let.stated]
            if rate.status == "conflicting":
                continue  # told with its statements
            worlds = [
                whole.outcome(_label(let, label, value), assuming(scene, indicator, {let.name: value}))
                for label, value in readings(scene, indicator, let)
            ]
            found = tuple(one for one in reconciled(audit, indicator) if one.rate.name == rate.name)
            yield Conflict(
                "printed",
                rate.name,
                rate.statements,
                _outcomes([indicator.id], worlds),
                found,
                _papers(whole, indicator, let),
            )


def _papers(whole: _Whole, indicator: Indicator, let: Let) -> tuple[str, ...]:
    """Of the check that declares the contradiction, else of the rate and the facts that it is worked out from."""
    audit = whole.audit
    for check in audit.rubric.checks:
        if check.printed and (check.printed.indicator, check.printed.let) == (indicator.id, let.name):
            return check.spec.papers
    return audit.facts[let.stated or ""].spec.papers


def _label(let: Let, label: tuple[str, str], value: Value) -> Text:
    kind, name = label
    titles = {reading.id: reading.title for reading in let.readings}
    words = {
        "printed": Text(zh="按写出的比率", en="as printed"),
        "figures": Text(zh=f"按所列数据（{name}）", en=f"by the figures ({name})"),
        "reading": Text(zh=f"另一口径（{titles[name].zh}）", en=f"another reading ({titles[name].en})")
        if name in titles
        else Text(zh=name, en=name),
    }[kind]
    return Text(zh=f"{words.zh} {show_ratio(value)}", en=f"{words.en} {show_ratio(value, 'en')}")


def _outcomes(reads: list[str], worlds: list[tuple[Text, Entered]]) -> tuple[Outcome, ...]:
    """The points of the indicators that read it, and of any other whose points are not the same in all worlds."""
    points = [{row.indicator: row.points for row in entered.rows} for _, entered in worlds]
    moved = [name for name in (points[0] if points else ()) if len({one[name] for one in points}) > 1]
    shown = tuple(dict.fromkeys((*reads, *moved)))
    return tuple(
        Outcome(words, {name: one[name] for name in shown}, sum((e.points for e in entered.entries), ZERO))
        for (words, entered), one in zip(worlds, points, strict=True)
    )
