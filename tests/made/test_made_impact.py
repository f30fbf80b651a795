"""Whom an edit moves, over a hundred made-up departments: against figures worked out from the worlds alone."""

from __future__ import annotations

import csv
from collections import Counter
from fractions import Fraction
from pathlib import Path

import pytest
from made_corpus import edited, expected, sheet, table
from made_report import written
from made_trial import audited
from made_world import World, draw

from youju.audit.record import to_record
from youju.audit.run import score
from youju.publish.impact.table import table_csv
from youju.regress.fail_on import FailOn
from youju.regress.impact import Impact, Move, departments_meeting, impact_of, read_corpus
from youju.rubric import Rubric, dictionary_of, load_rubric
from youju.source import canonical

WORLDS = {f"部门{seed:03d}": draw(seed) for seed in range(100)}
FORMS = ("csv", "yaml", "xlsx")


@pytest.fixture(scope="module")
def new(tmp_path_factory: pytest.TempPathFactory) -> Rubric:
    folder = edited(tmp_path_factory.mktemp("new"))
    return load_rubric(folder, dictionary_of(folder))


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corpus")
    for number, (name, world) in enumerate(WORLDS.items()):
        form = FORMS[number % len(FORMS)]
        (folder / f"{name}.{form}").write_bytes(sheet(world, form))
    return folder


@pytest.fixture(scope="module")
def found(rubric: Rubric, new: Rubric, corpus: Path) -> Impact:
    return impact_of(rubric, new, read_corpus(corpus, (rubric, new)))


def moved(move: Move) -> dict[str, tuple[Fraction, str, str]]:
    """What moved of a department: the change, and the rule before and after."""
    turned: dict[str, tuple[Fraction, str, str]] = {}
    for turn in move.moved:
        assert turn.before is not None
        assert turn.after is not None
        turned[turn.indicator] = (turn.change, "+".join(turn.before.rules), "+".join(turn.after.rules))
    return turned


def change(world: World) -> Fraction:
    return sum((points for points, _, _ in expected(world).values()), Fraction(0))


def test_every_department_moves_as_its_figures_say(found: Impact) -> None:
    assert {name: dict(expected(world)) for name, world in WORLDS.items()} == {
        move.department.name: moved(move) for move in found.moves
    }


def test_the_counts_are_those_of_the_figures(found: Impact) -> None:
    changes = [change(world) for world in WORLDS.values()]
    ways = Counter((name, *way[1:]) for world in WORLDS.values() for name, way in expected(world).items())

    assert (
        sum(one > 0 for one in changes),
        sum(one < 0 for one in changes),
        sum(one == 0 for one in changes),
        sum(bool(expected(world)) for world in WORLDS.values()),
        (),
    ) == (found.up, found.down, found.same, len(found.movers), found.unread)
    assert dict(ways) == {
        (one.indicator, "+".join(one.before), "+".join(one.after)): one.departments for one in found.switches
    }
    assert min(sum(one > 0 for one in changes), sum(one < 0 for one in changes), len(ways)) >= 3


@pytest.mark.parametrize("by", ["0", "1", "2", "3"])
def test_worse_by_more_than_so_much_counts_those_whose_figures_lose_more(found: Impact, by: str) -> None:
    lost = sum(-change(world) > Fraction(by) for world in WORLDS.values())

    assert lost == departments_meeting(FailOn("worse", Fraction(by)), found)


def test_a_table_of_departments_moves_them_as_their_sheets_do(
    rubric: Rubric, new: Rubric, found: Impact, tmp_path: Path
) -> None:
    (tmp_path / "各部门.csv").write_bytes(table(WORLDS))
    rows = impact_of(rubric, new, read_corpus(tmp_path, (rubric, new)))

    assert {m.department.name: (m.before, m.after) for m in found.moves} == {
        m.department.name: (m.before, m.after) for m in rows.moves
    }


def test_the_csv_has_a_row_for_each_move_of_the_figures(found: Impact) -> None:
    rows = csv.DictReader(table_csv(found).decode("utf-8-sig").splitlines())
    wanted = {
        (name, indicator, way[1], way[2])
        for name, world in WORLDS.items()
        for indicator, way in expected(world).items()
    }

    assert wanted == {
        (row["department"], row["indicator"], row["rules_before"], row["rules_after"])
        for row in rows
        if row["indicator"]
    }


@pytest.mark.parametrize("seed", range(4))
def test_a_report_and_its_saved_audit_move_alike(seed: int, rubric: Rubric, new: Rubric, tmp_path: Path) -> None:
    """The record under its own rubric comes to its own points, and under the new one to those of its report."""
    text = written(draw(seed), seed).plain()
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "一局.md").write_text(text, "utf-8")
    (tmp_path / "一局.json").write_bytes(canonical(to_record(audited(text, rubric))))
    sides = rubric, new
    read = impact_of(rubric, new, read_corpus(tmp_path / "reports", sides))
    saved = impact_of(rubric, new, read_corpus(tmp_path / "一局.json", sides))
    totals = [
        score(audit.document, one, audit.reading).totals.recomputed for one in sides for audit in (audited(text, one),)
    ]

    assert totals == [read.moves[0].before.total, read.moves[0].after.total]
    assert [(m.before, m.after) for m in read.moves] == [(m.before, m.after) for m in saved.moves]
    assert ((), ()) == (read.unread, saved.unread)


def test_a_record_beside_its_report_counts_once(rubric: Rubric, new: Rubric, tmp_path: Path) -> None:
    text = written(draw(1), 1).plain()
    (tmp_path / "一局.md").write_text(text, "utf-8")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "audit.json").write_bytes(canonical(to_record(audited(text, rubric))))
    read = read_corpus(tmp_path, (rubric, new))

    assert (["report"], (), 1) == ([one.kind for one in read.departments], read.unread, read.beside)
