"""Questions as text in SMT-LIB 2.6, which any solver reads: for a second opinion, or to keep beside a proof.

A printer of our own: that of z3 writes a sum of one summand as `(+ x)`, which the standard does not know.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from youju.prove.formula import All, Flag, Formula, Opposite, Sign, Some
from youju.prove.polynomial import Polynomial, Powers
from youju.prove.question import AtMost, Question


def script(question: Question) -> str:
    """The whole script: logic, declarations, definitions of parts that stand in several places, assertions, check.

    Raises ValueError on a name that no quoted symbol can hold.
    """
    writer = _Writer(question)
    asserted = [f"(assert {writer.asked(one)})" for one in question.conditions]
    head = [f"(set-logic {writer.logic})", *writer.declared()]
    return "\n".join([*head, *writer.defined, *asserted, "(check-sat)", ""])


@dataclass(slots=True)
class _Writer:
    """Writes formulas, remembering which names they read and which parts it has defined."""

    question: Question
    numbers: dict[str, None] = field(default_factory=dict[str, None])
    flags: dict[str, None] = field(default_factory=dict[str, None])
    defined: list[str] = field(default_factory=list[str])
    nonlinear: bool = False
    counting: bool = False
    _seen: dict[int, str] = field(default_factory=dict[int, str])
    _kept: list[Formula] = field(default_factory=list[Formula])

    @property
    def logic(self) -> str:
        """The smallest logic without quantifiers that has what was written."""
        whole = self.counting or any(self._is_whole(name) for name in self.numbers)
        return f"QF_{'N' if self.nonlinear else 'L'}{'IRA' if whole else 'RA'}"

    def declared(self) -> Iterator[str]:
        """The declarations of all names."""
        for name in self.numbers:
            yield f"(declare-const {_symbol('n', name)} {'Int' if self._is_whole(name) else 'Real'})"
        for name in self.flags:
            yield f"(declare-const {_symbol('b', name)} Bool)"

    def asked(self, condition: Formula | AtMost) -> str:
        """A condition of the question."""
        if not isinstance(condition, AtMost):
            return self.formula(condition)
        self.counting = True
        counted = [f"(ite {self.formula(part)} 1 0)" for part in condition.parts]
        return f"(<= {_joined('+', counted, '0')} {_whole(condition.most)})"

    def formula(self, formula: Formula) -> str:
        """A formula: one that has parts becomes a name of its own, written once."""
        if id(formula) not in self._seen:
            text = self._written(formula)
            if isinstance(formula, All | Some) and formula.parts:
                name = f"|part {len(self.defined)}|"
                self.defined.append(f"(define-fun {name} () Bool {text})")
                text = name
            self._kept.append(formula)
            self._seen[id(formula)] = text
        return self._seen[id(formula)]

    def _written(self, formula: Formula) -> str:
        match formula:
            case Sign(value, strict):
                return f"({'>' if strict else '>='} {self._polynomial(value)} 0.0)"
            case Flag(name):
                self.flags[name] = None
                return _symbol("b", name)
            case All(parts):
                return _joined("and", [self.formula(part) for part in parts], "true")
            case Some(parts):
                return _joined("or", [self.formula(part) for part in parts], "false")
            case Opposite(part):
                return f"(not {self.formula(part)})"

    def _polynomial(self, value: Polynomial) -> str:
        return _joined("+", [self._product(powers, coefficient) for powers, coefficient in value.terms], "0.0")

    def _product(self, powers: Powers, coefficient: Fraction) -> str:
        self.nonlinear = self.nonlinear or len(powers) > 1
        # The steps of a grid go into the coefficient: a linear product is one number times one name.
        for name in powers:
            coefficient *= self.question.steps.get(name, Fraction(1)) if name not in self.question.whole else 1
        factors = [self._quantity(name) for name in powers]
        if coefficient != 1 or not factors:
            factors.insert(0, _real(coefficient))
        return _joined("*", factors, "1.0")

    def _quantity(self, name: str) -> str:
        self.numbers[name] = None
        symbol = _symbol("n", name)
        return f"(to_real {symbol})" if self._is_whole(name) else symbol

    def _is_whole(self, name: str) -> bool:
        return name in self.question.whole or name in self.question.steps


def _joined(how: str, parts: Sequence[str], none: str) -> str:
    """The parts under an operator that takes two or more."""
    return none if not parts else parts[0] if len(parts) == 1 else f"({how} {' '.join(parts)})"


def _symbol(kind: str, name: str) -> str:
    """A quoted symbol. A fact may be a flag here and a number there, so that the kind is part of the name."""
    if "|" in name or "\\" in name:
        raise ValueError(f"no symbol of SMT-LIB holds the name {name!r}")
    return f"|{kind} {name}|"


def _whole(value: int) -> str:
    return str(value) if value >= 0 else f"(- {-value})"


def _real(value: Fraction) -> str:
    above = f"{abs(value.numerator)}.0"
    written = above if value.denominator == 1 else f"(/ {above} {value.denominator}.0)"
    return written if value >= 0 else f"(- {written})"
