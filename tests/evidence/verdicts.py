"""What is proved of rubrics and what is compared, piece by piece, so that all questions of a verdict can be overheard."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random

from edited_cards import edited
from seeded_edits import BUDGET, WORK, Seeded
from seeded_faults import NAMES, faults_of, rubric_with

from youju.prove import Domain, Free, domain_of, pair, weights_of
from youju.regress.diff.diff import diff
from youju.regress.laws import prove_rubric
from youju.rubric import WEIGHT, Indicator, Rubric, dictionary_of, load_rubric, packs
from youju.structs import replace

Verdicts = tuple[str, Callable[[], object]]
"""What it is called, and what asks for it."""
EDITS = 12
"""How many cards of a real rubric are edited."""


def seeded_proofs() -> Iterator[Verdicts]:
    """The laws of both seeded rubrics, which keep them all."""
    for name in NAMES:
        rubric = rubric_with(name, ())
        yield f"prove {name}", lambda rubric=rubric: prove_rubric(rubric)


def faulty_proofs() -> Iterator[Verdicts]:
    """The laws of both seeded rubrics with all faults in them that load."""
    for name in NAMES:
        rubric = rubric_with(name, [fault for fault in faults_of(name) if fault.stage == "laws"])
        yield f"prove {name} with its faults", lambda rubric=rubric: prove_rubric(rubric)


def seeded_diffs() -> Iterator[Verdicts]:
    """Both seeded rubrics against themselves with twelve edits."""
    for name, seeded in (("budget", BUDGET), ("work", WORK)):
        yield f"diff {name}, 12 edits", lambda seeded=seeded: _compared(seeded)


def real_verdicts() -> Iterator[Verdicts]:
    """The laws of each rubric at hand, each card against itself, and the rubric against itself with twelve cards edited."""
    for pack in packs():
        rubric = load_rubric(pack.folder, dictionary_of(pack.folder))
        other = with_edits(rubric)
        yield f"prove {pack.name}", lambda rubric=rubric: prove_rubric(rubric)
        yield f"diff {pack.name}, identity", lambda rubric=rubric: _identities(rubric)
        yield f"diff {pack.name}, {EDITS} edits", lambda rubric=rubric, other=other: diff(rubric, other)


def with_edits(rubric: Rubric) -> Rubric:
    """The rubric with one edit in each of twelve cards, spread over it."""
    every = list(rubric.indicators.values())
    chosen = every[:: max(1, len(every) // EDITS)][:EDITS]
    changed = {card.id: edited(card, Random(f"{rubric.id} {card.id}")) for card in chosen}
    return replace(rubric, indicators={**rubric.indicators, **changed})


def free_of(rubric: Rubric, card: Indicator) -> Free:
    """All facts of a card, and the weights that transfers can give it."""
    specs = rubric.dictionary.facts
    weight = Domain("number", choices=weights_of(rubric, card).values)
    return {**{name: domain_of(specs[name]) for name in card.facts}, WEIGHT: weight}


def _compared(seeded: Seeded) -> None:
    diff(seeded.old(), seeded.new())


def _identities(rubric: Rubric) -> None:
    """The diff asks nothing of cards that were not touched; the prover is asked here."""
    for card in rubric.indicators.values():
        pair(card, card, {}, free_of(rubric, card), frozenset(card.facts)).find()
