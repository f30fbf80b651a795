"""What a set of cases must show of an indicator: an obligation, decided on one case, and said to the solver."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal, TypeAlias, get_args

from youju.feel import UNKNOWN
from youju.prove import Laid
from youju.prove.encode import Encoded, Encoder, first_known, known_where
from youju.prove.formula import Formula, both, either, opposite
from youju.prove.number import Number, number
from youju.prove.truth import Truth
from youju.regress.obligations.look import NOW, Asked, Look, Shift, read_facts
from youju.structs import Entity, Struct

Kind: TypeAlias = Literal[
    "rule", "boundary", "condition", "applies", "open", "undecided", "missing", "transfer", "moved", "cap"
]
KINDS: tuple[Kind, ...] = get_args(Kind)
"""The kinds in the order in which they are told."""


class Obligation(Entity):
    """Something that a case of an indicator should show; `rule` is the rule it is about, if any.

    All of `wants` must come to what is asked, and all of one group of `some`, where there are any. `applies` tells
    whether the indicator is to apply; `undecided` that its rules are to decide nothing. Of kind `missing`, the
    solver must be asked on a board whose facts may be without a value.
    """

    id: str
    indicator: str
    kind: Kind
    zh: str
    en: str
    rule: str | None = None
    wants: tuple[Asked, ...] = ()
    some: tuple[tuple[Asked, ...], ...] = ()
    applies: bool = True
    undecided: bool = False

    def met(self, look: Look) -> bool:
        """Whether a case shows it, by the exact evaluator."""
        if look.applies is not self.applies or not all(map(look.meets, self.wants)):
            return False
        if (self.undecided and look.decided) or (self.kind == "missing" and not _misses(look)):
            return False
        return not self.some or any(all(map(look.meets, group)) for group in self.some)

    def formula(self, laid: Laid) -> Formula:
        """Where that is so, over the free facts of the board its indicator was laid on. Raises NotEncodable."""
        said = _Said(laid, {})
        applies = opposite(laid.applies.no) if self.applies else laid.applies.no
        groups = either(both(map(said.formula, group)) for group in self.some)
        undecided = (opposite(laid.points.defined),) if self.undecided else ()
        misses = _missing(laid) if self.kind == "missing" else ()
        return both((applies, *map(said.formula, self.wants), *undecided, *misses, *((groups,) if self.some else ())))


class _Said(Struct):
    """Expressions said over what was laid, those about a changed fact by an encoder of their own."""

    laid: Laid
    changed: dict[Shift, dict[str, Encoded]]

    def formula(self, asked: Asked) -> Formula:
        truth = self._truth(asked)
        return truth.yes if asked.holds else truth.no

    def _truth(self, asked: Asked) -> Truth:
        if asked.shift is None:
            laid = self.laid
            rows = zip(laid.indicator.rules, laid.rows, strict=True)
            known = next((row.truth for rule, row in rows if rule.when.expr is asked.expr), None)
            return known or self._encoder(None, asked).truth(asked.expr)
        return self._encoder(asked.shift, asked).truth(asked.expr)

    def _encoder(self, shift: Shift | None, asked: Asked) -> Encoder:
        base = self.laid.encoder
        own = {} if shift is None else dict(self._shifted(shift))
        if asked.kept is not None:
            own[NOW] = base.encode(asked.kept)
        return Encoder(lambda name: own[name] if name in own else base.read(name), base.reckon)

    def _shifted(self, shift: Shift) -> dict[str, Encoded]:
        """What the names stand for that a change of a fact touches."""
        if shift not in self.changed:
            base = self.laid.encoder
            own: dict[str, Encoded] = {shift.fact: _moved(base, shift.fact, shift.by)}
            encoder = Encoder(lambda name: own[name] if name in own else base.read(name), base.reckon)
            for let in self.laid.indicator.lets:
                exprs = [one.expr for one in let.alternatives]
                own[let.name] = first_known([encoder.encode(expr) for expr in exprs], exprs[0])
            self.changed[shift] = own
        return self.changed[shift]


def _misses(look: Look) -> bool:
    """Whether a fact of the card has no value, and no case that is left open on purpose is known to be there."""
    unknown = any(look.facts.get(name, UNKNOWN) is UNKNOWN for name in read_facts(look.indicator))
    return unknown and not any(look.meets(Asked(one.when.expr)) for one in look.indicator.open)


def _missing(laid: Laid) -> tuple[Formula, ...]:
    unknown = either(opposite(known_where(laid.encoder.read(name))) for name in read_facts(laid.indicator))
    return (unknown, *(opposite(one.yes) for one in laid.opens))


def _moved(base: Encoder, fact: str, by: Fraction) -> Encoded:
    found = base.read(fact)
    return base.reckon.add(found, number(by)) if isinstance(found, Number) else found
