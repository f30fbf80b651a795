"""cvc5 asked what z3 was asked: whether it says the same, and apart from that, time up and errors by their names."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Literal

import cvc5
import pytest

from youju.prove.fact import Point
from youju.prove.formula import Flag, Formula, opposite, zero
from youju.prove.polynomial import constant, quantity
from youju.prove.question import Asked, Question
from youju.prove.smtlib import script
from youju.prove.solver import Answer, Solver

Opinion = Literal["sat", "unsat", "timeout", "unknown", "error"]


@dataclass(frozen=True, slots=True)
class Asking:
    """A question that was put to z3, and its answer."""

    question: Question
    answer: Answer

    @property
    def verdict(self) -> Literal["sat", "unsat", "unknown"]:
        return "sat" if isinstance(self.answer, Point) else "unsat" if self.answer == "none" else "unknown"


@contextmanager
def overheard() -> Iterator[list[Asking]]:
    """All that is asked of the solver meanwhile."""
    heard: list[Asking] = []
    ask = Solver.ask

    def listening(self: Solver, *conditions: Asked) -> Answer:
        answer = ask(self, *conditions)
        heard.append(Asking(self.question(*conditions), answer))
        return answer

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Solver, "ask", listening)
        yield heard


def opinion(text: str, milliseconds: int = 2_000) -> Opinion:
    """What cvc5 says of a script. An error of its parser is `error` and never time that ran out."""
    solver = cvc5.Solver()
    solver.setOption("tlimit-per", str(milliseconds))
    parser = cvc5.InputParser(solver)
    parser.setStringInput(cvc5.InputLanguage.SMT_LIB_2_6, text, "question")
    symbols, said = parser.getSymbolManager(), ""
    try:
        while not (command := parser.nextCommand()).isNull():
            said += str(command.invoke(solver, symbols))
    except RuntimeError:
        return "error"
    said = said.strip()
    if said in ("sat", "unsat"):
        return said
    return "timeout" if "TIMEOUT" in said else "unknown" if said.startswith("unknown") else "error"


def pinned(question: Question, point: Point) -> Question:
    """The same question at one point."""
    at: list[Formula] = [zero(quantity(name) - constant(value)) for name, value in point.numbers.items()]
    at += [Flag(name) if holds else opposite(Flag(name)) for name, holds in point.flags.items()]
    return Question((*question.conditions, *at), question.whole, question.steps)


@dataclass(slots=True)
class Tally:
    """How often the second solver confirmed the first, and where it did not. One script is put to it once."""

    counts: Counter[str]
    wrong: list[str]
    seen: set[str]
    seconds: float = 0.0

    @classmethod
    def new(cls) -> Tally:
        return cls(Counter(), [], set())

    def hear(self, askings: list[Asking], milliseconds: int = 2_000) -> None:
        started = time.perf_counter()
        for asking in askings:
            text = script(asking.question)
            if text not in self.seen:
                self.seen.add(text)
                self._compare(asking, text, milliseconds)
        self.seconds += time.perf_counter() - started

    def _compare(self, asking: Asking, text: str, milliseconds: int) -> None:
        verdict = asking.verdict
        if verdict == "unknown":
            self.counts["z3 gave up: nothing to confirm"] += 1
            return
        other = opinion(text, milliseconds)
        if other == verdict:
            self.counts[f"{verdict}: confirmed"] += 1
        elif other in ("sat", "unsat"):
            self.counts[f"{verdict}: cvc5 says {other}"] += 1
            self.wrong.append(text)
        elif isinstance(asking.answer, Point) and opinion(script(pinned(asking.question, asking.answer))) == "sat":
            self.counts[f"sat: {other}, but confirmed at the point z3 gave"] += 1
        else:
            self.counts[f"{verdict}: {other}"] += 1

    def add(self, other: Tally) -> None:
        """Counts what another tally has as well."""
        self.counts.update(other.counts)
        self.wrong += other.wrong
        self.seconds += other.seconds

    def told(self) -> str:
        lines = [f"{count:>9,}  {what}" for what, count in sorted(self.counts.items())]
        return "\n".join([*lines, f"{sum(self.counts.values()):>9,}  questions; {self.seconds:.0f} s of cvc5"])


def unsettled(tally: Tally) -> dict[str, int]:
    """All counts but those of what was confirmed, and of what cvc5 had no time for on this machine: both are told."""
    return {what: count for what, count in tally.counts.items() if "confirmed" not in what and "timeout" not in what}
