"""Which engine fires: durable_rules where it can be installed, the exact evaluator elsewhere. Same answers."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from youju.firing.exact import exact
from youju.firing.program import Decide, program
from youju.rubric import Rubric
from youju.source import log

Engine = Literal["auto", "durable", "exact"]


def available() -> bool:
    """Whether durable_rules imports here; it builds, but does not import, on Python 3.13."""
    try:
        import durable.engine  # noqa: F401  # pyright: ignore[reportMissingTypeStubs, reportUnusedImport]
    except (ImportError, SystemError):
        return False
    return True


def decider(rubric: Rubric, engine: Engine = "auto") -> Decide:
    """The decider of a rubric's conditions. `durable` raises ImportError where durable_rules is not to be had."""
    if engine == "exact" or (engine == "auto" and not available()):
        log.debug("firing: exact evaluator")
        return exact(rubric.once(program))
    log.debug("firing: durable_rules")
    return _durable(rubric)


@lru_cache(maxsize=64)
def _durable(rubric: Rubric) -> Decide:
    # One compilation a rubric and process: rulesets of durable_rules are never released.
    from youju.firing.durable import durable

    return durable(program(rubric))
