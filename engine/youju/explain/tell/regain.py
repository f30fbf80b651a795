"""What would regain lost points, in sentences: what is lost, what it would have taken, advice, where a score stays."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from youju.audit import Audit
from youju.audit.words import one_line, points_text, show_value
from youju.explain.answers import Change, Regain, Stay, Way
from youju.facts import FactSpec
from youju.feel import UNKNOWN, Value
from youju.ledger.sentences import Said, Sentence, sentence
from youju.ledger.sentences.regain import FORMS


def tell_regain(audit: Audit, found: Regain) -> tuple[Sentence, ...]:
    """The sentences, the head first; what belongs to one above it is set in."""
    return tuple(_Teller(audit, found).lines())


def regain_text(audit: Audit, found: Regain, lang: str) -> str:
    """The sentences as lines of a screen, without a newline at the end."""
    return "\n".join(f"{'  ' * one.depth}{one.text(lang)}" for one in tell_regain(audit, found))


@dataclass(frozen=True, slots=True)
class _Teller:
    audit: Audit
    found: Regain

    def lines(self) -> Iterator[Sentence]:
        yield self._head()
        if self.found.ruled:
            yield self._line("head/ruled")
        yield from self._ways()
        yield from self._advice()
        for name in self.found.missing:
            papers = self._papers(name)
            yield self._line("missing/papers" if papers else "missing/bare", name=self._name(name), **papers)
        for number, stay in enumerate(self.found.stays):
            yield self._stay(number, stay)

    def _head(self) -> Sentence:
        row = self.audit.ledger.row(self.found.indicator)
        indicator = self.audit.rubric.indicators[self.found.indicator]
        title = Said(one_line(indicator.title.zh), one_line(indicator.title.en), "title")
        numbers = {
            "points": row.points,
            "weight": row.effective_weight,
            "lost": row.effective_weight - row.points,
            "low": row.low,
            "high": row.high,
        }
        key = "head/lost"
        if row.status == "not_applicable":
            key = "head/not-applicable"
        elif indicator.adjustment:
            key = "head/adjustment"
        elif self.found.missing:
            key = "head/open"
        elif row.points >= row.effective_weight:
            key = "head/nothing-lost"
        told = {name: _points(value, name) for name, value in numbers.items() if f"{{{name}}}" in FORMS[key]["zh"]}
        return sentence(FORMS, key, 0, title=title, **told)

    def _ways(self) -> Iterator[Sentence]:
        found = self.found
        weight = self.audit.ledger.row(found.indicator).effective_weight
        if found.ways and found.target < weight:
            yield self._line("way/most", points=_points(found.target, "way:0:points"))
        for number, way in enumerate(found.nearer):
            yield from self._way(f"near:{number}", way, "nearer")
        for number, way in enumerate(found.ways):
            yield from self._way(f"way:{number}", way)
        lost = weight > found.points + found.ruled and not self.audit.rubric.indicators[found.indicator].adjustment
        if lost and not found.missing and found.exact and not found.ways:
            yield self._line("way/none")
        if not found.exact and not found.missing:
            yield self._line("way/not-exact")

    def _way(self, of: str, way: Way, table: str = "way") -> Iterator[Sentence]:
        points = _points(way.points, f"{of}:points")
        if len(way.changes) == 1:
            change = way.changes[0]
            key = _kind(change)
            key = f"{key}-fixed" if key == "number" and change.remedy == "fixed" else key
            yield self._line(f"{table}/{key}", points=points, **self._change(f"{of}:0", change))
            return
        yield self._line("way/together", points=points)
        for number, change in enumerate(way.changes):
            yield sentence(FORMS, f"part/{_kind(change)}", 2, **self._change(f"{of}:{number}", change))

    def _change(self, of: str, change: Change) -> dict[str, Said]:
        told = {
            "name": self._name(change.fact, f"{of}:name"),
            "before": self._value(change.fact, change.before, f"{of}:before"),
            "after": self._value(change.fact, change.after, f"{of}:after"),
        }
        before, after = change.before, change.after
        if isinstance(before, Fraction) and isinstance(after, Fraction):
            told["gap"] = self._gap(change.fact, abs(after - before), f"{of}:gap")
        return told

    def _advice(self) -> Iterator[Sentence]:
        """What may be done about each fact of the ways, once."""
        changes = {change.fact: change for way in self.found.ways for change in way.changes}
        for name, change in changes.items():
            papers = self._papers(name) if change.remedy == "rectifiable" else {}
            key = f"{change.remedy}-papers" if papers else change.remedy
            yield self._line(f"advice/{key}", name=self._name(name), **papers)

    def _stay(self, number: int, stay: Stay) -> Sentence:
        ends = {
            key: self._value(stay.fact, end, f"stay:{number}:{key}")
            for key, end in (("low", stay.low), ("high", stay.high))
            if end is not None
        }
        key = "between" if len(ends) == 2 else "least" if "low" in ends else "most"
        key = "only" if stay.low == stay.high else key
        if stay.low == stay.step and stay.low != stay.high and self._spec(stay.fact).type != "count":
            # A divisor has to be above 0: nobody says that a budget is 0.01 or more.
            key = "positive" if "high" in ends else "positive_any"
            ends.pop("low")
        return self._line(f"stay/{key}", name=self._name(stay.fact, f"stay:{number}:name"), **ends)

    def _line(self, key: str, **slots: Said) -> Sentence:
        return sentence(FORMS, key, 1, **slots)

    def _spec(self, fact: str) -> FactSpec:
        return self.audit.rubric.dictionary.facts[fact]

    def _name(self, fact: str, of: str = "") -> Said:
        return Said(fact, self._spec(fact).en, of or f"name:{fact}")

    def _papers(self, fact: str) -> dict[str, Said]:
        papers = self._spec(fact).papers
        return {"papers": Said("、".join(papers), ", ".join(papers), f"papers:{fact}")} if papers else {}

    def _value(self, fact: str, value: Value, of: str) -> Said:
        spec = self._spec(fact)
        zh, en = (show_value(value, spec.scale, spec.shown_unit, lang) for lang in ("zh", "en"))
        return Said(zh, en, of)

    def _gap(self, fact: str, size: Fraction, of: str) -> Said:
        """Between two percentages lie percentage points."""
        shown = self._value(fact, size, of)
        if self._spec(fact).shown_unit != "%":
            return shown
        number = shown.zh.removesuffix("%")
        return Said(f"{number} 个百分点", f"{number} percentage points", of)


def _kind(change: Change) -> str:
    if change.step is not None:
        return "number"
    return f"answer{'-unknown' if change.before is UNKNOWN else ''}"


def _points(value: Fraction, of: str) -> Said:
    return Said(points_text(value), points_text(value), of)
