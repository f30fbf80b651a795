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
from functools import lru_cache
from itertools import count
from math import gcd
from typing import Any

from durable import engine as _durable  # pyright: ignore[reportMissingTypeStubs]

from youju.feel import UNKNOWN, Expr, Truth, Value, evaluate
from youju.firing.exact import decide_exactly
from youju.firing.normal import Atom, Normal, NotNormal, normal
from youju.firing.program import Answers, Ask, Decide, Key
from youju.source import log
from youju.structs import Struct

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
    """What fired since it was last emptied: conditions that hold or fail, the catch-all, and a failure."""

    names: list[tuple[str, bool]] = field(default_factory=list[tuple[str, bool]])
    taken: int = 0
    failure: Exception | None = None

    def clear(self) -> None:
        """Forgets what fired, before the next fact."""
        self.names.clear()
        self.taken, self.failure = 0, None


class _Host(_durable.Host):  # pyright: ignore[reportUntypedBaseClass]
    """The engine's host without its pulse threads, which touch freed state."""

    def __init__(self) -> None:
        self.actions: dict[str, Callable[[Any], None]] = {}
        self.fired = _Fired()
        self.programs = count()
        super().__init__()  # pyright: ignore[reportUnknownMemberType]

    def _run(self) -> None:
        return None

    # The base method always raises, so pyright takes it for NoReturn.
    def get_action(self, action_name: str) -> Callable[[Any], None]:  # pyright: ignore[reportIncompatibleMethodOverride]
        return self.actions[action_name]


class _Compiled(Struct):
    """A condition as the engine knows it: its ruleset, its name there, and its atoms in the order of the fields."""

    ruleset: str
    name: str
    atoms: tuple[Atom, ...]


def durable(conditions: Mapping[Key, Expr]) -> Decide:
    """A decider that lets durable_rules fire; the conditions become rulesets once."""
    host = _host()
    compiled = _register(host, conditions)

    def decide(asks: Sequence[Ask]) -> Answers:
        return {ask.key: _answer(host, compiled.get(ask.key), conditions[ask.key], ask) for ask in asks}

    return decide


@lru_cache(maxsize=1)
def _host() -> _Host:
    """The one host of the process; its rulesets are never released."""
    return _Host()


def _register(host: _Host, conditions: Mapping[Key, Expr]) -> dict[Key, _Compiled]:
    compiled: dict[Key, _Compiled] = {}
    program = next(host.programs)
    rulesets: dict[str, dict[str, Rule]] = {}
    for number, (key, expr) in enumerate(conditions.items()):
        try:
            sides = {holds: normal(expr, holds) for holds in (True, False)}
        except NotNormal:
            continue
        atoms = tuple(dict.fromkeys(atom for side in sides.values() for conjunction in side for atom in conjunction))
        if len(atoms) > MAX_ATOMS:
            continue
        # Rulesets live as long as the process: no name may repeat between rubrics.
        ruleset, name = f"p{program}-{number // MAX_PER_RULESET}", f"p{program}q{number}"
        rest: Rule = {"all": [{"m": {"$and": [{"k": "ask"}]}}], "pri": 9, "run": "rest"}
        rules = rulesets.setdefault(ruleset, {"rest": rest})
        for rule_name, rule, holds in _rules(name, sides, atoms):
            rules[rule_name] = {**rule, "run": rule_name}
            host.actions[rule_name] = _action(host.fired, name, holds)
        compiled[key] = _Compiled(ruleset, name, atoms)
    host.actions["rest"] = _rest(host.fired)
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
        try:
            fired.names.append((name, holds))
        except Exception as error:
            # The engine swallows what an action raises: it is kept here, and raised once the engine is done.
            fired.failure = error
            raise

    return act


def _rest(fired: _Fired) -> Callable[[Any], None]:
    """The action of the rule that matches every fact, last: without it the engine raises, and it shows that all ran."""

    def act(context: Any) -> None:
        del context
        fired.taken += 1

    return act


def _answer(host: _Host, rule: _Compiled | None, expr: Expr, ask: Ask) -> Truth:
    fields = None if rule is None else _fields(rule.atoms, ask.values)
    if rule is None or fields is None:
        log.debug("decided exactly, outside what durable_rules can be trusted with: {}", ask.key)
        return decide_exactly(expr, ask)
    _assert(host, rule, {"k": "ask", "q": rule.name, **fields})
    outcomes = {holds for name, holds in host.fired.names if name == rule.name}
    if len(outcomes) > 1:
        raise FiringError(f"durable_rules fired both ways for {ask.key}")
    return outcomes.pop() if outcomes else UNKNOWN


def _assert(host: _Host, rule: _Compiled, fact: Mapping[str, str | int]) -> None:
    """Lets the rules fire over one fact and takes it back; FiringError where an action failed or none was reached."""
    host.fired.clear()
    # The engine changes the dict that it is given: each call gets its own.
    host.assert_fact(rule.ruleset, dict(fact))  # pyright: ignore[reportUnknownMemberType]
    host.retract_fact(rule.ruleset, dict(fact))  # pyright: ignore[reportUnknownMemberType]
    if host.fired.failure is not None or host.fired.taken != 1:
        raise FiringError(f"durable_rules did not run every action over {dict(fact)}") from host.fired.failure


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
