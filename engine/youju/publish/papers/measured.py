"""What an indicator measures, as papers tell it: nature, target, unit, and values as claimed and as recomputed."""

from __future__ import annotations

from collections.abc import Iterator

from youju.audit import Audit
from youju.audit.words import show_fact, show_in
from youju.explain.margins import Scope, unit_of
from youju.explain.prose import sign_of
from youju.facts import Fact
from youju.feel import UNKNOWN, Name, Value
from youju.firing import Case
from youju.publish.scoring import scoring
from youju.publish.tellers import tellers
from youju.rubric import WEIGHT, Indicator, Let
from youju.structs import Struct

_NATURE = {True: {"zh": "定量", "en": "quant."}, False: {"zh": "定性", "en": "qual."}}
_WORDS = {
    "items": {"zh": "逐项达到要求（{n} 项）", "en": "all of {n} requirements met"},
    "held": {"zh": "成立 {held} 项，共 {n} 项", "en": "{held} of {n} hold"},
    "said": {"zh": "报告写明 {held} 项，共 {n} 项", "en": "{held} of {n} stated"},
    "missing": {"zh": "缺数据", "en": "missing"},
    "silent": {"zh": "未写", "en": "not stated"},
    "other": {"zh": "不适用", "en": "not applicable"},
    "printed": {"zh": "（报告所写）", "en": " (as printed)"},
    "one": {"zh": "项", "en": "items"},
}
MOST_FACTS = 3


class Measured(Struct):
    """Nature (性质), target (指标值), unit, and values (完成值) as the report has them and as recomputed."""

    nature: str
    target: str
    unit: str
    claimed: str
    recomputed: str


def measured(audit: Audit, indicator: Indicator, lang: str) -> Measured:
    """The measure of an indicator in a language."""
    numeric = tuple(name for name in indicator.facts if audit.facts[name].spec.type not in ("boolean", "text", "date"))
    applies = audit.ledger.row(indicator.id).status != "not_applicable"
    if indicator.lets:
        unit, claimed, recomputed = _rates(audit, indicator, numeric, lang)
    elif numeric:
        unit, claimed, recomputed = _counts(audit, numeric, lang)
    else:
        unit, claimed, recomputed = _answers(audit, indicator, lang)
    other = _WORDS["other"][lang]
    nature = _NATURE[bool(indicator.lets or numeric)][lang]
    return Measured(nature, _target(audit, indicator, lang), unit, claimed, recomputed if applies else other)


def scope_of(audit: Audit, indicator: Indicator) -> Scope:
    """What the expressions of an indicator are read against."""
    case = audit.entered.cases.get(indicator.id, Case({}, {}))
    return Scope(indicator, audit.facts, case.values, case.lets)


def let_text(value: Value, unit: str, lang: str) -> str:
    """The value of a named quantity: a ratio as a percentage, anything else in its unit."""
    if value is UNKNOWN:
        return _WORDS["missing"][lang]
    return show_in(value, unit, lang)


def printed(fact: Fact, lang: str) -> str:
    """A fact as the report prints it, a bound as a bound: `≥90%`."""
    said = fact.statement
    sign = "" if said is None or said.comparator == "=" else sign_of(said.comparator)
    return f"{sign}{show_fact(fact, lang)}"


def _target(audit: Audit, indicator: Indicator, lang: str) -> str:
    """What full marks ask for: the condition of the first line that gives them, else what the points are."""
    if indicator.hit == "sum":
        return _WORDS["items"][lang].format(n=len(indicator.rules))
    side = 0 if lang == "zh" else 1
    told = tellers(audit.rubric, indicator)
    full = next((rule for rule in indicator.rules if rule.points.expr == _weight(rule.points.expr)), None)
    if full is not None and indicator.form is None:
        return told.tell(full.when.expr)[side]
    table = scoring(indicator, told)
    line = next((line for line in table.lines if line.points == ("满分", "full marks")), None)
    return line.when[side] if line is not None else table.lines[0].points[side]


def _weight(expr: object) -> object:
    return expr if isinstance(expr, Name) and expr.name == WEIGHT else None


def _rates(audit: Audit, indicator: Indicator, numeric: tuple[str, ...], lang: str) -> tuple[str, str, str]:
    """Of an indicator with named quantities: the rates as printed (else their figures), and as recomputed."""
    scope = scope_of(audit, indicator)
    units = {let.name: unit_of(let.alternatives[0].expr, scope) for let in indicator.lets}
    written = [printed(audit.facts[name], lang) for name in _printed(audit, indicator.lets)]
    claimed = "、".join(written) or _figures(audit, numeric, lang)
    shown = [(let.name, _value(audit, let, scope, units[let.name], lang)) for let in indicator.lets]
    alone = len(shown) == 1
    recomputed = "\n".join(text if alone else f"{name} {text}" for name, text in shown)
    return next(iter(units.values())) or "—", claimed, recomputed


def _value(audit: Audit, let: Let, scope: Scope, unit: str, lang: str) -> str:
    """A quantity as it was scored by; where only the report's own rate was at hand, that with a word on it."""
    taken = scope.lets.get(let.name)
    if taken is not None and taken.source == "printed":
        return f"{printed(audit.facts[taken.text], lang)}{_WORDS['printed'][lang]}"
    return let_text(scope.values.get(let.name, UNKNOWN), unit, lang)


def _printed(audit: Audit, lets: tuple[Let, ...]) -> Iterator[str]:
    for let in lets:
        if let.stated is not None and audit.facts[let.stated].value is not UNKNOWN:
            yield let.stated


def _counts(audit: Audit, numeric: tuple[str, ...], lang: str) -> tuple[str, str, str]:
    """Of an indicator that counts things without a rate."""
    units = dict.fromkeys(audit.facts[name].spec.shown_unit for name in numeric)
    said = tuple(name for name in numeric if audit.facts[name].statements)
    known = tuple(name for name in numeric if audit.facts[name].value is not UNKNOWN)
    recomputed = _figures(audit, known, lang) if known else _WORDS["missing"][lang]
    return next(iter(units)) or "—", _figures(audit, said, lang), recomputed


def _figures(audit: Audit, names: tuple[str, ...], lang: str) -> str:
    known = [name for name in names if audit.facts[name].value is not UNKNOWN][:MOST_FACTS]
    called = {name: name if lang == "zh" else audit.facts[name].spec.en for name in known}
    return "\n".join(f"{called[name]} {show_fact(audit.facts[name], lang)}" for name in known) or _WORDS["silent"][lang]


def _answers(audit: Audit, indicator: Indicator, lang: str) -> tuple[str, str, str]:
    """Of an indicator of yes and no: how many of its items the report states, and how many hold."""
    said = [audit.facts[name] for name in indicator.facts if audit.facts[name].statements]
    ids = {rule.id for rule in indicator.rules}
    held = len({entry.rule for entry in audit.ledger.of(indicator.id)} & ids)
    of = len(indicator.rules)
    claimed = _WORDS["said"][lang].format(held=len(said), n=len(indicator.facts)) if said else _WORDS["silent"][lang]
    return _WORDS["one"][lang], claimed, _WORDS["held"][lang].format(held=held, n=of)
