"""The hooks and the recipe for CI: they parse, their commands are there, and the recipe does what it says."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest
import yaml
from docs_pages import ROOT, examples

from youju.cli.main import cli
from youju.rubric import packs

HOOKS: list[dict[str, Any]] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
PAGE = ROOT / "docs" / "impact.md"
BLOCKS = examples(PAGE)
CONFIG, ACTIONS = (yaml.safe_load(text) for kind, text in BLOCKS if kind == "yaml")


def commands() -> Iterator[list[str]]:
    """Every `youju …` of the hooks, of the recipes and of the page, as words."""
    yield from (shlex.split(hook["entry"]) for hook in HOOKS)
    yield from (
        shlex.split(step["run"]) for step in ACTIONS["jobs"]["impact"]["steps"] if "youju r" in step.get("run", "")
    )
    shell = (text.replace("\\\n", " ") for kind, text in BLOCKS if kind in ("sh", ""))
    yield from (shlex.split(line) for text in shell for line in text.splitlines() if line.startswith("youju "))


@pytest.mark.parametrize("words", tuple(commands()), ids=" ".join)
def test_a_command_of_hooks_and_recipes_is_there_with_its_options(words: list[str]) -> None:
    first: Any = cli.commands[words[1]]
    command = first.commands[words[2]] if isinstance(first, click.Group) else first
    given = {word for word in words if word.startswith("--")}

    assert set() == given - {name for option in command.params for name in option.opts}


def test_the_recipes_use_every_option_of_a_corpus() -> None:
    given = {word for words in commands() if words[2] == "diff" for word in words if word.startswith("--")}

    assert {"--facts", "--table", "--picture", "--sarif", "--fail-on"} == given


def test_the_page_offers_the_hooks_that_there_are() -> None:
    assert {hook["id"] for hook in HOOKS} == {hook["id"] for repo in CONFIG["repos"] for hook in repo["hooks"]}


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: hook["id"])
def test_a_hook_runs_for_every_file_of_a_rubric_and_for_no_other(hook: dict[str, Any]) -> None:
    rules = packs()[0].folder.parent
    files = [path.relative_to(rules.parent).as_posix() for path in rules.rglob("*") if path.is_file()]

    assert [file for file in files if file.endswith(".yaml")] == [
        file for file in files if re.search(hook["files"], file)
    ]
    assert not re.search(hook["files"], "docs/conf.yaml")


def test_the_recipe_compares_a_branch_with_the_main_one(tmp_path: Path) -> None:
    """The lines of the page, in a repository of their own whose branch moves a line: two of three departments lose."""
    git = shutil.which("git")
    if git is None or sys.platform == "win32":
        pytest.skip("needs git and a shell")
    work = tmp_path / "work"
    rubric = work / "rules" / "ours-2025"
    shutil.copytree(ROOT / "tests" / "docs" / "ours", rubric)
    (work / "corpus").mkdir()
    table = "部门,办结数,收件数\n一科,96,100\n二科,91,100\n三科,90,100\n"
    (work / "corpus" / "各科.csv").write_text(table, "utf-8")
    (tmp_path / "bin").mkdir()
    shim = tmp_path / "bin" / "youju"
    shim.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m youju.cli.main "$@"\n', "utf-8")
    shim.chmod(0o755)
    run = Shell(work, tmp_path / "bin")
    run("git init -q -b main . && git add -A && git -c user.name=a -c user.email=a@b.c commit -qm one")
    run("git update-ref refs/remotes/origin/main main && git checkout -q -b branch")
    card = rubric / "indicators" / "on-time.yaml"
    card.write_text(card.read_text("utf-8").replace("90%", "95%"), "utf-8")
    recipe = next(text for kind, text in BLOCKS if kind == "sh")
    done = run(recipe, check=False)

    assert (1, "") == (done.returncode, done.stderr.partition("Preparing worktree")[0])
    assert "  on-time  按时办结  【有变】没有部门多得（已证明）；最多少得 5 分（已证明）" in done.stdout.splitlines()
    assert "总分升 0、降 2、不变 1；指标得分有变的部门 2" in done.stdout.splitlines()
    assert [True, True] == [(work / name).is_file() for name in ("impact.sarif", "impact.csv")]


class Shell:
    """Lines run by `sh -e` in a folder, with a folder of commands before all others."""

    def __init__(self, folder: Path, commands: Path) -> None:
        self.folder, self.commands = folder, commands

    def __call__(self, lines: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        import os

        env = {**os.environ, "PATH": f"{self.commands}{os.pathsep}{os.environ['PATH']}", "PYTHONIOENCODING": "utf-8"}
        return subprocess.run(
            ["sh", "-ec", lines],
            cwd=self.folder,
            env=env,
            check=check,
            capture_output=True,
            text=True,
            encoding="utf-8",
        )
