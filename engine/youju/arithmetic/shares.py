"""Shares and multiples: a figure as part of a whole that the text names (占总支出的25%, 是上年的1.2倍)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import reduce
from operator import add

from youju.arithmetic.compare import Formula, Stated, compared, sum_text
from youju.arithmetic.relation import Relation
from youju.arithmetic.sentences import Sentence
from youju.arithmetic.spoken import Amount, amounts_of, named, without
from youju.facts import ArithmeticWords, RateWords, has

CODE = "rate-differs"
_TIMES = "倍"
_MOST_PARTS = 6
_FIRST, _LAST = 8, 24


def find_shares(sentences: Sequence[Sentence], words: ArithmeticWords) -> Iterator[Relation]:
    """Every share or multiple of a whole in its sentence, or in the one before where it goes on with 其中."""
    before: Sequence[Amount] = ()
    for sentence in sentences:
        amounts = amounts_of(sentence, words.alike)
        earlier = before if sentence.text.lstrip().startswith(words.rates.within) else ()
        for one in amounts:
            formula = (
                _formula(one, earlier, _before(amounts, one.at), words.rates) if asks_share(one, words.rates) else None
            )
            if formula is not None:
                role = "multiple" if one.quantity.measure == _TIMES else "rate"
                yield compared(CODE, sentence, formula, Stated(one, role, one.quantity.value))
        before = amounts


def _before(amounts: Sequence[Amount], at: int) -> Sequence[Amount]:
    """The amounts before one: of very many the first, where a whole stands, and the last."""
    return (*amounts[: min(at, _FIRST)], *amounts[max(_FIRST, at - _LAST) : at])


def whole_of(label: str, words: RateWords) -> str | None:
    """What a label says a figure is a share of, empty where it says a share without of what; None: it is no share."""
    verb = next((word for word in words.share if word in label), None)
    if verb is not None:
        return _bare(label.partition(verb)[2], words)
    label = _led(label, words)
    verb = max((word for word in words.verb if label.startswith(word)), key=len, default=None)
    whole = _bare(label.removeprefix(verb), words) if verb else ""
    return whole if whole and label.endswith(words.of) else None


def asks_share(one: Amount, words: RateWords) -> bool:
    """Whether a figure may be a share or multiple, neither a growth nor one of a list or an average."""
    fits = one.is_rate or one.quantity.measure == _TIMES
    return fits and one.quantity.direction == "none" and not has(one.label, words.several)


def _formula(one: Amount, earlier: Sequence[Amount], amounts: Sequence[Amount], words: RateWords) -> Formula | None:
    if not amounts or one.clause - amounts[-1].clause > 1:
        return None
    if len(amounts) > 1 and one.label.startswith(words.of) and not _bare(one.label, words):
        return _around(amounts, one, words)
    return _labelled(one, earlier, amounts, words)


def _around(amounts: Sequence[Amount], one: Amount, words: RateWords) -> Formula | None:
    """甲X，占乙Y的R%: the whole stands right before the share, the part before the whole."""
    part, whole = amounts[-2], amounts[-1]
    label = _led(whole.label, words)
    if part.unit != whole.unit or whole.clause - part.clause > 1 or not label.startswith((*words.share, *words.verb)):
        return None
    return _best(amounts[:-1], whole, one, certain=True)


def _labelled(one: Amount, earlier: Sequence[Amount], amounts: Sequence[Amount], words: RateWords) -> Formula | None:
    """甲X，占总支出的R%: the whole stands earlier under that name, or it is the one total."""
    name = whole_of(one.label, words)
    part = amounts[-1]
    if name is None:
        return None
    pool = [two for two in (*earlier, *amounts[:-1]) if two.unit == part.unit]
    wholes = [two for two in pool if (name and name in two.label) or (not name and has(two.label, words.total))]
    # 其他支出占总支出的25% speaks of a part that need not be the figure before it.
    own = _led(one.label, words).startswith((*words.share, *words.verb))
    tried = [_best(amounts, whole, one, certain=own and len(wholes) == 1) for whole in wholes[-_MOST_PARTS:]]
    if not name:
        # A share of something unsaid may be one of any figure before it.
        tried += [_best(amounts, whole, one, certain=False) for whole in pool[-_MOST_PARTS:] if wholes]
    stated = Stated(one, "rate", one.quantity.value)
    return next((formula for formula in tried if formula.prints(stated)), tried[0] if tried else None)


def _best(parts: Sequence[Amount], whole: Amount, one: Amount, certain: bool) -> Formula:
    """The last part over the whole, or the last few added up where that prints as the share."""
    alike = [part for part in parts[-_MOST_PARTS:] if part.unit == whole.unit and part is not whole]
    stated = Stated(one, "rate", one.quantity.value)
    runs = [_over(alike[-count:], whole, False) for count in range(1, len(alike) + 1)]
    found = next((formula for formula in runs if formula.prints(stated)), None)
    # Several parts in a list may be meant together, or only some of them.
    listed = len(alike) > 1 and alike[-1].clause == alike[-2].clause
    return found or _over(alike[-1:], whole, certain and not listed)


def _over(parts: Sequence[Amount], whole: Amount, certain: bool) -> Formula:
    texts = list(named((*parts, whole)))
    value = sum(part.quantity.value for part in parts) / whole.quantity.value if whole.quantity.value > 0 else None
    span = reduce(add, (part.span for part in parts)).over(whole.span)
    figures = (*(("part", part) for part in parts), ("whole", whole))
    return Formula(f"{sum_text(texts[:-1])} ÷ {texts[-1]}", value, span, figures, certain)


def _led(label: str, words: RateWords) -> str:
    """A label less what only leads to its verb: 仅, 约."""
    soft = tuple(word for word in words.link if word not in words.verb)
    while found := next((word for word in soft if label.startswith(word)), ""):
        label = label.removeprefix(found)
    return label


def _bare(label: str, words: RateWords) -> str:
    """The name of a whole less what stands behind it: 的, 的比例为."""
    return without(label, (*words.link, *words.of, *words.name))
