"""Which unseen number would make a stated rate come out: for each fact of its formula, the others as they are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from youju.arithmetic import Interval, simplest
from youju.audit import Audit
from youju.audit.doubt import printed_fails
from youju.audit.words import one_line, show_fact
from youju.explain.ratio import Steps, printing, solve
from youju.facts import Fact, Statement
from youju.feel import Arithmetic, Name, Value, names
from youju.rubric import Indicator, Let, Text
from youju.structs import Struct, replace

MOST_SHOWN = 3


class Candidate(Struct):
    """A fact that would have to be another number: which (multiples of its last digit), the `others` being as given."""

    fact: Fact
    others: tuple[Fact, ...]
    steps: tuple[Steps, ...]

    @property
    def count(self) -> int:
        """How many numbers there are."""
        return sum(steps.count for steps in self.steps)


class Reconciled(Struct):
    """A rate as stated, the simplest m/n of counts that prints so (None: not a share of counts), and the candidates."""

    rate: Fact
    statement: Statement
    simplest: Fraction | None
    candidates: tuple[Candidate, ...]


def reconciled(audit: Audit, indicator: Indicator) -> Iterator[Reconciled]:
    """For every rate of an indicator that conflicts or does not follow from its figures, what would reconcile it."""
    for let in indicator.lets:
        if let.stated is None:
            continue
        rate = audit.facts[let.stated]
        if rate.status == "conflicting" or printed_fails(let, audit.facts):
            first = {said.value: said for said in reversed(rate.statements)}
            for said in sorted(first.values(), key=lambda one: one.quote.start):
                wanted = printing(said)
                if wanted is not None:
                    yield _reconciled(audit.facts, let, rate, said, wanted)


def _reconciled(facts: Mapping[str, Fact], let: Let, rate: Fact, said: Statement, wanted: Interval) -> Reconciled:
    known: dict[str, Value] = {
        name: fact.value for name, fact in facts.items() if fact.status in ("settled", "ruled", "defaulted", "assumed")
    }
    found: list[Candidate] = []
    for formula in let.alternatives:
        read = [facts[name] for name in sorted(names(formula.expr)) if name in facts]
        for fact in read:
            step = _step(fact)
            steps = solve(formula.expr, fact.name, known, wanted, step) if step is not None else ()
            if steps:
                found.append(Candidate(fact, tuple(other for other in read if other is not fact), steps))
    share = any(_of_counts(formula.expr, facts) for formula in let.alternatives)
    ranked = tuple(sorted(found, key=lambda one: one.count))
    return Reconciled(rate, said, simplest(wanted) if share else None, ranked)


def _step(fact: Fact) -> Fraction | None:
    """The step between numbers that a fact may be: one for counts, for money the last digit that is printed."""
    if fact.spec.type == "count":
        return Fraction(1)
    if fact.spec.type != "money":
        return None
    printed = [2 * said.half_unit for said in (*fact.statements, *fact.overruled) if said.half_unit]
    return min(printed, default=fact.spec.scale / 100)


def _of_counts(expr: object, facts: Mapping[str, Fact]) -> bool:
    """Whether a formula is one count by another."""
    match expr:
        case Arithmetic("/", Name(name=above), Name(name=below)):
            return all(name in facts and facts[name].spec.type == "count" for name in (above, below))
        case _:
            return False


def told(one: Reconciled) -> Iterator[Text]:
    """In words: the simplest m/n, then a line for each candidate."""
    stated = one_line(one.statement.number.text)
    if one.simplest is not None:
        m, n = one.simplest.numerator, one.simplest.denominator
        yield Text(zh=f"印作 {stated} 的最简比是 {m}/{n}", en=f"the simplest ratio that prints as {stated} is {m}/{n}")
    for candidate in one.candidates:
        name = candidate.fact.name
        given = {
            lang: [f"{other.name} {show_fact(other, lang)}" for other in candidate.others] for lang in ("zh", "en")
        }
        zh = f"{'、'.join(given['zh'])}不变，" if candidate.others else ""
        en = f"with {', '.join(given['en'])}, " if candidate.others else ""
        yield Text(
            zh=f"{zh}{name}须为 {_numbers(candidate, 'zh')}，才印作 {stated}",
            en=f"{en}{name} must be {_numbers(candidate, 'en')} to print as {stated}",
        )


def _numbers(candidate: Candidate, lang: str) -> str:
    fact, parts = candidate.fact, list[str]()
    for steps in candidate.steps:
        if steps.count <= MOST_SHOWN:
            parts += [show_fact(replace(fact, value=value), lang) for value in steps.some(MOST_SHOWN)]
        else:
            ends = (show_fact(replace(fact, value=end), lang) for end in (steps.first, steps.last))
            count = f"（共 {steps.count} 个）" if lang == "zh" else f" ({steps.count} numbers)"
            parts.append((" 至 " if lang == "zh" else " to ").join(ends) + count)
    return ("、" if lang == "zh" else ", ").join(parts)


def ratio_text(value: Fraction | None) -> str | None:
    """`22/27`; a whole number over one."""
    return None if value is None else f"{value.numerator}/{value.denominator}"
