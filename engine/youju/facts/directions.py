"""Whether a quantity is told as a change, and which way it goes: 同比增长5.2%, 减幅30.20%, 增减率-15%."""

import re

from youju.facts.quantity import Quantity
from youju.structs import replace

_RISE = "增长|增加|上升|提高|提升|上涨|上浮|调增|净增|递增|追加"
_FALL = "负增长|下降|减少|降低|下滑|下跌|下调|回落|缩减|压减|核减|调减|净减|削减|递减"
_AGAINST = "同比|环比|年均|上年|去年|同期|预算|年初"
_RATE = r"(?:幅度?|速度?|比率|比例|率|额|数)(?:为|是|：|达到?|约|共|了)*"
_OBJECT = r"(?:的|了|约|达|支出|收入|成本|开支|经费|资金|费用|人员|编制){0,3}"
# 增加至24名 and 提高到98% tell where something went, not by how much: 至 and 到 stand in none of these.
_BEFORE = re.compile(
    rf"(?:(?P<fall>{_FALL}|[减降跌](?=幅)|(?:{_AGAINST})[减降])|(?P<rise>{_RISE}|[增涨升](?=[幅速])|(?:{_AGAINST})增)"
    rf"|(?P<signed>增减|变动|变化|增减变动)(?={_RATE}$)|(?P<against>同比|环比|[比较](?:上年|去年)(?:度|同期)?))(?:{_RATE}|{_OBJECT})$"
    r"|[比较](?!例)[^，。；：、\n]{1,10}?(?:(?P<more>多)|(?P<less>少))(?:支出|收入|支付|安排|用|了)?$"
)
_AFTER = re.compile("的(?:速度|幅度)?(?:(?P<rise>增长|增幅|涨幅)|(?P<fall>下降|降幅|减幅|下滑))")
_WINDOW = 18
_CHANGING = ("money", "percent", "points", "count", "measure", "number")


def directed(text: str, found: Quantity, floor: int) -> Quantity:
    """`found` with its direction, from the words right before it (not before `floor`) or behind it."""
    if found.kind not in _CHANGING:
        return found
    words = _BEFORE.search(text, max(floor, found.lead_start - _WINDOW), found.lead_start)
    if words is None:
        words = _AFTER.match(text, found.tail_end)
        if words is None:
            return found
        return replace(found, direction="rising" if words["rise"] else "falling")
    if words["fall"] or words["less"]:
        return replace(found, direction="falling")
    if words["rise"] or words["more"]:
        # 增长-3% fell.
        return replace(found, direction="falling" if found.value < 0 else "rising")
    return _by_sign(text, found, rate=words["signed"] is not None)


def _by_sign(text: str, found: Quantity, rate: bool) -> Quantity:
    """A change told by its sign alone: always so of a rate of change, else where a sign is printed (同比+3%)."""
    printed = rate or text[found.start] in "+-"
    if found.value < 0 and found.comparator not in (">", ">="):
        return replace(found, direction="falling")
    if found.value > 0 and printed and found.comparator not in ("<", "<="):
        return replace(found, direction="rising")
    return found
