"""A rubric's folder read: every file with its changes, and the files of one version decoded."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import TypeVar

from youju.rubric.changes import DatedFile, dated_file
from youju.rubric.check_spec import ChecksFile
from youju.rubric.department import Department, DepartmentSpec
from youju.rubric.forms import grow
from youju.rubric.parts import found_in
from youju.rubric.span import Span
from youju.rubric.spec import CardSpec, RubricSpec
from youju.rubric.versions import file_in, head_in, spans, too_early
from youju.source import (
    Decoded,
    Diagnostic,
    Node,
    Scalar,
    Strict,
    decode,
    read_yaml,
    shown,
)
from youju.source import Mapping as MappingNode
from youju.structs import Struct

M = TypeVar("M", bound=Strict)


class Folder(Struct):
    """What a rubric's folder holds, and its versions.

    `departments` are its whole-department cases, which have days and no changes; `unread` are the names of card files
    that are no YAML; `sound` tells that nothing is wrong with any change.
    """

    head: DatedFile | None
    cards: tuple[DatedFile, ...]
    checks: tuple[DatedFile, ...]
    departments: tuple[Department, ...]
    unread: tuple[str, ...]
    spans: tuple[Span, ...]
    sound: bool

    @property
    def files(self) -> tuple[DatedFile, ...]:
        """Every file that could be read, rubric.yaml first."""
        return (*((self.head,) if self.head is not None else ()), *self.cards, *self.checks)


class Files(Struct):
    """The files of one version. `broken` are the indicators whose cards cannot be read, with a title if known."""

    head: Decoded[RubricSpec] | None
    cards: tuple[Decoded[CardSpec], ...]
    broken: Mapping[str, str | None]
    checks: tuple[Decoded[ChecksFile], ...]


def read_folder(folder: Path) -> tuple[Folder, tuple[Diagnostic, ...]]:
    """The files of a rubric, and what is wrong with their YAML and their changes.

    Where anything is wrong with changes there is one version, as things stand before all of them: what is said of the
    others would be guesses.
    """
    at_head, at_cards, at_checks, at_cases = found_in(folder)
    head, problems, wrong = _read(at_head, folder)
    cards = {path: _read(path, folder) for path in at_cards}
    checks = [_read(path, folder) for path in at_checks]
    for _, found, of_changes in (*cards.values(), *checks):
        problems, wrong = (*problems, *found), (*wrong, *of_changes)
    departments, unsound = _departments(at_cases, folder)
    problems = (*problems, *unsound)
    read = [file for file, _, _ in ((head, (), ()), *cards.values(), *checks) if file is not None]
    wrong = (*wrong, *too_early(head, read))
    known = spans(head, read)
    whole = Folder(
        head=head,
        cards=tuple(file for file, _, _ in cards.values() if file is not None),
        checks=tuple(file for file, _, _ in checks if file is not None),
        departments=departments,
        unread=tuple(path.stem for path, (file, _, _) in cards.items() if file is None),
        spans=known[:1] if wrong else known,
        sound=not wrong,
    )
    return whole, (*problems, *wrong)


def files_of(folder: Folder, span: Span) -> tuple[Files, tuple[Diagnostic, ...]]:
    """The files of a version decoded, and what is wrong with each of them alone."""
    problems: list[Diagnostic] = []
    head = _decoded(head_in(folder.head, span), RubricSpec, problems) if folder.head is not None else None
    cards: list[Decoded[CardSpec]] = []
    broken: dict[str, str | None] = dict.fromkeys(folder.unread)
    for file in folder.cards:
        node, wrong = grow(file_in(file, span))
        problems.extend(wrong)
        card = _decoded(node, CardSpec, problems) if not wrong else None
        if card is not None:
            cards.append(card)
        else:
            name = _text(node, "indicator") or PurePosixPath(file.shown).stem
            broken[name] = _text(node, "title", "zh") or None
    checks = [_decoded(file_in(file, span), ChecksFile, problems) for file in folder.checks]
    files = Files(head, tuple(cards), broken, tuple(file for file in checks if file is not None))
    return files, tuple(problems)


def _departments(paths: tuple[Path, ...], folder: Path) -> tuple[tuple[Department, ...], tuple[Diagnostic, ...]]:
    problems: list[Diagnostic] = []
    found: list[Department] = []
    for path in paths:
        node, wrong = read_yaml(path, shown(folder, path))
        problems.extend(wrong)
        decoded = None if node is None else _decoded(node, DepartmentSpec, problems)
        found.extend([] if decoded is None else [decoded])
    return tuple(found), tuple(problems)


def _read(path: Path, folder: Path) -> tuple[DatedFile | None, tuple[Diagnostic, ...], tuple[Diagnostic, ...]]:
    """A file, what is wrong with its YAML, what is wrong with its changes."""
    name = shown(folder, path)
    node, problems = read_yaml(path, name)
    if node is None:
        return None, problems, ()
    file, wrong = dated_file(node, name)
    return file, problems, wrong


def _decoded(node: MappingNode, model: type[M], problems: list[Diagnostic]) -> Decoded[M] | None:
    decoded, found = decode(node, model)
    problems.extend(found)
    return decoded


def _text(node: Node | None, *path: str) -> str | None:
    for key in path:
        node = node.get(key) if isinstance(node, MappingNode) else None
    return node.text if isinstance(node, Scalar) else None
