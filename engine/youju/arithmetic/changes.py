"""Which two amounts a change lies between: 由24人增加到26人, 本年100万元，比上年80万元, 年初预算…，调整后…."""

from __future__ import annotations

import re
from collections.abc import Sequence

from youju.arithmetic.spoken import Amount, without
from youju.facts import ArithmeticWords, has
from youju.structs import Struct

_YEAR = re.compile(r"(?:19|20)[0-9]{2}(?=年)")
_NEAR = 6
_YEARS = re.compile(r"(?:19|20)[0-9]{2}年度?")


class Change(Struct):
    """The amount before and after; `certain` where the words leave no doubt."""

    old: Amount
    new: Amount
    certain: bool


def change_before(amounts: Sequence[Amount], one: Amount, words: ArithmeticWords) -> Change | None:
    """The two amounts that a figure of change, which follows them, is about; None where no words tell them."""
    plain = [two for two in amounts[max(one.at - 4, 0) : one.at] if two.quantity.direction == "none"]
    if len(plain) < 2 or one.clause - plain[-1].clause > 2:
        return None
    # 年初…，调整后…，调整…: a change between them that no word of direction tells.
    if len(plain) > 2 and _is_amount(plain[-1], words) and not _is_amount(one, words):
        plain = plain[:-1]
    left, right = plain[-2:]
    if left.unit != right.unit or right.clause - left.clause > 1:
        return None
    found = _from_to(left, right, words) or _against(left, right, words) or _dated(left, right, words)
    if found is None:
        return None
    certain = found.certain and bare_change(one, words) and _is_base(found.old, one, words)
    return Change(found.old, found.new, certain)


def bare_change(one: Amount, words: ArithmeticWords) -> bool:
    """Whether the label of a change tells no object of its own: 增幅, 比上年增加, but not 基本支出增加."""
    label = without(one.label, words.rates.link)
    own = (*words.changes.bare, *words.changes.amount)
    return label in own or label.startswith(words.changes.against) or label.endswith(words.changes.rate)


def one_base(one: Amount, other: Amount, words: ArithmeticWords) -> bool:
    """Whether two changes are against one base; 比上年 and 比预算 are not."""
    left, right = _base_of(one, words), _base_of(other, words)
    return not left or not right or left == right


def _base_of(one: Amount, words: ArithmeticWords) -> str:
    """What a change is said to be against (上年 of 比上年增加); empty where that is not said."""
    label = without(one.label, (*words.changes.bare, *words.rates.link))
    head = max((word for word in words.changes.against if label.startswith(word)), key=len, default="")
    return label.removeprefix(head) if head else ""


def _is_base(old: Amount, one: Amount, words: ArithmeticWords) -> bool:
    """Whether a change is against this amount, as far as its label says."""
    base = _base_of(one, words)
    if not base or base in old.label:
        return True
    shared = any(word in base and word in old.label for word in words.changes.earlier)
    year = _YEAR.search(old.label) is not None and has(base, words.changes.earlier)
    return (shared or year) and not has(base, words.rates.due)


def earlier(one: Amount, words: ArithmeticWords) -> bool:
    """Whether a label speaks of the time before."""
    return has(one.label, words.changes.earlier)


def _is_amount(one: Amount, words: ArithmeticWords) -> bool:
    return without(one.label, words.rates.link) in words.changes.amount


def _from_to(left: Amount, right: Amount, words: ArithmeticWords) -> Change | None:
    first, then = (without(_YEARS.sub("", one.label), words.rates.of) for one in (left, right))
    # A time may stand between: 由上年的24人增加到2023年的26人.
    starts = any(word in first[-_NEAR:] for word in words.changes.start)
    return (
        Change(left, right, True)
        if starts and left.clause == right.clause and then.endswith(words.changes.end)
        else None
    )


def _against(left: Amount, right: Amount, words: ArithmeticWords) -> Change | None:
    """本年100万元，比上年80万元增加…."""
    return Change(right, left, True) if right.label.startswith(words.changes.against) else None


def _dated(left: Amount, right: Amount, words: ArithmeticWords) -> Change | None:
    """Two amounts of which one is told as the earlier, by a word or by its year."""
    years = [match[0] if (match := _YEAR.search(one.label)) else "" for one in (left, right)]
    if all(years) and years[0] != years[1]:
        first = years[0] < years[1]
    elif earlier(left, words) != earlier(right, words):
        first = earlier(left, words)
    else:
        return None
    old, new = (left, right) if first else (right, left)
    return Change(old, new, _one_object(_object(left, words), _object(right, words)))


def _object(one: Amount, words: ArithmeticWords) -> str:
    """A label less its time."""
    label = _YEARS.sub("", one.label)
    for word in sorted((*words.changes.earlier, *words.changes.later), key=len, reverse=True):
        label = label.replace(word, "")
    return without(label, words.rates.link)


def _one_object(left: str, right: str) -> bool:
    return left == right or not left or not right or left.endswith(right) or right.endswith(left)
