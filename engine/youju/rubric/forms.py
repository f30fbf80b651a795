"""The pass from a scoring form to ordinary rules: sugar on a card becomes rows that can be printed, fired and replayed.

It works on the nodes of the file, so that whatever is wrong with a rule still points at the words somebody wrote.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from youju.facts import constant
from youju.rubric.form_rules import Grown, grown_rules
from youju.rubric.form_spec import (
    FORMS,
    BandsForm,
    ChecklistForm,
    Form,
    LinearForm,
    PerUnitForm,
    ReadingsForm,
    RulesForm,
)
from youju.rubric.form_words import meant_range
from youju.source import Decoded, Diagnostic, Mapping, Node, Place, Scalar, decode, did_you_mean
from youju.source import Sequence as SequenceNode

SCORE = "score"


def grow(card: Mapping) -> tuple[Mapping, tuple[Diagnostic, ...]]:
    """The card with the `hit` and `rules` that its `score` stands for, and what is wrong with that; else itself."""
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
    place = score.place
    grown = _mapping(place, hit=Scalar(hit, place, exact=False), rules=SequenceNode(rules, place))
    return Mapping({**card.by_key, **grown.by_key}, card.place), found


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
            return hit, () if problems else tuple(_node(rule) for rule in grown_rules(form, model)), problems


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
    """What must be a constant is one, above zero or in rising order; a range is written as one."""
    match model:
        case BandsForm():
            for i, band in enumerate(model.bands):
                if band.is_ is not None and (meant := meant_range(band.is_)) is not None:
                    zh, en = f"区间不能写成 `{band.is_}`", f"a range is not written `{band.is_}`"
                    yield Diagnostic(form.place("bands", i, "is"), "rubric-form", zh, en, meant)
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


def _node(rule: Grown) -> Node:
    """The rule as a row of `rules`; what the author says of it goes before the words made up here."""
    place = rule.row.place
    own = rule.row if isinstance(rule.row, Mapping) else Mapping({}, place)
    zh, en = (Scalar(text, place, exact=False, parts=()) for text in rule.because)
    said = own.get("because") if rule.scores else None
    basis = own.get("basis")
    return _mapping(
        place,
        id=own.get("id") or Scalar(rule.id, place, exact=False),
        when=rule.when.scalar(place),
        points=rule.points.scalar(place),
        because=said or _mapping(place, zh=zh, en=en),
        **({} if basis is None else {"basis": basis}),
    )


def _mapping(place: Place, **values: Node) -> Mapping:
    """A mapping that stands nowhere in the file; each key is placed where its value was written."""
    return Mapping({name: (Scalar(name, value.place, exact=False), value) for name, value in values.items()}, place)
