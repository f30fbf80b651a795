"""Cases that kill: values in the words of a case file, what the rubric gives there, and what the mutant gives."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from youju.audit.cases import CaseResult
from youju.facts import FactSpec
from youju.feel import UNITS, UNKNOWN, Value, show_number, show_quantity
from youju.regress.mutants.mutant import Mutant
from youju.regress.mutants.trial import given_to
from youju.rubric import WEIGHT, CaseSpec, Rubric
from youju.rubric.spec import ExpectSpec
from youju.structs import Struct, field, replace


class Witness(Struct):
    """A case of an indicator at which a rubric and a mutant give different things; `spec` expects nothing yet.

    `after` is None where the mutant's points cannot be worked out.
    """

    indicator: str
    spec: CaseSpec
    before: CaseResult
    after: CaseResult | None


class WholeWitness(Struct):
    """A whole department, by its facts and claims, whose totals differ under a rubric and a mutant."""

    given: Mapping[str, str]
    before: Fraction
    after: Fraction
    claimed: Mapping[str, Fraction] = field(default_factory=dict[str, Fraction])


def witnessed(rubric: Rubric, mutant: Mutant, indicator: str, spec: CaseSpec) -> Witness | None:
    """The case as a witness, without the facts that make no difference; None where both give the same."""
    spec = replace(spec, expect=ExpectSpec(), pin=False)
    found = _seen(rubric, mutant, indicator, spec)
    if found is None:
        return None
    for name in list(spec.given):
        fewer = replace(spec, given={key: text for key, text in spec.given.items() if key != name})
        again = _seen(rubric, mutant, indicator, fewer)
        if again is not None and (again.before, again.after) == (found.before, found.after):
            spec, found = fewer, again
    return found


def case_at(rubric: Rubric, indicator: str, at: Mapping[str, Value]) -> CaseSpec:
    """The case in which facts have these values; what is unknown is not given."""
    facts, own = rubric.dictionary.facts, rubric.indicators[indicator]
    given = {name: text_of(facts[name], value) for name, value in at.items() if _is_given(name, value)}
    weight = at.get(WEIGHT)
    moved = weight if isinstance(weight, Fraction) and not own.adjustment and weight != own.weight else None
    return CaseSpec(given=given, effective_weight=moved)


def text_of(spec: FactSpec, value: Value) -> str:
    """A value as a case writes it: `95 万元`, `10%`, `3 项`, `true`."""
    match value:
        case bool():
            return "true" if value else "false"
        case Fraction():
            return show_quantity(value, spec.shown_unit if spec.shown_unit in UNITS else "")
        case _:
            return f'"{value}"'


def yaml_of(witness: Witness | WholeWitness) -> str:
    """The case as people write it, to be completed by a person: what both give stands above it as a comment.

    An item of a card's `cases`; of a whole department a file of its own.
    """
    if isinstance(witness, WholeWitness):
        before, after = show_number(witness.before), show_number(witness.after)
        given = "".join(f"\n  {name}: {text}" for name, text in witness.given.items()) or " {}"
        claims = "".join(f"\n  {name}: {show_number(points)}" for name, points in witness.claimed.items())
        claimed = f"\nclaimed:{claims}" if claims else ""
        head = f"# 总分：现在的规则给 {before}，变异体给 {after}；照条文写出应得的分"
        return f"{head}\ngiven:{given}{claimed}\nexpect:\n  total:"
    given = ", ".join(f"{name}: {text}" for name, text in witness.spec.given.items())
    weight, claimed = witness.spec.effective_weight, witness.spec.claimed
    now, then = gives(witness.before), gives(witness.after)
    lines = [
        f"# {witness.indicator}：现在的规则给 {now}；变异体给 {then}；照条文写出应得的分",
        f"- given: {{{given}}}",
        *([f"  effective_weight: {show_number(weight)}"] if weight is not None else []),
        *([f"  claimed: {show_number(claimed)}"] if claimed is not None else []),
        "  expect:",
    ]
    return "\n".join(lines)


def gives(result: CaseResult | None) -> str:
    """What a rubric gives, in a few words: points, or that the rules decide nothing and between which they lie."""
    if result is None:
        return "算不出 / nothing"
    if result.status == "not_applicable":
        return "不适用"
    points = f"{show_number(result.points)} 分"
    rules = f"（{'、'.join(result.rules)}）" if result.rules else ""
    if result.status == "scored" and result.low == result.high:
        return points + rules
    return f"{points}{rules}，无法判定，{show_number(result.low)} 至 {show_number(result.high)} 分"


def _is_given(name: str, value: Value) -> bool:
    return name != WEIGHT and value is not UNKNOWN and value is not None


def _seen(rubric: Rubric, mutant: Mutant, indicator: str, spec: CaseSpec) -> Witness | None:
    before, after = given_to(rubric, indicator, spec), given_to(mutant.rubric, indicator, spec)
    return None if before is None or before == after else Witness(indicator, spec, before, after)
