"""The loops that a compiled query is made of, each written once."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from youju.population.engines.loop import Loop, Operand

_MAGIC: Final = 0x4338000000000000
"""1.5 × 2**52 as a fraction's bits: a number of at most MAGIC_BITS bits added to them gives those of their sum."""
MAGIC_BITS: Final = 50
CALLED: Final = """\
declare <8 x double> @llvm.floor.v8f64(<8 x double>)
declare <16 x float> @llvm.floor.v16f32(<16 x float>)
declare void @llvm.prefetch.p0(ptr, i32, i32, i32)"""
"""What loops call."""


@lru_cache(maxsize=1024)
def compared(sign: str, work: int, operands: tuple[Operand, ...]) -> Loop:
    """Where two numbers are equal (`eq`), or the first is at most the second (`sle`)."""
    loop = Loop(sign, operands, work, 1)
    return loop.give_condition(loop.line(f"icmp {sign} {loop.kind} {loop.read(0)}, {loop.read(1)}"))


@lru_cache(maxsize=1024)
def combined(how: str, work: int, makes: int, operands: tuple[Operand, ...]) -> Loop:
    """A sum (`add`) or a product (`mul`)."""
    loop = Loop(how, operands, work, makes)
    return loop.give(loop.line(f"{how} {loop.kind} {loop.read(0)}, {loop.read(1)}"))


@lru_cache(maxsize=1024)
def turned(how: str, work: int, makes: int, operand: Operand) -> Loop:
    """A number with its sign turned (`minus`) or without it (`abs`), its sign alone (`sign`), or itself (`same`)."""
    loop = Loop(how, (operand,), work, makes)
    value = loop.read(0)
    if how in ("minus", "abs"):
        opposite = loop.line(f"sub {loop.kind} zeroinitializer, {value}")
        if how == "abs":
            negative = loop.line(f"icmp slt {loop.kind} {value}, zeroinitializer")
            opposite = loop.select(negative, opposite, value)
        value = opposite
    elif how == "sign":
        above, under = (loop.line(f"icmp {sign} {loop.kind} {value}, zeroinitializer") for sign in ("sgt", "slt"))
        one = loop.line(f"zext {loop.mask} {above} to {loop.kind}")
        other = loop.line(f"sext {loop.mask} {under} to {loop.kind}")
        value = loop.line(f"or {loop.kind} {one}, {other}")
    return loop.give(value)


@lru_cache(maxsize=1024)
def chosen(makes: int, operands: tuple[Operand, ...]) -> Loop:
    """The first number whose condition is, the last where none is: conditions first, then numbers, one more."""
    many = len(operands) // 2
    loop = Loop("chosen", operands, makes, makes)
    found = loop.read(2 * many)
    for at in reversed(range(many)):
        found = loop.select(loop.condition(at), loop.read(many + at), found)
    return loop.give(found)


@lru_cache(maxsize=1024)
def divided(real: str, makes: int, small: bool, operands: tuple[Operand, ...]) -> Loop:
    """The whole number at or below one above the other, in binary fractions that hold both exactly.

    `small` tells that both, which then are held in 64 bits, have at most MAGIC_BITS.
    """
    loop = Loop(f"divided{'_small' * small}_{real}", operands, 64 if real == "double" else 32, makes)
    kind = f"<{loop.lanes} x {real}>"
    magic = f"splat (double 0x{_MAGIC:016X})"

    def fraction(at: int) -> str:
        if small and operands[at].width == 64:
            moved = loop.line(f"add {loop.kind} {loop.read(at)}, splat (i64 {_MAGIC})")
            return loop.line(f"fsub {kind} {loop.line(f'bitcast {loop.kind} {moved} to {kind}')}, {magic}")
        bits = 32 if real == "float" else max(32, operands[at].width)
        return loop.line(f"sitofp <{loop.lanes} x i{bits}> {loop.read(at, bits)} to {kind}")

    exact = loop.line(f"fdiv {kind} {fraction(0)}, {fraction(1)}")
    floor = loop.line(f"call {kind} @llvm.floor.v{loop.lanes}f{64 if real == 'double' else 32}({kind} {exact})")
    whole = f"<{loop.lanes} x i{makes}>"
    if small and makes == 64:
        moved = loop.line(f"bitcast {kind} {loop.line(f'fadd {kind} {floor}, {magic}')} to {whole}")
        return loop.store(whole, loop.line(f"sub {whole} {moved}, splat (i64 {_MAGIC})"))
    # Where nothing is known there may be no such whole number: then any will do.
    return loop.store(whole, loop.line(f"freeze {whole} {loop.line(f'fptosi {kind} {floor} to {whole}')}"))


_LOGIC: Final[Mapping[str, int]] = {"and": 2, "or": 2, "without": 2, "not": 1, "if": 3, "all": 0, "none": 0}


@lru_cache(maxsize=1024)
def logic(how: str) -> Loop:
    """Conditions: both (`and`), either (`or`), one without the other, `not`; the second `if` the first is, else the
    third; `all` rows or `none`."""
    loop = Loop(how, [Operand(1)] * _LOGIC[how], 64, 1)
    parts = [loop.bits(at) for at in range(_LOGIC[how])]
    every, kind = "splat (i64 -1)", loop.kind
    match how:
        case "and" | "or":
            return loop.store(kind, loop.line(f"{how} {kind} {parts[0]}, {parts[1]}"))
        case "without":
            other = loop.line(f"xor {kind} {parts[1]}, {every}")
            return loop.store(kind, loop.line(f"and {kind} {parts[0]}, {other}"))
        case "not":
            return loop.store(kind, loop.line(f"xor {kind} {parts[0]}, {every}"))
        case "if":
            when, one, other = parts
            apart = loop.line(f"xor {kind} {one}, {other}")
            return loop.store(kind, loop.line(f"xor {kind} {other}, {loop.line(f'and {kind} {when}, {apart}')}"))
        case _:
            return loop.store(kind, every if how == "all" else "zeroinitializer")
