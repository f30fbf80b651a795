"""Chinese numerals as numbers, exactly: 十五, 一百零三, 二十万三千, 八十一点四八."""

from fractions import Fraction

DIGITS = "零〇一二两三四五六七八九"
ONES = dict(zip(DIGITS, (0, 0, 1, 2, 2, 3, 4, 5, 6, 7, 8, 9), strict=True))
SMALL = {"十": 10, "百": 100, "千": 1000}
CAPITALS = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟", "一二三四五六七八九十百千")
BIG = {"万": 10**4, "亿": 10**8}


def han_number(written: str) -> tuple[Fraction, int, int] | None:
    """A Chinese numeral as number, scale (of 万 and 亿 at its end) and decimals; None for what is no numeral."""
    body = written.rstrip("万亿")
    scale = 1
    for char in written[len(body) :]:
        scale *= BIG[char]
    if any(char in BIG for char in body):
        # 三亿五千万: the first scale is a part of the number, and 万 what it was rounded to.
        value = _whole(written)
        return None if value is None else (Fraction(value, scale), scale, 0)
    written = body
    whole, point, places = written.partition("点")
    value = _whole(whole)
    if value is None or bool(point) != bool(places) or any(char not in ONES for char in places):
        return None
    decimals = "".join(str(ONES[char]) for char in places)
    return value + Fraction(int(decimals or 0), 10 ** len(decimals)), scale, len(decimals)


def _whole(written: str) -> int | None:
    """一百零三, 十五, 二十万三千; units must fall, and 一百二 is too loose to be read."""
    total = section = 0
    digit: int | None = None
    gap = False  # a 零 since the last unit
    big = 10**9
    last = 10**5  # the unit read last within the section
    for char in written:
        if char in ONES:
            if digit:
                return None
            digit = ONES[char]
            gap = gap or digit == 0
        elif char in SMALL:
            if SMALL[char] >= last or (not digit and (char != "十" or section or total)):
                return None
            section, last, digit, gap = section + (digit or 1) * SMALL[char], SMALL[char], None, False
        elif char in BIG and section + (digit or 0) and BIG[char] < big:
            total, section, last, digit = total + (section + (digit or 0)) * BIG[char], 0, 10**5, None
            big, gap = BIG[char], False
        else:
            return None
    if not written or (digit and not gap and last > 10 and (section or total)):
        return None
    return total + section + (digit or 0)
