"""What the rules of a form say where its author says nothing: sentences as a finance officer would write them."""

from __future__ import annotations

import re
from collections.abc import Sequence

Said = tuple[str, str]
"""The same in Chinese and in English. A name in braces is replaced by its value."""

TEST = re.compile(r"\s*(<=|>=|!=|<|>|=|≤|≥|≠|＜|＞|＝)")
"""How a cell of a decision table begins that compares."""
RANGE = re.compile(r"\s*([\[(（［])(.+?)\.\.(.+)([\])）］])\s*")
"""A cell that is a range: opening, low, high, closing."""
_LIMIT = r"([0-9０-９]+(?:\.[0-9]+)?)\s*([%％]|[^\W\d至到]*)"
_STRETCH = re.compile(rf"\s*{_LIMIT}\s*(?:[-－−–—~～]+|至|到)\s*{_LIMIT}\s*")
_INTERVAL = re.compile(rf"\s*([\[(（［])\s*{_LIMIT}\s*[,，、]\s*{_LIMIT}\s*([\])）］])\s*")
_BRACKETS = str.maketrans("（）［］％０１２３４５６７８９", "()[]%0123456789")
_ASCII = str.maketrans({"≤": "<=", "≥": ">=", "≠": "!=", "＜": "<", "＞": ">", "＝": "="})
OPPOSITE = {"<=": ">", ">": "<=", ">=": "<", "<": ">=", "=": "!=", "!=": "="}
"""The comparison that holds where another does not."""
_SIGNS = {
    ">=": ("达到", "at least"),
    ">": ("超过", "over"),
    "<=": ("不超过", "at most"),
    "<": ("不到", "below"),
    "!=": ("不等于", "other than"),
    "=": ("等于", "exactly"),
}
_NAME = re.compile(r"[^\W\d]\w*")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_SHARE = re.compile(r"weight\s*\*\s*([\d.]+%?)|([\d.]+%?)\s*\*\s*weight|weight\s*/\s*([\d.]+)")
_REST = ("其余情况", "anything else")
_COMMA = ("，", ", ")


def sign(test: str) -> str:
    """The comparison a cell begins with, as the language writes it; one without stands for the value itself."""
    found = TEST.match(test)
    return found[1].translate(_ASCII) if found else "="


def meant_range(test: str) -> str | None:
    """The range that a cell means which says it otherwise: `0-10%`, `0 至 10%`, `(0, 10%]`; None for any other cell.

    The high limit is within where the cell does not say, and its unit holds for a low one without.
    """
    if found := _STRETCH.fullmatch(test):
        opening, closing, (low, low_unit, high, unit) = "(", "]", found.groups()
    elif found := _INTERVAL.fullmatch(test):
        opening, low, low_unit, high, unit, closing = found.groups()
    else:
        return None
    ends = (
        number + (one if one in ("", "%", "％") else f" {one}")
        for number, one in ((low, low_unit or unit), (high, unit))
    )
    return f"{opening}{'..'.join(ends)}{closing}".translate(_BRACKETS)


def quantity(of: str) -> Said:
    """A quantity with its value: `执行率 {执行率}`. An expression has no name that English could use."""
    return (f"{of} {{{of}}}", f"a value of {{{of}}}") if _NAME.fullmatch(of) else (of, "the value")


def band(of: str, test: str | None, before: str | None) -> Said:
    """A row of bands; a value that is just the one asked for needs no more words."""
    name, said = quantity(of), cell(test, before)
    return name if test is not None and said == compared("=", _limit(test)) else _both(name, said, _COMMA)


def cell(test: str | None, before: str | None) -> Said:
    """A cell of a table: `达到 90%，不到 95%`. The row `before` did not hold, and may close the band from that side."""
    above = None if before is None else _refuted(before)
    if test is None:
        return above or _REST
    if "," in test or "，" in test:
        return f"为 {test} 之一", f"one of {test}"
    if found := RANGE.fullmatch(test):
        low = compared(">=" if found[1] in "[［" else ">", found[2])
        return _both(low, compared("<=" if found[4] in "]］" else "<", found[3]), ("，", " and "))
    own = compared(sign(test), _limit(test))
    if above is None or sign(before or "") != sign(test):
        return own
    return _both(*((own, above) if sign(test) in (">=", ">") else (above, own)), ("，", " and "))


def compared(compares: str, limit: str) -> Said:
    """A comparison in words; a limit that has a name is told with its value."""
    (zh, en), text = _SIGNS[compares], limit.strip()
    name = _NAME.fullmatch(text)
    return f"{zh} {text} {{{text}}}" if name else f"{zh} {text}", f"{en} {{{text}}}" if name else f"{en} {text}"


def _refuted(test: str) -> Said | None:
    """What is left where a one-sided test does not hold; no more can be said of a range or a list."""
    compares = sign(test)
    return None if RANGE.fullmatch(test) or compares in ("=", "!=") else compared(OPPOSITE[compares], _limit(test))


def _limit(test: str) -> str:
    found = TEST.match(test)
    return test[found.end() :] if found else test


def between(of: str, low: str | None, high: str | None) -> Said:
    """A stretch of a line: before its first point (no `low`), after its last (no `high`), or from one to the next."""
    if low is None or high is None:
        said = compared("<=", high) if high is not None else compared(">", low or "")
        return _both(quantity(of), said, _COMMA)
    said = f"在 {low} 至 {high} 之间，按比例计分", f"between {low} and {high}, points in proportion"
    return _both(quantity(of), said, _COMMA)


def within(of: str, line: str, over: bool) -> Said:
    """A quantity that did not go beyond a threshold."""
    return _both(quantity(of), compared("<=" if over else ">=", line), _COMMA)


def beyond(of: str, line: str, over: bool, each: Said) -> Said:
    """A quantity beyond a threshold, and what each unit beyond it costs or brings."""
    zh, en = compared(">" if over else "<", line)
    return _both(quantity(of), (f"{zh} 的部分，{each[0]}", f"{en}: {each[1]}"), _COMMA)


def for_each(per: str, points: str, gained: bool, count: str) -> Said:
    """What a unit is worth: `每满 1 个百分点扣 0.5 分`. `count` says what becomes of a part of a unit."""
    unit, worth, verb = _unit(per), amount(points), ("加", "added") if gained else ("扣", "off")
    zh, en = f"{unit[0]}{_then(verb[0], worth[0])}", f"{worth[1]} {verb[1]} for each"
    if count == "whole":
        return f"每满 {zh}", f"{en} full {unit[1]}"
    if count == "started":
        return f"每 {zh}，不满 {unit[0]}的按 {unit[0]}计", f"{en} {unit[1]}, a part of it counting as one"
    return f"每 {zh}，不满 {unit[0]}的按比例计", f"{en} {unit[1]}, a part of it in proportion"


def counted(items: Sequence[tuple[str, str]], gained: bool, limit: str) -> Said:
    """What was counted, what each costs or brings, and where that ends."""
    verb = ("加", "added") if gained else ("扣", "off")
    said = [
        (f"{name[0]}，各{_then(verb[0], worth[0])}", f"{name[1]}, {worth[1]} {verb[1]} for each")
        for name, worth in ((quantity(of), amount(each)) for of, each in items)
    ]
    return _both(("；".join(zh for zh, _ in said), "; ".join(en for _, en in said)), bound(limit, gained), _COMMA)


def bound(limit: str, gained: bool) -> Said:
    """Where losing or gaining ends."""
    zh, en = amount(limit)
    if gained:
        return ("到满分为止", "up to full marks") if limit.strip() == "weight" else (f"最多 {zh}", f"at most {en}")
    return ("扣完为止", "down to 0") if limit.strip() == "0" else (f"最低 {zh}", f"never below {en}")


def nothing_counted(names: Sequence[str]) -> Said:
    """Nothing of what is counted has happened."""
    return f"{'、'.join(names)}{'均' if len(names) > 1 else ''}为 0", "none counted"


def requirement(when: str, item: str) -> Said:
    """A requirement of a checklist by its condition; English has only its id to go by."""
    return when, item.replace("-", " ").replace("_", " ")


def amount(points: str) -> Said:
    """Points as a person says them: `0.5 分`, `分值的 10%`, `分值的 1/6`."""
    text = points.strip()
    if _NUMBER.fullmatch(text):
        return f"{text} 分", f"{text} point{'' if text == '1' else 's'}"
    if found := _SHARE.fullmatch(text):
        share = found[1] or found[2] or f"1/{found[3]}"
        return f"分值的 {share}", f"{share} of the weight"
    return f"{text.replace('weight', '分值')} 分", "points as the card says"


def _then(verb: str, worth: str) -> str:
    """A verb and its amount, with a space before digits."""
    return f"{verb}{' ' if worth[0].isdigit() else ''}{worth}"


def _unit(per: str) -> Said:
    """`1%` of a rate is a percentage point."""
    number = per.strip().removesuffix("%")
    if number == per.strip():
        return (f"{number} " if number[-1:].isdigit() else number), number
    return f"{number} 个百分点", "percentage point" if number == "1" else f"{number} percentage points"


def _both(one: Said, other: Said, joints: Said) -> Said:
    return f"{one[0]}{joints[0]}{other[0]}", f"{one[1]}{joints[1]}{other[1]}"
