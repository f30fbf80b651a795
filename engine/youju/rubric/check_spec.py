"""The shape of the files of checks/ as people write them; checked at their place."""

from __future__ import annotations

from youju.facts import FactSpec, Flag
from youju.rubric.spec import Basis, ChangeSpec, Id, Level, Text
from youju.source import Strict
from youju.structs import field


class AtRiskSpec(Strict):
    """Which points a check puts in doubt: all of an indicator, those of some rules, or those on moved weight."""

    indicator: str
    rules: tuple[str, ...] = ()
    moved: Flag = False


class PrintedSpec(Strict):
    """A printed rate to compare with its own figures: a let of a card that has `stated`."""

    indicator: str
    let: str


class CheckSpec(Strict, kw_only=True):
    """What must agree inside a report. Either a condition that must not hold, or a printed rate and its figures.

    Points are `at_risk` where it fires; what puts none at risk may be `about` an indicator all the same.
    """

    code: Id
    level: Level
    title: Text
    when: str | None = None
    printed: PrintedSpec | None = None
    at_risk: tuple[AtRiskSpec, ...] = ()
    about: str | None = None
    because: Text
    papers: tuple[str, ...] = ()
    basis: tuple[Basis, ...] = ()

    def sound(self) -> None:
        if (self.when is None) == (self.printed is None):
            raise ValueError("检查要有 when 或 printed 之一 / a check has either `when` or `printed`")
        if self.about is not None and self.at_risk:
            raise ValueError("有 at_risk 就不写 about / with `at_risk` leave out `about`")


class ChecksFile(Strict, kw_only=True):
    """One file of checks/. `facts` are what only checks ask for, in the form of the dictionary."""

    topic: str
    facts: dict[str, FactSpec] = field(default_factory=dict[str, FactSpec])
    checks: tuple[CheckSpec, ...]
    changes: tuple[ChangeSpec, ...] = ()
