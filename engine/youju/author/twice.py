"""Golden cases of a card that say the same facts twice: copies, and expectations that cannot both hold."""

from __future__ import annotations

from collections.abc import Hashable, Iterator

from youju.facts import constant
from youju.rubric import CaseSpec, ExpectSpec
from youju.rubric.spec import CardSpec
from youju.source import Decoded, Diagnostic
from youju.structs import asdict


def same_cases(card: Decoded[CardSpec]) -> Iterator[Diagnostic]:
    """Every case whose facts an earlier one has; an error where the two expect different things of the same key."""
    cases, seen = card.model.cases, dict[Hashable, list[int]]()
    for i, case in enumerate(cases):
        earlier = seen.setdefault(facts_supposed(case), [])
        if earlier:
            against = next((j for j in earlier if _apart(cases[j].expect, case.expect)), earlier[0])
            yield _told(card, against, i)
        earlier.append(i)


def _told(card: Decoded[CardSpec], first: int, second: int) -> Diagnostic:
    one, other = (card.model.cases[i].expect for i in (first, second))
    at = card.place("cases", first)
    zh = f"第 {second + 1} 例与第 {first + 1} 例（{at.line}:{at.column}）事实相同"
    en = f"case {second + 1} has the facts of case {first + 1} ({at.line}:{at.column})"
    place = card.place("cases", second)
    if apart := _apart(one, other):
        zh, en = f"{zh}，应得的却不同：{'、'.join(apart)}", f"{en} and expects otherwise: {', '.join(apart)}"
        return Diagnostic(place, "lint-same-case", zh, en, level="error")
    if one != other:
        zh, en = f"{zh}，应合成一例", f"{en}: make one of them"
    return Diagnostic(place, "lint-same-case", zh, en)


def facts_supposed(case: CaseSpec) -> Hashable:
    """What a case supposes, whatever way it is written: `0.5 万元` is `5000 元`, and `true` is not 1."""
    given = frozenset((name, value.__class__, value) for name, value in _values(case))
    return given, case.claimed, case.effective_weight, case.day


def _values(case: CaseSpec) -> Iterator[tuple[str, Hashable]]:
    for name, text in case.given.items():
        value = constant(text)
        yield name, value if isinstance(value, Hashable) else text


def _apart(one: ExpectSpec, other: ExpectSpec) -> tuple[str, ...]:
    """The keys of which both say something, and not the same."""
    said, told = asdict(one), asdict(other)
    return tuple(key for key in said if None not in (said[key], told[key]) and said[key] != told[key])
