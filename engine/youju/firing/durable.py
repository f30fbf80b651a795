"""durable_rules as a decider: conditions become its rules, values its facts, and what fires is the answer.

Used inside the subset that it can be trusted with: narrow facts, one `$and` of comparisons between two integer
fields of one fact, every field present, every fact matched by a rule, one at a time and retracted afterwards.
Numbers are compared as integers over their common denominator; the engine makes every comparison itself. What the
subset cannot say (a form outside comparisons, an integer of 2^53 or more) is decided by the exact evaluator.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import gcd
from typing import Any

from durable import engine as _durable  # pyright: ignore[reportMissingTypeStubs]
from loguru import logger

from youju.feel import UNKNOWN, Expr, Truth, Value, evaluate
from youju.firing.exact import decide_exactly
from youju.firing.normal import Atom, Normal, NotNormal, normal
from youju.firing.program import Answers, Ask, Decide, Key

# Above this an integer of its JSON loses digits.
MAX_INTEGER = 1 << 53
# More distinct conditions on one level than this and it hangs (512); half of it, to be far from the edge.
MAX_PER_RULESET = 200
# Conditions of one fact: more than 64 true at once are an error.
MAX_ATOMS = 40

_OPERATORS = {"<": "$lt", "<=": "$lte", ">": "$gt", ">=": "$gte", "!=": "$neq"}
Rule = dict[str, Any]


class FiringError(RuntimeError):
    """The engine broke its promise: an exception in an action, a fact that was not taken."""


@dataclass(slots=True)
class _Fired:
    """What fired since it was last emptied: the name of the condition and whether it holds or fails."""

    names: list[tuple[str, bool]] = field(default_factory=list[tuple[str, bool]])


class _Host(_durable.Host):  # pyright: ignore[reportUntypedBaseClass]
    """The engine's host without its pulse threads, which touch freed state."""

    def __init__(self) -> None:
        self.actions: dict[str, Callable[[Any], None]] = {}
        super().__init__()  # pyright: ignore[reportUnknownMemberType]

    def _run(self) -> None:
        return None

    def get_action(self, action_name: str) -> Callable[[Any], None]:
        return self.actions[action_name]


@dataclass(frozen=True, slots=True)
class _Compiled:
    """A condition as the engine knows it: its ruleset, its name there, and its atoms in the order of the fields."""

    ruleset: str
    name: str
    atoms: tuple[Atom, ...]


def durable(conditions: Mapping[Key, Expr]) -> Decide:
    """A decider that lets durable_rules fire; the conditions become rulesets once."""
    host, fired = _Host(), _Fired()
    compiled = _register(host, fired, conditions)

    def decide(asks: Sequence[Ask]) -> Answers:
        return {ask.key: _answer(host, fired, compiled.get(ask.key), conditions[ask.key], ask) for ask in asks}

    return decide


def _register(host: _Host, fired: _Fired, conditions: Mapping[Key, Expr]) -> dict[Key, _Compiled]:
    compiled: dict[Key, _Compiled] = {}
    rulesets: dict[str, dict[str, Rule]] = {}
    for number, (key, expr) in enumerate(conditions.items()):
        try:
            sides = {holds: normal(expr, holds) for holds in (True, False)}
        except NotNormal:
            continue
        atoms = tuple(dict.fromkeys(atom for side in sides.values() for conjunction in side for atom in conjunction))
        if len(atoms) > MAX_ATOMS:
            continue
        # Rulesets live as long as the process: their names must not repeat between rubrics, hence the host's id.
        ruleset, name = f"r{id(host)}-{number // MAX_PER_RULESET}", f"q{number}"
        rules = rulesets.setdefault(ruleset, {"rest": {"all": [{"m": {"$and": [{"k": "ask"}]}}], "pri": 9, "run": "rest"}})
        for rule_name, rule, holds in _rules(name, sides, atoms):
            rules[rule_name] = {**rule, "run": rule_name}
            host.actions[rule_name] = _action(fired, name, holds)
        compiled[key] = _Compiled(ruleset, name, atoms)
    host.actions["rest"] = _ignore
    if rulesets:
        host.set_rulesets(rulesets)  # pyright: ignore[reportUnknownMemberType]
    return compiled


def _rules(name: str, sides: Mapping[bool, Normal], atoms: Sequence[Atom]) -> Iterator[tuple[str, Rule, bool]]:
    for holds, side in sides.items():
        for i, conjunction in enumerate(side):
            tests: list[dict[str, Any]] = [{"k": "ask"}, {"q": name}]
            for atom in conjunction:
                n = atoms.index(atom)
                other = {"$m": f"r{n}"}
                compare = {f"l{n}": other} if atom.op == "=" else {_OPERATORS[atom.op]: {f"l{n}": other}}
                tests += [{f"s{n}": 1}, compare]
            yield f"{name}-{'holds' if holds else 'fails'}-{i}", {"all": [{"m": {"$and": tests}}]}, holds


def _action(fired: _Fired, name: str, holds: bool) -> Callable[[Any], None]:
    # A closure with exactly one positional argument: with a default or a partial the engine takes it for async.
    def act(context: Any) -> None:
        del context
        fired.names.append((name, holds))

    return act


def _ignore(context: Any) -> None:
    """Every fact must be matched by some rule, or the engine raises; this one matches what nothing else does."""
    del context


def _answer(host: _Host, fired: _Fired, rule: _Compiled | None, expr: Expr, ask: Ask) -> Truth:
    fields = None if rule is None else _fields(rule.atoms, ask.values)
    if rule is None or fields is None:
        logger.debug("decided exactly, outside what durable_rules can be trusted with: {}", ask.key)
        return decide_exactly(expr, ask)
    fact = {"k": "ask", "q": rule.name, **fields}
    fired.names.clear()
    # The engine takes `run` out of the dict and keeps the rest: each call gets its own.
    state: Any = host.assert_fact(rule.ruleset, dict(fact))  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
    host.retract_fact(rule.ruleset, dict(fact))  # pyright: ignore[reportUnknownMemberType]
    if isinstance(state, dict) and "exception" in state:
        raise FiringError(str(state["exception"]))  # pyright: ignore[reportUnknownArgumentType]
    outcomes = {holds for name, holds in fired.names if name == rule.name}
    if len(outcomes) > 1:
        raise FiringError(f"durable_rules fired both ways for {ask.key}")
    return outcomes.pop() if outcomes else UNKNOWN


def _fields(atoms: Sequence[Atom], values: Mapping[str, Value]) -> dict[str, int] | None:
    """Three integers for each atom: whether it is known, its left and its right side; None outside the subset."""
    fields: dict[str, int] = {}
    for n, atom in enumerate(atoms):
        left, right = evaluate(atom.left, values), evaluate(atom.right, values)
        pair = _integers(left, right)
        if pair is None:
            return None
        known = left is not UNKNOWN and right is not UNKNOWN
        fields |= {f"s{n}": int(known), f"l{n}": pair[0], f"r{n}": pair[1]}
    return fields


def _integers(left: Value, right: Value) -> tuple[int, int] | None:
    if left is UNKNOWN or right is UNKNOWN:
        return 0, 0
    if isinstance(left, bool) and isinstance(right, bool):
        return int(left), int(right)
    if not isinstance(left, Fraction) or not isinstance(right, Fraction):
        return None
    a, b = left.numerator * right.denominator, right.numerator * left.denominator
    common = gcd(a, b) or 1
    a, b = a // common, b // common
    return (a, b) if abs(a) < MAX_INTEGER and abs(b) < MAX_INTEGER else None
