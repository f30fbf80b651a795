"""The HTTP API against its own description: schemathesis asks it what fits and what does not."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import ignored_auth
from starlette.testclient import TestClient
from tests.conftest import SAMPLE

from youju.desk.desk import open_desk
from youju.desk.intake import run, take_in
from youju.desk.who import ALONE
from youju.web.app import make_app

QUIET = settings(deadline=None, suppress_health_check=list(HealthCheck), derandomize=True, database=None)
NOT_HERE = [ignored_auth]
"""Who is let in is for tests/web/gate to ask."""


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    desk = open_desk(tmp_path_factory.mktemp("api") / "store", workers=2)
    run(desk, ALONE, take_in(desk, ALONE, "report.md", SAMPLE.read_bytes()))
    yield make_app(desk)
    desk.close()


@pytest.fixture(scope="module")
def client(app: Any) -> TestClient:
    return TestClient(app, base_url="http://127.0.0.1")


@pytest.fixture(scope="module")
def api(app: Any) -> Any:
    return schemathesis.openapi.from_asgi("/api/openapi.json", app, headers={"Host": "127.0.0.1"})


def asked(api: Any, examples: int) -> dict[str, int]:
    """How many requests of each operation were answered as it is described; the first that was not fails."""
    counts: dict[str, int] = {}
    for found in api.get_all_operations():
        operation = found.ok()

        def ask(case: Any) -> None:
            label = case.operation.label
            counts[label] = counts.get(label, 0) + 1
            case.call_and_validate(headers={"Host": "127.0.0.1"}, excluded_checks=NOT_HERE)

        for mode in GenerationMode:
            cases = operation.as_strategy(generation_mode=mode)
            with suppress(Unsatisfiable):
                settings(QUIET, max_examples=examples)(given(case=cases)(ask))()
    return counts


def test_a_few_requests_of_each_kind_are_answered_as_described(api: Any) -> None:
    counts = asked(api, 6)

    assert sorted(one.ok().label for one in api.get_all_operations()) == sorted(counts)


@pytest.mark.evidence
def test_many_requests_of_each_kind_are_answered_as_described(api: Any) -> None:
    counts = asked(api, 300)
    print(*(f"{count:6d}  {label}" for label, count in counts.items()), sep="\n")

    assert sorted(one.ok().label for one in api.get_all_operations()) == sorted(counts)


def test_the_record_is_the_one_that_verify_takes_and_points_are_exact_texts(client: TestClient) -> None:
    row = client.get("/api/v1/audits?limit=500").json()["audits"][-1]
    whole = client.get(f"/api/v1/audits/{row['id']}").json()
    record = client.get(f"/api/v1/audits/{row['id']}/record")

    expected = (200, "98.08", record.json()["totals"]["recomputed"], True)
    actual = (
        record.status_code,
        whole["recomputed"],
        whole["recomputed"],
        all(isinstance(one["points"], str) for one in whole["indicators"]),
    )
    assert expected == actual


@pytest.mark.parametrize(
    ("address", "status", "code"),
    [
        ("/api/v1/audits/999999", 404, "audit-unknown"),
        ("/api/v1/audits/99999999999999999999", 422, "request-malformed"),
        ("/api/v1/audits/a%00b", 422, "request-malformed"),
        ("/api/v1/jobs/%ED%A0%80", 422, "request-malformed"),
        ("/api/v1/nothing", 404, "not-found"),
    ],
)
def test_what_there_is_not_is_told_as_a_problem(client: TestClient, address: str, status: int, code: str) -> None:
    answer = client.get(address)

    expected = (status, code, "application/problem+json")
    actual = (answer.status_code, answer.json()["code"], answer.headers["content-type"])
    assert expected == actual
