"""Where a file's expressions are compiled: every name known, and what is wrong at its own column."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from youju.feel import NUMBER, FeelError, Problem, Type, Vocabulary, check, fits, parse, vocabulary
from youju.feel.types import in_chinese
from youju.rubric.check_spec import ChecksFile
from youju.rubric.misread import misread
from youju.rubric.model import Formula
from youju.rubric.spec import CardSpec, Text
from youju.source import MAX_PROBLEMS, Decoded, Diagnostic, Scalar, did_you_mean

_HOLE = re.compile(r"\{([^{}]*)\}")
_WIDE_HOLE = re.compile(r"(?:｛([^{}｛｝]*)[｝}]|\{([^{}｛｝]*)｝)")
_PAIRED = re.compile(rf"{_HOLE.pattern}|{_WIDE_HOLE.pattern}")
_BRACE = re.compile(r"[{}｛｝]")


@dataclass(slots=True)
class Bench:
    """Where a file's expressions are compiled: the known names and types, and the problems found so far."""

    types: dict[str, Type]
    problems: list[Diagnostic] = field(default_factory=list[Diagnostic])
    known: Vocabulary = field(init=False)

    def __post_init__(self) -> None:
        self.known = vocabulary(frozenset(self.types))

    def know(self, name: str) -> None:
        """From here on a name is that of a number."""
        self.types[name] = NUMBER
        self.known = self.known.plus(name)

    @property
    def enough(self) -> bool:
        """Whether so much is wrong already that the rest is not looked at."""
        return len(self.problems) >= MAX_PROBLEMS

    def formula(self, source: Scalar, text: str, wanted: Type | None) -> Formula | None:
        """The expression, or None with its problems noted. `wanted` is the type it must have, if any."""
        if self.enough:
            return None
        formula, problems = self._read(source, text, wanted)
        meant = misread(source, text, self.known) if problems else ()
        places = {one.place for one in meant}
        # What was meant explains all but the other names that nobody knows.
        self.problems.extend(meant)
        self.problems.extend(
            one for one in problems if not meant or (one.code == "feel-unknown-name" and one.place not in places)
        )
        return formula

    def _read(self, source: Scalar, text: str, wanted: Type | None) -> tuple[Formula | None, list[Diagnostic]]:
        """The expression, or None with what is wrong with it as it stands."""
        try:
            expr = parse(text, self.known)
        except FeelError as error:
            return None, [_at_column(source, error.problem)]
        found, problems = check(expr, self.types)
        if problems:
            return None, [_at_column(source, problem) for problem in problems]
        if wanted is not None and not fits(found, wanted):
            zh, en = f"这里需要{in_chinese(wanted)}，得到{in_chinese(found)}", f"expected {wanted}, got {found}"
            return None, [Diagnostic(source.at(0, len(text)), "rubric-type", zh, en)]
        return Formula(text, expr), []

    def wording(
        self, source: Decoded[CardSpec] | Decoded[ChecksFile], path: tuple[str | int, ...], text: Text | None
    ) -> None:
        """Every `{name}` of a wording must be a known name."""
        for lang, words in (("zh", text.zh), ("en", text.en)) if text else ():
            told = source.scalar(*path, lang)
            for wide in _WIDE_HOLE.finditer(words):
                zh, en = f"`{wide[0]}` 要用半角的花括号", f"`{wide[0]}` takes half-width braces"
                place = told.at(wide.start(), len(wide[0]))
                self.problems.append(Diagnostic(place, "rubric-wording-name", zh, en, f"{{{wide[1] or wide[2]}}}"))
            for brace in _BRACE.finditer(_PAIRED.sub(lambda hole: " " * len(hole[0]), words)):
                zh, en = f"用语里的 `{brace[0]}` 没有配对", f"`{brace[0]}` in the wording has no partner"
                place = told.at(brace.start(), 1)
                self.problems.append(Diagnostic(place, "rubric-wording-name", zh, en, "{名称}"))
            for hole in _HOLE.finditer(words):
                # The words that a form makes up read what its expressions read, and are not blamed a second time.
                if hole.group(1) not in self.types and told.parts is None and not self.enough:
                    place = told.at(hole.start(1), len(hole.group(1)))
                    zh, en = (
                        f"用语里的 `{hole.group(1)}` 不是已知的名称",
                        f"`{hole.group(1)}` in the wording is not a known name",
                    )
                    proposal = did_you_mean(hole.group(1), self.types)
                    self.problems.append(Diagnostic(place, "rubric-wording-name", zh, en, proposal))


def _at_column(source: Scalar, problem: Problem) -> Diagnostic:
    """A problem of the expression language, at its column in the file."""
    place = source.at(problem.start, problem.end - problem.start)
    return Diagnostic(place, problem.code, problem.zh, problem.en, problem.proposal)
