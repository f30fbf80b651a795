"""Rates of completion: a named rate behind its two figures (发现62户，完成59户，完成率95.2%).

The numerator is the last figure before the rate; what the rate's name has for a stem must be said of it. Rates in a
row share the base that the sentence names first. A rate holds where some near pair prints as it; it fails only where
the words leave one pair alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil

from youju.arithmetic.compare import Formula, Stated, compared, sum_text, unpaired
from youju.arithmetic.ratio import Interval, ratio_candidates
from youju.arithmetic.relation import Relation
from youju.arithmetic.sentences import Sentence
from youju.arithmetic.spoken import Amount, amounts_of, named, without
from youju.facts import ArithmeticWords, RateWords, has
from youju.structs import Struct

CODE = "rate-differs"
_NEAR = 6
"""How many figures before a rate may belong to it."""


class _Scene(Struct):
    """A rate in its sentence: `name` is what it is called, without 率, `before` the text up to its clause.

    `own` are the figures since the rate before it, `chain` those that the rates before it were made of, base first;
    a figure before `own` that no rate was made of is in neither, and then `loose` is true.
    """

    sentence: Sentence
    rate: Amount
    name: str
    own: tuple[Amount, ...]
    chain: tuple[Amount, ...]
    loose: bool
    before: str


def find_rates(sentences: Sequence[Sentence], words: ArithmeticWords) -> Iterator[Relation]:
    """Every named rate with the pair of figures it comes from."""
    for sentence in sentences:
        own: list[Amount] = []
        chain: tuple[Amount, ...] = ()
        loose = False
        for one in amounts_of(sentence, words.alike):
            if not one.is_rate:
                own.append(one)
                continue
            name = rate_name(one, words)
            if name is None:
                continue
            before = sentence.folded.text[sentence.start : one.quantity.lead_start - len(one.label)]
            scene = _Scene(sentence, one, name, tuple(own[-_NEAR:]), chain, loose, before)
            relation, used = _of(scene, words.rates)
            loose = loose or any(two not in used for two in own)
            chain, own = _chained(chain, used), []
            yield relation


def _chained(chain: tuple[Amount, ...], used: tuple[Amount, ...]) -> tuple[Amount, ...]:
    """The figures that rates were made of, cut so that a long row of rates stays linear."""
    return (*chain, *(one for one in used if one not in chain))[:_NEAR]


def rate_name(one: Amount, words: ArithmeticWords) -> str | None:
    """What a percentage is called, without 率; None where it is no rate of completion that someone reached."""
    rates = words.rates
    label = without(one.label, rates.link)
    if (
        one.quantity.direction != "none"
        or has(one.label, (*rates.aim, *rates.several))
        or one.after.startswith(rates.of)
    ):
        return None
    if not label.endswith(rates.name) or label.endswith(words.changes.rate) or has(label, rates.share):
        return None
    bare = without(label, rates.name)
    # Some names have no stem of their own: then the whole name binds.
    return bare + next((stem for stem in rates.done if label.startswith(stem, len(bare))), "")


def _of(scene: _Scene, words: RateWords) -> tuple[Relation, tuple[Amount, ...]]:
    """The relation of a rate, and the figures it was made of, the base first."""
    stated = Stated(scene.rate, "rate", scene.rate.quantity.value)
    own = _alike(scene.own, scene)
    chain = _alike(scene.chain, scene) if own else ()
    pair = _certain(scene, own, chain, words)
    # Where the words tell which figure is the base, 179 of 176 is not read as 176 of 179.
    upside_down = () if pair is None else (("part", pair[1]), ("base", pair[0]))
    read = (one for one in _formulas(own, chain, words) if one.figures != upside_down)
    found = next((one for one in read if one.prints(stated)), None)
    if found is None and pair is not None:
        found = _formula(pair[:1], pair[1], certain=True)
    if found is None:
        return unpaired(CODE, scene.sentence, scene.rate, bool(own), _hint(scene.rate, own[-1:], ())), ()
    *tops, base = [one for _, one in found.figures]
    relation = compared(CODE, scene.sentence, found, stated, _hint(scene.rate, tops, (base,)))
    return relation, (base, *tops)


def _alike(figures: Sequence[Amount], scene: _Scene) -> tuple[Amount, ...]:
    """The figures in the unit of the last one before the rate; none where that stands too far from it."""
    if not scene.own or scene.rate.clause - scene.own[-1].clause > 2:
        return ()
    return tuple(one for one in figures if one.unit == scene.own[-1].unit)


def _formulas(own: Sequence[Amount], chain: Sequence[Amount], words: RateWords) -> Iterator[Formula]:
    """Every pair that may print as the rate, the likeliest first."""
    if not own:
        return
    *others, last = own
    yield from (_formula((last,), base, False) for base in (*others, *chain))
    for start in range(len(own) - 2):
        # 完成59户，通过其他方式完成3户
        yield _formula(tuple(own[start + 1 :]), own[start], False)
    if has(last.label, words.undone):
        yield from (_rest(last, base) for base in (*others, *chain))
    yield from (_formula((top,), base, False) for top in others for base in (*own, *chain) if base != top)


def _formula(tops: tuple[Amount, ...], base: Amount, certain: bool) -> Formula:
    texts = list(named((*tops, base)))
    total, span = tops[0].quantity.value, tops[0].span
    for one in tops[1:]:
        total, span = total + one.quantity.value, span + one.span
    value = total / base.quantity.value if base.quantity.value > 0 else None
    figures = (*(("part", one) for one in tops), ("base", base))
    return Formula(f"{sum_text(texts[:-1])} ÷ {texts[-1]}", value, span.over(base.span), figures, certain)


def _rest(left: Amount, base: Amount) -> Formula:
    """The share that is done, where the text tells what is not."""
    texts = list(named((left, base)))
    value = 1 - left.quantity.value / base.quantity.value if base.quantity.value > 0 else None
    span = (base.span - left.span).over(base.span)
    return Formula(f"({texts[1]} - {texts[0]}) ÷ {texts[1]}", value, span, (("part", left), ("base", base)), False)


def _certain(
    scene: _Scene, own: Sequence[Amount], chain: Sequence[Amount], words: RateWords
) -> tuple[Amount, Amount] | None:
    """Numerator and base where the words leave no other choice, else None."""
    chained = len(own) == 1 and bool(chain) and not scene.loose
    if not (len(own) == 2 or chained) or not _same_object(scene, words):
        return None
    base, top = (chain[0] if chained else own[0]), own[-1]
    far = scene.rate.clause - top.clause > 1 or (not chained and top.clause - base.clause > 2)
    if not _bound(scene.name, top, words) and _bound(scene.name, base, words) and has(top.label, words.due):
        # 实际支付80万元，预算100万元
        base, top = top, base
    if far or has(base.label + top.label, words.aim) or not _bound(scene.name, top, words):
        return None
    if chained:
        # The base may be one that is not written; not so where no whole number could be it.
        return (top, base) if top.quantity.kind == "count" and not _some_base(scene.rate, top) else None
    wide = has(base.label, words.wide) or has(top.label, words.undone)
    fresh = any(word in top.label and word not in base.label for word in words.fresh)
    twice = fresh or _bound(scene.name, base, words)
    return None if wide or (twice and not has(base.label, words.due)) else (top, base)


def _some_base(rate: Amount, top: Amount) -> bool:
    """Whether some whole number of things would give the rate with this many of them."""
    value, half = rate.quantity.value, rate.quantity.half_unit
    least = ceil(top.quantity.value / (value + half)) if value + half > 0 else 0
    return least * (value - half) <= top.quantity.value


def _bound(name: str, top: Amount, words: RateWords) -> bool:
    """Whether a figure is told by the stem of the rate's name, and as narrowly."""
    stem = _stem(name, words)
    said = top.label + top.after
    narrowly = all(word in said for word in words.narrow if word in name)
    return bool(stem) and narrowly and has(said, (stem, *words.done.get(stem, ())))


def _stem(name: str, words: RateWords) -> str:
    """The verb in a rate's name: the last of the known ones that it ends with, else its last two characters."""
    known = max((stem for stem in words.done if name.endswith(stem)), key=len, default="")
    return known or name[-2:]


def _same_object(scene: _Scene, words: RateWords) -> bool:
    """Whether what stands before the stem (重大隐患 of 重大隐患整改率) is what the sentence counts."""
    rest = without(scene.name, (_stem(scene.name, words),))
    for word in sorted(words.neutral, key=len, reverse=True):
        rest = rest.replace(word, " ")
    return all(part[i : i + 2] in scene.before for part in rest.split() for i in range(max(len(part) - 1, 1)))


def _hint(rate: Amount, tops: Sequence[Amount], bases: Sequence[Amount]) -> tuple[str, str]:
    """Which counts would print as the rate."""
    one = rate.quantity
    if one.comparator != "=" or one.approximate or not one.decimals or any(t.quantity.kind != "count" for t in tops):
        return "", ""
    wanted = Interval(one.value - one.half_unit, one.value + one.half_unit)
    pairs = ratio_candidates(wanted, [t.quantity.value for t in tops], [b.quantity.value for b in bases])
    if not pairs:
        return "", ""
    said = [f"{m}/{n}" for m, n in pairs]
    return f"；{rate.shown} 可由 {' 或 '.join(said)} 得出", f"; {rate.shown} would come from {' or '.join(said)}"
