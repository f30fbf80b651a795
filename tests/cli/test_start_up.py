"""What is heavy is imported by the commands that need it, and the plugin of pytest costs other projects nothing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

SAMPLE = Path(__file__).resolve().parents[2] / "facts" / "examples" / "qinghe-water" / "report.md"
HEAVY = {"altair", "cvc5", "duckdb", "hypothesis", "pandas", "vl_convert", "z3"}
WEB = {
    "alembic",
    "argon2",
    "fastapi",
    "jinja2",
    "sqlalchemy",
    "starlette",
    "uvicorn",
    "youju.desk",
    "youju.web",
}
LIGHT = [("--help",), ("rubric", "--help"), ("rubric", "test", "lechang-2023"), ("rubric", "lint")]


def imported(*run: str) -> set[str]:
    """The modules that a run of Python imports, as it tells them itself."""
    ran = subprocess.run([sys.executable, "-X", "importtime", *run], capture_output=True, encoding="utf-8", check=True)
    return {line.rpartition("|")[2].strip() for line in ran.stderr.splitlines() if line.startswith("import time:")}


@pytest.mark.parametrize("command", LIGHT)
def test_commands_without_proofs_and_pictures_import_none_of_their_libraries(command: tuple[str, ...]) -> None:
    found = imported("-m", "youju.cli.main", *command)

    assert "youju.cli" in found
    assert set() == found & (HEAVY | WEB)


def test_help_loads_no_room_but_the_commands_and_no_library_but_click_and_msgspec() -> None:
    found = imported("-m", "youju.cli.main", "--help")

    assert {"youju", "youju.cli", "youju.structs"} == {
        ".".join(one.split(".")[:2]) for one in found if one.startswith("youju")
    }
    assert set() == found & {"lark", "loguru", "networkx", "pydantic", "re2", "rich", "yaml"}


def test_an_audit_by_a_kept_rubric_loads_no_parser_no_solver_and_no_log() -> None:
    command = ("-m", "youju.cli.main", "audit", str(SAMPLE))
    imported(*command)
    found = imported(*command)

    assert "youju.audit" in found
    assert set() == found & WEB
    assert set() == found & {"lark", "loguru", "networkx", "openpyxl", "youju.prove", "youju.publish.sarif", "yaml"}
    assert set() == found & {"annotated_types", "importlib.metadata", "importlib.resources", "rich._emoji_codes"}
    assert set() == found & {"youju.rubric.load", "youju.author.rulings.read", "xml.etree.ElementTree"}


def test_pydantic_is_loaded_where_what_people_wrote_is_read_and_nowhere_else() -> None:
    command = ("-m", "youju.cli.main", "audit", str(SAMPLE))
    imported(*command)
    reading = {"pydantic", "pydantic_core", "youju.source.shapes", "youju.source.slips"}

    assert {"pydantic", "pydantic_core", "youju.source.shapes"} == reading & imported("-m", "youju.cli.main", *LIGHT[2])
    assert set() == reading & imported(*command)


def test_the_plugin_of_pytest_imports_nothing_of_youju_beside_itself() -> None:
    alone, beside = imported("-c", "import pytest"), imported("-c", "import pytest, youju.regress.pytest_plugin")

    assert {"youju", "youju.regress", "youju.regress.pytest_plugin"} == beside - alone
