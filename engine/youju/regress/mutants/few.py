"""Few cases that tell many survivors: what one case tells is put together, so that a person decides each case once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from youju.audit.cases import CaseResult
from youju.regress.mutants.run import Verdict
from youju.regress.mutants.trial import given_to
from youju.regress.mutants.witness import WholeWitness, Witness
from youju.structs import Struct


class Telling(Struct):
    """A case and the survivors that it tells from the rubric, the one it was made for among them."""

    witness: Witness | WholeWitness
    survivors: tuple[Verdict, ...]


def few(survivors: Sequence[Verdict]) -> Iterator[Telling]:
    """The cases of survivors, those that tell most first; a survivor is with the first case that tells it.

    Chosen greedily: few, not proved the fewest.
    """
    left = [one for one in survivors if one.witness is not None]
    told = {id(one): [other for other in left if _tells(one.witness, other)] for one in left}
    while left:
        best = _most(left, told)
        found = tuple(other for other in left if other is best or other in told[id(best)])
        if best.witness is not None:
            yield Telling(best.witness, found)
        left = [one for one in left if one not in found]


def _most(left: list[Verdict], told: Mapping[int, Sequence[Verdict]]) -> Verdict:
    """The survivor whose case tells most of those that are left, the first of several."""
    return max(left, key=lambda one: sum(other in left for other in told[id(one)]))


def _tells(witness: Witness | WholeWitness | None, survivor: Verdict) -> bool:
    """Whether a case gives other points (or another range of them) under a survivor than under the rubric."""
    match witness:
        case Witness() if witness.indicator in survivor.mutant.indicators:
            after = given_to(survivor.mutant.rubric, witness.indicator, witness.spec)
            return after is None or _came(after) != _came(witness.before)
        case WholeWitness():
            other = survivor.witness
            if not isinstance(other, WholeWitness):
                return False
            return (other.given, other.claimed) == (witness.given, witness.claimed)
        case _:
            return False


def _came(result: CaseResult) -> tuple[object, ...]:
    return result.status, result.points, result.low, result.high
