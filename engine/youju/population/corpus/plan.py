"""What a made-up corpus of a rubric is made by: its facts, how they hang together, where its thresholds are."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from youju import __version__
from youju.facts import FactSpec
from youju.feel import Expr, Literal, children, names
from youju.population.corpus.relations import Printed, Relation, printed_of, relations_of
from youju.population.corpus.thresholds import Cluster, clusters_of, thresholds_of
from youju.rubric import Indicator, Rubric
from youju.source.canonical import canonical
from youju.structs import Struct


class CorpusOptions(Struct):
    """How large a corpus is, and how much of it is missing (on average of all facts) or at thresholds (of all rows)."""

    rows: int
    seed: int
    missing: Fraction = Fraction(3, 100)
    boundary: Fraction = Fraction(1, 5)
    counties: int = 3000
    years: int = 3


class CorpusPlan(Struct):
    """What a rubric says of the figures of departments.

    `usual` tells of a yes-or-no fact what it mostly is, None where either is common; `words` what texts there are.
    """

    rubric: Rubric
    facts: Mapping[str, FactSpec]
    relations: tuple[Relation, ...]
    printed: tuple[Printed, ...]
    clusters: tuple[Cluster, ...]
    usual: Mapping[str, bool | None]
    words: Mapping[str, tuple[str, ...]]


def plan_of(rubric: Rubric) -> CorpusPlan:
    """The plan of a corpus for a rubric: every fact that a card reads or that holds a rate as printed."""
    cards = tuple(rubric.indicators.values())
    facts = {name: rubric.dictionary.facts[name] for card in cards for name in card.facts}
    thresholds = thresholds_of(rubric)
    usual = {name: _usual(name, spec, cards) for name, spec in facts.items() if spec.type == "boolean"}
    said = tuple(dict.fromkeys(word for card in cards for expr in _exprs(card) for word in _texts(expr)))
    texts = {name: said or ("—",) for name, spec in facts.items() if spec.type == "text"}
    relations = relations_of(rubric, thresholds)
    # A rate that some card also reads as a figure is made as one.
    figures = {name for one in thresholds for name in one.factors}
    figures |= {name for one in relations for name in (one.part, *one.reads)}
    printed = tuple(one for one in printed_of(rubric) if one.fact not in figures)
    return CorpusPlan(rubric, facts, relations, printed, clusters_of(thresholds), usual, texts)


def metadata_of(plan: CorpusPlan, options: CorpusOptions) -> dict[str, str]:
    """What the file says of itself under the key `youju`: a table of facts in steps, and made up."""
    told: dict[str, Any] = {
        "table": "facts",
        "steps": {name: str(spec.step) for name, spec in plan.facts.items() if spec.step is not None},
        "dictionary": plan.rubric.id,
        "synthetic": {
            "generator": f"youju {__version__}",
            "rubric": plan.rubric.digest,
            "rows": str(options.rows),
            "seed": str(options.seed),
            "missing": str(options.missing),
            "boundary": str(options.boundary),
            "counties": str(options.counties),
            "years": str(options.years),
        },
    }
    return {"youju": canonical(told).decode().strip()}


def last_year(rubric: Rubric) -> int:
    """The year that a rubric is for; 2000 where it names none."""
    year = rubric.spec.year
    return int(year) if year.isdecimal() and len(year) == 4 else 2000


def missing_share(plan: CorpusPlan, name: str, missing: Fraction) -> Fraction:
    """How often a fact is unknown: some facts more and some less, by as much, `missing` on average of all."""
    number, last = sorted(plan.facts, key=number_of).index(name), len(plan.facts) - 1
    room = min(missing, 1 - missing) / 2
    return missing + room * (Fraction(2 * number, last) - 1) if last else missing


def number_of(text: str) -> int:
    """64 bits that a text always has."""
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "big")


def _usual(name: str, spec: FactSpec, cards: tuple[Indicator, ...]) -> bool | None:
    """What is agreed on where nothing is said, else what earns points; either where it decides what applies."""
    if spec.default is not None and isinstance(spec.default.value, bool):
        return spec.default.value
    if any(card.applies is not None and name in names(card.applies.expr) for card in cards):
        return None
    return all(one.points == "up" for card in cards for one in card.monotone if one.fact == name)


def _exprs(card: Indicator) -> Iterator[Expr]:
    yield from (rule.when.expr for rule in card.rules)
    yield from (way.expr for let in card.lets for way in let.alternatives)


def _texts(expr: Expr) -> Iterator[str]:
    if isinstance(expr, Literal) and isinstance(expr.value, str):
        yield expr.value
    for part in children(expr):
        yield from _texts(part)
