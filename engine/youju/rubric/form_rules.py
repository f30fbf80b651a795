"""The rules that each scoring form stands for, written in the expression language out of the author's own words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from youju.rubric import form_words as words
from youju.rubric.form_spec import (
    BandsForm,
    BonusForm,
    ChecklistForm,
    DeductionForm,
    Form,
    LinearForm,
    PerUnitForm,
)
from youju.rubric.form_words import OPPOSITE, RANGE, TEST, Said, sign
from youju.source import Decoded, Node, Place, Scalar
from youju.source import Sequence as SequenceNode
from youju.structs import Struct

_SIMPLE = re.compile(r"[\w“”]+|\d+(?:\.\d+)?\s?[%\w]*")
_COUNTED = {"whole": "floor({})", "started": "ceiling({})", "pro_rata": "{}"}


class Words(Struct):
    """A text put together of generated characters and authored scalars."""

    pieces: tuple[str | Scalar, ...]

    def scalar(self, place: Place) -> Scalar:
        """One scalar whose characters know where they were written."""
        text, parts = "", list[tuple[int, Scalar]]()
        for piece in self.pieces:
            if isinstance(piece, Scalar):
                parts.append((len(text), piece))
                text += piece.text
            else:
                text += piece
        return Scalar(text, place, exact=False, parts=tuple(parts))


class Grown(Struct):
    """A rule that a form stands for; `row` is the node of the row it came from, which may have words of its own.

    `scores` is false for the rule that only says that nothing is lost or gained: the form's own words are not about it.
    """

    id: str
    when: Words
    points: Words
    because: Said
    row: Node
    scores: bool = True


def grown_rules(form: Decoded[Form], model: Form) -> Iterable[Grown]:
    """The rules of a form, in the order in which they are tried; none for a form that holds rules of its own."""
    match model:
        case BandsForm():
            return _bands(form, model)
        case LinearForm():
            return _linear(form, model)
        case PerUnitForm():
            return _per_unit(form, model)
        case ChecklistForm():
            return _checklist(form, model)
        case DeductionForm() | BonusForm():
            return _occurrences(form, model)
        case _:
            return ()


def _bands(form: Decoded[Form], model: BandsForm) -> Iterator[Grown]:
    of = form.scalar("of")
    last = Words(())
    for i, band in enumerate(model.bands):
        row = _at(form, "bands", i)
        if band.is_ is None:
            when = last
        else:
            test = form.scalar("bands", i, "is")
            when, last = _tested(of, test), _refuted(of, test)
        because = words.band(model.of, band.is_, model.bands[i - 1].is_ if i else None)
        yield Grown(band.id, when, Words((form.scalar("bands", i, "points"),)), because, row)


def _tested(of: Scalar, test: Scalar) -> Words:
    """A cell of a decision table as a comparison, whose gap can be told."""
    if TEST.match(test.text):
        return Words((*_inner(of), " ", test))
    if (found := RANGE.fullmatch(test.text)) and "," not in test.text:
        low, high = (_cut(test, *found.span(group)) for group in (2, 3))
        above = " >= " if found[1] in "[［" else " > "
        below = " <= " if found[4] in "]］" else " < "
        return Words((*_inner(of), above, *_inner(low), " and ", *_inner(of), below, *_inner(high)))
    if "," in test.text or "，" in test.text:
        return Words((*_inner(of), " in (", test, ")"))
    return Words((*_inner(of), " = ", test))


def _refuted(of: Scalar, test: Scalar) -> Words:
    """Where a band does not hold; a later row of a table is reached only there."""
    if found := TEST.match(test.text):
        return Words((*_inner(of), f" {OPPOSITE[sign(test.text)]} ", _cut(test, found.end(), len(test.text))))
    return Words(("not(", *_tested(of, test).pieces, ")"))


def _linear(form: Decoded[Form], model: LinearForm) -> Iterator[Grown]:
    of, knots = form.scalar("of"), range(len(model.through))
    at = [form.scalar("through", i, "at") for i in knots]
    points = [form.scalar("through", i, "points") for i in knots]
    for i in knots:
        said = words.between(model.of, at[i - 1].text if i else None, at[i].text)
        worth = Words((points[0],)) if i == 0 else _between(of, at[i - 1 : i + 1], points[i - 1 : i + 1])
        row = _at(form, "through", i)
        yield Grown(model.through[i].id or f"part-{i}", Words((*_inner(of), " <= ", at[i])), worth, said, row)
    said = words.between(model.of, at[-1].text, None)
    yield Grown("beyond", Words((*_inner(of), " > ", at[-1])), Words((points[-1],)), said, form.node)


def _between(of: Scalar, at: Sequence[Scalar], points: Sequence[Scalar]) -> Words:
    rise = (*_inner(points[1]), " - ", *_inner(points[0]))
    run = (*_inner(at[1]), " - ", *_inner(at[0]))
    share = ("(", *_inner(of), " - ", *_inner(at[0]), ") / (", *run, ")")
    return Words((*_inner(points[0]), " + (", *rise, ") * ", *share))


def _per_unit(form: Decoded[Form], model: PerUnitForm) -> Iterator[Grown]:
    of, per = form.scalar("of"), form.scalar("per")
    over = model.over is not None
    line = form.scalar("over" if over else "under")
    inside, outside = (" <= ", " > ") if over else (" >= ", " < ")
    beyond = (*_inner(of), " - ", *_inner(line)) if over else (*_inner(line), " - ", *_inner(of))
    before, after = _COUNTED[model.count].split("{}")
    units = (before, "(", *beyond, ") / ", *_inner(per), after)
    start = _or(form, "start", "weight" if model.lose is not None else "0")
    kept = words.within(model.of, line.text, over)
    yield Grown("within", Words((*_inner(of), inside, line)), Words((start,)), kept, form.node, scores=False)
    if model.lose is not None:
        bound, joint, each = ("max(", _or(form, "least", "0"), ", "), " - ", form.scalar("lose")
    else:
        bound, joint, each = ("min(", _or(form, "most", "weight"), ", "), " + ", form.scalar("gain")
    worth = Words((*bound, *_inner(start), joint, *_inner(each), " * ", *units, ")"))
    said = words.for_each(per.text, each.text, model.gain is not None, model.count)
    because = words.beyond(model.of, line.text, over, said)
    yield Grown("beyond", Words((*_inner(of), outside, line)), worth, because, form.node)


def _checklist(form: Decoded[Form], model: ChecklistForm) -> Iterator[Grown]:
    share = Words((f"weight / {len(model.items)}" if len(model.items) > 1 else "weight",))
    for i, item in enumerate(model.items):
        points = share if item.points is None else Words((form.scalar("items", i, "points"),))
        when = form.scalar("items", i, "when")
        said = words.requirement(item.when, item.id)
        yield Grown(item.id, Words((when,)), points, said, _at(form, "items", i))


def _occurrences(form: Decoded[Form], model: DeductionForm | BonusForm) -> Iterator[Grown]:
    bonus, several = isinstance(model, BonusForm), len(model.items) > 1
    counted = [form.scalar("items", i, "of") for i in range(len(model.items))]
    sums = list[str | Scalar]()
    none, some = list[str | Scalar](), list[str | Scalar]()
    for i, of in enumerate(counted):
        each = form.scalar("items", i, "each")
        sums += [*([" + "] if i else []), *_inner(each), " * ", *_inner(of)]
        none += [*([" and "] if i else []), *_inner(of), " = 0"]
        some += [*([" or "] if i else []), *_inner(of), " > 0"]
    if bonus:
        worth = Words(("min(", form.scalar("most"), ", ", *sums, ")"))
    else:
        inner = ("(", *sums, ")") if several else tuple(sums)
        worth = Words(("max(", _or(form, "least", "0"), ", weight - ", *inner, ")"))
    start = Words(("0" if bonus else "weight",))
    nothing = words.nothing_counted([item.of for item in model.items])
    yield Grown("none", Words(tuple(none)), start, nothing, form.node, scores=False)
    limit = model.most if isinstance(model, BonusForm) else model.least
    said = words.counted([(item.of, item.each) for item in model.items], bonus, limit)
    yield Grown("each", Words(tuple(some)), worth, said, form.node)


def _at(form: Decoded[Form], key: str, index: int) -> Node:
    rows = form.node.get(key)
    return rows.items[index] if isinstance(rows, SequenceNode) else form.node


def _or(form: Decoded[Form], key: str, default: str) -> str | Scalar:
    return form.scalar(key) if form.node.get(key) is not None else default


def _inner(piece: str | Scalar) -> tuple[str | Scalar, ...]:
    """An authored text inside a larger one: in parentheses, unless it is one name or number."""
    text = piece if isinstance(piece, str) else piece.text
    return (piece,) if _SIMPLE.fullmatch(text.strip()) else ("(", piece, ")")


def _cut(scalar: Scalar, start: int, end: int) -> Scalar:
    """A part of an authored text, which knows where it stands."""
    text = scalar.text[start:end]
    start += len(text) - len(text.lstrip())
    return Scalar(text.strip(), scalar.at(start), scalar.exact)
