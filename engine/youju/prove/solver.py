"""The one place that knows z3: conditions handed over, values handed back. It is imported when first asked for."""

# z3 ships no types: what it makes is `Any` inside this file, and nothing of it leaves.
from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any, Final, Literal, TypeAlias

from youju.prove.domain import Budget
from youju.prove.errors import ProverMissing, TooLarge
from youju.prove.fact import Point
from youju.prove.formula import All, Flag, Formula, Opposite, Sign, Some
from youju.prove.polynomial import Polynomial
from youju.prove.question import Asked, AtMost, Question

Answer: TypeAlias = Point | Literal["none", "unknown"]
"""A point at which all that was asked holds; `none`: proved that there is none; `unknown`: given up."""

MOST_TOLD: Final = 100_000
"""How many new parts of formulas and terms of sums the solver is told for a question.

Cards that people write have some hundreds; beyond this the telling alone takes longer than the solver may.
"""


def load() -> Any:
    """The module z3. Raises ProverMissing."""
    try:
        import z3  # pyright: ignore[reportMissingImports]
    except ImportError:
        raise ProverMissing from None
    return z3


class Solver:
    """Questions over the same quantities: what always holds is told once, each question adds to it and is forgotten.

    `steps` puts quantities on a grid: each a multiple of its step. `whole` are whole numbers in any case.
    """

    def __init__(
        self, always: Formula, budget: Budget, whole: Iterable[str] = (), steps: Mapping[str, Fraction] | None = None
    ) -> None:
        self._z3 = load()
        self._always = always
        self._steps = dict(steps or {})
        self._whole = frozenset(whole)
        self._context = self._z3.Context()
        self._names: dict[str, Any] = {}
        self._flags: dict[str, Any] = {}
        self._terms: dict[int, Any] = {}
        self._kept: list[Formula] = []
        self._told = 0
        self._solver = self._z3.Solver(ctx=self._context)
        self._solver.set("rlimit", budget.resources)
        self._solver.set("timeout", budget.milliseconds)
        self._solver.set("max_memory", budget.megabytes)
        self._begun = False

    def question(self, *conditions: Asked) -> Question:
        """What `ask` asks, as a value that another solver can be asked too."""
        return Question((self._always, *conditions), self._whole, self._steps)

    def ask(self, *conditions: Asked) -> Answer:
        """A point at which what always holds and these conditions hold; `unknown` too where that is more than the
        solver is told."""
        self._told = 0
        try:
            if not self._begun:
                self._solver.add(self._formula(self._always))
                self._begun = True
            asked = [self._condition(condition) for condition in conditions]
            self._solver.push()
        except (TooLarge, self._z3.Z3Exception):
            return "unknown"
        try:
            self._solver.add(*asked)
            found = self._solver.check()
            if found == self._z3.unsat:
                return "none"
            return self._point(self._solver.model()) if found == self._z3.sat else "unknown"
        except self._z3.Z3Exception:
            # Too little memory is an error of the solver, no answer; it may come as soon as it is told.
            return "unknown"
        finally:
            self._solver.pop()

    def _condition(self, condition: Asked) -> Any:
        if isinstance(condition, AtMost):
            parts = [self._formula(part) for part in condition.parts]
            if condition.most <= 0:
                return self._z3.Not(self._joined(self._z3.Or, parts))
            return self._z3.PbLe([(part, 1) for part in parts], condition.most)
        return self._formula(condition)

    def _formula(self, formula: Formula) -> Any:
        # A condition that stands in several places becomes one term; it is kept, so that its id stays its own.
        if id(formula) not in self._terms:
            self._tell(1 + len(formula.parts) if isinstance(formula, All | Some) else 1)
            self._kept.append(formula)
            self._terms[id(formula)] = self._term(formula)
        return self._terms[id(formula)]

    def _tell(self, parts: int) -> None:
        self._told += parts
        if self._told > MOST_TOLD:
            raise TooLarge

    def _term(self, formula: Formula) -> Any:
        match formula:
            case Sign(value, strict):
                at = self._polynomial(value)
                return at > 0 if strict else at >= 0
            case Flag(name):
                if name not in self._flags:
                    self._flags[name] = self._z3.Bool(name, self._context)
                return self._flags[name]
            case All(parts):
                return self._joined(self._z3.And, [self._formula(part) for part in parts])
            case Some(parts):
                return self._joined(self._z3.Or, [self._formula(part) for part in parts])
            case Opposite(part):
                return self._z3.Not(self._formula(part))

    def _joined(self, how: Callable[..., Any], parts: Sequence[Any]) -> Any:
        if not parts:
            return self._z3.BoolVal(how is self._z3.And, self._context)
        return how(*parts) if len(parts) > 1 else parts[0]

    def _polynomial(self, value: Polynomial) -> Any:
        self._tell(sum(1 + len(powers) for powers, _ in value.terms))
        total = self._number(Fraction(0))
        for powers, coefficient in value.terms:
            term = self._number(coefficient)
            for name in powers:
                term = term * self._quantity(name)
            total = total + term
        return self._z3.simplify(total)

    def _quantity(self, name: str) -> Any:
        if name not in self._names:
            z3 = self._z3
            if name in self._whole:
                self._names[name] = z3.ToReal(z3.Int(name, self._context))
            elif name in self._steps:
                multiple = z3.ToReal(z3.Int(name, self._context))
                self._names[name] = multiple * self._number(self._steps[name])
            else:
                self._names[name] = z3.Real(name, self._context)
        return self._names[name]

    def _number(self, value: Fraction) -> Any:
        return self._z3.RealVal(f"{value.numerator}/{value.denominator}", self._context)

    def _point(self, model: Any) -> Point | Literal["unknown"]:
        numbers: dict[str, Fraction] = {}
        for name, term in self._names.items():
            value = model.eval(term, model_completion=True)
            if not self._z3.is_rational_value(value):
                # An algebraic number, such as a root of 2: the nearest fraction stands for it, and is replayed.
                if not self._z3.is_algebraic_value(value):
                    return "unknown"
                value = value.approx(20)
            numbers[name] = Fraction(value.numerator_as_long(), value.denominator_as_long())
        flags = {
            name: bool(self._z3.is_true(model.eval(flag, model_completion=True))) for name, flag in self._flags.items()
        }
        return Point(numbers, flags)
