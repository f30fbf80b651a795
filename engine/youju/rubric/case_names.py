"""What a case names, of a card or of a whole department: facts, their values, rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from typing import TypeVar

from youju.feel import Type, check, fits, names
from youju.feel.types import in_chinese
from youju.rubric.bench import Bench
from youju.rubric.spec import ExpectSpec
from youju.source import Decoded, Diagnostic, Strict, did_you_mean

M = TypeVar("M", bound=Strict)
Path = tuple[str | int, ...]


def check_given(
    file: Decoded[M], path: Path, given: Mapping[str, str], types: Mapping[str, Type], bench: Bench
) -> None:
    """Every given value of a case is a constant of its fact's type: money with a unit, a truth value as true/false.

    `path` is where in the file they stand; what is wrong goes to the bench.
    """
    for name, text in given.items():
        wanted = types.get(name)
        source = file.scalar(*path, name)
        formula = None if wanted is None else bench.formula(source, text, None)
        if wanted is None or formula is None:
            continue
        found, _ = check(formula.expr, bench.types)
        if (read := sorted(names(formula.expr))) or not fits(found, wanted):
            said = (f"`{read[0]}` 是名称", f"`{read[0]}` is a name") if read else (in_chinese(found), str(found))
            zh = f"`{name}` 这里应当是{in_chinese(wanted)}的常数，得到{said[0]}"
            en = f"`{name}` takes a constant ({wanted}), got {said[1]}"
            proposal = f"{text} 元 / {text} 万元" if not read and wanted.money and found.money == 0 else None
            bench.problems.append(Diagnostic(source.at(0, len(text)), "rubric-case-value", zh, en, proposal))


def unknown_facts(
    file: Decoded[M], path: Path, given: Mapping[str, str], types: Mapping[str, Type]
) -> Iterator[Diagnostic]:
    """The names that a case gives values to and the dictionary does not have."""
    for name in given:
        if name not in types:
            zh, en = f"用例里的 `{name}` 不在词典中", f"`{name}` of the case is not in the dictionary"
            yield Diagnostic(file.key(*path, name), "rubric-unknown-fact", zh, en, did_you_mean(name, types))


def unknown_rules(file: Decoded[M], path: Path, expect: ExpectSpec, rules: Set[str]) -> Iterator[Diagnostic]:
    """The rules that a case expects and that its card does not have."""
    expected: list[tuple[str, tuple[str | int, ...]]] = []
    expected += [(name, ("rules", j)) for j, name in enumerate(expect.rules or ())]
    expected += [(expect.rule, ("rule",))] if expect.rule else []
    for name, step in expected:
        if name not in rules:
            zh, en = f"没有规则 `{name}`", f"there is no rule `{name}`"
            yield Diagnostic(file.place(*path, *step), "rubric-unknown-rule", zh, en, did_you_mean(name, rules))
