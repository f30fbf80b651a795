"""The departments on which explanations are tried: made-up ones by number, the same every time, and the reports at hand.

Of every four one is clean, one has a planted error, one says part of what it should not at all, and one says some
things twice and otherwise, and others not at all: so that claims, missing facts and contradictions occur.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

from made_hand import Marked
from made_planted import altered, append, present
from made_report import written
from made_trial import KINDS, spoilt
from made_world import draw

from youju.audit import Audit, audit, judge
from youju.facts import extract
from youju.report import read, read_bytes
from youju.rubric import Rubric, dictionary_of, load_rubric, packs
from youju.structs import replace

ROOT = Path(__file__).resolve().parents[2]
FIRST_SEED = 50_000
STATES = ("clean", "planted", "withheld", "contradicted")
WITHHELD, WITHHELD_TOO = 0.4, 0.15
"""What part of the statements is left out; of reports that contradict themselves."""
TWICE = {
    "three.spent": "全年“三公”经费支出{}。",
    "staff-rate.posts": "本局核定编制{}。",
    "adjusted.adjusted": "年中调整后预算{}，为各项工作提供了保障。",
    "staff-rate.there": "年末在职人员{}，队伍保持稳定。",
}
"""Figures of the analysis that the narrative may repeat otherwise."""


@dataclass(frozen=True, slots=True)
class Department:
    """A department by its name in messages, in what state its report is, and the audit of it."""

    name: str
    state: str
    audit: Audit


def made(number: int, rubric: Rubric) -> Department:
    """The made-up department of a number."""
    state, seed = STATES[number % len(STATES)], FIRST_SEED + number
    rng = Random(f"department {number}")
    text = _text(state, number, seed, rng)
    document = read_bytes(text.encode(), "自评报告.md")
    reading = extract(document, rubric.dictionary, tuple(rubric.sought()))
    share = {"withheld": WITHHELD, "contradicted": WITHHELD_TOO}.get(state, 0.0)
    kept = tuple(one for one in reading.statements if rng.random() >= share)
    found = judge(document, rubric, replace(reading, statements=kept), "exact")
    return Department(f"department {number} ({state}, seed {seed})", state, found)


def _text(state: str, number: int, seed: int, rng: Random) -> str:
    report = written(draw(seed), seed)
    if state == "planted":
        kinds = list(KINDS)
        for at in range(len(kinds)):
            found = spoilt(kinds[(number // len(STATES) + at) % len(kinds)], seed)
            if found is not None:
                return found.text
    if state == "contradicted":
        return _contradicted(report, rng).plain()
    return report.plain()


def _contradicted(report: Marked, rng: Random) -> Marked:
    """The report with three of its figures told again, otherwise."""
    for key in rng.sample(present(report, *TWICE), 3):
        by = rng.choice([-30, -10, 10, 30])
        words = altered(report.words(key), lambda n: n + (round(n * by / 100) or 2))  # noqa: B023 - called at once
        report = append(report, "achievements", TWICE[key].format(words))
    return report


def at_hand(shared: Path) -> Iterator[Department]:
    """The two samples of the project, and the real report where it is."""
    rubrics = {pack.name: load_rubric(pack.folder, dictionary_of(pack.folder)) for pack in packs()}
    reports = [
        (ROOT / "facts" / "examples" / "qinghe-water" / "report.md", "lechang-2023"),
        (ROOT / "facts" / "examples" / "yunxi-library" / "report.md", "hunan-2020"),
        *((path, "lechang-2023") for path in sorted((shared / "reports").glob("*.txt"))[:1]),
    ]
    for path, name in reports:
        kind = "sample" if ROOT in path.parents else "real report"
        yield Department(
            f"{kind} {path.parent.name if kind == 'sample' else ''}".strip(),
            kind,
            audit(read(path), rubrics[name], "exact"),
        )
