"""Terms as lines of LLVM: the same operation on LANES rows at once, in registers.

Numbers stand in the narrowest whole numbers that cannot overflow, as in `polars_columns`. What is unknown is a mask
beside a number; a condition is two masks, where it is true and where it is false: Kleene's logic is then plain logic.
Nothing branches: a choice works out all its ways. Where a number is unknown its lanes hold anything, and nothing that
is read of them counts; so no operation here is one whose result LLVM leaves undefined.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, TypeAlias

from youju.population.columns.condition import COMPARISONS
from youju.population.columns.term import TRUE, Node, Term, bounds_of, name_of
from youju.structs import Struct

LANES: Final = 16
"""Rows at once."""
_WIDTHS: Final = (8, 16, 32, 64)
_EXACT: Final = ((24, "float"), (53, "double"))
"""Bits of whole numbers that a binary fraction holds exactly."""
_SIGNS: Final = {"=": "eq", "!=": "ne", "<": "slt", "<=": "sle", ">": "sgt", ">=": "sge"}
_MASK: Final = f"<{LANES} x i1>"
_ALL: Final = "splat (i1 true)"
_NONE: Final = "zeroinitializer"


class NotFused(Exception):
    """A query that cannot be said here: numbers of more than 64 bits, common divisors, texts, nothing that is read."""


class Whole(Struct):
    """Whole numbers of so many bits, and where they are known."""

    text: str
    bits: int
    known: str = _ALL


class Truth(Struct):
    """Where a condition is true and where it is false."""

    yes: str
    no: str


Value: TypeAlias = Whole | Truth


def bits_of(term: Term) -> int:
    """The width in which a whole number is worked out. Raises NotFused."""
    low, high = bounds_of(term)
    # One less than the type holds below, so that a sign can be turned.
    bits = max(abs(low), abs(high)).bit_length()
    for width in _WIDTHS:
        if bits < width:
            return width
    raise NotFused


class Lines:
    """The lines of the loop so far, and what each term has come to."""

    def __init__(self, inputs: Mapping[str, Node], stored: Mapping[str, int], defined: Mapping[str, Node]) -> None:
        self.told: list[str] = []
        self._inputs, self._stored, self._defined = inputs, stored, defined
        self._at = {name: 2 * at for at, name in enumerate(inputs)}
        self._found: dict[str, Value] = {}

    def whole(self, term: Term) -> Whole:
        """A term as whole numbers."""
        if isinstance(term, int):
            return Whole(f"splat (i{bits_of(term)} {term})", bits_of(term))
        value = self._value(term)
        if not isinstance(value, Whole):
            raise NotFused
        return value

    def write(self, place: int, value: Whole) -> None:
        """Lines that write numbers and where they are known."""
        self._put(place, "row", f"i{value.bits}", f"<{LANES} x i{value.bits}>", value.text)
        known = self._line(f"bitcast {_MASK} {value.known} to i{LANES}")
        self._put(place + 1, "byte", "i8", f"i{LANES}", known)

    def _put(self, place: int, step: str, unit: str, kind: str, text: str) -> None:
        self.told.append(f"store {kind} {text}, ptr {self._address('out', place, step, unit)}, align 1")

    def _address(self, side: str, place: int, step: str, unit: str) -> str:
        at = self._line(f"getelementptr ptr, ptr %{side}, i64 {place}")
        start = self._line(f"load ptr, ptr {at}")
        return self._line(f"getelementptr {unit}, ptr {start}, i64 %{step}")

    def _line(self, text: str) -> str:
        name = f"%v{len(self.told)}"
        self.told.append(f"{name} = {text}")
        return name

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
            case "true":
                return Truth(_ALL, _NONE)
            case "false":
                return Truth(_NONE, _ALL)
            case "null":
                return Whole(_NONE, 8, _NONE)
            case "case":
                return self._chosen(node)
            case "and" | "or" | "not" | "known" | "holds" | "stands":
                return self._logic(node)
            case _:
                return self._compared(node) if node.op in COMPARISONS else self._arithmetic(node)

    def _read(self, name: str) -> Value:
        node, place = self._inputs[name], self._at[name]
        known = self._bits(place + 1) if node.nullable else _ALL
        if node.kind == "truth":
            yes = self._bits(place)
            return Truth(self._and(yes, known), self._and(self._not(yes), known))
        bits = self._stored[name]
        address = self._address("in", place, "row", f"i{bits}")
        held = Whole(self._line(f"load <{LANES} x i{bits}>, ptr {address}, align {bits // 8}"), bits, known)
        return self._as(held, bits_of(node))

    def _bits(self, place: int) -> str:
        loaded = self._line(f"load i{LANES}, ptr {self._address('in', place, 'byte', 'i8')}, align 1")
        return self._line(f"bitcast i{LANES} {loaded} to {_MASK}")

    def _as(self, value: Whole, bits: int) -> Whole:
        if value.bits == bits:
            return value
        how = "sext" if bits > value.bits else "trunc"
        text = self._line(f"{how} <{LANES} x i{value.bits}> {value.text} to <{LANES} x i{bits}>")
        return Whole(text, bits, value.known)

    def _alike(self, terms: Sequence[Term], least: int = 8) -> list[Whole]:
        """Terms in the width of the widest."""
        values = [self.whole(term) for term in terms]
        wide = max(least, *(value.bits for value in values))
        return [
            Whole(f"splat (i{wide} {term})", wide) if isinstance(term, int) else self._as(value, wide)
            for term, value in zip(terms, values, strict=True)
        ]

    def _and(self, one: str, other: str) -> str:
        return other if one == _ALL else one if other == _ALL else self._line(f"and {_MASK} {one}, {other}")

    def _or(self, one: str, other: str) -> str:
        return other if one == _NONE else one if other == _NONE else self._line(f"or {_MASK} {one}, {other}")

    def _not(self, one: str) -> str:
        return self._line(f"xor {_MASK} {one}, {_ALL}")

    def _logic(self, node: Node) -> Truth:
        if node.op == "known":
            known = self._known(self._value(_node(node.parts[0])))
            return Truth(known, self._not(known))
        parts = [self._truth(part) for part in node.parts]
        first = parts[0]
        match node.op:
            case "not":
                return Truth(first.no, first.yes)
            case "holds":
                return Truth(first.yes, self._not(first.yes))
            case "stands":
                return Truth(self._not(first.no), first.no)
            case _:
                every, some = (self._and, self._or) if node.op == "and" else (self._or, self._and)
                for part in parts[1:]:
                    first = Truth(every(first.yes, part.yes), some(first.no, part.no))
                return first

    def _known(self, value: Value) -> str:
        return value.known if isinstance(value, Whole) else self._or(value.yes, value.no)

    def _compared(self, node: Node) -> Truth:
        if isinstance(part := node.parts[0], Node) and part.kind == "truth":
            one, other = (self._truth(part) for part in node.parts)
            same = self._or(self._and(one.yes, other.yes), self._and(one.no, other.no))
            unlike = self._or(self._and(one.yes, other.no), self._and(one.no, other.yes))
            return Truth(same, unlike) if node.op == "=" else Truth(unlike, same)
        left, right = self._alike(node.parts)
        so = self._line(f"icmp {_SIGNS[node.op]} <{LANES} x i{left.bits}> {left.text}, {right.text}")
        known = self._and(left.known, right.known)
        return Truth(self._and(so, known), self._and(self._not(so), known))

    def _select(self, when: str, kind: str, one: str, other: str) -> str:
        return one if one == other else self._line(f"select {_MASK} {when}, {kind} {one}, {kind} {other}")

    def _chosen(self, node: Node) -> Value:
        *options, otherwise = node.parts
        whens = [self._truth(when).yes for when in options[::2]]
        if node.kind == "truth":
            ways = [self._way(way) for way in (*options[1::2], otherwise)]
            found = ways[-1]
            for when, way in zip(reversed(whens), reversed(ways[:-1]), strict=True):
                yes, no = self._select(when, _MASK, way.yes, found.yes), self._select(when, _MASK, way.no, found.no)
                found = Truth(yes, no)
            return found
        bits = bits_of(node)
        *values, last = (self._in(way, bits) for way in (*options[1::2], otherwise))
        kind = f"<{LANES} x i{bits}>"
        for when, way in zip(reversed(whens), reversed(values), strict=True):
            text = way.text if last.known == _NONE else self._select(when, kind, way.text, last.text)
            last = Whole(text, bits, self._select(when, _MASK, way.known, last.known))
        return last

    def _way(self, term: Term) -> Truth:
        return Truth(_NONE, _NONE) if isinstance(term, Node) and term.op == "null" else self._truth(term)

    def _in(self, term: Term, bits: int) -> Whole:
        """A term in a width that is no narrower than its own."""
        return Whole(f"splat (i{bits} {term})", bits) if isinstance(term, int) else self._as(self.whole(term), bits)

    def _arithmetic(self, node: Node) -> Whole:
        if node.op == "below":
            inner = self._as(self.whole(node.parts[0]), bits_of(node))
            return Whole(inner.text, inner.bits)
        bits = bits_of(node)
        if node.op in ("floor", "exactly"):
            return self._divided(node, bits)
        first, *rest = self._alike(node.parts, bits)
        kind, zero = f"<{LANES} x i{first.bits}>", f"<{LANES} x i{first.bits}> {_NONE}"
        match node.op:
            case "plus" | "times":
                how, other = "add" if node.op == "plus" else "mul", rest[0]
                text = self._line(f"{how} {kind} {first.text}, {other.text}")
                found = Whole(text, first.bits, self._and(first.known, other.known))
            case "minus":
                found = Whole(self._line(f"sub {zero}, {first.text}"), first.bits, first.known)
            case "abs":
                negative = self._line(f"icmp slt {kind} {first.text}, {_NONE}")
                turned = self._line(f"sub {zero}, {first.text}")
                found = Whole(self._select(negative, kind, turned, first.text), first.bits, first.known)
            case "sign":
                above, under = (self._line(f"icmp {how} {kind} {first.text}, {_NONE}") for how in ("sgt", "slt"))
                one = self._line(f"zext {_MASK} {above} to {kind}")
                other = self._line(f"sext {_MASK} {under} to {kind}")
                found = Whole(self._line(f"or {kind} {one}, {other}"), first.bits, first.known)
            case "nonzero":
                so = self._line(f"icmp ne {kind} {first.text}, {_NONE}")
                found = Whole(first.text, first.bits, self._and(so, first.known))
            case _:
                raise NotFused
        return self._as(found, bits)

    def _divided(self, node: Node, bits: int) -> Whole:
        """The whole number at or below `value / by`, in binary fractions, and yet exact.

        Let both be whole numbers n and d > 0 below 2**p, where p is the bits of the fraction's digits (24 or 53): it
        holds them exactly, and a division gives the fraction nearest to n / d. Let q be the whole number at or below n
        / d. The nearest fraction is not below q, since q is itself a fraction. If d divides n it is q. Else n / d is at
        least 1 / d away from q + 1, while the nearest fraction is at most |n / d| / 2**p away, which is less than 1 / d
        since |n| < 2**p: so it stays below q + 1 (below 0 where that is 0, since it keeps its sign). Its whole part
        is q.
        """
        value, by = node.parts
        (low, high), (_, most) = bounds_of(value), bounds_of(by)
        size = max(abs(low), abs(high), most).bit_length()
        real = next((name for digits, name in _EXACT if size <= digits), None)
        if real is None:
            raise NotFused
        (top, bottom), kind = self._alike(node.parts), f"<{LANES} x {real}>"
        whole = f"<{LANES} x i{bits}>"
        above, under = (self._line(f"sitofp <{LANES} x i{one.bits}> {one.text} to {kind}") for one in (top, bottom))
        exact = self._line(f"fdiv {kind} {above}, {under}")
        # Where nothing is known there may be no such whole number: then any will do.
        cut = self._line(f"freeze {whole} {self._line(f'fptosi {kind} {exact} to {whole}')}")
        if low < 0:
            back = self._line(f"sitofp {whole} {cut} to {kind}")
            over = self._line(f"sext {_MASK} {self._line(f'fcmp ogt {kind} {back}, {exact}')} to {whole}")
            cut = self._line(f"add {whole} {cut}, {over}")
        return Whole(cut, bits, self._and(top.known, bottom.known))


def _node(term: Term) -> Node:
    return term if isinstance(term, Node) else TRUE
