"""Tasks about versions of a rubric: what stands against publishing one, how two differ, a workbook, the outline."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from youju.author.lint import level_of, lint_versions
from youju.author.sheet.case_table import case_rows
from youju.author.sheet.table import read_files, table_of
from youju.desk.packs import folder_of, unpack
from youju.prove import ProverMissing
from youju.publish.workbook import workbook
from youju.regress.diff.diff import diff
from youju.regress.diff.tell import told_diff
from youju.regress.laws import diagnosed, prove_rubric
from youju.regress.outcomes import CaseRun, outcomes_of
from youju.regress.reasons import reasons
from youju.rubric import Versions, dictionary_of, load_versions
from youju.source import CodedError, Diagnostic, RefusedError
from youju.store import Blobs

Plain = dict[str, Any]


def folder(store: str, digest: str) -> Path:
    """Where a version of a store is unfolded."""
    return folder_of(Blobs(Path(store) / "blobs"), Path(store) / "packs", digest)


def loaded(store: str, digest: str) -> Versions:
    """A version with all its own dated changes. CodedError `draft-broken` where it does not load."""
    at = folder(store, digest)
    try:
        return load_versions(at, dictionary_of(at))
    except RefusedError as error:
        count = len(error.diagnostics)
        zh = f"评分标准里还有 {count} 处错误，改好以后才能算"
        raise CodedError("draft-broken", zh, f"the rubric has {count} mistakes: mend them first") from error


def checked(store: str, digest: str) -> list[Plain]:
    """All that stands against publishing a version, and what could not be looked at (which does not `block`)."""
    at = folder(store, digest)
    try:
        versions = load_versions(at, dictionary_of(at))
    except RefusedError as error:
        return [_mistake(one) for one in error.diagnostics]
    found = [_mistake(one) for one in lint_versions(versions) if _blocks(one)]
    return [*found, *_cases(versions), *_laws(versions)]


def _blocks(one: Diagnostic) -> bool:
    # Cases are run below, in every version, and those of whole departments with them.
    return level_of(one) == "error" and one.code != "lint-case"


def _mistake(one: Diagnostic) -> Plain:
    place = f"{one.place.file.partition('/')[2]}:{one.place.line}"
    return {"blocks": True, "code": one.code, "place": place, "zh": one.zh, "en": one.en}


def _cases(versions: Versions) -> Iterator[Plain]:
    for run in outcomes_of(versions.all):
        if run.failed:
            place = f"{run.place.file.partition('/')[2]}:{run.place.line}"
            told = {lang: _told(run, lang) for lang in ("zh", "en")}
            zh, en = f"用例“{run.title}”没有通过：{told['zh']}", f"the case “{run.title}” fails: {told['en']}"
            yield {"blocks": True, "code": "lint-case", "place": place, "zh": zh, "en": en}


def _told(run: CaseRun, lang: str) -> str:
    """What was expected and found in each version, and why it came out so."""
    words = "应为 {0}，算得 {1}" if lang == "zh" else "expected {0}, found {1}"
    found = [
        f"{' '.join(way)} {words.format(one.expected or '—', one.found or '—')}"
        for failed in run.failed
        for way, one in failed.differences
    ]
    why = [line for failed in run.failed for line in reasons(run, failed, lang)]
    return "; ".join(dict.fromkeys((*found, *why)))


def _laws(versions: Versions) -> Iterator[Plain]:
    told: set[str] = set()
    for version in versions.all:
        try:
            proofs = prove_rubric(version.rubric)
        except ProverMissing as error:
            yield {"blocks": False, "place": "", **error.said}
            return
        for one in proofs:
            if one.verdict == "refuted" and (found := _mistake(diagnosed(version, one)))["zh"] not in told:
                told.add(found["zh"])
                yield found


def compared(store: str, old: str, new: str) -> Plain:
    """How two versions differ, in words, as they stand last; without the solver only which files do."""
    sides = loaded(store, old), loaded(store, new)
    blobs = Blobs(Path(store) / "blobs")
    files = [unpack(blobs.get(digest))[1] for digest in (old, new)]
    changed = sorted(name for name in {*files[0], *files[1]} if files[0].get(name) != files[1].get(name))
    try:
        found = diff(*(one.last.rubric for one in sides))
    except ProverMissing as error:
        return {"files": changed, "zh": [error.zh], "en": [error.en]}
    return {"files": changed, **{lang: list(told_diff(found, False, lang)) for lang in ("zh", "en")}}


def workbook_of(store: str, digest: str) -> bytes:
    """The workbook of a version, as `youju rubric export` writes it. CodedError `draft-broken`."""
    first, files = loaded(store, digest).all[0], read_files(folder(store, digest))
    table = table_of(files)
    return workbook(first.rubric, table, first.span.end, case_rows(files, table))


def outline(store: str, digest: str) -> list[Plain]:
    """The indicators of a version in their order, with their sections; a bonus has none."""
    rubric = loaded(store, digest).last.rubric
    sections = {one.id: one.title for one in rubric.spec.sections}
    return [
        {
            "id": one.id,
            "zh": one.title.zh,
            "en": one.title.of("en"),
            "section_zh": sections[one.section].zh if one.section in sections else "加减分",
            "section_en": sections[one.section].of("en") if one.section in sections else "adjustments",
        }
        for one in rubric.indicators.values()
    ]
