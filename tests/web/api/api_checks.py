"""What is asked of an answer beside what schemathesis asks itself; its command line reads this by SCHEMATHESIS_HOOKS."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import schemathesis
from starlette.testclient import TestClient

from youju.desk.who import Role

Client = Callable[[Role], TestClient]
"""Who asks as an account of a role, by a token."""

MALFORMED = "request-malformed"
CONFIG = """
[checks]
positive_data_acceptance.expected-statuses = ["2xx", "304", "401", "403", "404", "409", "412", "422", "428", "503"]
negative_data_rejection.expected-statuses = [
"400", "401", "403", "404", "405", "409", "412", "413", "415", "422", "428", "503"]
"""
"""A request that fits may still be refused for what it says: `a_fitting_request_is_not_malformed` tells such from others."""


@schemathesis.check
def a_fitting_request_is_not_malformed(_context: Any, response: Any, case: Any) -> None:
    """What fits the description is refused, if at all, for what it means."""
    fits = case.meta is not None and case.meta.generation.mode.is_positive
    if fits and response.status_code == 422:
        assert response.json()["code"] != MALFORMED, "what fits the description was called malformed"


@schemathesis.check
def a_refusal_is_a_problem(_context: Any, response: Any, _case: Any) -> None:
    """Whatever is refused is told as RFC 9457 has it."""
    if response.status_code >= 400:
        kind = response.headers["content-type"]
        told = response.json()
        assert "application/problem+json" in kind, kind
        assert told["type"] == f"/codes/{told['code']}"
        assert told["status"] == response.status_code
