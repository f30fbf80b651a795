"""Terms as instructions of a compiled query: each an operation on a block of rows, by one of the loops.

Numbers stand in the narrowest whole numbers that cannot overflow, as in `polars_columns`. What is unknown are bits
beside a number; a condition is bits of where it is true and bits of where it is false: Kleene's logic is then plain
logic on bits. Nothing branches: a choice works out all its ways.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from youju.population.columns.condition import COMPARISONS
from youju.population.columns.term import TRUE, Node, Term, bounds_of, name_of
from youju.population.engines import loops
from youju.population.engines.loop import Loop, Operand
from youju.population.engines.loops import MAGIC_BITS
from youju.population.engines.values import Bits, Instruction, Place, Truth, Value, Whole

_WIDTHS: Final = (8, 16, 32, 64)
_EXACT: Final = ((24, "float"), (53, "double"))
"""Bits of whole numbers that a binary fraction holds exactly."""


class NotFused(Exception):
    """A query that cannot be said here: numbers of more than 64 bits, common divisors, texts, nothing that is read."""


def bits_of(term: Term) -> int:
    """The width in which a whole number is worked out. Raises NotFused."""
    low, high = bounds_of(term)
    # One less than the type holds below, so that a sign can be turned.
    bits = max(abs(low), abs(high)).bit_length()
    for width in _WIDTHS:
        if bits < width:
            return width
    raise NotFused


class Instructions:
    """The instructions of a block so far, and what each term has come to."""

    def __init__(self, inputs: Mapping[str, Node], stored: Mapping[str, int], defined: Mapping[str, Node]) -> None:
        self.told: list[Instruction] = []
        self.loops: dict[str, Loop] = {}
        self._inputs, self._stored, self._defined = inputs, stored, defined
        self._at = {name: 2 * at for at, name in enumerate(inputs)}
        self._found: dict[str, Value] = {}
        self._made: dict[tuple[str, tuple[Place | int, ...]], Place] = {}

    def whole(self, term: Term) -> Whole:
        """A term as whole numbers."""
        if isinstance(term, int):
            return Whole(bits_of(term), term)
        value = self._value(term)
        if not isinstance(value, Whole):
            raise NotFused
        return value

    def write(self, number: int, value: Whole) -> None:
        """Instructions that write numbers and where they are known."""
        self._do(loops.turned("same", value.bits, value.bits, value.operand), *value.given, out=number)
        known = value.known
        if isinstance(known, bool):
            self._do(loops.logic("all" if known else "none"), out=number + 1)
        else:
            self._do(loops.logic("and"), known, known, out=number + 1)

    def _do(self, loop: Loop, *given: Place | int, out: int | None = None) -> Place:
        """The place that an instruction fills: a result's, or one made for it."""
        self.loops[loop.name] = loop
        bits = loop.operands[-1].bits
        if out is not None:
            place = Place("out", out, bits)
        else:
            if (found := self._made.get((loop.name, given))) is not None:
                return found
            place = self._made[loop.name, given] = Place("made", len(self.told), bits)
        self.told.append(Instruction(loop.name, (*given, place)))
        return place

    def _truth(self, term: Term) -> Truth:
        value = self._value(term) if isinstance(term, Node) else None
        if not isinstance(value, Truth):
            raise NotFused
        return value

    def _value(self, node: Node) -> Value:
        if node.text not in self._found:
            self._found[node.text] = self._worked_out(node)
        return self._found[node.text]

    def _worked_out(self, node: Node) -> Value:
        if node.kind == "text":
            raise NotFused
        match node.op:
            case "column":
                name = name_of(node)
                return self._value(self._defined[name]) if name in self._defined else self._read(name)
            case "true" | "false":
                return Truth(node.op == "true", node.op == "false")
            case "null":
                return Whole(8, 0, False)
            case "case":
                return self._chosen(node)
            case "and" | "or" | "not" | "known" | "holds" | "stands":
                return self._logic(node)
            case _:
                return self._compared(node) if node.op in COMPARISONS else self._arithmetic(node)

    def _read(self, name: str) -> Value:
        node, number = self._inputs[name], self._at[name]
        known = Place("in", number + 1, 1) if node.nullable else True
        if node.kind == "truth":
            yes = Place("in", number, 1)
            return Truth(self._and(yes, known), self._without(known, yes))
        return Whole(bits_of(node), Place("in", number, self._stored[name]), known)

    def _and(self, one: Bits, other: Bits) -> Bits:
        if one is False or other is False:
            return False
        if isinstance(one, bool):
            return other
        return one if isinstance(other, bool) or one == other else self._do(loops.logic("and"), one, other)

    def _or(self, one: Bits, other: Bits) -> Bits:
        if one is True or other is True:
            return True
        if isinstance(one, bool):
            return other
        return one if isinstance(other, bool) or one == other else self._do(loops.logic("or"), one, other)

    def _without(self, one: Bits, other: Bits) -> Bits:
        if one is False or other is True or one == other:
            return False
        if isinstance(other, bool):
            return one
        if isinstance(one, bool):
            return self._do(loops.logic("not"), other)
        return self._do(loops.logic("without"), one, other)

    def _if(self, when: Bits, one: Bits, other: Bits) -> Bits:
        """The bits of one where a condition is, of the other elsewhere."""
        if one == other or isinstance(when, bool):
            return one if when else other
        if isinstance(one, bool) or isinstance(other, bool):
            return self._or(self._and(when, one), self._without(other, when))
        return self._do(loops.logic("if"), when, one, other)

    def _logic(self, node: Node) -> Truth:
        if node.op == "known":
            known = self._known(self._value(_node(node.parts[0])))
            return Truth(known, self._without(True, known))
        parts = [self._truth(part) for part in node.parts]
        first = parts[0]
        match node.op:
            case "not":
                return Truth(first.no, first.yes)
            case "holds":
                return Truth(first.yes, self._without(True, first.yes))
            case "stands":
                return Truth(self._without(True, first.no), first.no)
            case _:
                every, some = (self._and, self._or) if node.op == "and" else (self._or, self._and)
                for part in parts[1:]:
                    first = Truth(every(first.yes, part.yes), some(first.no, part.no))
                return first

    def _known(self, value: Value) -> Bits:
        return value.known if isinstance(value, Whole) else self._or(value.yes, value.no)

    def _compared(self, node: Node) -> Truth:
        if isinstance(part := node.parts[0], Node) and part.kind == "truth":
            one, other = (self._truth(part) for part in node.parts)
            same = self._or(self._and(one.yes, other.yes), self._and(one.no, other.no))
            unlike = self._or(self._and(one.yes, other.no), self._and(one.no, other.yes))
            return Truth(same, unlike) if node.op == "=" else Truth(unlike, same)
        left, right = (self.whole(part) for part in node.parts)
        known = self._and(left.known, right.known)
        match node.op:
            case "=" | "!=":
                so, turned = self._so("eq", left, right), node.op == "!="
            case "<=" | ">":
                so, turned = self._so("sle", left, right), node.op == ">"
            case _ if isinstance(right.at, int):
                # At least c is: not at most c - 1. So a constant always stands to the right.
                so, turned = self._so("sle", left, self.whole(right.at - 1)), node.op == ">="
            case _:
                so, turned = self._so("sle", right, left), node.op == "<"
        yes, no = self._and(so, known), self._without(known, so)
        return Truth(no, yes) if turned else Truth(yes, no)

    def _so(self, sign: str, left: Whole, right: Whole) -> Place:
        """Where two numbers compare so."""
        loop = loops.compared(sign, max(left.bits, right.bits), (left.operand, right.operand))
        return self._do(loop, *left.given, *right.given)

    def _chosen(self, node: Node) -> Value:
        *options, otherwise = node.parts
        whens = [self._truth(when).yes for when in options[::2]]
        if node.kind == "truth":
            ways = [self._way(way) for way in (*options[1::2], otherwise)]
            found = ways[-1]
            for when, way in zip(reversed(whens), reversed(ways[:-1]), strict=True):
                found = Truth(self._if(when, way.yes, found.yes), self._if(when, way.no, found.no))
            return found
        values = [self.whole(way) for way in (*options[1::2], otherwise)]
        known = values[-1].known
        for when, way in zip(reversed(whens), reversed(values[:-1]), strict=True):
            known = self._if(when, way.known, known)
        return self._first(bits_of(node), whens, values, known)

    def _first(self, bits: int, whens: Sequence[Bits], values: Sequence[Whole], known: Bits) -> Whole:
        """The first of some numbers whose condition is, and the last where none is."""
        ways = [(when, value) for when, value in zip(whens, values, strict=False) if when is not False]
        last = values[-1]
        if sure := [at for at, (when, _) in enumerate(ways) if when is True]:
            last, ways = ways[sure[0]][1], ways[: sure[0]]
        # What is nowhere known may be anything: the way before it, too.
        while ways and last.known is False:
            last = ways.pop()[1]
        if not ways:
            return Whole(bits, last.at, known, last.times)
        numbers = [self._plain(one) for one in (*(value for _, value in ways), last)]
        conditions = [when for when, _ in ways if isinstance(when, Place)]
        loop = loops.chosen(bits, (*[Operand(1)] * len(conditions), *(one.operand for one in numbers)))
        return Whole(bits, self._do(loop, *conditions, *(one.at for one in numbers)), known)

    def _plain(self, value: Whole) -> Whole:
        """Numbers that stand as they are."""
        if value.times == 1:
            return value
        loop = loops.turned("same", value.bits, value.bits, value.operand)
        return Whole(value.bits, self._do(loop, *value.given), value.known)

    def _way(self, term: Term) -> Truth:
        return Truth(False, False) if isinstance(term, Node) and term.op == "null" else self._truth(term)

    def _arithmetic(self, node: Node) -> Whole:
        bits = bits_of(node)
        parts = [self.whole(part) for part in node.parts]
        known, work = parts[0].known, max(bits, *(one.bits for one in parts))
        for one in parts[1:]:
            known = self._and(known, one.known)
        match node.op:
            case "below":
                return Whole(bits, parts[0].at, times=parts[0].times)
            case "times" if (scaled := _scaled(bits, known, parts)) is not None:
                return scaled
            case "plus" | "times":
                one, other = sorted(parts, key=lambda one: (one.operand.constant, one.operand.tag))
                loop = loops.combined("add" if node.op == "plus" else "mul", work, bits, (one.operand, other.operand))
                return Whole(bits, self._do(loop, *one.given, *other.given), known)
            case "minus" | "abs" | "sign":
                loop = loops.turned(node.op, work, bits, parts[0].operand)
                return Whole(bits, self._do(loop, *parts[0].given), known)
            case "nonzero":
                known = self._without(known, self._so("eq", parts[0], Whole(8, 0)))
                return Whole(bits, parts[0].at, known, parts[0].times)
            case "floor" | "exactly":
                loop = _division(node, bits, parts)
                return Whole(bits, self._do(loop, *(given for one in parts for given in one.given)), known)
            case _:
                raise NotFused


def _scaled(bits: int, known: Bits, parts: Sequence[Whole]) -> Whole | None:
    """Numbers times one for all rows, if that is narrow: every loop that reads them multiplies."""
    one, other = sorted(parts, key=lambda one: one.operand.constant)
    if isinstance(other.at, int) and other.bits <= 32 and isinstance(one.at, Place) and one.times == 1:
        return Whole(bits, one.at, known, other.at)
    return None


def _division(node: Node, bits: int, parts: Sequence[Whole]) -> Loop:
    """The whole number at or below `value / by`, in binary fractions, and yet exact.

    Let both be whole numbers n and d > 0 below 2**p, where p is the bits of the fraction's digits (24 or 53): it holds
    them exactly, and a division gives the fraction nearest to n / d. Let q be the whole number at or below n / d. The
    nearest fraction is not below q, since q is itself a fraction. If d divides n it is q. Else n / d is at least 1 / d
    away from q + 1, while the nearest fraction is at most |n / d| / 2**p away, which is less than 1 / d since |n| <
    2**p: so it stays below q + 1 (below 0 where that is 0, since it keeps its sign). So q is the whole number at or
    below it.
    """
    value, by = node.parts
    (low, high), (_, most) = bounds_of(value), bounds_of(by)
    size = max(abs(low), abs(high), most).bit_length()
    real = next((name for digits, name in _EXACT if size <= digits), None)
    if real is None:
        raise NotFused
    small = real == "double" and size <= MAGIC_BITS
    return loops.divided(real, bits, small, tuple(one.operand for one in parts))


def _node(term: Term) -> Node:
    return term if isinstance(term, Node) else TRUE
