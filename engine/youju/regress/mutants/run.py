"""The pass over all mutants of a version of a rubric: refused, killed, equivalent, or a survivor with a case."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import Literal, TypeAlias

from youju.regress.mutants import of_rubric, order
from youju.regress.mutants.judge import Judged, judge
from youju.regress.mutants.mutant import Mutant
from youju.regress.mutants.of_card import OPERATORS, card_mutants
from youju.regress.mutants.of_rubric import rubric_mutants
from youju.regress.mutants.refusal import refused
from youju.regress.mutants.trial import Trial
from youju.regress.mutants.whole import judge_whole
from youju.regress.mutants.witness import WholeWitness, Witness
from youju.rubric import Authored
from youju.structs import Struct

Outcome: TypeAlias = Literal["refused", "killed", "pinned", "survivor", "equivalent", "off grid", "unknown"]
"""Refused by the loader; killed by a decided case; only by a pin; told by a case nobody wrote yet; proved never to
differ; only between values that facts can have; or nobody knows."""
OUTCOMES: tuple[Outcome, ...] = ("refused", "killed", "pinned", "survivor", "equivalent", "off grid", "unknown")


class Verdict(Struct):
    """What became of a mutant: `by` names the code or the case, `witness` is the case that would kill a survivor.

    `missing` tells that a survivor differs only where some fact is missing.
    """

    mutant: Mutant
    outcome: Outcome
    by: str = ""
    witness: Witness | WholeWitness | None = None
    missing: bool = False


class Score(Struct):
    """How many mutants came to what."""

    counts: dict[Outcome, int]

    @property
    def mutants(self) -> int:
        """All of them."""
        return sum(self.counts.values())

    @property
    def killable(self) -> int:
        """Those that a case could kill as far as anybody knows: what is not proved equivalent counts as such."""
        return sum(self.counts[one] for one in ("killed", "pinned", "survivor", "unknown"))

    @property
    def killed(self) -> int:
        """Those that decided cases kill."""
        return self.counts["killed"]

    @property
    def perfect(self) -> bool:
        """Whether decided cases kill all that can be killed."""
        return self.killed == self.killable

    def percent(self, killed: int) -> str:
        """A share of the killable with two decimals, cut and never rounded up: 100 only where all are killed."""
        if self.killable == 0:
            return "—"
        hundredths = killed * 10_000 // self.killable
        return f"{hundredths // 100}.{hundredths % 100:02d}%"


def operators_known() -> tuple[str, ...]:
    """The names of all kinds of changes, those of cards first."""
    return tuple(dict.fromkeys((*(one.id for one in OPERATORS), *order.NAMES, *of_rubric.NAMES)))


def mutants_of(authored: Authored, indicator: str | None = None, operators: Collection[str] = ()) -> list[Mutant]:
    """The mutants of a version of a rubric, of one card only, and of some operators only."""
    rubric = authored.rubric
    cards = rubric.indicators.values() if indicator is None else [rubric.indicators[indicator]]
    found = [mutant for card in cards for mutant in card_mutants(rubric, card)]
    found += rubric_mutants(rubric) if indicator is None else []
    return [mutant for mutant in found if not operators or mutant.operator in operators]


def tried(
    authored: Authored, mutants: Sequence[Mutant], trial: Trial, tell: Callable[[int, int], None] | None = None
) -> tuple[Verdict, ...]:
    """A verdict for each mutant, in order. Raises ProverMissing where cases leave one alive and no solver is there."""
    found: list[Verdict] = []
    for count, mutant in enumerate(mutants, start=1):
        found.append(verdict(authored, mutant, trial))
        if tell is not None:
            tell(count, len(mutants))
    return tuple(found)


def verdict(authored: Authored, mutant: Mutant, trial: Trial) -> Verdict:
    """What becomes of a mutant: cheap questions first, the solver last."""
    if (code := refused(authored, mutant)) is not None:
        return Verdict(mutant, "refused", code)
    if (case := trial.killer(mutant)) is not None:
        return Verdict(mutant, "killed", case.title)
    pin = trial.killer(mutant, "pinned")
    if pin is not None:
        return Verdict(mutant, "pinned", pin.title)
    rubric = authored.rubric
    judged = judge_whole(rubric, mutant, trial) if mutant.card is None else judge(rubric, mutant, trial)
    return _judged(mutant, judged)


def _judged(mutant: Mutant, judged: Judged) -> Verdict:
    if isinstance(judged.found, str):
        return Verdict(mutant, judged.found, judged.why)
    return Verdict(mutant, "survivor", judged.why, judged.found, judged.missing)


def score(verdicts: Sequence[Verdict]) -> Score:
    """The counts of some verdicts."""
    return Score({outcome: sum(one.outcome == outcome for one in verdicts) for outcome in OUTCOMES})


def by_home(verdicts: Sequence[Verdict]) -> dict[str | None, tuple[Verdict, ...]]:
    """The verdicts by the indicator they are of, those on the rubric as a whole under None, in order."""
    homes = dict.fromkeys(one.mutant.home for one in verdicts)
    return {home: tuple(one for one in verdicts if one.mutant.home == home) for home in homes}
