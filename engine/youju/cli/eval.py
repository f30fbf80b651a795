"""An expression tried out: in the shell, or a stream of them for tests and editors."""

from __future__ import annotations

import contextlib
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any, BinaryIO

import click

from youju.feel import (
    ANY,
    MONEY,
    UNKNOWN,
    Expr,
    FeelError,
    Problem,
    Range,
    Type,
    Value,
    check,
    evaluate,
    names,
    parse,
    show_number,
)
from youju.source import CodedError
from youju.source.excerpt import excerpt
from youju.structs import Struct

Answer = dict[str, Any]
# No line of a stream is kept longer than this; the language itself refuses more than 10,000 characters.
MAX_LINE = 1 << 16
# Refused in a rule; the standard all the same gives some such expressions a value (`true or 123`), and so do we here.
_VALUED = frozenset({"feel-type", "feel-fractional-power"})


class Given(Struct):
    """The names that an expression may read, with their values and types."""

    values: Mapping[str, Value]
    types: Mapping[str, Type]


def run_eval(words: Sequence[str], from_stdin: bool, as_json: bool) -> None:
    """The command: one expression with its names, or a stream. Exit 2 where the one expression is in error."""
    if from_stdin:
        given = read_given(words)
        for line in bounded(sys.stdin.buffer):
            click.echo(_json(answer(_text(line), given)) if as_json else _told(_text(line), given))
        return
    if not words:
        zh, en = "没有写表达式，如 youju eval '2.91 万元 / 0.15 万元'", "no expression; or use --stdin"
        raise CodedError("eval-given", zh, en)
    given = read_given(words[1:])
    if as_json:
        said = answer(words[0], given)
        click.echo(_json(said))
        if "error" in said:
            raise SystemExit(2)
        return
    try:
        value, type_ = value_of(words[0], given)
    except FeelError as error:
        raise SystemExit(_refuse(words[0], error.problem)) from error
    click.echo(shown(value, type_))


def _refuse(source: str, problem: Problem) -> int:
    """The problem with its words marked, on standard error."""
    line, carets = excerpt(source.replace("\n", " "), problem.start, problem.end)
    click.echo(f"{problem.code}：{problem.zh} / {problem.en}\n    {line}\n    {carets}", err=True)
    if problem.proposal is not None:
        click.echo(f"是否想写 did you mean：{problem.proposal}", err=True)
    return 2


def _told(source: str, given: Given) -> str:
    """A line of a stream for people: the value as for one expression, or what is wrong."""
    try:
        return shown(*value_of(source, given))
    except FeelError as error:
        return f"{error.problem.code}：{error.problem.zh} / {error.problem.en}"


def _json(said: Answer) -> str:
    return json.dumps(said, ensure_ascii=False)


def _text(line: bytes) -> str:
    return line.rstrip(b"\r\n").decode("utf-8", errors="replace")


def read_given(pairs: Sequence[str]) -> Given:
    """`NAME=VALUE` pairs as typed: `计划=0.15万元`. CodedError where one is no name with a constant."""
    values: dict[str, Value] = {}
    types: dict[str, Type] = {}
    for pair in pairs:
        name, sign, text = (part.strip() for part in pair.partition("="))
        if not sign or not name:
            zh, en = f"“{pair}”应当写成 名称=数值，如 金额=0.15万元", f"“{pair}”: expected NAME=VALUE"
            raise CodedError("eval-given", zh, en)
        try:
            expr = parse(text)
            if read := sorted(names(expr)):
                zh = f"“{name}”的值应当是常数，`{read[0]}` 不是（文字要加引号）"
                raise CodedError("eval-given", zh, f"the value of “{name}” must be a constant; `{read[0]}` is none")
            values[name], types[name] = evaluate(expr, {}), check(expr, {})[0]
        except FeelError as error:
            problem = error.problem
            raise CodedError("eval-given", f"“{name}”的值：{problem.zh}", f"“{name}”: {problem.en}") from error
    return Given(values, types)


def value_of(source: str, given: Given) -> tuple[Value, Type]:
    """The value of an expression and its type. FeelError with the first problem of its text, types or evaluation.

    A name of the dictionary that was not given is unknown; any other name is refused, so that a slip is seen.
    """
    expr, types = _read(source, given)
    type_, problems = check(expr, types)
    value = evaluate(expr, given.values, inexact_powers=True)
    for problem in problems:
        if value is UNKNOWN or value is None or problem.code not in _VALUED:
            raise FeelError(problem)
    return value, type_


def answer(source: str, given: Given) -> Answer:
    """What a line of JSON says of an expression: `{"value": …}`, or `{"error": {code, message, start, end}}`."""
    try:
        value, _ = value_of(source, given)
    except FeelError as error:
        return {"error": error_record(error.problem)}
    if value is UNKNOWN:
        return {"value": None, "unknown": True}
    return {"value": _plain(value)}


def error_record(problem: Problem) -> Answer:
    """A problem as JSON; `start` and `end` are offsets in characters."""
    record: Answer = {
        "code": problem.code,
        "message": f"{problem.zh} / {problem.en}",
        "start": problem.start,
        "end": problem.end,
    }
    return record if problem.proposal is None else {**record, "proposal": problem.proposal}


def bounded(read: BinaryIO) -> Iterator[bytes]:
    """The lines of a binary stream; of a line that is too long only so much is kept as shows that it is."""
    while line := read.readline(MAX_LINE):
        whole = line.endswith(b"\n")
        while not whole and (rest := read.readline(MAX_LINE)):
            whole = rest.endswith(b"\n")
        yield line


def shown(value: Value, type_: Type) -> str:
    """A value for people: money in 元, texts in quotes, a number that does not end as a fraction."""
    match value:
        case Fraction():
            return f"{show_number(value)} 元" if type_ == MONEY else show_number(value)
        case bool():
            return "true" if value else "false"
        case str():
            return json.dumps(value, ensure_ascii=False)
        case tuple():
            return f"[{', '.join(shown(item, type_.item or ANY) for item in value)}]"
        case None:
            return "null"
        case Range():
            return _range(value)
        case _:
            return "未知 unknown"


def _range(value: Range) -> str:
    low, high = shown(value.low, ANY), shown(value.high, ANY)
    if value.shape in ("[]", "[)", "(]", "()"):
        return f"{value.shape[0]}{low}..{high}{value.shape[1]}"
    return f"({value.shape} {low})"


def _plain(value: Value) -> Any:
    match value:
        case bool() | str() | None:
            return value
        case Fraction():
            return show_number(value)
        case tuple():
            return [_plain(item) for item in value]
        case Range():
            return _range(value)
        case _:
            return None


def _read(source: str, given: Given) -> tuple[Expr, Mapping[str, Type]]:
    """The tree and the names it was read with; the dictionary's only where the given ones do not do."""
    with contextlib.suppress(FeelError):
        expr = parse(source, given.types)
        if names(expr) <= given.types.keys():
            return expr, given.types
    from youju.rubric import dictionary_of

    types = {**dictionary_of().types, **given.types}
    return parse(source, types), types
