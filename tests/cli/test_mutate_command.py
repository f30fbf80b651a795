"""`youju rubric mutate` as a policy officer types it."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

from forked import youju

ROOT = Path(__file__).parents[2]


def mutate(*words: str) -> subprocess.CompletedProcess[str]:
    return youju("rubric", "mutate", "docs/example", *words, cwd=ROOT)


def test_a_survivor_is_told_with_a_case_to_be_decided_and_may_fail_a_check() -> None:
    found = mutate("management-rules", "--operator", "fact", "--fail-under-all")
    record = json.loads(mutate("management-rules", "--operator", "fact", "--json").stdout)
    left = [one for one in record["mutants"] if one["outcome"] == "survivor"]

    assert (1 if left else 0) == found.returncode
    assert all(one["id"] in found.stdout and "case" in one for one in left)
    assert f"{record['score']['killed']}/{record['score']['killable']}" in found.stdout


def test_every_mutant_is_listed_with_what_became_of_it() -> None:
    record = json.loads(mutate("--operator", "delete", "--json").stdout)
    listed = mutate("--operator", "delete", "--list").stdout

    assert "youju-rubric-mutate/1" == record["format"]
    assert record["score"]["mutants"] == len(record["mutants"]) > 0
    assert all(f"{one['outcome']}  {one['id']}" in listed for one in record["mutants"])
    assert record["score"]["mutants"] == sum(one["mutants"] for one in record["indicators"].values())


def test_a_kind_of_change_that_is_not_known_is_refused_with_a_proposal() -> None:
    found = mutate("--operator", "treshold")

    assert 2 == found.returncode
    assert "mutant-operator" in found.stderr + found.stdout
    assert "threshold" in found.stderr + found.stdout
