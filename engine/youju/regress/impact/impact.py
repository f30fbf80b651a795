"""Every department of a corpus scored by two rubrics: who moves, on which indicator, from which rule to which."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping
from fractions import Fraction
from functools import cached_property
from itertools import accumulate

from youju.audit.run import score
from youju.firing import Decide, decider
from youju.ledger import LawError, Ledger, Status
from youju.regress.impact.corpus import Corpus, Department, Material, Reason, Sides, Unread
from youju.regress.impact.records import same_as_saved
from youju.rubric import Rubric, Text
from youju.structs import Struct, replace

ZERO = Fraction(0)


class Line(Struct):
    """An indicator of a department: its effective weight, its points (cuts of caps included), its state, and the rules
    behind its entries."""

    weight: Fraction
    points: Fraction
    status: Status
    rules: tuple[str, ...]


class Score(Struct):
    """A department under one rubric: the recomputed total, and every indicator."""

    total: Fraction
    lines: Mapping[str, Line]


class Turn(Struct):
    """An indicator whose points, state or rules differ; a side is None where its rubric has no such indicator."""

    indicator: str
    before: Line | None
    after: Line | None

    @property
    def change(self) -> Fraction:
        """Points after less points before; an indicator that is not there gives none."""
        return _points(self.after) - _points(self.before)

    @property
    def opened(self) -> bool:
        """Whether the rules decided it before and no longer do."""
        return _open(self.after) and not _open(self.before)

    @property
    def settled(self) -> bool:
        """Whether the rules decide it now and did not before."""
        return _open(self.before) and self.after is not None and not _open(self.after)


class Move(Struct):
    """A department by both rubrics. The changes of `turns` sum to that of the total."""

    department: Department
    before: Score
    after: Score
    turns: tuple[Turn, ...]

    @property
    def change(self) -> Fraction:
        """The total after less the total before."""
        return self.after.total - self.before.total

    @property
    def moved(self) -> tuple[Turn, ...]:
        """The indicators whose points differ."""
        return tuple(turn for turn in self.turns if turn.change)


class Switch(Struct):
    """An indicator on which departments went from these rules to those: how many, and their points together."""

    indicator: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    departments: int
    change: Fraction


class Impact(Struct, dict=True):
    """What a new rubric does to a corpus. `moves` are all departments that were scored, in the order of the corpus;
    what is in `unread` was not, and counts nowhere else."""

    old: Rubric
    new: Rubric
    moves: tuple[Move, ...]
    unread: tuple[Unread, ...]
    beside: int

    @cached_property
    def movers(self) -> tuple[Move, ...]:
        """The departments any of whose points differ, the total that moves most first."""
        return tuple(sorted((move for move in self.moves if move.moved), key=_most))

    @property
    def up(self) -> int:
        """How many totals rise."""
        return sum(1 for move in self.moves if move.change > 0)

    @property
    def down(self) -> int:
        """How many totals fall."""
        return sum(1 for move in self.moves if move.change < 0)

    @property
    def same(self) -> int:
        """How many totals stay; indicators may still move against each other."""
        return len(self.moves) - self.up - self.down

    @property
    def opened(self) -> tuple[Move, ...]:
        """The departments with an indicator that rules decided before and no longer do."""
        return tuple(move for move in self.moves if any(turn.opened for turn in move.turns))

    @property
    def settled(self) -> tuple[Move, ...]:
        """The departments with an indicator that rules decide now and did not before."""
        return tuple(move for move in self.moves if any(turn.settled for turn in move.turns))

    @cached_property
    def switches(self) -> tuple[Switch, ...]:
        """By which rule points moved: each way once, those that move the most points first."""
        found: dict[tuple[str, tuple[str, ...], tuple[str, ...]], list[Fraction]] = {}
        for move in self.moves:
            for turn in move.moved:
                key = turn.indicator, _rules(turn.before), _rules(turn.after)
                found.setdefault(key, []).append(turn.change)
        return ranked(Switch(*key, len(changes), sum(changes, ZERO)) for key, changes in found.items())

    @property
    def totals(self) -> tuple[Mapping[Fraction, int], Mapping[Fraction, int]]:
        """How often each total is there before and after."""
        return Counter(m.before.total for m in self.moves), Counter(m.after.total for m in self.moves)

    def title(self, indicator: str) -> Text:
        """What an indicator is called, in the words of the new rubric where it has it."""
        return next(one.indicators[indicator].title for one in (self.new, self.old) if indicator in one.indicators)


def ranked(switches: Iterable[Switch]) -> tuple[Switch, ...]:
    """Those that move the most points first."""
    return tuple(sorted(switches, key=lambda one: (-abs(one.change), -one.departments, one.indicator)))


def impact_of(old: Rubric, new: Rubric, corpus: Corpus) -> Impact:
    """Scores every department by both rubrics, exactly, by the ordinary passes on its facts.

    A department whose ledger breaks a law, or whose saved audit does not come out again under its own rubric, is
    counted as not read, with the reason.
    """
    sides = old, new
    deciders = decider(old, "exact"), decider(new, "exact")
    found = [_judged(one, sides, deciders) for one in corpus.departments]
    moves = tuple(one for one in found if isinstance(one, Move))
    unread = (*corpus.unread, *(one for one in found if isinstance(one, Unread)))
    return Impact(old, new, moves, unread, corpus.beside)


def _judged(department: Department, sides: Sides, deciders: tuple[Decide, Decide]) -> Move | Unread:
    materials = department.before, department.after
    try:
        scores = [_score(*each) for each in zip(sides, materials, deciders, strict=True)]
    except LawError as error:
        zh, en = f"账不平，没有得分：{error}", f"the ledger breaks a law, so there is no score: {error}"
        return Unread(department.file, (Reason("ledger-law", zh, en),), department.line)
    for rubric, found in zip(sides, scores, strict=True):
        saved = department.saved
        points = {name: line.points for name, line in found.lines.items()}
        if saved is not None and saved.digest == rubric.digest and (wrong := same_as_saved(saved, points)):
            zh = f"照记录里的事实重算，与记录的得分不同：{'、'.join(wrong)}；请换成报告"
            en = f"its own facts give other points than it has: {', '.join(wrong)}; give the report"
            return Unread(department.file, (Reason("corpus-record", zh, en),))
    before, after = scores
    names = dict.fromkeys((*before.lines, *after.lines))
    turns = (Turn(name, before.lines.get(name), after.lines.get(name)) for name in names)
    return Move(department, before, after, tuple(turn for turn in turns if _differs(turn)))


def _score(rubric: Rubric, material: Material, decide: Decide) -> Score:
    ledger = score(material.document, rubric, material.reading, material.rulings, decide)
    return Score(ledger.totals.recomputed, _lines(ledger))


def _lines(ledger: Ledger) -> dict[str, Line]:
    lines = {row.indicator: Line(row.effective_weight, ZERO, row.status, ()) for row in ledger.rows}
    for entry in ledger.entries:
        line = lines[entry.indicator]
        rules = line.rules if entry.rule in line.rules else (*line.rules, entry.rule)
        lines[entry.indicator] = replace(line, points=line.points + entry.points, rules=rules)
    return lines


def _differs(turn: Turn) -> bool:
    sides = turn.before, turn.after
    return len({None if one is None else (one.points, one.status, one.rules) for one in sides}) == 2


def _points(line: Line | None) -> Fraction:
    return ZERO if line is None else line.points


def _rules(line: Line | None) -> tuple[str, ...]:
    return () if line is None else line.rules


def _open(line: Line | None) -> bool:
    return line is not None and line.status == "undetermined"


def _most(move: Move) -> tuple[Fraction, Fraction, str]:
    """Largest change of the total first, then of the indicators together, then by name."""
    return -abs(move.change), -sum((abs(turn.change) for turn in move.moved), ZERO), move.department.name


def summary_of(totals: Mapping[Fraction, int]) -> tuple[Fraction, Fraction, Fraction, Fraction]:
    """The least, the middle (of an even number the mean of both), the mean and the most of totals, exactly."""
    values = sorted(totals)
    upto = list(accumulate(totals[value] for value in values))
    size = upto[-1]
    middle = sum((values[bisect_right(upto, at)] for at in ((size - 1) // 2, size // 2)), ZERO) / 2
    mean = sum((value * count for value, count in totals.items()), ZERO) / size
    return values[0], middle, mean, values[-1]
