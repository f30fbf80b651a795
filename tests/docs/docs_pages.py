"""What the documents say, as values: their files, the codes of the engine and the rubrics, the examples on a page."""

import ast
import codecs
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import get_args

import yaml

from youju.cli.main import cli
from youju.desk.who import Action
from youju.facts.spec import Remedy
from youju.ledger.sentences.tables import FORMS
from youju.publish.graph import FORMATS
from youju.store.events import Event

ROOT = Path(__file__).parents[2]
CODES = ROOT / "docs" / "codes"
_KEBAB = re.compile(r"[a-z]+(?:-[a-z0-9]+)+")
# Names of formats, of a hash in SARIF, of commands, of records of the store, of remedies, and parts of the keys of
# sentences: hyphens, no codes.
_PARTS = {part for key in FORMS for part in key.split("/")}
# Kinds of records of the store, actions of its users, and words of HTTP: of its headers, of a policy of content.
_KINDS = {event.KIND for event in get_args(Event)}
_HTTP = {
    *["no-cache", "no-store", "same-origin", "same-site", "cross-site", "base-uri", "form-action", "frame-ancestors"],
    "x-real-ip",
}
_HTTP |= {f"{kind}-src" for kind in ("connect", "default", "font", "img", "script", "style")}
_HTTP |= {f"x-forwarded-{what}" for what in ("for", "host", "proto")}
_NAMES = frozenset({*FORMATS, "sha-256", *cli.commands, *get_args(Remedy), *_PARTS, *_KINDS, *get_args(Action), *_HTTP})
_TOLD = re.compile(r"([a-z]+(?:-[a-z0-9]+)*)：")
_FENCE = re.compile(r"^```([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_KEY = re.compile(r"^(?=[a-z_]+:)", re.MULTILINE)


def tracked() -> tuple[Path, ...]:
    """The text files that belong to the project, by the folders they live in."""
    tops = ("engine", "rules", "facts", "tests", "docs", ".ci")
    found = [path for path in ROOT.iterdir() if path.is_file() and path.name not in (".coverage", ".git")]
    found += [path for top in tops for path in (ROOT / top).rglob("*") if path.is_file()]
    hidden = ("__pycache__", ".egg-info", ".hypothesis", ".benchmarks")
    return tuple(sorted(path for path in found if not any(part in str(path) for part in hidden)))


def pages() -> tuple[Path, ...]:
    """Every Markdown file of the project's own documents; a sample report is none."""
    own = [path for path in tracked() if path.suffix == ".md" and path.name != "report.md"]
    return tuple(own)


def codes_of_engine() -> frozenset[str]:
    """Every code in a string of the engine: words joined by hyphens, or a word told before a full-width colon."""
    found: set[str] = set()
    for path in (ROOT / "engine").rglob("*.py"):
        for text in _strings(path):
            if _KEBAB.fullmatch(text) and not _is_encoding(text) and text not in _NAMES:
                found.add(text)
            elif told := _TOLD.match(text):
                found.add(told[1])
    return frozenset(found)


def levels_of_checks() -> Mapping[str, str]:
    """The codes of all checks of all rubrics, with their levels."""
    files = (ROOT / "rules").glob("*/checks/*.yaml")
    checks = [check for file in files for check in yaml.safe_load(file.read_text("utf-8"))["checks"]]
    return {check["code"]: check["level"] for check in checks}


def examples(page: Path) -> tuple[tuple[str, str], ...]:
    """The fenced blocks of a page: (language and role, text)."""
    return tuple((match[1].strip(), match[2]) for match in _FENCE.finditer(page.read_text("utf-8")))


def tables(page: Path) -> Iterator[tuple[str, ...]]:
    """The rows of a page's tables, cell by cell."""
    for line in page.read_text("utf-8").splitlines():
        if line.startswith("| ") and not line.startswith("| ---"):
            yield tuple(cell.strip() for cell in line.strip("|\n ").split(" | "))


def overlay(base: str, fragment: str) -> str:
    """A YAML text whose top-level keys are replaced by those of a fragment, word for word."""
    keys = {chunk.partition(":")[0] for chunk in _KEY.split(fragment)}
    return "".join(chunk for chunk in _KEY.split(base) if chunk.partition(":")[0] not in keys) + fragment


def retold(report: str, fragment: str, titles: Mapping[str, str]) -> str:
    """A report whose paragraphs are replaced by those of a fragment about the same title; new ones go in the middle."""
    if "\n二、" in fragment:
        return fragment
    paragraphs = report.split("\n\n")
    for new in fragment.strip().split("\n\n"):
        about = next((title for title in titles.values() if title in new.split("。")[0]), new[:6])
        at = next((i for i, old in enumerate(paragraphs) if about in old.split("。")[0]), None)
        if at is None:
            paragraphs.insert(-1, new)
        else:
            paragraphs[at] = new
    return "\n\n".join(paragraphs)


def _strings(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def _is_encoding(text: str) -> bool:
    try:
        codecs.lookup(text)
    except LookupError:
        return False
    return True
