"""Enumerations and the number that is written for them: `甲、乙、丙等3个`, `两方面：一是…二是…`, `具体是：A；B；C`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Literal

from youju.arithmetic.layout import any_of
from youju.arithmetic.relation import Relation, Term
from youju.arithmetic.sentences import Figure, Sentence
from youju.facts import ArithmeticWords, CountWords, has
from youju.structs import Struct

_MOST = 60
_FAR = 3000
_LONGEST_LIST = 400
_WRAPPED = re.compile("《[^《》]{0,200}》|“[^“”]{0,200}”|[(][^()]{0,200}[)]|〈[^〈〉]{0,200}〉|‘[^‘’]{0,200}’")


class _Listed(Struct):
    """How many items a list has: at least and at most, as 和 may part two items or stand in one; and its words."""

    least: int
    most: int
    start: int
    end: int


def find_counts(sentences: Sequence[Sentence], words: ArithmeticWords) -> Iterator[Relation]:
    """Every enumeration whose number is written beside it. Linear: each figure looks at a bounded stretch."""
    for sentence in sentences:
        for figure in sentence.figures:
            if _counts(figure, words.counts):
                relation = _before(sentence, figure, words.counts) or _behind(sentence, figure, words.counts)
                if relation is not None:
                    yield relation


def _counts(figure: Figure, words: CountWords) -> bool:
    one = figure.quantity
    exact = one.comparator == "=" and not one.approximate and not one.range and one.value.denominator == 1
    return exact and one.kind == "count" and one.measure in words.units and 1 < one.value <= _MOST


def _before(sentence: Sentence, figure: Figure, words: CountWords) -> Relation | None:
    """`甲、乙、丙等3个股室`, `内设甲、乙、丙3个股室`, `从甲和乙两方面`: the list ends where the number begins."""
    text = sentence.folded.text
    end = figure.quantity.lead_start
    begin = max(sentence.start, end - _LONGEST_LIST)
    masked = _masked(text[begin:end])
    marks = [*re.finditer("[，；：。\n]", masked)]
    opened = bool(marks) and marks[-1][0] == "："
    at = marks[-1].end() if marks else 0
    plain = masked[at:]
    so_on = re.search(f"(?:{any_of(words.so_on)})共?$", plain)
    plain = plain[: so_on.start()] if so_on else plain
    cut = max((match.end() for match in re.finditer(any_of(words.leads), plain)), default=0)
    least, most = _items(plain[cut:])
    aspect, stated = figure.quantity.measure in words.aspects, int(figure.quantity.value)
    if most < 2 or not _bare(plain[cut:]) or not (so_on or cut or aspect):
        return None
    listed = _Listed(least, most, begin + at + cut, begin + at + len(plain))
    if least <= stated <= most:
        return _relation(sentence, figure, listed, "holds")
    # 走访社区、学校宣传防汛、防火等2个专题: only a list whose beginning is certain can have too many items.
    held = _held(plain, figure, words) if not (cut or opened) else None
    if held is not None and stated < held:
        return _relation(sentence, figure, _Listed(held, held, listed.start, listed.end), "fails")
    if not (cut or opened) or not (so_on or aspect or len(figure.after) > 1):
        return None
    firmly = _items(re.split("和|及|与", plain[cut:])[-1])[0]
    if stated < firmly or (not so_on and stated > most and cut):
        return _relation(sentence, figure, listed, "fails")
    return None


def _held(plain: str, figure: Figure, words: CountWords) -> int | None:
    """How many things of one kind a deed names, as `先后举办甲、乙、丙等2个培训班`; None where that is not certain."""
    deed = list(re.finditer(any_of(words.deeds), plain))
    if not deed or not figure.after.startswith(words.events):
        return None
    items = plain[deed[-1].end() :].split("、")
    sizes = [len(item) for item in items]
    # 组织学校、社区宣传防汛、防火: an item much longer than the others holds two.
    even = min(sizes) > 1 and max(sizes) < 2 * min(sizes)
    return len(items) if even and not re.search("[和及与两的一二三四五六七八九十]", "".join(items)) else None


def _bare(items: str) -> bool:
    """Whether the items are names, without figures or clauses of their own."""
    return not re.search("[0-9。；：]", items) and all(0 < len(item) <= 30 for item in items.split("、"))


def _behind(sentence: Sentence, figure: Figure, words: CountWords) -> Relation | None:
    """`两方面：一是…二是…`, `4项受表彰，具体是：A；B；C；D`, `内设3个股室：甲、乙、丙。`."""
    text, tail = sentence.folded.text, figure.quantity.tail_end
    end = min(sentence.end, tail + _LONGEST_LIST)
    said = _masked(text[tail:end])
    cue = re.match(f"[^，；：。、0-9]{{0,16}}(?:，?(?:{any_of(words.colons)}))?：", said)
    if cue is None:
        return None
    start = tail + cue.end()
    start += text[start : start + 1] == "\n"
    marks = next((one for one in words.marks if text.startswith(one[0], start)), None)
    if marks is not None:
        return _numbered(sentence, figure, start, marks)
    if end < sentence.end and "；" in said:
        return None
    announced = has(cue[0], words.colons) or has(figure.before, words.leads)
    items = said[cue.end() :].split("。")[0].rstrip("\n")
    return _listed(sentence, figure, tail + cue.end(), items, words if announced else None)


def _numbered(sentence: Sentence, figure: Figure, start: int, marks: Sequence[str]) -> Relation | None:
    """A list whose items are numbered, over as many paragraphs as the numbers run."""
    text, stated = sentence.folded.text, int(figure.quantity.value)
    found, at, far = 1, start + len(marks[0]), min(len(text), start + _FAR)
    restart = _find(text, marks[0], at, far)
    while found < len(marks) and (following := _find(text, marks[found], at, restart)) < restart:
        found, at = found + 1, following + len(marks[found])
    if found < 2 or stated > len(marks):
        return None
    listed = _Listed(found, found, start, at)
    if found == stated:
        return _relation(sentence, figure, listed, "holds", marks[:found])
    lines = "\n" in text[start - 1 : at] and marks[0][0] not in "一第"
    earlier = any(one in text[max(0, figure.quantity.start - _FAR // 4) : figure.quantity.start] for one in marks)
    further = found < len(marks) and _find(text, marks[found], at, far) < far
    # An outer list, or an inner one that begins anew, would be taken for items of this.
    if (found > stated and (lines or earlier)) or (found < stated and further):
        return None
    return _relation(sentence, figure, listed, "fails", marks[:found])


def _listed(sentence: Sentence, figure: Figure, start: int, items: str, words: CountWords | None) -> Relation | None:
    """A list behind a colon; `words` where it is announced as the whole list, so that it can be wrong."""
    stated, parted = int(figure.quantity.value), items.count("；") + 1
    least, most = (parted, parted) if parted > 1 else _items(items)
    if (parted == 1 and not _bare(items)) or most < 2:
        return None
    listed = _Listed(least, most, start, start + len(items))
    if least <= stated <= most:
        return _relation(sentence, figure, listed, "holds")
    flat = len(re.findall("[；、，]|和|及|与", items)) + 1
    unsure = words is None or parted < stated <= flat or (stated > most and has(items[-3:], words.so_on))
    return None if unsure else _relation(sentence, figure, listed, "fails")


def _find(text: str, mark: str, start: int, end: int) -> int:
    """Where a mark stands next (1. is none in 11.5), else `end`."""
    while (at := text.find(mark, start, end)) >= 0:
        number = mark[0].isdigit() and (text[at - 1].isdigit() or text[at + len(mark) : at + len(mark) + 1].isdigit())
        if not number:
            return at
        start = at + 1
    return end


def _items(text: str) -> tuple[int, int]:
    """How many items a masked list has, at least and at most: 、 parts two, 和 may."""
    firm = text.count("、") + 1
    return firm, firm + len(re.findall("和|及|与|或", text))


def _masked(text: str) -> str:
    """The text with what stands in quotes and brackets blotted out, two names side by side parted by 、."""
    blotted = _WRAPPED.sub(lambda match: match[0][0] + "□" * (len(match[0]) - 2) + match[0][-1], text)
    return re.sub("》《|”“", "□、", blotted)


def _relation(
    sentence: Sentence,
    figure: Figure,
    listed: _Listed,
    verdict: Literal["holds", "fails"],
    marks: Sequence[str] = (),
) -> Relation:
    stated, folded = figure.quantity.value, sentence.folded
    found = Fraction(listed.least if stated < listed.least else min(int(stated), listed.most))
    sign, measure = "=" if verdict == "holds" else "≠", figure.quantity.measure
    quote = folded.quote(listed.start, max(listed.end, listed.start + 1))
    said = sentence.quote_of(figure)
    zh = f"写的是 {stated} {measure}，列出的是 {found} {measure}" + (f"（{'、'.join(marks)}）" if marks else "")
    return Relation(
        "count-differs", verdict, f"列出 {found} {sign} {stated} {measure}",
        f"{found} listed {sign} {stated} {measure}",
        (Term("count", stated, said.text, said), Term("list", found, quote.text, quote)),
        sentence.quote, found, stated, Fraction(0), measure, Fraction(1),
        "" if verdict == "holds" else zh,
        "" if verdict == "holds" else f"the report says {stated}, and lists {found}",
    )  # fmt: skip
