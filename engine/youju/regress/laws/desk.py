"""A card laid out to be asked: over all complete facts of its domains, and all weights that its rules may see."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction

from youju.audit.words import printable
from youju.facts import FactSpec
from youju.feel import Expr, Value, evaluate, names, show_number, show_quantity
from youju.firing import case_of
from youju.prove import (
    Budget,
    Came,
    Disagreement,
    Free,
    Hunt,
    Laid,
    Values,
    board,
    came_to,
    domain_of,
    easier,
    laid_weight,
)
from youju.prove.formula import TRUE, Formula, either, opposite, zero
from youju.prove.points import Posed
from youju.prove.polynomial import constant, quantity
from youju.regress.laws.proof import BUDGET, Law, Path, Proof, Verdict
from youju.rubric import WEIGHT, Indicator, Text
from youju.structs import Struct, replace

Accept = Callable[[Values], bool]


class Answer(Struct):
    """How a question stands, and the values that show it, if there are any."""

    verdict: Verdict
    at: Values | None = None


class Desk(Struct):
    """A card on its board; `values` are those of what is not free: the weight, where it is always the same."""

    card: Indicator
    specs: Mapping[str, FactSpec]
    free: Free
    values: Mapping[str, Value]
    weights: tuple[Fraction, ...]
    laid: Laid
    hunt: Hunt

    @property
    def applies(self) -> Formula:
        """Where the card counts."""
        return opposite(self.laid.applies.no)

    @property
    def meant(self) -> Formula:
        """Where no open case says that nothing is to be decided."""
        return opposite(either(one.yes for one in self.laid.opens))

    @property
    def posed(self) -> Posed:
        """Its points, to be compared with constants."""
        return Posed(self.hunt.board, self.laid.points)

    def pinned(self, weight: Fraction) -> Formula:
        """That the rules see this weight."""
        return TRUE if len(self.weights) == 1 else zero(quantity(WEIGHT) - constant(weight))

    def came(self, at: Values) -> Came:
        """What the interpreter makes of the card at values of its facts."""
        return came_to(self.card, {**self.values, **at})

    def case(self, at: Values) -> Mapping[str, Value]:
        """All that the card's expressions read at values of its facts."""
        every = {**self.values, **at}
        return case_of(self.card, every, every[WEIGHT]).values

    def truths(self, at: Values) -> tuple[Value, ...]:
        """What the interpreter makes of each rule's condition."""
        values = self.case(at)
        return tuple(evaluate(rule.when.expr, values) for rule in self.card.rules)

    def held(self, at: Values) -> tuple[int, ...]:
        """The places of the rules that hold."""
        return tuple(i for i, truth in enumerate(self.truths(at)) if truth is True)

    def undeclared(self, at: Values) -> bool:
        """Whether the rules decide nothing there, and no open case says so."""
        values = self.case(at)
        declared = any(evaluate(one.when.expr, values) is True for one in self.card.open)
        return self.came(at) == "undecided" and not declared

    def never(self, *conditions: Formula, accept: Accept) -> Answer:
        """Whether the conditions hold nowhere; else values at which they do, confirmed by `accept` and easy to read."""
        found = self.hunt.find(*conditions, accept=accept)
        if not isinstance(found, Mapping):
            verdicts: Mapping[str, Verdict] = {"none": "proved", "off grid": "proved on the grid"}
            return Answer(verdicts.get(found, "not analysed"))
        self.confirm(found, accept)
        return Answer("refuted", easier(found, self.hunt, self.specs, *conditions, accept=accept))

    def ever(self, *conditions: Formula, accept: Accept) -> Answer:
        """Whether the conditions hold anywhere on the grid; the values at which they do."""
        found = self.hunt.find(*conditions, accept=accept)
        if not isinstance(found, Mapping):
            return Answer("not analysed" if found == "unknown" else "refuted")
        self.confirm(found, accept)
        return Answer("proved", found)

    def confirm(self, at: Values, accept: Accept) -> None:
        """Raises Disagreement where the interpreter does not confirm values."""
        if not accept(at):
            raise Disagreement(f"{self.card.id} at {dict(at)}")

    def said(self, at: Values) -> str:
        """Values as people write them, those of facts in their units."""
        return "、".join(
            f"{'分值' if name == WEIGHT else name} = {shown(value, self.specs.get(name))}"
            for name, value in at.items()
            if name != WEIGHT or len(self.weights) > 1
        )

    def proof(
        self,
        law: Law,
        path: Path,
        claim: Text,
        answer: Answer,
        refuted: Callable[[Values], Text] | Text,
        about: str = "",
    ) -> Proof:
        """What was asked as a proof; `refuted` says what an answer that refutes the claim shows."""
        at = answer.at or {}
        found: Text | None = None
        if answer.verdict == "refuted":
            found = refuted if isinstance(refuted, Text) else refuted(at)
        elif answer.verdict == "not analysed":
            found = BUDGET
        return Proof(law, self.card.id, about, path, answer.verdict, claim, found, at)


def lay(card: Indicator, specs: Mapping[str, FactSpec], weights: tuple[Fraction, ...], budget: Budget) -> Desk:
    """The desk of a card. Raises NotEncodable, ProverMissing."""
    card = replace(card, facts=tuple(dict.fromkeys(_read(card))))
    values, weight = laid_weight(weights)
    free = {**{name: domain_of(specs[name]) for name in card.facts}, **weight}
    over = board([card], values, free)
    return Desk(card, specs, free, values, weights, over.lay(card), Hunt(over, budget))


def shown(value: Value, spec: FactSpec | None) -> str:
    """A value as people write it."""
    if isinstance(value, bool):
        return "是 yes" if value else "否 no"
    if isinstance(value, Fraction):
        return show_quantity(value, spec.shown_unit) if spec is not None and spec.scale != 1 else show_number(value)
    return printable(f"“{value}”")


def expressions(card: Indicator) -> Iterator[Expr]:
    """Every expression that decides what a card comes to over figures, or what is proved of it."""
    if card.applies is not None:
        yield card.applies.expr
    for let in card.lets:
        for formula in let.alternatives:
            yield formula.expr
    for rule in card.rules:
        yield from (rule.when.expr, rule.points.expr)
    for one in card.open:
        yield one.when.expr
    for one in card.monotone:
        yield one.where.expr


def _read(card: Indicator) -> Iterator[str]:
    """The facts among their names: a rate as it is printed stands in for figures only, and these are all known here."""
    own = {WEIGHT, *(let.name for let in card.lets)}
    for expr in expressions(card):
        yield from (name for name in sorted(names(expr)) if name not in own)
