"""The cases of all cards put together into few whole departments, each a case of every card it holds one of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from youju.ledger.entries import TOTAL
from youju.prove import Budget
from youju.regress.coverage.cover import of_adjustments
from youju.regress.coverage.department import of_total
from youju.regress.generate.draft import Draft
from youju.regress.generate.of_card import Generated
from youju.regress.obligations import Obligation, look_of
from youju.rubric import Authored, CaseSpec, Indicator, Rubric
from youju.rubric.days import Day
from youju.structs import Struct, field, replace


class Together(Struct):
    """A department: what is given, and the obligations it shows by indicator; of the total under `total`."""

    given: Mapping[str, str]
    shows: Mapping[str, tuple[Obligation, ...]] = field(default_factory=dict[str, tuple[Obligation, ...]])
    closed: bool = False


class Joined(Struct):
    """Departments that show all that the cases show but those `apart`, whose weight moved in is no fact of theirs.

    `at_least`: fewer departments cannot show it, since one card needs as many cases.
    """

    departments: tuple[Together, ...]
    at_least: int
    apart: tuple[tuple[str, Draft], ...]
    day: Day | None

    @property
    def proved(self) -> bool:
        """Whether there are no fewer."""
        return len(self.departments) == self.at_least


def joined(
    authored: Authored, found: Sequence[Generated], every: bool, day: Day | None = None, budget: Budget | None = None
) -> Joined:
    """The departments of some cards' cases, and one for each bound of a cap that none at hand meets.

    Each case goes to the first department in which it and all that are there still show what they are for, by the
    exact evaluator; cards with many cases come first. Raises ProverMissing.
    """
    rubric = authored.rubric
    at_hand = [] if every else [one.model for one in authored.departments if one.model.standing != "pinned"]
    departments = [
        Together(dict(told.witness), {TOTAL: (told.obligation,)}, closed=True)
        for told in of_total(rubric, at_hand, budget or Budget())
        if told.witness
    ]
    departments += [
        Together(dict(told.witness), {told.obligation.indicator: (told.obligation,)})
        for told in of_adjustments(rubric, at_hand, budget or Budget())
        if told.witness
    ]
    apart: list[tuple[str, Draft]] = []
    largest = sorted(found, key=lambda one: -len(one.drafts))
    drafts = [(one.indicator, draft) for one in largest for draft in one.drafts]
    # Weight that is moved to a card must come from a department to which another does not apply.
    for card, draft in sorted(drafts, key=lambda pair: pair[1].spec.effective_weight is not None):
        if not _put(rubric, departments, card, draft):
            apart.append((card.id, draft))
    return Joined(tuple(departments), max((one.at_least for one in found), default=0), tuple(apart), day)


def _put(rubric: Rubric, departments: list[Together], card: Indicator, draft: Draft) -> bool:
    """Puts a case into a department, else into one of its own; whether it shows there what it is for."""
    for i, one in enumerate((*departments, Together({}))):
        if (more := _with(rubric, one, card, draft)) is not None:
            departments[i : i + 1] = [more]
            return True
    return False


def _with(rubric: Rubric, one: Together, card: Indicator, draft: Draft) -> Together | None:
    """A department with a case more; None where a fact has another value, or something is shown no longer."""
    given = draft.spec.given
    if one.closed or card.id in one.shows or any(one.given.get(name, text) != text for name, text in given.items()):
        return None
    more = replace(one, given={**one.given, **given}, shows={**one.shows, card.id: draft.meets})
    touched = (name for name in more.shows if name == card.id or _touched(rubric, name, card, given))
    return more if all(_shown(rubric, more, name) for name in touched) else None


def _touched(rubric: Rubric, name: str, card: Indicator, given: Iterable[str]) -> bool:
    """Whether facts of another card, or its not applying, may count for this one."""
    moved = card.applies is not None and bool(rubric.transfers)
    return moved or not set(rubric.indicators[name].facts).isdisjoint(given)


def _shown(rubric: Rubric, one: Together, name: str) -> bool:
    look = look_of(rubric, rubric.indicators[name], CaseSpec(given=dict(one.given)))
    return all(obligation.met(look) for obligation in one.shows[name])


def purposes(one: Together) -> Iterator[str]:
    """What a department shows, in words."""
    for name, shown in one.shows.items():
        yield f"{name}：{'；'.join(obligation.zh for obligation in shown)}"
