"""The pass from a folder to a rubric: every mistake of every file at once, or a rubric that can be fired.

A rubric whose files have changes is several, one after the other; each is loaded and checked as if it were alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from datetime import date
from fractions import Fraction
from pathlib import Path

from youju.facts import Dictionary, with_facts
from youju.feel import NUMBER, Type
from youju.rubric.changes import DatedFile
from youju.rubric.check_spec import ChecksFile
from youju.rubric.compile import compile_card, compile_checks
from youju.rubric.content import content_of
from youju.rubric.department import Department, department_problems, held_in, never_run
from youju.rubric.editions import of_day, seldom_collected
from youju.rubric.listing import homes, listed, listing
from youju.rubric.model import Check, Indicator, Rubric, claim_name, score_name, weight_name
from youju.rubric.once import once_problems
from youju.rubric.read import Files, Folder, files_of, read_folder
from youju.rubric.span import ALWAYS, Span
from youju.rubric.spec import CardSpec, RubricSpec
from youju.rubric.versions import never_held, told_once
from youju.rubric.whole import sources_of_changes, whole_problems
from youju.source import Decoded, Diagnostic, RefusedError, Scalar, digest
from youju.structs import Struct, replace


class Authored(Struct):
    """A rubric with the files it was read from, whose places its author knows; of one version, in force over `span`.

    `files` are all files of the rubric with the changes of every version; `departments` the whole-department cases
    that hold for this one.
    """

    rubric: Rubric
    head: Decoded[RubricSpec]
    cards: tuple[Decoded[CardSpec], ...]
    checks: tuple[Decoded[ChecksFile], ...]
    span: Span = ALWAYS
    files: tuple[DatedFile, ...] = ()
    departments: tuple[Department, ...] = ()


class Versions(Struct):
    """Every version of a rubric, the oldest first."""

    all: tuple[Authored, ...]

    @property
    def files(self) -> tuple[DatedFile, ...]:
        """The files with their changes."""
        return self.last.files

    @property
    def last(self) -> Authored:
        """The version with no other after it."""
        return self.all[-1]

    @property
    def dated(self) -> bool:
        """Whether it matters for which day the rubric is asked."""
        return self.all[0].span != ALWAYS

    def on(self, day: date | None) -> Authored:
        """The version in force on a day, the last where none is named; NotInForceError before the rubric began."""
        return of_day(self.all, day)


def load_rubric(folder: Path, dictionary: Dictionary, on: date | None = None) -> Rubric:
    """The rubric in a folder (rubric.yaml, indicators/, checks/): its version of a day, or the last.

    RefusedError carries every mistake in it, of whatever version; NotInForceError tells that it has not begun.
    """
    return load_authored(folder, dictionary, on).rubric


def load_authored(folder: Path, dictionary: Dictionary, on: date | None = None) -> Authored:
    """As `load_rubric`, with the files."""
    return load_versions(folder, dictionary).on(on)


@seldom_collected()
def load_versions(folder: Path, dictionary: Dictionary) -> Versions:
    """Every version of the rubric in a folder; RefusedError carries every mistake, each once, with its version."""
    read, problems = read_folder(folder)
    decoded = [(span, *files_of(read, span)) for span in read.spans]
    heads = [files.head for _, files, _ in decoded]
    names = {name for head in heads if head is not None for name in listed(head)}
    # What a version lists that cannot be read is not known, nor what a wrong change would have listed.
    everywhere = names if read.sound and None not in heads else None
    found: list[tuple[Span, list[Diagnostic]]] = []
    versions: list[Authored] = []
    for span, files, wrong in decoded:
        held = held_in(read.departments, span)
        version, more = _version(_listed_then(files, everywhere), dictionary, span, held)
        found.append((span, [*wrong, *more, *_changes_then(read, files, span)]))
        versions.extend([replace(version, files=read.files, departments=held)] if version is not None else [])
    problems = (
        *problems,
        *told_once(found, read.files),
        *_idle_cases(read, [(span, files) for span, files, _ in decoded]),
        *never_run(read.departments, read.spans),
    )
    if problems or len(versions) < len(decoded):
        raise RefusedError(problems, folder.parent)
    return Versions(tuple(versions))


def _listed_then(files: Files, everywhere: Set[str] | None) -> Files:
    """The files without the cards that only other versions list; `everywhere` are all that any lists, if known."""
    if files.head is None:
        return files
    then = set(listed(files.head))
    cards = tuple(
        card
        for card in files.cards
        if (name := card.model.indicator) in then or (everywhere is not None and name not in everywhere)
    )
    return replace(files, cards=cards)


def _version(
    files: Files, dictionary: Dictionary, span: Span, departments: tuple[Department, ...]
) -> tuple[Authored | None, list[Diagnostic]]:
    """The rubric that the files of a version are, or None; and what is wrong with them together."""
    problems: list[Diagnostic] = []
    head = files.head
    for file in files.checks:
        dictionary, wrong = with_facts(dictionary, file.model.facts, file.node)
        problems.extend(wrong)
    compiled = _compiled(files, dictionary, problems)
    checks = _checks(files, dictionary.types, problems)
    if head is None:
        return None, problems
    problems.extend(listing(head, files.cards, files.broken.keys()))
    problems.extend(whole_problems(head, files.cards, files.checks, files.broken.keys()))
    problems.extend(once_problems(head, files.cards, files.checks))
    cards = _cards_by_id(files)
    for one in departments:
        problems.extend(department_problems(one, head.model, cards, listed(head), dictionary.types))
    if problems or any(name not in compiled for name in listed(head)):
        return None, problems
    indicators = {name: compiled[name] for name in listed(head)}
    content = content_of(head, files.cards, files.checks, dictionary)
    rubric = Rubric(head.model.rubric, head.model, dictionary, indicators, tuple(checks), content, digest(content))
    return Authored(rubric, head, files.cards, files.checks, span), problems


def _changes_then(read: Folder, files: Files, span: Span) -> Iterator[Diagnostic]:
    """What is wrong with the changes that a version begins with: sources that it does not declare."""
    if files.head is not None:
        written = (change.written for file in read.files for change in file.changes if change.day == span.start)
        yield from sources_of_changes(files.head, written)


def _idle_cases(read: Folder, decoded: list[tuple[Span, Files]]) -> Iterator[Diagnostic]:
    """Golden cases that no version runs, of cards that some version lists."""
    if not read.sound or any(files.head is None for _, files in decoded):
        return
    for file in read.cards:
        name = file.base.get("indicator")
        if isinstance(name, Scalar):
            then = [span for span, files in decoded if files.head and name.text in listed(files.head)]
            yield from never_held(file, then) if then else ()


def _compiled(files: Files, dictionary: Dictionary, problems: list[Diagnostic]) -> dict[str, Indicator]:
    where = homes(files.head) if files.head else {}
    rounding = files.head.model.round if files.head else Fraction(1)
    types = dictionary.types
    indicators: dict[str, Indicator] = {}
    for card in files.cards:
        name = card.model.indicator
        indicator, found = compile_card(card, types, rounding, where.get(name, (None, None)))
        problems.extend(found)
        if indicator is not None:
            indicators.setdefault(name, indicator)
    return indicators


def _cards_by_id(files: Files) -> dict[str, CardSpec | None]:
    """The cards by their indicator; None for one that could not be read."""
    cards: dict[str, CardSpec | None] = dict.fromkeys(files.broken)
    cards.update((card.model.indicator, card.model) for card in files.cards)
    return cards


def _checks(files: Files, types: Mapping[str, Type], problems: list[Diagnostic]) -> list[Check]:
    cards = _cards_by_id(files)
    names = dict(types)
    titles = [card.model.title.zh for card in files.cards] + [title for title in files.broken.values() if title]
    for title in titles:
        names.update({score_name(title): NUMBER, claim_name(title): NUMBER, weight_name(title): NUMBER})
    checks: list[Check] = []
    for file in files.checks:
        found, wrong = compile_checks(file, names, cards)
        checks.extend(found)
        # A card that cannot be read hides its title, and with it the names of its points.
        titled = None not in files.broken.values()
        problems.extend(problem for problem in wrong if titled or problem.code != "feel-unknown-name")
    return checks
