"""Whether an indicator scores the same in two versions: proved, or a department that shows it does not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from youju.facts import FactSpec, without_default
from youju.feel import UNKNOWN
from youju.prove import NotEncodable, Unlike, Values
from youju.prove.formula import TRUE, both, either, opposite
from youju.prove.weights import weights_beside
from youju.regress.diff.bench import Bench, laid
from youju.regress.diff.courses import courses
from youju.regress.diff.model import IndicatorDiff, Kind, Part, Witness
from youju.regress.diff.parts import card_parts
from youju.regress.diff.reads import decides, facts_read
from youju.regress.diff.swing import swing
from youju.regress.diff.weighed import Weighed, weighed
from youju.regress.printing import printing
from youju.rubric import Indicator, Rubric, Text
from youju.structs import Struct, replace


class Cards(Struct):
    """Two cards to be compared, the pairs of weights that their rules may see, and the facts of both dictionaries."""

    old: Indicator
    new: Indicator
    weighed: Weighed
    all_weights: bool
    specs: Mapping[str, FactSpec]
    parts: tuple[Part, ...]


def compare(old: Rubric, new: Rubric, name: str) -> IndicatorDiff:
    """An indicator that both versions have. Raises ProverMissing."""
    before, after = old.indicators[name], new.indicators[name]
    pairs, complete = weights_beside(old, new, name)
    cards = Cards(
        before, after, weighed(before, after, pairs), complete,
        {**old.dictionary.facts, **new.dictionary.facts}, card_parts(before, after),
    )  # fmt: skip
    if other := _other_type(old, new, cards):
        return _unanalysed(cards, *other)
    found = compare_cards(cards)
    if found.kind in ("same", "same on grid", "wording") and (names := _otherwise_known(old, new, cards)):
        zh = f"词典里“{'”“'.join(names)}”的默认值或上下限改了：没有提到它或数超出的报告，两版知道的不同"
        en = f"the default or bounds of {', '.join(names)} changed: what is known without it, or beyond, is otherwise"
        return replace(found, kind="missing", why=Text(zh=zh, en=en))
    return found


def compare_cards(cards: Cards) -> IndicatorDiff:
    """Two cards over the same facts. Raises ProverMissing."""
    same_weights = all(one == other for one, other in cards.weighed.pairs.values())
    if same_weights and decides(cards.old) == decides(cards.new):
        return _told(cards, "wording" if cards.parts else "same")
    try:
        bench = laid(cards.weighed, cards.specs)
        found = bench.pair.find()
        if isinstance(found, Unlike):
            return _changed(cards, bench, found)
        if found == "unknown":
            zh, en = "求解器在限度内没有答案，也没有找到不同的例子", "the solver gave up within its budget"
            return _unanalysed(cards, zh, en)
        return _same(cards, found == "off grid")
    except NotEncodable as error:
        zh, en = f"求解器不能精确表达 {error}", f"the solver cannot be told exactly: {error}"
        return _unanalysed(cards, zh, en)


def _same(cards: Cards, on_grid: bool) -> IndicatorDiff:
    """The same where all facts are known; then the question for each fact that may be missing."""
    if any(part.what == "stated" for part in cards.parts):
        zh, en = "缺数据时换了另一个写出的比率计分", "another printed rate stands in where figures are missing"
        return _told(cards, "missing", why=Text(zh=zh, en=en))
    kind: Kind = "same on grid" if on_grid else "same"
    unsure: list[str] = []
    for beside, names in _incomplete(cards):
        bench = laid(beside, cards.specs, frozenset(names))
        found = bench.pair.find()
        if isinstance(found, Unlike):
            return _told(
                cards, "missing", missing=bench.looked(_with_missing(bench, found, names)), unsure=tuple(unsure)
            )
        if found == "unknown":
            unsure.extend(names)
    if not cards.all_weights:
        unsure.append("weight")
    if not unsure and kind == "same" and cards.parts and all(part.words for part in cards.parts):
        kind = "wording"
    return _told(cards, kind, unsure=tuple(dict.fromkeys(unsure)))


def _incomplete(cards: Cards) -> Iterator[tuple[Weighed, tuple[str, ...]]]:
    """The cards to be compared where facts may be missing, and which: one at a time is the plainest, then all together,
    and last with the printed rates that may stand in."""
    optional = _optional(cards, cards.weighed)
    yield from ((cards.weighed, names) for names in dict.fromkeys((*((name,) for name in optional), optional)))
    printed = replace(cards.weighed, old=printing(cards.weighed.old), new=printing(cards.weighed.new))
    if (printed.old, printed.new) != (cards.weighed.old, cards.weighed.new):
        yield printed, _optional(cards, printed)


def _optional(cards: Cards, weighed: Weighed) -> tuple[str, ...]:
    """The facts that either card reads and that have no default."""
    read = dict.fromkeys((*facts_read(weighed.old), *facts_read(weighed.new)))
    return without_default({name: cards.specs[name] for name in read})


def _with_missing(bench: Bench, found: Unlike, names: tuple[str, ...]) -> Values:
    """Easy to read, with the same facts missing."""
    missing = {name for name in names if found.at[name] is UNKNOWN}
    facts = bench.pair.board.facts
    still = both(opposite(facts[name].known) for name in sorted(missing))
    plain = bench.plain(both((bench.pair.unlike(), still)), found)
    return plain if all(plain[name] is UNKNOWN for name in missing) else found.at


def _changed(cards: Cards, bench: Bench, found: Unlike) -> IndicatorDiff:
    # Where both decide on points, breakpoints tell more than where one decides nothing.
    scored = bench.pair.find(bench.pair.scored())
    where = bench.pair.scored() if isinstance(scored, Unlike) else TRUE
    at = bench.plain(both((bench.pair.unlike(), where)), scored if isinstance(scored, Unlike) else found)
    along, more = courses(bench, at)
    return _told(
        cards, "changed", witness=bench.looked(at), gain=swing(bench, 1), loss=swing(bench, -1),
        turn=_turn(bench), courses=along, more=more, unsure=() if cards.all_weights else ("weight",),
    )  # fmt: skip


def _turn(bench: Bench) -> Witness | None:
    """A department that one version decides on, or applies to, and the other does not."""
    old, new = bench.pair.old, bench.pair.new
    counts = [both((opposite(one.applies.no), one.points.defined)) for one in (old, new)]
    here = [opposite(one.applies.no) for one in (old, new)]
    apart = either(both((one, opposite(other))) for one, other in (counts, counts[::-1], here, here[::-1]))
    found = bench.pair.find(apart)
    return bench.looked(bench.plain(apart, found)) if isinstance(found, Unlike) else None


def _other_type(old: Rubric, new: Rubric, cards: Cards) -> tuple[str, str] | None:
    for name in dict.fromkeys((*facts_read(cards.old), *facts_read(cards.new))):
        before, after = old.dictionary.facts.get(name), new.dictionary.facts.get(name)
        if before is not None and after is not None and before.type != after.type:
            zh = f"事实“{name}”的类型变了：{before.type} → {after.type}"
            return zh, f"the type of `{name}` changed: {before.type} → {after.type}"
    return None


def _otherwise_known(old: Rubric, new: Rubric, cards: Cards) -> list[str]:
    """The facts that both cards read and that one dictionary takes as known where the other does not, or otherwise."""
    before, after = (
        {
            name: (spec.default and spec.default.value, spec.least, spec.most)
            for name in facts_read(card)
            if (spec := rubric.dictionary.facts.get(name)) is not None
        }
        for rubric, card in ((old, cards.old), (new, cards.new))
    )
    return [name for name, known in before.items() if after.get(name, known) != known]


def _told(cards: Cards, kind: Kind, **more: object) -> IndicatorDiff:
    told = IndicatorDiff(cards.new.id, cards.new.title, kind, cards.parts, specs=cards.specs)
    return replace(told, **more)  # pyright: ignore[reportArgumentType] - the fields of the model


def _unanalysed(cards: Cards, zh: str, en: str) -> IndicatorDiff:
    return _told(cards, "unanalysed", why=Text(zh=zh, en=en))
