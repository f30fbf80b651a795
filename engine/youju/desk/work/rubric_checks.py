"""What takes longer to say of a draft: what its cases cover, which laws hold, what it changes of its version."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from youju.desk.work.rubric import RubricAsk, inside, whole
from youju.feel import Value
from youju.regress.cases import cases_of
from youju.regress.coverage import Count, Covered, Told, cover
from youju.regress.diff.diff import diff
from youju.regress.diff.tell import told_diff
from youju.regress.laws import Proof, place_of, prove_rubric, shown
from youju.rubric import Authored

_SETTLED = ("decided", "infeasible", "off grid")


def coverage(ask: RubricAsk, paths: Sequence[str]) -> list[dict[str, Any]]:
    """What the cases of some cards cover, and values that would cover the rest. CodedError `prover-missing`."""
    last = whole(ask)[1].last
    every = cases_of(last)
    departments = [one.model for one in last.departments]
    found = (cover(last.rubric, every, departments, only=one).indicators[0] for one in _indicators(last, paths))
    return [_covered(one) for one in found]


def _indicators(version: Authored, paths: Sequence[str]) -> list[str]:
    """The indicators of the cards at some paths."""
    return [card.model.indicator for card in version.cards if inside(card.place().file) in paths]


def _covered(one: Covered) -> dict[str, Any]:
    count = one.count()
    return {
        "indicator": one.indicator,
        "zh": one.title.zh,
        "en": one.title.of("en"),
        "covered": count.decided,
        "possible": _possible(count),
        "missed": [_missed(told) for told in one.told if told.verdict not in _SETTLED],
    }


def _possible(count: Count) -> int:
    return count.all - count.infeasible - count.off_grid


def _missed(told: Told) -> dict[str, Any]:
    one = told.obligation
    witness = [f"{name} = {value}" for name, value in told.witness] if told.by is None else []
    return {"verdict": told.verdict, "zh": one.zh, "en": one.en, "by": told.by, "witness": witness}


def proofs(ask: RubricAsk, paths: Sequence[str], head: bool) -> list[dict[str, Any]]:
    """The laws of some cards, and with `head` those of the whole. CodedError `prover-missing`."""
    last = whole(ask)[1].last
    if head:
        return [_proof(last, one) for one in prove_rubric(last.rubric)]
    found = (prove_rubric(last.rubric, name) for name in _indicators(last, paths))
    return [_proof(last, one) for each in found for one in each]


def _proof(version: Authored, one: Proof) -> dict[str, Any]:
    place = place_of(version, one)
    title = version.rubric.indicators[one.indicator].title if one.indicator else None
    facts = version.rubric.dictionary.facts

    def value(name: str, found: Value) -> str:
        return f"{name} = {shown(found, facts.get(name))}"

    return {
        "code": one.code,
        "verdict": one.verdict,
        "file": inside(place.file),
        "line": place.line,
        "zh": title.zh if title else "整套标准",
        "en": title.of("en") if title else "the whole rubric",
        "claim_zh": one.claim.zh,
        "claim_en": one.claim.of("en"),
        "found_zh": "" if one.found is None else one.found.zh,
        "found_en": "" if one.found is None else one.found.of("en"),
        "at": [value(name, found) for name, found in one.at.items()],
    }


def differences(new: RubricAsk, old: RubricAsk, lang: str) -> list[str]:
    """What a draft changes of scores against its version, in lines as `youju rubric diff` has them.

    CodedError: `draft-broken`, `prover-missing`.
    """
    before, after = whole(old)[1].last.rubric, whole(new)[1].last.rubric
    return list(told_diff(diff(before, after), False, lang))
