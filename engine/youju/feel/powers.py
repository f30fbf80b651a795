"""Powers, and how large a number may grow."""

from __future__ import annotations

from decimal import Context, Decimal, DecimalException
from fractions import Fraction
from typing import Final

from youju.feel.order import fault
from youju.feel.tree import Span
from youju.feel.values import UNKNOWN, Unknown

MAX_BITS: Final = 14_000
"""Bits of a numerator or denominator (about 4,200 digits): far beyond any report, and any operation stays fast."""
_DECIMAL128: Final = 34


def limited(value: Fraction, span: Span) -> Fraction:
    """The value itself; FeelError (`feel-number-limit`) where it is larger or finer than `MAX_BITS` allows."""
    if value.numerator.bit_length() > MAX_BITS or value.denominator.bit_length() > MAX_BITS:
        raise fault("feel-number-limit", "数值过大或过细", "the number is too large or too fine", span)
    return value


def exact_power(base: Fraction, exponent: Fraction, span: Span) -> Fraction | Unknown:
    """`base ** exponent` for a whole exponent; 0 to a negative power is a division by zero, hence unknown."""
    if exponent.denominator != 1:
        zh, en = "规则中的乘方只能用整数指数", "a rule may raise to whole powers only"
        raise fault("feel-fractional-power", zh, en, span)
    times = int(exponent)
    if base == 0 and times < 0:
        return UNKNOWN
    bits = max(base.numerator.bit_length(), base.denominator.bit_length())
    if bits > 1 and abs(times) * (bits - 1) > MAX_BITS:
        raise fault("feel-number-limit", "乘方过大", "the power is too large", span)
    # Only -1, 0 and 1 are left for huge exponents, and their powers turn on parity alone.
    return limited(base ** (times if bits > 1 or abs(times) < 3 else 2 + times % 2), span)


def power_34(base: Fraction, exponent: Fraction, span: Span) -> Fraction | Unknown:
    """As `exact_power`; a fractional exponent gives the power rounded to 34 digits (DMN 1.5, 10.3.2.3.1)."""
    if exponent.denominator == 1:
        return exact_power(base, exponent, span)
    if base == 0:
        return UNKNOWN if exponent < 0 else Fraction(0)
    if base < 0:
        zh, en = "负数没有非整数次方", "a negative number has no fractional power"
        raise fault("feel-fractional-power", zh, en, span)
    wide = Context(prec=_DECIMAL128 + 10, Emin=-9999, Emax=9999)
    try:
        x, y = (wide.divide(Decimal(part.numerator), Decimal(part.denominator)) for part in (base, exponent))
        return limited(Fraction(Context(prec=_DECIMAL128, Emin=-9999, Emax=9999).plus(wide.power(x, y))), span)
    except DecimalException:
        raise fault("feel-number-limit", "乘方过大", "the power is too large", span) from None
