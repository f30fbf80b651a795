"""The HTTP API against its own description: schemathesis asks it what fits and what does not."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Generator
from contextlib import suppress
from pathlib import Path
from typing import Any

import api_checks
import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis.errors import Unsatisfiable
from listening import listening
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import positive_data_acceptance

from youju.desk.who import Role

QUIET = settings(deadline=None, suppress_health_check=list(HealthCheck), derandomize=True, database=None)
ROLES: tuple[Role, ...] = ("auditor", "policy", "chief", "admin")


@pytest.fixture(scope="module")
def api(app: Any) -> Any:
    made = schemathesis.openapi.from_dict(app.openapi(), config=schemathesis.Config.from_str(api_checks.CONFIG))
    made.app = app
    return made


def asked(api: Any, token: str, examples: int) -> dict[str, int]:
    """How many requests of each operation were answered as it is described; the first that was not fails."""
    counts: dict[str, int] = {}
    checks = [api_checks.a_fitting_request_is_not_malformed, api_checks.a_refusal_is_a_problem]
    # What is refused for what it says is told apart by a check of our own.
    without = [positive_data_acceptance]
    heads = {"Host": "127.0.0.1", "Authorization": f"Bearer {token}"}
    for found in api.get_all_operations():
        operation = found.ok()

        def ask(case: Any) -> None:
            label = case.operation.label
            counts[label] = counts.get(label, 0) + 1
            case.call_and_validate(
                base_url="http://127.0.0.1",
                headers=heads,
                excluded_checks=without,
                additional_checks=checks,
                timeout=60,
            )

        for mode in GenerationMode:
            cases = operation.as_strategy(generation_mode=mode)
            with suppress(Unsatisfiable):
                settings(QUIET, max_examples=examples)(given(case=cases)(ask))()
    return counts


def test_a_few_requests_of_each_kind_are_answered_as_described(api: Any, token: Any) -> None:
    counts = asked(api, token("chief"), 4)

    assert sorted(one.ok().label for one in api.get_all_operations()) == sorted(counts)


def carried_out(address: str, folder: Path, description: Any, token: str | None) -> str:
    """What the command line of schemathesis says of all its phases, links between operations among them."""
    (folder / "openapi.json").write_text(json.dumps(description), "utf-8")
    (folder / "schemathesis.toml").write_text(api_checks.CONFIG, "utf-8")
    environment = {**os.environ, "SCHEMATHESIS_HOOKS": "api_checks", "PYTHONPATH": str(Path(__file__).parent)}
    heads = [] if token is None else ["--header", f"Authorization: Bearer {token}"]
    options = ["--phases", "examples,coverage,fuzzing,stateful", "--max-examples", os.environ.get("EXAMPLES", "20")]
    options += [
        "--seed",
        "20261127",
        "--request-timeout",
        "120",
        "--continue-on-failure",
        "--suppress-health-check=all",
    ]
    program = "from schemathesis.cli import schemathesis; schemathesis()"
    command = [sys.executable, "-c", program, "run", "openapi.json", "--url", address, *heads, *options]
    made = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    return made.stdout + made.stderr


@pytest.mark.evidence
@pytest.mark.parametrize("role", [*ROLES, None], ids=str)
def test_many_requests_of_each_kind_are_answered_as_described(
    app: Any, token: Any, tmp_path: Path, role: Role | None
) -> None:
    """By each role. Nobody is not told the description either: it is handed over as a file."""
    with listening(app) as address:
        said = carried_out(address, tmp_path, app.openapi(), None if role is None else token(role))
    counts = re.findall(r"Test cases:\s+(.*)", said)
    print(f"\n{role}: {counts}\n{said if 'FAILURES' in said else ''}")

    assert counts
    assert re.search(r"unique failure|errored", counts[0]) is None


def test_the_description_says_everything_in_both_languages(app: Any) -> None:
    made = app.openapi()
    texts = dict(_described(made["paths"], "paths")) | dict(_described(made["components"], "components"))
    one_language = {at: text for at, text in texts.items() if not re.search(r"[一-鿿]", text) or " /" not in text}
    plain = {"Successful Response", "YAML", "SHA-256", "audit.json"}

    expected = set[str]()
    actual = {f"{at}: {text}" for at, text in one_language.items() if text not in plain}
    assert expected == actual
    assert len(texts) > 300


def _described(value: Any, at: str) -> Generator[tuple[str, str]]:
    """Every description below a value, by where it stands."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, part in inner:
        if name == "description" and isinstance(part, str):
            yield at, part
        else:
            yield from _described(part, f"{at}.{name}")


def test_every_operation_asks_for_a_token_and_tells_its_problems(app: Any) -> None:
    made = app.openapi()
    operations = {at: one for path in made["paths"].values() for at, one in _named(path)}
    lacking = {
        name: sorted({"400", "401", "403", "422", "503"} - set(one["responses"])) for name, one in operations.items()
    }
    bodies = {name for name, one in operations.items() if "requestBody" in one}

    expected = ([{"token": []}], "bearer", {}, set[str]())
    actual = (
        made["security"],
        made["components"]["securitySchemes"]["token"]["scheme"],
        {name: found for name, found in lacking.items() if found},
        {name for name in bodies if not {"413", "415", "408"} <= set(operations[name]["responses"])},
    )
    assert expected == actual
    assert json.dumps(sorted(operations)) == json.dumps(OPERATIONS), "names of operations are for good"


def _named(path: dict[str, Any]) -> Generator[tuple[str, Any]]:
    for operation in path.values():
        yield operation["operationId"], operation


OPERATIONS = [
    *["ask_for_publication", "begin_draft", "begin_effect", "cancel_effect", "cancel_job", "cancel_report"],
    *["check_draft", "decide_version"],
    *["delete_draft_file", "drop_draft", "get_audit", "get_chain", "get_difference", "get_document", "get_draft"],
    *["get_draft_file", "get_effect", "get_file", "get_health", "get_history", "get_job", "get_overview"],
    *["get_publication", "get_questions", "get_record", "get_version", "get_version_archive", "get_version_file"],
    *["get_what_if", "get_why", "hand_in_reports", "list_audits", "list_drafts", "list_files", "list_findings"],
    *["list_jobs", "list_rubrics", "list_rulings", "list_runs", "list_versions", "make_ruling", "move_closing"],
    *["put_draft_file", "run_audit", "withdraw_ruling"],
]
