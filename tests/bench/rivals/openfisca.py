"""OpenFisca-core: a Variable for each indicator's rule and points and for each named quantity, formulas over arrays.

Its own `int` has 32 bits, which amounts of money outgrow, so the variables are told to hold 64: then it is exact. It is
under the AGPL, used by this benchmark alone and no part of what is shipped.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from youju.rubric import Rubric

from .arrays import loaded
from .cards import Plan, Step, needed, plan
from .dialects import ARRAYS
from .scores import Engine, Scores

YEAR = "2023"


def formulas(written: Plan) -> Iterator[tuple[str, str]]:
    """The name and the formula, as Python, of every variable that is not a column of the file."""
    for card in written.cards:
        for_rule = needed(card.steps, card.rule)
        for_points = needed([step for step in card.steps if step[0] != card.rule], card.points)
        shared = [step for step in for_points if step in for_rule and step[1].startswith("np.where")]
        variables = {name for name, _ in shared} | {card.rule}
        for name in [name for name, _ in shared] + [card.rule, card.points]:
            yield name, _formula(card.steps, name, variables - {name})
    points = {card.points for card in written.cards}
    yield "total", _formula([("total", written.total)], "total", points)


def _formula(steps: Sequence[Step], name: str, variables: set[str]) -> str:
    """One variable from others: what is a variable itself is read, the rest worked out on the way."""
    own = needed([step for step in steps if step[0] not in variables], name)
    words = re.findall(r"\b[a-z]\w*\b", " ".join(text.replace("np.", "") for _, text in own))
    read = [word for word in dict.fromkeys(words) if word in variables or re.fullmatch(r"f\d+", word)]
    lines = [f"    {one} = department({one!r}, period)" for one in read]
    lines += [f"    {one} = {text}" for one, text in own]
    return "\n".join(["def formula(department, period):", *lines, f"    return {name}"])


def new_system() -> tuple[Any, Any]:
    """A tax and benefit system without variables, and its one entity."""
    from openfisca_core.entities import build_entity
    from openfisca_core.taxbenefitsystems import TaxBenefitSystem

    department = build_entity(key="department", plural="departments", label="a department", is_person=True)
    return TaxBenefitSystem([department]), department


def add_variable(made: Any, department: Any, name: str, kind: type, formula: Any) -> Any:
    """A yearly variable, a column of the file where it has no formula."""
    from openfisca_core.periods import YEAR as yearly
    from openfisca_core.variables import Variable

    told = {"value_type": kind, "entity": department, "definition_period": yearly, "label": name}
    return made.add_variable(type(name, (Variable,), told if formula is None else {**told, "formula": formula}))


def system(written: Plan) -> Any:
    """The tax and benefit system of a rubric, its whole numbers of 64 bits."""
    made, department = new_system()
    added = [
        add_variable(made, department, column.name, bool if column.truth else int, None) for column in written.columns
    ]
    for name, text in formulas(written):
        names: dict[str, Any] = {"np": np}
        exec(compile(text, f"<{name}>", "exec"), names)
        added.append(add_variable(made, department, name, int, names["formula"]))
    for variable in added:
        if variable.value_type is int:
            variable.dtype = np.dtype(np.int64)
    return made


def _made(rubric: Rubric, _: Path) -> tuple[Callable[[Path], Any], Callable[[Any], Scores]]:
    from openfisca_core.simulations import SimulationBuilder

    written = plan(rubric, ARRAYS)
    rules = system(written)

    def load(path: Path) -> Any:
        columns = loaded(rubric, path)
        return {name: one.astype(np.int64) if one.dtype.kind == "i" else one for name, one in columns.items()}

    def score(columns: dict[str, Any]) -> Scores:
        simulation = SimulationBuilder().build_default_simulation(rules, count=len(columns["f0"]))
        for name, column in columns.items():
            simulation.set_input(name, YEAR, column)
        total = simulation.calculate("total", YEAR)
        points = {card.id: simulation.calculate(card.points, YEAR) for card in written.cards}
        return Scores(points, {card.id: simulation.calculate(card.rule, YEAR) for card in written.cards}, total)

    return load, score


OPENFISCA = Engine("OpenFisca-core", _made, ("openfisca_core", "numpy", "pyarrow"), loaded=True)
