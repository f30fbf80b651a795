"""Quantities in folded text: amounts, rates, counts, scores and dates, exact, with unit, comparator and place."""

import re
from collections.abc import Iterator
from fractions import Fraction

from youju.facts.directions import directed
from youju.facts.joined import RANGE_JOINTS, as_range, with_shared
from youju.facts.numerals import BIG, CAPITALS, ONES, SMALL, han_number
from youju.facts.quantity import Comparator, Quantity
from youju.facts.units import Kind, Unit, unit_at
from youju.structs import replace

__all__ = ["Comparator", "Quantity", "parse_quantity", "quantities"]

_HAN = "零〇一二两三四五六七八九十百千万亿点"

# Every repeat is bounded or a single class, so no text takes more than linear time.
_CANDIDATE = re.compile(rf"[0-9][0-9.,]*|[{_HAN}]+|[壹贰叁肆伍陆柒捌玖拾佰仟零万亿]+")
_NUMBER = re.compile(
    r"(?:[0-9]{1,3}(?:,[0-9]{3}){1,6}|[0-9]{1,3}(?:，[0-9]{3}){1,5}(?=\.[0-9]|[万亿]?元)|[0-9]{1,24})"
    r"(?:\.[0-9]{1,16})?(?![0-9])"
)
_DATE = re.compile(
    r"(?P<y>(?:19|20)[0-9]{2}) ?年度?(?: ?(?P<m>1[0-2]|0?[1-9]) ?月份?(?: ?(?P<d>3[01]|[12][0-9]|0?[1-9]) ?[日号])?)?"
    r"|(?P<m2>1[0-2]|0?[1-9]) ?月份?(?: ?(?P<d2>3[01]|[12][0-9]|0?[1-9]) ?[日号])?"
    r"|(?P<y3>(?:19|20)[0-9]{2})(?P<s>[-./])(?P<m3>1[0-2]|0?[1-9])(?P=s)(?P<d3>3[01]|[12][0-9]|0?[1-9])(?![0-9.])"
)
_HAN_YEAR = re.compile(r"([一二][〇零一二三四五六七八九]{3})年度?")
_REFERENCE = re.compile(
    r"(?<=[〔\[(【［])(?:19|20)[0-9]{2}[〕\])】］]第?[0-9]{1,5}号"
    r"|(?<=第)[0-9]{1,9}|(?<=附件|附表|见表|见图)[0-9]{1,2}(?![0-9份个张])|[0-9]{1,9}号|[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?![0-9])|[0-9]{1,9}\+[A-Za-z]+"
    r"|(?<=[A-Za-z])[0-9][0-9.]*[A-Za-z0-9]*|[0-9]{1,9}(?!(?:km|kg|m|t)(?![A-Za-z]))[A-Za-z][A-Za-z0-9]*"
    r"|(?<=\()[0-9]{1,2}(?=\))|(?:(?<=\n)|\A)[0-9]{1,2}(?=[.、)](?![0-9]))"
)
_HAN_RATIO = re.compile(
    rf"(?:(?P<of>百|千|万)|(?P<parts>[{_HAN}]{{1,12}}))分之(?P<n>[{_HAN}]{{1,12}}|[0-9]{{1,6}}(?:\.[0-9]{{1,6}})?)"
)
_COMPARISONS: tuple[tuple[Comparator, str], ...] = (
    (">=", "≥ 不低于 不少于 不小于 不得低于 不得少于 至少 最少 大于等于 大于或等于 高于或等于 达到或超过"),
    ("<=", "≤ 不超过 不高于 不大于 不多于 不得超过 不得高于 不能超过 没有超过 未超过 未超 不超 至多 最多"),
    ("<=", "小于等于 小于或等于 低于或等于"),
    (">", "> 超过 大于 高于 多于 突破 超 逾"),
    ("<", "< 低于 小于 少于 不足 不到 未达到 未达 未满 不满"),
    ("=", "= 等于 约 大约 大概 近 将近 接近 约为 约占 约有 约达"),
)
_LEADS = {word: comparator for comparator, words in _COMPARISONS for word in words.split()}
_LEAD = re.compile("(" + "|".join(sorted(_LEADS, key=len, reverse=True)) + ")([了到约]?)$")
_SUFFIX = re.compile(r"(?P<about>左右|上下)|(?:\(含\))?及?(?:(?P<least>以上)|(?P<most>以下|以内|之内))")
_ABOUT = frozenset(["约", "大约", "大概", "近", "将近", "接近", "约为", "约占", "约有", "约达"])
_WITHIN_WORDS = {"约": "节预合违签特条公契履简", "近": "附邻最临"}  # 节约3万元 saves just three
_LONGEST = 64
_LONG_NUMBER = re.compile("-?[1-9][0-9]{6,23}")
_NOT_HAN = ("年", "周", "日", "期")  # 三年行动, 一期工程: words, not counts
_ORDINALS = re.compile(rf"第(?:[0-9{_HAN}]{{1,4}}[、和及与至到~-]){{1,4}}$")  # 第3、5项: the fifth, not five
_BEFORE_WORD = "“‘《〈第每任某统唯同之另逐进几数好其个"  # 三 in “三公” or 第三 counts nothing


def quantities(text: str, start: int = 0, end: int | None = None) -> Iterator[Quantity]:
    """The quantities of `text[start:end]` (folded text) in the order they stand in; linear in its length."""
    return with_shared(text, _singly(text, start, len(text) if end is None else end))


def _singly(text: str, start: int, end: int) -> Iterator[Quantity]:
    """The quantities of a text with the ends of ranges made alike, before lists share anything."""
    at, before = start, None
    while match := _CANDIDATE.search(text, at, end):
        floor = start
        if before:
            # The dash of 5-10 joins two numbers; it is no sign of the second.
            floor = before.tail_end + text.startswith(RANGE_JOINTS, before.tail_end)
        found = (_arabic if match[0][0].isascii() else _han)(text, match, floor, end)
        at = match.end()
        if found is None:
            continue
        at = max(at, found.tail_end)
        if before:
            before, found = as_range(text, before, found)
            yield before
        before = found
    if before:
        yield before


def parse_quantity(text: str) -> Quantity | None:
    """The quantity which is the whole of `text` (folded; white space around it is let be), or None."""
    text = text.strip()
    found = list(quantities(text)) if len(text) <= _LONGEST else []
    if len(found) != 1 or (found[0].lead_start, found[0].tail_end) != (0, len(text)):
        return None
    if found[0].kind != "reference":
        return found[0]
    # Alone, a long row of digits is asked for as a number; 05 and 3+N still are none.
    return _plain("number", Fraction(text), 0, len(text)) if _LONG_NUMBER.fullmatch(text) else None


def _arabic(text: str, run: re.Match[str], floor: int, end: int) -> Quantity:
    start = run.start()
    if dated := _dated(text, start, end):
        return dated
    close = start + len(run[0].rstrip(".,"))
    if _ORDINALS.search(text, max(start - 24, 0), start):
        return _plain("reference", Fraction(0), start, close)
    reference = _REFERENCE.match(text, start, end)
    number = _NUMBER.match(text, start, end)
    if reference and (number is None or reference.end() >= number.end()):
        return _plain("reference", Fraction(0), start, reference.end())
    # Digits that are no number (1,62.5 or 1.2.3) are told apart, never read as something else.
    if number is None or number.end() < close:
        return _plain("reference", Fraction(0), start, close)
    digits = number[0].replace(",", "").replace("，", "")
    begin = _sign_start(text, start, floor)
    value = -Fraction(digits) if text[begin] == "-" else Fraction(digits)
    unit = unit_at(text, number.end(), end)
    if unit is None and text[begin:start].endswith(("¥", "￥")):
        unit = Unit("money", "元", Fraction(1), False, number.end(), number.end())
    decimals = len(digits.partition(".")[2])
    if unit is None:
        bare = _plain(_bare_kind(number[0]), value, begin, number.end())
        return _compared(replace(bare, decimals=decimals), text, floor, end)
    return _compared(_counted(value, decimals, unit, text, begin), text, floor, end)


def _han(text: str, run: re.Match[str], floor: int, end: int) -> Quantity | None:
    start = run.start()
    if year := _HAN_YEAR.match(text, start, end):
        value = Fraction("".join(str(ONES[char]) for char in year[1]))
        return _plain("year", value, start, year.end())
    if ratio := _HAN_RATIO.match(text, start, end):
        found = _ratio(ratio)
        return _compared(found, text, floor, end) if found else None
    if len(run[0]) > 16 or text[start - 1 : start] in tuple(_BEFORE_WORD):
        return None
    unit = unit_at(text, run.end(), end)
    if unit is None or not unit.measure or unit.measure in _NOT_HAN or _is_word(text, start, unit):
        return None
    written = run[0].translate(CAPITALS)
    if written != run[0] and (unit.kind != "money" or len(written) < 2):
        return None  # 退伍人员: only amounts are written in capitals
    number = han_number(written)
    if number is None:
        return None
    value, scale, decimals = number
    unit = replace(unit, scale=unit.scale * scale)
    return _compared(_counted(value, decimals, unit, text, start), text, floor, end)


def _is_word(text: str, start: int, unit: Unit) -> bool:
    """Whether a numeral and its unit are a word or a name: 十分重要, 一起, 清零台账, 一户一策, “一张图”."""
    if start == 0 and unit.end == len(text):
        return False
    if _ORDINALS.search(text, max(start - 24, 0), start):
        return True
    if unit.kind == "score":
        return text[start - 1 : start] not in tuple("得扣加计满共为")
    following = text[unit.end : unit.end + 1]
    if following == "”" or (text[start] in "零〇" and unit.kind != "money"):
        return True
    if unit.measure == "项" and text.startswith("规定", unit.end):
        return True  # 八项规定
    return text[start] == "一" and (unit.measure in ("起", "方面") or following == "一")


def _plain(kind: Kind, value: Fraction, start: int, end: int) -> Quantity:
    return Quantity(value, kind, "", "", Fraction(1), 0, False, "=", start, end, start, end)


def _counted(number: Fraction, decimals: int, unit: Unit, text: str, start: int) -> Quantity:
    written = text[unit.start : unit.end].strip()
    return Quantity(
        number * unit.scale, unit.kind, written, unit.measure, unit.scale, decimals, unit.approximate, "=",
        start, unit.end, start, unit.end,
    )  # fmt: skip


def _compared(found: Quantity, text: str, floor: int, end: int) -> Quantity:
    """`found` with the words before and after it that compare or make it approximate."""
    if found.kind in ("reference", "year", "date"):
        return found
    lead = _LEAD.search(text[max(floor, found.start - 8) : found.start])
    # 近3年 are the last three years, not nearly three.
    if (
        lead
        and not (lead[1] == "近" and found.kind == "measure")
        and not _is_tail(text, found.start - len(lead[0]), lead)
    ):
        found = replace(
            found,
            comparator=_LEADS[lead[1]],
            approximate=found.approximate or lead[1] in _ABOUT or lead[2] == "约",
            lead_start=found.start - len(lead[0]),
        )
    if (suffix := _SUFFIX.match(text, found.end, end)) is None:
        return directed(text, found, floor)
    found = replace(found, tail_end=suffix.end(), approximate=found.approximate or suffix["about"] is not None)
    if not suffix["about"] and found.comparator == "=":
        found = replace(found, comparator=">=" if suffix["least"] else "<=")
    return directed(text, found, floor)


def _is_tail(text: str, at: int, lead: re.Match[str]) -> bool:
    """Whether what looks like a comparison is the end of a word: the 约 of 节约."""
    return at > 0 and text[at - 1] in _WITHIN_WORDS.get(lead[1], "")


def _dated(text: str, start: int, end: int) -> Quantity | None:
    match = _DATE.match(text, start, end)
    if match is None:
        return None
    year = int(match["y"] or match["y3"] or 0)
    month = int(match["m"] or match["m2"] or match["m3"] or 0)
    day = int(match["d"] or match["d2"] or match["d3"] or 0)
    if not month:
        return _plain("year", Fraction(year), start, match.end())
    return _plain("date", Fraction(year * 10000 + month * 100 + day), start, match.end())


def _bare_kind(digits: str) -> Kind:
    if "." in digits or "," in digits:
        return "number"
    if len(digits) >= 7 or (len(digits) > 1 and digits[0] == "0"):
        return "reference"
    return "year" if len(digits) == 4 and digits[:2] in ("19", "20") else "number"


def _sign_start(text: str, start: int, floor: int) -> int:
    """Where a number begins with its sign and ¥; the dash of A-3 or 3-4 and the plus of 3+4 are none."""
    at = start
    if at > floor and text[at - 1] in "¥￥":
        at -= 1
    if at > floor and text[at - 1] in "-+":
        earlier = text[at - 2 : at - 1] if at >= 2 else ""
        # (1)-(3) and (1)-3 count on from a bracket with a number; 增加(减少)-3.2万元 does not.
        joined = earlier in ("%", "-") or (earlier == ")" and text[at - 3 : at - 2].isascii())
        if not joined and not (earlier.isascii() and earlier.isalnum()):
            at -= 1
    return at


def _ratio(match: re.Match[str]) -> Quantity | None:
    if match["n"][0].isascii():
        number = Fraction(match["n"]), 1, len(match["n"].partition(".")[2])
    else:
        number = han_number("一百" if match["n"] == "百" else match["n"])
    parts = han_number(match["parts"]) if match["parts"] else (Fraction((SMALL | BIG)[match["of"]]), 1, 0)
    if number is None or parts is None or not parts[0]:
        return None
    scale = 1 / (parts[0] * parts[1])
    measure = {"百": "%", "千": "‰"}.get(match["of"] or "", "分之")
    plain = _plain("percent", number[0] * number[1] * scale, match.start(), match.end())
    return replace(plain, unit=match[0].partition("之")[0] + "之", measure=measure, scale=scale, decimals=number[2])
