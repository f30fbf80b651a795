"""Why not, in words: what a rule would have given, what it asks, and what it failed by."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from youju.audit import Audit
from youju.audit.enter import round_half_up
from youju.audit.words import points_text, show_fact
from youju.explain.answers import Lacking, WhyNot
from youju.explain.margins import Margin, Scope, formula_of
from youju.explain.prose import Prose, naming
from youju.explain.why_not import gave_points, inapplicable, scope_of, why_not, worth_of
from youju.feel import UNKNOWN, Expr, Name, children, names
from youju.ledger.sentences import Said, Sentence, sentence
from youju.ledger.sentences.why_not import FORMS
from youju.rubric import WEIGHT, Indicator, Rule, Text


@dataclass(frozen=True, slots=True)
class Contrast:
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
    return tuple(_Teller(audit, scope_of(audit, indicator_id)).all(asked))


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


@dataclass(frozen=True, slots=True)
class _Teller:
    audit: Audit
    scope: Scope

    @property
    def indicator(self) -> Indicator:
        return self.scope.indicator

    def all(self, asked: Contrast) -> Iterator[Sentence]:
        yield self._head()
        waived = inapplicable(self.audit, self.indicator.id)
        if waived is not None:
            yield from self._failing("waived", waived.margin, f"side:applies:{waived.number}", {})
            return
        found = contrasted(self.audit, self.indicator.id, asked)
        yield from self._values([one.rule.when.expr for one in found])
        told: set[tuple[Lacking, ...]] = set()
        for one in found:
            yield from self._rule(one, again=one.lacking in told)
            told.add(one.lacking)
        if not found:
            yield self._nothing(asked)
            yield from self._worked()
        for entry in self.audit.ledger.of(self.indicator.id):
            if entry.kind in ("answer", "claim"):
                yield sentence(FORMS, "accepted", points=_points(entry.points, f"entry:{entry.id}:points"))

    def _head(self) -> Sentence:
        row = self.audit.ledger.row(self.indicator.id)
        title, points = _said(self.indicator.title, "title"), _points(row.points, "points")
        if self.indicator.adjustment:
            return sentence(FORMS, "head_bonus", title=title, points=points)
        if row.status == "not_applicable":
            return sentence(FORMS, "head_waived", title=title)
        if row.points == row.effective_weight:
            return sentence(FORMS, "head_full", title=title, points=points)
        weight = _points(row.effective_weight, "weight")
        return sentence(FORMS, "head", title=title, points=points, weight=weight)

    def _values(self, exprs: Sequence[Expr]) -> Iterator[Sentence]:
        """How the named quantities of expressions come about, down to the facts: each once."""
        seen: set[str] = set()
        waiting = [name for expr in exprs for name in _in_order(expr)]
        while waiting:
            name = waiting.pop(0)
            formula = formula_of(name, self.scope)
            if formula is None or name in seen:
                continue
            key = "printed" if self.scope.lets[name].source == "printed" else "quantity"
            worked = self._prose(formula, f"formula:{name}")
            yield Sentence(key, FORMS[key], {"name": self._called(name), "formula": worked}, 1)
            read = [one for one in _in_order(formula) if one not in seen]
            yield from (self._fact("fact", one, 2) for one in read if self._known(one))
            seen |= {name, *(one for one in read if one in self.audit.facts)}
            waiting += read

    def _known(self, name: str) -> bool:
        return name in self.audit.facts and self.audit.facts[name].value is not UNKNOWN

    def _fact(self, key: str, name: str, depth: int) -> Sentence:
        fact = self.audit.facts[name]
        value = Said(show_fact(fact), show_fact(fact, "en"), f"fact:{name}")
        return sentence(FORMS, key, depth, name=self._called(name), value=value)

    def _rule(self, one: WhyNot, again: bool) -> Iterator[Sentence]:
        lead = "some" if one.worth is None else "gain" if one.worth > 0 else "count"
        slots = {"condition": self._condition(one.rule)}
        if one.worth is not None:
            slots["worth"] = _points(one.worth, f"worth:{one.rule.id}")
        if one.behind is not None:
            yield _filled(f"{lead}_{self._standing(one.behind)}", slots | {"other": self._condition(one.behind)})
        elif one.failing is not None:
            of = f"formula:{one.rule.id}" if one.number is None else f"side:{one.rule.id}:{one.number}"
            yield from self._failing(lead, one.failing, of, slots)
            for other in one.also:
                yield from self._failing("also", other, f"side:{one.rule.id}", {}, 1)
        elif again:
            yield _filled(f"{lead}_lacking_too", slots)
        else:
            yield _filled(f"{lead}_lacking", slots)
            for lacking in one.lacking:
                yield from self._lacking(lacking)

    def _standing(self, behind: Rule) -> str:
        """How the rule stands that came before one that holds."""
        if self.indicator.hit == "unique":
            return "rival"
        return "behind" if behind.id in gave_points(self.audit, self.indicator.id) else "waits"

    def _failing(
        self, lead: str, failing: Margin, of: str, slots: dict[str, Said], depth: int = 0
    ) -> Iterator[Sentence]:
        slots = slots | {"comparison": _said(failing.words, of)}
        if failing.left is not None and failing.right is not None and failing.gap is not None:
            slots |= {"left": _said(failing.left, f"{of}:left"), "right": _said(failing.right, f"{of}:right")}
            slots |= {"gap": _said(failing.gap, f"{of}:gap")}
        yield _filled(f"{lead}_{_reason(failing)}", slots, depth)
        if failing.fact is not None and self.audit.facts[failing.fact].status == "defaulted":
            yield self._fact("default", failing.fact, depth + 1)

    def _lacking(self, lacking: Lacking) -> Iterator[Sentence]:
        fact, called = self.audit.facts[lacking.fact], self._called(lacking.fact)
        if fact.ruling is not None:
            yield sentence(FORMS, "lack_ruled", 1, name=called)
        elif fact.outside:
            yield sentence(FORMS, "lack_outside", 1, name=called)
        elif fact.statements:
            yield sentence(FORMS, "lack_conflicting", 1, name=called)
        elif not lacking.searched:
            titles = "".join(f"「{title}」" for title in (*fact.spec.within, *fact.spec.chapters))
            sought = Said(titles, titles, f"sought:{lacking.fact}")
            yield sentence(FORMS, "lack_passage", 1, name=called, sought=sought)
        else:
            zh, en = "、".join(one.zh for one in lacking.searched), ", ".join(one.en for one in lacking.searched)
            yield sentence(FORMS, "lack", 1, name=called, searched=Said(zh, en, f"searched:{lacking.fact}"))
        if lacking.papers:
            papers = "、".join(lacking.papers)
            yield sentence(FORMS, "papers", 2, papers=Said(papers, papers, f"papers:{lacking.fact}"))

    def _nothing(self, asked: Contrast) -> Sentence:
        """No rule without points is meant: all gave theirs, or the one asked for did, or there is none such."""
        if asked == ALL:
            return sentence(FORMS, "every")
        for rule in self.indicator.rules:
            if asked.names(rule, worth_of(rule, self.scope), self.indicator.round):
                condition = self._condition(rule)
                if asked.points is None:
                    return sentence(FORMS, "held", condition=condition)
                return sentence(FORMS, "given", asked=_points(asked.points, "asked"), condition=condition)
        known = [points_text(worth) for worth in worths_of(self.audit, self.indicator.id)]
        worths = Said("、".join(known), ", ".join(known), "worths")
        key = "none_gives" if known else "none_known"
        return _filled(key, {"asked": _points(asked.points or Fraction(0), "asked"), "worths": worths})

    def _worked(self) -> Iterator[Sentence]:
        """How points that are worked out came about, of the rules that count."""
        gave = gave_points(self.audit, self.indicator.id)
        for rule in self.indicator.rules:
            worth = worth_of(rule, self.scope)
            if rule.id in gave and worth is not None and names(rule.points.expr) - {WEIGHT}:
                formula = self._prose(rule.points.expr, f"formula:{rule.id}")
                yield sentence(FORMS, "worked", 1, formula=formula, worth=_points(worth, f"worth:{rule.id}"))
                yield from self._values([rule.points.expr])

    def _condition(self, rule: Rule) -> Said:
        return self._prose(rule.when.expr, f"when:{rule.id}")

    def _prose(self, expr: Expr, of: str) -> Said:
        """An expression in words, the English ones without the Chinese beside them."""
        specs = {name: fact.spec for name, fact in self.audit.facts.items()}
        zh, en = (Prose(lang, naming(names(expr), specs, lang)).tell(expr) for lang in ("zh", "en"))
        return Said(zh, en, of)

    def _called(self, name: str) -> Said:
        zh, en = (self.scope.prose(lang).tell(Name(name)) for lang in ("zh", "en"))
        return Said(zh, en, f"name:{name}")


def _reason(failing: Margin) -> str:
    """The key of what a comparison failed by."""
    if failing.holds is None:
        return "unworkable"
    if failing.left is None or failing.right is None or failing.gap is None:
        return "answer" if failing.left is None and failing.fact is not None else "fails"
    named = "_named" if _wide(failing.right.zh[0]) else ""
    if not failing.off:
        return f"edge{named}"
    return f"gap{named}{'_amount' if _wide(failing.right.zh[-1]) else ''}"


def _wide(char: str) -> bool:
    return not char.isascii()


def _in_order(expr: Expr) -> tuple[str, ...]:
    """The names an expression reads, as written."""
    own = (expr.name,) if isinstance(expr, Name) else ()
    return tuple(dict.fromkeys((*own, *(name for part in children(expr) for name in _in_order(part)))))


def _filled(key: str, slots: Mapping[str, Said], depth: int = 0) -> Sentence:
    return Sentence(key, FORMS[key], slots, depth)


def _said(text: Text, of: str) -> Said:
    return Said(text.zh, text.en, of)


def _points(value: Fraction, of: str) -> Said:
    shown = points_text(value)
    return Said(shown, shown, of)
