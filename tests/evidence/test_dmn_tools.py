"""What others make of our DMN: the public schema, dmn-moddle and feelin, which know nothing of this project.

The schema is OMG's and is not kept here; these packages of the npm registry bring it and the tools.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from random import Random

import pytest
from lxml import etree
from tests.firing.near_thresholds import fact_set

from dmn_kit import RUBRICS
from youju.audit.enter import enter
from youju.facts import constant
from youju.feel import UNKNOWN, Call, Compare, Expr, Value, children, evaluate, substitute
from youju.firing import decider, fire
from youju.publish.dmn.document import dmn
from youju.publish.dmn.names import names_of
from youju.rubric import Indicator, Rubric

PACKAGES = ("@kie-tools/dmn-marshaller@10.2.0", "dmn-moddle@12.2.1", "feelin@8.2.0")
SCHEMAS = "node_modules/@kie-tools/dmn-marshaller/src/schemas"
SETS = 100
EVERY = pytest.mark.parametrize("rubric", RUBRICS, ids=lambda rubric: rubric.id)
pytestmark = pytest.mark.evidence


@pytest.fixture(scope="session")
def tools(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the packages, and our script beside them."""
    npm = shutil.which("npm")
    if npm is None or shutil.which("node") is None:
        pytest.skip("node and npm are not here")
    folder = tmp_path_factory.mktemp("tools")
    command = [npm, "install", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix", folder, *PACKAGES]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        pytest.skip(f"the npm registry is out of reach: {done.stderr.strip()[-200:]}")
    shutil.copy(Path(__file__).with_name("dmn_feelin.mjs"), folder)
    return folder


@pytest.mark.parametrize(("version", "file"), [("1.5", "dmn-1_5/DMN15.xsd"), ("1.3", "dmn-1_3/DMN13.xsd")])
@EVERY
def test_an_export_is_valid_under_the_public_schema(tools: Path, rubric: Rubric, version: str, file: str) -> None:
    schema = etree.XMLSchema(etree.parse(tools / SCHEMAS / file))
    valid = schema.validate(etree.fromstring(dmn(rubric, version)))
    print(f"\n{rubric.id} under {file}: {'valid' if valid else schema.error_log}")

    assert valid


@EVERY
def test_another_engine_gives_the_points_of_the_ledger_and_null_where_it_is_undetermined(
    tools: Path, rubric: Rubric
) -> None:
    called, exact = names_of(rubric), decider(rubric, "exact")
    sets = [*_golden(rubric), *(fact_set(rubric, Random(seed)) for seed in range(SETS))]
    cases = [
        {called["fact", name]: _number(value) for name, value in facts.items() if value is not UNKNOWN}
        for facts in sets
    ]
    given = json.dumps({"xml": dmn(rubric, "1.3").decode(), "cases": cases})
    done = subprocess.run(
        ["node", "dmn_feelin.mjs"], input=given, capture_output=True, text=True, check=True, cwd=tools
    )
    answer = json.loads(done.stdout)
    compared, undetermined, on_edge, wrong = 0, 0, 0, list[str]()
    for facts, found in zip(sets, answer["results"], strict=True):
        for name, points in _expected(rubric, facts, exact).items():
            other = found[called["points", name]]
            compared, undetermined = compared + 1, undetermined + (points is None)
            if (points is None) == (other is None) and abs((points or 0) - Fraction(other or 0)) < Fraction(1, 10**6):
                continue
            # Binary floats miss what lies exactly on a threshold; an engine with decimals does not.
            on_edge += (edge := points is not None and other is not None and _on_edge(rubric.indicators[name], facts))
            wrong += [] if edge else [f"{name}: {points} and {other}"]
    print(
        f"\n{rubric.id}: {len(sets)} fact sets, {compared} results, {undetermined} undetermined; different {len(wrong)},"
    )
    print(f"and {on_edge} that lie exactly on a threshold, where feelin's binary floats fall beside it")

    assert ([], []) == (answer["warnings"], wrong)


def _golden(rubric: Rubric) -> Iterator[dict[str, Value]]:
    silent = {name: spec.default.value for name, spec in rubric.dictionary.facts.items() if spec.default is not None}
    for indicator in rubric.indicators.values():
        for case in indicator.cases:
            yield silent | {name: constant(text) for name, text in case.given.items()}


def _expected(rubric: Rubric, facts: dict[str, Value], exact: object) -> dict[str, Fraction | None]:
    entered = enter(rubric, fire(rubric, facts, exact), {}, exact)
    open_ = {one.indicator for one in entered.entries if one.kind in ("printed", "claim", "answer", "unclaimed")}
    return {row.indicator: None if row.indicator in open_ else row.points for row in entered.rows}


def _number(value: Value) -> object:
    return float(value) if isinstance(value, Fraction) else value


def _on_edge(indicator: Indicator, facts: dict[str, Value]) -> bool:
    """Whether two sides of a comparison are equal, or what is rounded to a whole is one."""
    lets: dict[str, Expr] = {}
    for let in indicator.lets:
        known = [formula.expr for formula in let.alternatives]
        chosen = next((one for one in known if evaluate(substitute(one, lets), facts) is not UNKNOWN), known[0])
        lets[let.name] = substitute(chosen, lets)
    every = [part for rule in indicator.rules for expr in (rule.when.expr, rule.points.expr) for part in _parts(expr)]
    return any(_equal(substitute(part, lets), facts) for part in every)


def _parts(expr: Expr) -> Iterator[Expr]:
    yield expr
    for part in children(expr):
        yield from _parts(part)


def _equal(expr: Expr, facts: dict[str, Value]) -> bool:
    match expr:
        case Compare(_, left, right):
            return evaluate(left, facts) == evaluate(right, facts) is not UNKNOWN
        case Call("floor" | "ceiling", (inner,)):
            value = evaluate(inner, facts)
            return isinstance(value, Fraction) and value.denominator == 1
        case _:
            return False
