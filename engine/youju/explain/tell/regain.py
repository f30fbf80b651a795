"""What would regain lost points, in sentences: what is lost, what it would have taken, and where a score stays."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from youju.audit import Audit
from youju.audit.words import one_line, show_value
from youju.explain.answers import Change, Regain, Stay, Way
from youju.explain.ranges import between
from youju.explain.said import amount, apart, points
from youju.explain.written import in_lines
from youju.facts import FactSpec
from youju.feel import UNKNOWN, Value
from youju.ledger.sentences import Said, Sentence, sentence
from youju.ledger.sentences.regain import FORMS
from youju.structs import Struct, field, replace

ZERO = Fraction(0)
_REMEDIES = ("rectifiable", "next-year", "fixed")


def tell_regain(audit: Audit, found: Regain) -> tuple[Sentence, ...]:
    """The sentences, the head first; what belongs to one above it is set in."""
    return tuple(_Teller(audit, found).lines())


def regain_text(audit: Audit, found: Regain, lang: str) -> str:
    """The sentences as lines of a screen, without a newline at the end."""
    return in_lines(tell_regain(audit, found), lang)


def nearest(audit: Audit, found: Regain, aimed: bool = False) -> tuple[Sentence, ...]:
    """The one sentence to tell of lost points: the nearest way with how far the score stays, or one of the two alone.

    None where nothing is lost that facts could win back, and where what is missing has to be found out first. With
    `aimed` the sentence before it said what the full points ask for.
    """
    teller = _Teller(audit, found, aimed=aimed)
    if found.points + found.ruled >= teller.weight or found.missing or teller.adjusts:
        return ()
    if found.ways and len(found.ways[0].changes) == 1:
        return tuple(teller.nearest(found.ways[0]))
    if found.ways:
        return tuple(teller.way("way:0", found.ways[0]))
    return tuple(teller.stays())[:1]


def besides(audit: Audit, found: Regain, most: int) -> tuple[Sentence, ...]:
    """What fits a screen beside the nearest way: a step that leads less far, another way, what is missing, where the
    score stays; at most so many of them.
    """
    teller, told = _Teller(audit, found), nearest(audit, found)
    if told:
        # What is done about a fact was told with the nearest way.
        teller.advised.update(change.fact for way in found.ways[:1] for change in way.changes)
        nearer = (one for at, way in enumerate(found.nearer) for one in teller.way(f"near:{at}", way))
        alone = ((at, way) for at, way in enumerate(found.ways) if at and len(way.changes) == 1)
        return (*nearer, *(one for at, way in alone for one in teller.way(f"way:{at}", way)))[:most]
    return (*teller.missing(), *teller.stays())[:most]


class _Teller(Struct):
    """The sentences of one indicator; what may be done about a fact is told with the first way that changes it."""

    audit: Audit
    found: Regain
    aimed: bool = False
    advised: set[str] = field(default_factory=set[str])

    @property
    def weight(self) -> Fraction:
        return self.audit.ledger.row(self.found.indicator).effective_weight

    @property
    def adjusts(self) -> bool:
        return self.audit.rubric.indicators[self.found.indicator].adjustment

    def lines(self) -> Iterator[Sentence]:
        head = self._head()
        yield head
        if self.found.ruled:
            yield self._line("head/ruled")
        yield from self.ways()
        # What settles nothing is not to be looked up.
        yield from self.missing() if head.key != "head/open-same" else ()
        yield from self.stays()

    def ways(self) -> Iterator[Sentence]:
        found = self.found
        if found.ways and found.target < self.weight:
            yield self._line("way/most", points=points(found.target, "way:0:points"))
        for number, way in enumerate(found.nearer):
            yield from self.way(f"near:{number}", way)
        for number, way in enumerate(found.ways):
            yield from self.way(f"way:{number}", way)
        lost = self.weight > found.points + found.ruled and not self.adjusts
        if lost and not found.missing and found.exact and not found.ways:
            yield self._line("way/none")
        if not found.exact and not found.missing:
            yield self._line("way/not-exact")

    def way(self, of: str, way: Way) -> Iterator[Sentence]:
        """A way on a line, or where several facts change together on a line each."""
        aim, said = self._aim(of, way)
        if len(way.changes) == 1:
            change = way.changes[0]
            settled = "settled-" if change.remedy == "fixed" and change.step is not None else ""
            yield self._told(f"way/{settled}{_kind(change)}/{aim}", f"{of}:0", change, said, 1)
            return
        yield self._line(f"way/together/{aim}", **said)
        for number, change in enumerate(way.changes):
            yield self._told(f"part/{_kind(change)}", f"{of}:{number}", change, {}, 2)

    def nearest(self, way: Way) -> Iterator[Sentence]:
        """The first way, of a figure with how far the score stays as it is."""
        change = way.changes[0]
        number, stay = next(
            ((at, one) for at, one in enumerate(self.found.stays) if one.fact == change.fact), (0, None)
        )
        if stay is None or not self._tells(stay):
            yield from self.way("way:0", way)
            return
        aim, said = replace(self, aimed=False)._aim("way:0", way)
        held = self._stay(number, stay)
        settled = "settled-" if change.remedy == "fixed" else ""
        yield self._told(f"{held.key}/{settled}{_kind(change)}/{aim}", "way:0:0", change, {**said, **held.slots}, 1)

    def missing(self) -> Iterator[Sentence]:
        for name in self.found.missing:
            papers = self._papers(name)
            yield self._line("missing/papers" if papers else "missing/bare", name=self._name(name), **papers)

    def stays(self) -> Iterator[Sentence]:
        """Where the score stays, first of what can be done better; nothing where any other value changes it."""
        every = [(at, one) for at, one in enumerate(self.found.stays) if self._tells(one)]
        for number, stay in sorted(every, key=lambda one: _REMEDIES.index(self._spec(one[1].fact).remedy)):
            yield self._stay(number, stay)

    def _tells(self, stay: Stay) -> bool:
        """Whether an interval says anything: not one value alone, and more than that there must be something."""
        anything = stay.high is None and stay.low == stay.step and self._spec(stay.fact).least == ZERO
        return stay.low != stay.high and not anything

    def _head(self) -> Sentence:
        row = self.audit.ledger.row(self.found.indicator)
        indicator = self.audit.rubric.indicators[self.found.indicator]
        title = Said(one_line(indicator.title.zh), one_line(indicator.title.en), "title")
        numbers = {
            "points": row.points,
            "weight": row.effective_weight,
            "lost": row.effective_weight - row.points,
        }
        key = "head/lost"
        if row.status == "not_applicable":
            key = "head/not-applicable"
        elif indicator.adjustment:
            key = "head/adjustment"
        elif self.found.missing:
            numbers["low"], numbers["high"] = between(self.audit, self.found.indicator)
            key = "head/open-same" if numbers["low"] == numbers["high"] == row.points else "head/open"
        elif row.points >= row.effective_weight:
            key = "head/nothing-lost"
        told = {
            name: points(value, f"range:{name}" if name in ("low", "high") else name)
            for name, value in numbers.items()
            if f"{{{name}}}" in FORMS[key]["zh"]
        }
        return sentence(FORMS, key, 0, title=title, **told)

    def _aim(self, of: str, way: Way) -> tuple[str, dict[str, Said]]:
        """Whether a way leads to the full points, else to how many."""
        if way.points >= self.weight:
            return "so" if self.aimed else "full", {}
        return "points", {"points": points(way.points, f"{of}:points")}

    def _told(self, key: str, of: str, change: Change, more: Mapping[str, Said], depth: int) -> Sentence:
        """A change under a key, with what may be done about it where that was not told yet."""
        said = {**self._change(of, change), **more}
        # What has to be found out first is neither settled nor to be done better.
        if change.fact not in self.advised and (change.before is not UNKNOWN or change.remedy == "rectifiable"):
            self.advised.add(change.fact)
            papers = self._papers(change.fact) if change.remedy == "rectifiable" else {}
            key, said = f"{key}/{change.remedy}{'-papers' if papers else ''}", {**said, **papers}
        form = FORMS[key]
        return Sentence(key, form, {name: one for name, one in said.items() if f"{{{name}}}" in form["zh"]}, depth)

    def _change(self, of: str, change: Change) -> dict[str, Said]:
        ends = {"before": change.before, "after": change.after, "far": change.far}
        told = {
            "name": self._name(change.fact, f"{of}:name"),
            **{key: self._value(change.fact, end, f"{of}:{key}") for key, end in ends.items()},
        }
        before, after = change.before, change.after
        if isinstance(before, Fraction) and isinstance(after, Fraction):
            told["gap"] = apart(abs(after - before), self._spec(change.fact).shown_unit, f"{of}:gap")
        return told

    def _stay(self, number: int, stay: Stay) -> Sentence:
        """How far the score stays; an end of what the fact can be at all need not be told."""
        least, most = self._spec(stay.fact).least, self._spec(stay.fact).most
        low = None if stay.low == least and stay.high is not None else stay.low
        high = None if stay.high == most and low is not None else stay.high
        ends = {
            key: self._value(stay.fact, end, f"stay:{number}:{key}")
            for key, end in (("low", low), ("high", high))
            if end is not None
        }
        key = "between" if len(ends) == 2 else "least" if "low" in ends else "most"
        if key == "between" and low == stay.step and least == ZERO:
            key = "positive"
            del ends["low"]
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
        if spec.shown_unit == "%":
            return amount(value, "%", of)
        zh, en = (show_value(value, spec.scale, spec.shown_unit, lang) for lang in ("zh", "en"))
        return Said(zh, en, of)


def _kind(change: Change) -> str:
    """Which values would do, by what bounds them; or that it is a question."""
    before, after, far = change.before, change.after, change.far
    if change.step is None or not isinstance(before, Fraction) or not isinstance(after, Fraction):
        return f"answer{'-unknown' if before is UNKNOWN else ''}"
    up = after > before
    # A quantity that must not be nothing at all need not be told so.
    if far is None or (not up and far == change.step):
        return "least" if up else "most"
    return f"{'only' if far == after else 'between'}-{'up' if up else 'down'}"
