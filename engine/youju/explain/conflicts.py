"""Conflicts explained: what a report says against itself, what each value would give, and what would settle it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from youju.audit import Audit, values_of
from youju.audit.doubt import Scene, assuming, printed_fails, readings
from youju.audit.enter import Entered, enter
from youju.audit.words import show_ratio, show_value
from youju.explain.reconcile import Reconciled, reconciled
from youju.facts import Statement
from youju.feel import Value
from youju.firing import Firings, fire
from youju.rubric import Indicator, Let, Text
from youju.structs import Struct

ZERO = Fraction(0)
World = tuple[Text, Entered]
"""A way to read the report, in words, and all that would be entered."""


class Outcome(Struct):
    """One way to read what is in conflict: in words, the points of each indicator that it touches, and the total."""

    words: Text
    points: Mapping[str, Fraction]
    total: Fraction


class Conflict(Struct):
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


def conflicts(audit: Audit) -> tuple[Conflict, ...]:
    """Every fact in conflict, in the order of the dictionary, then every rate that does not follow from its figures."""
    values = values_of(audit.rubric, audit.facts)
    scene = Scene(audit.rubric, audit.facts, values, audit.reading.claims, audit.firings, audit.entered)
    return (*_statements(audit, scene), *_printed(audit, scene))


def _statements(audit: Audit, scene: Scene) -> Iterator[Conflict]:
    for fact in audit.facts.values():
        if fact.status != "conflicting":
            continue
        reads = [one for one in audit.rubric.indicators.values() if fact.name in one.facts]
        worlds: list[World] = []
        for value in fact.worlds:
            words = [show_value(value, fact.spec.scale, fact.spec.shown_unit, lang) for lang in ("zh", "en")]
            fired = fire(audit.rubric, {**scene.values, fact.name: value}, scene.exactly)
            worlds.append((Text(zh=words[0], en=words[1]), _entered(scene, fired)))
        outcomes = _outcomes([one.id for one in reads], worlds)
        found = tuple(one for indicator in reads for one in _rate(audit, indicator, fact.name))
        yield Conflict("statements", fact.name, fact.statements, outcomes, found, fact.spec.papers)


def _printed(audit: Audit, scene: Scene) -> Iterator[Conflict]:
    for indicator in audit.rubric.indicators.values():
        for let in indicator.lets:
            applies = audit.firings.applies[indicator.id] is not False
            if let.stated is None or not applies or not printed_fails(let, audit.facts):
                continue
            rate = audit.facts[let.stated]
            if rate.status == "conflicting":
                continue  # told with its statements
            worlds: list[World] = [
                (_label(let, label, value), _entered(scene, assuming(scene, indicator, {let.name: value})))
                for label, value in readings(scene, indicator, let)
            ]
            outcomes = _outcomes([indicator.id], worlds)
            found = tuple(_rate(audit, indicator, rate.name))
            papers = _papers(audit, indicator, let)
            yield Conflict("printed", rate.name, rate.statements, outcomes, found, papers)


def _entered(scene: Scene, firings: Firings) -> Entered:
    """All that would be entered were this to fire."""
    return enter(scene.rubric, firings, scene.claims, scene.exactly)


def _rate(audit: Audit, indicator: Indicator, name: str) -> Iterator[Reconciled]:
    return (one for one in reconciled(audit, indicator) if one.rate.name == name)


def _papers(audit: Audit, indicator: Indicator, let: Let) -> tuple[str, ...]:
    """Of the check that declares the contradiction, else of the rate and the facts that it is worked out from."""
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


def _outcomes(reads: list[str], worlds: list[World]) -> tuple[Outcome, ...]:
    """The points of the indicators that read it, and of any other whose points are not the same in all worlds."""
    points = [{row.indicator: row.points for row in entered.rows} for _, entered in worlds]
    moved = [name for name in (points[0] if points else ()) if len({one[name] for one in points}) > 1]
    shown = tuple(dict.fromkeys((*reads, *moved)))
    return tuple(
        Outcome(words, {name: one[name] for name in shown}, sum((e.points for e in entered.entries), ZERO))
        for (words, entered), one in zip(worlds, points, strict=True)
    )
