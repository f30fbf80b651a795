"""The pass from a scoring form to ordinary rules: sugar on a card becomes rows that can be printed, fired and replayed.

It works on the nodes of the file, so that whatever is wrong with a rule still points at the words somebody wrote.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from youju.facts import constant
from youju.rubric.form_spec import (
    FORMS,
    BandsForm,
    BonusForm,
    ChecklistForm,
    DeductionForm,
    Form,
    LinearForm,
    PerUnitForm,
    ReadingsForm,
    RulesForm,
)
from youju.source import Decoded, Diagnostic, Mapping, Node, Place, Scalar, decode, did_you_mean
from youju.source import Sequence as SequenceNode

SCORE = "score"
_SIMPLE = re.compile(r"[\w“”]+|\d+(?:\.\d+)?\s?[%\w]*")
_TEST = re.compile(r"\s*(<=|>=|!=|<|>|=|≤|≥|≠|＜|＞|＝)")
_RANGE = re.compile(r"\s*([\[(（［])(.+?)\.\.(.+)([\])）］])\s*")
_OPPOSITE = {
    "<=": ">",
    "≤": ">",
    "<": ">=",
    "＜": ">=",
    ">=": "<",
    "≥": "<",
    ">": "<=",
    "＞": "<=",
    "=": "!=",
    "＝": "!=",
    "!=": "=",
    "≠": "=",
}
_COUNTED = {"whole": "floor({})", "started": "ceiling({})", "pro_rata": "{}"}
_COUNT_WORDS = {
    "whole": ("，不满一个单位的不计", ", parts of a unit do not count"),
    "started": ("，不满一个单位的按一个计", ", a part of a unit counts as one"),
    "pro_rata": ("，按比例计", ", in proportion"),
}
Said = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Words:
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
        return Scalar(text, place, exact=False, parts=tuple(parts) or ((0, Scalar(text, place, exact=False)),))


@dataclass(frozen=True, slots=True)
class Grown:
    """A rule that a form stands for; `row` is the node of the row it came from, which may have words of its own."""

    id: str
    when: Words
    points: Words
    because: Said
    row: Node


def grow(card: Mapping) -> tuple[Mapping, tuple[Diagnostic, ...]]:
    """The card with `hit` and `rules` in place of its `score`, and what is wrong with that; without one, itself."""
    score = card.get(SCORE)
    if score is None:
        return card, ()
    problems = [
        Diagnostic(key.place, "rubric-form", f"有了 score 就不能再写 `{key.text}`", f"`{key.text}` beside `score`")
        for key, _ in card.entries
        if key.text in ("hit", "rules")
    ]
    if problems:
        return card, tuple(problems)
    hit, rules, found = _score(score)
    kept = {name: entry for name, entry in card.by_key.items() if name != SCORE}
    place = score.place
    grown = {
        "hit": _entry("hit", Scalar(hit, place, exact=False)),
        "rules": _entry("rules", SequenceNode(rules, place)),
    }
    order = [name for name in card.by_key if name != "cases"]
    entries: dict[str, tuple[Scalar, Node]] = {}
    for name in (*order, *(name for name in card.by_key if name == "cases")):
        entries.update(grown if name == SCORE else {name: kept[name]})
    return Mapping(entries, card.place), found


def _score(node: Node) -> tuple[str, tuple[Node, ...], tuple[Diagnostic, ...]]:
    """The hit policy and rules of a form."""
    kind = node.get("form") if isinstance(node, Mapping) else None
    if not isinstance(node, Mapping) or not isinstance(kind, Scalar) or kind.text not in FORMS:
        place = kind.place if kind is not None else node.place
        zh, en = f"score 要写 form：{'、'.join(FORMS)} 之一", f"`score` needs a `form`: one of {', '.join(FORMS)}"
        proposal = did_you_mean(kind.text, FORMS) if isinstance(kind, Scalar) else None
        return "first", (), (Diagnostic(place, "rubric-form", zh, en, proposal),)
    decoded, problems = decode(node, FORMS[kind.text])
    if decoded is None:
        return "first", (), problems
    return _expanded(decoded)


def _expanded(form: Decoded[Form]) -> tuple[str, tuple[Node, ...], tuple[Diagnostic, ...]]:
    match form.model:
        case RulesForm(hit=hit):
            rules = form.node.get("rules")
            return hit, rules.items if isinstance(rules, SequenceNode) else (), ()
        case ReadingsForm() as model:
            return _chosen(form, model)
        case model:
            problems = tuple(_constants(form, model))
            hit = "sum" if isinstance(model, ChecklistForm) else "first"
            return hit, () if problems else tuple(_node(rule) for rule in _grown(form, model)), problems


def _chosen(form: Decoded[Form], model: ReadingsForm) -> tuple[str, tuple[Node, ...], tuple[Diagnostic, ...]]:
    """The reading in force; the others are grown too, so that what is wrong with them is told."""
    known = [reading.id for reading in model.readings]
    nodes = form.node.get("readings")
    scores = (
        [item.get(SCORE) for item in nodes.items if isinstance(item, Mapping)]
        if isinstance(nodes, SequenceNode)
        else []
    )
    grown = [_score(score) for score in scores if score is not None]
    problems = tuple(problem for _, _, found in grown for problem in found)
    if model.use not in known:
        zh, en = f"没有口径 `{model.use}`", f"there is no reading `{model.use}`"
        unknown = Diagnostic(form.place("use"), "rubric-form", zh, en, did_you_mean(model.use, known))
        return "first", (), (*problems, unknown)
    hit, rules, _ = grown[known.index(model.use)]
    return hit, rules, problems


def _constants(form: Decoded[Form], model: Form) -> Iterator[Diagnostic]:
    """What must be a constant is one, above zero or in rising order."""
    match model:
        case PerUnitForm():
            value = _constant(model.per)
            if value is None or value <= 0:
                zh, en = "per 应当是大于 0 的常数，如 1%", "`per` must be a constant above 0, such as 1%"
                yield Diagnostic(form.place("per"), "rubric-form", zh, en)
        case LinearForm():
            last = None
            for i, knot in enumerate(model.through):
                value, place = _constant(knot.at), form.place("through", i, "at")
                if value is None:
                    yield Diagnostic(
                        place, "rubric-form", "at 应当是常数，如 60%", "`at` must be a constant, such as 60%"
                    )
                elif last is not None and value <= last:
                    zh, en = (
                        f"at 应当从小到大，{knot.at} 不大于前一个",
                        f"`at` must rise; {knot.at} is not above the one before",
                    )
                    yield Diagnostic(place, "rubric-form", zh, en)
                last = value if value is not None else last
        case _:
            return


def _constant(text: str) -> Fraction | None:
    try:
        value = constant(text)
    except ValueError:
        return None
    return value if isinstance(value, Fraction) else None


def _grown(form: Decoded[Form], model: Form) -> Iterable[Grown]:
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
            when, said = last, ("其余情况", "anything else")
        else:
            test = form.scalar("bands", i, "is")
            when, last, said = _tested(of, test), _refuted(of, test), (band.is_, band.is_)
        because = (f"{_called(model.of)}：{said[0]}", f"{_called(model.of)}: {said[1]}")
        yield Grown(band.id, when, Words((form.scalar("bands", i, "points"),)), because, row)


def _tested(of: Scalar, test: Scalar) -> Words:
    """A cell of a decision table as a comparison, whose gap can be told."""
    if _TEST.match(test.text):
        return Words((*_inner(of), " ", test))
    if (found := _RANGE.fullmatch(test.text)) and "," not in test.text:
        low, high = (_cut(test, *found.span(group)) for group in (2, 3))
        above = " >= " if found[1] in "[［" else " > "
        below = " <= " if found[4] in "]］" else " < "
        return Words((*_inner(of), above, *_inner(low), " and ", *_inner(of), below, *_inner(high)))
    if "," in test.text or "，" in test.text:
        return Words((*_inner(of), " in (", test, ")"))
    return Words((*_inner(of), " = ", test))


def _refuted(of: Scalar, test: Scalar) -> Words:
    """Where a band does not hold; a later row of a table is reached only there."""
    if sign := _TEST.match(test.text):
        return Words((*_inner(of), f" {_OPPOSITE[sign[1]]} ", _cut(test, sign.end(), len(test.text))))
    return Words(("not(", *_tested(of, test).pieces, ")"))


def _linear(form: Decoded[Form], model: LinearForm) -> Iterator[Grown]:
    of, knots = form.scalar("of"), range(len(model.through))
    at = [form.scalar("through", i, "at") for i in knots]
    points = [form.scalar("through", i, "points") for i in knots]
    name = _called(model.of)
    for i in knots:
        said = (f"{name}，不超过 {at[i].text}", f"{name}, at most {at[i].text}")
        worth = Words((points[0],)) if i == 0 else _between(of, at[i - 1 : i + 1], points[i - 1 : i + 1])
        row = _at(form, "through", i)
        yield Grown(model.through[i].id or f"part-{i}", Words((*_inner(of), " <= ", at[i])), worth, said, row)
    said = (f"{name}，超过 {at[-1].text}", f"{name}, over {at[-1].text}")
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
    name, words = _called(model.of), _COUNT_WORDS[model.count]
    start = _or(form, "start", "weight" if model.lose is not None else "0")
    kept = (
        f"{name}，未{'超过' if over else '低于'} {line.text}",
        f"{name}, not {'over' if over else 'under'} {line.text}",
    )
    yield Grown("within", Words((*_inner(of), inside, line)), Words((start,)), kept, form.node)
    if model.lose is not None:
        bound, sign, each = ("max(", _or(form, "least", "0"), ", "), " - ", form.scalar("lose")
        said = (f"每单位 {per.text} 扣 {each.text} 分", f"{each.text} points off for each {per.text}")
    else:
        each = form.scalar("gain")
        bound, sign = ("min(", _or(form, "most", "weight"), ", "), " + "
        said = (f"每单位 {per.text} 加 {each.text} 分", f"{each.text} points for each {per.text}")
    worth = Words((*bound, *_inner(start), sign, *_inner(each), " * ", *units, ")"))
    side = ("超过", "over") if over else ("低于", "under")
    because = (
        f"{name}，{side[0]} {line.text}，{said[0]}{words[0]}",
        f"{name}, {side[1]} {line.text}: {said[1]}{words[1]}",
    )
    yield Grown("beyond", Words((*_inner(of), outside, line)), worth, because, form.node)


def _checklist(form: Decoded[Form], model: ChecklistForm) -> Iterator[Grown]:
    share = Words((f"weight / {len(model.items)}" if len(model.items) > 1 else "weight",))
    for i, item in enumerate(model.items):
        points = share if item.points is None else Words((form.scalar("items", i, "points"),))
        when = form.scalar("items", i, "when")
        yield Grown(
            item.id, Words((when,)), points, (f"{item.when}，已做到", f"{item.when}: met"), _at(form, "items", i)
        )


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
    names = "、".join(f"{item.of} {_called(item.of)}" for item in model.items)
    each = "；".join(f"{item.of}每次 {item.each} 分" for item in model.items)
    verb = ("加", "added") if bonus else ("扣", "off")
    start = Words(("0" if bonus else "weight",))
    nothing = (f"没有{'、'.join(item.of for item in model.items)}", "none counted")
    yield Grown("none", Words(tuple(none)), start, nothing, form.node)
    said = (f"{names}，{each}，{verb[0]}分", f"{names}, points {verb[1]} for each")
    yield Grown("each", Words(tuple(some)), worth, said, form.node)


def _node(rule: Grown) -> Node:
    """The rule as a row of `rules`; words of the row go before the default ones, and only the rule that scores."""
    place = rule.row.place
    own = rule.row if isinstance(rule.row, Mapping) else Mapping({}, place)
    zh, en = (Words((text,)).scalar(place) for text in rule.because)
    spoken = own.get("because") if rule.id not in ("within", "none") or own.get("id") else None
    entries = [
        _entry("id", own.get("id") or Scalar(rule.id, place, exact=False)),
        _entry("when", rule.when.scalar(place)),
        _entry("points", rule.points.scalar(place)),
        _entry("because", spoken or Mapping(dict([_pair("zh", zh), _pair("en", en)]), place)),
    ]
    basis = own.get("basis")
    entries += [_entry("basis", basis)] if basis is not None else []
    return Mapping({key.text: (key, value) for key, value in entries}, place)


def _pair(name: str, value: Node) -> tuple[str, tuple[Scalar, Node]]:
    return name, _entry(name, value)


def _entry(name: str, value: Node) -> tuple[Scalar, Node]:
    return Scalar(name, value.place, exact=False), value


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


def _called(of: str) -> str:
    """A quantity in a wording: its name with its value where it is one name, else as it is written."""
    return f"{{{of}}}" if re.fullmatch(r"[^\W\d]\w*", of) else of
