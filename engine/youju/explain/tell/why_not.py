"""Why not, in words: what a rule would have given, what it asks, and what it failed by."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import partial

from youju.audit import Audit
from youju.audit.enter import round_half_up
from youju.audit.words import points_text
from youju.explain.answers import Lacking, WhyNot
from youju.explain.compared import answered, told, unworkable
from youju.explain.margins import Margin, formula_of, scope_of
from youju.explain.said import Slots, points, slots_of, text
from youju.explain.why_not import gave_points, inapplicable, why_not, worth_of
from youju.explain.written import in_lines
from youju.feel import Expr, Name, children, names
from youju.ledger.sentences import Said, Sentence, sentence
from youju.ledger.sentences.why_not import FORMS
from youju.rubric import WEIGHT, Indicator, Rule
from youju.structs import Struct, replace


class Contrast(Struct):
    """What was asked for instead: the rules of so many points, or one rule by its id; both None: all rules."""

    points: Fraction | None = None
    rule: str | None = None

    def names(self, rule: Rule, worth: Fraction | None, step: Fraction) -> bool:
        """Whether a rule is meant; points are meant exactly, or as they would be entered."""
        if self.rule is not None:
            return rule.id == self.rule
        return self.points is None or (worth is not None and self.points in (worth, round_half_up(worth, step)))


ALL = Contrast()


def tell_why_not(audit: Audit, indicator_id: str, asked: Contrast = ALL) -> tuple[Sentence, ...]:
    """Why rules of an indicator gave no points, as sentences: a head, the values they read, then a line a rule."""
    return tuple(_Teller(slots_of(audit, indicator_id)).all(asked))


def why_not_text(audit: Audit, indicator_id: str, asked: Contrast, lang: str) -> str:
    """The sentences as lines of a screen, without a newline at the end."""
    return in_lines(tell_why_not(audit, indicator_id, asked), lang)


def tell_rules(audit: Audit, indicator_id: str) -> tuple[Sentence, ...]:
    """The same without head and values: a line for each rule that gave no points."""
    return tuple(_Teller(slots_of(audit, indicator_id)).rules(why_not(audit, indicator_id)))


def contrasted(audit: Audit, indicator_id: str, asked: Contrast) -> tuple[WhyNot, ...]:
    """Those of the rules without points that are meant.

    Where points are asked for that the weight allows, also a rule that holds behind another, if what it gives varies:
    had the other not decided, it might have given them.
    """
    step, weight = audit.rubric.indicators[indicator_id].round, audit.ledger.row(indicator_id).effective_weight
    might = asked.points is not None and asked.points <= weight
    return tuple(
        one
        for one in why_not(audit, indicator_id)
        if asked.names(one.rule, one.worth, step) or (might and one.worth is None and one.behind is not None)
    )


def worths_of(audit: Audit, indicator_id: str) -> tuple[Fraction, ...]:
    """The points that rules of an indicator give or would give, the most first; less those that nobody can tell."""
    scope = scope_of(audit, indicator_id)
    found = (worth_of(rule, scope) for rule in scope.indicator.rules)
    return tuple(sorted({worth for worth in found if worth is not None}, reverse=True))


class _Teller(Struct):
    slots: Slots

    @property
    def audit(self) -> Audit:
        return self.slots.audit

    @property
    def indicator(self) -> Indicator:
        return self.slots.scope.indicator

    def all(self, asked: Contrast) -> Iterator[Sentence]:
        yield self._head()
        if self.audit.ledger.row(self.indicator.id).status == "not_applicable":
            yield from self.waived()
            return
        found = contrasted(self.audit, self.indicator.id, asked)
        yield from self._values([one.rule.when.expr for one in found])
        yield from self.rules(found)
        if not found:
            yield self._nothing(asked)
            yield from self._worked()
        for entry in self.audit.ledger.of(self.indicator.id):
            if entry.kind in ("answer", "claim"):
                yield _line("accepted", points=points(entry.points, f"entry:{entry.id}:points"))

    def rules(self, found: Sequence[WhyNot]) -> Iterator[Sentence]:
        """A line for each rule, what is lacking told with the first that lacks it."""
        lacked: set[tuple[Lacking, ...]] = set()
        for one in found:
            yield from self._rule(one, again=one.lacking in lacked)
            lacked.add(one.lacking)

    def waived(self) -> Iterator[Sentence]:
        failing = inapplicable(self.audit, self.indicator.id)
        if failing is not None:
            yield _line("waived")
            yield from self._failing(failing.margin, "applies")

    def _head(self) -> Sentence:
        row = self.audit.ledger.row(self.indicator.id)
        title = text(self.indicator.title.zh, self.indicator.title.en, "title")
        if self.indicator.adjustment:
            return _line("head/bonus", title=title, points=points(row.points, "points"))
        if row.status == "not_applicable":
            return _line("head/waived", title=title)
        if row.points == row.effective_weight:
            return _line("head/full", title=title, points=points(row.points, "points"))
        weight = points(row.effective_weight, "weight")
        return _line("head", title=title, points=points(row.points, "points"), weight=weight)

    def _values(self, exprs: Sequence[Expr]) -> Iterator[Sentence]:
        """How the named quantities of expressions come about, down to the facts: each once."""
        seen: set[str] = set()
        waiting = [name for expr in exprs for name in _in_order(expr)]
        while waiting:
            name = waiting.pop(0)
            formula = formula_of(name, self.slots.scope)
            if formula is None or name in seen:
                continue
            if self.slots.scope.lets[name].source == "printed":
                yield _line("printed", 1, name=self.slots.name(name))
            else:
                worked = self.slots.formula_of(name)
                yield _line("quantity", 1, name=self.slots.name(name), formula=worked)
            read = [one for one in _in_order(formula) if one not in seen]
            yield from (self._fact("fact", one, 2) for one in read if self._known(one))
            seen |= {name, *(one for one in read if one in self.audit.facts)}
            waiting += read

    def _known(self, name: str) -> bool:
        return name in self.audit.facts and self.slots.known(name)

    def _fact(self, key: str, name: str, depth: int) -> Sentence:
        return _line(key, depth, name=self.slots.name(name), value=self.slots.value(name))

    def _rule(self, one: WhyNot, again: bool) -> Iterator[Sentence]:
        lead = "some" if one.worth is None else "gain" if one.worth > 0 else "count"
        said: dict[str, Said] = {}
        if one.worth is not None:
            said["worth"] = points(one.worth, f"worth:{one.rule.id}")
        bare = one.failing is not None and answered(one.rule.when.expr) is not None
        if not bare:
            said["condition"] = self._condition(one.rule)
        yield _line(f"{lead}/bare" if bare else lead, 0, **said)
        if one.behind is not None:
            yield _line(self._standing(one.behind), other=self._condition(one.behind))
        elif one.failing is not None:
            yield from self._failing(one.failing, one.rule.id)
            for other in one.also:
                yield _line("also", 1)
                yield from self._failing(other, one.rule.id, 1)
        elif again:
            yield _line("lacking/too")
        else:
            yield _line("lacking")
            for lacking in one.lacking:
                yield from self._lacking(lacking)

    def _standing(self, behind: Rule) -> str:
        """How the rule stands that came before one that holds."""
        if self.indicator.hit == "unique":
            return "rival"
        return "behind" if behind.id in gave_points(self.audit, self.indicator.id) else "waits"

    def _failing(self, failing: Margin, rule: str, depth: int = 0) -> Iterator[Sentence]:
        tell = unworkable if failing.holds is None else partial(told, gap=True)
        yield replace(tell(failing, rule, self.slots), depth=depth)
        left = failing.compared.left if failing.compared is not None else failing.expr
        fact = self.audit.facts.get(left.name) if isinstance(left, Name) else None
        if fact is not None and fact.status == "defaulted":
            yield self._fact("default", fact.name, depth + 1)

    def _lacking(self, lacking: Lacking) -> Iterator[Sentence]:
        fact, name = self.audit.facts[lacking.fact], self.slots.name(lacking.fact)
        if fact.ruling is not None:
            yield _line("lack/ruled", 1, name=name)
        elif fact.outside:
            yield _line("lack/outside", 1, name=name)
        elif fact.statements:
            yield _line("lack/conflicting", 1, name=name)
        elif not lacking.searched:
            titles = "".join(f"「{title}」" for title in (*fact.spec.within, *fact.spec.chapters))
            yield _line("lack/passage", 1, name=name, sought=Said(titles, titles, f"sought:{lacking.fact}"))
        else:
            zh, en = "、".join(one.zh for one in lacking.searched), ", ".join(one.en for one in lacking.searched)
            yield _line("lack", 1, name=name, searched=Said(zh, en, f"searched:{lacking.fact}"))
        if lacking.papers:
            papers = "、".join(lacking.papers), ", ".join(lacking.papers)
            yield _line("papers", 2, papers=Said(*papers, f"papers:{lacking.fact}"))

    def _nothing(self, asked: Contrast) -> Sentence:
        """No rule without points is meant: all gave theirs, or the one asked for did, or there is none such."""
        if asked == ALL:
            return _line("every")
        scope = self.slots.scope
        for rule in self.indicator.rules:
            if asked.names(rule, worth_of(rule, scope), self.indicator.round):
                condition = self._condition(rule)
                if asked.points is None:
                    return _line("held", condition=condition)
                return _line("given", asked=points(asked.points, "asked"), condition=condition)
        known = [points_text(worth) for worth in worths_of(self.audit, self.indicator.id)]
        said = {"asked": points(asked.points or Fraction(0), "asked")}
        if not known:
            return _line("none/unknown", 0, **said)
        return _line("none", 0, **said, worths=Said("、".join(known), ", ".join(known), "worths"))

    def _worked(self) -> Iterator[Sentence]:
        """How points that are worked out came about, of the rules that count."""
        gave = gave_points(self.audit, self.indicator.id)
        for rule in self.indicator.rules:
            worth = worth_of(rule, self.slots.scope)
            if rule.id in gave and worth is not None and names(rule.points.expr) - {WEIGHT}:
                formula = self.slots.told(rule.points.expr, f"formula:{rule.id}")
                yield _line("worked", 1, formula=formula, worth=points(worth, f"worth:{rule.id}"))
                yield from self._values([rule.points.expr])

    def _condition(self, rule: Rule) -> Said:
        return self.slots.told(rule.when.expr, f"condition:{rule.id}")


def _in_order(expr: Expr) -> tuple[str, ...]:
    """The names an expression reads, as written."""
    own = (expr.name,) if isinstance(expr, Name) else ()
    return tuple(dict.fromkeys((*own, *(name for part in children(expr) for name in _in_order(part)))))


def _line(key: str, depth: int = 0, **slots: Said) -> Sentence:
    return sentence(FORMS, f"why-not/{key}", depth, **slots)
