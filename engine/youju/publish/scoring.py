"""How an indicator is scored, as a person tells it: bands as bands, a line by its points, a list as a list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from youju.publish.tellers import Said, Tellers
from youju.rubric import Indicator
from youju.rubric import form_words as words
from youju.rubric.form_spec import (
    BandsForm,
    BonusForm,
    ChecklistForm,
    DeductionForm,
    Form,
    LinearForm,
    PerUnitForm,
    ReadingsForm,
    RulesForm,
    form_of,
)
from youju.structs import Struct

_WHEN = ("条件", "when")
_HIT: dict[str, Said] = {
    "first": ("从上到下，第一条成立的计分", "the first rule that holds counts"),
    "unique": ("只应有一条成立，多于一条则无法判定", "just one rule may hold; with more nothing is decided"),
    "sum": ("成立的各条相加", "the rules that hold are added up"),
}
_BAND = ("从上到下，落在第一档的计分", "the first band that fits counts")
_UNIT = {
    False: ("超出界限的部分逐个单位扣分", "points off for each unit beyond a line"),
    True: ("超出界限的部分逐个单位加分", "points added for each unit beyond a line"),
}
_LINE = ("两头之间按比例计分，两头之外不再增减", "in proportion between the ends, flat beyond them")


class Line(Struct):
    """A line of a scoring table: when it holds, and what it gives."""

    when: Said
    points: Said


class Scoring(Struct):
    """A scoring table: how it is read, what its first column is about, its lines in the order they are tried."""

    how: Said
    about: Said
    lines: tuple[Line, ...]


def scoring(indicator: Indicator, told: Tellers) -> Scoring:
    """The table of the rules in force, a line a rule, in their order."""
    if indicator.form is not None:
        return of_form(indicator.form, told)
    rules = [(rule.when.text, rule.points.text) for rule in indicator.rules]
    return Scoring(_HIT[indicator.hit], _WHEN, _ruled(rules, told))


def of_form(form: Form, told: Tellers) -> Scoring:
    """The table of a form; of several readings that of the one in force."""
    match form:
        case BandsForm(of=of):
            return Scoring(_BAND, told.words(of), _bands(form, told))
        case LinearForm(of=of):
            return Scoring(_LINE, told.words(of), tuple(_linear(form, told)))
        case PerUnitForm(of=of, gain=gain):
            return Scoring(_UNIT[gain is not None], told.words(of), tuple(_per_unit(form, told)))
        case ChecklistForm():
            how = "做到一项得一项的分，相加", "each requirement that is met gives its points"
            return Scoring(how, ("要求", "requirement"), _checklist(form, told))
        case DeductionForm() | BonusForm():
            return Scoring(("按发生的数目计", "by what was counted"), ("情形", "case"), tuple(_counted(form)))
        case RulesForm():
            return Scoring(_HIT[form.hit], _WHEN, _ruled([(rule.when, rule.points) for rule in form.rules], told))
        case ReadingsForm(use=use, readings=readings):
            return of_form(form_of(next(one.score for one in readings if one.id == use)), told)


def other_readings(indicator: Indicator, told: Tellers) -> Iterator[tuple[Said, Scoring]]:
    """The readings of a rubric's words that are not in force, by title."""
    if isinstance(indicator.form, ReadingsForm):
        for reading in indicator.form.readings:
            if reading.id != indicator.form.use:
                yield (reading.title.zh, reading.title.en), of_form(form_of(reading.score), told)


def chosen_reading(indicator: Indicator) -> Said | None:
    """The title of the reading in force, where the rubric's words leave a choice."""
    if not isinstance(indicator.form, ReadingsForm):
        return None
    form = indicator.form
    return next((one.title.zh, one.title.en) for one in form.readings if one.id == form.use)


def _ruled(rules: Sequence[tuple[str, str]], told: Tellers) -> tuple[Line, ...]:
    return tuple(Line(told.words(when), told.points(points)) for when, points in rules)


def _bands(form: BandsForm, told: Tellers) -> tuple[Line, ...]:
    tests = [None, *(band.is_ for band in form.bands)]
    return tuple(
        Line(told.named(words.cell(band.is_, before)), told.points(band.points))
        for before, band in zip(tests, form.bands, strict=False)
    )


def _linear(form: LinearForm, told: Tellers) -> Iterator[Line]:
    knots = form.through
    points = [told.points(knot.points) for knot in knots]
    yield Line(words.compared("<=", knots[0].at), points[0])
    for i in range(1, len(knots)):
        low, high = knots[i - 1].at, knots[i].at
        least, most = points[i - 1], points[i]
        rise = f"按比例，由{_gets(least[0])}到{_gets(most[0])}", f"in proportion, {least[1]} to {most[1]}"
        yield Line((f"{low} 至 {high}", f"{low} to {high}"), rise)
    yield Line(words.compared(">", knots[-1].at), points[-1])


def _per_unit(form: PerUnitForm, told: Tellers) -> Iterator[Line]:
    line, over = (form.over, True) if form.over is not None else (form.under or "", False)
    gained = form.gain is not None
    start = told.points(form.start or ("0" if gained else "weight"))
    yield Line(told.named(words.compared("<=" if over else ">=", line)), start)
    zh, en = words.for_each(form.per, form.gain or form.lose or "", gained, form.count)
    end = words.bound(form.most or "weight" if gained else form.least or "0", gained)
    beyond = told.named(words.compared(">" if over else "<", line))
    yield Line(beyond, (f"从{_gets(start[0])}起，{zh}，{end[0]}", f"from {start[1]}, {en}, {end[1]}"))


def _checklist(form: ChecklistForm, told: Tellers) -> tuple[Line, ...]:
    share = f"weight / {len(form.items)}" if len(form.items) > 1 else "weight"
    return tuple(Line(told.words(item.when), told.points(item.points or share)) for item in form.items)


def _counted(form: DeductionForm | BonusForm) -> Iterator[Line]:
    gained = isinstance(form, BonusForm)
    yield Line(
        words.nothing_counted([item.of for item in form.items]), ("0", "0") if gained else ("满分", "full marks")
    )
    bound = form.most if isinstance(form, BonusForm) else form.least
    end = words.bound(bound, gained)
    each = [(item.of, words.amount(item.each)) for item in form.items]
    verb = ("加", "added") if gained else ("扣", "off")
    zh = "；".join(f"{of}，各{verb[0]} {worth[0]}" for of, worth in each)
    en = "; ".join(f"{worth[1]} {verb[1]} for each" for _, worth in each)
    yield Line(("有发生的", "where there are any"), (f"{zh}，{end[0]}", f"{en}, {end[1]}"))


def _gets(points: str) -> str:
    """Points after a Chinese word: digits stand apart and have their unit."""
    return f" {points} 分" if points[0].isdigit() else points
