"""What facts are where nothing is said of them."""

from __future__ import annotations

from collections.abc import Mapping

from youju.facts.spec import FactSpec
from youju.feel import Value


def defaults(specs: Mapping[str, FactSpec]) -> dict[str, Value]:
    """The values that hold by default, of the facts that have one."""
    return {name: spec.default.value for name, spec in specs.items() if spec.default is not None}


def without_default(specs: Mapping[str, FactSpec]) -> tuple[str, ...]:
    """The facts that may be unknown, nothing being said of them; in their order."""
    return tuple(name for name, spec in specs.items() if spec.default is None)
